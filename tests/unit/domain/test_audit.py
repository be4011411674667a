"""The audit trail: every record follows from the one before it, and a change anywhere shows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.audit import GENESIS, AuditEvent, AuditRecord, chain, first_break
from tests.unit.domain.samples import MORNING

EVENTS = [
    AuditEvent("Anja", "export.started", "x-1", after={"changes": 2}),
    AuditEvent("Anja", "pay.read-back", "3001 2026-10 90001", {"amount": "0.00"}, {"amount": "8.00"}),
    AuditEvent("Anja", "export.ended", "x-1", after={"result": "proved"}),
]


def trail(*events: AuditEvent) -> list[AuditRecord]:
    records: list[AuditRecord] = []
    for n, event in enumerate(events):
        records.append(chain(records[-1] if records else None, event, MORNING + timedelta(minutes=n)))
    return records


def test_records_are_numbered_from_one_and_chained() -> None:
    first, second, third = trail(*EVENTS)
    assert [record.number for record in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == (GENESIS, first.hash, second.hash)
    assert len({first.hash, second.hash, third.hash}) == 3
    assert first_break([first, second, third]) is None


def test_an_empty_trail_is_whole() -> None:
    assert first_break([]) is None


@pytest.mark.parametrize(
    "values",
    [
        {"at": MORNING},
        {"event": replace(EVENTS[1], who="Bram")},
        {"event": replace(EVENTS[1], action="pay.read")},
        {"event": replace(EVENTS[1], subject="3001 2026-10 90002")},
        {"event": replace(EVENTS[1], before={"amount": "1.00"})},
        {"event": replace(EVENTS[1], after={"amount": "80.00"})},
        {"event": replace(EVENTS[1], after={})},
        {"number": 7},
        {"previous": GENESIS},
        {"hash": "0" * 64},
    ],
)
def test_a_changed_record_is_found(values: dict[str, Any]) -> None:
    first, second, third = trail(*EVENTS)
    changed = replace(second, **values)
    assert first_break([first, changed, third]) == changed.number


def test_a_record_that_was_hashed_again_breaks_the_one_after_it() -> None:
    first, second, third = trail(*EVENTS)
    forged = chain(first, replace(EVENTS[1], after={"amount": "80.00"}), second.at)
    assert first_break([first, forged, third]) == 3


def test_a_removed_or_moved_record_is_found() -> None:
    first, second, third = trail(*EVENTS)
    assert first_break([first, third]) == 3
    assert first_break([second, third]) == 2
    assert first_break([second, first, third]) == 2


def test_a_trail_begins_with_number_one() -> None:
    before = AuditRecord(4, MORNING, EVENTS[0], GENESIS, GENESIS)
    assert first_break([chain(before, EVENTS[1], MORNING)]) == 5


def test_the_order_of_values_does_not_matter_and_dates_may_be_values() -> None:
    one = AuditEvent("Anja", "x", "y", after={"a": 1, "b": MORNING})
    other = AuditEvent("Anja", "x", "y", after={"b": MORNING, "a": 1})
    assert trail(one)[0].hash == trail(other)[0].hash
