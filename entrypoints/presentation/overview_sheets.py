"""Overviews as sheets, with heads in English or Dutch."""

from __future__ import annotations

from collections.abc import Iterator

from application.ports.sheets import Cell, Sheet
from application.show_overview import ShownOverview
from domain.overview import Overview
from entrypoints.presentation.overview import reason

HEADS = {
    "people": (
        "People: Name, Employee, Contract type, Shifts, Days, Hours, Allowances, Meals, Previous period, Difference,"
        " Sent hours, State, Because",
        "Mensen: Naam, Medewerker, Contracttype, Diensten, Dagen, Uren, Toeslagen, Maaltijden, Vorige periode,"
        " Verschil, Verzonden uren, Status, Reden",
    ),
    "days": ("Days: Day, Venue, People, Shifts, Hours", "Dagen: Dag, Vestiging, Mensen, Diensten, Uren"),
    "plan": (
        "Plan: Contract type, Kind, Code, Comes to, In another period, Not in the plan, Kept as Nmbrs has it, Plan,"
        " Ties out",
        "Plan: Contracttype, Soort, Code, Komt uit op, In andere periode, Niet in het plan, Gelaten zoals in Nmbrs,"
        " Plan, Sluit aan",
    ),
    "entries": ("Entries: What, Entries, Hours, People", "Urenregels: Wat, Urenregels, Uren, Mensen"),
}
WORDS = {
    "in-plan": ("in the plan", "in het plan"),
    "imported": ("imported", "ingelezen"),
    "total": ("total", "totaal"),
    "yes": ("yes", "ja"),
    "no": ("NO", "NEE"),
    "not-yet-sent": ("not yet sent", "nog niet verzonden"),
    "partly-sent": ("partly sent", "deels verzonden"),
    "changed": ("changed since it was sent", "gewijzigd na verzending"),
    "sent": ("sent", "verzonden"),
    "no-hours": ("no hours", "geen uren"),
    "blocked": ("blocked", "tegengehouden"),
    "left-out": ("left out", "overgeslagen"),
    "unsettled": ("not known yet", "nog niet bekend"),
    "hours": ("hours", "uren"),
    "wage": ("wage", "loon"),
    "zero-hours": ("zero hours", "nul uren"),
    "hours-contract": ("hours contract", "uren contract"),
}

Rows = Iterator[tuple[Cell, ...]]


def word(text: str, language: str = "en") -> str:
    """A word of the product as a sheet or a screen writes it."""
    return WORDS[text][language == "nl"]


def overview_sheets(shown: ShownOverview, language: str = "en") -> dict[str, Sheet]:
    """``people``, ``days``, ``plan`` and ``entries``; each with its totals in the last row."""
    view = shown.overview
    rows = {
        "people": _people(view, language),
        "days": _days(view, language),
        "plan": _plan(view, language),
        "entries": _entries(view, language),
    }
    return {name: _sheet(name, language, made) for name, made in rows.items()}


def _sheet(name: str, language: str, rows: Rows) -> Sheet:
    title, _, columns = HEADS[name][language == "nl"].partition(": ")
    return Sheet(title, tuple(columns.split(", ")), tuple(rows))


def _people(view: Overview, language: str) -> Rows:
    for row in view.people:
        yield (
            row.name,
            row.employee,
            word(row.contract_type, language),
            row.shifts,
            row.days,
            row.hours,
            row.allowances,
            row.meals,
            row.previous,
            row.difference,
            row.sent,
            word(row.state, language),
            reason(row.because, language) if row.because else None,
        )
    sums, shifts, days = view.sums(), sum(row.shifts for row in view.people), sum(row.days for row in view.people)
    amounts = [sums[name] for name in ("hours", "allowances", "meals", "previous", "difference", "sent")]
    yield (word("total", language), None, None, shifts, days, *amounts, None, None)


def _days(view: Overview, language: str) -> Rows:
    for row in view.days:
        for venue in row.venues:
            yield row.day, venue.venue, venue.people, venue.shifts, venue.hours
    for venue in view.venues:
        yield word("total", language), venue.venue, venue.people, venue.shifts, venue.hours
    shifts = sum(row.shifts for row in view.days)
    yield word("total", language), None, view.people_at_work, shifts, view.sums()["hours"]


def _plan(view: Overview, language: str) -> Rows:
    for row in view.codes:
        yield (
            word(row.contract_type, language),
            word(row.kind, language),
            row.code,
            row.comes_to,
            row.elsewhere,
            row.left_behind,
            row.kept,
            row.planned,
            word("yes" if row.ties_out else "no", language),
        )
    everything = word("yes" if view.ties_out else "no", language)
    yield (word("total", language), *(None,) * 7, everything)


def _entries(view: Overview, language: str) -> Rows:
    yield word("in-plan", language), view.sent.entries, view.sent.hours, len(view.sent.people)
    for group in view.left_out:
        yield reason(group.because, language), group.entries, group.hours, ", ".join(group.people)
    yield word("imported", language), view.entries, view.hours, None
