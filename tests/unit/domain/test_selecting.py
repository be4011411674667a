"""Selecting: which lines some people, venues or teams reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.desired_pay import DesiredPay
from domain.ledger import OwnLine
from domain.pay_line import Part, PayKind, Selection, SourceRef
from domain.plan import ExportPlan, LedgerView, PersonState
from domain.planning import make_plan
from domain.selecting import Chosen, covered
from domain.wage_period import PeriodRef
from tests.unit.domain.samples import (
    BRAM,
    DAYS_RULE,
    HOURS_CONTRACT,
    NAMES,
    NOOR,
    ZERO_HOURS,
    amount,
    desired,
    found_line,
    hours_rule,
    mapping,
    own_line,
    pay_key,
    selection,
    snapshot,
    worked,
)

APART = mapping(hours_rule(), hours_rule(venue="Strandtent", cost_centre="41"), DAYS_RULE)
HOURS = frozenset({Part.HOURS})


def at(venue: str, *parts: Part, **more: frozenset[str]) -> Selection:
    return replace(selection(*(parts or (Part.HOURS,))), venues=frozenset({venue}), **more)


def plan(chosen: Selection, want: DesiredPay, *own: OwnLine) -> ExportPlan:
    found = [found_line(line.line_id, str(line.amount), line.key.code, line.key.employee) for line in own]
    return make_plan(chosen, want, LedgerView(own), snapshot(*found), (), (), {}, NAMES)


def counting(line: OwnLine, *sources: SourceRef) -> OwnLine:
    return replace(line, sources=sources)


def test_a_line_is_in_when_everything_behind_it_is() -> None:
    want = desired(worked("10:00-18:00", 5), worked("10:00-16:00", 6, venue="Strandtent"), rules=APART)
    kade, tent = pay_key(), pay_key(cost_centre="41")
    for venue, included in (("De Kade", kade), ("Strandtent", tent)):
        chosen = Chosen.of(at(venue), want, ())
        assert [key for key in (kade, tent) if chosen.includes(key, HOURS)] == [included]
        assert not chosen.shares(kade, HOURS)


def test_a_line_of_two_venues_is_shared() -> None:
    want = desired(worked("10:00-18:00", 5), worked("10:00-16:00", 6, venue="Strandtent"))
    chosen = Chosen.of(at("De Kade"), want, ())
    assert chosen.shares(pay_key(), HOURS)
    assert not chosen.includes(pay_key(), HOURS)
    both = replace(at("De Kade"), venues=frozenset({"De Kade", "Strandtent"}))
    assert Chosen.of(both, want, ()).includes(pay_key(), HOURS)


def test_a_line_that_was_sent_before_places_were_kept_cannot_be_told_apart() -> None:
    card = worked("10:00-18:00", 5)
    old = counting(own_line("1", "6.00"), SourceRef(card.id, "before"))
    want = desired(card)
    (noor,) = plan(at("De Kade"), want, old).people
    assert (noor.state, [f.code for f in noor.findings]) == (PersonState.BLOCKED, ["place-not-apart"])
    assert "not known" in noor.findings[0].cause()
    (whole,) = plan(selection(Part.HOURS), want, old).people
    assert whole.state is PersonState.READY


def test_a_shared_line_that_is_as_it_should_be_stops_nobody() -> None:
    cards = [worked("10:00-18:00", 5), worked("10:00-16:00", 6, venue="Strandtent")]
    want = desired(*cards)
    sources = want.lines[0].sources
    assert plan(at("De Kade"), want, counting(own_line("1", "14.00"), *sources)).people == ()


def test_teams_and_venues_together() -> None:
    rules = mapping(hours_rule(), hours_rule("2190", team="Bar"), DAYS_RULE)
    want = desired(worked("10:00-18:00", 5, team="Bar"), worked("10:00-16:00", 6), rules=rules)
    bar = replace(selection(Part.HOURS), teams=frozenset({"Bar"}))
    assert Chosen.of(bar, want, ()).includes(pay_key("2190"), HOURS)
    elsewhere = replace(bar, venues=frozenset({"Strandtent"}))
    assert not Chosen.of(elsewhere, want, ()).includes(pay_key("2190"), HOURS)


def test_who_is_not_selected_is_listed_with_what_is_not_yet_sent() -> None:
    want = desired(worked("10:00-18:00", 5), worked("10:00-16:00", 6, who="Bram de Boer"))
    made = plan(selection(Part.HOURS, people=[NOOR]), want)
    assert [person.employee for person in made.people] == [NOOR]
    (left,) = made.not_selected
    assert (left.key.employee, left.name, left.desired, str(left.own)) == (
        BRAM,
        "Bram de Boer",
        amount("6.00"),
        "0.00",
    )


def test_what_is_not_selected_is_no_part_of_the_hash_and_the_selection_is() -> None:
    chosen = selection(Part.HOURS, people=[NOOR])
    noors = worked("10:00-18:00", 5)
    one = plan(chosen, desired(noors, worked("10:00-16:00", 6, who="Bram de Boer")))
    other = plan(chosen, desired(noors, worked("10:00-17:00", 6, who="Bram de Boer")))
    assert one.hash == other.hash
    names = [None, frozenset({"De Kade"}), frozenset({"De Kade", "Zuid"}), frozenset({"De Kade, Zuid"})]
    hashes = {plan(replace(chosen, venues=each), desired(noors)).hash for each in names}
    hashes |= {plan(replace(chosen, teams=each), desired(noors)).hash for each in names}
    assert len(hashes) == 7


@pytest.mark.parametrize(
    ("venue", "code"), [("De Kade", "moves-beyond-selection"), ("Strandtent", "sent-beyond-selection")]
)
def test_hours_that_move_between_venues_wait_for_both(venue: str, code: str) -> None:
    before, after = worked("10:00-18:00", 5, key="1"), worked("10:00-18:00", 5, key="1", venue="Strandtent")
    sent = counting(own_line("1", "8.00"), SourceRef(before.id, before.digest, "De Kade"))
    want = desired(after, rules=APART)
    (noor,) = plan(at(venue), want, sent).people
    assert (noor.state, [f.code for f in noor.findings]) == (PersonState.BLOCKED, [code])
    both = replace(at("De Kade"), venues=frozenset({"De Kade", "Strandtent"}))
    (moved,) = plan(both, want, sent).people
    assert [(line.action, str(line.after)) for line in moved.lines] == [("remove", "0.00"), ("add", "8.00")]


def test_hours_that_turn_out_to_be_of_somebody_else_wait_for_both_people() -> None:
    card = worked("10:00-18:00", 5, who="Bram de Boer", key="1")
    noors = counting(own_line("1", "8.00"), SourceRef(card.id, "before", "De Kade"))
    (bram,) = plan(selection(Part.HOURS, people=[BRAM]), desired(card), noors).people
    assert [f.code for f in bram.findings] == ["sent-beyond-selection"]
    assert "Noor van Dijk" in bram.findings[0].cause()
    assert plan(selection(Part.HOURS, people=[BRAM, NOOR]), desired(card), noors).left_behind == ()


def test_days_go_with_the_last_of_the_hours() -> None:
    cards = [worked("10:00-18:00", 5), worked("10:00-16:00", 6, venue="Strandtent")]
    want = desired(*cards, rules=APART)
    made = plan(at("De Kade", Part.HOURS, Part.DAYS), want)
    (noor,) = made.people
    assert [(each.key.kind, str(each.desired), str(each.own)) for each in made.not_selected] == [
        (PayKind.HOURS, "6.00", "0.00"),
        (PayKind.DAYS, "2.00", "0.00"),
    ]
    assert (noor.state, noor.days, [f.code for f in noor.findings]) == (PersonState.READY, None, ["days-wait"])
    sent = counting(own_line("1", "8.00"), SourceRef(cards[0].id, cards[0].digest, "De Kade"))
    (last,) = plan(at("Strandtent", Part.HOURS, Part.DAYS), want, sent).people
    assert last.days is not None
    assert (last.days.after, last.findings) == (2, ())


def test_what_stops_other_people_is_not_said() -> None:
    cards = [worked("10:00-18:00", 5), worked("10:00-16:00", 6, who="Onbekende Invaller", venue="Strandtent")]
    want = desired(*cards, rules=APART)
    for chosen in (selection(Part.HOURS, people=[NOOR]), at("De Kade")):
        made = plan(chosen, want)
        assert ([person.employee for person in made.people], made.findings) == ([NOOR], ())
    (stranger,) = plan(at("Strandtent"), want).people
    assert (stranger.name, stranger.state) == ("Onbekende Invaller", PersonState.BLOCKED)


def test_a_line_is_covered_when_one_of_the_exports_included_it() -> None:
    want = desired(worked("10:00-18:00", 5))
    noor, days = selection(people=[NOOR]), selection(Part.DAYS)
    included = [Chosen.of(each, want, ()) for each in (selection(Part.HOURS, people=[BRAM]), noor)]
    assert covered(pay_key(), HOURS, included)
    assert not covered(pay_key(), HOURS, included[:1])
    assert not covered(pay_key(), HOURS, [Chosen.of(days, want, ())])
    assert not covered(pay_key(), HOURS, [])


def test_the_other_places_behind_a_line_are_named() -> None:
    cards = (worked("10:00-18:00", 5), worked("10:00-16:00", 6, venue="Strandtent", team="Bar"))
    want = desired(*cards, worked("10:00-12:00", 7, venue="Strandtent"))
    assert Chosen.of(at("De Kade"), want, ()).others(pay_key()) == "Strandtent, Strandtent (Bar)"
    unknown = counting(own_line("1", "8.00"), SourceRef("gone", "d"))
    assert Chosen.of(at("De Kade"), desired(cards[0]), [unknown]).others(pay_key()) == "not known"


def test_days_wait_for_hours_of_the_contract_types_that_are_counted_and_of_the_period_itself() -> None:
    want = desired(worked("10:00-18:00", 5), worked("10:00-16:00", 6, venue="Strandtent"), rules=APART)
    chosen = Chosen.of(at("De Kade"), want, ())
    assert chosen.days_wait(NOOR, [ZERO_HOURS])
    assert not chosen.days_wait(NOOR, [HOURS_CONTRACT])
    assert not chosen.days_wait(BRAM, [ZERO_HOURS])
    late = [replace(line, key=replace(line.key, carried_from=PeriodRef(2026, 9))) for line in want.lines]
    assert not Chosen.of(at("De Kade"), replace(want, lines=tuple(late)), ()).days_wait(NOOR, [ZERO_HOURS])
