"""Any value comes back equal to what was put."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports.storage import Company, Connection, Export, SetAside, Storage, StoredPlan
from domain.decisions import Decision
from domain.ledger import OPEN, LedgerChange, OwnLine
from domain.mapping import PayMapping
from domain.team_member import PersonLink, TeamMember
from domain.timecard import Timecard
from domain.timecard_import import EitjeUser, ImportRecord
from domain.wage_period import PeriodRef, WageCalendar

T = TypeVar("T")

# PostgreSQL keeps no NUL in a text, and no text of a payroll has one.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NUMBERS = st.integers(0, 2**31 - 1)
HUNDREDTHS = st.integers(-(2**53), 2**53)

SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: NUMBERS,
    bool: st.booleans(),
    date: st.dates(),
    time: st.times(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    Fraction: st.fractions(),
    PeriodRef: st.builds(PeriodRef, st.integers(1, 9998), st.integers(1, 53)),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the domain."""
    simple = SIMPLE.get(kind)
    if simple is not None:
        return simple
    if isinstance(kind, typing.NewType):
        return values(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if is_dataclass(kind):
        return any_of(typing.cast(type[Any], kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([st.none() if each is types.NoneType else values(each) for each in arguments])
    if origin is tuple and arguments[1:] != (...,):
        return st.tuples(*map(values, arguments))
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if origin is frozenset:
        return st.frozensets(values(arguments[0]), max_size=3)
    if origin is Mapping:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=3)
    raise TypeError(f"no values for {kind}")


def any_of(kind: type[T]) -> st.SearchStrategy[T]:
    """Any value of a dataclass, each of its fields by itself."""
    hints = typing.get_type_hints(kind)
    parts = {field.name: values(hints[field.name]) for field in fields(typing.cast(Any, kind))}
    if "hundredths" in parts:
        parts = {"hundredths": HUNDREDTHS}
    return st.builds(kind, **parts)


# Each example puts values of its own in the storage that the test was given, and asks for no others.
SHARED = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(connection=any_of(Connection), company=any_of(Company), calendar=any_of(WageCalendar))
@SHARED
def test_settings(storage: Storage, connection: Connection, company: Company, calendar: WageCalendar) -> None:
    first, last = sorted((calendar.start, calendar.last_day))
    calendar = replace(calendar, start=first, last_day=last, proposed=False)
    with storage.write() as work:
        work.settings.put_connection(connection)
        work.settings.put_company(company)
        work.settings.put_calendar(calendar)
        assert work.settings.connections() == [connection]
        assert work.settings.companies() == [company]
        assert work.settings.calendars(calendar.company) == [calendar]


@given(mapping=any_of(PayMapping))
@SHARED
def test_mappings(storage: Storage, mapping: PayMapping) -> None:
    with storage.write() as work:
        work.settings.put_mapping(mapping)
        assert work.settings.mapping(mapping.company) == mapping
        assert work.settings.mapping(mapping.company, mapping.version) == mapping


@given(member=any_of(TeamMember), users=st.lists(any_of(EitjeUser), max_size=3), link=any_of(PersonLink))
@SHARED
def test_people(storage: Storage, member: TeamMember, users: list[EitjeUser], link: PersonLink) -> None:
    with storage.write() as work:
        work.people.replace_members(member.company, [member])
        work.people.replace_users(users)
        work.people.put_link(link)
        assert work.people.members() == [member]
        assert list(work.people.users()) == users
        assert work.people.links() == [link]


@given(cards=st.lists(any_of(Timecard), max_size=4, unique_by=lambda card: card.id), record=any_of(ImportRecord))
@SHARED
def test_timecards(storage: Storage, cards: list[Timecard], record: ImportRecord) -> None:
    in_order = sorted(cards, key=lambda card: (card.day, card.person.key, card.id))
    with storage.write() as work:
        work.timecards.put(cards)
        work.timecards.add_import(record)
        assert list(work.timecards.between(date.min, date.max)) == in_order
        for card in cards:
            assert work.timecards.by_keys(card.source, [card.key]) == [card]
        assert {card.person.key for card in work.timecards.people()} == {card.person.key for card in cards}
        assert list(work.timecards.imports()) == [record]
        work.timecards.remove(cards)
        assert list(work.timecards.between(date.min, date.max)) == []


@given(plan=any_of(StoredPlan), export=any_of(Export))
@SHARED
def test_plans_and_exports(storage: Storage, plan: StoredPlan, export: Export) -> None:
    with storage.write() as work:
        work.ledger.put_plan(plan)
        work.ledger.put_export(export)
        assert work.ledger.plan(plan.hash) == plan
        assert work.ledger.plans(plan.selection.company) == [plan]
        assert work.ledger.exports(export.selection.company, export.selection.period) == [export]


@given(changes=st.lists(any_of(LedgerChange), max_size=3, unique_by=lambda change: change.id), line=any_of(OwnLine))
@SHARED
def test_changes_and_own_lines(storage: Storage, changes: list[LedgerChange], line: OwnLine) -> None:
    with storage.write() as work:
        work.ledger.put_changes(changes)
        work.ledger.put_own([line])
        for change in changes:
            assert change in work.ledger.changes_of(change.export)
            found = work.ledger.open_changes(change.key.company, change.key.period)
            assert (change in found) == (change.state in OPEN)
        assert work.ledger.own_lines(line.key.company, line.key.period) == [line]


@given(decision=any_of(Decision), aside=any_of(SetAside))
@SHARED
def test_decisions(storage: Storage, decision: Decision, aside: SetAside) -> None:
    with storage.write() as work:
        work.decisions.add_decision(decision)
        work.decisions.add_set_aside(aside)
        assert work.decisions.decisions(decision.company, decision.period) == [decision]
        assert work.decisions.set_aside(aside.company, aside.period) == [aside]
