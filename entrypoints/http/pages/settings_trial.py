"""A shift to try: where its minutes would go, as a picture and a table. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from application.find_place import Place
from application.set_allowances import Trial, Tried
from domain.amount import Amount
from domain.errors import ProductError
from domain.hours import AMSTERDAM
from domain.terms import ContractType
from entrypoints.http.pages.forms import NO_TIME, Form
from entrypoints.http.pages.here import Here, Seeing
from entrypoints.http.pages.where import Where
from entrypoints.presentation.mapping import exact

router = APIRouter()

TRIAL: Final = "/settings/allowances/try"
FIELDS: Final = ("day", "start", "end", "rest", "venue", "team", "shift_type", "type")
WIDTH: Final = 560
LEFT: Final = 110
ROW: Final = 24
HEAD: Final = 18
CLOCK_WIDTH: Final = 34
"""What a clock time takes."""
LONGEST_BREAK: Final = 1440


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the row of an allowance: paid, or given way to another of its group."""

    x: float
    width: float
    paid: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One allowance. ``minutes`` are exact, in words; ``hours`` as if this were the only shift."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    minutes: str
    hours: Amount
    code: str | None
    ignored: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment at which something begins or ends; ``named`` when there is room for its clock time."""

    x: float
    clock: datetime
    named: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """The picture of a tried shift."""

    tried: Tried
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int

    @property
    def gave_way(self) -> tuple[str, ...]:
        """The allowances that gave way within their group for some of the shift, each once."""
        return tuple(sorted({name for each in self.tried.allocation.stretches for name in each.gave_way}))


def trial_form(today: date) -> Form:
    """What stands in the fields before anything is tried."""
    return Form.of(day=today, start="18:00", end="02:00", rest="30", type=ContractType.ZERO_HOURS)


@router.get(TRIAL)
def try_shift(request: Request, here: Seeing, place: Where) -> Response:
    """The result as a piece of the page that asked, or as a page of its own."""
    if place.company is None:
        return here.page("settings_allowances/none.html", place=place)
    form = Form({name: request.query_params.getlist(name) for name in FIELDS})
    shift = _tried(here, place, form) if any(form.values.values()) else None
    return here.page(
        "settings_allowances/tried.html" if here.partial else "settings_allowances/try.html",
        place=place,
        form=form,
        shift=shift,
        names=here.container.mapping_gaps().names(place.company.id),
        trial=TRIAL,
    )


def _tried(here: Here, place: Place, form: Form) -> Shift | None:
    day, start, end = form.day("day", here.say), form.clock("start", here.say), form.clock("end", here.say)
    for name, clock in (("start", start), ("end", end)):
        if clock is not None and clock != time(clock.hour, clock.minute):
            form.wrong(name, here.say(NO_TIME))
    rest = form.number("rest", here.say, 0, LONGEST_BREAK, needed=False)
    venue, team, shift_type = (form.text(name, here.say, needed=False) for name in ("venue", "team", "shift_type"))
    kind = form.choice("type", here.say, ContractType, needed=False) or ContractType.ZERO_HOURS
    if not form.ok or day is None or start is None or end is None or place.company is None:
        return None
    trial = Trial(day, start, end, rest or 0, venue, team, kind, shift_type)
    try:
        return _shift(here.container.set_allowances().try_(place.company.id, trial))
    except ProductError as error:
        form.refused(error, here.language, "day" if error.code == "day-out-of-range" else "start")
        return None


def _shift(tried: Tried) -> Shift:
    times = tried.card.times
    assert times is not None
    whole = max(times.elapsed_minutes, 1)

    def at(moment: datetime) -> float:
        return round(LEFT + (WIDTH - LEFT) * ((moment - times.start).total_seconds() / 60) / whole, 1)

    rows = []
    for number, each in enumerate(tried.held):
        bars = [
            Bar(at(stretch.start), round(at(stretch.end) - at(stretch.start), 1), each.name in stretch.paid)
            for stretch in tried.allocation.stretches
            if each.name in (*stretch.paid, *stretch.gave_way)
        ]
        minutes = tried.allocation.minutes.get(each.name)
        rule = tried.rules[each.name]
        rows.append(
            Row(
                each.name,
                HEAD + ROW * (number + 1),
                tuple(bars),
                exact(minutes) if minutes else "0",
                Amount.from_fraction(minutes / 60) if minutes else Amount(0),
                rule.target.code if rule is not None and rule.target is not None else None,
                rule is not None and rule.target is None,
            )
        )
    edges = {times.start, times.end, *(edge for each in tried.allocation.stretches for edge in (each.start, each.end))}
    ticks: list[Tick] = []
    for edge in sorted(edges):
        last = next((each.x for each in reversed(ticks) if each.named), None)
        room = last is None or at(edge) - last >= CLOCK_WIDTH
        ticks.append(Tick(at(edge), edge.astimezone(AMSTERDAM), room))
    return Shift(tried, tuple(rows), tuple(ticks), HEAD + ROW * (len(rows) + 1) + 4)
