"""The overview: every total is the sum of pay lines, and every entry is somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.amount import ZERO, Amount, total
from domain.desired_pay import DesiredPay
from domain.overview import Overview, overview
from domain.pay_line import Part, PayKind
from domain.plan import LedgerView
from domain.planning import make_plan
from domain.timecard import Timecard, TimecardKind, TimecardStatus
from tests.unit.domain.samples import (
    BRAM,
    DAYS_RULE,
    HOURS_CONTRACT,
    NAMES,
    NOOR,
    ZERO_HOURS,
    amount,
    desired,
    hours_rule,
    mapping,
    own_line,
    selection,
    snapshot,
    worked,
)


def view(want: DesiredPay, before: DesiredPay | None = None, ledger: LedgerView | None = None) -> Overview:
    """With a plan of each contract type, nothing in the payroll."""
    books = ledger or LedgerView()
    chosen = [selection(*Part, contract_type=each) for each in (ZERO_HOURS, HOURS_CONTRACT)]
    plans = [make_plan(each, want, books, snapshot(), (), (), {}, NAMES) for each in chosen]
    return overview(want, want, plans, books.own, NAMES, before)


def test_the_example_of_the_manual() -> None:
    cards = [worked("10:00-18:00/0:30", 5, meals={"lunch": 1}), worked("16:00-00:30/0:30", 9)]
    shown = view(desired(*cards, worked("11:15-17:45", 10, meals={"lunch": 1}), worked("18:00-01:30", 17)))
    (noor,) = shown.people
    assert (noor.shifts, noor.days, noor.hours, noor.meals) == (4, 4, amount("29.50"), amount("2.00"))
    assert (noor.state, noor.sent, noor.previous) == ("not-yet-sent", ZERO, None)
    assert [(row.kind, row.code, row.planned) for row in shown.codes] == [
        (PayKind.HOURS, "2100", amount("29.50")),
        (PayKind.WAGE, "4899", amount("2.00")),
    ]
    assert shown.ties_out


def test_the_hundredths_of_a_line_are_spread_over_its_entries() -> None:
    """Three times 7:20 are 22.00 on one line, so the days are 7.34, 7.33 and 7.33."""
    shown = view(desired(*(worked("10:00-17:20", day) for day in (5, 6, 7))))
    assert [str(row.hours) for row in shown.days] == ["7.34", "7.33", "7.33"]
    assert shown.sent.hours == amount("22.00")


def test_what_does_not_tie_out_is_said() -> None:
    want = desired(worked("10:00-18:00", 5))
    plan = make_plan(selection(Part.HOURS), want, LedgerView(), snapshot(), (), (), {}, NAMES)
    (person,) = plan.people
    (line,) = person.lines
    wrong = replace(plan, people=(replace(person, lines=(replace(line, after=amount("7.00")),)),))
    shown = overview(want, want, [wrong], (), NAMES, None)
    assert not shown.ties_out
    assert [row.ties_out for row in shown.codes] == [False]


def test_a_person_without_hours_who_had_some_before_is_shown() -> None:
    before = desired(worked("10:00-18:00", 5, who="Bram de Boer"))
    shown = view(desired(worked("10:00-16:00", 5)), before)
    rows = {row.employee: row for row in shown.people}
    assert (rows[NOOR].previous, rows[NOOR].difference) == (ZERO, amount("6.00"))
    assert (rows[BRAM].difference, rows[BRAM].state) == (Amount(-800), "no-hours")
    assert (shown.sums()["previous"], shown.sums()["difference"]) == (amount("8.00"), Amount(-200))


def test_hours_that_are_gone_and_still_sent_are_shown() -> None:
    shown = view(desired(), ledger=LedgerView([own_line("1", "8.00")]))
    (noor,) = shown.people
    assert (noor.hours, noor.sent) == (ZERO, amount("8.00"))


def test_hours_that_the_mapping_ignores_are_left_out_by_name() -> None:
    rules = mapping(hours_rule(), replace(hours_rule(team="Stage"), target=None), DAYS_RULE)
    cards = [worked("10:00-18:00", 5), worked("10:00-14:00", 6, team="Stage")]
    shown = view(desired(*cards, rules=rules))
    (ignored,) = shown.left_out
    assert (ignored.because, ignored.entries, ignored.hours) == ("hours-ignored", 1, amount("4.00"))
    assert (shown.entries, shown.hours) == (2, amount("12.00"))


KINDS = st.sampled_from([TimecardKind.WORKED] * 4 + [TimecardKind.LEAVE, TimecardKind.SICK])
STATES = st.sampled_from([TimecardStatus.APPROVED] * 3 + [TimecardStatus.PENDING])
WHO = st.sampled_from(["Noor van Dijk", "Bram de Boer", "Sofie Jansen", "Onbekende Invaller"])
TYPES = st.sampled_from([None, ZERO_HOURS, HOURS_CONTRACT])


@st.composite
def cards(draw: st.DrawFn) -> Sequence[Timecard]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        end = draw(st.integers(0, 600))
        values = {
            "kind": draw(KINDS),
            "status": draw(STATES),
            "venue": draw(st.sampled_from(["De Kade", "Strandtent"])),
            "team": draw(st.sampled_from([None, "Bar"])),
            "contract_type": draw(TYPES),
        }
        shift = f"10:00-{10 + end // 60:02d}:{end % 60:02d}"
        made.append(worked(shift, draw(st.integers(1, 31)), draw(WHO), f"c{number}", **values))
    return made


@given(cards())
def test_everything_is_somewhere_and_ties_out(every: Sequence[Timecard]) -> None:
    rules = mapping(
        hours_rule(), hours_rule(team="Bar", cost_centre="41"), hours_rule("2190", contract_type=HOURS_CONTRACT)
    )
    want = desired(*every, rules=rules)
    shown = view(want)
    assert shown.entries == len([card for card in every if card.day.month == 10])
    assert shown.ties_out
    lines = total(line.amount for line in want.lines if Part.HOURS in line.parts)
    assert total(row.hours for row in shown.people) == lines
    assert total(row.hours for row in shown.days) == total(row.hours for row in shown.venues) == lines
    exact = sum(card.net_minutes for card in every) / 60
    assert abs(shown.hours.hundredths - exact * 100) <= len(shown.left_out) + len(want.lines)
    assert all(row.day >= date(2026, 10, 1) for row in shown.days)
