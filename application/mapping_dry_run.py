"""What other rules would do to pay: an exported period as it was sent, as it is now, and as it would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from application.ports.storage import Company, UnitOfWork
from application.situation import Situation, exported_selections, read_situation, read_workforce
from domain.amount import ZERO, Amount, total
from domain.desired_pay import DesiredPay, desired_pay
from domain.errors import ProductError
from domain.findings import Finding
from domain.mapping import PayMapping
from domain.pay_line import Part, PayKey, PayKind, Selection
from domain.terms import ContractType, EmployeeId
from domain.wage_period import PeriodRef, find_period


@dataclass(frozen=True, slots=True)
class DryLine:
    """One amount of one person: as ``sent``, under the ``present`` rules, and under the ``new`` ones."""

    employee: EmployeeId
    name: str
    kind: PayKind
    code: str
    cost_centre: str
    cost_unit: str
    contract_type: str
    sent: Amount
    present: Amount
    new: Amount

    @property
    def differs(self) -> bool:
        """True when the new rules come to something else than what was sent."""
        return self.new != self.sent


@dataclass(frozen=True, slots=True)
class DryTotal:
    """All amounts on one code together."""

    kind: PayKind
    code: str
    sent: Amount
    present: Amount
    new: Amount


@dataclass(frozen=True, slots=True)
class DryRun:
    """``lines`` are all that were sent, and those that the new rules change; ``stopped`` what would stop people."""

    period: PeriodRef
    lines: tuple[DryLine, ...]
    totals: tuple[DryTotal, ...]
    stopped: tuple[Finding, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """The names of those whose pay would differ from what was sent."""
        return tuple(sorted({line.name for line in self.lines if line.differs}))


def dry_run(work: UnitOfWork, company: Company, mapping: PayMapping, period: PeriodRef | None = None) -> DryRun | None:
    """Work the last exported period, or another, out under other rules; None when nothing was exported.

    Raises ``wage-period-not-set`` when no calendar has the period.
    """
    chosen = period or max((e.selection.period for e in work.ledger.exports(company.id)), default=None)
    if chosen is None:
        return None
    situation = read_situation(work, company, chosen)
    if not any(find_period(years, chosen) for years in situation.calendars.values()):
        raise ProductError("wage-period-not-set", contract_type="any contract type", year=chosen.year)
    new = desired_pay(company.id, chosen, situation.timecards, read_workforce(work), situation.calendars, mapping)
    selections = exported_selections(work, situation)
    lines = tuple(_lines(situation, new, selections))
    stopped = tuple(f for f in new.findings if f.blocks and f not in situation.desired.findings)
    return DryRun(chosen, lines, _totals(lines), stopped)


def _lines(situation: Situation, new: DesiredPay, selections: tuple[Selection, ...]) -> list[DryLine]:
    own = [line for line in situation.ledger.own if line.key.carried_from is None]
    parts = {line.key: line.parts for line in own}
    parts |= {line.key: line.parts for line in (*situation.desired.lines, *new.lines)}
    sent: dict[PayKey, Amount] = {}
    for line in own:
        sent[line.key] = sent.get(line.key, ZERO) + line.amount
    present, wanted = _amounts(situation.desired), _amounts(new)
    counted: set[ContractType] = {each.contract_type for each in selections if Part.HOURS in each.parts}
    for employee in {*situation.ledger.days, *situation.desired.days_worked, *new.days_worked}:
        key = PayKey(situation.company.id, employee, situation.period, None, PayKind.DAYS, "")
        sent[key] = Amount.whole(situation.ledger.days.get(employee, 0))
        present[key], wanted[key] = (_days(pay, employee, counted) for pay in (situation.desired, new))
    days_sent = any(Part.DAYS in each.parts for each in selections)

    def shown(key: PayKey) -> bool:
        if key.kind is PayKind.DAYS:
            return days_sent or present[key] != wanted[key]
        exported = any(each.includes(key, parts[key]) for each in selections)
        return exported or present.get(key, ZERO) != wanted.get(key, ZERO)

    keys = [key for key in {*sent, *present, *wanted} if shown(key)]
    made = [
        DryLine(
            key.employee,
            situation.names.get(key.employee, key.employee),
            key.kind,
            key.code,
            key.cost_centre,
            key.cost_unit,
            str(key.contract_type or ""),
            sent.get(key, ZERO),
            present.get(key, ZERO),
            wanted.get(key, ZERO),
        )
        for key in sorted(keys, key=lambda key: key.sort_key)
    ]
    return [line for line in made if line.sent or line.present or line.new]


def _amounts(pay: DesiredPay) -> dict[PayKey, Amount]:
    return {line.key: line.amount for line in pay.lines}


def _days(pay: DesiredPay, employee: EmployeeId, counted: set[ContractType]) -> Amount:
    by_type: Mapping[ContractType, frozenset[object]] = pay.days_worked.get(employee, {})
    return Amount.whole(len(frozenset().union(*(days for each, days in by_type.items() if each in counted))))


def _totals(lines: tuple[DryLine, ...]) -> tuple[DryTotal, ...]:
    groups: dict[tuple[PayKind, str], list[DryLine]] = {}
    for line in lines:
        groups.setdefault((line.kind, line.code), []).append(line)
    return tuple(
        DryTotal(
            kind,
            code,
            total(line.sent for line in group),
            total(line.present for line in group),
            total(line.new for line in group),
        )
        for (kind, code), group in sorted(groups.items())
    )
