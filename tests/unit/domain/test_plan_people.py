"""Whom a plan lists, under which name, and what becomes of several own lines of one person under one key."""

from dataclasses import replace

from domain.decisions import Choice, Difference
from domain.findings import Finding
from domain.ledger import ChangeState
from domain.pay_line import Part, PayrollSnapshot
from domain.plan import LedgerView, LineAction, PersonState
from domain.settling import settle
from domain.wage_period import PeriodRef
from tests.unit.domain.samples import (
    BRAM,
    MORNING,
    NOOR,
    SETTLING,
    ZERO_HOURS,
    amount,
    change,
    decide,
    found_line,
    own_line,
    pay_key,
    person,
    plan,
    selection,
    snapshot,
    told,
    wanted_line,
    wants,
)

EIGHT = wants(wanted_line("8.00"))
THEIRS = found_line("9", "3.00")


def test_of_two_lines_that_are_gone_one_is_written_again_and_the_other_let_go_of() -> None:
    ledger = LedgerView([own_line("1", "8.00"), own_line("2", "8.00")])
    (missing,) = person(plan(EIGHT, snapshot(), ledger)).differences
    each = person(plan(EIGHT, snapshot(), ledger, [decide(missing, Choice.RESTORE_OURS)]))
    assert (each.state, each.differences) == (PersonState.READY, ())
    assert {line.line_id: (line.action, line.after, line.gone) for line in each.lines} == {
        "1": (LineAction.ADD, amount("8.00"), True),
        "2": (LineAction.KEEP, amount("0"), True),
    }


def test_strangers_of_one_name_are_listed_apart_and_one_stranger_once() -> None:
    here = Finding("not-linked", "Onbekende Invaller", person_key="name:Onbekende Invaller@De Kade")
    there = replace(here, person_key="name:Onbekende Invaller@De Haven")
    twice = replace(here, code="several-companies")
    made = plan(wants(), findings=[here, there, twice])
    assert [each.findings for each in made.people] == [(here, twice), (there,)]
    nameless = replace(here, person_key=None)
    assert [each.findings for each in plan(wants(), findings=[nameless]).people] == [(nameless,)]


def test_days_alone_list_nobody_when_their_box_is_not_ticked() -> None:
    want, ledger = wants(days={NOOR: {ZERO_HOURS: [5]}}), LedgerView(days={NOOR: 3, BRAM: 2})
    assert plan(want, ledger=ledger, chosen=selection(Part.HOURS)).people == ()


def test_a_person_who_waits_is_listed_by_name() -> None:
    surplus = change(state=ChangeState.SURPLUS, settle_at=MORNING)
    each = person(plan(EIGHT, snapshot(THEIRS), LedgerView(open_changes=[surplus])))
    assert (each.name, [finding.person for finding in each.findings]) == ("Noor van Dijk", ["Noor van Dijk"] * 2)


def test_an_adopted_line_of_a_chosen_person_is_planned() -> None:
    word = decide(Difference.of_foreign(THEIRS, []), Choice.ADOPT)
    each = person(plan(wants(), snapshot(THEIRS), decisions=[word], chosen=selection(people=[NOOR])))
    assert told(each) == ["remove 2100 3.00 -> 0.00"]


def test_whoever_was_not_read_holds_up_nobody_else() -> None:
    waiting = [
        change(id=each, key=pay_key(employee=each), state=ChangeState.UNKNOWN, settle_at=MORNING)
        for each in (BRAM, NOOR)
    ]
    read = snapshot(found_line("8", "8.00"))
    without_bram = PayrollSnapshot({place: lines for place, lines in read.lines.items() if place[0] == NOOR})
    results = settle(waiting, frozenset(), without_bram, MORNING + SETTLING)
    assert [(result.change.id, result.change.state) for result in results] == [(NOOR, ChangeState.DONE)]


# -- lines that carry late hours of a closed period -------------------------------------------------------------------

SEPTEMBER = PeriodRef(2026, 9)
CARRIED = pay_key(carried_from=SEPTEMBER)


def test_a_selection_touches_the_late_hours_that_it_carries_and_no_others() -> None:
    hours = frozenset({Part.HOURS})
    carrying = replace(selection(), carry=frozenset({SEPTEMBER}))
    assert carrying.includes(CARRIED, hours)
    assert carrying.includes(pay_key(), hours)
    assert not carrying.includes(pay_key(carried_from=PeriodRef(2026, 8)), hours)
    assert not selection().includes(CARRIED, hours)


def test_keys_go_by_the_period_they_carry_and_codes_of_letters_by_the_alphabet() -> None:
    keys = [CARRIED, pay_key(), pay_key(carried_from=PeriodRef(2026, 8))]
    carried = [key.carried_from for key in sorted(keys, key=lambda key: key.sort_key)]
    assert carried == [None, PeriodRef(2026, 8), SEPTEMBER]
    by_letters = sorted((pay_key("KB"), pay_key("ABC")), key=lambda key: key.sort_key)
    assert [key.code for key in by_letters] == ["ABC", "KB"]
