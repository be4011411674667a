"""Entries that move to a line which another export writes: they are never counted on both lines unseen."""

from dataclasses import replace

import pytest

from domain.decisions import Choice
from domain.findings import Finding, details
from domain.ledger import OwnLine
from domain.pay_line import FoundLine, PayKey, PayKind, PayLine, Selection, SourceRef
from domain.plan import LedgerView, PersonPlan, PersonState
from tests.unit.domain.samples import (
    BRAM,
    HOURS_CONTRACT,
    NOOR,
    ZERO_HOURS,
    decide,
    found_line,
    own_line,
    pay_key,
    person,
    plan,
    selection,
    snapshot,
    told,
    wanted_line,
    wants,
)

ZERO = pay_key()
FIXED = pay_key("2190", contract_type=HOURS_CONTRACT)
LUNCH = pay_key("4899", kind=PayKind.WAGE)


def of(entries: str) -> tuple[SourceRef, ...]:
    """Entries by their letters."""
    return tuple(SourceRef(f"eitje:{letter}", "1") for letter in entries)


def want(hours: str, key: PayKey, entries: str) -> PayLine:
    return replace(wanted_line(hours, key), sources=of(entries))


def ours(id: str, hours: str, key: PayKey, entries: str) -> OwnLine:
    return replace(own_line(id, hours, key), sources=of(entries))


def noor(wanted: list[PayLine], own: list[OwnLine], chosen: Selection | None = None) -> PersonPlan:
    held = snapshot(
        *(FoundLine(line.key.employee, line.key.kind, line.line_id, line.key.code, line.amount) for line in own)
    )
    return person(plan(wants(*wanted), held, LedgerView(own), chosen=chosen))


def codes(each: PersonPlan) -> list[str]:
    return [finding.code for finding in each.findings]


def test_an_entry_that_still_counts_on_a_line_of_another_export_stops_the_person() -> None:
    each = noor([want("8.00", ZERO, "a")], [ours("2", "8.00", FIXED, "a")])
    values = details(name="Noor van Dijk", amount="8.00", code="2190", contract_type="hours-contract", period="")
    assert each.findings == (Finding("sent-elsewhere", "Noor van Dijk", NOOR, details=values),)
    assert (each.state, told(each)) == (PersonState.BLOCKED, ["add 2100 0.00 -> 8.00"])


@pytest.mark.parametrize(
    "wanted",
    [
        [want("8.00", ZERO, "a"), want("8.00", FIXED, "a")],  # it counts on both, and should
        [want("8.00", ZERO, "b")],  # another entry
        [want("2.00", LUNCH, "a")],  # its meals, which the line of hours never paid
    ],
)
def test_entries_that_do_not_move_stop_nobody(wanted: list[PayLine]) -> None:
    assert codes(noor(wanted, [ours("2", "8.00", FIXED, "a")])) == []


def test_only_a_line_that_grows_can_pay_an_entry_twice() -> None:
    moving = ours("2", "8.00", FIXED, "a")
    assert codes(noor([want("7.00", ZERO, "ab")], [ours("1", "8.00", ZERO, "bc"), moving])) == []
    assert codes(noor([want("8.00", ZERO, "ab")], [ours("1", "8.00", ZERO, "bc"), moving])) == []
    assert codes(noor([want("8.01", ZERO, "ab")], [ours("1", "8.00", ZERO, "bc"), moving])) == ["sent-elsewhere"]


def test_a_line_that_is_written_anew_with_no_more_hours_pays_no_entry_twice() -> None:
    own = LedgerView([ours("1", "8.00", ZERO, "bc"), ours("2", "8.00", FIXED, "a")])
    held = snapshot(found_line("1", "8.00", "6050"), found_line("2", "8.00", "2190"))  # put on another code
    wanted = wants(want("8.00", ZERO, "ab"))
    (moved,) = person(plan(wanted, held, own)).differences
    each = person(plan(wanted, held, own, [decide(moved, Choice.RESTORE_OURS)]))
    assert (told(each), codes(each)) == (["change 2100 8.00 -> 8.00"], [])


def test_an_entry_that_moves_within_the_export_is_corrected_by_it() -> None:
    each = noor([want("8.00", pay_key("2200"), "a")], [ours("1", "8.00", ZERO, "a")])
    assert (each.state, codes(each)) == (PersonState.READY, [])


def test_every_line_that_still_counts_an_entry_is_named() -> None:
    other = pay_key("2195", contract_type=HOURS_CONTRACT)
    each = noor([want("9.00", ZERO, "ab")], [ours("2", "8.00", FIXED, "a"), ours("3", "1.00", other, "b")])
    assert [dict(finding.details)["code"] for finding in each.findings] == ["2190", "2195"]


# -- two exports that wait for each other -----------------------------------------------------------------------------

CROSSED = [want("9.00", ZERO, "b"), want("9.00", FIXED, "a")]
"""Entry a moves from zero-hours to the hours contract, b the other way, and both lines grow."""
SENT = [ours("1", "8.00", ZERO, "a"), ours("2", "8.00", FIXED, "b")]
FIRST, SECOND = selection(contract_type=HOURS_CONTRACT), selection(contract_type=ZERO_HOURS)


def test_of_two_exports_that_wait_for_each_other_the_first_by_contract_type_goes_first() -> None:
    first, second = noor(CROSSED, SENT, FIRST), noor(CROSSED, SENT, SECOND)
    assert (codes(first), first.state) == (["moves-both-ways"], PersonState.READY)
    assert dict(first.findings[0].details) == {
        "name": "Noor van Dijk",
        "amount": "8.00",
        "code": "2100",
        "contract_type": "zero-hours",
        "period": "",
    }
    assert (codes(second), second.state) == (["sent-elsewhere"], PersonState.BLOCKED)


def test_they_wait_for_each_other_as_well_when_our_line_goes_to_another_code() -> None:
    elsewhere = pay_key("2195", contract_type=HOURS_CONTRACT)
    assert codes(noor([want("9.00", ZERO, "b"), want("9.00", elsewhere, "a")], SENT, FIRST)) == ["moves-both-ways"]


@pytest.mark.parametrize(
    "wanted",
    [
        [want("8.00", ZERO, "b"), want("9.00", FIXED, "a")],  # the other line does not grow: it waits for nobody
        [want("9.00", FIXED, "a")],  # the other line is to go
        [want("9.00", ZERO, "c"), want("9.00", FIXED, "a")],  # it grows with another entry
        [want("9.00", ZERO, "b"), want("9.00", FIXED, "ab")],  # b stays where it is
    ],
)
def test_an_export_that_is_not_waited_for_goes_second(wanted: list[PayLine]) -> None:
    assert codes(noor(wanted, SENT, FIRST)) == ["sent-elsewhere"]


def test_another_box_of_the_same_entry_makes_nobody_wait() -> None:
    lunch = replace(LUNCH, contract_type=HOURS_CONTRACT)
    wanted = [want("9.00", ZERO, "b"), want("9.00", FIXED, "a")]
    sent = [ours("1", "8.00", ZERO, "a"), ours("3", "2.00", lunch, "b")]
    assert codes(noor(wanted, sent, FIRST)) == ["sent-elsewhere"]


def test_entries_of_another_person_move_nothing() -> None:
    sent = [ours("1", "8.00", ZERO, "a"), ours("2", "8.00", replace(FIXED, employee=BRAM), "b")]
    assert codes(noor(CROSSED, sent, FIRST)) == ["sent-elsewhere"]
