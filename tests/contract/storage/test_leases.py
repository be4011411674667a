"""One writer per company and period."""

from datetime import timedelta

from application.ports.storage import Lease, Storage
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from tests.contract.storage.samples import HAVEN, KADE, MORNING, NOVEMBER, OCTOBER, Clock

MINUTE = timedelta(minutes=1)


def acquire(
    storage: Storage, owner: str, company: CompanyId = KADE, period: PeriodRef = OCTOBER, ttl: timedelta = MINUTE
) -> Lease | None:
    with storage.write() as work:
        lease = work.leases.acquire(company, period, owner, ttl)
        work.commit()
    return lease


def taken(storage: Storage, owner: str) -> Lease:
    lease = acquire(storage, owner)
    assert lease is not None
    return lease


def renew(storage: Storage, lease: Lease, ttl: timedelta = MINUTE) -> Lease | None:
    with storage.write() as work:
        renewed = work.leases.renew(lease, ttl)
        work.commit()
    return renewed


def release(storage: Storage, lease: Lease) -> None:
    with storage.write() as work:
        work.leases.release(lease)
        work.commit()


def holder(storage: Storage) -> Lease | None:
    with storage.read() as work:
        return work.leases.holder(KADE, OCTOBER)


def test_a_free_lease_is_taken(storage: Storage) -> None:
    assert holder(storage) is None
    lease = taken(storage, "desk")
    assert lease == Lease(KADE, OCTOBER, "desk", 1, MORNING + MINUTE)
    assert holder(storage) == lease


def test_nobody_else_takes_a_lease_that_is_held(storage: Storage, clock: Clock) -> None:
    lease = taken(storage, "desk")
    clock.forward(MINUTE - timedelta(milliseconds=1))
    assert acquire(storage, "worker") is None
    assert holder(storage) == lease
    assert renew(storage, lease) is not None


def test_every_company_and_period_has_a_lease_of_its_own(storage: Storage) -> None:
    taken(storage, "desk")
    for company, period in ((HAVEN, OCTOBER), (KADE, NOVEMBER), (KADE, PeriodRef(2025, 10))):
        lease = acquire(storage, "worker", company, period)
        assert lease is not None
        assert lease.fence == 1


def test_an_expired_lease_is_nobodys_and_the_next_owner_gets_a_higher_fence(storage: Storage, clock: Clock) -> None:
    old = taken(storage, "desk")
    clock.forward(MINUTE)
    assert holder(storage) is None
    new = taken(storage, "worker")
    assert new.fence > old.fence
    assert new.expires_at == MORNING + 2 * MINUTE
    assert holder(storage) == new


def test_an_expired_lease_cannot_be_renewed(storage: Storage, clock: Clock) -> None:
    lease = taken(storage, "desk")
    clock.forward(MINUTE)
    assert renew(storage, lease) is None
    assert holder(storage) is None


def test_a_lease_is_renewed_from_now_on(storage: Storage, clock: Clock) -> None:
    lease = taken(storage, "desk")
    clock.forward(MINUTE / 2)
    renewed = renew(storage, lease)
    assert renewed == Lease(KADE, OCTOBER, "desk", lease.fence, MORNING + 1.5 * MINUTE)
    assert holder(storage) == renewed
    # The right is told by the fence, so the lease as it was before the renewal still serves.
    clock.forward(MINUTE - timedelta(seconds=1))
    assert renew(storage, lease) is not None


def test_the_owner_takes_it_again_and_what_it_held_before_is_void(storage: Storage) -> None:
    before = taken(storage, "desk")
    again = taken(storage, "desk")
    assert again.fence > before.fence
    assert renew(storage, before) is None
    release(storage, before)
    assert holder(storage) == again


def test_a_lease_that_went_to_another_is_neither_renewed_nor_released(storage: Storage, clock: Clock) -> None:
    old = taken(storage, "desk")
    clock.forward(2 * MINUTE)
    new = taken(storage, "worker")
    assert renew(storage, old) is None
    release(storage, old)
    assert holder(storage) == new


def test_a_released_lease_is_free_at_once_and_its_fence_is_not_forgotten(storage: Storage) -> None:
    old = taken(storage, "desk")
    release(storage, old)
    assert holder(storage) is None
    assert renew(storage, old) is None
    release(storage, old)
    new = taken(storage, "worker")
    assert new.fence > old.fence


def test_fences_only_grow(storage: Storage, clock: Clock) -> None:
    fences = []
    for owner in ("desk", "desk", "worker", "desk", "worker"):
        lease = taken(storage, owner)
        fences.append(lease.fence)
        if owner == "worker":
            release(storage, lease)
        else:
            clock.forward(MINUTE)
    assert fences == sorted(set(fences))


def test_a_lease_that_was_not_committed_was_not_taken(storage: Storage) -> None:
    with storage.write() as work:
        assert work.leases.acquire(KADE, OCTOBER, "desk", MINUTE) is not None
        assert work.leases.holder(KADE, OCTOBER) is not None
    assert holder(storage) is None
    assert acquire(storage, "worker") is not None


def test_a_lease_never_held_is_not_renewed(storage: Storage) -> None:
    stray = Lease(KADE, OCTOBER, "desk", 1, MORNING + MINUTE)
    assert renew(storage, stray) is None
    release(storage, stray)
    assert holder(storage) is None
