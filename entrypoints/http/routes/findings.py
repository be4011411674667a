"""Findings: what stands in the way of an export, what people say about it, and when warnings come."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, StrictInt, StringConstraints

from domain.accounts import Right
from domain.amount import Amount
from domain.finding_settings import FindingChange
from domain.pay_line import Part
from domain.terms import ContractType
from domain.wage_period import PeriodRef
from entrypoints.http.bodies import OfCompany, Period, Reason, SetAsideBody, Text
from entrypoints.http.caller import Language, WhichCompany, WhichPeriod, Who, Wired, needs
from entrypoints.presentation import Json, listed_findings_json, set_aside_json, thresholds_json
from entrypoints.presentation.findings import read_duration

router = APIRouter(tags=["findings"])

Hours = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,4}([.,][0-9]{1,2})?$"),
    Field(description="Hours with at most two decimals.", examples=["8"]),
]
Codes = Annotated[tuple[Text, ...], Field(max_length=100)]


class KindBody(OfCompany):
    """All findings of one kind that are open in a period now, and why."""

    kind: Text
    period: Period
    reason: Reason

    @property
    def period_ref(self) -> PeriodRef:
        """The period as the use case takes it."""
        return PeriodRef.parse(self.period)


class ThresholdsBody(OfCompany):
    """The thresholds that change; what is absent stays as it is. ``off`` and ``on`` name kinds of warnings."""

    longest_shift: Annotated[
        str | None, Field(pattern=r"^\d{1,2}:[0-5]\d$", description="Hours and minutes, such as 16:00.")
    ] = None
    unusual_percent: StrictInt | None = None
    unusual_hours: Hours | None = None
    unusual_periods: StrictInt | None = None
    off: Codes = ()
    on: Codes = ()

    @property
    def change(self) -> FindingChange:
        """The change as the use case takes it."""
        return FindingChange(
            None if self.longest_shift is None else read_duration(self.longest_shift),
            self.unusual_percent,
            None if self.unusual_hours is None else Amount.parse(self.unusual_hours),
            self.unusual_periods,
            frozenset(self.on),
            frozenset(self.off),
        )


@router.get("/findings", dependencies=[needs(Right.SEE)])
def list_findings(
    container: Wired,
    company: WhichCompany,
    period: WhichPeriod,
    language: Language,
    contract_type: Annotated[ContractType | None, Query(description="By default those that were ever planned.")] = None,
    part: Annotated[list[Part] | None, Query(description="What is sent; by default as planned last.")] = None,
) -> Json:
    """What is found in a period now. Makes no plan, and keeps nothing."""
    listed = container.list_findings()(company, period, contract_type, frozenset(part or ()))
    return listed_findings_json(listed, language)


@router.get("/findings/thresholds", dependencies=[needs(Right.SEE)])
def show_thresholds(container: Wired, company: WhichCompany) -> Json:
    """When warnings come."""
    return thresholds_json(container.set_finding_thresholds().show(company))


@router.put("/findings/thresholds", dependencies=[needs(Right.ADMINISTER)])
def set_thresholds(body: ThresholdsBody, container: Wired, who: Who) -> Json:
    """Change when warnings come."""
    return thresholds_json(container.set_finding_thresholds()(body.company_id, body.change, who))


@router.post("/findings/{finding}/set-aside", dependencies=[needs(Right.PAY)])
def set_aside(finding: str, body: SetAsideBody, container: Wired, who: Who) -> Json:
    """Set a warning aside for its period, with a reason."""
    use = container.set_findings_aside()
    return set_aside_json(use(body.company_id, finding, body.reason, who, body.period_ref))


@router.post("/findings/{finding}/acceptance", dependencies=[needs(Right.PAY)])
def accept(finding: str, body: SetAsideBody, container: Wired, who: Who) -> Json:
    """Accept what stops a person until somebody does, with a reason."""
    use = container.set_findings_aside()
    return set_aside_json(use.accept(body.company_id, finding, body.reason, who, body.period_ref))


@router.post("/findings/{finding}/restoration", dependencies=[needs(Right.PAY)])
def restore(finding: str, body: SetAsideBody, container: Wired, who: Who) -> Json:
    """Take back that a finding was set aside or accepted: it stands again."""
    use = container.set_findings_aside()
    return set_aside_json(use.restore(body.company_id, finding, who, body.period_ref, body.reason))


@router.post("/findings/set-aside", dependencies=[needs(Right.PAY)])
def set_kind_aside(body: KindBody, container: Wired, who: Who) -> Json:
    """Set every warning of one kind aside that is there in a period now: ``{said}``."""
    words = container.set_findings_aside().kind(body.company_id, body.kind, body.period_ref, body.reason, who)
    return {"said": [set_aside_json(each) for each in words]}


@router.post("/findings/acceptance", dependencies=[needs(Right.PAY)])
def accept_kind(body: KindBody, container: Wired, who: Who) -> Json:
    """Accept everything of one kind that is there in a period now: ``{said}``."""
    words = container.set_findings_aside().accept_kind(body.company_id, body.kind, body.period_ref, body.reason, who)
    return {"said": [set_aside_json(each) for each in words]}
