"""Team members, who they are in the hours, and what a sync changes, in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from application.confirm_proposals import Confirmable
from application.match_team_members import Roster
from application.sync_team_members import MatchChange, Synced
from domain.proposals import Proposal
from domain.team_member import Match, MemberChange, PersonLink, Span, TeamMember
from domain.terms import EmployeeId
from domain.timecard import PersonRef
from entrypoints.presentation.values import Json, amount, day, finding_json


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
    """``{dry_run, hash, differs, newly_linked, matched, lost, companies}``; ``hash`` stands for these differences.

    A company has ``{company, new, changed, gone, unchanged}``: new and gone are members, a change is ``{employee,
    number, name, fields}`` in which each field that differs has ``{before, after}``. ``matched`` and ``lost`` are the
    people whose link comes or goes: ``{person, name, company, employee, employee_name, matched_by}``.
    """
    return {
        "dry_run": synced.dry_run,
        "hash": synced.hash,
        "differs": synced.differs,
        "newly_linked": synced.newly_linked,
        "matched": [_match_change(each, synced.names) for each in synced.matched],
        "lost": [_match_change(each, synced.names) for each in synced.lost],
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


def _match_change(change: MatchChange, names: Mapping[EmployeeId, str]) -> Json:
    return {
        "person": change.person.key,
        "name": change.person.name,
        "company": change.link.company,
        "employee": change.link.employee,
        "employee_name": names.get(change.link.employee),
        "matched_by": change.link.matched_by,
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


def roster_json(roster: Roster, language: str = "en") -> Json:
    """``{people, without_hours, findings}``: everybody in the imported hours, and the team members nobody is linked to.

    A person is ``{person, name, contract_venue, last_day, state, links, proposals}``; ``state`` is ``linked``,
    ``proposed``, ``ambiguous``, ``unknown`` or ``ignored``; ``last_day`` that of the latest hours. A link is
    ``{company, employee, number, name, left, matched_by}``, a proposal ``{company, employee, number, name, left, score,
    reason, linked_to}``; ``left`` is the last day of somebody who was gone by then, ``linked_to`` who has that
    employee. A team member without hours is ``{company, employee, number, name}``.
    """
    members = {member.employee: member for member in roster.members}
    taken: dict[EmployeeId, list[str]] = {}
    for match in roster.matches:
        for employee in () if match.ignored else match.links:
            taken.setdefault(employee, []).append(match.person.name)
    return {
        "people": [_person(match, roster, members, taken, language) for match in roster.matches],
        "without_hours": [_brief(member) for member in roster.unlinked],
        "findings": [finding_json(finding, language) for finding in roster.findings],
    }


def _person(
    match: Match,
    roster: Roster,
    members: Mapping[EmployeeId, TeamMember],
    taken: Mapping[EmployeeId, list[str]],
    language: str,
) -> Json:
    key = match.person.key
    last_day = roster.last_days.get(key)
    known = [(link, members[link.employee]) for link in match.links.values() if link.employee in members]
    proposals = roster.proposals.get(key, ())
    gone = {m.employee: m.last_day for _, m in known if m.last_day and last_day and m.last_day < last_day}
    return {
        "person": key,
        "name": match.person.name,
        "contract_venue": match.person.contract_venue,
        "last_day": day(last_day),
        "state": _match_state(match, bool(proposals)),
        "links": [
            {**_brief(member), "left": day(gone.get(member.employee)), "matched_by": link.matched_by}
            for link, member in known
        ],
        "proposals": [
            {
                **proposal_json(each, members[each.employee], language),
                "linked_to": ", ".join(taken.get(each.employee, ())) or None,
            }
            for each in proposals
        ],
    }


def proposal_json(proposal: Proposal, member: TeamMember, language: str = "en") -> Json:
    """``{company, employee, number, name, left, score, reason}``; ``score`` is 0 to 100."""
    return {
        **_brief(member),
        "left": day(proposal.left),
        "score": proposal.score,
        "reason": proposal.reason(language),
    }


def confirmable_json(shown: Confirmable, language: str = "en") -> Json:
    """``{at_least, hash, sure, open}``: whose proposal is confirmed, and who is left open.

    Sure is ``{person, name, proposal}``, open ``{person, name, why, reason, proposals}``; ``why`` is ``several``,
    ``low``, ``taken`` or ``shared-name``, ``reason`` the same in words.
    """

    def proposed(proposals: Iterable[Proposal]) -> list[Json]:
        return [proposal_json(each, shown.members[each.employee], language) for each in proposals]

    return {
        "at_least": shown.at_least,
        "hash": shown.hash,
        "sure": [
            {"person": each.person.key, "name": each.person.name, "proposal": proposed([each.proposal])[0]}
            for each in shown.sure
        ],
        "open": [
            {
                "person": each.person.key,
                "name": each.person.name,
                "why": each.why,
                "reason": each.why.words(language),
                "proposals": proposed(each.proposals),
            }
            for each in shown.open
        ],
    }


def _match_state(match: Match, proposed: bool) -> str:
    if match.ignored:
        return "ignored"
    if match.ambiguous:
        return "ambiguous"
    if match.links:
        return "linked"
    return "proposed" if proposed else "unknown"


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


def unlinked_json(link: PersonLink) -> Json:
    """``{person, company, employee, state}``; ``state`` is ``unlinked``."""
    return {"person": link.person, "company": link.company, "employee": link.employee, "state": "unlinked"}


def restored_json(match: Match) -> Json:
    """``{person, name, state, links}``: a person who counts again, and to which employees they are linked by that."""
    return {
        "person": match.person.key,
        "name": match.person.name,
        "state": _match_state(match, False),
        "links": [link_json(link) for link in match.links.values()],
    }
