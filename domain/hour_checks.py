"""What the entries alone show: overlap, the same time twice, shifts too long or of no time, work on a day of leave.

They are warnings: the entries count all the same, and a person looks at them (docs/rules.md, "What stops an export").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from domain.amount import Amount
from domain.finding_settings import FindingSettings
from domain.findings import Finding, details
from domain.hours import AMSTERDAM, ShiftTimes
from domain.pay_line import PayLine
from domain.terms import ContractType, EmployeeId
from domain.timecard import Timecard, TimecardKind, TimecardStatus

ON_LEAVE = {
    TimecardKind.LEAVE: "hours-on-leave",
    TimecardKind.SPECIAL_LEAVE: "hours-on-leave",
    TimecardKind.SICK: "hours-while-sick",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A timecard and whose it is. All entries of one human being have the same ``person``.

    ``employee`` and ``contract_type`` are None for what this company does not pay. ``here`` is True when the company
    pays it in the period that is looked at; the others are there to be compared with.
    """

    card: Timecard
    person: str
    employee: EmployeeId | None = None
    contract_type: ContractType | None = None
    here: bool = False

    def about(self, code: str, **values: object) -> Finding:
        """A finding about this entry."""
        card = self.card
        told = details(entry=card.key, name=card.person.name, **values)
        return Finding(code, card.person.name, self.employee, card.person.key, card.day, self.contract_type, told)


def check_entries(entries: Iterable[Entry], settings: FindingSettings) -> tuple[Finding, ...]:
    """The warnings about the entries that are paid here, by person and day."""
    by_person: dict[str, list[Entry]] = {}
    for entry in entries:
        by_person.setdefault(entry.person, []).append(entry)
    found: list[Finding] = []
    for own in by_person.values():
        worked = [entry for entry in own if entry.card.to_export]
        for entry in worked:
            if entry.here:
                found.extend(_alone(entry, settings))
        found.extend(_together(worked))
        found.extend(_without_times(worked))
        found.extend(_on_leave(own))
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.person, f.day or date.min, f.code, f.details)))


def _alone(entry: Entry, settings: FindingSettings) -> Iterator[Finding]:
    """What is doubtful about an entry by itself. A break that is too long is said elsewhere: it blocks."""
    times, net = entry.card.times, entry.card.net_minutes
    length = Fraction(times.elapsed_minutes) if times is not None else net
    if length > settings.longest_shift:
        longest = Amount.from_fraction(Fraction(settings.longest_shift, 60))
        yield entry.about("entry-too-long", hours=Amount.from_fraction(length / 60), longest=longest)
    if net == 0 and not (times is not None and times.break_too_long):
        yield entry.about("zero-time")


def _together(worked: Sequence[Entry]) -> Iterator[Finding]:
    """Each entry that begins before an earlier one of the same person has ended, on whatever day, in whatever venue."""
    timed = [(entry.card.times, entry) for entry in worked if entry.card.times is not None]
    lasting = [(times, entry) for times, entry in timed if times.elapsed_minutes > 0]
    lasting.sort(key=lambda each: (each[0].start, each[0].end, each[1].card.id))
    for place, (times, entry) in enumerate(lasting):
        earlier = [each for each in lasting[:place] if each[0].end > times.start]
        twins = [each for each in earlier if (each[0].start, each[0].end) == (times.start, times.end)]
        for other_times, other in (twins or earlier)[:1]:
            yield from _pair(entry, _words(times), other, _words(other_times), "twice" if twins else "overlap")


def _without_times(worked: Sequence[Entry]) -> Iterator[Finding]:
    """The same hours on the same day out of two sources, of which at least one gives no times."""
    for place, entry in enumerate(worked):
        for other in worked[:place]:
            mine, theirs = entry.card, other.card
            same = (mine.day, mine.net_minutes) == (theirs.day, theirs.net_minutes) and mine.net_minutes > 0
            if same and mine.source != theirs.source and (mine.times is None or theirs.times is None):
                hours = str(Amount.from_fraction(mine.net_minutes / 60))
                yield from _pair(entry, hours, other, hours, "twice")


def _pair(entry: Entry, words: str, other: Entry, other_words: str, how: str) -> Iterator[Finding]:
    """One finding about a pair: about the later entry, or about the earlier one when only that is paid here."""
    if not entry.here:
        entry, words, other, other_words = other, other_words, entry, words
    if entry.here:
        places = {"venue": entry.card.venue, "other_venue": other.card.venue, "times": words}
        code = "entry-twice" if how == "twice" else "entries-overlap"
        yield entry.about(code, **places, other=other.card.key, other_times=other_words)


def _words(times: ShiftTimes) -> str:
    start, end = times.start.astimezone(AMSTERDAM), times.end.astimezone(AMSTERDAM)
    return f"{start:%d-%m %H:%M}-{end:%H:%M}"


def _on_leave(own: Sequence[Entry]) -> Iterator[Finding]:
    """Once per day, whatever number of shifts."""
    away = {
        (entry.card.day, ON_LEAVE[entry.card.kind])
        for entry in own
        if entry.card.kind in ON_LEAVE and entry.card.status is TimecardStatus.APPROVED
    }
    told: set[tuple[date, str]] = set()
    for entry in own:
        for code in sorted({code for day, code in away if day == entry.card.day}):
            works = entry.here and entry.card.to_export and entry.card.net_minutes > 0
            if works and (entry.card.day, code) not in told:
                told.add((entry.card.day, code))
                yield entry.about(code)


def sent_by_own_link(
    lines: Iterable[PayLine],
    marked: Mapping[str, Timecard],
    counted: AbstractSet[str],
    accepted: AbstractSet[str],
) -> tuple[Finding, ...]:
    """What these lines would pay although eitje's own link sent it already; it stops the person until accepted.

    ``marked`` are the entries of which eitje says so, by id; ``counted`` the ids of entries that lines of ours count:
    for those it is a warning, for they are paid. ``accepted`` are the ids of findings that a person took upon them.
    """
    found: dict[Finding, None] = {}
    for line in lines:
        for source in line.sources:
            card = marked.get(source.timecard)
            if card is None:
                continue
            entry = Entry(card, card.person.key, line.key.employee, line.key.contract_type, here=True)
            hours = Amount.from_fraction(card.net_minutes / 60)
            finding = entry.about("own-link-sent", hours=hours, period=line.key.period)
            taken = finding.id in accepted
            if source.timecard not in counted:
                found[replace(finding, accepted=taken)] = None
            elif not taken:
                found[entry.about("own-link-sent-too", hours=hours)] = None
    return tuple(found)
