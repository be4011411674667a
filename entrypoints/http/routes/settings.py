"""Wage periods and mapping: when the periods are, and what goes to which code."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from domain.accounts import Right
from entrypoints.http.bodies import (
    AgreedMappingBody,
    CalendarBody,
    ConfirmedYearBody,
    MappingTextBody,
    PreviewBody,
    RuleBody,
    RulePlaceBody,
)
from entrypoints.http.caller import Language, WhichCompany, WhichPeriod, Who, Wired, needs
from entrypoints.presentation import (
    Json,
    calendars_json,
    checked_mapping_json,
    codes_json,
    gaps_json,
    mapping_json,
    preview_json,
    rule_set_json,
)

router = APIRouter(tags=["set wage period"])


@router.get("/wage-periods", dependencies=[needs(Right.SEE)])
def list_wage_periods(
    container: Wired,
    company: WhichCompany,
    language: Language,
    year: Annotated[int | None, Query(ge=1900, le=9998, description="Only this wage year.")] = None,
) -> Json:
    """The calendars of all years and the year that is proposed, next to where Nmbrs stands and what was exported."""
    return calendars_json(container.show_wage_periods()(company, year), language)


@router.put("/wage-periods", dependencies=[needs(Right.ADMINISTER)])
def set_wage_period(body: CalendarBody, container: Wired, who: Who, language: Language) -> Json:
    """Set the calendar of a year by the first day of its first period, for one contract type or for both."""
    accepted_by = body.last_period_accepted_by or ""
    calendars = container.set_wage_period()(
        body.company_id, body.start, who, body.year, body.contract_type, accepted_by
    )
    return calendars_json(calendars, language)


@router.post("/wage-periods/preview", dependencies=[needs(Right.SEE)])
def preview_wage_period(body: PreviewBody, container: Wired) -> Json:
    """The periods that a start would give, and what would change for it. Nothing is stored."""
    return preview_json(container.set_wage_period().preview(body.company_id, body.start, body.year, body.contract_type))


@router.post("/wage-periods/confirmation", dependencies=[needs(Right.ADMINISTER)])
def confirm_wage_year(body: ConfirmedYearBody, container: Wired, who: Who, language: Language) -> Json:
    """Confirm the year that is proposed; until then nothing is exported into it."""
    calendars = container.set_wage_period().confirm(body.company_id, body.year, who, body.contract_type)
    return calendars_json(calendars, language)


@router.get("/mapping", dependencies=[needs(Right.SEE)])
def show_mapping(
    container: Wired,
    company: WhichCompany,
    on: Annotated[date | None, Query(description="Only what holds on this day.")] = None,
) -> Json:
    """The rules and allowances as they stand."""
    return mapping_json(container.set_mapping().show(company, on))


@router.get("/mapping/codes", dependencies=[needs(Right.SEE)])
def list_codes(container: Wired, company: WhichCompany) -> Json:
    """The codes that Nmbrs offers."""
    return codes_json(container.set_mapping().codes(company))


@router.get("/mapping/missing", dependencies=[needs(Right.SEE)])
def list_missing_rules(container: Wired, company: WhichCompany, period: WhichPeriod) -> Json:
    """What of the hours of a period has no rule yet, and the names that rules can be about."""
    gaps = container.mapping_gaps()
    return gaps_json(period, gaps(company, period), gaps.names(company))


@router.put("/mapping", dependencies=[needs(Right.ADMINISTER)])
def set_rule(body: RuleBody, container: Wired, who: Who) -> Json:
    """Add a rule, in the place of one with the same conditions and first day."""
    return rule_set_json(container.set_mapping().set(body.company_id, body.rule, who))


@router.post("/mapping/removal", dependencies=[needs(Right.ADMINISTER)])
def remove_rule(body: RulePlaceBody, container: Wired, who: Who) -> Json:
    """Take away the rule of that thing, with those conditions and first day."""
    return rule_set_json(container.set_mapping().remove(body.company_id, body.rule, who))


@router.get("/mapping/file", dependencies=[needs(Right.SEE)])
def export_mapping(container: Wired, company: WhichCompany) -> Json:
    """The mapping and the allowances as a TOML text, to edit and import again: ``{text}``."""
    return {"text": container.import_mapping().export(company)}


@router.post("/mapping/file/check", dependencies=[needs(Right.SEE)])
def check_mapping(body: MappingTextBody, container: Wired, language: Language) -> Json:
    """What a text would change, and what an exported period would come to under its rules. Changes nothing."""
    checked = container.import_mapping().check(body.company_id, body.text, body.period_ref)
    return checked_mapping_json(checked, language)


@router.put("/mapping/file", dependencies=[needs(Right.ADMINISTER)])
def import_mapping(body: AgreedMappingBody, container: Wired, who: Who, language: Language) -> Json:
    """Take a text over as the whole mapping; ``agreed`` is the hash under which its changes were shown."""
    done = container.import_mapping()(body.company_id, body.text, body.agreed, who)
    return {**checked_mapping_json(done, language), "version": done.after.version}
