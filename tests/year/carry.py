"""Carries a generated year through the product: import, map, export each period, verify, export again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic

from dependency_injector import providers

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.clock import ManualClock, SystemClock
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.soap_server import SoapServer
from application.prepare_export import ExportRequest
from application.show_overview import OverviewRequest
from domain.allowance import Allowance, AllowanceKind, Window
from domain.amount import Amount
from domain.mapping import Rule, Target, Thing
from domain.pay_line import Part, PayKind
from domain.plan import ExportPlan
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.scenarios.office import is_write
from tests.year.entries import Year
from tests.year.expected import PERIODS, Place
from tests.year.files import write_files
from tests.year.payroll import (
    CREDENTIALS,
    DINNER_CODE,
    FIXED_CODE,
    FLEX_CODE,
    LUNCH_CODE,
    NIGHT_CODE,
    employed,
    make_payroll,
)
from tests.year.people import DUINZICHT, FOUR_WEEKLY, HAVENHUIS, KITCHEN, MONTHLY, PROEFLOKAAL

WHO = "Anja"
FLEX, FIXED = ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT
TYPES = (FLEX, FIXED)
VENUES = {MONTHLY: (HAVENHUIS, PROEFLOKAAL), FOUR_WEEKLY: (DUINZICHT,)}
STARTS = {
    (MONTHLY, FLEX): date(2026, 1, 1),
    (MONTHLY, FIXED): date(2025, 12, 21),
    (FOUR_WEEKLY, FLEX): date(2025, 12, 29),
    (FOUR_WEEKLY, FIXED): date(2025, 12, 29),
}


@dataclass
class Carried:
    """What became of the year. ``complaints`` is empty when everything was proved and nothing was written twice."""

    imported: int = 0
    exports: int = 0
    changes: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


@contextmanager
def house(year: Year, folder: Path, on_the_wire: bool = False) -> Iterator[tuple[Container, FakeNmbrs]]:
    """The product beside a fake Nmbrs: in memory, or over SOAP with an SQLite file."""
    with ExitStack() as closing:
        clock = SystemClock() if on_the_wire else ManualClock()
        nmbrs = make_payroll(year, clock)
        settings = {"secret_key_file": folder / "secret.key", "actor": WHO}
        if on_the_wire:
            server = closing.enter_context(SoapServer(nmbrs))
            yield (
                Container(
                    settings=Settings(
                        database_url=f"sqlite:///{folder / 'year.db'}",
                        nmbrs_url=server.address,
                        settling_time=1,
                        **settings,
                    )
                ),
                nmbrs,
            )
            assert not server.violations
        else:
            container = Container(settings=Settings(database_url="memory", nmbrs_url="fake", **settings))
            container.fake_nmbrs.override(providers.Object(nmbrs))
            container.storage.override(providers.Object(MemoryStorage(clock.now)))
            yield container, nmbrs


def carry(
    year: Year, container: Container, nmbrs: FakeNmbrs, folder: Path, say: Callable[[str], None] = lambda _: None
) -> Carried:
    """Everything from activation to the last check."""
    carried = Carried()
    with _timed(carried, "files"):
        users, files = write_files(year, folder)
    with _timed(carried, "setting up"):
        set_up(container)
    with _timed(carried, "import"):
        container.import_timecards()(users, WHO)
        for file in files:
            covers = (file.first, file.last) if file.path.suffix == ".csv" else None
            changes = container.import_timecards()(file.path, WHO, covers=covers).changes
            assert changes is not None
            carried.imported += len(changes.added)
    with _timed(carried, "exports"):
        for company, count in PERIODS.items():
            for number in range(1, count + 1):
                _period(carried, container, nmbrs, company, PeriodRef(2026, number))
                say(f"company {company}, 2026-{number:02d}: {carried.exports} exports, {carried.changes} changes")
    with _timed(carried, "importing again"):
        for file in files:
            covers = (file.first, file.last) if file.path.suffix == ".csv" else None
            changes = container.import_timecards()(file.path, WHO, covers=covers).changes
            if changes is None or changes.added or changes.changed or changes.removed:
                carried.complaints.append(f"{file.path.name}: importing it again changed something")
    return carried


def set_up(container: Container) -> None:
    """What a person does once: activate, venues, sync, wage periods, mapping, and an allowance for nights."""
    container.activate()(CREDENTIALS, True, WHO)
    for company, venues in VENUES.items():
        container.link_companies().use(CompanyId(str(company)), venues, WHO)
    container.sync_team_members()(None, WHO)
    night = Allowance("nacht", AllowanceKind.UNSOCIAL, Amount(5000), windows=(Window.parse("22:00-06:00"),))
    for (company, contract_type), start in STARTS.items():
        chosen = CompanyId(str(company))
        container.set_wage_period()(chosen, start, WHO, contract_type=contract_type)
    for company in VENUES:
        chosen = CompanyId(str(company))
        container.set_allowances().set(chosen, night, WHO)
        for rule in _rules():
            container.set_mapping().set(chosen, rule, WHO)


def _rules() -> Iterator[Rule]:
    hours = Thing.parse("hours")
    yield Rule(hours, Target(str(FLEX_CODE)), contract_type=FLEX)
    yield Rule(hours, Target(str(FLEX_CODE), "K1"), contract_type=FLEX, team=KITCHEN)
    yield Rule(hours, Target(str(FIXED_CODE)), contract_type=FIXED, on_top_of_salary_by=WHO)
    yield Rule(Thing.parse("days"), Target(""))
    yield Rule(Thing.parse("allowance:nacht"), Target(str(NIGHT_CODE)))
    yield Rule(Thing.parse("meal:lunch"), Target(str(LUNCH_CODE)))
    yield Rule(Thing.parse("meal:diner"), Target(str(DINNER_CODE)))
    yield Rule(Thing.parse("meal:ontbijt"), None)


def _period(carried: Carried, container: Container, nmbrs: FakeNmbrs, company: int, period: PeriodRef) -> None:
    """Export both contract types, check, and export both again, which must write nothing."""
    nmbrs.office.set_current_period(company, period)
    for contract_type in TYPES:
        _export(carried, container, company, period, contract_type, again=False)
    verified = container.verify_export()(CompanyId(str(company)), period, WHO)
    if not verified.clean:
        carried.complaints.append(f"{company} {period}: the check is not clean")
    nmbrs.log.clear()
    for contract_type in TYPES:
        _export(carried, container, company, period, contract_type, again=True)
    if any(is_write(entry.call) for entry in nmbrs.log.entries):
        carried.complaints.append(f"{company} {period}: the second export wrote something")


def _export(
    carried: Carried, container: Container, company: int, period: PeriodRef, contract_type: ContractType, again: bool
) -> None:
    request = ExportRequest(CompanyId(str(company)), period, contract_type, frozenset(Part))
    prepared = container.prepare_export()(request, WHO)
    if not again:
        tie_out(carried, container, prepared.plan)
    applied = container.apply_export()(request, prepared.plan.hash, WHO)
    carried.exports += 1
    carried.changes += len(applied.changes)
    carried.findings.update(each.code for each in prepared.plan.findings)
    carried.findings.update(each.code for person in prepared.plan.people for each in person.findings)
    where = f"{company} {period} {contract_type}{' again' if again else ''}"
    if applied.export.result != "proved":
        carried.complaints.append(f"{where}: {applied.export.result}")
    if applied.plan.left_behind:
        left = ", ".join(f"{person.name} ({person.state})" for person in applied.plan.left_behind)
        carried.complaints.append(f"{where}: left behind: {left}")
    if again and applied.wrote:
        carried.complaints.append(f"{where}: wrote {len(applied.changes)} changes")


def tie_out(carried: Carried, container: Container, plan: ExportPlan) -> None:
    """The totals of the plan, of its own lines, and of the overview of the same hours must be the same."""
    chosen = plan.selection
    sums: Counter[tuple[PayKind, str]] = Counter()
    for person in plan.people:
        for line in person.lines:
            sums[line.key.kind, line.key.code] += line.after.hundredths
    totals = Counter({key: amount.hundredths for key, amount in plan.totals().items()})
    shown = container.show_overview()(OverviewRequest(chosen.company, chosen.period, chosen.contract_type)).overview
    planned = Counter({(row.kind, row.code): row.planned.hundredths for row in shown.codes})
    if not shown.ties_out or not +sums == +totals == +planned:
        carried.complaints.append(f"{chosen}: the totals do not tie out")


def found(year: Year, nmbrs: FakeNmbrs) -> dict[Place, int]:
    """Everything that Nmbrs holds of the year: sums in hundredths per code, and days; nothing that is zero."""
    held: Counter[Place] = Counter()
    for person in employed(year):
        for number in range(1, PERIODS[person.company] + 1):
            here, period = (person.company, person.employee, number), PeriodRef(2026, number)
            for kind, word in ((PayKind.HOURS, "hour"), (PayKind.WAGE, "wage")):
                for line in nmbrs.office.lines(person.employee, period, kind):
                    held[*here, f"{word} {line.code}"] += int(line.amount * 100)
            held[*here, "days"] += nmbrs.office.days(person.employee, period)
    return {place: amount for place, amount in held.items() if amount}


@contextmanager
def _timed(carried: Carried, what: str) -> Iterator[None]:
    began = monotonic()
    yield
    carried.seconds[what] = monotonic() - began
