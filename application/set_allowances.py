"""Allowances: what is paid on top of worked hours. They are kept in the versions of the mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from application.desk import the_company
from application.known_names import UnknownName, unknown_names
from application.ports.holidays import Holiday, HolidayCalendar
from application.ports.storage import Company, Storage
from domain.allowance import (
    Allowance,
    AllowanceKind,
    HolidayDates,
    allowances_on,
    grouped,
    with_allowance,
    without_allowance,
)
from domain.allowance_minutes import Allocation, allocate
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.hours import YEARS, NoSuchClockTime, TimeNote, read_shift
from domain.mapping import PayMapping, Rule, ThingKind, allowance
from domain.terms import CompanyId, ContractType
from domain.timecard import PersonRef, Timecard, TimecardKind, TimecardStatus, plain_name

HOLIDAY_YEARS = range(2020, 2051)
"""The years of which the dates are kept with an allowance, so that no version of a calendar changes pay by itself."""


@dataclass(frozen=True, slots=True)
class AllowanceSet:
    """The allowances as they now stand.

    ``allowance`` is the definition that was set and ``before`` the one whose place it took. ``without_rule`` are
    allowances that nothing maps to a code yet, ``unknown`` names that no timecard bears.
    """

    mapping: PayMapping
    unknown: tuple[UnknownName, ...]
    allowance: Allowance | None = None
    before: Allowance | None = None

    @property
    def without_rule(self) -> tuple[str, ...]:
        """The allowances that no rule names."""
        ruled = {rule.thing.name for rule in self.mapping.rules if rule.thing.kind is ThingKind.ALLOWANCE}
        return tuple(dict.fromkeys(x.name for x in self.mapping.allowances if x.name not in ruled))


@dataclass(frozen=True, slots=True)
class Trial:
    """A shift to try: as a row of eitje would give it."""

    day: date
    start: time
    end: time
    break_minutes: int = 0
    venue: str | None = None
    team: str | None = None
    contract_type: ContractType = ContractType.ZERO_HOURS
    shift_type: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """Where the minutes of a tried shift go. ``rules`` are the rules of the allowances, None where there is none."""

    card: Timecard
    notes: frozenset[TimeNote]
    allocation: Allocation
    held: tuple[Allowance, ...]
    rules: dict[str, Rule | None]


@dataclass(frozen=True, slots=True)
class SetAllowances:
    """Shows, changes and tries the allowances of a company."""

    storage: Storage
    calendar: HolidayCalendar

    def show(self, company: CompanyId | None, day: date | None = None) -> PayMapping:
        """The allowances as they stand, or as they hold on a day."""
        with self.storage.read() as work:
            mapping = work.settings.mapping(the_company(work, company).id)
        return mapping if day is None else mapping.on(day)

    def holidays(self, year: int) -> Sequence[Holiday]:
        """The public holidays that can be chosen, with their dates in a year."""
        return self.calendar.of_year(year)

    def usual_holidays(self, also: Iterable[str] = (), without: Iterable[str] = ()) -> tuple[str, ...]:
        """The names of the usual holidays, with some more and without some. Raises ``holiday-unknown``."""
        usual = choose_holidays(self.calendar, None)
        more, fewer = choose_holidays(self.calendar, also), choose_holidays(self.calendar, without)
        return tuple(dict.fromkeys(each.name for each in (*usual, *more) if each not in fewer))

    def outdated(self, mapping: PayMapping) -> tuple[str, ...]:
        """The allowances whose holidays have other dates in the calendar than were kept with them."""
        chosen = [each for each in mapping.allowances if each.kind is AllowanceKind.HOLIDAY]
        if not chosen:
            return ()
        now = {each.name: each for each in choose_holidays(self.calendar, None, every=True)}
        changed = (x.name for x in chosen if any(now.get(each.name) != each for each in x.holidays))
        return tuple(dict.fromkeys(changed))

    def set(
        self, company: CompanyId | None, new: Allowance, who: str, holidays: Iterable[str] | None = None
    ) -> AllowanceSet:
        """Define an allowance, in the place of one with the same name and first day.

        Without a group it stays in the one that it was in. ``holidays`` are Dutch names, by default the usual ones.
        Raises ``allowance-…`` and ``holiday-unknown``.
        """
        if new.kind is AllowanceKind.HOLIDAY:
            new = replace(new, holidays=choose_holidays(self.calendar, holidays))
        elif holidays is not None:
            raise ProductError("allowance-field-of-other-kind", allowance=new.name, field="holidays", kind=new.kind)
        new = replace(new, name=plain_name(new.name), group=plain_name(new.group or "") or None)
        found: list[Allowance | None] = []

        def change(mapping: PayMapping) -> tuple[Allowance, ...]:
            known = [x for x in allowances_on(mapping.allowances, new.valid_from) if x.name == new.name]
            made = replace(new, group=known[0].group) if known and new.group is None else new
            allowances, before = with_allowance(mapping.allowances, made)
            found.extend((made, before))
            return allowances

        return AllowanceSet(*self._change(company, who, "allowances.set", new.name, change), *found)

    def remove(self, company: CompanyId | None, name: str, who: str, day: date | None = None) -> AllowanceSet:
        """Stop an allowance from a day on, or take it away altogether. Raises ``allowance-unknown``."""
        plain = plain_name(name)

        def change(mapping: PayMapping) -> tuple[Allowance, ...]:
            return without_allowance(mapping.allowances, plain, day)

        return AllowanceSet(*self._change(company, who, "allowances.removed", plain, change))

    def group(
        self, company: CompanyId | None, group: str | None, names: Iterable[str], who: str, day: date | None = None
    ) -> AllowanceSet:
        """Put allowances in an exclusive group, or in none.

        Raises ``allowance-unknown`` and ``allowance-column-in-group``.
        """
        plain = [plain_name(name) for name in names]
        named = plain_name(group) if group else None

        def change(mapping: PayMapping) -> tuple[Allowance, ...]:
            return grouped(mapping.allowances, plain, named, day)

        return AllowanceSet(*self._change(company, who, "allowances.grouped", named or "no group", change))

    def try_(self, company: CompanyId | None, trial: Trial) -> Tried:
        """Where the minutes of a shift would go. Raises ``clock-time-skipped``."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
            mapping = work.settings.mapping(chosen.id)
        card, notes = _card(chosen, trial)
        held = allowances_on(mapping.allowances, card.day)
        rules = {
            x.name: mapping.rule_for(allowance(x.name), card.day, card.team, card.venue, trial.contract_type)
            for x in held
        }

        def code_of(name: str) -> str | None:
            rule = rules[name]
            return rule.target.code if rule is not None and rule.target is not None else None

        return Tried(card, notes, allocate(card, held, code_of), held, rules)

    def _change(
        self,
        company: CompanyId | None,
        who: str,
        action: str,
        subject: str,
        change: Callable[[PayMapping], tuple[Allowance, ...]],
    ) -> tuple[PayMapping, tuple[UnknownName, ...]]:
        with self.storage.write() as work:
            chosen = the_company(work, company)
            mapping = work.settings.mapping(chosen.id)
            changed = mapping.with_allowances(change(mapping))
            work.settings.put_mapping(changed)
            before, after = set(map(str, mapping.allowances)), set(map(str, changed.allowances))
            work.audit.append(
                AuditEvent(
                    who,
                    action,
                    f"{chosen.id} {subject}",
                    before={"allowances": sorted(before - after)},
                    after={"allowances": sorted(after - before), "version": changed.version},
                )
            )
            unknown = unknown_names(work, replace(changed, rules=()))
            work.commit()
        return changed, unknown


def choose_holidays(
    calendar: HolidayCalendar, names: Iterable[str] | None, every: bool = False
) -> tuple[HolidayDates, ...]:
    """The named holidays with their dates; without names the usual ones, or every one. Raises ``holiday-unknown``."""
    found: dict[str, list[date]] = {}
    usual: set[str] = set()
    for year in HOLIDAY_YEARS:
        for each in calendar.of_year(year):
            found.setdefault(each.name, []).append(each.day)
            usual |= {each.name} if each.usual else set()
    by_name = {plain_name(name): name for name in found}
    if names is None:
        chosen = set(found) if every else usual
    else:
        chosen = set()
        for name in names:
            if plain_name(name) not in by_name:
                raise ProductError("holiday-unknown", holiday=name, known=", ".join(found))
            chosen.add(by_name[plain_name(name)])
    return tuple(HolidayDates(name, tuple(days)) for name, days in found.items() if name in chosen)


def _card(company: Company, trial: Trial) -> tuple[Timecard, frozenset[TimeNote]]:
    if trial.day.year not in YEARS:
        raise ProductError("day-out-of-range", day=trial.day, first=YEARS[0], last=YEARS[-1])
    venue = trial.venue or company.venues[0]
    begins = company.new_day_begins if venue in company.venues else time(0)
    try:
        times, notes = read_shift(trial.day, trial.start, trial.end, trial.break_minutes, new_day_begins=begins)
    except NoSuchClockTime:
        clock = f"{trial.start:%H:%M} - {trial.end:%H:%M}"
        raise ProductError("clock-time-skipped", clock=clock) from None
    card = Timecard(
        "trial",
        "1",
        PersonRef("trial"),
        trial.day,
        TimecardKind.WORKED,
        TimecardStatus.APPROVED,
        venue,
        trial.team,
        trial.contract_type,
        times,
        shift_type=trial.shift_type,
    )
    return card, notes
