"""Timecards of a period, each with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from application.desk import the_company
from application.ports.storage import Storage
from application.situation import Situation, read_situation
from domain.findings import NOT_APPROVED
from domain.ledger import UNSETTLED
from domain.terms import CompanyId, ContractType
from domain.timecard import Timecard
from domain.wage_period import PeriodRef


class TimecardFate(StrEnum):
    """What became of a timecard."""

    NOT_SENT = "not sent"
    SENT = "sent"
    PROVED = "proved"
    CHANGED_SINCE = "changed since"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class ShownTimecard:
    """A timecard with its fate; ``because`` says why it is left out."""

    card: Timecard
    fate: TimecardFate
    because: str = ""


@dataclass(frozen=True, slots=True)
class ShowTimecards:
    """Lists timecards."""

    storage: Storage

    def __call__(self, company: CompanyId | None, period: PeriodRef) -> tuple[ShownTimecard, ...]:
        """The timecards of the period's days, by day and person."""
        with self.storage.read() as work:
            situation = read_situation(work, the_company(work, company), period)
        return _Fates(situation).all()


class _Fates:
    """Looks each timecard up in the ledger, in desired pay, and among the findings."""

    def __init__(self, situation: Situation) -> None:
        self.cards = situation.timecards
        own = (*situation.ledger.own, *situation.home.carried)
        self.proved = {source.timecard: source.digest for line in own for source in line.sources}
        self.sent = {
            source.timecard
            for change in situation.home.open_changes
            if change.state in UNSETTLED
            for source in change.sources
        }
        self.desired = {source.timecard for line in situation.home.desired.lines for source in line.sources}
        self.by_entry: dict[str, str] = {}
        self.by_person: dict[tuple[str, ContractType | None], str] = {}
        for finding in situation.desired.findings:
            entry = dict(finding.details).get("entry")
            if entry is not None and (finding.blocks or finding.code in NOT_APPROVED):
                self.by_entry.setdefault(entry, finding.cause())
            elif entry is None and finding.person_key and (finding.blocks or finding.code == "never-exported"):
                self.by_person.setdefault((finding.person_key, finding.contract_type), finding.cause())

    def all(self) -> tuple[ShownTimecard, ...]:
        """Every timecard with its fate."""
        return tuple(self._shown(card) for card in self.cards)

    def _shown(self, card: Timecard) -> ShownTimecard:
        if card.id in self.proved:
            same = self.proved[card.id] == card.digest and card.id in self.desired
            return ShownTimecard(card, TimecardFate.PROVED if same else TimecardFate.CHANGED_SINCE)
        if card.id in self.sent:
            return ShownTimecard(card, TimecardFate.SENT)
        because = self.by_entry.get(card.key) or self._about_person(card)
        if card.id in self.desired and because is None:
            return ShownTimecard(card, TimecardFate.NOT_SENT)
        if because is None:
            because = (
                f"{card.kind}, {card.status}" if not card.to_export else "no time and no meals to send, or ignored"
            )
        return ShownTimecard(card, TimecardFate.LEFT_OUT, because)

    def _about_person(self, card: Timecard) -> str | None:
        """What stops the person under the entry's contract type, or under any."""
        key = card.person.key
        return self.by_person.get((key, card.contract_type)) or self.by_person.get((key, None))
