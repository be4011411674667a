"""Differences: what waits for a person's word, and the word, with name and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Storage
from application.verify_export import VerifyExport
from domain.audit import AuditEvent
from domain.decisions import Choice, Decision, Difference
from domain.errors import ProductError
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """A difference as the payroll shows it now."""

    period: PeriodRef
    name: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Differences:
    """Open differences, the decisions made before, and the names of the people concerned.

    ``again`` are the differences that were decided about and are still there, so that the word may be changed.
    """

    open: tuple[OpenDifference, ...]
    decided: tuple[Decision, ...]
    names: Mapping[EmployeeId, str]
    again: tuple[OpenDifference, ...]


@dataclass(frozen=True, slots=True)
class ResolveDifferences:
    """Lists differences and records what a person decides. Nothing is sent; the next export acts on it."""

    storage: Storage
    verify: VerifyExport

    def list(self, company: CompanyId | None, period: PeriodRef | None = None) -> Differences:
        """Look in the payroll, in one period or in every period that was planned or exported, latest first."""
        found: list[OpenDifference] = []
        again: list[OpenDifference] = []
        decided: list[Decision] = []
        everybody: dict[EmployeeId, str] = {}
        for each in self._periods(company, period):
            verified = self.verify.look(company, each)
            names = verified.situation.names
            everybody.update(names)
            with self.storage.read() as work:
                decided.extend(work.decisions.decisions(verified.situation.company.id, each))
            differences = dict.fromkeys(d for v in verified.verifications for d in v.differences)
            found.extend(OpenDifference(each, names.get(d.employee, d.employee), d) for d in differences)
            known = [d for d in verified.undecided if d not in differences]
            again.extend(OpenDifference(each, names.get(d.employee, d.employee), d) for d in known)
        return Differences(tuple(found), tuple(decided), everybody, tuple(again))

    def resolve(
        self,
        company: CompanyId | None,
        difference: str,
        choice: Choice,
        reason: str,
        who: str,
        period: PeriodRef | None = None,
    ) -> Decision:
        """Record a choice about a difference that is there now; the last word counts, until an export acted on it.

        Raises ``difference-unknown``, ``choice-not-offered`` and ``reason-needed``.
        """
        if not reason.strip():
            raise ProductError("reason-needed")
        listed = self.list(company, period)
        shown = next((d for d in (*listed.open, *listed.again) if d.difference.id == difference), None)
        if shown is None:
            raise ProductError("difference-unknown", difference=difference)
        offered = shown.difference.offered
        if choice not in offered:
            cause = shown.difference.cause
            raise ProductError("choice-not-offered", choice=choice, cause=cause, offered=", ".join(offered) or "none")
        with self.storage.write() as work:
            company_id = the_company(work, company).id
            decision = Decision(company_id, shown.period, shown.difference, choice, who, reason, work.now())
            work.decisions.add_decision(decision)
            seen = shown.difference
            work.audit.append(
                AuditEvent(
                    who,
                    "difference.resolved",
                    f"{company_id} {shown.period} {seen.employee} {seen.code}",
                    before={"cause": seen.cause, "sent": str(seen.sent), "found": str(seen.found)},
                    after={"choice": choice, "reason": reason, "line": seen.line_id},
                )
            )
            work.commit()
        return decision

    def _periods(self, company: CompanyId | None, period: PeriodRef | None) -> Sequence[PeriodRef]:
        if period is not None:
            return [period]
        with self.storage.read() as work:
            chosen = the_company(work, company)
            known = {e.selection.period for e in work.ledger.exports(chosen.id)}
            known |= {p.selection.period for p in work.ledger.plans(chosen.id)}
        return sorted(known, reverse=True)
