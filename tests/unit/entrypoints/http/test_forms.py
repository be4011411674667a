"""What was typed is kept, and what is wrong stands beside its field."""

from __future__ import annotations

from datetime import date, time

import pytest

from domain.terms import ContractType
from entrypoints.http.pages.forms import Form


def say(message: str, /, **values: object) -> str:
    return message % values if values else message


@pytest.mark.parametrize("written", ["2026-01-31", "31-01-2026", "31/1/2026", "31.01.2026", " 31-1-2026 "])
def test_a_day_is_read_as_browsers_and_people_write_it(written: str) -> None:
    assert Form.of(day=written).day("day", say) == date(2026, 1, 31)


@pytest.mark.parametrize("written", ["31-02-2026", "2026-13-01", "tomorrow", "1-1", "31-01-26-05", "0-0-2026", "--"])
def test_what_is_no_day_is_said_and_kept(written: str) -> None:
    form = Form.of(day=written)
    assert form.day("day", say) is None
    assert not form.ok
    assert "31-01-2026" in form.errors["day"]
    assert form.shown("day") == written


def test_an_empty_field_is_a_fault_only_where_it_is_needed() -> None:
    form = Form.of(name="  ")
    assert form.text("name", say, needed=False) is None
    assert form.ok
    assert form.text("name", say) is None
    assert list(form.errors) == ["name"]


@pytest.mark.parametrize(("written", "read"), [("0", 0), ("12", 12), ("-1", None), ("1.5", None), ("²", None)])
def test_a_number_is_whole_and_within_its_bounds(written: str, read: int | None) -> None:
    assert Form.of(count=written).number("count", say, most=12) == read


def test_a_number_above_its_bound_is_refused() -> None:
    form = Form.of(count="13")
    assert form.number("count", say, least=1, most=12) is None
    assert form.errors["count"] == "Write a whole number from 1 to 12."


def test_choices_times_and_texts() -> None:
    form = Form.of(kind="zero-hours", at="06:30", other="nobody", name="a\x00b", long="x" * 201)
    assert form.choice("kind", say, ContractType) is ContractType.ZERO_HOURS
    assert form.clock("at", say) == time(6, 30)
    assert form.ok
    assert form.choice("other", say, ContractType) is None
    assert form.text("name", say) is None
    assert form.text("long", say) is None
    assert sorted(form.errors) == ["long", "name", "other"]


def test_a_form_shows_what_stands_now() -> None:
    form = Form.of(day=date(2026, 10, 1), always=date.min, kinds=["a", "b"], none=None)
    assert (form.shown("day"), form.shown("always"), form.shown("none")) == ("2026-10-01", "", "")
    assert form.many("kinds") == ["a", "b"]
