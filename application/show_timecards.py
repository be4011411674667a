"""Timecards of a period, each with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from application.desk import the_company
from application.ports.storage import Storage
from application.situation import Situation, read_situation
from domain.findings import FINDINGS, NOT_APPROVED, Finding
from domain.ledger import UNSETTLED
from domain.placing import NOTHING_TO_SEND
from domain.terms import CompanyId, ContractType
from domain.timecard import Timecard
from domain.wage_period import PeriodRef

OTHER_PERIOD, HOURS_IGNORED = "other-period", "hours-ignored"
"""Why an entry of the days goes nowhere: its contract type has other periods, or the mapping leaves it out."""


class TimecardFate(StrEnum):
    """What became of a timecard."""

    NOT_SENT = "not sent"
    SENT = "sent"
    PROVED = "proved"
    CHANGED_SINCE = "changed since"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class ShownTimecard:
    """A timecard with its fate.

    ``because`` says why it is left out: the code of a finding, which is ``finding`` when it is about this entry or
    person, a kind of leave, or one of *ignored*, *other-company*, *other-period*, *hours-ignored*, *nothing-to-send*.
    """

    card: Timecard
    fate: TimecardFate
    because: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class ShowTimecards:
    """Lists timecards."""

    storage: Storage

    def __call__(self, company: CompanyId | None, period: PeriodRef) -> tuple[ShownTimecard, ...]:
        """The timecards of the period's days, by day and person."""
        with self.storage.read() as work:
            situation = read_situation(work, the_company(work, company), period)
        return timecard_fates(situation)


def timecard_fates(situation: Situation) -> tuple[ShownTimecard, ...]:
    """All timecards of the days of a period with their fates, by day and person."""
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
        self.entries = {entry.card.id: entry.because for entry in situation.home.desired.entries}
        self.by_entry: dict[str, Finding] = {}
        self.by_person: dict[tuple[str, ContractType | None], Finding] = {}
        for finding in situation.desired.findings:
            entry = dict(finding.details).get("entry")
            if entry is not None and (finding.blocks or finding.code in NOT_APPROVED):
                self.by_entry.setdefault(entry, finding)
            elif entry is None and finding.person_key and (finding.blocks or finding.code == "never-exported"):
                self.by_person.setdefault((finding.person_key, finding.contract_type), finding)

    def all(self) -> tuple[ShownTimecard, ...]:
        """Every timecard with its fate."""
        return tuple(self._shown(card) for card in self.cards)

    def _shown(self, card: Timecard) -> ShownTimecard:
        if card.id in self.proved:
            same = self.proved[card.id] == card.digest and card.id in self.desired
            return ShownTimecard(card, TimecardFate.PROVED if same else TimecardFate.CHANGED_SINCE)
        if card.id in self.sent:
            return ShownTimecard(card, TimecardFate.SENT)
        because = self.entries.get(card.id, OTHER_PERIOD)
        goes_nowhere = bool(because) and because not in FINDINGS
        finding = self.by_entry.get(card.key) or (None if goes_nowhere else self._about_person(card))
        if finding is not None:
            return ShownTimecard(card, TimecardFate.LEFT_OUT, finding.code, finding)
        if card.id in self.desired:
            return ShownTimecard(card, TimecardFate.NOT_SENT)
        because = because or (HOURS_IGNORED if card.net_minutes else NOTHING_TO_SEND)
        return ShownTimecard(card, TimecardFate.LEFT_OUT, because)

    def _about_person(self, card: Timecard) -> Finding | None:
        """What stops the person under the entry's contract type, or under any."""
        key = card.person.key
        return self.by_person.get((key, card.contract_type)) or self.by_person.get((key, None))
