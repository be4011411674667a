"""What people read: moments, selections, and errors that repeat what was asked."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.decisions import Difference
from domain.errors import ProductError
from domain.findings import Finding, details
from domain.hours import shown
from domain.ledger import ChangeState
from domain.mapping import HOURS, PayMapping, Rule, Target, Thing
from domain.pay_line import Part
from domain.plan import LedgerView
from domain.terms import ContractType
from domain.wage_period import PeriodLength, PeriodRef, join_years, new_calendar
from tests.unit.domain.samples import (
    HOURS_CONTRACT,
    KADE,
    NOOR,
    ZERO_HOURS,
    change,
    days_change,
    found_line,
    person,
    plan,
    selection,
    wants,
    worked,
)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 2, 8, 0, 5, tzinfo=UTC), "02-11-2026 09:00:05"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "02-07-2026 00:30:00"),
    ],
)
def test_a_moment_is_told_by_the_clock_in_amsterdam(moment: datetime, text: str) -> None:
    assert shown(moment) == text


def test_an_unsettled_change_is_told_with_the_moment_from_which_it_can_be_settled() -> None:
    waiting = change(state=ChangeState.UNKNOWN, settle_at=datetime(2026, 11, 2, 8, 2, tzinfo=UTC))
    (told,) = person(plan(wants(), ledger=LedgerView(open_changes=[waiting]))).findings
    expected = details(what="add 8.00 on 2100", until="02-11-2026 09:02:00")
    assert told == Finding("unsettled", "Noor van Dijk", NOOR, details=expected)


def test_an_unsettled_change_of_which_no_moment_is_known() -> None:
    waiting = days_change(0, 4, state=ChangeState.UNKNOWN)
    (told,) = person(plan(wants(), ledger=LedgerView(open_changes=[waiting]))).findings
    assert dict(told.details) == {"what": "set-days 4.00 on Days", "until": ""}


def test_a_selection_tells_the_late_hours_it_carries() -> None:
    carrying = replace(selection(Part.HOURS), carry=frozenset({PeriodRef(2026, 9), PeriodRef(2026, 8)}))
    assert str(carrying) == ("company 3001, 2026-10, zero-hours, hours, everybody, with late hours of 2026-08, 2026-09")


def test_an_error_speaks_the_language_that_is_asked_for() -> None:
    error = ProductError("not-activated")
    assert error.do("en") == error.do() == "Run `eitje-nmbrs activate --email YOU@EXAMPLE.NL` first."
    assert error.do("nl") == "Voer eerst `eitje-nmbrs activate --email U@VOORBEELD.NL` uit."
    assert error.what("nl").startswith("De koppeling met Nmbrs is nog niet geactiveerd")


@pytest.mark.parametrize("text", ["2026-54", "oktober"])
def test_a_period_that_cannot_be_read_is_repeated(text: str) -> None:
    with pytest.raises(ProductError, match=f"period-not-readable.*{text}"):
        PeriodRef.parse(text)


def test_a_thing_that_cannot_be_mapped_is_repeated() -> None:
    with pytest.raises(ProductError, match=r"thing-unknown.*fooi"):
        Thing.parse("fooi")


def test_a_rule_that_is_refused_is_told_with_its_code_or_contract_type() -> None:
    with pytest.raises(ProductError) as salaried:
        PayMapping(KADE).with_rule(Rule(HOURS, Target("2190"), contract_type=HOURS_CONTRACT))
    assert salaried.value.details == {"code": "2190"}
    with pytest.raises(ProductError) as freelance:
        PayMapping(KADE).with_rule(Rule(HOURS, Target("2190"), contract_type=ContractType.SELF_EMPLOYED))
    assert freelance.value.details == {"contract_type": ContractType.SELF_EMPLOYED}


def test_a_start_that_fits_no_year_is_repeated() -> None:
    with pytest.raises(ProductError) as needed:
        new_calendar(KADE, ZERO_HOURS, PeriodLength.MONTH, date(2026, 3, 1))
    assert needed.value.details == {"start": "2026-03-01"}
    with pytest.raises(ProductError) as outside:
        new_calendar(KADE, ZERO_HOURS, PeriodLength.MONTH, date(2026, 3, 1), 2028)
    assert outside.value.details == {"start": "2026-03-01", "year": 2028}


def test_a_year_that_runs_into_the_next_is_told_with_both_years() -> None:
    after = new_calendar(KADE, ZERO_HOURS, PeriodLength.MONTH, date(2026, 11, 20), 2027)
    with pytest.raises(ProductError) as raised:
        join_years((after,), new_calendar(KADE, ZERO_HOURS, PeriodLength.MONTH, date(2026, 1, 1)))
    assert raised.value.details == {
        "year": 2026,
        "next_year": 2027,
        "last_start": "2026-12-01",
        "next_start": "2026-11-20",
    }


def test_the_names_of_findings_and_differences_can_be_typed() -> None:
    assert re.fullmatch("F[0-9a-f]{8}", Finding("not-linked", "Noor van Dijk").id)
    assert re.fullmatch("D[0-9a-f]{8}", Difference.of_foreign(found_line("9", "3.00"), []).id)
    assert re.fullmatch("[0-9a-f]{16}", worked("8").digest)
