"""One plausible value of each kind, of which a test changes what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from domain.amount import Amount
from domain.decisions import Choice, Decision, Difference
from domain.desired_pay import DesiredPay, desired_pay
from domain.hours import StatedHours, read_shift
from domain.ledger import Action, LedgerChange, Ownership, OwnLine, first_step
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, meal
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayLine, PayrollSnapshot, Selection
from domain.placing import Workforce
from domain.plan import ExportPlan, LedgerView, PersonPlan
from domain.planning import make_plan
from domain.team_member import Contract, Match, MatchedBy, PersonLink, Span, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.timecard import MealCount, PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.verification import Verification, verify
from domain.wage_period import PeriodLength, PeriodRef, WageCalendar, new_calendar

KADE, HAVEN = CompanyId("3001"), CompanyId("3002")
NOOR, BRAM, SOFIE = EmployeeId("90001"), EmployeeId("90002"), EmployeeId("90003")
NAMES = {NOOR: "Noor van Dijk", BRAM: "Bram de Boer", SOFIE: "Sofie Jansen"}
OCTOBER = PeriodRef(2026, 10)
ZERO_HOURS, HOURS_CONTRACT = ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT
MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SETTLING = timedelta(minutes=2)
EVERYTHING = frozenset({Part.HOURS, Part.DAYS, Part.MEALS})


def amount(text: str) -> Amount:
    return Amount.parse(text)


# -- people and hours -------------------------------------------------------------------------------------------------


def contract(
    hours_per_week: str | None = "0",
    start: date = date(2024, 1, 1),
    end: date | None = None,
    id: str = "C1",
    recorded_at: datetime | None = None,
) -> Contract:
    weekly = None if hours_per_week is None else amount(hours_per_week)
    return Contract(id, Span(start, end), weekly, recorded_at)


def member(employee: str = NOOR, company: CompanyId = KADE, **values: Any) -> TeamMember:
    usual: dict[str, Any] = {
        "name": NAMES.get(EmployeeId(employee), "Noor van Dijk"),
        "employments": (Span(date(2024, 1, 1)),),
        "contracts": (contract(),),
    }
    return TeamMember(company, EmployeeId(employee), 1, **usual | values)


def worked(
    hours: str,
    day: int = 5,
    who: str = "Noor van Dijk",
    key: str = "",
    meals: Mapping[str, int] | None = None,
    contract_venue: str | None = None,
    **values: Any,
) -> Timecard:
    """An approved entry of October 2026.

    ``hours`` is ``10:00-18:00``, with ``/0:30`` behind it for a break, or decimal: ``7,33``.
    """
    if "-" in hours:
        clock, _, pause = hours.partition("/")
        start, end = (time.fromisoformat(text) for text in clock.split("-"))
        pause_hours, pause_minutes = (pause or "0:00").split(":")
        times, notes = read_shift(date(2026, 10, day), start, end, int(pause_hours) * 60 + int(pause_minutes))
        values = {"times": times, "notes": notes} | values
    else:
        values = {"stated": StatedHours.of_hundredths(amount(hours).hundredths)} | values
    usual: dict[str, Any] = {
        "source": "eitje",
        "key": key or f"{who} {day} {hours} {values.get('venue', '')} {values.get('team', '')}",
        "person": PersonRef(who, eitje_user_id=f"u-{who}", contract_venue=contract_venue),
        "day": date(2026, 10, day),
        "kind": TimecardKind.WORKED,
        "status": TimecardStatus.APPROVED,
        "venue": "De Kade",
        "meals": tuple(MealCount(kind, count) for kind, count in (meals or {}).items()),
    }
    return Timecard(**usual | values)


def month_calendar(contract_type: ContractType = ZERO_HOURS, start: date = date(2026, 1, 1)) -> WageCalendar:
    return new_calendar(KADE, contract_type, PeriodLength.MONTH, start)


CALENDARS = {each: (month_calendar(each),) for each in (ZERO_HOURS, HOURS_CONTRACT)}


def hours_rule(code: str = "2100", cost_centre: str = "", cost_unit: str = "", **conditions: Any) -> Rule:
    usual: dict[str, Any] = {"contract_type": ZERO_HOURS, "on_top_of_salary_by": "Anja"}
    return Rule(HOURS, Target(code, cost_centre, cost_unit), **usual | conditions)


def meal_rule(kind: str = "lunch", code: str = "4899", **conditions: Any) -> Rule:
    return Rule(meal(kind), Target(code), **conditions)


DAYS_RULE = Rule(DAYS, Target(""))


def mapping(*rules: Rule) -> PayMapping:
    made = PayMapping(KADE)
    for rule in rules or (hours_rule(), hours_rule("2190", contract_type=HOURS_CONTRACT), DAYS_RULE, meal_rule()):
        made = made.with_rule(rule)
    return made


def workforce(*members: TeamMember, cards: Iterable[Timecard] = (), links: bool = True) -> Workforce:
    """Everybody who worked is linked to the employees of the same name."""
    people = {card.person.key: card.person for card in cards}
    matches = {
        key: Match(
            person,
            {
                m.employee: PersonLink(key, m.company, m.employee, MatchedBy.HAND)
                for m in members
                if links and m.name == person.name
            },
        )
        for key, person in people.items()
    }
    venues = {"De Kade": KADE, "Strandtent": KADE, "De Haven": HAVEN}
    return Workforce(matches, {m.employee: m for m in members}, venues)


def desired(
    *cards: Timecard, rules: PayMapping | None = None, people: Sequence[TeamMember] | None = None
) -> DesiredPay:
    everybody = [member(e) for e in NAMES] if people is None else people
    return desired_pay(KADE, OCTOBER, cards, workforce(*everybody, cards=cards), CALENDARS, rules or mapping())


# -- pay lines --------------------------------------------------------------------------------------------------------


def pay_key(code: str = "2100", employee: EmployeeId = NOOR, kind: PayKind = PayKind.HOURS, **values: Any) -> PayKey:
    usual: dict[str, Any] = {"contract_type": ZERO_HOURS}
    return PayKey(KADE, employee, OCTOBER, kind=kind, code=code, **usual | values)


PART_OF = {PayKind.HOURS: Part.HOURS, PayKind.WAGE: Part.MEALS, PayKind.DAYS: Part.DAYS}


def wanted_line(hours: str, key: PayKey | None = None) -> PayLine:
    key = key or pay_key()
    return PayLine(key, amount(hours), frozenset({PART_OF[key.kind]}), ())


def own_line(id: str, hours: str, key: PayKey | None = None) -> OwnLine:
    key = key or pay_key()
    return OwnLine(key, LineId(id), amount(hours), frozenset({PART_OF[key.kind]}), (), Ownership.CLAIMED, "x-1")


def found_line(
    id: str, hours: str, code: str = "2100", employee: EmployeeId = NOOR, kind: PayKind = PayKind.HOURS
) -> FoundLine:
    return FoundLine(employee, kind, LineId(id), code, amount(hours))


def snapshot(*lines: FoundLine, days: Mapping[EmployeeId, int] | None = None) -> PayrollSnapshot:
    """Everything of all three people was read, and this is what there was."""
    kinds = (PayKind.HOURS, PayKind.WAGE)
    held = {(e, k): tuple(x for x in lines if (x.employee, x.kind) == (e, k)) for e in NAMES for k in kinds}
    return PayrollSnapshot(held, {e: (days or {}).get(e, 0) for e in NAMES})


def selection(*parts: Part, contract_type: ContractType = ZERO_HOURS, people: Iterable[str] | None = None) -> Selection:
    chosen = None if people is None else frozenset(EmployeeId(e) for e in people)
    return Selection(KADE, OCTOBER, contract_type, frozenset(parts) or EVERYTHING, chosen)


def wants(*lines: PayLine, days: Mapping[EmployeeId, Mapping[ContractType, Iterable[int]]] | None = None) -> DesiredPay:
    """Desired pay, given directly. ``days`` are days of the month."""
    dates = {
        e: {t: frozenset(date(2026, 10, day) for day in each) for t, each in by_type.items()}
        for e, by_type in (days or {}).items()
    }
    return DesiredPay(KADE, OCTOBER, lines, dates, ())


def decide(difference: Difference, choice: Choice, at: datetime = MORNING) -> Decision:
    return Decision(KADE, OCTOBER, difference, choice, "Anja", "checked with the payroll office", at)


def plan(
    want: DesiredPay,
    held: PayrollSnapshot | None = None,
    ledger: LedgerView | None = None,
    decisions: Sequence[Decision] = (),
    chosen: Selection | None = None,
    **values: Any,
) -> ExportPlan:
    usual: dict[str, Any] = {"findings": (), "basis": {"rules": "1"}, "names": NAMES}
    return make_plan(
        chosen or selection(), want, ledger or LedgerView(), held or snapshot(), decisions, **usual | values
    )


def person(made: ExportPlan, employee: EmployeeId = NOOR) -> PersonPlan:
    return next(each for each in made.people if each.employee == employee)


def told(each: PersonPlan) -> list[str]:
    """The lines of a person as text: ``change 2100 8.00 -> 9.00``."""
    return [f"{line.action} {line.key.code} {line.before} -> {line.after}" for line in each.lines]


def check(
    want: DesiredPay,
    held: PayrollSnapshot,
    ledger: LedgerView,
    decisions: Sequence[Decision] = (),
    chosen: Selection | None = None,
    exported: Sequence[Selection] | None = None,
) -> Verification:
    return verify(chosen or selection(), want, ledger, held, decisions, NAMES, exported)


# -- the ledger -------------------------------------------------------------------------------------------------------


def change(
    action: Action = Action.ADD, before: str = "0", after: str = "8.00", key: PayKey | None = None, **values: Any
) -> LedgerChange:
    usual: dict[str, Any] = {"id": "c-1", "export": "x-1", "step": first_step(action)}
    if action in (Action.CHANGE, Action.REMOVE):
        usual["old_line"] = LineId("501")
    return LedgerChange(
        action=action, key=key or pay_key(), before=amount(before), after=amount(after), **usual | values
    )


def days_change(before: int = 0, after: int = 4, employee: EmployeeId = NOOR, **values: Any) -> LedgerChange:
    key = pay_key("", employee, PayKind.DAYS, contract_type=None)
    return change(Action.SET_DAYS, str(before), str(after), key, **values)
