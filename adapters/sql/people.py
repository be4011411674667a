"""Team members, eitje's users, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from adapters.sql.rows import Rows, Values, table_of
from adapters.sql.tables.people import EitjeUserRow, IgnoredPersonRow, PersonLinkRow, RefusedLinkRow, TeamMemberRow
from domain.team_member import MatchedBy, PersonLink, TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.timecard_import import EitjeUser

MEMBER = table_of(TeamMemberRow)
USER = table_of(EitjeUserRow)
LINK = table_of(PersonLinkRow)
IGNORED = table_of(IgnoredPersonRow)
REFUSED = table_of(RefusedLinkRow)


class SqlPeople:
    """A PeopleStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def members(self, company: CompanyId | None = None) -> Sequence[TeamMember]:
        """By company then number."""
        statement = select(MEMBER)
        if company is not None:
            statement = statement.where(MEMBER.c.company == company)
        found = self._rows.read(TeamMemberRow, _member, statement)
        return sorted(found, key=lambda m: (m.company, m.number, m.employee))

    def replace_members(self, company: CompanyId, members: Iterable[TeamMember]) -> None:
        """Put these in the place of all of the company; a member of another company is a ValueError."""
        roster = {member.employee: member for member in members}
        if any(member.company != company for member in roster.values()):
            raise ValueError(f"not all of these work for company {company}")
        self._rows.delete(TeamMemberRow, MEMBER.c.company == company)
        self._rows.add(TeamMemberRow, [_member_row(member) for member in roster.values()])

    def users(self) -> Sequence[EitjeUser]:
        """In the order of their file."""
        return self._rows.read(EitjeUserRow, _user, select(USER).order_by(USER.c.number))

    def replace_users(self, users: Iterable[EitjeUser]) -> None:
        """Put these in the place of all."""
        self._rows.delete(EitjeUserRow)
        rows = [
            {
                "number": number,
                "name": user.name,
                "email": user.email,
                "nmbrs_id": user.nmbrs_id,
                "contract_venue": user.contract_venue,
            }
            for number, user in enumerate(users)
        ]
        self._rows.add(EitjeUserRow, rows)

    def links(self) -> Sequence[PersonLink]:
        """By person, company and employee."""
        found = self._rows.read(PersonLinkRow, _link, select(LINK))
        return sorted(found, key=lambda link: (link.person, link.company, link.employee))

    def put_link(self, link: PersonLink) -> None:
        """Store or replace by person and employee; no longer ignored, and no longer refused for that employee."""
        row = {
            "person": link.person,
            "company": link.company,
            "employee": link.employee,
            "matched_by": link.matched_by.value,
        }
        self._rows.put(PersonLinkRow, [row])
        self._rows.delete(IgnoredPersonRow, IGNORED.c.person == link.person)
        self._rows.delete(RefusedLinkRow, (REFUSED.c.person == link.person) & (REFUSED.c.employee == link.employee))

    def end_link(self, person: str, employee: EmployeeId) -> None:
        """The link is no longer kept."""
        self._rows.delete(PersonLinkRow, (LINK.c.person == person) & (LINK.c.employee == employee))

    def refused(self) -> frozenset[tuple[str, EmployeeId]]:
        """Person keys with employees who they are not."""
        rows = self._rows.read(RefusedLinkRow, lambda row: (row.person, EmployeeId(row.employee)), select(REFUSED))
        return frozenset(rows)

    def refuse(self, person: str, employee: EmployeeId) -> None:
        """The person is not that employee; a link between the two goes."""
        self._rows.put(RefusedLinkRow, [{"person": person, "employee": employee}])
        self.end_link(person, employee)

    def ignored(self) -> frozenset[str]:
        """The keys of people who are ignored."""
        return frozenset(self._rows.read(IgnoredPersonRow, lambda row: row.person, select(IGNORED)))

    def ignore(self, person: str) -> None:
        """Ignore a person; their links go."""
        self._rows.put(IgnoredPersonRow, [{"person": person}])
        self._rows.delete(PersonLinkRow, LINK.c.person == person)

    def restore(self, person: str) -> None:
        """No longer ignored."""
        self._rows.delete(IgnoredPersonRow, IGNORED.c.person == person)


def _member_row(member: TeamMember) -> Values:
    return {
        "company": member.company,
        "employee": member.employee,
        "number": member.number,
        "name": member.name,
        "first_name": member.first_name,
        "prefix": member.prefix,
        "last_name": member.last_name,
        "emails": member.emails,
        "employments": member.employments,
        "contracts": member.contracts,
        "schedules": member.schedules,
    }


def _member(row: TeamMemberRow) -> TeamMember:
    return TeamMember(
        company=CompanyId(row.company),
        employee=EmployeeId(row.employee),
        number=row.number,
        name=row.name,
        first_name=row.first_name,
        prefix=row.prefix,
        last_name=row.last_name,
        emails=row.emails,
        employments=row.employments,
        contracts=row.contracts,
        schedules=row.schedules,
    )


def _user(row: EitjeUserRow) -> EitjeUser:
    return EitjeUser(row.name, row.email, row.nmbrs_id, row.contract_venue)


def _link(row: PersonLinkRow) -> PersonLink:
    return PersonLink(row.person, CompanyId(row.company), EmployeeId(row.employee), MatchedBy(row.matched_by))
