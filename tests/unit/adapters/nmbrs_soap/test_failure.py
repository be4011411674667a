"""What a failed call means, for reading and for writing."""

import pytest

from adapters.nmbrs_soap.failure import CallFailed, Ending, is_id, number_in
from domain.ledger import Landing, Refusal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Server was unable to process request. ---> 1003: Unauthorized access", "1003"),
        ("System.Exception: Server error ---> System.Web ---> 2011: Protected", "2011"),
        ("2006: Period does not fit", "2006"),
        ("  2006: Period does not fit", "2006"),
        ("--->9999: Unknown", "9999"),
        ("Server was unable to process request. ---> Object reference not set", ""),
        ("Hour code 2100: not known", ""),
        ("---> 10030: too long", ""),
        ("---> 100: too short", ""),
        ("---> ٢٠١١: other digits", ""),
        ("", ""),
    ],
)
def test_the_number_in_a_fault(text: str, number: str) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("1001", Refusal.NO_RIGHT),
        ("1002", Refusal.NO_RIGHT),
        ("1004", Refusal.NO_RIGHT),
        ("2004", Refusal.NO_RIGHT),
        ("2006", Refusal.PERIOD_TYPE),
        ("2011", Refusal.PROTECTED_PERIOD),
        ("9999", Refusal.PROTECTED_PERIOD),
        ("1003", Refusal.LINE),
        ("2001", Refusal.LINE),
        ("2012", Refusal.LINE),
        ("4711", Refusal.LINE),
    ],
)
def test_a_number_is_a_refusal(code: str, refusal: Refusal) -> None:
    failure = CallFailed("HourComponentVar_Insert", Ending.REFUSED, "Because", code)
    alone, shared = failure.as_outcome(shared=False), failure.as_outcome(shared=True)
    assert (alone.landing, alone.refusal, alone.may_land_late) == (Landing.REFUSED, refusal, False)
    assert (shared.landing, shared.refusal, shared.may_land_late) == (Landing.UNKNOWN, refusal, False)


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(
    ("ending", "landing"),
    [
        (Ending.NOT_SENT, Landing.NOT_SENT),
        (Ending.TIMED_OUT, Landing.UNKNOWN),
        (Ending.LOST, Landing.UNKNOWN),
        (Ending.SERVER_ERROR, Landing.UNKNOWN),
        (Ending.UNREADABLE, Landing.UNKNOWN),
    ],
)
def test_without_a_number_nothing_is_concluded(ending: Ending, landing: Landing, shared: bool) -> None:
    outcome = CallFailed("HourComponentVar_Insert", ending, "Because").as_outcome(shared)
    assert (outcome.landing, outcome.code, outcome.may_land_late) == (landing, "", True)


@pytest.mark.parametrize(
    ("ending", "code", "error"),
    [
        (Ending.NOT_SENT, "", "payroll-unreachable"),
        (Ending.TIMED_OUT, "", "payroll-unreachable"),
        (Ending.LOST, "", "payroll-unreachable"),
        (Ending.SERVER_ERROR, "", "payroll-unreachable"),
        (Ending.UNREADABLE, "", "payroll-answer-unreadable"),
        (Ending.REFUSED, "1001", "credentials-refused"),
        (Ending.REFUSED, "1002", "right-missing"),
        (Ending.REFUSED, "1003", "payroll-refused"),
        (Ending.REFUSED, "1006", "payroll-refused"),
        (Ending.REFUSED, "9999", "payroll-refused"),
    ],
)
def test_for_reading_it_is_an_error(ending: Ending, code: str, error: str) -> None:
    found = CallFailed("List_GetAll", ending, "Because", code).as_error()
    assert found.code == error
    assert "Because" in found.what()


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1", True),
        ("2147483647", True),
        ("2147483648", False),
        ("9" * 5000, False),
        ("", False),
        ("-1", False),
        ("1.0", False),
        ("١", False),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", False),
    ],
)
def test_ids_are_whole_numbers_that_fit(text: str, fits: bool) -> None:
    assert is_id(text) is fits
