"""What of the stored hours no rule sends anywhere yet; and the names that rules and allowances can be about."""

from __future__ import annotations

from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Storage, TimecardWords
from application.situation import read_situation
from domain.mapping import Thing
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import plain_name
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class Gap:
    """A thing without a rule: it stops so many people. ``places`` say where it was found, in the source's words."""

    thing: Thing
    contract_type: ContractType
    places: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What stands in the stored hours, the venues that the company pays, and its allowances; each sorted."""

    venues: tuple[str, ...]
    teams: tuple[str, ...]
    shift_types: tuple[str, ...]
    meals: tuple[str, ...]
    allowances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingGaps:
    """Looks at what is stored; asks nothing of the payroll."""

    storage: Storage

    def __call__(self, company: CompanyId | None, period: PeriodRef) -> tuple[Gap, ...]:
        """The things of a wage period that would stop people because no rule speaks about them."""
        found: dict[tuple[Thing, ContractType], tuple[set[str], set[EmployeeId]]] = {}
        with self.storage.read() as work:
            findings = read_situation(work, the_company(work, company), period).desired.findings
        for each in findings:
            if each.code != "unmapped" or each.contract_type is None or each.employee is None:
                continue
            values = dict(each.details)
            places, people = found.setdefault((Thing.parse(values["thing"]), each.contract_type), (set(), set()))
            places.add(values["where"].removeprefix(each.contract_type).removeprefix(", "))
            people.add(each.employee)
        return tuple(
            Gap(thing, contract_type, tuple(sorted(filter(None, places))), len(people))
            for (thing, contract_type), (places, people) in sorted(found.items(), key=lambda each: str(each[0]))
        )

    def names(self, company: CompanyId | None) -> KnownNames:
        """The names to choose from."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
            words: TimecardWords = work.timecards.words()
            allowances = {each.name for each in work.settings.mapping(chosen.id).allowances}
        return KnownNames(
            tuple(sorted({*words.venues, *chosen.venues})),
            tuple(sorted(words.teams)),
            tuple(sorted(words.shift_types)),
            tuple(sorted({plain_name(kind) for kind in words.meals})),
            tuple(sorted(allowances)),
        )
