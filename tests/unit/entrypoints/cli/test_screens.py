"""Screens on a terminal of 80 columns, and piped."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console

from entrypoints.cli.export_screens import draw_plan, draw_verified
from entrypoints.cli.tables import clean
from tests.unit.entrypoints.cli.house import EVERYTHING, NOORS_MONTH, House

LONG = ("Maria-Magdalena van der Hoeven-Oosterwijk", "06/10/2026", "10:00 - 15:00", "0:00", "lunch")


def drawn(draw: Callable[[Console, Any], None], document: Any, width: int = 80) -> list[str]:
    out = io.StringIO()
    draw(Console(file=out, width=width, force_terminal=True, color_system=None, markup=False), document)
    return out.getvalue().splitlines()


@pytest.fixture
def busy(house: House) -> House:
    house.work(*NOORS_MONTH, LONG)
    return house


def test_a_plan_on_80_columns_breaks_no_amount_and_cuts_no_name(busy: House) -> None:
    lines = drawn(draw_plan, busy.json("export", "plan", *EVERYTHING, code=1))
    assert max(len(line.rstrip()) for line in lines) <= 80
    whole = " ".join(" ".join(lines).split())
    assert all(part in whole for part in ("Maria-Magdalena", "Hoeven-Oosterwijk", "Noor van Dijk"))
    assert "…" not in whole
    assert any(line.split()[-3:] == ["2100", "0.00", "29.50"] for line in lines)
    assert whole.count("Noor van Dijk") == 1, "a name stands once above its lines"


def test_amounts_are_flush_right(busy: House) -> None:
    busy.run("export", "apply", *EVERYTHING, "--yes")
    lines = drawn(draw_verified, busy.json("verify", "--period", "2026-10", code=1))
    rows = [line for line in lines if line.strip().startswith("Noor")]
    assert [row.index("29.50") + 5 for row in rows if "29.50" in row] == [
        row.index(" 2.00") + 5 for row in rows if " 2.00" in row
    ]


def test_piped_a_sentence_stays_on_one_line_without_colour(busy: House) -> None:
    screen = busy.run("export", "plan", *EVERYTHING).stdout
    assert "\x1b" not in screen
    (remedy,) = [line for line in screen.splitlines() if "Link: team-members link" in line]
    assert remedy.rstrip().endswith('Hoeven-Oosterwijk@".')
    assert "─" not in screen
    assert screen.count("Noor van Dijk") == 3, "each line can be searched by name"


def test_what_steers_a_terminal_is_taken_out() -> None:
    assert clean("Zoë\x1b[2J\tvan\x07 den\nBerg\x9b") == "Zoë[2J van den Berg"
