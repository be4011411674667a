"""What an export of a period can be about, before anybody chose: from what is stored, without asking the payroll."""

from __future__ import annotations

from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Export, Storage
from application.prepare_export import ExportRequest, open_request
from domain.amount import ZERO, Amount
from domain.pay_line import Part, PayKind, Selection
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef, WagePeriod

EARLIER = 6
"""So many periods before this one are offered for their late hours."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen, and what is chosen as long as nobody says otherwise.

    ``can`` is what the mapping has a code for; ``parts`` what the last export of this contract type sent, of which
    ``last`` is the newest, or else all that ``can`` be sent. ``here`` is the newest export of this very period.
    ``earlier`` are the periods before it, newest first. ``hours`` says whether any hours were imported at all.
    """

    can: frozenset[Part]
    parts: frozenset[Part]
    last: Export | None
    here: Export | None
    venues: tuple[str, ...]
    teams: tuple[str, ...]
    earlier: tuple[WagePeriod, ...]
    hours: bool


@dataclass(frozen=True, slots=True)
class OfferExport:
    """The beginning of the fourth story."""

    storage: Storage

    def __call__(
        self, company: CompanyId, contract_type: ContractType, period: WagePeriod, periods: tuple[WagePeriod, ...]
    ) -> Offer:
        """``periods`` are those of the confirmed years, oldest first. Raises ``company-unknown``."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
            exports = [each for each in work.ledger.exports(company) if each.result != "nothing-sent"]
            mapping = work.settings.mapping(company).on(period.end)
            words, hours = work.timecards.words(), bool(work.timecards.imports())
        same = [each for each in exports if each.selection.contract_type is contract_type and each.undoes is None]
        can = frozenset(
            rule.thing.part
            for rule in mapping.rules
            if rule.target is not None and rule.contract_type in (None, contract_type)
        )
        last = next(reversed(same), None)
        here = [each for each in exports if each.selection.period == period.ref]
        before = [each for each in periods if each.ref < period.ref]
        return Offer(
            can,
            last.selection.parts if last is not None else can or frozenset({Part.HOURS}),
            last,
            next((each for each in reversed(here) if each.selection.contract_type is contract_type), None),
            tuple(sorted(chosen.venues)),
            tuple(sorted(words.teams)),
            tuple(reversed(before))[:EARLIER],
            hours,
        )

    def selection(self, request: ExportRequest) -> Selection:
        """What a choice comes to. Raises what ``open_request`` does: all that is wrong without asking the payroll."""
        return open_request(self.storage, request)[1]

    def sent_before(self, selection: Selection, before: PeriodRef) -> dict[tuple[PayKind, str], Amount]:
        """What our lines of an earlier period hold per kind and code, of the same contract type and boxes.

        Days have the code ``""``. Late hours that it carried are left out, for they belong to yet another period.
        """
        with self.storage.read() as work:
            own = work.ledger.own_lines(selection.company, before)
            days = work.ledger.days(selection.company, before)
        sums: dict[tuple[PayKind, str], Amount] = {}
        for line in own:
            key = line.key
            fits = key.contract_type is selection.contract_type and bool(line.parts & selection.parts)
            if fits and key.carried_from is None:
                sums[key.kind, key.code] = sums.get((key.kind, key.code), ZERO) + line.amount
        if Part.DAYS in selection.parts and days:
            sums[PayKind.DAYS, ""] = Amount.whole(sum(days.values()))
        return sums
