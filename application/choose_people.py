"""Choosing: which employees, venues and teams a person means by what they typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from application.known_names import likely
from application.match_team_members import current_matches
from application.ports.storage import UnitOfWork
from domain.errors import ProductError
from domain.team_member import Match
from domain.terms import CompanyId, EmployeeId
from domain.timecard import plain_name


def choose_people(
    work: UnitOfWork, company: CompanyId, typed: Iterable[str], names: Mapping[EmployeeId, str]
) -> frozenset[EmployeeId] | None:
    """The employees of the company; None when nobody was named.

    Somebody is named by employee id, by the key of the person in the hours, or by whole name, as eitje or Nmbrs
    writes it. Raises ``employee-unknown``, ``person-ambiguous`` and ``person-not-linked``.
    """
    words = list(typed)
    if not words:
        return None
    matches = current_matches(work)
    return frozenset(employee for word in words for employee in _employees(word, company, names, matches))


def _employees(
    typed: str, company: CompanyId, names: Mapping[EmployeeId, str], matches: Mapping[str, Match]
) -> set[EmployeeId]:
    """One person, who may have been employed more than once."""
    if typed in names:
        return {EmployeeId(typed)}
    plain = plain_name(typed)
    meant = [m for m in matches.values() if m.person.key == typed] or [
        m for m in matches.values() if plain_name(m.person.name) == plain
    ]
    found = {employee for employee, known in names.items() if plain_name(known) == plain}
    linked = [{link.employee for link in match.links_in(company) if link.employee in names} for match in meant]
    found = found.union(*linked)
    if len(found) > 1 and found not in linked:
        raise ProductError("person-ambiguous", person=typed, keys=", ".join(sorted(found)))
    if found:
        return found
    raise ProductError("person-not-linked", person=typed) if meant else ProductError("employee-unknown", employee=typed)


def choose_places(work: UnitOfWork, what: str, typed: Iterable[str]) -> frozenset[str] | None:
    """The venues or the teams (``what``) as the hours, the companies and the mapping spell them; None when none was.

    Raises ``venue-unknown`` and ``team-unknown``.
    """
    words = list(typed)
    if not words:
        return None
    known = _known(work, what)
    chosen: set[str] = set()
    for word in words:
        meant = {name for name in known if plain_name(name) == plain_name(word)}
        if not meant:
            close = likely(word, known) or ", ".join(sorted(known)) or "none"
            raise ProductError(f"{what}-unknown", name=word, known=close)
        chosen |= meant
    return frozenset(chosen)


def _known(work: UnitOfWork, what: str) -> Collection[str]:
    words = work.timecards.words()
    if what == "team":
        return set(words.teams)
    return {*words.venues, *(venue for company in work.settings.companies() for venue in company.venues)}
