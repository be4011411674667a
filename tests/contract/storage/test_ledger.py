"""Plans, exports and changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage import Consent, Storage
from domain.amount import Amount
from domain.findings import Finding, details
from domain.ledger import OPEN, Action, ChangeState, Refusal, Step
from domain.pay_line import Part, PayKind, SourceRef
from domain.terms import ContractType, EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.contract.storage.samples import (
    BRAM,
    HAVEN,
    KADE,
    MORNING,
    NOOR,
    NOVEMBER,
    OCTOBER,
    ZERO,
    change,
    export,
    pay_key,
    plan,
    selection,
)

HOUR = timedelta(hours=1)


def test_a_plan_is_found_by_its_hash_and_replaced_by_it(storage: Storage) -> None:
    finding = Finding("pending-entry", "Noor", NOOR, "eitje:7", MORNING.date(), ZERO, details(name="Noor"))
    later = replace(plan(made_at=MORNING + HOUR), findings=(finding,), people={NOOR: "d2", BRAM: "d3"}, basis={})
    with storage.write() as work:
        assert work.ledger.plan("aaaa") is None
        work.ledger.put_plan(plan())
        assert work.ledger.plan("aaaa") == plan()
        work.ledger.put_plan(later)
        assert work.ledger.plan("aaaa") == later
        assert work.ledger.plan("aaa") is None


def test_a_plan_does_not_change_with_what_it_was_made_of(storage: Storage) -> None:
    people, basis = {NOOR: "d1"}, {"mapping": "3"}
    with storage.write() as work:
        work.ledger.put_plan(replace(plan(), people=people, basis=basis))
        work.commit()
    people[BRAM], basis["mapping"] = "d2", "4"
    with storage.read() as work:
        assert work.ledger.plan("aaaa") == plan()


def test_venues_and_teams_of_a_selection_are_kept(storage: Storage) -> None:
    places = [
        selection(venues=frozenset({"De Kade", "Zuid, strand"})),
        selection(teams=frozenset({"Bar"})),
        selection(venues=frozenset({"De Kade"}), teams=frozenset({"Bar"}), people=frozenset({NOOR})),
        selection(venues=frozenset()),
        selection(),
    ]
    with storage.write() as work:
        for number, chosen in enumerate(places):
            work.ledger.put_plan(plan(f"p{number}", MORNING + number * HOUR, chosen))
            work.ledger.put_export(export(f"e{number}", MORNING + number * HOUR, chosen))
        work.commit()
    with storage.read() as work:
        assert [each.selection for each in work.ledger.plans(KADE)] == places[::-1]
        assert [each.selection for each in work.ledger.exports(KADE)] == places


def test_plans_are_the_latest_of_each_selection_newest_first(storage: Storage) -> None:
    meals = selection(parts=frozenset({Part.MEALS}))
    one_person = selection(people=frozenset({NOOR}))
    nobody = selection(people=frozenset())
    salaried = selection(contract_type=ContractType.HOURS_CONTRACT)
    put = [
        plan("h1", MORNING),
        plan("h2", MORNING + HOUR),
        plan("h3", MORNING + 2 * HOUR, meals),
        plan("h4", MORNING + 3 * HOUR, one_person),
        plan("h5", MORNING + 4 * HOUR, nobody),
        plan("h6", MORNING + 5 * HOUR, salaried),
        plan("h7", MORNING + 6 * HOUR, selection(period=NOVEMBER)),
        plan("h8", MORNING + 7 * HOUR, selection(HAVEN)),
        plan("h0", MORNING - HOUR, meals),
        plan("h9", MORNING + 8 * HOUR, selection(carry=frozenset({PeriodRef(2026, 9)}))),
    ]
    with storage.write() as work:
        for each in put:
            work.ledger.put_plan(each)
        assert [p.hash for p in work.ledger.plans(KADE)] == ["h9", "h7", "h6", "h5", "h4", "h3", "h2"]
        assert [p.hash for p in work.ledger.plans(HAVEN)] == ["h8"]


def test_the_order_in_which_a_selection_is_written_makes_no_other_selection(storage: Storage) -> None:
    both = frozenset({NOOR, BRAM, EmployeeId("1"), EmployeeId("10")})
    reversed_too = frozenset(sorted(both, reverse=True))
    with storage.write() as work:
        work.ledger.put_plan(plan("h1", MORNING, selection(people=both)))
        work.ledger.put_plan(plan("h2", MORNING + HOUR, selection(people=reversed_too)))
        assert [p.hash for p in work.ledger.plans(KADE)] == ["h2"]


def test_of_two_plans_of_one_moment_the_one_put_last_is_the_latest(storage: Storage) -> None:
    with storage.write() as work:
        for hash in ("h1", "h2"):
            work.ledger.put_plan(plan(hash))
        assert [p.hash for p in work.ledger.plans(KADE)] == ["h2"]
        work.ledger.put_plan(plan("h1"))
        assert [p.hash for p in work.ledger.plans(KADE)] == ["h1"]


def test_exports_come_oldest_first(storage: Storage) -> None:
    first, second = export("e2", MORNING), export("e1", MORNING + HOUR)
    other_period = export("e3", MORNING - HOUR, selection(period=NOVEMBER))
    other_company = export("e4", MORNING + 2 * HOUR, selection(HAVEN))
    with storage.write() as work:
        for each in (second, other_company, first, other_period):
            work.ledger.put_export(each)
        assert work.ledger.exports() == [other_period, first, second, other_company]
        assert work.ledger.exports(KADE) == [other_period, first, second]
        assert work.ledger.exports(KADE, OCTOBER) == [first, second]
        assert work.ledger.exports(period=OCTOBER) == [first, second, other_company]
        assert list(work.ledger.exports(HAVEN, NOVEMBER)) == []


def test_an_export_is_replaced_by_id(storage: Storage) -> None:
    running = export("e1", consents=(Consent("past", "Sanne"), Consent("days", "Bas")))
    ended = replace(running, ended_at=MORNING + HOUR, result="proved")
    with storage.write() as work:
        work.ledger.put_export(running)
        work.ledger.put_export(export("e2"))
        assert work.ledger.exports() == [running, export("e2")]
        work.ledger.put_export(ended)
        assert work.ledger.exports() == [ended, export("e2")]


@pytest.mark.parametrize("state", list(ChangeState))
def test_open_changes_are_those_in_an_open_state(storage: Storage, state: ChangeState) -> None:
    put = change(state=state)
    with storage.write() as work:
        work.ledger.put_changes([put])
        assert list(work.ledger.open_changes(KADE, OCTOBER)) == ([put] if state in OPEN else [])
        assert work.ledger.changes_of("e1") == [put]


def test_watched_changes_are_those_under_watch_in_one_company_and_period(storage: Storage) -> None:
    watched = change("c2", state=ChangeState.NOT_LANDED, watch_until=MORNING + HOUR)
    others = [
        change("c1"),
        replace(watched, id="c3", key=pay_key(company=HAVEN)),
        replace(watched, id="c4", key=pay_key(period=NOVEMBER)),
    ]
    with storage.write() as work:
        work.ledger.put_changes([*others, watched])
        assert work.ledger.watched_changes(KADE, OCTOBER) == [watched]
        work.ledger.put_changes([replace(watched, watch_until=None)])
        assert list(work.ledger.watched_changes(KADE, OCTOBER)) == []


def test_given_up_changes_are_the_inserts_that_were_sent_and_not_seen_and_those_sent_again(storage: Storage) -> None:
    lost = change("c2", state=ChangeState.NOT_LANDED, step=Step.INSERT, attempt=1)
    kept = [
        lost,
        replace(lost, id="c3", state=ChangeState.DROPPED),
        replace(lost, id="c4", state=ChangeState.PLANNED, step=Step.PUT_BACK),
        replace(lost, id="c5", state=ChangeState.DONE, attempt=2),
        replace(lost, id="c6", watch_until=MORNING),
    ]
    others = [
        replace(lost, id="d1", state=ChangeState.DONE),
        replace(lost, id="d2", state=ChangeState.DROPPED, attempt=0),
        replace(lost, id="d3", state=ChangeState.REFUSED),
        replace(lost, id="d4", step=Step.DELETE),
        replace(lost, id="d5", step=Step.SET),
        replace(lost, id="d6", key=pay_key(company=HAVEN)),
        replace(lost, id="d7", key=pay_key(period=NOVEMBER)),
    ]
    with storage.write() as work:
        work.ledger.put_changes([*others, *kept])
        assert list(work.ledger.given_up_changes(KADE, OCTOBER)) == kept


def test_carried_changes_are_the_open_ones_of_every_period(storage: Storage) -> None:
    october = change("c1", key=pay_key(period=NOVEMBER, carried_from=OCTOBER), state=ChangeState.UNKNOWN)
    november = change("c2", key=pay_key(period=PeriodRef(2026, 12), carried_from=NOVEMBER))
    done = replace(october, id="c3", state=ChangeState.DONE)
    elsewhere = change("c4", key=pay_key(company=HAVEN, carried_from=OCTOBER))
    with storage.write() as work:
        work.ledger.put_changes([done, november, elsewhere, change("c5"), october])
        assert work.ledger.carried_changes(KADE) == [november, october]


def test_days_that_end_are_no_longer_ours(storage: Storage) -> None:
    with storage.write() as work:
        for place in ((KADE, OCTOBER), (KADE, NOVEMBER), (HAVEN, OCTOBER)):
            work.ledger.put_days(*place, {NOOR: 4, BRAM: 5})
        work.ledger.end_days(KADE, OCTOBER, [NOOR, EmployeeId("nobody")])
        assert work.ledger.days(KADE, OCTOBER) == {BRAM: 5}
        assert work.ledger.days(KADE, NOVEMBER) == work.ledger.days(HAVEN, OCTOBER) == {NOOR: 4, BRAM: 5}
        work.ledger.put_days(KADE, OCTOBER, {NOOR: 3})
        assert work.ledger.days(KADE, OCTOBER) == {NOOR: 3, BRAM: 5}


def test_open_changes_are_those_of_one_company_and_period(storage: Storage) -> None:
    here = change("c1")
    elsewhere = [
        change("c2", key=pay_key(company=HAVEN)),
        change("c3", key=pay_key(period=NOVEMBER)),
        change("c4", key=pay_key(period=PeriodRef(2025, 10))),
    ]
    with storage.write() as work:
        work.ledger.put_changes([*elsewhere, here])
        assert work.ledger.open_changes(KADE, OCTOBER) == [here]


def test_changes_keep_the_order_in_which_they_were_first_put(storage: Storage) -> None:
    with storage.write() as work:
        work.ledger.put_changes([change("c9"), change("c2"), change("c5")])
        work.commit()
    with storage.write() as work:
        work.ledger.put_changes([change("c1"), change("c2", state=ChangeState.SENDING), change("c0", "e2")])
        assert [c.id for c in work.ledger.open_changes(KADE, OCTOBER)] == ["c9", "c2", "c5", "c1", "c0"]
        assert [c.id for c in work.ledger.changes_of("e1")] == ["c9", "c2", "c5", "c1"]
        assert work.ledger.changes_of("e1")[1].state is ChangeState.SENDING


def test_a_change_comes_back_whole(storage: Storage) -> None:
    carried = pay_key(kind=PayKind.WAGE, cost_centre="10", cost_unit="A", carried_from=PeriodRef(2025, 13))
    whole = change(
        key=carried,
        action=Action.CHANGE,
        before=Amount(-1),
        after=Amount(10**9),
        step=Step.PUT_BACK,
        state=ChangeState.UNKNOWN,
        old_line=LineId("501"),
        parts=frozenset({Part.HOURS, Part.ALLOWANCES}),
        sources=(SourceRef("eitje-csv:2", "b"), SourceRef("eitje-csv:1", "a")),
        baseline=(LineId("9"), LineId("10")),
        sent_at=MORNING + timedelta(microseconds=123),
        settle_at=MORNING + HOUR,
        fence=3,
        attempt=2,
        alone=True,
        answered_line=LineId("502"),
        code="2011",
        text="Periode is beveiligd",
        refusal=Refusal.PROTECTED_PERIOD,
    )
    with storage.write() as work:
        work.ledger.put_changes([whole])
        assert work.ledger.changes_of("e1") == [whole]
        work.ledger.put_changes([change()])
        assert work.ledger.changes_of("e1") == [change()]


def test_the_number_days_has_no_contract_type_and_no_code(storage: Storage) -> None:
    days = change(key=pay_key(code="", contract_type=None, kind=PayKind.DAYS), action=Action.SET_DAYS, step=Step.SET)
    with storage.write() as work:
        work.ledger.put_changes([days])
        work.ledger.put_changes([])
        assert work.ledger.open_changes(KADE, OCTOBER) == [days]
