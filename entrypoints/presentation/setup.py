"""The link, companies, team members and wage calendars in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from application.activate import Activated
from application.environments import LinkedEnvironment
from application.link_companies import Undecided
from application.match_team_members import Roster
from application.ports.storage import Company, Connection
from application.set_wage_period import Calendars
from application.sync_team_members import Synced
from domain.pay_line import PayrollPeriods
from domain.team_member import Match, MemberChange, PersonLink, Span, TeamMember
from domain.terms import EmployeeId
from domain.timecard import PersonRef
from domain.wage_period import WageCalendar
from entrypoints.presentation.values import Json, amount, day, moment, period_json


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
