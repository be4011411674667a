"""Names as people write them: every way in which a whole name may be read, and how much two names have in common.

A reading is first names or initials, and a last name with its prefix (*van der*), which may be double. "N. van Dijk",
"Dijk, Noor van" and "van Dijk Noor" all have a reading with the last name *Dijk*, the prefix *van* and the first letter
N. Nothing here decides who somebody is: see ``domain.proposals``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from domain.timecard import plain_name

_BEFORE = """
    van von vande vanden vander de den der het t te ter ten tot op aan in bij over uit onder voor d l s v vd
    la le les du des del della di da do dos das el al ben bin bint ibn abu ait zu zur zum af av o mac mc st
"""
PREFIXES = frozenset(_BEFORE.split())
"""What may stand before a last name, without points and apostrophes."""

_ABBREVIATED = {"v": "van", "vd": "van d", "vande": "van de", "vanden": "van den", "vander": "van der"}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"})
_SOUNDS = (("ij", "y"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("dt", "t"), ("ks", "x"), ("c", "k"), ("q", "k"))
_NICKNAMES = (
    "jan johannes johan hans jannes",
    "bram abraham",
    "kees cornelis cor cees",
    "piet pieter peter petrus",
    "wim willem",
    "henk hendrik henri rik",
    "bas sebastiaan bastiaan",
    "bert albert hubert lambert robert",
    "rob robert robbert",
    "klaas nicolaas nick nico niek",
    "koen coenraad koenraad",
    "tom thomas thom",
    "sanne susanne suzanne",
    "lies elisabeth els elise liesbeth bep betty",
    "ria maria mieke marieke mia",
    "annie anna anneke anne",
    "ineke ina wilhelmina mien",
    "truus geertruida trudy",
    "sjaak jacques jaap jacob",
    "mo mohamed mohammed mohammad muhammad",
    "fatma fatima",
    "theo theodoor theodorus",
    "toon ton antoon anton antonius",
    "gijs gijsbert",
    "daan daniel",
    "max maximiliaan",
    "lex alex alexander xander sander",
)
_GROUPS: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(_NICKNAMES):
    for _name in _group.split():
        _GROUPS[_name] = _GROUPS.get(_name, frozenset()) | {_number}


ALMOST = 0.85
"""So much of two words must agree, in the same order, for them to be spelled almost the same."""


@dataclass(frozen=True, slots=True)
class LastName:
    """One last name: *van der Meer* is prefix ``van der`` and words ``("meer",)``."""

    prefix: str
    words: tuple[str, ...]

    @property
    def core(self) -> str:
        """The words as one."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a whole name. ``last`` holds two in a double name; ``swapped``: the last name stood first."""

    first: tuple[str, ...]
    last: tuple[LastName, ...]
    swapped: bool = False


class Likeness(Enum):
    """How much two names, or two prefixes, have in common; the first is the most."""

    SAME = "same"
    PART = "part"
    ALMOST = "almost"
    INITIAL = "initial"
    NICKNAME = "nickname"
    ABSENT = "absent"
    """One side does not say."""
    DIFFERENT = "different"


@lru_cache(maxsize=16384)
def readings(text: str) -> tuple[Reading, ...]:
    """Every way to read a whole name; none for a text without letters.

    >>> readings("Dijk, Noor van")[0]
    Reading(first=('noor',), last=(LastName(prefix='van', words=('dijk',)),), swapped=False)
    >>> readings("N. van Dijk")[0]
    Reading(first=('n',), last=(LastName(prefix='van', words=('dijk',)),), swapped=False)
    """
    left, comma, right = text.partition(",")
    if comma and _words(left) and _words(right):
        return _with_comma(_words(left), _words(right))
    return tuple(dict.fromkeys(_without_comma(_words(text.replace(",", " ")))))


@lru_cache(maxsize=16384)
def reading_of(first: str, prefix: str, last: str) -> Reading | None:
    """The reading of a name whose parts are known; None without a last name."""
    words = [*_words(prefix), *_words(last)]
    names = _last(words) if _words(last) else ()
    return Reading(_first(_words(first)), names) if names else None


def _with_comma(left: list[str], right: list[str]) -> tuple[Reading, ...]:
    """``Dijk, Noor van`` and ``van Dijk, Noor``: the usual order of lists, not a swapped one."""
    behind = len(right)
    while behind > 1 and right[behind - 1] in PREFIXES:
        behind -= 1
    names = _last([*right[behind:], *left])
    return (Reading(_first(right[:behind]), names),) if names else ()


def _without_comma(words: list[str]) -> Iterator[Reading]:
    """First names before last names, and the other way round; a prefix belongs to the last name behind it."""
    if len(words) == 1 or (words and words[0] in PREFIXES):
        yield from _reading([], words, swapped=False)
    for at in range(1, len(words)):
        if "-" in (words[at - 1], words[at]):
            continue
        front, back = words[:at], words[at:]
        if front[-1] not in PREFIXES or len(front[-1]) == 1:
            yield from _reading(front, back, swapped=False)
        if back[0] not in PREFIXES or len(back[0]) == 1:
            yield from _reading(back, front, swapped=True)
            if len(words) > at + 1 and words[-1] in PREFIXES:
                behind = next((n for n in range(len(words), at, -1) if words[n - 1] not in PREFIXES), at)
                yield from _reading(words[at:behind], [*words[behind:], *front], swapped=True)


def _reading(first: list[str], last: list[str], swapped: bool) -> Iterator[Reading]:
    """A letter by itself is an initial, and begins no last name of several words."""
    names = _last(last)
    if names and not any(len(name.words) > 1 and len(name.words[0]) == 1 for name in names):
        yield Reading(_first(first), names, swapped)


def _words(text: str) -> list[str]:
    """Plain words; a hyphen is a word of its own, apostrophes fall away, points divide initials."""
    plain = plain_name(text).translate(_LETTERS)
    plain = re.sub(r"['’‘`´]", "", plain.replace("/", " "))
    plain = re.sub(r"[-–—]+", " - ", plain)
    words = re.sub(r"[^\w-]|[\d_]", " ", plain).split()
    while words and words[0] == "-":
        words = words[1:]
    while words and words[-1] == "-":
        words = words[:-1]
    return words


def _first(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word != "-")


def _last(words: list[str]) -> tuple[LastName, ...]:
    """The last names, apart where a hyphen stands; each keeps at least one word that is no prefix of it."""
    names: list[LastName] = []
    part: list[str] = []
    for word in [*words, "-"]:
        if word != "-":
            part.append(word)
            continue
        start = 0
        while start < len(part) - 1 and part[start] in PREFIXES:
            start += 1
        if part[start:]:
            prefix = " ".join(_ABBREVIATED.get(each, each) for each in part[:start])
            names.append(LastName(prefix, tuple(part[start:])))
        part = []
    return tuple(names)


def alike_prefix(one: str, other: str) -> Likeness:
    """Prefixes may be abbreviated: ``v d`` is *van de*, *van den* and *van der*."""
    if one == other:
        return Likeness.SAME
    if not one or not other:
        return Likeness.ABSENT
    short, long = sorted((one.split(), other.split()), key=lambda words: sum(map(len, words)))
    abbreviated = len(short) == len(long) and all(b.startswith(a) for a, b in zip(short, long, strict=True))
    same = abbreviated and any(len(a) == 1 and a != b for a, b in zip(short, long, strict=True))
    return Likeness.SAME if same else Likeness.DIFFERENT


def alike_last(one: tuple[LastName, ...], other: tuple[LastName, ...]) -> tuple[Likeness, Likeness]:
    """How alike the last names are, and the prefixes of those that agree."""
    whole, theirs = "".join(name.core for name in one), "".join(name.core for name in other)
    if whole == theirs or {name.core for name in one} == {name.core for name in other}:
        pairs = [(a.prefix, b.prefix) for a in one for b in other if a.core == b.core] or [
            (one[0].prefix, other[0].prefix)
        ]
        return Likeness.SAME, max((alike_prefix(a, b) for a, b in pairs), key=list(Likeness).index)
    for mine, yours in ((a, b) for a in _singles(one) for b in _singles(other)):
        if mine.core == yours.core and len(mine.core) > 2:
            return Likeness.PART, alike_prefix(mine.prefix, yours.prefix)
    prefix = alike_prefix(one[0].prefix, other[0].prefix)
    if 1 in (len(whole), len(theirs)):
        same = whole[0] == theirs[0]
        return (Likeness.INITIAL, prefix) if same else (Likeness.DIFFERENT, prefix)
    return (Likeness.ALMOST if almost(whole, theirs) else Likeness.DIFFERENT), prefix


def _singles(names: tuple[LastName, ...]) -> list[LastName]:
    """Each last name of its own, also where a double one is written without a hyphen."""
    words = [
        LastName(name.prefix if at == 0 else "", (word,))
        for name in names
        if len(name.words) > 1
        for at, word in enumerate(name.words)
        if word not in PREFIXES
    ]
    return [*names, *words]


def alike_first(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """How alike the first names are; initials agree when none of them contradicts."""
    if not one or not other:
        return Likeness.ABSENT
    if "".join(one) == "".join(other) or (one[0] == other[0] and len(one[0]) > 1):
        return Likeness.SAME
    if any(len(word) > 1 for word in set(one) & set(other)):
        return Likeness.PART
    if any(len(words[0]) == 1 for words in (one, other)):
        agree = all(a[0] == b[0] for a, b in zip(one, other, strict=False))
        return Likeness.INITIAL if agree else Likeness.DIFFERENT
    if almost(one[0], other[0]):
        return Likeness.ALMOST
    short, long = sorted((one[0], other[0]), key=len)
    group = _GROUPS.get(short, frozenset()) & _GROUPS.get(long, frozenset())
    return Likeness.NICKNAME if group or (len(short) > 2 and long.startswith(short)) else Likeness.DIFFERENT


def almost(one: str, other: str) -> bool:
    """True for two words that sound alike, or of which a letter or so differs.

    >>> almost("sophie", "sofie"), almost("jansen", "janssen"), almost("dijk", "dyk"), almost("smit", "bakker")
    (True, True, True, False)
    """
    heard, theirs = sound(one), sound(other)
    if heard[0] != theirs[0]:
        return False
    if heard == theirs:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 5 or 2 * shorter < ALMOST * (shorter + longer):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALMOST


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A word as it is heard, roughly: *Sophie* and *Sofie* are the same."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)
