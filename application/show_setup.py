"""The first steps: what is set already, and what must be set before hours can be sent; from what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from application.desk import companies_reached
from application.ports.storage import Company, Connection, Storage
from domain.mapping import HOURS
from domain.terms import CompanyId


class SetupStep(StrEnum):
    """In this order."""

    CONNECT = "connect"
    COMPANIES = "companies"
    RIGHTS = "rights"
    SYNC = "sync"
    PERIOD = "period"
    CODES = "codes"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Setup:
    """How far somebody is. ``companies`` are all that the tokens reach, ``linked`` those that take part.

    Of these ``unsynced`` were never synced, ``without_periods`` have no wage periods, and ``without_codes`` no rule for
    worked hours. ``meals`` are the kinds of meals that stand in imported hours, ``venues`` the venues.
    """

    connections: tuple[Connection, ...]
    companies: tuple[Company, ...]
    linked: tuple[Company, ...]
    unsynced: tuple[Company, ...]
    without_periods: tuple[Company, ...]
    without_codes: tuple[Company, ...]
    venues: tuple[str, ...]
    meals: tuple[str, ...]

    @property
    def done(self) -> frozenset[SetupStep]:
        """What is set. The rights are done with the first sync, which shows them."""
        linked = bool(self.linked)
        synced = linked and not self.unsynced
        found = {
            SetupStep.CONNECT: bool(self.connections),
            SetupStep.COMPANIES: linked,
            SetupStep.RIGHTS: synced,
            SetupStep.SYNC: synced,
            SetupStep.PERIOD: linked and not self.without_periods,
            SetupStep.CODES: linked and not self.without_codes,
        }
        every = frozenset(step for step, true in found.items() if true)
        return every | {SetupStep.DONE} if len(every) == len(found) else every

    @property
    def now(self) -> SetupStep:
        """Where somebody who comes back goes on."""
        return next((step for step in SetupStep if step not in self.done), SetupStep.DONE)

    def lacking(self, step: SetupStep) -> tuple[Company, ...]:
        """The companies of which that step is not done."""
        lists = {
            SetupStep.SYNC: self.unsynced,
            SetupStep.PERIOD: self.without_periods,
            SetupStep.CODES: self.without_codes,
        }
        return lists.get(step, ())

    def chosen(self, step: SetupStep, company: CompanyId | None) -> Company | None:
        """The company that a step is about: the one that is said, else the first that lacks it, else the first."""
        said = next((each for each in self.linked if each.id == company), None)
        return said or next(iter(self.lacking(step)), None) or next(iter(self.linked), None)


@dataclass(frozen=True, slots=True)
class ShowSetup:
    """Asks nothing of the payroll."""

    storage: Storage

    def __call__(self) -> Setup:
        """As it stands."""
        with self.storage.read() as work:
            companies = tuple(companies_reached(work)) if work.settings.connections() else ()
            linked = tuple(each for each in companies if each.linked)
            words = work.timecards.words()
            return Setup(
                tuple(work.settings.connections()),
                companies,
                linked,
                tuple(each for each in linked if each.synced_at is None),
                tuple(each for each in linked if not work.settings.calendars(each.id)),
                tuple(
                    each
                    for each in linked
                    if not any(rule.thing == HOURS for rule in work.settings.mapping(each.id).rules)
                ),
                tuple(sorted(words.venues)),
                tuple(sorted(words.meals)),
            )
