"""The link, companies and wage calendars in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from application.activate import Activated
from application.ports.storage import Company
from application.set_wage_period import Calendars
from domain.pay_line import PayrollPeriods
from domain.wage_period import WageCalendar
from entrypoints.presentation.values import Json, day, moment, period_json


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


def calendars_json(calendars: Calendars) -> Json:
    """``{payroll, calendars}``: where Nmbrs stands, and the calendars of each contract type and year."""
    return {
        "payroll": payroll_periods_json(calendars.payroll),
        "calendars": [calendar_json(calendar) for calendar in calendars.calendars],
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


def calendar_json(calendar: WageCalendar) -> Json:
    """``{company, contract_type, year, length, start, last_day, periods}``; a period is ``{period, start, end}``."""
    return {
        "company": calendar.company,
        "contract_type": calendar.contract_type,
        "year": calendar.year,
        "length": calendar.length,
        "start": day(calendar.start),
        "last_day": day(calendar.last_day),
        "periods": [period_json(period) for period in calendar.periods],
    }
