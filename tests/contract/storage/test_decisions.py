"""What was found when both sides were compared, and what people decided."""

from dataclasses import replace
from datetime import timedelta

from application.ports.storage import Check, Storage
from domain.amount import Amount
from domain.decisions import Cause, Choice, Difference
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from tests.contract.storage.samples import HAVEN, KADE, MORNING, NOOR, NOVEMBER, OCTOBER, decision, set_aside

HOUR = timedelta(hours=1)


def test_decisions_come_oldest_first_and_none_is_replaced(storage: Storage) -> None:
    first, last = decision("first"), decision("last", MORNING + HOUR)
    with storage.write() as work:
        for each in (last, first, first):
            work.decisions.add_decision(each)
        assert work.decisions.decisions(KADE, OCTOBER) == [first, first, last]


def test_decisions_of_one_moment_come_in_the_order_in_which_they_were_added(storage: Storage) -> None:
    put = [decision(reason) for reason in ("c", "a", "b")]
    with storage.write() as work:
        for each in put:
            work.decisions.add_decision(each)
        assert work.decisions.decisions(KADE, OCTOBER) == put


def test_decisions_are_those_of_one_company_and_period(storage: Storage) -> None:
    here = decision()
    with storage.write() as work:
        for each in (
            replace(here, company=HAVEN),
            replace(here, period=NOVEMBER),
            replace(here, period=PeriodRef(2025, 10)),
            here,
        ):
            work.decisions.add_decision(each)
        assert work.decisions.decisions(KADE, OCTOBER) == [here]


def test_a_decision_comes_back_whole(storage: Storage) -> None:
    seen = Difference(Cause.EDITED, NOOR, PayKind.WAGE, "4500", None, Amount(200), Amount(0), Amount(300))
    put = decision(difference=seen, choice=Choice.KEEP_THEIRS)
    with storage.write() as work:
        work.decisions.add_decision(put)
        work.commit()
    with storage.read() as work:
        assert work.decisions.decisions(KADE, OCTOBER) == [put]
        assert work.decisions.decisions(KADE, OCTOBER)[0].difference.id == seen.id


def test_warnings_set_aside_come_oldest_first(storage: Storage) -> None:
    first, last = set_aside("F02", MORNING), set_aside("F01", MORNING + HOUR)
    with storage.write() as work:
        for each in (last, first, first):
            work.decisions.add_set_aside(each)
        assert work.decisions.set_aside(KADE, OCTOBER) == [first, first, last]


def test_words_about_findings_are_those_of_one_company_and_period(storage: Storage) -> None:
    here, back = set_aside("F02"), set_aside("F02", MORNING, restored=True)
    with storage.write() as work:
        for each in (set_aside(company=HAVEN), set_aside(period=NOVEMBER), here, back):
            work.decisions.add_set_aside(each)
        work.commit()
    with storage.read() as work:
        assert work.decisions.set_aside(KADE, OCTOBER) == [here, back]
        assert work.decisions.set_aside(KADE, PeriodRef(2025, 10)) == []


def test_the_last_check_of_a_period_takes_the_place_of_the_one_before(storage: Storage) -> None:
    seen = Difference(Cause.MISSING, NOOR, PayKind.HOURS, "2100", None, Amount(200), None, Amount(300))
    october = Check(KADE, OCTOBER, MORNING, "Anja", False, (seen,))
    november = Check(KADE, NOVEMBER, MORNING, "Anja", True, ())
    with storage.write() as work:
        for check in (november, Check(HAVEN, OCTOBER, MORNING, "Bas", True, ()), october):
            work.decisions.put_check(check)
        work.commit()
    later = replace(october, at=MORNING + HOUR, clean=True, differences=())
    with storage.write() as work:
        assert work.decisions.checks(KADE) == [october, november]
        work.decisions.put_check(later)
        assert work.decisions.checks(KADE) == [later, november]
