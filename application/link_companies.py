"""Companies: link each to the eitje venues whose hours it pays, or leave it inactive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time

from application.desk import companies_reached, known_company
from application.ports.storage import Company, Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class Undecided:
    """What is still open: companies that are neither linked nor inactive, and venues in the hours that none pays.

    ``unseen`` are venues that a company pays and that stand in no hours, once there are any: perhaps misspelt.
    """

    companies: tuple[Company, ...] = ()
    venues: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


NOTHING_UNDECIDED = Undecided()


@dataclass(frozen=True, slots=True)
class CompanyVenues:
    """The venues whose hours a company pays: exactly these. ``new_day_begins`` None leaves it as it is."""

    company: CompanyId
    venues: tuple[str, ...]
    new_day_begins: time | None = None


@dataclass(frozen=True, slots=True)
class LinkCompanies:
    """Which company pays which venue. A venue belongs to one company at most."""

    storage: Storage

    def list(self) -> Sequence[Company]:
        """All companies that the tokens reach."""
        with self.storage.read() as work:
            if not work.settings.connections():
                raise ProductError("not-activated")
            return companies_reached(work)

    def undecided(self) -> Undecided:
        """What nobody decided about yet."""
        with self.storage.read() as work:
            return whats_undecided(work)

    def use(self, company: CompanyId, venues: Sequence[str], who: str, new_day_begins: time | None = None) -> Company:
        """Link a company to exactly these venues; without any it is inactive, by choice.

        Raises ``company-unknown`` and ``venue-taken``.
        """
        return self.use_all([CompanyVenues(company, tuple(venues), new_day_begins)], who)[0]

    def use_all(self, choices: Sequence[CompanyVenues], who: str) -> tuple[Company, ...]:
        """The same for several companies, all of them or none; a venue may go from one of them to another."""
        with self.storage.write() as work:
            linked = [self._linked(work, choice) for choice in choices]
            stand = {each.id: each for each in (*work.settings.companies(), *(after for _, after in linked))}
            for _, after in linked:
                _refuse_taken(after, stand.values())
            for before, after in linked:
                work.settings.put_company(after)
                work.audit.append(
                    AuditEvent(who, "company.linked", after.id, before=_plain(before), after=_plain(after))
                )
            work.commit()
        return tuple(after for _, after in linked)

    def _linked(self, work: UnitOfWork, choice: CompanyVenues) -> tuple[Company, Company]:
        known = known_company(work, choice.company)
        wanted = tuple(dict.fromkeys(venue.strip() for venue in choice.venues if venue.strip()))
        begins = known.new_day_begins if choice.new_day_begins is None else choice.new_day_begins
        return known, replace(known, venues=wanted, new_day_begins=begins, inactive=not wanted)


def _refuse_taken(company: Company, companies: Iterable[Company]) -> None:
    for other in companies:
        theirs = {venue.casefold() for venue in other.venues}
        taken = [venue for venue in company.venues if venue.casefold() in theirs]
        if other.id != company.id and taken:
            raise ProductError("venue-taken", venue=min(taken), company=other.id)


def _plain(company: Company) -> dict[str, object]:
    return {"venues": list(company.venues), "new_day_begins": company.new_day_begins.isoformat()}


def whats_undecided(work: UnitOfWork) -> Undecided:
    """Companies by number then name; venues by name."""
    companies = companies_reached(work)
    paid = {venue for company in companies for venue in company.venues}
    seen = work.timecards.words().venues
    undecided = tuple(company for company in companies if company.undecided)
    return Undecided(undecided, tuple(sorted(seen - paid)), tuple(sorted(paid - seen)) if seen else ())
