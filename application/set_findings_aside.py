"""A person's word about findings: a warning is set aside, a block that allows it is accepted, a word is taken back.

It holds for one company and period and for exactly what was found; when that changes, it is a new finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.desk import the_company
from application.list_findings import ListFindings
from application.ports.storage import SetAside, Storage, UnitOfWork
from application.situation import said_of_findings
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.findings import ACCEPTABLE, FINDINGS, Finding
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

SET_ASIDE, ACCEPTED = "finding.set-aside", "finding.accepted"


@dataclass(frozen=True, slots=True)
class SetFindingsAside:
    """Words about findings, on record."""

    storage: Storage
    list: ListFindings

    def __call__(
        self, company: CompanyId | None, finding: str, reason: str, who: str, period: PeriodRef | None = None
    ) -> SetAside:
        """Set one warning aside.

        Without ``period`` it is looked for in the last plans. Raises ``finding-unknown``, ``finding-blocks`` and
        ``reason-needed``.
        """
        return self._one(SET_ASIDE, company, finding, reason, who, period)

    def accept(
        self, company: CompanyId | None, finding: str, reason: str, who: str, period: PeriodRef | None = None
    ) -> SetAside:
        """Accept what stops a person, so that it stops them no more.

        Raises ``finding-unknown``, ``finding-not-acceptable`` and ``reason-needed``.
        """
        return self._one(ACCEPTED, company, finding, reason, who, period)

    def kind(
        self, company: CompanyId | None, code: str, period: PeriodRef, reason: str, who: str
    ) -> tuple[SetAside, ...]:
        """Set every warning of one kind aside that is there in the period now, with one reason.

        What is found later is asked about again. Raises ``finding-kind-unknown``, ``finding-kind-absent``,
        ``finding-blocks`` and ``reason-needed``.
        """
        return self._kind(SET_ASIDE, company, code, period, reason, who)

    def accept_kind(
        self, company: CompanyId | None, code: str, period: PeriodRef, reason: str, who: str
    ) -> tuple[SetAside, ...]:
        """The same for what may be accepted; raises ``finding-not-acceptable`` for what may not."""
        return self._kind(ACCEPTED, company, code, period, reason, who)

    def restore(
        self, company: CompanyId | None, finding: str, who: str, period: PeriodRef | None = None, reason: str = ""
    ) -> SetAside:
        """Take a word back: the finding stands again. Raises ``finding-not-aside``."""
        with self.storage.write() as work:
            chosen = the_company(work, company).id
            periods = [period] if period is not None else _planned_periods(work, chosen)
            words = [said for each in periods if (said := said_of_findings(work, chosen, each).get(finding))]
            if not words:
                raise ProductError("finding-not-aside", finding=finding)
            word = words[0]
            restored = SetAside(chosen, word.period, finding, word.code, who, reason, work.now(), restored=True)
            work.decisions.add_set_aside(restored)
            before = {"by": word.by, "reason": word.reason}
            after = {"code": word.code, "reason": reason}
            subject = f"{chosen} {word.period} {finding}"
            work.audit.append(AuditEvent(who, "finding.restored", subject, before=before, after=after))
            work.commit()
        return restored

    def _one(
        self, what: str, company: CompanyId | None, finding: str, reason: str, who: str, period: PeriodRef | None
    ) -> SetAside:
        _needs_reason(reason)
        shown, where = self._look_up(company, finding, period)
        _check(what, shown)
        (aside,) = self._record(what, company, where, [shown], reason, who)
        return aside

    def _kind(
        self, what: str, company: CompanyId | None, code: str, period: PeriodRef, reason: str, who: str
    ) -> tuple[SetAside, ...]:
        _needs_reason(reason)
        if code not in FINDINGS:
            raise ProductError("finding-kind-unknown", code=code)
        listed = self.list.everything(company, period)
        found = [f for f in listed.findings if f.code == code and f.id not in listed.said]
        if not found:
            raise ProductError("finding-kind-absent", code=code, period=period)
        for each in found:
            _check(what, each)
        return self._record(what, company, period, found, reason, who)

    def _look_up(self, company: CompanyId | None, finding: str, period: PeriodRef | None) -> tuple[Finding, PeriodRef]:
        """In the last plans, and in the period itself when it is named."""
        with self.storage.read() as work:
            plans = work.ledger.plans(the_company(work, company).id)
        planned = [(f, plan.selection.period) for plan in plans for f in plan.findings if f.id == finding]
        found = [(f, where) for f, where in planned if period in (None, where)]
        if not found and period is not None:
            found = [(f, period) for f in self.list.everything(company, period).findings if f.id == finding]
        if not found:
            raise ProductError("finding-unknown", finding=finding)
        return found[0]

    def _record(
        self, what: str, company: CompanyId | None, period: PeriodRef, found: Sequence[Finding], reason: str, who: str
    ) -> tuple[SetAside, ...]:
        """All of them in one transaction, each with its own row in the audit trail."""
        with self.storage.write() as work:
            chosen, now = the_company(work, company).id, work.now()
            words = tuple(SetAside(chosen, period, each.id, each.code, who, reason, now) for each in found)
            for word, each in zip(words, found, strict=True):
                work.decisions.add_set_aside(word)
                after = {"code": each.code, "person": each.person, "reason": reason}
                work.audit.append(AuditEvent(who, what, f"{chosen} {period} {each.id}", after=after))
            work.commit()
        return words


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise ProductError("reason-needed")


def _check(what: str, finding: Finding) -> None:
    if what == ACCEPTED and finding.code not in ACCEPTABLE:
        raise ProductError("finding-not-acceptable", finding=finding.id)
    if what == SET_ASIDE and (finding.blocks or finding.code in ACCEPTABLE):
        raise ProductError("finding-blocks", finding=finding.id)


def _planned_periods(work: UnitOfWork, company: CompanyId) -> list[PeriodRef]:
    """Latest first."""
    periods = {plan.selection.period for plan in work.ledger.plans(company)}
    periods |= {export.selection.period for export in work.ledger.exports(company)}
    return sorted(periods, reverse=True)
