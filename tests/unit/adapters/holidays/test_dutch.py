"""The Dutch calendar against dates from the almanac."""

from datetime import date

import pytest

from adapters.holidays import DutchHolidays

USUAL = [
    "Nieuwjaarsdag",
    "Eerste paasdag",
    "Tweede paasdag",
    "Koningsdag",
    "Hemelvaartsdag",
    "Eerste pinksterdag",
    "Tweede pinksterdag",
    "Eerste kerstdag",
    "Tweede kerstdag",
]


def dates(year: int) -> dict[str, date]:
    return {each.name: each.day for each in DutchHolidays().of_year(year)}


def test_the_year_2026() -> None:
    found = DutchHolidays().of_year(2026)
    assert [each.name for each in found if each.usual] == USUAL
    assert [(each.name, each.day) for each in found if not each.usual] == [
        ("Goede vrijdag", date(2026, 4, 3)),
        ("Bevrijdingsdag", date(2026, 5, 5)),
    ]
    assert dates(2026) | {
        "Nieuwjaarsdag": date(2026, 1, 1),
        "Eerste paasdag": date(2026, 4, 5),
        "Tweede paasdag": date(2026, 4, 6),
        "Koningsdag": date(2026, 4, 27),
        "Hemelvaartsdag": date(2026, 5, 14),
        "Eerste pinksterdag": date(2026, 5, 24),
        "Tweede pinksterdag": date(2026, 5, 25),
        "Eerste kerstdag": date(2026, 12, 25),
        "Tweede kerstdag": date(2026, 12, 26),
    } == dates(2026)


@pytest.mark.parametrize(("year", "day"), [(2025, 26), (2027, 27), (2031, 26)])
def test_king_s_day_is_never_on_a_sunday(year: int, day: int) -> None:
    assert dates(year)["Koningsdag"] == date(year, 4, day)


def test_every_year_has_them_all_also_when_two_fall_together() -> None:
    for year in range(2020, 2061):
        assert set(dates(year)) == {*USUAL, "Goede vrijdag", "Bevrijdingsdag"}
