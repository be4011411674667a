"""Charts, drawn on the server: bars side by side or stacked, and lines, each with a table of the same numbers.

A module makes a Chart, and ``chart`` of ``parts/chart.html`` shows it. Colours are the classes ``a`` to ``e`` of
style.css; a pattern on bars and the shape of the marks on lines say the same without colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, Literal

from babel.numbers import format_decimal

from domain.amount import Amount
from entrypoints.http.pages.texts import mark, translations

Kind = Literal["bars", "stacked", "lines"]
COLOURS: Final = "abcde"
"""So many series are told apart; what is left goes together under the last."""

NARROWEST: Final = 720
HEIGHT: Final = 240
TOP, BOTTOM, RIGHT = 16, 26, 8
NARROWEST_BAR, WIDEST_BAR, GAP = 5, 48, 8
CHARACTER: Final = 6.2
"""Widths in units of the drawing; a character of the labels is about so wide."""
INTERVALS: Final = 5
STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
FEW: Final = 16
"""So many bars have their number written above them."""

OTHERS: Final = mark("Others")
NO_NUMBERS: Final = mark("There is nothing to show.")
HIGHEST: Final = mark("Highest: %(value)s, %(column)s, %(name)s. Lowest: %(least)s, %(least_column)s, %(least_name)s.")


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers under one name, one for each column; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]

    @classmethod
    def of(cls, name: str, values: Iterable[Amount | int | None]) -> Series:
        """Of amounts or counts."""
        return cls(name, tuple(None if value is None else Decimal(str(value)) for value in values))

    @property
    def total(self) -> Decimal:
        """The sum."""
        return sum((value for value in self.values if value is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the drawing with its number."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word under the drawing, or a number in it."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``title`` says what it stands for."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line through ``points``, the marks with what they stand for; a gap begins a new line."""

    colour: str
    runs: tuple[str, ...]
    points: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be shown.

    ``drawn`` are the series with their colours, ``series`` all of them, for the table; ``counts`` says that all numbers
    are whole ones.
    """

    title: str
    description: str
    columns: tuple[str, ...]
    series: tuple[Series, ...]
    drawn: tuple[tuple[str, Series], ...]
    kind: Kind
    heading: str
    with_totals: bool
    counts: bool
    width: float
    height: float
    left: float
    zero: float
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    numbers: tuple[Label, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no number at all."""
        return not any(value for series in self.series for value in series.values)

    def total(self, column: int) -> Decimal:
        """The sum of one column."""
        return sum((each.values[column] or Decimal(0) for each in self.series), Decimal(0))

    @property
    def whole(self) -> Decimal:
        """The sum of everything."""
        return sum((each.total for each in self.series), Decimal(0))


def chart(
    title: str,
    columns: Sequence[str],
    series: Sequence[Series],
    language: str,
    kind: Kind = "bars",
    heading: str = "",
    totals: bool = False,
) -> Chart:
    """Draw it. Every series has a number, or None, for each column.

    ``heading`` stands above the columns' names in the table; ``totals`` gives the table sums, where a sum says
    something. Of more series than there are colours the smallest are drawn together.
    """
    if any(len(each.values) != len(columns) for each in series):
        raise ValueError("a series has another number of values than there are columns")
    return _Drawing(title, tuple(columns), tuple(series), language, kind, heading, totals).chart()


def axis(least: Decimal, most: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from below the least to above the most, evenly, with zero among them.

    >>> [str(each) for each in axis(Decimal(0), Decimal("29.5"))]
    ['0', '10', '20', '30']
    >>> [str(each) for each in axis(Decimal("-3"), Decimal("7"))]
    ['-4', '-2', '0', '2', '4', '6', '8']
    """
    least, most = min(least, Decimal(0)), max(most, Decimal(0))
    most = most if least < most else Decimal(1)
    span = most - least
    size = Decimal(10) ** (span / INTERVALS).adjusted()
    step = next(size * each for each in STEPS if size * each * INTERVALS >= span)
    first = (least / step).to_integral_value(ROUND_FLOOR)
    last = (most / step).to_integral_value(ROUND_CEILING)
    return tuple(_plain(step * each) for each in range(int(first), int(last) + 1))


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or zeros at the end."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


class _Drawing:
    def __init__(
        self,
        title: str,
        columns: tuple[str, ...],
        series: tuple[Series, ...],
        language: str,
        kind: Kind,
        heading: str,
        totals: bool,
    ) -> None:
        self.title, self.columns, self.series = title, columns, series
        self.language, self.kind, self.heading, self.totals = language, kind, heading, totals
        self.say: Callable[[str], str] = translations(language).gettext
        self.drawn = tuple(zip(COLOURS, _few(series, self.say(OTHERS)), strict=False))
        self.counts = all(value is None or value.as_tuple().exponent == 0 for value in self._values())
        marks = axis(*self._bounds())
        self.least, self.most = marks[0], marks[-1]
        names = [(each, self.number(each, short=True)) for each in marks]
        self.left = round(max(len(name) for _, name in names) * CHARACTER + 10, 1)
        beside = len(self.drawn) if kind == "bars" else 1
        needed = max(len(columns), 1) * (beside * NARROWEST_BAR + GAP)
        self.width = max(NARROWEST, round(self.left + needed + RIGHT))
        self.room = (self.width - self.left - RIGHT) / max(len(columns), 1)
        self.ticks = tuple(Tick(self.y(each), name) for each, name in names)

    def number(self, value: Decimal, short: bool = False) -> str:
        """Written in the language; ``short`` without zeros behind the comma."""
        pattern = "#,##0.##" if short else "#,##0" if self.counts else "#,##0.00"
        return str(format_decimal(value, pattern, "nl_NL" if self.language == "nl" else "en_GB"))

    def chart(self) -> Chart:
        """All of it."""
        bars = () if self.kind == "lines" else tuple(self._bars())
        lines = tuple(self._line(colour, each) for colour, each in self.drawn) if self.kind == "lines" else ()
        return Chart(
            self.title,
            self._description(),
            self.columns,
            self.series,
            self.drawn,
            self.kind,
            self.heading,
            self.totals,
            self.counts,
            self.width,
            HEIGHT,
            self.left,
            self.y(Decimal(0)),
            self.ticks,
            tuple(self._labels()),
            bars,
            lines,
            tuple(self._numbers(bars)),
        )

    def y(self, value: Decimal) -> float:
        """How far from the top."""
        share = float((self.most - value) / (self.most - self.least))
        return round(TOP + share * (HEIGHT - TOP - BOTTOM), 1)

    def middle(self, column: int) -> float:
        """The middle of a column."""
        return round(self.left + (column + 0.5) * self.room, 1)

    def _values(self) -> list[Decimal | None]:
        return [value for each in self.series for value in each.values]

    def _bounds(self) -> tuple[Decimal, Decimal]:
        if self.kind != "stacked":
            values = [value for value in self._values() if value is not None]
        else:
            columns = list(zip(*(each.values for each in self.series), strict=True))
            values = [sum((v for v in each if v and v > 0), Decimal(0)) for each in columns]
            values += [sum((v for v in each if v and v < 0), Decimal(0)) for each in columns]
        return min(values, default=Decimal(0)), max(values, default=Decimal(0))

    def _bars(self) -> Iterable[Bar]:
        beside = 1 if self.kind == "stacked" else max(len(self.drawn), 1)
        wide = min(WIDEST_BAR, max(NARROWEST_BAR, (self.room - GAP) / beside))
        for column, name in enumerate(self.columns):
            above = below = Decimal(0)
            for place, (colour, each) in enumerate(self.drawn):
                value = each.values[column]
                if not value:
                    continue
                base = Decimal(0)
                if self.kind == "stacked":
                    base = above if value > 0 else below
                    above, below = above + max(value, Decimal(0)), below + min(value, Decimal(0))
                top, bottom = self.y(max(base, base + value)), self.y(min(base, base + value))
                shift = 0 if self.kind == "stacked" else place
                x = self.middle(column) - wide * beside / 2 + wide * shift
                title = f"{name} · {each.name}: {self.number(value)}"
                yield Bar(round(x, 1), top, round(wide - 1, 1), round(bottom - top, 1), colour, title)

    def _line(self, colour: str, series: Series) -> Line:
        runs: list[list[str]] = [[]]
        points = []
        for column, value in enumerate(series.values):
            if value is None:
                runs.append([])
                continue
            x, y = self.middle(column), self.y(value)
            runs[-1].append(f"{x},{y}")
            points.append(Label(x, y, f"{self.columns[column]} · {series.name}: {self.number(value)}"))
        return Line(colour, tuple(" ".join(run) for run in runs if len(run) > 1), tuple(points))

    def _labels(self) -> Iterable[Label]:
        """Every so many columns, so that none runs into the next."""
        longest = max((len(name) for name in self.columns), default=0) * CHARACTER + 6
        each = max(1, -int(-longest // self.room))
        for column, name in enumerate(self.columns):
            if column % each == 0:
                yield Label(self.middle(column), HEIGHT - 8, name)

    def _numbers(self, bars: Sequence[Bar]) -> Iterable[Label]:
        if self.kind != "bars" or len(bars) > FEW:
            return
        for bar in bars:
            above = bar.y - 4 if bar.y < self.y(Decimal(0)) else bar.y + bar.height + 11
            yield Label(round(bar.x + bar.width / 2, 1), round(above, 1), bar.title.rpartition(": ")[2])

    def _description(self) -> str:
        """The highest and the lowest number, in words."""
        found = [
            (value, column, each.name)
            for each in self.series
            for column, value in zip(self.columns, each.values, strict=True)
            if value is not None
        ]
        if not found:
            return self.say(NO_NUMBERS)
        most, least = max(found, key=lambda one: one[0]), min(found, key=lambda one: one[0])
        return self.say(HIGHEST) % {
            "value": self.number(most[0]),
            "column": most[1],
            "name": most[2],
            "least": self.number(least[0]),
            "least_column": least[1],
            "least_name": least[2],
        }


def _few(series: tuple[Series, ...], others: str) -> tuple[Series, ...]:
    """As many as there are colours; the smallest together, in the order in which they were given."""
    if len(series) <= len(COLOURS):
        return series
    largest = sorted(series, key=lambda each: -abs(each.total))[: len(COLOURS) - 1]
    rest = [each for each in series if each not in largest]
    summed = tuple(
        sum((v or Decimal(0) for v in column), Decimal(0)) for column in zip(*(r.values for r in rest), strict=True)
    )
    return (*(each for each in series if each in largest), Series(others, summed))
