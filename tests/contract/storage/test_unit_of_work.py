"""What holds for every unit of work."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.schedule import Reminder
from tests.contract.storage.conftest import OpenStorage
from tests.contract.storage.samples import (
    HAVEN,
    KADE,
    MORNING,
    NOOR,
    OCTOBER,
    Clock,
    change,
    company,
    fill,
    own_line,
    timecard,
)


def everything(work: UnitOfWork) -> list[object]:
    """All that ``fill`` puts, as the stores give it back; empty when nothing was put."""
    found: list[object] = [
        *work.settings.connections(),
        *work.settings.companies(),
        *work.settings.calendars(KADE),
        *work.people.members(),
        *work.people.links(),
        *work.people.ignored(),
        *work.people.refused(),
        *work.timecards.people(),
        *work.timecards.imports(),
        *work.ledger.plans(KADE),
        *work.ledger.exports(),
        *work.ledger.open_changes(KADE, OCTOBER),
        *work.ledger.own_lines(KADE, OCTOBER),
        *work.ledger.days(KADE, OCTOBER).items(),
        *work.decisions.decisions(KADE, OCTOBER),
        *work.decisions.set_aside(KADE, OCTOBER),
        work.leases.holder(KADE, OCTOBER),
        *work.notifications.all(),
        *work.notifications.recipients(),
        *work.notifications.mailings(),
        work.schedule.last_daily(),
        *work.audit.records(),
    ]
    return [value for value in found if value is not None]


def test_a_new_storage_is_empty(storage: Storage) -> None:
    with storage.read() as work:
        assert everything(work) == []


def test_what_is_committed_is_there_for_the_next(storage: Storage) -> None:
    with storage.write() as work:
        fill(work)
        within = everything(work)
        work.commit()
    with storage.read() as work:
        assert everything(work) == within
    assert len(within) == 21


def test_what_is_not_committed_is_lost(storage: Storage) -> None:
    with storage.write() as work:
        fill(work)
        work.audit.append(AuditEvent("Sanne", "something", "else"))
    with storage.read() as work:
        assert everything(work) == []


def test_an_error_takes_everything_back(storage: Storage) -> None:
    def stumble() -> None:
        with storage.write() as work:
            fill(work)
            raise KeyError

    with pytest.raises(KeyError):
        stumble()
    with storage.read() as work:
        assert everything(work) == []


def test_what_follows_a_commit_needs_one_of_its_own(storage: Storage) -> None:
    with storage.write() as work:
        work.settings.put_company(company(KADE))
        work.commit()
        work.settings.put_company(company(HAVEN))
    with storage.read() as work:
        assert [c.id for c in work.settings.companies()] == [KADE]

    with storage.write() as work:
        work.settings.put_company(company(HAVEN))
        work.commit()
        work.ledger.put_days(KADE, OCTOBER, {NOOR: 4})
        work.commit()
    with storage.read() as work:
        assert {c.id for c in work.settings.companies()} == {KADE, HAVEN}
        assert work.ledger.days(KADE, OCTOBER) == {NOOR: 4}


def test_a_reader_does_not_wait_and_sees_what_was_committed_last(open_storage: OpenStorage) -> None:
    storage = open_storage(patience=0.05)
    with storage.write() as writer:
        writer.ledger.put_days(KADE, OCTOBER, {NOOR: 4})
        writer.commit()
    with storage.write() as writer:
        writer.ledger.put_days(KADE, OCTOBER, {NOOR: 5})
        with storage.read() as reader:
            assert reader.ledger.days(KADE, OCTOBER) == {NOOR: 4}
        assert writer.ledger.days(KADE, OCTOBER) == {NOOR: 5}


def test_a_reader_sees_one_state_from_its_first_look_to_its_last(storage: Storage) -> None:
    with storage.read() as reader:
        assert reader.ledger.days(KADE, OCTOBER) == {}
        with storage.write() as writer:
            fill(writer)
            writer.commit()
        assert everything(reader) == []


def test_a_second_writer_gives_up_after_a_while(open_storage: OpenStorage) -> None:
    storage = open_storage(patience=0.05)
    with storage.write(), pytest.raises(ProductError) as refused, storage.write():
        pass
    assert refused.value.code == "database-busy"
    with storage.write() as work:
        work.settings.put_company(company())
        work.commit()


def test_writers_in_several_threads_wait_for_each_other(storage: Storage) -> None:
    def one_more_day() -> None:
        for _ in range(20):
            with storage.write() as work:
                days = work.ledger.days(KADE, OCTOBER).get(NOOR, 0)
                work.ledger.put_days(KADE, OCTOBER, {NOOR: days + 1})
                work.commit()

    threads = [threading.Thread(target=one_more_day) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.read() as work:
        assert work.ledger.days(KADE, OCTOBER) == {NOOR: 80}


WRITES: list[Callable[[UnitOfWork], object]] = [
    fill,
    lambda work: work.audit.append(AuditEvent("Sanne", "something", "else")),
    lambda work: work.timecards.remove([timecard()]),
    lambda work: work.ledger.put_changes([change()]),
    lambda work: work.ledger.end_own(KADE, [(own_line().key.kind, own_line().line_id)]),
    lambda work: work.leases.acquire(KADE, OCTOBER, "desk", timedelta(minutes=1)),
    lambda work: work.notifications.add("a", "token-refused", None, None, {}),
    lambda work: work.schedule.put_reminder(Reminder(KADE)),
]


@pytest.mark.parametrize("write", WRITES)
def test_a_reader_cannot_write(storage: Storage, write: Callable[[UnitOfWork], object]) -> None:
    with storage.read() as work, pytest.raises(RuntimeError):
        write(work)
    with storage.read() as work, pytest.raises(RuntimeError):
        work.commit()


@pytest.mark.parametrize("write", WRITES)
def test_a_unit_of_work_that_has_ended_writes_nothing_more(
    storage: Storage, write: Callable[[UnitOfWork], object]
) -> None:
    with storage.write() as work:
        pass
    with pytest.raises(RuntimeError):
        write(work)
    with pytest.raises(RuntimeError):
        work.commit()
    with storage.read() as reader:
        assert everything(reader) == []


def test_what_was_read_can_be_changed_without_changing_what_is_kept(storage: Storage) -> None:
    with storage.write() as work:
        fill(work)
        work.commit()
    with storage.read() as work:
        before = everything(work)
        for found in (
            work.settings.companies(),
            work.people.members(),
            work.timecards.people(),
            work.ledger.exports(),
            work.ledger.changes_of("e1"),
            work.ledger.own_lines(KADE, OCTOBER),
            work.decisions.decisions(KADE, OCTOBER),
        ):
            cast(list[object], found).clear()
        cast(dict[str, int], work.ledger.days(KADE, OCTOBER)).clear()
        assert everything(work) == before


def test_now_is_the_clock_of_the_database(storage: Storage, clock: Clock) -> None:
    with storage.read() as work:
        assert work.now() == MORNING
    clock.forward(timedelta(milliseconds=1))
    with storage.write() as work:
        assert work.now() - MORNING == timedelta(milliseconds=1)
        assert work.now().utcoffset() == timedelta(0)
