"""Verify: both sides next to each other, and what a person decides about a difference."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from domain.accounts import Right
from domain.terms import CompanyId
from entrypoints.http.bodies import ResolutionBody
from entrypoints.http.caller import AnyPeriod, Language, WhichCompany, WhichPeriod, Who, Wired, needs
from entrypoints.outcomes import verification_outcome
from entrypoints.presentation import Json, decision_json, differences_json, status_json, verified_json

router = APIRouter(tags=["verify"])


@router.get("/verification", dependencies=[needs(Right.PAY)])
def verify(container: Wired, company: WhichCompany, period: WhichPeriod, who: Who, language: Language) -> Json:
    """Read a period from Nmbrs and compare; that it was compared goes on record.

    The outcome is ``proved``, ``differences``, or ``unknown`` when it is not known yet what Nmbrs did, or something is
    under watch. A reading made after ``watch_until`` that shows nothing of it ends the watch.
    """
    verified = container.verify_export()(company, period, who)
    return {"outcome": verification_outcome(verified), **verified_json(verified, language)}


@router.get("/differences", dependencies=[needs(Right.SEE)])
def list_differences(container: Wired, company: WhichCompany, period: AnyPeriod) -> Json:
    """What waits for a person's word, and what was decided before; in one period or in all that were exported."""
    return differences_json(container.resolve_differences().list(company, period))


@router.post("/differences/{difference}/resolution", dependencies=[needs(Right.PAY)])
def resolve(difference: str, body: ResolutionBody, container: Wired, who: Who) -> Json:
    """Decide about a difference. Nothing is sent; the next export acts on it."""
    decision = container.resolve_differences().resolve(
        body.company_id, difference, body.choice, body.reason, who, body.period_ref
    )
    return decision_json(decision)


@router.get("/status", dependencies=[needs(Right.SEE)])
def status(
    container: Wired,
    language: Language,
    company: Annotated[str | None, Query(max_length=64, description="Only this one.")] = None,
) -> Json:
    """Where things stand, what waits, and who must act. Asks Nmbrs about every company that is shown."""
    shown = container.show_status()(CompanyId(company) if company else None)
    with container.storage().read() as work:
        now = work.now()
    return status_json(shown, now, language)
