"""The audit trail."""

from datetime import date, timedelta

from application.ports.storage import Storage
from domain.amount import Amount
from domain.audit import GENESIS, AuditEvent, first_break
from domain.pay_line import Part
from tests.contract.storage.samples import MORNING, OCTOBER, Clock


def test_records_are_numbered_and_chained(storage: Storage, clock: Clock) -> None:
    events = [
        AuditEvent("Sanne", "mapping.set", "3001 hours", {}, {"target": "2100", "version": 1}),
        AuditEvent("Bas", "export.started", "e1", {"a": None}, {"lines": ["x", "y"], "nested": {"deep": [1, True]}}),
        AuditEvent("Sanne", "export.ended", "e1"),
    ]
    with storage.read() as work:
        assert work.audit.last() is None
    appended = []
    for event in events:
        with storage.write() as work:
            appended.append(work.audit.append(event))
            work.commit()
        clock.forward(timedelta(seconds=1, microseconds=7))
    with storage.read() as work:
        records = list(work.audit.records())
        assert work.audit.last() == appended[-1]
    assert records == appended
    assert [record.event for record in records] == events
    assert [record.number for record in records] == [1, 2, 3]
    assert [record.at for record in records] == [MORNING + n * timedelta(seconds=1, microseconds=7) for n in range(3)]
    assert records[0].previous == GENESIS
    assert [record.previous for record in records[1:]] == [record.hash for record in records[:2]]
    assert first_break(records) is None


def test_several_events_in_one_unit_of_work_follow_each_other(storage: Storage) -> None:
    with storage.write() as work:
        for n in range(3):
            work.audit.append(AuditEvent("Sanne", "something", str(n)))
        assert [record.event.subject for record in work.audit.records()] == ["0", "1", "2"]
        work.commit()
    with storage.write() as work:
        assert work.audit.append(AuditEvent("Sanne", "something", "3")).number == 4
        assert first_break(work.audit.records()) is None


def test_an_event_that_was_not_committed_leaves_no_gap(storage: Storage) -> None:
    with storage.write() as work:
        work.audit.append(AuditEvent("Sanne", "lost", ""))
    with storage.write() as work:
        assert work.audit.append(AuditEvent("Sanne", "kept", "")).number == 1


def test_values_of_the_domain_are_kept_as_plain_text_and_still_prove_the_hash(storage: Storage) -> None:
    values: dict[str, object] = {
        "amount": Amount(2950),
        "part": Part.HOURS,
        "period": OCTOBER,
        "day": date(2026, 10, 1),
        "list": ("a", "b"),
        "by number": {10: "ten", 9: "nine"},
    }
    with storage.write() as work:
        record = work.audit.append(AuditEvent("Sanne", "something", "else", values, values))
        work.commit()
    with storage.read() as work:
        assert list(work.audit.records()) == [record]
        assert first_break(work.audit.records()) is None
        event = work.audit.records()[0].event
        assert event.before == event.after
        assert event.after == {
            "amount": "29.50",
            "part": "hours",
            "period": "2026-10",
            "day": "2026-10-01",
            "list": ["a", "b"],
            "by number": {"10": "ten", "9": "nine"},
        }


def test_a_record_does_not_change_with_what_it_was_made_of(storage: Storage) -> None:
    people = ["Noor"]
    with storage.write() as work:
        work.audit.append(AuditEvent("Sanne", "something", "else", after={"people": people}))
        work.commit()
    people.append("Bram")
    with storage.read() as work:
        assert work.audit.records()[0].event.after == {"people": ["Noor"]}
        assert first_break(work.audit.records()) is None
