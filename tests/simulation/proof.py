"""A verification held against the truth: whoever is not paid as they should be is named, and *clean* means proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from adapters.nmbrs_fake.records import Line
from application.verify_export import Verified
from domain.amount import ZERO, Amount, total
from domain.decisions import Choice
from domain.ledger import UNSETTLED
from domain.pay_line import Part, PayKey, PayKind
from domain.terms import ContractType
from domain.verification import CheckedLine
from tests.simulation.hours import PARTS, PERIOD
from tests.simulation.invariants import KINDS, Checks
from tests.simulation.violation import Violation
from tests.simulation.world import COMPANY


@dataclass
class Proof:
    """Compares; ``checks`` knows what happened so far."""

    checks: Checks

    def __post_init__(self) -> None:
        self.world, self.office, self.hours = self.checks.world, self.checks.office, self.checks.hours

    def compare(self, verified: Verified) -> None:
        """Everybody whose pay is not as it should be is named; so *clean* means that everybody's is.

        A verification foresees what will be taken for ours.
        """
        with self.world.storage.read() as work:
            exports = work.ledger.exports(COMPANY, PERIOD)
            changes = [c for e in exports for c in work.ledger.changes_of(e.id)]
        self.checks.claims(verified.situation.ledger.own, changes)
        view = View(verified)
        for employee in self.checks.people:
            off = [*self._off(employee, view), *self._days_off(employee, view)]
            if off and str(employee) not in view.named and employee not in self.checks.ambiguous:
                raise Violation(f"nobody is told about {employee}: {'; '.join(off)}")

        if verified.clean:
            self._one_line_for_each(view)
            if opened := [c for c in verified.situation.ledger.open_changes if c.state in UNSETTLED]:
                raise Violation(f"proved before it is settled: {opened}")

    def _one_line_for_each(self, view: View) -> None:
        """What is proved is one line of ours for everything that should be there, and nothing else."""
        wanted = {key: amount for key, amount in self.hours.desired().items() if view.covers(key[1], key[2])}
        expected = sorted((key, amount) for key, amount in wanted.items() if key not in view.accepted)
        ours = [own for own in view.own if _key(own.key) not in view.accepted]
        there = [(own, self.world.nmbrs.core.book.find(own.key.kind, int(own.line_id))) for own in ours]
        held = sorted(
            ((line.employee, own.key.contract_type, line.kind, line.code, own.key.cost_centre), _amount(line))
            for own, line in there
            if line is not None
        )
        if expected != held:
            raise Violation(f"proved is {held}, should be {expected}")
        # Where the office put our line at what eitje says by now, the next export notes it.
        ours_alone = [(own, line) for own, line in there if line is not None and not self.office.touched(line)]
        if differing := [own for own, line in ours_alone if own.amount != _amount(line)]:
            raise Violation(f"proved with other amounts in the ledger: {differing}")

    def _off(self, employee: int, view: View) -> Iterable[str]:
        wanted = {
            (key, amount)
            for key, amount in self.hours.desired().items()
            if key[0] == employee and view.covers(key[1], key[2])
        }
        keyed: dict[tuple[PayKind, int], list[Amount]] = {}
        for (_, contract_type, kind, code, centre), amount in wanted:
            place = (contract_type, kind, code, centre)
            stays = (employee, *place) in view.accepted and view.lines_of[employee, *place] == 1
            keyed.setdefault((kind, code), []).append(ZERO if stays else amount)
        for (who, _, kind, code, _), row in view.accepted.items():
            if who == employee:
                keyed.setdefault((kind, code), []).append(row.found or ZERO)
                if not self.office.kept.get(((kind, int(row.line_id or 0)), row.found)):
                    yield f"accepted {row} without a word"
        for kind in KINDS:
            if not any(PARTS[kind] in parts for parts in view.parts.values()):
                continue
            lines = self.office.lines(employee, kind)
            for code in {line.code for line in lines} | {code for k, code in keyed if k is kind}:
                held = [line for line in lines if line.code == code]
                known = keyed.get((kind, code), []) or ([ZERO] if (employee, kind, code) in view.owned else [])
                theirs = [
                    Amount.from_decimal(line.amount)
                    for line in held
                    if (typed := self.office.theirs(line)) is not None and (typed.extra or not known)
                ]
                should, does = total([*known, *theirs]), total(Amount.from_decimal(line.amount) for line in held)
                if should != does:
                    yield f"{kind} {code}: {does} in place of {should}"

    def _days_off(self, employee: int, view: View) -> Iterable[str]:
        types = view.sent_hours.get(employee, set())
        asked = any(Part.DAYS in view.parts.get(each, ()) for each in types)
        if asked or (employee in view.sent_days and any(Part.DAYS in parts for parts in view.parts.values())):
            should, does = self.hours.days(employee, types), self.world.nmbrs.core.book.days(employee, PERIOD)
            if employee in view.days_accepted:
                if not self.office.keeps_days(employee):
                    yield f"days {does} accepted without a word"
            elif should != does and (should or employee in view.sent_days):
                yield f"days: {does} in place of {should}"


class View:
    """What a verification says, in the keys of a history."""

    def __init__(self, verified: Verified) -> None:
        self.parts = {each.selection.contract_type: each.selection.parts for each in verified.verifications}
        self.named: set[str] = set()
        self.accepted: dict[tuple[int, ContractType | None, PayKind, int, str], CheckedLine] = {}
        for each in verified.verifications:
            self.named |= {line.employee for line in each.lines if line.disproves or line.not_sent}
            self.named |= {d.employee for d in each.differences}
            self.named |= {day.employee for day in each.days if day.disproves or day.not_sent}
            self.named |= {c.employee for c in (*each.unsettled, *each.missing_writes)}
            self.named |= {f.employee for f in each.findings if f.employee}
            self.named |= {watch.change.employee for watch in each.watched}
            for line in each.lines:
                if line.accepted and line.key and line.accepted.choice is Choice.KEEP_THEIRS and line.causes:
                    self.accepted[_key(line.key)] = line
        ledger = verified.situation.ledger
        self.own = ledger.own
        self.lines_of = Counter(_key(own.key) for own in ledger.own)
        """Where a line was handed over, and ours beside it is left as somebody changed it, there are two."""
        self.owned = {(int(o.key.employee), o.key.kind, int(o.key.code)) for o in ledger.own}
        self.sent_days = {int(employee) for employee in ledger.days}
        self.days_accepted = {int(d.employee) for each in verified.verifications for d in each.days if d.accepted}
        self.sent_hours: dict[int, set[ContractType]] = {}
        for own in ledger.own:
            if Part.HOURS in own.parts and own.key.contract_type is not None:
                self.sent_hours.setdefault(int(own.key.employee), set()).add(own.key.contract_type)

    def covers(self, contract_type: ContractType, kind: PayKind) -> bool:
        """True when the verification speaks about such lines."""
        return PARTS[kind] in self.parts.get(contract_type, frozenset())


def _amount(line: Line) -> Amount:
    return Amount.from_decimal(line.amount)


def _key(key: PayKey) -> tuple[int, ContractType | None, PayKind, int, str]:
    return int(key.employee), key.contract_type, key.kind, int(key.code), key.cost_centre
