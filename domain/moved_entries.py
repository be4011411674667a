"""Entries whose date moved to another period after they were sent: the line in the old period still counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from domain.desired_pay import DesiredPay
from domain.findings import Finding, details
from domain.ledger import OwnLine
from domain.plan import PlannedLine, Stray
from domain.selecting import Chosen
from domain.terms import EmployeeId
from domain.wage_period import PeriodRef


def strays(lines: Iterable[OwnLine], homes: Iterable[DesiredPay]) -> Iterator[Stray]:
    """Those of these lines that count entries for which the hours no longer ask there.

    ``lines`` count entries of ``homes``, or of no period that is known here: then all that they count is astray.
    """
    known = {home.period: {line.key: line.sources for line in home.lines} for home in homes}
    for line in lines:
        key = line.key.at_home
        asked = known.get(key.period, {}).get(key, ())
        entries = {source.timecard for source in line.sources} - {source.timecard for source in asked}
        if entries:
            yield Stray(line, frozenset(entries))


def goes_first(
    home: PeriodRef,
    period: PeriodRef,
    stray: OwnLine,
    counting: Callable[[PeriodRef], Mapping[EmployeeId, Sequence[OwnLine]]],
) -> bool:
    """True when the export that corrects a stray line would, by way of others perhaps, wait for this one.

    Then one of them has to begin: the one whose hours belong to the earliest period, of those the one that is sent in
    the earliest. ``home`` is where the hours of this one belong, ``period`` where they are sent; ``counting`` are
    the lines, by employee, that count entries of a period and should not.
    """
    ours = (home, period)
    seen: set[tuple[PeriodRef, PeriodRef]] = set()
    waiting = [(stray.key.at_home.period, stray.key.period)]
    while waiting:
        place = waiting.pop()
        if place == ours:
            return True
        if place > ours and place not in seen:
            seen.add(place)
            mine = counting(place[0]).get(stray.key.employee, ())
            waiting += ((line.key.at_home.period, line.key.period) for line in mine)
    return False


def sent_in_another_period(
    lines_astray: Iterable[Stray], employee: EmployeeId, planned: Sequence[PlannedLine], name: str
) -> Iterator[Finding]:
    """Lines of ours in other periods that still count an entry which this plan would send here.

    Only a line that grows can pay an entry twice. Where exports would wait for each other, one goes first.
    """
    grows = [line for line in planned if line.writes and line.after > line.before]
    for stray in lines_astray:
        again = stray.line.key.employee == employee and any(
            line.parts & stray.line.parts and any(source.timecard in stray.entries for source in line.sources)
            for line in grows
        )
        if again:
            key = stray.line.key
            where = f"{key.period} (--carry {key.carried_from})" if key.carried_from else key.period
            code = "moves-between-periods" if stray.waits_for_us else "sent-in-another-period"
            values = details(name=name, amount=stray.line.amount, code=key.code, period=where)
            yield Finding(code, name, employee, details=values)


def moves_beyond(
    chosen: Chosen,
    own: Iterable[OwnLine],
    employee: EmployeeId,
    planned: Sequence[PlannedLine],
    names: Mapping[EmployeeId, str],
) -> Iterator[Finding]:
    """Entries that go from what is selected to what is not, or the other way.

    Sent without the other side, they would be paid twice; taken back without it, not at all.
    """
    if not chosen.selection.partial or chosen.desired.stated is not None:
        return
    wanted = {line.key: {source.timecard for source in line.sources} for line in chosen.desired.lines}
    grows = [line for line in planned if line.writes and line.after > line.before]
    shrinks = [line for line in planned if line.writes and line.after < line.before]
    growing = {source.timecard: line for line in grows for source in line.sources}
    name = names.get(employee, employee)
    for other in own:
        if not chosen.is_beyond(other.key, other.parts):
            continue
        stale = {source.timecard for source in other.sources} - wanted.get(other.key, set())
        if any(entry in growing and growing[entry].parts & other.parts for entry in stale):
            whose = names.get(other.key.employee, other.key.employee)
            values = details(name=name, amount=other.amount, code=other.key.code, whose=whose)
            yield Finding("sent-beyond-selection", name, employee, details=values)
    mine = {(line.key.kind, line.line_id): line for line in own}
    for line in shrinks:
        before = mine[line.key.kind, line.line_id] if line.line_id and (line.key.kind, line.line_id) in mine else None
        left = {source.timecard for source in before.sources} - wanted.get(line.key, set()) if before else set()
        for goal in chosen.desired.lines:
            if goal.key.employee != employee or not chosen.is_beyond(goal.key, goal.parts):
                continue
            asked = not left.isdisjoint(wanted[goal.key]) and bool(goal.parts & line.parts)
            if asked and not chosen.behind[goal.key].agrees:
                values = details(name=name, amount=line.before, code=line.key.code, goal=goal.key.code)
                yield Finding("moves-beyond-selection", name, employee, details=values)
