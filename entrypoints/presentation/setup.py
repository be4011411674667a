"""The link, companies and wage calendars in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from application.activate import Activated
from application.ports.storage import Company
from application.show_wage_periods import Calendars, PeriodUse
from domain.pay_line import PayrollPeriods
from domain.wage_period import WageCalendar, WagePeriod
from entrypoints.presentation.values import Json, day, finding_json, moment, period_json


def activated_json(activated: Activated) -> Json:
    """``{environment, domain, own_link_off, companies}``; ``environment`` is ``live``, ``sandbox`` or ``demo``."""
    return {
        "environment": activated.environment.kind,
        "domain": activated.environment.domain,
        "own_link_off": activated.own_link_off,
        "companies": [company_json(company) for company in activated.companies],
    }


def company_json(company: Company) -> Json:
    """``{id, number, name, linked, venues, new_day_begins, synced_at}``; ``new_day_begins`` is ``06:00``."""
    return {
        "id": company.id,
        "number": company.number,
        "name": company.name,
        "linked": company.linked,
        "venues": list(company.venues),
        "new_day_begins": company.new_day_begins.isoformat("minutes"),
        "synced_at": moment(company.synced_at),
    }


def companies_json(companies: Iterable[Company]) -> Json:
    """``{companies}``."""
    return {"companies": [company_json(company) for company in companies]}


def calendars_json(calendars: Calendars, language: str = "en") -> Json:
    """``{today, payroll, calendars, findings}``: where Nmbrs stands, and the calendars of each contract type, by year.

    ``findings`` only warn.
    """
    return {
        "today": day(calendars.today),
        "payroll": payroll_periods_json(calendars.payroll),
        "calendars": [calendar_json(calendar, calendars) for calendar in calendars.calendars],
        "findings": [finding_json(finding, language) for finding in calendars.findings],
    }


def payroll_periods_json(periods: PayrollPeriods) -> Json:
    """``{length, current, runs}``; a run has ``{number, year, first_period, last_period, description, locked}``."""
    return {
        "length": periods.length,
        "current": str(periods.current),
        "runs": [
            {
                "number": run.number,
                "year": run.year,
                "first_period": run.first_period,
                "last_period": run.last_period,
                "description": run.description,
                "locked": run.locked,
            }
            for run in periods.runs
        ],
    }


def calendar_json(calendar: WageCalendar, among: Calendars) -> Json:
    """``{company, contract_type, year, length, start, last_day, proposed, periods}``.

    A ``proposed`` year waits for a person to confirm it. A period is ``{period, start, end, days, today, current,
    locked, exported}``: whether today lies in it, whether it is Nmbrs' current one, whether its run is locked there,
    and what was exported into it: null, or ``{parts, state, export, at, checked, clean}``. ``state`` is ``proved``,
    ``differences``, ``unknown``, ``interrupted``, ``unfinished`` or ``undone``; ``at`` is when the last export began,
    ``checked`` when the whole period was checked since its last export, or null, and ``clean`` how that ended.
    """
    return {
        "company": calendar.company,
        "contract_type": calendar.contract_type,
        "year": calendar.year,
        "length": calendar.length,
        "start": day(calendar.start),
        "last_day": day(calendar.last_day),
        "proposed": calendar.proposed,
        "periods": [_listed(calendar, period, among) for period in calendar.periods],
    }


def _listed(calendar: WageCalendar, period: WagePeriod, among: Calendars) -> Json:
    use = among.uses.get((calendar.contract_type, period.ref))
    return {
        **period_json(period),
        "days": period.days,
        "today": period.contains(among.today),
        "current": period.ref == among.payroll.current,
        "locked": among.payroll.locked_run(period.ref) is not None,
        "exported": _use(use) if use is not None else None,
    }


def _use(use: PeriodUse) -> Json:
    return {
        "parts": sorted(use.parts),
        "state": use.state,
        "export": use.last.id,
        "at": moment(use.last.started_at),
        "checked": moment(use.check.at) if use.check else None,
        "clean": use.check.clean if use.check else None,
    }
