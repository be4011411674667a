"""Verify: read the payroll and put both sides next to each other, per person and code.

The only thing that it changes in the ledger is a watch that its reading ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.desk import PayrollDoor, the_company
from application.end_watches import end_watches
from application.ports.payroll import Payroll, Progress, enter, silent
from application.ports.storage import Check, Storage, UnitOfWork
from application.prepare_export import pairs_to_read, read_others
from application.situation import (
    Situation,
    exported_selections,
    exports_of,
    mapping_in_force,
    mappings_apart,
    read_situation,
)
from application.tell import tell_differences
from domain.audit import AuditEvent
from domain.decisions import Difference
from domain.jobs import Phase
from domain.ledger import LedgerChange
from domain.pay_line import PayrollSnapshot, Selection
from domain.planning import foresee
from domain.terms import CompanyId
from domain.verification import Verification, verify
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class Verified:
    """The comparison of a period, one per contract type that was planned or exported.

    ``exported`` are the selections of the exports; what none of them included is not yet sent. ``ended`` are the
    changes, as they were in the ledger, whose watch this reading ends.
    """

    situation: Situation
    found: PayrollSnapshot
    verifications: tuple[Verification, ...]
    ended: tuple[LedgerChange, ...] = ()
    exported: tuple[Selection, ...] = ()

    @property
    def proved(self) -> bool:
        """True when every one is proved, and there is at least one. What is not yet sent is no part of it."""
        sent = [each for each in self.verifications if each.compared or not each.not_sent]
        return bool(sent) and all(each.proved for each in sent)

    @property
    def clean(self) -> bool:
        """Proved, and nothing waits for a person's word."""
        return bool(self.verifications) and all(each.clean for each in self.verifications)

    @property
    def undecided(self) -> tuple[Difference, ...]:
        """Every difference that a person may decide about, or decide about anew, whatever was decided before."""
        plain = replace(self.situation, decisions=())
        compared = (_compare(each.selection, plain, self.found, self.exported) for each in self.verifications)
        return tuple(dict.fromkeys(difference for each in compared for difference in each.differences))

    @property
    def unsettled(self) -> bool:
        """True when an outcome is not known, or a deleted line is not written again yet."""
        return any(each.unsettled or each.missing_writes for each in self.verifications)

    @property
    def under_watch(self) -> bool:
        """True when an insert that was given up may still land, or a line that may be it waits for a word."""
        return any(each.watched for each in self.verifications)


@dataclass(frozen=True, slots=True)
class VerifyExport:
    """The fifth story. Changes nothing in the payroll."""

    storage: Storage
    door: PayrollDoor

    def __call__(self, company: CompanyId | None, period: PeriodRef, who: str, progress: Progress = silent) -> Verified:
        """Compare a period and keep on record that it was compared."""
        verified = self.look(company, period, progress)
        with self.storage.write() as work:
            end_watches(work, verified.situation.company.id, period, who, verified.ended)
            tell_differences(work, verified.situation.company.id, period, verified.verifications)
            keep_check(work, verified.situation.company.id, period, who, verified.verifications)
            work.audit.append(
                AuditEvent(
                    who,
                    "export.verified",
                    f"{verified.situation.company.id} {period}",
                    after={
                        "proved": verified.proved,
                        "differences": [d.id for each in verified.verifications for d in each.differences],
                    },
                )
            )
            work.commit()
        return verified

    def look(self, company: CompanyId | None, period: PeriodRef, progress: Progress = silent) -> Verified:
        """Compare a period without a trace."""
        payroll: Payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company)
            version = mapping_in_force(work, chosen.id, period)
            apart = mappings_apart(work, chosen.id, period)
            situation = read_situation(work, chosen, period, version, apart=apart)
            selections = exported_selections(work, situation)
            exported = exports_of(work, chosen.id, period)
        pairs = sorted({pair for each in selections for pair in pairs_to_read(each, situation, situation.ledger)})
        with self.storage.read() as work:
            read_at = work.now()
        enter(progress, Phase.READING)
        found = payroll.read_pay(chosen.id, period, pairs, progress)
        situation = situation.seen(read_others(payroll, situation, selections, progress))
        enter(progress, Phase.COMPARING)
        before = situation.ledger.watched
        situation = replace(situation, ledger=foresee(situation.ledger, found, read_at, situation.decisions))
        watched = {change.id for change in situation.ledger.watched}
        ended = tuple(change for change in before if change.id not in watched)
        compared = [_compare(each, situation, found, exported) for each in selections]
        # A contract type that was planned once, and has nothing to say, stands in nobody's way.
        told = tuple(each for each in compared if not each.empty)
        return Verified(situation, found, told or tuple(compared), ended, exported)


def keep_check(
    work: UnitOfWork, company: CompanyId, period: PeriodRef, who: str, compared: Sequence[Verification]
) -> None:
    """Keep how the period compared, for the status."""
    clean = bool(compared) and all(each.clean for each in compared)
    differences = tuple(dict.fromkeys(d for each in compared for d in each.differences))
    work.decisions.put_check(Check(company, period, work.now(), who, clean, differences))


def _compare(
    selection: Selection, situation: Situation, found: PayrollSnapshot, exported: Sequence[Selection]
) -> Verification:
    read = (situation.ledger, found, situation.decisions, situation.names)
    return verify(selection, situation.desired, *read, exported)
