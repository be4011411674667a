"""Home: where every company stands in its current period, from what is stored; asks nothing of the payroll.

It stays fast with hundreds of companies, so it does not add up anybody's hours: that hours changed since an export it
takes from when files were imported. ``ShowStatus`` says it exactly, company by company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from application.link_companies import NOTHING_UNDECIDED, Undecided, whats_undecided
from application.ports.storage import Check, Company, Connection, Export, Lease, Storage, UnitOfWork
from application.show_wage_periods import day_in_amsterdam
from application.situation import every_calendar, standing_decisions
from domain.ledger import UNSETTLED, ChangeState, LedgerChange
from domain.schedule import DailyRun
from domain.terms import CompanyId, ContractType
from domain.timecard import Timecard
from domain.timecard_import import ImportRecord
from domain.wage_period import PeriodRef, WagePeriod, period_of_day

NOTHING_SENT = "nothing-sent"


class Standing(StrEnum):
    """How a company stands; what asks most urgently for a person comes first."""

    INTERRUPTED = "interrupted"
    """An export was broken off."""
    MISSING = "missing"
    """A line that was to be replaced is gone from the payroll."""
    DIFFERENCES = "differences"
    """Both sides differ, and nobody decided."""
    STOPPED = "stopped"
    """The last plan stops somebody."""
    CHANGED = "changed"
    """Hours were imported after the export."""
    UNKNOWN = "unknown"
    """What the payroll did with something is not known; ``known_from`` says when it can be."""
    NOT_READY = "not-ready"
    """Something must be set first: ``lacking``."""
    TO_SEND = "to-send"
    """The hours of the period are in, and not sent."""
    NO_HOURS = "no-hours"
    """The hours of the period are not in."""
    BUSY = "busy"
    """Somebody exports now."""
    SENT = "sent"
    """Something of the period was sent, and not proved."""
    PROVED = "proved"
    """What was sent is proved."""


class Lacking(StrEnum):
    """What must be set before a company can export."""

    SYNC = "sync"
    WAGE_PERIOD = "wage-period"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class AtHome:
    """Where one linked company stands. ``period`` is that of the newest imported hours, at the latest today's.

    ``closes`` is the day on which it closes; ``hours_until`` the last day of it that an imported file covers.
    ``exported``, ``planned_at`` and ``check`` are of that period; ``looked_at`` says that nothing was imported since
    the plan. ``differences`` and ``stopped`` count what is open; ``waiting`` are changes whose outcome is not known.
    ``apart`` are the people, by contract type, with approved hours of the period under a type that no export of it was
    about; it is looked for when one company alone is shown.
    """

    company: Company
    standing: Standing
    contract_type: ContractType
    period: WagePeriod | None = None
    closes: date | None = None
    hours_until: date | None = None
    imported_at: datetime | None = None
    planned_at: datetime | None = None
    exported: Export | None = None
    check: Check | None = None
    looked_at: bool = False
    differences: int = 0
    stopped: int = 0
    waiting: tuple[LedgerChange, ...] = ()
    known_from: datetime | None = None
    busy: Lease | None = None
    lacking: tuple[Lacking, ...] = ()
    last_export: Export | None = None
    last_check: Check | None = None
    apart: Mapping[ContractType, int] = field(default_factory=dict)

    @property
    def place(self) -> Mapping[str, str | None]:
        """As parameters of an address."""
        period = str(self.period.ref) if self.period else None
        return {"company": self.company.id, "period": period, "contract_type": self.contract_type.value}


@dataclass(frozen=True, slots=True)
class Home:
    """Everything at a glance; ``companies`` with the most urgent first, then by number as stored."""

    connections: tuple[Connection, ...]
    companies: tuple[AtHome, ...]
    today: date
    undecided: Undecided = NOTHING_UNDECIDED
    unread: int = 0
    last_import: ImportRecord | None = None
    last_daily: DailyRun | None = None


@dataclass(frozen=True, slots=True)
class ShowHome:
    """Reads one transaction."""

    storage: Storage

    def __call__(self, company: CompanyId | None = None) -> Home:
        """Of every linked company, or of one; an id that is not linked gives none."""
        with self.storage.read() as work:
            linked = [each for each in work.settings.companies() if each.linked and company in (None, each.id)]
            exports: dict[CompanyId, list[Export]] = defaultdict(list)
            for export in work.ledger.exports(company):
                exports[export.selection.company].append(export)
            imports = work.timecards.imports()
            venues = work.timecards.words().venues
            today = day_in_amsterdam(work)
            shown = [_at_home(work, each, exports[each.id], _own(imports, each, venues), today) for each in linked]
            if len(shown) == 1:
                (only,) = shown
                shown = [replace(only, apart=_apart(work, only, exports[only.company.id]))]
            order = list(Standing)
            return Home(
                tuple(work.settings.connections()),
                tuple(sorted(shown, key=lambda each: order.index(each.standing))),
                today,
                whats_undecided(work) if work.settings.connections() else NOTHING_UNDECIDED,
                work.notifications.unread(),
                imports[-1] if imports else None,
                work.schedule.last_daily(),
            )


@dataclass(frozen=True, slots=True)
class _Hours:
    """What was imported of a period: up to which day, and when last."""

    until: date | None = None
    imported_at: datetime | None = None


def _apart(work: UnitOfWork, at: AtHome, exports: Sequence[Export]) -> dict[ContractType, int]:
    if at.period is None or at.exported is None:
        return {}
    sent = {export.selection.contract_type for export in exports if export.selection.period == at.period.ref}
    cards = work.timecards.between(at.period.start, at.period.end)
    return not_exported((card for card in cards if card.venue in at.company.venues), sent)


def not_exported(cards: Iterable[Timecard], sent: Container[ContractType]) -> dict[ContractType, int]:
    """How many people have approved hours under a contract type that can be sent, and that none of these is."""
    people: dict[ContractType, set[str]] = {}
    for card in cards:
        kind = card.contract_type
        if card.to_export and card.net_minutes and kind is not None and kind.exportable and kind not in sent:
            people.setdefault(kind, set()).add(card.person.key)
    return {kind: len(keys) for kind, keys in sorted(people.items())}


def _at_home(
    work: UnitOfWork, company: Company, exports: Sequence[Export], imports: Sequence[ImportRecord], today: date
) -> AtHome:
    calendars = every_calendar(work, company.id)
    kind = ContractType.ZERO_HOURS if ContractType.ZERO_HOURS in calendars else next(iter(calendars), None)
    years = [year for year in calendars.get(kind, ()) if not year.proposed] if kind else []
    newest = max((record.coverage.last for record in imports if record.coverage is not None), default=today)
    period = period_of_day(years, min(today, newest)) or period_of_day(years, today)
    hours = _hours(imports, period)
    sent = [export for export in exports if export.result != NOTHING_SENT]
    of_period = [export for export in sent if period is not None and export.selection.period == period.ref]
    checks = work.decisions.checks(company.id)
    plans = [plan for plan in work.ledger.plans(company.id) if "undoes" not in plan.basis]
    latest = next((plan for plan in plans if period is not None and plan.selection.period == period.ref), None)
    exported = of_period[-1] if of_period else None
    stopped = sum(1 for finding in latest.findings if finding.blocks) if latest is not None else 0
    unsure = _unsure(sent, period)
    changes = [change for each in sorted(unsure) for change in work.ledger.open_changes(company.id, each)]
    waiting = tuple(change for change in changes if change.state in UNSETTLED)
    involved = {export.selection.period for export in sent if export.result is None} | (
        {period.ref} if period else set()
    )
    busy = next((h for each in sorted(involved) if (h := work.leases.holder(company.id, each)) is not None), None)
    shown = AtHome(
        company,
        Standing.PROVED,
        kind or ContractType.ZERO_HOURS,
        period,
        work.schedule.reminder(company.id).closes(period) if period is not None else None,
        hours.until,
        hours.imported_at,
        latest.made_at if latest is not None else None,
        exported,
        next((check for check in checks if period is not None and check.period == period.ref), None),
        latest is not None and (hours.imported_at is None or latest.made_at >= hours.imported_at),
        sum(_still_open(work, check) for check in checks),
        stopped,
        waiting,
        _known_from(waiting, work.now()),
        busy,
        _lacking(work, company, period),
        exports[-1] if exports else None,
        max(checks, key=lambda check: check.at, default=None),
    )
    broken_off = [export for export in sent if export.result is None and not _holds(busy, export)]
    lost = any(change.state not in UNSETTLED and change.missing for change in changes)
    return _standing(shown, bool(broken_off), lost)


def _standing(shown: AtHome, broken_off: bool, lost: bool) -> AtHome:
    """The same, with the first that holds."""
    exported, imported, check = shown.exported, shown.imported_at, shown.check
    began = exported.started_at if exported is not None else None
    ended = (exported.ended_at or exported.started_at) if exported is not None else None
    checked = check is not None and ended is not None and check.at > ended
    clean = checked and check is not None and check.clean
    seen_since = clean and check is not None and imported is not None and check.at > imported
    changed = began is not None and imported is not None and imported > began and not seen_since
    proved = clean if checked else exported is not None and exported.result == "proved"
    differs = shown.differences > 0 or (exported is not None and exported.result == "differences" and not proved)
    holds = {
        Standing.BUSY: shown.busy is not None,
        Standing.INTERRUPTED: broken_off,
        Standing.MISSING: lost,
        Standing.DIFFERENCES: differs,
        Standing.UNKNOWN: bool(shown.waiting),
        Standing.NOT_READY: bool(shown.lacking),
        Standing.STOPPED: shown.stopped > 0 and shown.looked_at and not proved,
        Standing.CHANGED: changed,
        Standing.PROVED: proved,
        Standing.SENT: exported is not None,
        Standing.TO_SEND: shown.hours_until is not None,
    }
    return replace(shown, standing=next((each for each, true in holds.items() if true), Standing.NO_HOURS))


def _own(imports: Sequence[ImportRecord], company: Company, seen: frozenset[str]) -> Sequence[ImportRecord]:
    """The files that may hold hours of this company: none while no hours name a venue of it."""
    venues = seen & frozenset(company.venues)
    return [
        record
        for record in imports
        if record.coverage is not None
        and venues
        and (record.coverage.venues is None or record.coverage.venues & venues)
    ]


def _hours(imports: Sequence[ImportRecord], period: WagePeriod | None) -> _Hours:
    if period is None:
        return _Hours()
    own = [
        (record.coverage, record.imported_at)
        for record in imports
        if record.coverage is not None and record.coverage.first <= period.end and record.coverage.last >= period.start
    ]
    if not own:
        return _Hours()
    return _Hours(min(period.end, max(each.last for each, _ in own)), max(at for _, at in own))


def _unsure(exports: Sequence[Export], period: WagePeriod | None) -> set[PeriodRef]:
    """The periods whose last export left something open, and the current one when it was exported."""
    last = {export.selection.period: export for export in exports}
    return {each for each, export in last.items() if export.result != "proved" or (period and each == period.ref)}


def _holds(lease: Lease | None, export: Export) -> bool:
    return lease is not None and lease.period == export.selection.period


def _known_from(waiting: Sequence[LedgerChange], now: datetime) -> datetime | None:
    """When time will have told; None when it has, or cannot."""
    moments = [
        each.settle_at for each in waiting if each.state is not ChangeState.SURPLUS and each.settle_at is not None
    ]
    return latest if moments and (latest := max(moments)) > now else None


def _lacking(work: UnitOfWork, company: Company, period: WagePeriod | None) -> tuple[Lacking, ...]:
    found = {
        Lacking.SYNC: company.synced_at is None,
        Lacking.WAGE_PERIOD: period is None,
        Lacking.MAPPING: not work.settings.mapping(company.id).rules,
    }
    return tuple(each for each, true in found.items() if true)


def _still_open(work: UnitOfWork, check: Check) -> int:
    """How many differences of a check nobody decided about."""
    if not check.differences:
        return 0
    answered = {decision.difference.id for decision in standing_decisions(work, check.company, check.period)}
    return sum(1 for difference in check.differences if difference.id not in answered)
