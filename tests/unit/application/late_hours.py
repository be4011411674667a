"""One person, three wage periods, and hours that come, change, go and move whenever they like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from adapters.nmbrs_fake.policy import DEFAULT
from application.export_attempt import Applied
from application.import_timecards import ImportTimecards
from application.ports.storage import Consent
from application.ports.timecards import ReadOptions
from application.prepare_export import ExportRequest, Prepared
from domain.amount import Amount
from domain.hours import StatedHours
from domain.ledger import OwnLine
from domain.pay_line import Part, PayKind
from domain.terms import ContractType
from domain.timecard import PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.timecard_import import Coverage, TimecardFile
from domain.wage_period import PeriodRef
from tests.simulation.world import COMPANY, World

AUGUST, SEPTEMBER, OCTOBER = (PeriodRef(2026, number) for number in (8, 9, 10))
PERIODS = (AUGUST, SEPTEMBER, OCTOBER)
CODES = {"": 2100, "Extra": 2190}
NOOR = 503201
HOURS = frozenset({Part.HOURS})

Place = tuple[PeriodRef, int]
"""The period to which hours belong, and their code."""


@dataclass(frozen=True)
class Entry:
    """One shift."""

    number: int
    period: PeriodRef
    minutes: int
    team: str = ""


class Desk:
    """Noor's hours in eitje, and the exports of the person at the desk. Nmbrs stands in October."""

    def __init__(self) -> None:
        self.world = World(DEFAULT, None)
        self.use = self.world.undisturbed()
        self.nmbrs = self.world.nmbrs
        self.nmbrs.office.set_current_period(int(COMPANY), OCTOBER)
        self.entries: dict[int, Entry] = {}
        self._files = 0

    # -- eitje --------------------------------------------------------------------------------------------------------

    def enter(self, *entries: Entry) -> None:
        """These entries as they are now, beside the others; without minutes an entry is gone."""
        for entry in entries:
            self.entries[entry.number] = entry
        self.entries = {number: entry for number, entry in self.entries.items() if entry.minutes}
        ImportTimecards(self.world.storage, self)(Path("hours"), "Anja")

    def read(self, path: Path, options: ReadOptions) -> TimecardFile:  # noqa: ARG002 - a TimecardReader
        """The file as it would be exported now; somebody else always worked, so that it is never empty."""
        self._files += 1
        cards = (*(_card(entry) for entry in self.entries.values()), SOMEBODY)
        return TimecardFile("hours", "eitje", f"{self._files}", cards, Coverage(date(2026, 8, 1), date(2026, 10, 31)))

    def wanted(self) -> dict[Place, Amount]:
        """What the hours come to, added up and rounded once per period and code."""
        minutes: dict[Place, int] = {}
        for entry in self.entries.values():
            place = (entry.period, CODES[entry.team])
            minutes[place] = minutes.get(place, 0) + entry.minutes
        return {place: Amount.from_fraction(Fraction(sum_, 60)) for place, sum_ in minutes.items()}

    # -- the product --------------------------------------------------------------------------------------------------

    def plan(self, period: PeriodRef, *carry: PeriodRef) -> Prepared:
        """Plan, with consent where it is needed."""
        return self.use.prepare(_request(period, carry), "Anja")

    def export(self, period: PeriodRef, *carry: PeriodRef) -> Applied:
        """Plan, agree, apply."""
        return self.use.apply(_request(period, carry), self.plan(period, *carry).plan.hash, "Anja")

    def clean(self, period: PeriodRef) -> bool:
        """What a check says; nothing to compare is clean too."""
        verified = self.use.verify(COMPANY, period, "Anja")
        return all(each.clean or each.empty for each in verified.verifications)

    def own(self) -> list[OwnLine]:
        """Every line of ours."""
        with self.world.storage.read() as work:
            return [line for period in PERIODS for line in work.ledger.own_lines(COMPANY, period)]

    # -- Nmbrs --------------------------------------------------------------------------------------------------------

    def held(self, period: PeriodRef, code: int = 2100) -> list[str]:
        """The amounts on a code."""
        lines = self.nmbrs.office.lines(NOOR, period, PayKind.HOURS)
        return sorted(f"{line.amount:.2f}" for line in lines if line.code == code)

    def stands(self) -> dict[Place, Amount]:
        """What Nmbrs holds, by the period to which the hours belong; every line of it is known to be ours."""
        own = {line.line_id: line for line in self.own()}
        sums: dict[Place, Amount] = {}
        for period in PERIODS:
            for line in self.nmbrs.office.lines(NOOR, period, PayKind.HOURS):
                known = own.pop(str(line.id))  # type: ignore[call-overload]
                assert (known.key.period, known.key.code) == (period, str(line.code))
                assert known.amount == Amount.from_decimal(line.amount)
                place = (known.key.at_home.period, line.code)
                sums[place] = sums.get(place, Amount(0)) + known.amount
        assert own == {}
        return sums


def _request(period: PeriodRef, carry: Sequence[PeriodRef]) -> ExportRequest:
    consents = (Consent("past", "Anja"), Consent("locked", "Anja")) if period < OCTOBER else ()
    kind = ContractType.ZERO_HOURS
    return ExportRequest(COMPANY, period, kind, HOURS, consents=consents, carry=frozenset(carry))


def _card(entry: Entry) -> Timecard:
    return Timecard(
        "eitje",
        str(entry.number),
        PersonRef(str(NOOR), email="noor.vandijk@kade.example"),
        date(2026, entry.period.number, 1 + entry.number),
        TimecardKind.WORKED,
        TimecardStatus.APPROVED,
        "De Kade",
        entry.team or None,
        ContractType.ZERO_HOURS,
        stated=StatedHours.of_minutes(entry.minutes),
    )


SOMEBODY = replace(
    _card(Entry(9, OCTOBER, 60)),
    person=PersonRef("Zelfstandige", email="zzp@kade.example"),
    contract_type=ContractType.SELF_EMPLOYED,
)
