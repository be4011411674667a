"""Timecards: who they belong to, what they come to, and when they count as changed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from domain.hours import StatedHours
from domain.terms import ContractType
from domain.timecard import (
    Extra,
    MealCount,
    PersonRef,
    Timecard,
    TimecardKind,
    TimecardStatus,
    people_of,
    plain_email,
    plain_name,
)
from tests.unit.domain.samples import worked


@pytest.mark.parametrize(
    ("person", "key"),
    [
        (PersonRef("Noor", "17", "503201", "noor@kade.example", "De Kade"), "eitje:17"),
        (PersonRef("Noor", None, "503201", "noor@kade.example", "De Kade"), "nmbrs:503201"),
        (PersonRef("Noor", nmbrs_id="A1B2-C3"), "nmbrs:a1b2-c3"),
        (PersonRef("Noor", email=" Noor@Kade.Example "), "email:noor@kade.example"),
        (PersonRef("Noor", contract_venue="De Kade"), "name:Noor@De Kade"),
        (PersonRef("Noor"), "name:Noor@"),
        (PersonRef("Zoe\u0308"), "name:Zo\u00eb@"),  # the same letter, written in two ways
        (PersonRef("Noor", email="  "), "name:Noor@"),  # or everybody with an empty cell would be one person
    ],
)
def test_a_person_is_known_by_the_best_key(person: PersonRef, key: str) -> None:
    assert person.key == key
    assert person.by_name_only == key.startswith("name:")


def test_a_name_is_exact_in_a_key() -> None:
    assert PersonRef("Noor van Dijk").key != PersonRef("noor van dijk").key
    assert PersonRef("Noor", contract_venue="De Kade").key != PersonRef("Noor", contract_venue="De Haven").key


def test_names_and_addresses_are_compared_plainly() -> None:
    assert plain_name(" René  DE  Wit ") == "rene de wit"
    assert plain_email(" NOOR@Kade.Example ") == "noor@kade.example"


def test_times_lead_over_stated_hours() -> None:
    both = worked("10:00-18:00/0:30", stated=StatedHours.of_minutes(480))
    assert both.net_minutes == 450
    assert worked("7,33").net_minutes == Fraction("439.8")
    assert replace(both, times=None, stated=None).net_minutes == 0


def test_only_approved_worked_hours_are_exported() -> None:
    sent = {
        (kind, status)
        for kind in TimecardKind
        for status in TimecardStatus
        if worked("8", kind=kind, status=status).to_export
    }
    assert sent == {(TimecardKind.WORKED, TimecardStatus.APPROVED)}


ENTRY = worked("10:00-18:00/0:30", meals={"lunch": 1}, key="4711", contract_venue="De Kade")


def test_a_timecard_is_known_by_source_and_key() -> None:
    assert ENTRY.id == "eitje:4711"


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, key="4712"),
        replace(ENTRY, source="elsewhere"),
        replace(ENTRY, person=PersonRef("Bram", eitje_user_id="18")),
        replace(ENTRY, person=replace(ENTRY.person, contract_venue="De Haven")),  # may decide the company
        replace(ENTRY, day=date(2026, 10, 6)),
        replace(ENTRY, kind=TimecardKind.LEAVE),
        replace(ENTRY, status=TimecardStatus.PENDING),
        replace(ENTRY, venue="Strandtent"),
        replace(ENTRY, team="Bar"),
        replace(ENTRY, contract_type=ContractType.HOURS_CONTRACT),
        replace(ENTRY, meals=(MealCount("lunch", 2),)),
        replace(ENTRY, meals=()),
        worked("10:00-18:00/0:31", meals={"lunch": 1}, key="4711", contract_venue="De Kade"),
        worked("12:00-20:00/0:30", meals={"lunch": 1}, key="4711", contract_venue="De Kade"),  # may decide allowances
        replace(ENTRY, shift_type="training"),
        replace(ENTRY, extras=(Extra("vriescel", 60),)),
    ],
)
def test_the_digest_changes_with_whatever_decides_an_amount_or_its_place(other: Timecard) -> None:
    assert other.digest != ENTRY.digest


def test_the_digest_stays_when_only_the_spelling_of_a_known_person_changes() -> None:
    assert replace(ENTRY, person=replace(ENTRY.person, name="N. van Dijk")).digest == ENTRY.digest


def test_people_are_listed_once_as_last_seen() -> None:
    older, newer = PersonRef("Noor", "17"), PersonRef("Noor van Dijk", "17")
    other = PersonRef("Bram", "18")
    cards = [worked("8", key=str(n), person=who) for n, who in enumerate((older, other, newer))]
    assert people_of(cards) == {"eitje:17": newer, "eitje:18": other}
