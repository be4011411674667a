"""Values to store: one plausible value of each kind, of which a test changes what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from application.ports.payroll import EnvironmentKind
from application.ports.storage import Company, Connection, Export, SetAside, StoredPlan, UnitOfWork
from domain.amount import Amount
from domain.decisions import Cause, Choice, Decision, Difference
from domain.hours import ShiftTimes
from domain.ledger import Action, LedgerChange, Ownership, OwnLine, Step
from domain.mailing import Mailing
from domain.notifications import Recipient
from domain.pay_line import Part, PayKey, PayKind, Selection, SourceRef
from domain.schedule import DailyRun
from domain.team_member import MatchedBy, PersonLink, Span, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.timecard import PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.timecard_import import ImportRecord
from domain.wage_period import PeriodLength, PeriodRef, WageCalendar, new_calendar

MORNING = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
KADE = CompanyId("3001")
HAVEN = CompanyId("3002")
OCTOBER = PeriodRef(2026, 10)
NOVEMBER = PeriodRef(2026, 11)
NOOR = EmployeeId("90001")
BRAM = EmployeeId("90002")
ZERO = ContractType.ZERO_HOURS


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = MORNING

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, time: timedelta) -> None:
        """Let time pass."""
        self.moment += time


def company(id: str = KADE, number: str = "1", name: str = "De Kade B.V.", **values: Any) -> Company:
    return Company(CompanyId(id), number, name, **values)


def connection(**values: Any) -> Connection:
    usual: dict[str, Any] = {
        "email": "payroll@dekade.example",
        "domain": "dekade",
        "sealed_token": "gAAAAA==",
        "kind": EnvironmentKind.SANDBOX,
        "own_link_off": True,
        "activated_at": MORNING,
    }
    return Connection(**usual | values)


def calendar(year: int = 2026, contract_type: ContractType = ZERO, owner: CompanyId = KADE) -> WageCalendar:
    return new_calendar(owner, contract_type, PeriodLength.MONTH, date(year, 1, 1))


def member(employee: str = NOOR, number: int = 1, owner: CompanyId = KADE, **values: Any) -> TeamMember:
    usual: dict[str, Any] = {"name": "Noor van Dijk", "employments": (Span(date(2024, 3, 1)),)}
    return TeamMember(owner, EmployeeId(employee), number, **usual | values)


def link(person: str = "eitje:7", owner: CompanyId = KADE, employee: EmployeeId = NOOR) -> PersonLink:
    return PersonLink(person, owner, employee, MatchedBy.HAND)


def timecard(key: str = "1", day: date = date(2026, 10, 1), who: str = "Noor van Dijk", **values: Any) -> Timecard:
    start = datetime(day.year, day.month, day.day, 15, 0, tzinfo=UTC)
    usual: dict[str, Any] = {
        "source": "eitje-csv",
        "person": PersonRef(who),
        "kind": TimecardKind.WORKED,
        "status": TimecardStatus.APPROVED,
        "venue": "De Kade",
        "times": ShiftTimes(start, start + timedelta(hours=7, minutes=50), 30),
    }
    return Timecard(key=key, day=day, **usual | values)


def import_record(digest: str = "a1", at: datetime = MORNING) -> ImportRecord:
    return ImportRecord(digest, f"{digest}.csv", "eitje-csv", at, None, None, ())


def selection(owner: CompanyId = KADE, period: PeriodRef = OCTOBER, **values: Any) -> Selection:
    return replace(Selection(owner, period, ZERO, frozenset({Part.HOURS, Part.DAYS})), **values)


def plan(hash: str = "aaaa", made_at: datetime = MORNING, chosen: Selection | None = None) -> StoredPlan:
    return StoredPlan(hash, chosen or selection(), {"mapping": "3"}, {NOOR: "d1"}, (), made_at, "Sanne")


def export(id: str = "e1", started_at: datetime = MORNING, chosen: Selection | None = None, **values: Any) -> Export:
    return replace(Export(id, "aaaa", chosen or selection(), 3, (), "Sanne", started_at), **values)


def pay_key(employee: EmployeeId = NOOR, code: str = "2100", **values: Any) -> PayKey:
    return replace(PayKey(KADE, employee, OCTOBER, ZERO, PayKind.HOURS, code), **values)


def change(id: str = "c1", export: str = "e1", key: PayKey | None = None, **values: Any) -> LedgerChange:
    usual = LedgerChange(id, export, Action.ADD, key or pay_key(), Amount(0), Amount(2950), Step.INSERT)
    return replace(usual, **values)


def own_line(line: str = "501", key: PayKey | None = None, amount: int = 2950, **values: Any) -> OwnLine:
    sources = (SourceRef("eitje-csv:1", "0f"),)
    usual = OwnLine(
        key or pay_key(), LineId(line), Amount(amount), frozenset({Part.HOURS}), sources, Ownership.KNOWN, "e1"
    )
    return replace(usual, **values)


def decision(reason: str = "agreed by telephone", at: datetime = MORNING, **values: Any) -> Decision:
    seen = Difference(Cause.FOREIGN, NOOR, PayKind.HOURS, "2100", LineId("77"), None, Amount(400), None)
    return replace(Decision(KADE, OCTOBER, seen, Choice.ON_TOP, "Sanne", reason, at), **values)


def set_aside(finding: str = "F01", at: datetime = MORNING, **values: Any) -> SetAside:
    return replace(SetAside(KADE, OCTOBER, finding, "zero-time", "Sanne", "known", at), **values)


def fill(work: UnitOfWork) -> None:
    """Put one of everything."""
    work.settings.put_connection(connection())
    work.settings.put_company(company())
    work.settings.put_calendar(calendar())
    work.people.replace_members(KADE, [member()])
    work.people.put_link(link())
    work.people.ignore("eitje:8")
    work.people.refuse("eitje:9", NOOR)
    work.timecards.put([timecard()])
    work.timecards.add_import(import_record())
    work.ledger.put_plan(plan())
    work.ledger.put_export(export())
    work.ledger.put_changes([change()])
    work.ledger.put_own([own_line()])
    work.ledger.put_days(KADE, OCTOBER, {NOOR: 4})
    work.decisions.add_decision(decision())
    work.decisions.add_set_aside(set_aside())
    work.leases.acquire(KADE, OCTOBER, "desk", timedelta(minutes=1))
    work.notifications.add("a", "export-proved", KADE, OCTOBER, {"what": "export"})
    work.notifications.put_recipient(Recipient("anja@kade.example", "nl"))
    work.notifications.put_mailings([Mailing(1, "anja@kade.example", "nl", MORNING, MORNING)])
    work.schedule.put_daily(DailyRun(date(2026, 10, 5), "desk", MORNING, None))
