"""Late hours over three periods: whatever comes in whatever order, every hour is paid once."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.amount import Amount
from domain.ledger import OwnLine
from domain.plan import PersonState
from domain.wage_period import PeriodRef
from tests.unit.application.late_hours import AUGUST, CODES, OCTOBER, PERIODS, SEPTEMBER, Desk, Entry, Place

ZERO = Amount(0)

entries = st.builds(
    Entry,
    st.integers(1, 4),
    st.sampled_from(PERIODS),
    st.sampled_from([0, 440, 440, 20, 125]),
    st.sampled_from(list(CODES)),
)
EXPORTS = (
    (AUGUST,),
    (SEPTEMBER,),
    (SEPTEMBER, AUGUST),
    (OCTOBER,),
    (OCTOBER, AUGUST),
    (OCTOBER, SEPTEMBER),
    (OCTOBER, AUGUST, SEPTEMBER),
)
steps = st.lists(entries | st.sampled_from(EXPORTS), min_size=2, max_size=14)


def overpaid(desk: Desk) -> dict[tuple[object, int], int]:
    """By how many hundredths more stands in Nmbrs than the hours come to, per period and code."""
    wanted = desk.wanted()
    return {place: (stands - wanted.get(place, ZERO)).hundredths for place, stands in desk.stands().items()}


def export(desk: Desk, periods: Sequence[PeriodRef]) -> None:
    """Export, and look that nothing was paid beyond the hours, and no entry in two periods."""
    before, stood = overpaid(desk), desk.stands()
    prepared = desk.plan(*periods)
    codes = {finding.code for person in prepared.plan.people for finding in person.findings}
    desk.export(*periods)
    for place, surplus in overpaid(desk).items():
        assert surplus <= max(before.get(place, 0), 0), (place, before, surplus)
    grown = {place for place, amount in desk.stands().items() if amount > stood.get(place, ZERO)}
    if "moves-between-periods" not in codes:
        _no_entry_twice(desk.own(), grown, {place for place, surplus in overpaid(desk).items() if surplus > 0})


def _no_entry_twice(own: Sequence[OwnLine], grown: set[Place], surplus: set[Place]) -> None:
    """Where more stands now, the lines count no entry that a line of another period counts, and pays too much for.

    Where entries changed places, a line may name one that has left and pay exactly for one that came.
    """
    for line in own:
        home, code = _place(line)
        if (home, code) in grown:
            counted = {source.timecard for source in line.sources}
            others = [other for other in own if _place(other)[0] != home and _place(other) in surplus]
            assert counted.isdisjoint(source.timecard for other in others for source in other.sources)


def _place(line: OwnLine) -> Place:
    return line.key.at_home.period, int(line.key.code)


@settings(max_examples=150, deadline=None)
@given(steps)
@example(
    [
        Entry(2, AUGUST, 440),
        (OCTOBER, AUGUST),
        Entry(1, SEPTEMBER, 20),
        (SEPTEMBER,),
        Entry(1, SEPTEMBER, 440, "Extra"),
        Entry(2, SEPTEMBER, 440),
    ]
).via("September waits for October with August, and October with September for September")
@example(
    [
        Entry(4, AUGUST, 20),
        (AUGUST,),
        Entry(2, SEPTEMBER, 440),
        (OCTOBER, AUGUST, SEPTEMBER),
        Entry(4, SEPTEMBER, 20, "Extra"),
        Entry(3, SEPTEMBER, 125),
        Entry(2, AUGUST, 440, "Extra"),
    ]
).via("August waits for what went along in October, and that for August")
def test_every_hour_is_paid_once_over_all_periods(happened: list) -> None:
    desk = Desk()
    for step in happened:
        if isinstance(step, Entry):
            desk.enter(step)
        else:
            export(desk, step)
    _agree_on_what_is_left(desk)
    for _ in range(3):
        for each in EXPORTS:
            export(desk, each)
    stands, wanted = desk.stands(), desk.wanted()
    assert {place: amount for place, amount in stands.items() if amount} == wanted
    assert all(desk.clean(period) for period in PERIODS)


def _agree_on_what_is_left(desk: Desk) -> None:
    """Once everything late went along in October, Nmbrs holds what the hours come to and what the findings name."""
    carry = (OCTOBER, AUGUST, SEPTEMBER)
    export(desk, carry)
    plan = desk.plan(*carry).plan
    for person in plan.people:
        if person.state is PersonState.BLOCKED:
            return
    named: dict[tuple[str, int], int] = {}
    for finding in (*plan.findings, *(each for person in plan.people for each in person.findings)):
        if finding.code == "retro-correction":
            values = dict(finding.details)
            place = (values["period"], int(values["code"]))
            named[place] = named.get(place, 0) + Amount.parse(values["amount"]).hundredths
    stands, wanted = desk.stands(), desk.wanted()
    for place in {*stands, *wanted}:
        surplus = (stands.get(place, ZERO) - wanted.get(place, ZERO)).hundredths
        assert surplus == named.get((str(place[0]), place[1]), 0), (place, surplus, named)
