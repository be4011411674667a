"""Companies: link each to the eitje venues whose hours it pays, or leave it inactive."""

from __future__ import annotations

from collections.abc import Sequence
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
        with self.storage.write() as work:
            known = known_company(work, company)
            wanted = tuple(dict.fromkeys(venue.strip() for venue in venues if venue.strip()))
            for other in work.settings.companies():
                theirs = {venue.casefold() for venue in other.venues}
                taken = [venue for venue in wanted if venue.casefold() in theirs]
                if other.id != company and taken:
                    raise ProductError("venue-taken", venue=min(taken), company=other.id)
            begins = known.new_day_begins if new_day_begins is None else new_day_begins
            linked = replace(known, venues=wanted, new_day_begins=begins, inactive=not wanted)
            work.settings.put_company(linked)
            work.audit.append(
                AuditEvent(
                    who,
                    "company.linked",
                    company,
                    before={"venues": list(known.venues), "new_day_begins": known.new_day_begins.isoformat()},
                    after={"venues": list(wanted), "new_day_begins": begins.isoformat()},
                )
            )
            work.commit()
        return linked


def whats_undecided(work: UnitOfWork) -> Undecided:
    """Companies by number then name; venues by name."""
    companies = companies_reached(work)
    paid = {venue for company in companies for venue in company.venues}
    seen = work.timecards.words().venues
    undecided = tuple(company for company in companies if company.undecided)
    return Undecided(undecided, tuple(sorted(seen - paid)), tuple(sorted(paid - seen)) if seen else ())
