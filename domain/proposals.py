"""Proposals: who in the payroll a person in the hours may be, by name, each with a score and the reason in words.

A name only ever proposes; a person confirms. The score is a sum of points, the same for the same names on every run:

>>> from domain.terms import CompanyId, EmployeeId
>>> from domain.team_member import TeamMember
>>> noor = TeamMember(CompanyId("1"), EmployeeId("7"), 1, "Noor van Dijk", "Noor", "van", "Dijk")
>>> score, reasons = weigh("N. van Dijk", noor)
>>> score, say(reasons)
(85, 'same last name and prefix, first initial agrees')
>>> weigh("Noor Dijk", noor)[0], weigh("Dijk Noor van", noor)[0], weigh("Bram van Dijk", noor)[0]
(88, 88, 0)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.names import Likeness, Reading, alike_first, alike_last, reading_of, readings, sound
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.timecard import plain_email

LEAST = 50
"""A lower score is not proposed."""
SURELY = 90
"""From here on a name is the same one but for a prefix or a first name left out; only the same last name gets there."""
CLEAR_LEAD = 10
"""So many points the best proposal must be ahead of the next one to be the one that is meant."""
AROUND = timedelta(days=31)
"""Employed so shortly before the latest hours still counts as employed around those days."""

LAST_POINTS = {Likeness.SAME: 50, Likeness.PART: 38, Likeness.ALMOST: 33, Likeness.INITIAL: 5}
PREFIX_POINTS = {Likeness.SAME: 15, Likeness.ABSENT: 3, Likeness.DIFFERENT: -10}
FIRST_POINTS = {
    Likeness.SAME: 35,
    Likeness.PART: 30,
    Likeness.ALMOST: 22,
    Likeness.INITIAL: 20,
    Likeness.NICKNAME: 10,
    Likeness.ABSENT: 0,
}
SWAPPED, ELSEWHERE, NOT_EMPLOYED, ADDRESS = -12, -10, -30, 60
"""Points off for a swapped order, another company, not employed around those days; the least for an equal address."""

Reason = tuple[str, str]
"""A code of ``REASONS``, and what fills it in."""

REASONS: dict[str, tuple[str, str]] = {
    "last-and-prefix": ("same last name and prefix", "zelfde achternaam en tussenvoegsel"),
    "last-same": ("same last name", "zelfde achternaam"),
    "last-part": ("one of two last names is the same", "een van twee achternamen is gelijk"),
    "last-almost": ("last name spelled almost the same", "achternaam bijna gelijk gespeld"),
    "last-initial": ("initial of the last name agrees", "eerste letter van de achternaam klopt"),
    "prefix-absent": ("prefix on one side only", "tussenvoegsel maar aan één kant"),
    "prefix-different": ("another prefix", "ander tussenvoegsel"),
    "first-same": ("same first name", "zelfde voornaam"),
    "first-part": ("one of the first names is the same", "een van de voornamen is gelijk"),
    "first-almost": ("first name spelled almost the same", "voornaam bijna gelijk gespeld"),
    "first-initial": ("first initial agrees", "eerste voorletter klopt"),
    "first-nickname": ("first name may be a nickname", "voornaam kan een roepnaam zijn"),
    "first-absent": ("first name on one side only", "voornaam maar aan één kant"),
    "swapped": ("first and last name swapped", "voor- en achternaam omgewisseld"),
    "address": ("same e-mail address", "zelfde e-mailadres"),
    "elsewhere": ("works for another company", "werkt bij een ander bedrijf"),
    "left": ("left on {}", "uit dienst sinds {}"),
    "starts": ("starts only on {}", "pas in dienst op {}"),
    "never-employed": ("never employed in Nmbrs", "nooit in dienst in Nmbrs"),
}


class Open(StrEnum):
    """Why none of the proposals for somebody is confirmed together with others."""

    SEVERAL = "several"
    LOW = "low"
    TAKEN = "taken"
    SHARED_NAME = "shared-name"

    def words(self, language: str = "en") -> str:
        """In ``en`` or ``nl``."""
        return _OPEN[self][language == "nl"]


_OPEN: dict[Open, tuple[str, str]] = {
    Open.SEVERAL: ("more than one employee may be meant", "er kan meer dan één medewerker bedoeld zijn"),
    Open.LOW: ("the score is too low", "de score is te laag"),
    Open.TAKEN: ("somebody else is, or looks like, the same employee", "iemand anders is of lijkt dezelfde medewerker"),
    Open.SHARED_NAME: ("two people bear this name", "twee mensen dragen deze naam"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody in the hours to be found. ``day`` is that of the latest hours, ``home`` the company of their venue.

    ``emails`` are all addresses that eitje has for this person.
    """

    name: str
    day: date
    home: CompanyId | None = None
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An employee who may be meant. ``score`` is 0 to 100; ``left`` the last day of somebody who was gone by then."""

    employee: EmployeeId
    company: CompanyId
    score: int
    reasons: tuple[Reason, ...]
    left: date | None = None

    def reason(self, language: str = "en") -> str:
        """Why, in ``en`` or ``nl``."""
        return say(self.reasons, language)


def say(reasons: Iterable[Reason], language: str = "en") -> str:
    """Reasons in words."""
    return ", ".join(REASONS[code][language == "nl"].format(value) for code, value in reasons)


def weigh(name: str, member: TeamMember) -> tuple[int, tuple[Reason, ...]]:
    """How much a name looks like that of an employee, and why; 0 when it does not."""
    best: tuple[int, tuple[Reason, ...]] = (0, ())
    for mine in readings(name):
        for theirs in readings_of(member):
            found = _weigh(mine, theirs)
            if found[0] > best[0]:
                best = found
    return best


def resembles(name: str, member: TeamMember) -> bool:
    """False when a name has nothing in common with that of an employee."""
    return _score(name, member.first_name, member.prefix, member.last_name, member.name) > 0


@lru_cache(maxsize=65_536)
def _score(name: str, *parts: str) -> int:
    first, prefix, last, whole = parts
    known = reading_of(first, prefix, last)
    return max((_weigh(a, b)[0] for a in readings(name) for b in ([known] if known else readings(whole))), default=0)


def readings_of(member: TeamMember) -> tuple[Reading, ...]:
    """The one reading of a name whose parts the payroll knows, else those of the whole name."""
    known = reading_of(member.first_name, member.prefix, member.last_name)
    return (known,) if known else readings(member.name)


def _weigh(mine: Reading, theirs: Reading) -> tuple[int, tuple[Reason, ...]]:
    first = alike_first(mine.first, theirs.first)
    if first not in FIRST_POINTS:
        return 0, ()
    last, prefix = alike_last(mine.last, theirs.last)
    if last not in LAST_POINTS or (last is Likeness.INITIAL and first not in (Likeness.SAME, Likeness.PART)):
        return 0, ()
    prefixed = prefix is Likeness.SAME and bool(mine.last[0].prefix)
    whole = last is Likeness.SAME and prefixed
    codes = ["last-and-prefix" if whole else f"last-{last.value}"]
    codes += [f"prefix-{prefix.value}"] if prefix is not Likeness.SAME else []
    codes += [f"first-{first.value}"]
    swapped = mine.swapped is not theirs.swapped
    codes += ["swapped"] if swapped else []
    points = LAST_POINTS[last] + PREFIX_POINTS[prefix] + FIRST_POINTS[first] + (SWAPPED if swapped else 0)
    return max(points, 0), tuple((code, "") for code in codes)


def _letters(found: Iterable[Reading]) -> set[str]:
    """The first letters of the last names, as they sound."""
    words = {word for reading in found for name in reading.last for word in name.words}
    return {sound(word)[0] for word in words}


def _last_names(found: Iterable[Reading]) -> set[str]:
    """Whole last names, in two ways that agree wherever `alike_last` finds them the same."""
    cores = [[name.core for name in reading.last] for reading in found]
    return {"".join(each) for each in cores} | {"|".join(sorted(set(each))) for each in cores}


class Proposer:
    """Proposes among these employees."""

    def __init__(self, members: Sequence[TeamMember]) -> None:
        self._by_letter: dict[str, list[TeamMember]] = {}
        self._by_last_name: dict[str, list[TeamMember]] = {}
        self._by_email: dict[str, list[TeamMember]] = {}
        for member in members:
            for letter in _letters(readings_of(member)):
                self._by_letter.setdefault(letter, []).append(member)
            for name in _last_names(readings_of(member)):
                self._by_last_name.setdefault(name, []).append(member)
            for email in {plain_email(text) for text in member.emails if text.strip()}:
                self._by_email.setdefault(email, []).append(member)

    def propose(self, sought: Sought, surely: bool = False) -> tuple[Proposal, ...]:
        """The employees who may be meant: the best first, of equal ones the lower company and number first.

        ``surely`` looks only among those with the very same last name, without whom no score reaches `SURELY`.
        """
        candidates = self._namesakes(sought) if surely else self._candidates(sought)
        found = ((member, self._proposal(sought, member)) for member in candidates)
        worth = [(proposal, member) for member, proposal in found if proposal is not None]
        worth.sort(key=lambda pair: (-pair[0].score, pair[1].company, pair[1].number, pair[1].employee))
        return tuple(proposal for proposal, _ in worth)

    def _candidates(self, sought: Sought) -> Iterable[TeamMember]:
        """Whoever may score at all, for comparing everybody with everybody takes long: a letter must agree."""
        by_name = [m for letter in sorted(_letters(readings(sought.name))) for m in self._by_letter.get(letter, ())]
        by_address = [m for email in sought.emails for m in self._by_email.get(plain_email(email), ())]
        return {member.employee: member for member in (*by_name, *by_address)}.values()

    def _namesakes(self, sought: Sought) -> Iterable[TeamMember]:
        names = _last_names(readings(sought.name))
        found = (member for name in sorted(names) for member in self._by_last_name.get(name, ()))
        return {member.employee: member for member in found}.values()

    def _proposal(self, sought: Sought, member: TeamMember) -> Proposal | None:
        score, reasons = weigh(sought.name, member)
        emails = {plain_email(email) for email in sought.emails if email.strip()}
        if emails & {plain_email(email) for email in member.emails}:
            score, reasons = max(score, ADDRESS), (*reasons, ("address", ""))
        if score < LEAST:
            return None
        if sought.home is not None and member.company != sought.home:
            score, reasons = score + ELSEWHERE, (*reasons, ("elsewhere", ""))
        away = not_employed(member, sought.day)
        if away is not None:
            score, reasons = score + NOT_EMPLOYED, (*reasons, away)
        left = member.last_day if away is not None and away[0] == "left" else None
        return Proposal(member.employee, member.company, max(score, 0), reasons, left)


def not_employed(member: TeamMember, day: date) -> Reason | None:
    """Why somebody was not employed around a day; None when they were."""
    if any(span.start <= day and (span.end is None or span.end >= day - AROUND) for span in member.employments):
        return None
    if not member.employments:
        return ("never-employed", "")
    later = [span.start for span in member.employments if span.start > day]
    if later:
        return ("starts", min(later).isoformat())
    return ("left", str(member.last_day))


def clearly_best(proposals: Sequence[Proposal]) -> Proposal | None:
    """The first when it is well ahead of all others; None when more than one may be meant, or nobody."""
    if not proposals or any(other.score > proposals[0].score - CLEAR_LEAD for other in proposals[1:]):
        return None
    return proposals[0]
