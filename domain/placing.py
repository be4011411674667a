"""Placing: which employee is paid a timecard, and under which contract type; or why nobody is.

An entry goes to the only linked company that employs its person on that day, and to the employment of that day
(docs/rules.md, "Who, where and under which contract").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.amount import Amount
from domain.findings import Finding, details
from domain.hours import TimeNote
from domain.proposals import resembles
from domain.team_member import Match, MatchedBy, PersonLink, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import Timecard, TimecardKind, TimecardStatus, plain_name

IGNORED, OTHER_COMPANY, NOTHING_TO_SEND = "ignored", "other-company", "nothing-to-send"
"""Why a timecard goes nowhere although no finding speaks about it."""

_DAILY = frozenset({"not-employed", "left-before-day", "no-valid-contract", "several-companies", "several-employments"})
"""What is said of each day apart."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who is who: the matches by person key, the team members of all companies, and each linked venue's company.

    ``names`` are the names under each person key, as the timecards write them; ``together`` the names of different
    people who were found to be one employee, of whom nobody said that they are one. `knowing` fills them in.
    """

    matches: Mapping[str, Match]
    members: Mapping[EmployeeId, TeamMember]
    company_of_venue: Mapping[str, CompanyId]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    together: Mapping[EmployeeId, tuple[str, ...]] = field(default_factory=dict)

    def knowing(self, timecards: Iterable[Timecard]) -> Workforce:
        """The same, with the names in these timecards."""
        names = _names(timecards)
        return replace(self, names=names, together=_together(names, self.matches))

    def linked(self, company: CompanyId) -> frozenset[CompanyId]:
        """The companies that pay a venue, and this one."""
        return frozenset({company, *self.company_of_venue.values()})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a timecard goes. It is to be sent when ``because`` is empty.

    Else that says why it goes nowhere: the code of the finding about it, the kind of leave, or one of *ignored*,
    *other-company* and *nothing-to-send*.
    """

    because: str = ""
    employee: EmployeeId | None = None
    contract_type: ContractType | None = None
    findings: tuple[Finding, ...] = ()


def place(card: Timecard, company: CompanyId, workforce: Workforce) -> Placed:
    """Decide employee and contract type of a timecard, as far as it concerns this company."""
    match = workforce.matches.get(card.person.key) or Match(card.person, {})
    if match.ignored:
        return Placed(IGNORED, contract_type=_exportable(card))
    if card.contract_type is not None and not card.contract_type.exportable and card.kind is TimecardKind.WORKED:
        if not _concerns(card, company, match, workforce):
            return Placed(OTHER_COMPANY)
        values = details(name=card.person.name, contract_type=card.contract_type)
        never = Finding("never-exported", card.person.name, person_key=card.person.key, details=values)
        return Placed("never-exported", findings=(never,))
    employer = _employer(card, company, match, workforce)
    if isinstance(employer, _Stop):
        return _stopped(card, employer, company, match, workforce)
    if employer.company != company:
        return Placed(OTHER_COMPANY, contract_type=_exportable(card))
    if card.kind is not TimecardKind.WORKED:
        return Placed(card.kind, employer.employee, _exportable(card) or employer.contract_type_on(card.day))
    return _employed(card, employer, match, workforce)


def goes_to(card: Timecard, company: CompanyId, workforce: Workforce) -> tuple[EmployeeId, ContractType] | None:
    """The employee of this company who is paid a timecard, and under which contract type; None when nobody here is."""
    placed = place(card, company, workforce)
    if placed.because or placed.employee is None or placed.contract_type is None:
        return None
    return placed.employee, placed.contract_type


def about(
    card: Timecard, code: str, employee: EmployeeId | None, contract_type: ContractType | None, **values: object
) -> Finding:
    """A finding about one entry."""
    return Finding(
        code, card.person.name, employee, card.person.key, card.day, contract_type, details(entry=card.key, **values)
    )


# -- names ------------------------------------------------------------------------------------------------------------


def _names(timecards: Iterable[Timecard]) -> dict[str, tuple[str, ...]]:
    """The names under each person key; those that differ in case or diacritics only are one."""
    found: dict[str, dict[str, str]] = {}
    for card in timecards:
        found.setdefault(card.person.key, {}).setdefault(plain_name(card.person.name), card.person.name)
    return {key: tuple(sorted(names.values())) for key, names in found.items()}


def _together(names: Mapping[str, tuple[str, ...]], matches: Mapping[str, Match]) -> dict[EmployeeId, tuple[str, ...]]:
    found: dict[EmployeeId, dict[str, str]] = {}
    keys: dict[EmployeeId, set[str]] = {}
    for key in sorted(names):
        match = matches.get(key)
        for link in match.links.values() if match is not None and not match.ignored else ():
            if link.matched_by is not MatchedBy.HAND:
                keys.setdefault(link.employee, set()).add(key)
                for name in names[key]:
                    found.setdefault(link.employee, {}).setdefault(plain_name(name), name)
    return {e: tuple(sorted(each.values())) for e, each in found.items() if len(each) > 1 and len(keys[e]) > 1}


# -- the employer -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stop:
    """Why a timecard goes nowhere: the code of a finding, and what it tells beyond the name."""

    code: str
    more: Mapping[str, object] = field(default_factory=dict)


def _employer(card: Timecard, company: CompanyId, match: Match, workforce: Workforce) -> TeamMember | _Stop:
    """The team member who worked it, or what stops it."""
    if match.ambiguous:
        return _Stop("two-people-one-name")
    known = [workforce.members[link.employee] for link in match.links.values() if link.employee in workforce.members]
    if not known:
        lost = ", ".join(link.employee for link in match.lost)
        return _Stop("employee-gone", {"employees": lost}) if lost else _Stop("not-linked")
    known = [member for member in known if member.company in workforce.linked(company)]
    if not known:
        return _Stop("not-in-company")
    employed = [member for member in known if member.employed_on(card.day)]
    if not employed:
        left = _last_day(known, card.day)
        return _Stop("left-before-day", {"left": f"{left:%d-%m-%Y}"}) if left else _Stop("not-employed")
    if len({member.company for member in employed}) > 1:
        home = workforce.company_of_venue.get(card.person.contract_venue or "")
        employed = [member for member in employed if member.company == home]
    if not employed:
        return _Stop("several-companies")
    if len(employed) > 1:
        named = ", ".join(f"{member.employee} (#{member.number})" for member in employed)
        return _Stop("several-employments", {"employees": named})
    return employed[0]


def _last_day(members: Iterable[TeamMember], day: date) -> date | None:
    """The last day of somebody who left before this day and did not come back; None of anybody else."""
    spans = [span for member in members for span in member.employments]
    ends = [span.end for span in spans if span.end is not None and span.end < day]
    return max(ends) if ends and len(ends) == len(spans) else None


def _concerns(card: Timecard, company: CompanyId, match: Match, workforce: Workforce) -> bool:
    """True when a timecard that goes nowhere should be named in this company's export."""
    companies = {link.company for link in (*match.links.values(), *match.lost)}
    if not companies.isdisjoint(workforce.linked(company)):
        return company in companies
    home = workforce.company_of_venue.get(card.person.contract_venue or card.venue)
    return home is None or home == company


# -- what stops, and what is doubtful ---------------------------------------------------------------------------------


def _stopped(card: Timecard, stop: _Stop, company: CompanyId, match: Match, workforce: Workforce) -> Placed:
    """A timecard of somebody who cannot be placed."""
    employees = tuple(link.employee for link in match.links_in(company))
    placed = Placed(stop.code, employees[0] if employees else None, _exportable(card))
    if not _concerns(card, company, match, workforce):
        return replace(placed, because=OTHER_COMPANY)
    if card.kind is not TimecardKind.WORKED:
        return replace(placed, because=card.kind)
    findings = _stopping(card, stop, match, employees or (None,))
    return replace(placed, because=findings[0].code if findings else NOTHING_TO_SEND, findings=findings)


def _stopping(
    card: Timecard, stop: _Stop, match: Match, employees: tuple[EmployeeId | None, ...]
) -> tuple[Finding, ...]:
    """One finding per person for a person who cannot be placed, one per day where the day matters.

    Somebody with two employments in the company is stopped in both. An entry that would not be sent anyway stops
    nobody: a pending one is only named.
    """
    if card.status is not TimecardStatus.APPROVED:
        return (_pending(card, employees[0], card.contract_type),)
    if not _has_something_to_send(card):
        return ()
    day = card.day if stop.code in _DAILY else None
    count = max(2, len(match.alike))
    values = details(name=card.person.name, key=card.person.key, count=count, **stop.more)
    return tuple(
        Finding(stop.code, card.person.name, employee, card.person.key, day, card.contract_type, values)
        for employee in employees
    )


def _employed(card: Timecard, employer: TeamMember, match: Match, workforce: Workforce) -> Placed:
    """A timecard of worked hours, of somebody whom this company employs."""
    employee, in_payroll = employer.employee, employer.contract_type_on(card.day)
    contract_type = card.contract_type or in_payroll
    if contract_type is None:
        findings = _stopping(card, _Stop("no-valid-contract"), match, (employee,))
        return Placed(findings[0].code if findings else NOTHING_TO_SEND, employee, findings=findings)
    link = next(link for link in match.links.values() if link.employee == employee)
    findings = (
        *_remarks(card, employee, contract_type),
        *_disagreeing(card, employee, in_payroll),
        *_doubtful(card, employer, link, workforce),
    )
    if card.status is not TimecardStatus.APPROVED:
        pending = _pending(card, employee, contract_type)
        return Placed(pending.code, employee, contract_type, (pending,))
    return Placed("", employee, contract_type, findings)


def _exportable(card: Timecard) -> ContractType | None:
    """The contract type that the row names, if it has a calendar at all."""
    return card.contract_type if card.contract_type is not None and card.contract_type.exportable else None


def _has_something_to_send(card: Timecard) -> bool:
    to_correct = card.times is not None and card.times.break_too_long
    extra = any(extra.tenths for extra in card.extras)
    return card.net_minutes > 0 or to_correct or extra or any(eaten.count for eaten in card.meals)


def _pending(card: Timecard, employee: EmployeeId | None, contract_type: ContractType | None) -> Finding:
    code = "still-clocked-in" if TimeNote.CLOCKED_IN in card.notes else "pending-entry"
    return about(card, code, employee, contract_type, name=card.person.name)


def _disagreeing(card: Timecard, employee: EmployeeId, in_payroll: ContractType | None) -> Iterator[Finding]:
    row = card.contract_type
    if row is not None and row != in_payroll:
        yield about(card, "contract-type-disagrees", employee, row, row=row, payroll=in_payroll or "none")


def _doubtful(card: Timecard, employer: TeamMember, link: PersonLink, workforce: Workforce) -> Iterator[Finding]:
    """Two people may share an e-mail address, or be taken for one; somebody has to say that it is one person."""
    if link.matched_by is MatchedBy.HAND:
        return
    person = card.person
    names = workforce.names.get(person.key, ())
    if len(names) > 1:
        values = details(key=person.key, names=", ".join(names))
        yield Finding("two-names-one-key", names[0], link.employee, person.key, details=values)
    together = workforce.together.get(link.employee, ())
    if together:
        values = details(key=person.key, employee=link.employee, names="; ".join(together))
        yield Finding("two-people-one-employee", person.name, link.employee, person.key, details=values)
    if not resembles(person.name, employer):
        values = details(name=person.name, key=person.key, member=employer.named, how=link.matched_by)
        yield Finding("link-name-differs", person.name, link.employee, person.key, details=values)


def _remarks(card: Timecard, employee: EmployeeId, contract_type: ContractType) -> Iterator[Finding]:
    """What is doubtful about the times of an entry that is sent, or blocks its person."""
    if card.times is not None and card.times.break_too_long:
        minutes = {"break_minutes": card.times.break_minutes, "elapsed": card.times.elapsed_minutes}
        yield about(card, "break-too-long", employee, contract_type, **minutes)
    if TimeNote.HOURS_DISAGREE in card.notes and card.stated is not None:
        stated, counted = (Amount.from_fraction(minutes / 60) for minutes in (card.stated.minutes, card.net_minutes))
        yield about(card, "hours-disagree", employee, contract_type, stated=stated, counted=counted)
    if TimeNote.CLOCK_TIME_TWICE in card.notes:
        yield about(card, "clock-time-twice", employee, contract_type)
