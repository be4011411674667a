"""Definitions of allowances: how they are told, what is refused with which words, and what stays when one ends."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.allowance import (
    Allowance,
    AllowanceKind,
    HolidayDates,
    Window,
    allowances_on,
    grouped,
    with_allowance,
    without_allowance,
)
from domain.amount import Amount
from domain.errors import ProductError

NIGHT = Allowance(
    "night", AllowanceKind.UNSOCIAL, Amount.parse("50"), windows=tuple(map(Window.parse, ("daily 22:00-06:00",)))
)
COOK = Allowance("cook", AllowanceKind.FUNCTION, Amount.parse("25"), teams=("Keuken",))
NEW_YEAR, KINGS_DAY = date(2026, 1, 1), date(2026, 4, 27)


def test_an_allowance_is_told_in_one_line() -> None:
    assert str(NIGHT) == "night, unsocial-hours, 50.00 %, windows daily 22:00-06:00"
    assert str(replace(COOK, teams=("Keuken", "Afwas"), shift_types=("kok",), group="g")) == (
        "cook, function, 25.00 %, teams Keuken, Afwas, shift types kok, group g"
    )
    column = replace(COOK, teams=(), column="kok", valid_from=NEW_YEAR, valid_until=KINGS_DAY)
    assert str(column) == "cook, function, 25.00 %, column kok, from 2026-01-01, until 2026-04-27"
    days = (HolidayDates("Nieuwjaarsdag", (NEW_YEAR,)), HolidayDates("Koningsdag", (KINGS_DAY,)))
    assert str(Allowance("feast", AllowanceKind.HOLIDAY, Amount.parse("100"), holidays=days)) == (
        "feast, public-holiday, 100.00 %, holidays Nieuwjaarsdag, Koningsdag"
    )


@pytest.mark.parametrize("percentage", ["0.01", "1000"])
def test_the_least_and_the_most_that_can_be_paid(percentage: str) -> None:
    made, _ = with_allowance((), replace(NIGHT, percentage=Amount.parse(percentage)))
    assert str(made[0].percentage) == f"{Amount.parse(percentage)}"


@pytest.mark.parametrize(
    "right",
    [
        replace(COOK, shift_types=("kok",)),
        replace(COOK, teams=(), shift_types=("kok",)),
        replace(COOK, teams=(), column="kok"),
        replace(NIGHT, valid_from=NEW_YEAR, valid_until=NEW_YEAR),  # one day
    ],
)
def test_what_an_allowance_can_be(right: Allowance) -> None:
    assert with_allowance((), right) == ((right,), None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(NIGHT, percentage=Amount(0)), {"percentage": Amount(0)}),
        (
            replace(NIGHT, teams=("Bar",)),
            {"allowance": "night", "field": "teams", "kind": AllowanceKind.UNSOCIAL},
        ),
        (replace(COOK, teams=()), {"allowance": "cook"}),
        (replace(COOK, column="kok"), {"allowance": "cook"}),
        (replace(COOK, teams=(), shift_types=("kok",), column="kok"), {"allowance": "cook"}),
        (replace(NIGHT, windows=()), {"allowance": "night"}),
        (Allowance("feast", AllowanceKind.HOLIDAY, Amount(100)), {"allowance": "feast"}),
        (replace(COOK, teams=(), column="kok", group="g"), {"allowance": "cook", "column": "kok"}),
        (replace(NIGHT, valid_from=KINGS_DAY, valid_until=NEW_YEAR), {"allowance": "night"}),
    ],
)
def test_what_is_refused_is_told(wrong: Allowance, told: dict[str, Any]) -> None:
    with pytest.raises(ProductError) as raised:
        with_allowance((), wrong)
    assert raised.value.details == told


@pytest.mark.parametrize("text", ["altijd", "daily 24:00-06:00", "daily 22:00-22:00", "morgen 22:00-06:00"])
def test_a_window_that_cannot_be_read_is_repeated(text: str) -> None:
    with pytest.raises(ProductError) as raised:
        Window.parse(text)
    assert raised.value.details == {"window": text}


def test_an_allowance_that_is_not_there_is_told_with_those_that_are() -> None:
    again = replace(NIGHT, valid_from=NEW_YEAR)
    with pytest.raises(ProductError) as raised:
        without_allowance((COOK, NIGHT, again), "sunday", None)
    assert raised.value.details == {"allowance": "sunday", "known": "cook, night"}
    with pytest.raises(ProductError) as nothing:
        without_allowance((), "sunday", None)
    assert nothing.value.details == {"allowance": "sunday", "known": "none"}


# -- what stays -------------------------------------------------------------------------------------------------------


def test_the_definition_that_started_last_holds_in_whatever_order_they_are_kept() -> None:
    later = replace(NIGHT, percentage=Amount.parse("60"), valid_from=NEW_YEAR)
    for kept in ((NIGHT, later), (later, NIGHT)):
        assert allowances_on(kept, NEW_YEAR) == (later,)
        assert allowances_on(kept, date(2025, 12, 31)) == (NIGHT,)


def test_an_allowance_that_had_ended_already_does_not_come_back_when_it_stops_later() -> None:
    ended = replace(NIGHT, valid_until=NEW_YEAR)
    assert without_allowance((ended,), "night", KINGS_DAY) == (ended,)
    ending = replace(NIGHT, valid_until=date(2026, 12, 31))
    assert without_allowance((ending,), "night", KINGS_DAY) == (replace(NIGHT, valid_until=date(2026, 4, 26)),)


def test_stopping_an_allowance_before_it_began_takes_it_away() -> None:
    assert without_allowance((replace(NIGHT, valid_from=KINGS_DAY),), "night", NEW_YEAR) == ()


def test_a_group_reaches_the_definitions_that_begin_later_too() -> None:
    later = replace(NIGHT, percentage=Amount.parse("60"), valid_from=KINGS_DAY)
    found = grouped((NIGHT, later), ["night"], "g", NEW_YEAR)
    assert found == (NIGHT, replace(NIGHT, group="g", valid_from=NEW_YEAR), replace(later, group="g"))
    on_its_first_day = grouped((NIGHT, later), ["night"], "g", KINGS_DAY)
    assert on_its_first_day == (NIGHT, replace(later, group="g"))
