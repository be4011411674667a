"""Which periods may be changed (docs/nmbrs.md, "Periods" and "Writing")."""

from __future__ import annotations

from adapters.nmbrs_fake.policy import DeleteInPast, FuturePeriod, LockedRun, NextPeriod, VendorPolicy
from adapters.nmbrs_fake.records import Company
from adapters.nmbrs_fake.vendor_fault import VendorFault
from domain.wage_period import PeriodLength, PeriodRef, count_of_periods


def following(period: PeriodRef, length: PeriodLength) -> PeriodRef:
    """The period directly after this one."""
    if period.number < count_of_periods(length, period.year):
        return PeriodRef(period.year, period.number + 1)
    return PeriodRef(period.year + 1, 1)


def check_fits(company: Company, period: PeriodRef) -> None:
    """2006 when there is no such year, or the company's year has no period of that number."""
    if not 1900 < period.year < 9999 or not 1 <= period.number <= count_of_periods(company.length, period.year):
        raise VendorFault("2006")


def check_may_write(policy: VendorPolicy, company: Company, period: PeriodRef, unprotected: bool) -> None:
    """2006 when the period does not fit; 2011 or 9999 when it is protected and ``unprotected`` is not asked for."""
    check_fits(company, period)
    if unprotected:
        return
    if _protected(policy, company, period):
        raise VendorFault(policy.protected_code.value)
    if policy.locked_run is not LockedRun.ALLOWED and any(r.locked and r.covers(period) for r in company.runs):
        raise VendorFault("2011" if policy.locked_run is LockedRun.REFUSED_2011 else "9999")


def check_may_delete(policy: VendorPolicy, company: Company, period: PeriodRef) -> None:
    """A delete has no UnprotectedMode; only the past may be closed to it."""
    if period < company.current and policy.delete_in_past is DeleteInPast.REFUSED:
        raise VendorFault(policy.protected_code.value)


def _protected(policy: VendorPolicy, company: Company, period: PeriodRef) -> bool:
    if period <= company.current:
        return period < company.current
    if period == following(company.current, company.length):
        return policy.next_period is NextPeriod.REFUSED
    return policy.future_period is FuturePeriod.REFUSED
