"""What a plan tells about a person: whom it concerns, and with which amounts, code and name of the difference."""

from dataclasses import replace

from domain.decisions import Choice, Difference
from domain.findings import Finding, details
from domain.ledger import ChangeState
from domain.pay_line import PayKind
from domain.plan import LedgerView, PersonPlan
from domain.planning import foresee
from tests.unit.domain.samples import (
    BRAM,
    MORNING,
    NOOR,
    SETTLING,
    ZERO_HOURS,
    change,
    decide,
    found_line,
    own_line,
    pay_key,
    person,
    plan,
    snapshot,
    wanted_line,
    wants,
)

NAME = "Noor van Dijk"
EIGHT = wants(wanted_line("8.00"))
OURS = LedgerView([own_line("1", "8.00")])
THEIRS = found_line("9", "3.00")


def of_noor(kind: str, /, **values: object) -> Finding:
    return Finding(kind, NAME, NOOR, details=details(**values))


def the_difference(each: PersonPlan) -> str:
    (difference,) = each.differences
    return difference.id


def test_a_foreign_line_is_told_with_what_to_decide() -> None:
    each = person(plan(EIGHT, snapshot(THEIRS)))
    expected = of_noor("foreign-line", amount="3.00", code="2100", difference=the_difference(each))
    assert each.findings == (expected,)


def test_a_foreign_line_of_nought_is_told_as_such() -> None:
    each = person(plan(EIGHT, snapshot(found_line("9", "0"))))
    assert dict(each.findings[0].details)["amount"] == "0.00"


def test_a_double_is_told_as_a_foreign_line() -> None:
    want = wants(wanted_line("9.00"))
    each = person(plan(want, snapshot(found_line("1", "8.00"), found_line("9", "8.00")), OURS))
    assert [finding.code for finding in each.findings] == ["foreign-line"]


def test_a_line_of_ours_that_was_edited_is_told_with_all_amounts() -> None:
    each = person(plan(EIGHT, snapshot(found_line("1", "5.00")), OURS))
    difference = the_difference(each)
    expected = of_noor(
        "open-difference", cause="edited in Nmbrs", sent="8.00", code="2100", found="5.00", difference=difference
    )
    assert each.findings == (expected,)


def test_a_line_of_ours_that_was_set_to_nought_is_not_told_as_gone() -> None:
    edited = person(plan(EIGHT, snapshot(found_line("1", "0")), OURS))
    gone = person(plan(EIGHT, snapshot(), OURS))
    assert [dict(each.findings[0].details)["found"] for each in (edited, gone)] == ["0.00", "nothing"]


def test_who_left_somebody_out_is_told() -> None:
    word = decide(Difference.of_foreign(THEIRS, []), Choice.LEAVE_OUT)
    each = person(plan(EIGHT, snapshot(THEIRS), decisions=[word]))
    assert each.findings == (of_noor("left-out", name=NAME, by="Anja"),)


def test_somebody_whose_pay_was_not_read_is_named() -> None:
    read = snapshot()
    unread = replace(read, lines={place: lines for place, lines in read.lines.items() if place[0] != NOOR})
    each = person(plan(EIGHT, unread))
    assert (each.employee, each.name) == (NOOR, NAME)
    assert each.findings == (of_noor("changed-since-plan", name=NAME),)


def test_days_of_somebody_else_are_told_with_both_numbers() -> None:
    days = wants(days={NOOR: {ZERO_HOURS: [5, 6, 7, 8]}})
    each = person(plan(days, snapshot(days={NOOR: 3})))
    (told,) = each.findings
    assert (told.code, told.person, told.employee) == ("days-theirs", NAME, NOOR)
    assert {"found": "3", "ours": "4"}.items() <= dict(told.details).items()


def test_somebody_without_a_known_name_goes_by_the_number_and_first() -> None:
    want = wants(wanted_line("8.00"), wanted_line("8.00", pay_key(employee=BRAM)))
    made = plan(want, names={BRAM: "Bram de Boer"})
    assert [(each.employee, each.name) for each in made.people] == [(NOOR, NOOR), (BRAM, "Bram de Boer")]


def test_what_was_planned_and_not_sent_stays_in_the_ledger_that_is_foreseen() -> None:
    planned = change(id="later")
    sent = change(id="sooner", key=pay_key("4899", kind=PayKind.WAGE), state=ChangeState.UNKNOWN, settle_at=MORNING)
    view = foresee(LedgerView(open_changes=[planned, sent]), snapshot(), MORNING + SETTLING)
    assert [(each.id, each.state) for each in view.open_changes] == [
        ("later", ChangeState.PLANNED),
        ("sooner", ChangeState.NOT_LANDED),
    ]


def test_what_may_still_land_is_told_of_whoever_it_would_pay() -> None:
    lost = change(state=ChangeState.NOT_LANDED, watch_until=MORNING)
    (finding,) = person(plan(EIGHT, ledger=LedgerView(watched=[lost]))).findings
    assert (finding.code, finding.person, finding.employee) == ("under-watch", NAME, NOOR)
    told = dict(finding.details)
    assert (told["what"], told["period"]) == ("8.00 on 2100", "2026-10")
    assert told["until"] == "02-11-2026 09:00:00"
