"""The link, companies, team members and wage calendars in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from application.activate import Activated
from application.match_team_members import Roster
from application.ports.storage import Company
from application.show_wage_periods import Calendars, PeriodUse
from application.sync_team_members import Synced
from domain.pay_line import PayrollPeriods
from domain.team_member import Match, MemberChange, PersonLink, Span, TeamMember
from domain.terms import EmployeeId
from domain.timecard import PersonRef
from domain.wage_period import WageCalendar, WagePeriod
from entrypoints.presentation.values import Json, amount, day, finding_json, moment, period_json


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


def member_json(member: TeamMember) -> Json:
    """``{company, employee, number, name, emails, employments, contracts, schedules}``.

    Employments, contracts and schedules have ``start`` and, but for schedules, ``end``; the last two
    ``hours_per_week``.
    """
    return {
        "company": member.company,
        "employee": member.employee,
        "number": member.number,
        "name": member.name,
        "emails": list(member.emails),
        "employments": [_span(span) for span in member.employments],
        "contracts": [{**_span(c.span), "hours_per_week": amount(c.hours_per_week)} for c in member.contracts],
        "schedules": [{"start": day(s.start), "hours_per_week": amount(s.hours_per_week)} for s in member.schedules],
    }


def _span(span: Span) -> Json:
    return {"start": day(span.start), "end": day(span.end)}


def sync_json(synced: Synced) -> Json:
    """``{dry_run, newly_linked, companies}``; a company has ``{company, new, changed, gone, unchanged}``.

    New and gone are members; a change is ``{employee, number, name, fields}`` in which each field that differs has
    ``{before, after}``.
    """
    return {
        "dry_run": synced.dry_run,
        "newly_linked": synced.newly_linked,
        "companies": [
            {
                "company": company,
                "new": [member_json(member) for member in changes.new],
                "changed": [_member_change(change) for change in changes.changed],
                "gone": [member_json(member) for member in changes.gone],
                "unchanged": changes.unchanged,
            }
            for company, changes in synced.changes.items()
        ],
    }


def _member_change(change: MemberChange) -> Json:
    before, after = member_json(change.before), member_json(change.after)
    names = (*after, "first_name", "prefix", "last_name")
    for name in names[-3:]:
        before[name], after[name] = getattr(change.before, name), getattr(change.after, name)
    fields = {name: {"before": before[name], "after": after[name]} for name in names if before[name] != after[name]}
    return {
        "employee": change.after.employee,
        "number": change.after.number,
        "name": change.after.name,
        "fields": fields,
    }


def roster_json(roster: Roster) -> Json:
    """``{people, without_hours}``: everybody in the imported hours, and the team members nobody is linked to.

    A person is ``{person, name, contract_venue, state, links, proposals}``; ``state`` is ``linked``, ``proposed``,
    ``ambiguous``, ``unknown`` or ``ignored``; a link ``{company, employee, number, name, matched_by}``; a proposal
    and a team member without hours ``{company, employee, number, name}``.
    """
    members = {member.employee: member for member in roster.members}
    return {
        "people": [_match(match, members) for match in roster.matches],
        "without_hours": [_brief(member) for member in roster.unlinked],
    }


def _match(match: Match, members: dict[EmployeeId, TeamMember]) -> Json:
    known = [(link, members[link.employee]) for link in match.links.values() if link.employee in members]
    return {
        "person": match.person.key,
        "name": match.person.name,
        "contract_venue": match.person.contract_venue,
        "state": _match_state(match),
        "links": [{**_brief(member), "matched_by": link.matched_by} for link, member in known],
        "proposals": [_brief(members[employee]) for employee in match.proposals if employee in members],
    }


def _match_state(match: Match) -> str:
    if match.ignored:
        return "ignored"
    if match.ambiguous:
        return "ambiguous"
    if match.links:
        return "linked"
    return "proposed" if match.proposals else "unknown"


def _brief(member: TeamMember) -> Json:
    return {"company": member.company, "employee": member.employee, "number": member.number, "name": member.name}


def link_json(link: PersonLink) -> Json:
    """``{person, company, employee, matched_by}``."""
    return {
        "person": link.person,
        "company": link.company,
        "employee": link.employee,
        "matched_by": link.matched_by,
    }


def ignored_json(person: PersonRef) -> Json:
    """``{person, name, state}``; ``state`` is ``ignored``."""
    return {"person": person.key, "name": person.name, "state": "ignored"}


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
