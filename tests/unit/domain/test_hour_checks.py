"""What the entries alone show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from domain.finding_settings import FindingSettings
from domain.findings import Finding
from domain.hour_checks import Entry, check_entries, sent_by_own_link
from domain.hours import StatedHours, read_shift
from domain.pay_line import Part, PayLine, SourceRef
from domain.timecard import Timecard, TimecardKind, TimecardStatus
from tests.unit.domain.samples import BRAM, KADE, NOOR, ZERO_HOURS, amount, pay_key, worked

SETTINGS = FindingSettings(KADE)


def here(card: Timecard, **values: Any) -> Entry:
    usual: dict[str, Any] = {"employee": NOOR, "contract_type": ZERO_HOURS, "here": True}
    return Entry(card, card.person.key, **usual | values)


def elsewhere(card: Timecard) -> Entry:
    return Entry(card, card.person.key)


def found(*entries: Entry, settings: FindingSettings = SETTINGS) -> list[Finding]:
    return list(check_entries(entries, settings))


def codes(*entries: Entry, settings: FindingSettings = SETTINGS) -> list[str]:
    return [finding.code for finding in found(*entries, settings=settings)]


def told(finding: Finding, name: str) -> str:
    return dict(finding.details)[name]


def test_a_plain_day_has_no_findings() -> None:
    assert found(here(worked("10:00-14:00")), here(worked("14:00-18:00/0:30")), here(worked("10:00-18:00", 6))) == []


def test_two_shifts_that_share_time_are_one_finding_about_the_later_one() -> None:
    first, second = worked("10:00-18:00", key="1"), worked("17:59-20:00", key="2", venue="Strandtent")
    (finding,) = found(here(second), here(first))
    assert (finding.code, finding.person, finding.employee, finding.day) == (
        "entries-overlap",
        "Noor van Dijk",
        NOOR,
        date(2026, 10, 5),
    )
    assert [told(finding, name) for name in ("entry", "other", "venue", "other_venue", "times", "other_times")] == [
        "2",
        "1",
        "Strandtent",
        "De Kade",
        "05-10 17:59-20:00",
        "05-10 10:00-18:00",
    ]


def test_overlap_over_midnight() -> None:
    late, early = worked("22:00-02:00", 5, key="1"), worked("01:59-05:00", 6, key="2")
    (finding,) = found(here(late), here(early))
    assert (finding.code, finding.day) == ("entries-overlap", date(2026, 10, 6))
    assert found(here(late), here(worked("02:00-05:00", 6))) == []


def test_the_hour_that_the_clock_repeats_is_no_overlap() -> None:
    """In the night of 25 October 02:00-03:00 occurs twice: 00:00-02:30 the first time, 02:30-04:00 the second."""
    first, _ = read_shift(date(2026, 10, 25), time(0), time(2, 30), 0, StatedHours.of_minutes(150))
    second, _ = read_shift(date(2026, 10, 25), time(2, 30), time(4), 0, StatedHours.of_minutes(90))
    assert first.end < second.start
    one, other = worked("10:00-11:00", 25, key="1", times=first), worked("10:00-11:00", 25, key="2", times=second)
    assert found(here(one), here(other)) == []


def test_of_three_shifts_in_one_each_later_one_is_named_once() -> None:
    long, one, two = worked("08:00-20:00"), worked("09:00-11:00"), worked("10:00-12:00")
    pairs = [(told(f, "times"), told(f, "other_times")) for f in found(here(two), here(long), here(one))]
    assert sorted(pairs) == [("05-10 09:00-11:00", "05-10 08:00-20:00"), ("05-10 10:00-12:00", "05-10 08:00-20:00")]


def test_people_are_told_apart() -> None:
    assert found(here(worked("10:00-18:00")), here(worked("10:00-18:00", who="Bram de Boer"), employee=BRAM)) == []


def test_an_overlap_with_what_another_company_pays_is_said_where_it_concerns() -> None:
    first, second = worked("10:00-18:00", key="1"), worked("17:00-20:00", key="2", venue="De Haven")
    (finding,) = found(here(first), elsewhere(second))
    assert (told(finding, "entry"), told(finding, "other_venue"), finding.employee) == ("1", "De Haven", NOOR)
    (finding,) = found(elsewhere(first), here(second))
    assert told(finding, "entry") == "2"
    assert found(elsewhere(first), elsewhere(second)) == []


def test_what_is_not_approved_overlaps_with_nothing() -> None:
    pending = worked("10:00-18:00", status=TimecardStatus.PENDING)
    assert found(here(pending, here=False), here(worked("12:00-13:00"))) == []


def test_the_same_times_twice_are_more_than_an_overlap() -> None:
    one, two = worked("10:00-18:00", key="1"), worked("10:00-18:00/0:30", key="2")
    (finding,) = found(here(one), here(two))
    assert (finding.code, told(finding, "entry"), told(finding, "other")) == ("entry-twice", "2", "1")


def test_the_same_hours_without_times_from_two_sources() -> None:
    file, clock = worked("8,00", key="1"), worked("10:00-18:00", key="1", source="clock")
    assert codes(here(file), here(clock)) == ["entry-twice"]
    assert codes(here(file), here(worked("8,00", key="2", source="clock"))) == ["entry-twice"]
    assert codes(here(file), here(worked("8,00", key="2"))) == []
    assert codes(here(file), here(worked("8,00", 6, key="2", source="clock"))) == []
    assert codes(here(file), here(worked("7,50", key="2", source="clock"))) == []
    assert codes(elsewhere(file), elsewhere(clock)) == []


@pytest.mark.parametrize(
    ("hours", "longest", "expected"),
    [
        ("06:00-22:00", 960, []),
        ("06:00-22:01/1:00", 960, ["entry-too-long"]),
        ("06:00-18:01", 720, ["entry-too-long"]),
        ("16,00", 960, []),
        ("16,01", 960, ["entry-too-long"]),
    ],
)
def test_a_shift_is_too_long_by_its_start_and_end(hours: str, longest: int, expected: list[str]) -> None:
    assert codes(here(worked(hours)), settings=replace(SETTINGS, longest_shift=longest)) == expected


def test_how_long_is_said() -> None:
    (finding,) = found(here(worked("06:00-23:30")))
    assert finding.cause() == "A shift of 17.50 hours, which is longer than 16.00."


def test_a_night_with_an_hour_more_counts_real_time() -> None:
    assert codes(here(worked("14:00-05:30", 24))) == ["entry-too-long"]
    assert codes(here(worked("14:00-05:30", 23))) == []


def test_no_time_at_all() -> None:
    assert codes(here(worked("10:00-10:00"))) == ["zero-time"]
    assert codes(here(worked("10:00-11:00/1:00"))) == ["zero-time"]
    assert codes(here(worked("0,00"))) == ["zero-time"]
    assert codes(here(worked("10:00-11:00/1:01"))) == [], "a break that is too long blocks, which is said elsewhere"
    assert codes(elsewhere(worked("10:00-10:00"))) == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (TimecardKind.LEAVE, "hours-on-leave"),
        (TimecardKind.SPECIAL_LEAVE, "hours-on-leave"),
        (TimecardKind.SICK, "hours-while-sick"),
    ],
)
def test_work_on_a_day_away_is_said_once_a_day(kind: TimecardKind, code: str) -> None:
    away = elsewhere(worked("8,00", kind=kind))
    shifts = (here(worked("10:00-12:00")), here(worked("13:00-15:00")), here(worked("10:00-12:00", 6)))
    (finding,) = found(away, *shifts)
    assert (finding.code, finding.day) == (code, date(2026, 10, 5))
    assert codes(away, elsewhere(worked("10:00-12:00"))) == []


def test_leave_that_nobody_approved_and_work_of_no_time_do_not_count() -> None:
    asked = worked("8,00", kind=TimecardKind.LEAVE, status=TimecardStatus.PENDING)
    assert codes(elsewhere(asked), here(worked("10:00-12:00"))) == []
    granted = worked("8,00", kind=TimecardKind.LEAVE)
    assert codes(elsewhere(granted), here(worked("10:00-10:00"))) == ["zero-time"]


# -- what eitje's own link sent ---------------------------------------------------------------------------------------

SENT = worked("10:00-18:00", key="7", sent_by_own_link=True)
LINE = PayLine(pay_key(), amount("8.00"), frozenset({Part.HOURS}), (SourceRef(SENT.id, SENT.digest),))
MEALS = PayLine(pay_key("4899"), amount("1.00"), frozenset({Part.MEALS}), (SourceRef(SENT.id, SENT.digest),))
MARKED = {SENT.id: SENT}


def test_what_was_sent_elsewhere_stops_its_person_once_for_all_its_lines() -> None:
    (finding,) = sent_by_own_link([LINE, MEALS], MARKED, set(), set())
    assert (finding.code, finding.blocks, finding.employee, finding.day) == ("own-link-sent", True, NOOR, SENT.day)
    assert sent_by_own_link([LINE], {}, set(), set()) == ()


def test_what_a_person_accepted_stops_nobody_and_keeps_its_id() -> None:
    (finding,) = sent_by_own_link([LINE], MARKED, set(), set())
    (accepted,) = sent_by_own_link([LINE], MARKED, set(), {finding.id})
    assert (accepted.id, accepted.accepted, accepted.blocks) == (finding.id, True, False)


def test_what_we_sent_ourselves_is_a_warning_unless_it_was_accepted() -> None:
    (finding,) = sent_by_own_link([LINE], MARKED, {SENT.id}, set())
    assert (finding.code, finding.blocks) == ("own-link-sent-too", False)
    (asked,) = sent_by_own_link([LINE], MARKED, set(), set())
    assert sent_by_own_link([LINE], MARKED, {SENT.id}, {asked.id}) == ()


def test_what_was_sent_elsewhere_is_told_with_its_hours_and_place() -> None:
    other = SourceRef("eitje:of nobody's link", "d")
    line = replace(LINE, sources=(other, *LINE.sources))
    (finding,) = sent_by_own_link([line], MARKED, set(), set())
    assert (finding.person, finding.person_key, finding.contract_type) == (
        SENT.person.name,
        SENT.person.key,
        ZERO_HOURS,
    )
    assert (told(finding, "hours"), told(finding, "period"), told(finding, "entry")) == ("8.00", "2026-10", "7")
    (known,) = sent_by_own_link([line], MARKED, {SENT.id}, set())
    assert (told(known, "hours"), known.employee) == ("8.00", NOOR)


def test_it_is_asked_anew_when_the_hours_change() -> None:
    longer = worked("10:00-19:00", key="7", sent_by_own_link=True)
    (before,) = sent_by_own_link([LINE], MARKED, set(), set())
    (after,) = sent_by_own_link([LINE], {SENT.id: longer}, set(), {before.id})
    assert (after.id != before.id, after.blocks) == (True, True)


def test_being_sent_elsewhere_changes_no_amount() -> None:
    assert replace(SENT, sent_by_own_link=False).digest == SENT.digest
