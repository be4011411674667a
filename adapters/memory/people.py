"""Team members, eitje's users, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.memory.state import Books
from domain.team_member import PersonLink, TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.timecard_import import EitjeUser


class MemoryPeople:
    """A PeopleStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def members(self, company: CompanyId | None = None) -> Sequence[TeamMember]:
        """By company then number."""
        stored = self._books.state.members
        rosters = stored.values() if company is None else [stored.get(company, {})]
        members = [member for roster in rosters for member in roster.values()]
        return sorted(members, key=lambda m: (m.company, m.number, m.employee))

    def replace_members(self, company: CompanyId, members: Iterable[TeamMember]) -> None:
        """Put these in the place of all of the company; a member of another company is a ValueError."""
        roster = {member.employee: member for member in members}
        if any(member.company != company for member in roster.values()):
            raise ValueError(f"not all of these work for company {company}")
        state = self._books.state
        self._books.state = state._replace(members={**state.members, company: roster})

    def users(self) -> Sequence[EitjeUser]:
        """In the order of their file."""
        return self._books.state.users

    def replace_users(self, users: Iterable[EitjeUser]) -> None:
        """Put these in the place of all."""
        self._books.state = self._books.state._replace(users=tuple(users))

    def links(self) -> Sequence[PersonLink]:
        """By person, company and employee."""
        return sorted(self._books.state.links.values(), key=lambda link: (link.person, link.company, link.employee))

    def put_link(self, link: PersonLink) -> None:
        """Store or replace by person and employee; no longer ignored, and no longer refused for that employee."""
        state = self._books.state
        place = (link.person, link.employee)
        self._books.state = state._replace(
            links={**state.links, place: link}, ignored=state.ignored - {link.person}, refused=state.refused - {place}
        )

    def end_link(self, person: str, employee: EmployeeId) -> None:
        """The link is no longer kept."""
        state = self._books.state
        links = {place: link for place, link in state.links.items() if place != (person, employee)}
        self._books.state = state._replace(links=links)

    def refused(self) -> frozenset[tuple[str, EmployeeId]]:
        """Person keys with employees who they are not."""
        return self._books.state.refused

    def refuse(self, person: str, employee: EmployeeId) -> None:
        """The person is not that employee; a link between the two goes."""
        self._books.state = self._books.state._replace(refused=self._books.state.refused | {(person, employee)})
        self.end_link(person, employee)

    def ignored(self) -> frozenset[str]:
        """The keys of people who are ignored."""
        return self._books.state.ignored

    def ignore(self, person: str) -> None:
        """Ignore a person; their links go."""
        state = self._books.state
        links = {place: link for place, link in state.links.items() if link.person != person}
        self._books.state = state._replace(links=links, ignored=state.ignored | {person})

    def restore(self, person: str) -> None:
        """No longer ignored."""
        self._books.state = self._books.state._replace(ignored=self._books.state.ignored - {person})
