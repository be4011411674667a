"""The invented people of the samples and what they worked, entry by entry. Hours are written down, never computed here.

An entry: day of the month, start and end, break, net hours, meals. See ``samples/README.md`` for the sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KADE, ZUID = "De Kade", "Strandtent Zuid"
FLEX, FREELANCE = "nul uren", "zzp"


@dataclass(frozen=True)
class Person:
    """Somebody as eitje knows them."""

    name: str
    email: str
    nmbrs_id: str
    venue: str
    team: str


NOOR = Person("Noor van Dijk", "noor.vandijk@kade.example", "", KADE, "Bediening")
DAAN = Person("Daan de Vries", "daan.devries@kade.example", "", KADE, "Bediening")
ZOE = Person("Zoë van den Berg", "zoe@kade.example", "", KADE, "Keuken")
EMRE = Person("Emre Yılmaz", "emre@kade.example", "", KADE, "Bar")
SOPHIE = Person("Sophie Jansen", "sophie.jansen@kade.example", "503205", KADE, "Bediening")
OTHER_SOPHIE = Person("Sophie Jansen", "s.jansen2@kade.example", "503206", ZUID, "Strand")
BRAM = Person("Bram Bakker", "bram@kade.example", "", KADE, "Keuken")
FATIMA = Person("Fatima el Amrani", "fatima@kade.example", "", KADE, "Bediening")
JOOST = Person("Joost van der Meer", "", "", KADE, "Afwas")
KEES = Person("Kees Vos", "kees@vos.example", "", ZUID, "Keuken")

PEOPLE = (NOOR, DAAN, ZOE, EMRE, SOPHIE, OTHER_SOPHIE, BRAM, FATIMA, JOOST, KEES)
IDS_IN_USER_FILE = {SOPHIE.email: "503205", OTHER_SOPHIE.email: "503206", "": "503209"}
"""Nmbrs IDs in the user file, by e-mail; Joost has none."""


@dataclass(frozen=True)
class Entry:
    """A row of an export."""

    person: Person
    day: date
    times: str
    pause: str
    hours: str
    meals: str = ""
    contract_type: str = FLEX
    venue: str = ""
    kind: str = "gewerkte uren"


def month(year: int, number: int, person: Person, *lines: str, **same: str) -> list[Entry]:
    """Entries from lines such as ``02 10:00 18:00 0:30 7:30 lunch``; ``-`` for no time."""
    entries = []
    for line in lines:
        day, start, end, pause, hours, *meals = line.split(maxsplit=5)
        times = "" if start == "-" else f"{start} - {end}"
        rest = {"meals": meals[0] if meals else "", **same}
        entries.append(Entry(person, date(year, number, int(day)), times, pause.strip("-"), hours, **rest))
    return entries


def october(person: Person, *lines: str, **same: str) -> list[Entry]:
    """Entries of October 2026."""
    return month(2026, 10, person, *lines, **same)


def march(person: Person, *lines: str, **same: str) -> list[Entry]:
    """Entries of March 2026."""
    return month(2026, 3, person, *lines, **same)


OCTOBER = [
    *october(
        NOOR,
        "02 10:00 18:00 0:30 7:30 lunch",
        "09 10:00 17:45 0:30 7:15",
        "16 17:00 23:45 0:30 6:15",
        "23 11:00 20:00 0:30 8:30 lunch",
    ),
    *october(
        DAAN,
        "03 09:00 17:00 0:30 7:30",
        "10 09:00 17:00 0:30 7:30",
        "17 09:00 15:30 0:30 6:00",
        "30 12:00 20:30 0:30 8:00 diner",
    ),
    *october(
        ZOE,
        "01 16:03 22:47 0:30 6:14 diner",
        "04 15:58 22:31 0:30 6:03",
        "08 16:11 23:02 0:25 6:26",
        "11 16:00 22:40 0:30 6:10",
        "15 16:07 22:58 0:30 6:21 diner",
        "18 15:49 22:09 0:20 6:00",
        "22 16:02 16:02 0:00 0:00",
        "29 16:00 22:20 0:30 5:50",
    ),
    *october(
        EMRE,
        "02 10:00 14:00 0:00 4:00",
        "02 17:00 22:30 0:30 5:00 diner",
        "10 09:30 13:30 0:00 4:00",
        "17 18:00 02:00 0:30 7:30",
        "24 18:00 02:30 0:30 9:00",
    ),
    *october(
        EMRE,
        "03 18:00 02:00 0:30 7:30",
        "09 17:30 01:15 0:30 7:15",
        "10 18:00 01:30 0:30 7:00",
        "31 18:00 02:00 0:30 7:30",
        venue=ZUID,
    ),
    *october(
        SOPHIE,
        "05 11:00 19:00 0:30 7:30 lunch",
        "12 11:00 19:20 0:30 7:50",
        "19 11:00 19:20 0:30 7:50 lunch",
        "26 11:00 18:50 0:30 7:20",
    ),
    *october(
        OTHER_SOPHIE,
        "06 12:00 19:50 0:30 7:20",
        "13 12:00 19:50 0:30 7:20",
        "20 12:00 19:50 0:30 7:20 2 x lunch, diner",
    ),
    *october(
        BRAM,
        "05 08:00 16:30 0:30 8:00 lunch",
        "06 08:00 16:30 0:30 8:00",
        "07 08:00 16:30 0:30 8:00",
        "12 08:00 16:30 0:30 8:00 lunch",
        "13 08:00 16:30 0:30 8:00",
        "20 08:00 16:30 0:30 8:00",
        "21 08:00 16:30 0:30 8:00",
        "26 08:00 16:30 0:30 8:00 lunch",
        "27 08:00 16:30 0:30 8:00",
        "28 08:00 17:45 0:30 9:15",
        contract_type="uren contract (24)",
    ),
    *october(BRAM, "14 - - - 8:00", contract_type="uren contract (24)", kind="ziek"),
    *october(BRAM, "19 - - - 8:00", contract_type="uren contract (24)", kind="verlof"),
    *october(
        FATIMA,
        "01 17:00 23:00 0:15 5:45",
        "05 17:00 23:30 0:30 6:00",
        "10 16:30 00:30 0:30 7:30",
        "15 18:00 01:00 0:30 6:30",
    ),
    *october(
        FATIMA,
        "16 15:00 21:00 0:30 5:30 diner",
        "19 09:00 14:30 0:30 5:00",
        "23 15:00 21:00 0:30 5:30",
        "24 20:00 04:00 0:30 8:30",
        "26 09:00 14:30 0:30 5:00",
        contract_type="uren contract (20)",
    ),
    *october(FATIMA, "30 - - - 4:00", contract_type="uren contract (20)", kind="bijzonder verlof"),
    *october(
        JOOST,
        "03 18:00 23:00 0:00 5:00",
        "10 18:00 23:10 0:00 5:10",
        "17 18:00 22:55 0:00 4:55",
        "24 18:00 23:05 0:00 5:05",
        "31 18:00 23:40 0:00 5:40",
    ),
    *october(
        KEES,
        "03 10:00 22:00 1:00 11:00",
        "04 10:00 22:00 1:00 11:00",
        "17 10:00 21:00 1:00 10:00",
        contract_type=FREELANCE,
    ),
]
OCTOBER_TOTAL = "427:09"

BEFORE = Entry(DAAN, date(2026, 10, 17), "09:00 - 15:30", "0:30", "6:00")
AFTER = Entry(DAAN, date(2026, 10, 17), "09:00 - 17:15", "0:30", "7:45")
"""The late correction: Daan stayed an hour and three quarters longer."""
CORRECTED_TOTAL = "428:54"

MARCH = [
    *march(NOOR, "07 10:00 18:00 0,5 7,5 lunch", "14 10:00 17:20 0,5 6,83"),
    *march(DAAN, "08 12:00 20:00 0,5 7,5", "29 10:00 18:00 0,5 7,5"),
    *march(ZOE, "06 16:00 23:50 0,5 7,33", "13 16:00 23:50 0,5 7,33", "20 16:00 23:50 0,5 7,33 diner"),
    *march(EMRE, "28 20:00 04:00 0,5 6,5"),
    *march(EMRE, "21 18:00 02:00 0,5 7,5", venue=ZUID),
    *march(FATIMA, "28 18:00 03:30 0,5 8"),
    *march(BRAM, "02 08:00 16:30 0,5 8 lunch", contract_type="uren contract (24)"),
    *march(JOOST, "29 03:00 07:00 0 4"),
]
MARCH_TOTAL = "85,33"
