"""What is particular to the storage in memory."""

from datetime import UTC, datetime

import pytest

from adapters.memory import MemoryStorage
from domain.errors import ProductError
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef

COMPANY, OCTOBER, NOOR = CompanyId("1"), PeriodRef(2026, 10), EmployeeId("90001")


def clock() -> datetime:
    return datetime(2026, 10, 5, 8, 0, tzinfo=UTC)


def test_two_storages_share_nothing() -> None:
    one, other = MemoryStorage(clock), MemoryStorage(clock)
    with one.write() as work, other.write() as elsewhere:
        work.ledger.put_days(COMPANY, OCTOBER, {NOOR: 4})
        work.commit()
        elsewhere.commit()
    with other.read() as work:
        assert work.ledger.days(COMPANY, OCTOBER) == {}


def test_a_writer_without_patience_does_not_wait() -> None:
    storage = MemoryStorage(clock, patience=0)
    with storage.write(), pytest.raises(ProductError) as refused, storage.write():
        pass
    assert refused.value.code == "database-busy"
    assert "memory" in refused.value.what()


def test_an_older_unit_of_work_cannot_take_back_what_a_later_one_committed() -> None:
    storage = MemoryStorage(clock)
    with storage.write() as older:
        older.commit()
    with storage.write() as later:
        later.ledger.put_days(COMPANY, OCTOBER, {NOOR: 4})
        later.commit()
    with pytest.raises(RuntimeError):
        older.commit()
    with storage.read() as work:
        assert work.ledger.days(COMPANY, OCTOBER) == {NOOR: 4}
