"""A hundred invented people of three venues, with their employers and contracts over a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

HAVENHUIS, PROEFLOKAAL, DUINZICHT = "Havenhuis", "Proeflokaal", "Duinzicht"
VENUES = (HAVENHUIS, PROEFLOKAAL, DUINZICHT)
MONTHLY, FOUR_WEEKLY = 1300, 1301
"""The two companies: the first pays by the month, the second every four weeks."""
COMPANY_OF = {HAVENHUIS: MONTHLY, PROEFLOKAAL: MONTHLY, DUINZICHT: FOUR_WEEKLY}
FLEX, FIXED, FREELANCE = "nul uren", "uren contract", "zzp"
KITCHEN = "Keuken"
TEAMS = ("Bediening", KITCHEN, "Bar", "Afwas")
PEOPLE = 100

SPANS = {
    (MONTHLY, FLEX): (date(2026, 1, 1), date(2026, 12, 31)),
    (MONTHLY, FIXED): (date(2025, 12, 21), date(2026, 12, 20)),
    (FOUR_WEEKLY, FLEX): (date(2025, 12, 29), date(2027, 1, 3)),
    (FOUR_WEEKLY, FIXED): (date(2025, 12, 29), date(2027, 1, 3)),
}
"""The first and last day of wage year 2026, per company and contract type: worked out by hand."""

_FIRST = ("Aart", "Bodil", "Chloë", "Dineke", "Evert", "Frédérique", "Gijs", "Hülya", "Ise", "Jurre")
_LAST = ("Brink", "Dijkgraaf", "Çelik", "van der Heide", "Kooij", "de Ruiter", "ter Horst", "Öztürk", "Smid", "Wierda")
_PREFIXES = ("van der", "van", "de", "ter")


@dataclass(frozen=True)
class Contract:
    """A contract from its first to its last day. ``kind`` is eitje's word; ``weekly`` hours, 0 for none agreed."""

    kind: str
    first: date
    last: date | None
    weekly: int = 0


@dataclass(frozen=True)
class Person:
    """Somebody as eitje and Nmbrs know them. ``known_by`` is what eitje's rows tell: an address, an id, or a name."""

    number: int
    name: str
    email: str
    venue: str
    team: str
    known_by: str
    several_venues: bool
    contracts: tuple[Contract, ...]

    @property
    def freelance(self) -> bool:
        """True when no company of the group employs this person."""
        return self.contracts[0].kind == FREELANCE

    @property
    def company(self) -> int:
        """The employer, or for whom a freelancer works."""
        return COMPANY_OF[self.venue]

    @property
    def employee(self) -> int:
        """The id in Nmbrs."""
        return 610_000 + self.number

    @property
    def parts(self) -> tuple[str, str, str]:
        """First name, prefix, last name."""
        first, rest = self.name.split(" ", 1)
        prefix = next((each for each in _PREFIXES if rest.startswith(f"{each} ")), "")
        return first, prefix, rest.removeprefix(prefix).strip()

    def days(self) -> list[tuple[date, Contract]]:
        """Every day of the wage year on which a contract holds."""
        found = []
        for contract in self.contracts:
            first, last = SPANS.get((self.company, contract.kind), (date(2026, 1, 1), date(2026, 12, 31)))
            day, end = max(first, contract.first), min(last, contract.last or last)
            while day <= end:
                found.append((day, contract))
                day += timedelta(days=1)
        return found


def cast(random: Random) -> tuple[Person, ...]:
    """Everybody: a seventh freelance, a third on hours contracts; five change type, eight leave, ten start."""
    places = list(range(PEOPLE))
    employed = [n for n in places if not _freelance(n)]
    random.shuffle(employed)
    flexible = [n for n in employed if not _fixed(n)]
    changing = set(flexible[:5])
    others = [n for n in employed if n not in changing]
    leaving, starting = set(others[:8]), set(others[8:18])
    return tuple(_person(n, random, n in changing, n in leaving, n in starting) for n in places)


def _freelance(number: int) -> bool:
    return number % 7 == 3


def _fixed(number: int) -> bool:
    return number % 3 == 0


def _person(number: int, random: Random, changing: bool, leaving: bool, starting: bool) -> Person:
    name = f"{_FIRST[number % 10]} {_LAST[number // 10]}"
    first = date(2026, 3, 1) + timedelta(days=random.randrange(200)) if starting else date(2025, 1, 1)
    last = date(2026, 4, 1) + timedelta(days=random.randrange(200)) if leaving else None
    known_by = "name" if number % 10 == 9 else "Nmbrs id" if number % 10 in (5, 6, 7) else "e-mail"
    venue = (HAVENHUIS, DUINZICHT, HAVENHUIS, DUINZICHT, PROEFLOKAAL)[number % 5]
    if _freelance(number):
        contracts: tuple[Contract, ...] = (Contract(FREELANCE, first, last),)
        known_by = "e-mail"
    elif changing:
        day = date(2026, 2, 10) + timedelta(days=random.randrange(270))
        contracts = (Contract(FLEX, first, day - timedelta(days=1)), Contract(FIXED, day, last, 24))
    elif _fixed(number):
        contracts = (Contract(FIXED, first, last, random.choice((16, 24, 32))),)
    else:
        contracts = (Contract(FLEX, first, last),)
    email = f"medewerker{number:02d}@havengroep.example"
    team = TEAMS[number % 4]
    return Person(number, name, email, venue, team, known_by, number % 4 == 1, contracts)
