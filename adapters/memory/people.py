"""Team members, eitje's users, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.memory.state import Books
from domain.team_member import PersonLink, TeamMember
from domain.terms import CompanyId
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
        """By person then company."""
        return sorted(self._books.state.links.values(), key=lambda link: (link.person, link.company))

    def put_link(self, link: PersonLink) -> None:
        """Store or replace; the person is no longer ignored."""
        state = self._books.state
        links = {**state.links, (link.person, link.company): link}
        self._books.state = state._replace(links=links, ignored=state.ignored - {link.person})

    def ignored(self) -> frozenset[str]:
        """The keys of people who are ignored."""
        return self._books.state.ignored

    def ignore(self, person: str) -> None:
        """Ignore a person; their links go."""
        state = self._books.state
        links = {place: link for place, link in state.links.items() if link.person != person}
        self._books.state = state._replace(links=links, ignored=state.ignored | {person})
