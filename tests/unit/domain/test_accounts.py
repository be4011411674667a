"""Roles and their rights; what a name and a password have to be; the last administrator."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.accounts import (
    Account,
    Right,
    Role,
    checked_language,
    checked_name,
    checked_password,
    checked_shown,
    refuse_to_lose_the_last,
)
from domain.errors import ProductError

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
ANJA = Account("anja@kade.example", "Anja", Role.ADMINISTRATOR, NOON)
BAS = Account("bas@kade.example", "Bas", Role.ADMINISTRATOR, NOON)


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.VIEWER, {Right.SEE}),
        (Role.OPERATOR, {Right.SEE, Right.OPERATE}),
        (Role.PAYROLL, {Right.SEE, Right.OPERATE, Right.PAY}),
        (Role.ADMINISTRATOR, {Right.SEE, Right.OPERATE, Right.PAY, Right.ADMINISTER}),
    ],
)
def test_each_role_may_what_the_one_before_it_may_and_one_thing_more(role: Role, rights: set[Right]) -> None:
    assert {right for right in Right if role.may(right)} == rights


def test_the_least_role_of_each_right() -> None:
    assert [Role.least(right) for right in Right] == list(Role)


def test_a_name_is_an_address_in_lower_case() -> None:
    assert checked_name("  Anja.deWit@KADE.example ") == "anja.dewit@kade.example"


@pytest.mark.parametrize("name", ["", "anja", "anja@kade", "an ja@kade.example", "a@b.example,c@d.example"])
def test_anything_else_is_no_name(name: str) -> None:
    with pytest.raises(ProductError) as refused:
        checked_name(name)
    assert refused.value.code == "account-name-invalid"


@pytest.mark.parametrize("shown", ["", "  ", "a" * 81, "Anja\nBas", "Anja\x00"])
def test_what_cannot_be_shown_on_a_line(shown: str) -> None:
    with pytest.raises(ProductError) as refused:
        checked_shown(shown)
    assert refused.value.code == "account-shown-invalid"


def test_what_can_be_shown() -> None:
    assert checked_shown(" Anja de Wit-Ünal ") == "Anja de Wit-Ünal"


def test_a_language_is_one_of_two_or_none() -> None:
    assert [checked_language(each) for each in ("en", "nl", None)] == ["en", "nl", None]
    with pytest.raises(ProductError):
        checked_language("fr")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elf tekens!", "password-too-short"),
        ("a" * 201, "password-too-long"),
        ("ANJA.deWit.Kade@kade.example", "password-is-name"),
        ("Anja.DeWit.Kade", "password-is-name"),
        ("anja dewit KADE", "password-is-name"),
    ],
)
def test_a_password_that_is_too_short_too_long_or_a_name(password: str, code: str) -> None:
    with pytest.raises(ProductError) as refused:
        checked_password(password, "anja.dewit.kade@kade.example", "Anja de Wit Kade")
    assert refused.value.code == code


@pytest.mark.parametrize("password", ["twaalf teken", "111111111111", "a" * 200, "anja de wit kade!"])
def test_which_characters_a_password_has_is_ones_own_choice(password: str) -> None:
    assert checked_password(password, "anja.dewit.kade@kade.example", "Anja de Wit Kade") == password


def test_a_password_is_the_same_on_every_keyboard() -> None:
    composed, apart = "caf\u00e9 aan de kade", "cafe\u0301 aan de kade"
    assert checked_password(composed) == checked_password(apart)


def test_the_last_administrator_who_can_log_in_stays() -> None:
    refuse_to_lose_the_last([ANJA, BAS], replace(ANJA, active=False))
    refuse_to_lose_the_last([ANJA, BAS], replace(ANJA, role=Role.PAYROLL))
    for others in ([], [replace(BAS, active=False)], [replace(BAS, role=Role.PAYROLL)]):
        for after in (replace(ANJA, active=False), replace(ANJA, role=Role.VIEWER)):
            with pytest.raises(ProductError) as refused:
                refuse_to_lose_the_last([ANJA, *others], after)
            assert refused.value.code == "last-administrator"
