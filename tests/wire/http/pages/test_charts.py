"""Charts: what is drawn agrees with the numbers, and says the same without colour and without a drawing."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from domain.amount import Amount
from entrypoints.http.pages.charts import Chart, Kind, Series, axis, chart
from entrypoints.http.pages.rendering import environment

DAYS = ("1 okt", "2 okt", "3 okt")
KADE = Series.of("De Kade", [Amount.parse("8"), Amount.parse("16"), None])
ZUID = Series.of("Strandtent Zuid", [Amount.parse("4"), Amount.parse("1234.50"), Amount.parse("2")])


def shown(drawing: Chart, language: str = "nl") -> str:
    """The chart as a page holds it."""
    template = environment(language).from_string(
        '{% from "parts/chart.html" import chart %}{{ chart(drawing, "hours") }}'
    )
    return template.render(drawing=drawing)


def drawn(text: str) -> ElementTree.Element:
    """The drawing itself, which is well-formed XML."""
    found = re.search(r"<svg class=\"chart\" role=.*?</svg>", text, re.S)
    assert found is not None
    return ElementTree.fromstring(found[0])


@pytest.mark.parametrize(
    ("least", "most", "marks"),
    [
        ("0", "0", "0 0.2 0.4 0.6 0.8 1"),
        ("0", "10", "0 2 4 6 8 10"),
        ("0", "11", "0 2.5 5 7.5 10 12.5"),
        ("2", "96.25", "0 20 40 60 80 100"),
        ("0", "3741.5", "0 1000 2000 3000 4000"),
        ("-8", "0", "-8 -6 -4 -2 0"),
    ],
)
def test_an_axis_has_round_numbers_around_all_values(least: str, most: str, marks: str) -> None:
    assert axis(Decimal(least), Decimal(most)) == tuple(Decimal(each) for each in marks.split())


def test_bars_are_as_high_as_their_numbers() -> None:
    drawing = chart("Uren", DAYS, [KADE], "nl")
    first, second = drawing.bars
    assert second.height == pytest.approx(2 * first.height, abs=0.2)
    assert [first.title, second.title] == ["1 okt · De Kade: 8,00", "2 okt · De Kade: 16,00"]
    assert first.y + first.height == pytest.approx(drawing.zero, abs=0.2)


def test_stacked_bars_stand_on_each_other() -> None:
    drawing = chart("Uren", DAYS[:1], [Series.of("a", [3]), Series.of("b", [4])], "en", "stacked")
    lower, upper = drawing.bars
    assert upper.y + upper.height == pytest.approx(lower.y, abs=0.2)
    assert lower.x == upper.x
    assert drawing.ticks[-1].label == "8"


def test_what_is_below_zero_hangs_below_the_line() -> None:
    up, down = chart("Verschil", ("a", "b"), [Series.of("x", [5, -5])], "nl").bars
    assert up.y + up.height == pytest.approx(down.y, abs=0.2)


def test_lines_stop_where_there_is_no_number() -> None:
    line = chart("Uren", ("1", "2", "3", "4"), [Series.of("x", [1, 2, None, 4])], "nl", "lines").lines[0]
    assert (len(line.runs), len(line.points)) == (1, 3)


def test_more_series_than_colours_are_drawn_together_and_listed_apart() -> None:
    many = [Series.of(f"venue {n}", [n]) for n in range(1, 8)]
    drawing = chart("Hours", ("1",), many, "en")
    assert [(c, each.name, each.total) for c, each in drawing.drawn] == [
        ("a", "venue 4", 4),
        ("b", "venue 5", 5),
        ("c", "venue 6", 6),
        ("d", "venue 7", 7),
        ("e", "Others", 6),
    ]
    assert drawing.series == tuple(many)


@pytest.mark.parametrize("kind", ["bars", "stacked", "lines"])
def test_a_chart_is_a_picture_with_words_and_a_table(kind: Kind) -> None:
    text = shown(chart("Uren per dag", DAYS, [KADE, ZUID], "nl", kind, "Dag", totals=True))
    image = drawn(text)
    assert image.get("role") == "img"
    assert image.findtext("title") == "Uren per dag"
    assert image.findtext("desc") == (
        "Hoogste: 1.234,50, 2 okt, Strandtent Zuid. Laagste: 2,00, 3 okt, Strandtent Zuid."
    )
    assert "De getallen als tabel" in text
    assert '<tr><th scope="row">2 okt</th><td class="num">16,00</td><td class="num">1.234,50</td>' in text
    assert '<th scope="row">Totaal</th><td class="num">24,00</td><td class="num">1.240,50</td>' in text
    assert '<td class="num">1.264,50</td></tr></tfoot>' in text
    assert not re.findall(r"\s(?:style|on\w+)=", text)


def test_no_colour_stands_alone() -> None:
    image = drawn(shown(chart("Uren", DAYS, [KADE, ZUID], "nl", "stacked")))
    fills = {rect.get("fill") for rect in image.iter("rect") if rect.get("fill")}
    assert fills == {"url(#hours-b)"}
    marks = drawn(shown(chart("Uren", DAYS, [KADE, ZUID], "nl", "lines")))
    assert marks.findall(".//g/circle") != []
    assert marks.findall(".//g/rect") != []


def test_words_of_others_stay_words() -> None:
    text = shown(chart("<b>", ("<i>",), [Series.of('"><script>', [1])], "nl"))
    assert "<script" not in text
    assert "<b>" not in text
    assert drawn(text).findtext("title") == "<b>"


def test_a_chart_of_nothing_says_so() -> None:
    drawing = chart("Hours", DAYS, [Series.of("De Kade", [None, None, None])], "en")
    assert drawing.empty
    assert drawing.description == "There is nothing to show."
    assert chart("Hours", (), [], "en").empty


def test_values_that_do_not_fit_the_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="another number of values"):
        chart("Hours", DAYS, [Series.of("x", [1])], "en")
