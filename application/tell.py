"""Tell: put a notification, and the mails that it asks for, into the transaction of the thing that it tells.

So what is told has happened, and what has happened is told, whatever dies when. The mails leave later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType

from application.ports.storage import Company, Export, Storage, UnitOfWork
from domain.decisions import Decision, landed_late
from domain.errors import ErrorKind, ProductError
from domain.hours import AMSTERDAM
from domain.ledger import LedgerChange
from domain.mailing import Mailing
from domain.notifications import addressees
from domain.team_member import SyncChanges
from domain.terms import CompanyId
from domain.verification import Verification
from domain.wage_period import PeriodRef


def tell(
    work: UnitOfWork,
    key: Sequence[object],
    code: str,
    company: CompanyId | None = None,
    period: PeriodRef | None = None,
    values: Mapping[str, object] = MappingProxyType({}),
) -> bool:
    """Tell it, unless the thing that ``key`` names was told before; True when it was told now."""
    told = work.notifications.add(
        ":".join(map(str, (code, *key))), code, company, period, {name: str(value) for name, value in values.items()}
    )
    if told is None:
        return False
    mailed = addressees(work.notifications.recipients(), told)
    work.notifications.put_mailings(
        Mailing(told.number, address, language, told.at, told.at) for address, language in mailed.items()
    )
    return True


def tell_synced(work: UnitOfWork, companies: Iterable[Company], changes: Mapping[CompanyId, SyncChanges]) -> None:
    """That a sync stored changed people: per company, as it was before, and only where somebody changed."""
    for company in companies:
        _tell_people(work, "people-changed", company, changes[company.id])


def tell_to_change(work: UnitOfWork, company: Company, change: SyncChanges) -> None:
    """That the payroll holds other people than are stored; the same changes are told once."""
    _tell_people(work, "people-to-change", company, change)


def _tell_people(work: UnitOfWork, code: str, company: Company, change: SyncChanges) -> None:
    people = [str(each) for each in (*change.new, *change.changed, *change.gone)]
    if people:
        counts = {"new": len(change.new), "changed": len(change.changed), "gone": len(change.gone)}
        tell(work, (company.id, company.synced_at, _digest(people)), code, company.id, values=counts)


@contextmanager
def failure_told(storage: Storage, company: CompanyId | None) -> Iterator[None]:
    """Tell what goes wrong within, when the payroll is the cause, and let it go its way."""
    try:
        yield
    except ProductError as error:
        if error.kind is ErrorKind.PAYROLL:
            tell_failure(storage, company, error)
        raise


def tell_failure(
    storage: Storage, company: CompanyId | None, error: ProductError, checked: PeriodRef | None = None
) -> None:
    """That the payroll could not be read: once a day and cause, and of a refused token once until it is replaced.

    ``checked`` is the period that was to be checked; without one it was about team members. That it cannot be
    told, because the database is busy, is no reason to hide what it is about.
    """
    with suppress(ProductError), storage.write() as work:
        if error.code == "access-withdrawn":
            of = next(each for each in work.settings.connections() if each.domain == error.details["domain"])
            tell(work, (of.domain, of.activated_at), "token-refused", values={"domain": of.domain})
        else:
            day = work.now().astimezone(AMSTERDAM).date()
            code = "sync-failed" if checked is None else "check-failed"
            tell(work, (company or "", checked or "", error.code, day), code, company, checked, {"error": error.code})
        work.commit()


def tell_export(work: UnitOfWork, export: Export, result: str) -> None:
    """How an export, or the undoing of one, ended."""
    selection = export.selection
    what = "undo" if export.undoes else "export"
    tell(work, (export.id,), f"export-{result}", selection.company, selection.period, {"what": what})


def tell_watches(work: UnitOfWork, company: CompanyId, period: PeriodRef, ended: Sequence[LedgerChange]) -> None:
    """That watches have ended, and whether what was given up had landed."""
    if not ended:
        return
    said: Sequence[Decision] = work.decisions.decisions(company, period)
    for landed, code in ((False, "watch-ended"), (True, "watch-landed")):
        these = [change for change in ended if landed_late(change, said) is landed]
        if these:
            key = _digest(f"{change.id} {change.watch_until}" for change in these)
            tell(work, (key,), code, company, period, {"count": len(these)})


def tell_differences(work: UnitOfWork, company: CompanyId, period: PeriodRef, compared: Sequence[Verification]) -> None:
    """That a check found differences which the one before did not show. Call it before the check is kept."""
    found = {difference.id for each in compared for difference in each.differences}
    before = {d.id for check in work.decisions.checks(company) if check.period == period for d in check.differences}
    if found - before:
        key = (company, period, _digest(found), work.now().isoformat())
        tell(work, key, "differences-found", company, period, {"count": len(found)})


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(sorted(parts)).encode()).hexdigest()[:16]
