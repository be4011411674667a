"""The link, companies and wage calendars in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from application.activate import Activated
from application.environments import LinkedEnvironment
from application.link_companies import Undecided
from application.ports.storage import Company, Connection
from application.set_wage_period import Preview
from application.show_wage_periods import Calendars, PeriodUse
from domain.pay_line import PayrollPeriods
from domain.wage_period import WageCalendar, WagePeriod
from entrypoints.presentation.values import Json, day, finding_json, moment, period_json


def activated_json(activated: Activated) -> Json:
    """``{environment, domain, own_link_off, replaced, companies, out_of_reach}``.

    ``environment`` is ``live``, ``sandbox`` or ``demo``; ``replaced`` says that the domain was linked before;
    ``out_of_reach`` are linked companies that this token does not reach.
    """
    return {
        "environment": activated.environment.kind,
        "domain": activated.environment.domain,
        "own_link_off": activated.own_link_off,
        "replaced": activated.replaced,
        "companies": [company_json(company) for company in activated.companies],
        "out_of_reach": [company_json(company) for company in activated.out_of_reach],
    }


def company_json(company: Company) -> Json:
    """``{id, number, name, domain, state, linked, venues, new_day_begins, synced_at}``.

    ``new_day_begins`` is ``06:00``; ``domain`` is the environment it belongs to; ``state`` is ``linked``,
    ``inactive``, or ``undecided`` until somebody says which.
    """
    return {
        "id": company.id,
        "number": company.number,
        "name": company.name,
        "domain": company.environment,
        "state": "linked" if company.linked else "inactive" if company.inactive else "undecided",
        "linked": company.linked,
        "venues": list(company.venues),
        "new_day_begins": company.new_day_begins.isoformat("minutes"),
        "synced_at": moment(company.synced_at),
    }


def companies_json(companies: Iterable[Company], undecided: Undecided | None = None) -> Json:
    """``{companies}``, with ``undecided`` beside them where that is asked: see ``undecided_json``."""
    shown: Json = {"companies": [company_json(company) for company in companies]}
    if undecided is not None:
        shown["undecided"] = undecided_json(undecided)
    return shown


def undecided_json(undecided: Undecided) -> Json:
    """``{companies, venues, unseen_venues}``: ids of companies, and names.

    ``companies`` are those that nobody decided about, ``venues`` those in the hours that no company pays, and
    ``unseen_venues`` those that a company pays and that stand in no hours.
    """
    return {
        "companies": [company.id for company in undecided.companies],
        "venues": list(undecided.venues),
        "unseen_venues": list(undecided.unseen),
    }


def environments_json(environments: Iterable[LinkedEnvironment]) -> Json:
    """``{environments}``."""
    return {"environments": [environment_json(each) for each in environments]}


def environment_json(environment: LinkedEnvironment) -> Json:
    """``{domain, kind, email, own_link_off, activated_at, companies}``; the token is never shown."""
    shown = [company_json(company) for company in environment.companies]
    return {**connection_json(environment.connection), "companies": shown}


def connection_json(connection: Connection) -> Json:
    """``{email, domain, kind, own_link_off, activated_at}``."""
    return {
        "email": connection.email,
        "domain": connection.domain,
        "kind": connection.kind,
        "own_link_off": connection.own_link_off,
        "activated_at": moment(connection.activated_at),
    }


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


def preview_json(preview: Preview) -> Json:
    """``{years, changes}``: the years as they would be, and the years that change for it.

    A year is ``{contract_type, year, length, start, last_day, periods}``; a change ``{contract_type, year, before_last,
    last, usual_last}``: the last period as it is stored, as it would be, and as it would be by itself when somebody
    has to accept the difference by name, else null.
    """
    return {
        "years": [
            {
                "contract_type": each.contract_type,
                "year": each.year,
                "length": each.length,
                "start": day(each.start),
                "last_day": day(each.last_day),
                "periods": [{**period_json(period), "days": period.days} for period in each.periods],
            }
            for each in preview.years
        ],
        "changes": [
            {
                "contract_type": each.after.contract_type,
                "year": each.after.year,
                "before_last": period_json(each.before.periods[-1]) if each.before else None,
                "last": period_json(each.after.periods[-1]),
                "usual_last": period_json(each.usual.periods[-1]) if each.usual else None,
            }
            for each in preview.changes
        ],
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
