"""Own lines, and the numbers of Days."""

from dataclasses import replace
from datetime import date

from application.ports.storage import Storage
from domain.ledger import Ownership
from domain.pay_line import Part, PayKind, SourceRef
from domain.terms import LineId
from domain.wage_period import PeriodRef
from tests.contract.storage.samples import BRAM, HAVEN, KADE, NOOR, NOVEMBER, OCTOBER, own_line, pay_key, timecard


def test_own_lines_come_by_key_then_line_id(storage: Storage) -> None:
    in_order = [
        own_line("8", pay_key(NOOR, "900")),
        own_line("10", pay_key(NOOR, "2100")),
        own_line("9", pay_key(NOOR, "2100")),
        own_line("7", pay_key(NOOR, "2100", cost_centre="10")),
        own_line("1", pay_key(NOOR, "100", kind=PayKind.WAGE)),
        own_line("0", pay_key(BRAM, "900")),
    ]
    with storage.write() as work:
        work.ledger.put_own(reversed(in_order))
        assert work.ledger.own_lines(KADE, OCTOBER) == in_order


def test_own_lines_are_those_of_one_company_and_period(storage: Storage) -> None:
    with storage.write() as work:
        work.ledger.put_own(
            [
                own_line("1"),
                own_line("2", pay_key(period=NOVEMBER)),
                own_line("3", pay_key(period=PeriodRef(2025, 10))),
                own_line("4", pay_key(company=HAVEN)),
            ]
        )
        assert work.ledger.own_lines(KADE, OCTOBER) == [own_line("1")]


def test_carried_lines_are_those_of_every_period_that_carry_late_hours(storage: Storage) -> None:
    in_november = own_line("1", pay_key(period=NOVEMBER, carried_from=OCTOBER))
    in_december = own_line("2", pay_key(period=PeriodRef(2026, 12), carried_from=OCTOBER))
    ended = own_line("3", pay_key(period=NOVEMBER, carried_from=PeriodRef(2026, 9)))
    elsewhere = own_line("4", pay_key(company=HAVEN, period=NOVEMBER, carried_from=OCTOBER))
    with storage.write() as work:
        work.ledger.put_own([in_december, own_line("5"), ended, elsewhere, in_november])
        work.ledger.end_own(KADE, [(PayKind.HOURS, LineId("3"))])
        assert work.ledger.carried_lines(KADE) == [in_november, in_december]


def test_an_own_line_is_replaced_by_company_kind_and_line_id(storage: Storage) -> None:
    changed = own_line(
        key=pay_key(BRAM, "2101"),
        amount=1250,
        parts=frozenset({Part.HOURS, Part.ALLOWANCES}),
        sources=(SourceRef("eitje-csv:9", "aa"), SourceRef("eitje-csv:1", "bb")),
        ownership=Ownership.ADOPTED,
        export="e2",
    )
    with storage.write() as work:
        work.ledger.put_own([own_line()])
        work.ledger.put_own([changed])
        assert work.ledger.own_lines(KADE, OCTOBER) == [changed]


def test_hours_wages_and_companies_are_numbered_apart(storage: Storage) -> None:
    hours, wage = own_line("1"), own_line("1", pay_key(code="4500", kind=PayKind.WAGE))
    elsewhere = own_line("1", pay_key(company=HAVEN))
    with storage.write() as work:
        work.ledger.put_own([hours, wage, elsewhere])
        assert work.ledger.own_lines(KADE, OCTOBER) == [hours, wage]
        assert work.ledger.own_lines(HAVEN, OCTOBER) == [elsewhere]


def test_a_line_that_turns_up_in_another_period_is_there_only(storage: Storage) -> None:
    moved = own_line("1", pay_key(period=NOVEMBER))
    with storage.write() as work:
        work.ledger.put_own([own_line("1")])
        work.ledger.put_own([moved])
        assert list(work.ledger.own_lines(KADE, OCTOBER)) == []
        assert work.ledger.own_lines(KADE, NOVEMBER) == [moved]


def test_lines_that_ended_are_remembered_as_they_last_were(storage: Storage) -> None:
    corrected = own_line("1", sources=(SourceRef("eitje-csv:9", "aa", "De Kade", "Keuken"),))
    with storage.write() as work:
        work.ledger.put_own([own_line("1"), own_line("2"), own_line("3", pay_key(period=NOVEMBER))])
        work.ledger.put_own([corrected])
        work.ledger.end_own(KADE, [(PayKind.HOURS, LineId("1")), (PayKind.HOURS, LineId("3"))])
        work.commit()
    with storage.read() as work:
        (ended,) = work.ledger.ended_lines(KADE, OCTOBER)
        assert (ended, ended.sources[0].team) == (corrected, "Keuken")
        assert list(work.ledger.ended_lines(HAVEN, OCTOBER)) == []


def test_lines_that_ended_are_no_longer_ours(storage: Storage) -> None:
    with storage.write() as work:
        work.ledger.put_own([own_line("1"), own_line("2"), own_line("3"), own_line("1", pay_key(company=HAVEN))])
        work.ledger.put_own([own_line("1", pay_key(kind=PayKind.WAGE))])
        work.ledger.end_own(KADE, [(PayKind.HOURS, LineId("1")), (PayKind.HOURS, LineId("3"))])
        work.ledger.end_own(KADE, [(PayKind.HOURS, LineId("3")), (PayKind.HOURS, LineId("99"))])
        work.ledger.end_own(KADE, [])
        assert work.ledger.own_lines(KADE, OCTOBER) == [own_line("2"), own_line("1", pay_key(kind=PayKind.WAGE))]
        assert len(work.ledger.own_lines(HAVEN, OCTOBER)) == 1


def test_a_line_that_ended_can_become_ours_again(storage: Storage) -> None:
    for amount in (100, 200, 300):
        with storage.write() as work:
            work.ledger.put_own([own_line("1", amount=amount)])
            assert work.ledger.own_lines(KADE, OCTOBER) == [own_line("1", amount=amount)]
            work.commit()
        with storage.write() as work:
            work.ledger.end_own(KADE, [(PayKind.HOURS, LineId("1"))])
            assert list(work.ledger.own_lines(KADE, OCTOBER)) == []
            work.commit()


def test_days_are_replaced_per_employee(storage: Storage) -> None:
    with storage.write() as work:
        work.ledger.put_days(KADE, OCTOBER, {NOOR: 4, BRAM: 0})
        work.ledger.put_days(KADE, OCTOBER, {NOOR: 5})
        work.ledger.put_days(KADE, OCTOBER, {})
        assert work.ledger.days(KADE, OCTOBER) == {NOOR: 5, BRAM: 0}


def test_days_are_those_of_one_company_and_period(storage: Storage) -> None:
    with storage.write() as work:
        work.ledger.put_days(KADE, OCTOBER, {NOOR: 4})
        work.ledger.put_days(KADE, NOVEMBER, {NOOR: 5})
        work.ledger.put_days(HAVEN, OCTOBER, {NOOR: 6})
        assert work.ledger.days(KADE, OCTOBER) == {NOOR: 4}
        assert work.ledger.days(HAVEN, NOVEMBER) == {}


def counted(*timecards: str) -> tuple[SourceRef, ...]:
    return tuple(SourceRef(f"eitje-csv:{key}", "0f") for key in timecards)


def test_lines_that_count_the_timecards_of_some_days_for_another_period(storage: Storage) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    september = PeriodRef(2026, 9)
    moved = own_line("1", pay_key(period=september), sources=counted("1", "9"))
    carried = own_line("2", pay_key(period=NOVEMBER, carried_from=september), sources=counted("2"))
    with storage.write() as work:
        work.timecards.put(
            [
                timecard("1", first),
                timecard("2", last),
                timecard("3", date(2026, 9, 30)),
                timecard("4", date(2026, 11, 1)),
                timecard("5", date(2026, 10, 2)),
            ]
        )
        work.ledger.put_own(
            [
                carried,
                moved,
                own_line("3", pay_key(period=september), sources=counted("3")),
                own_line("4", pay_key(period=NOVEMBER), sources=counted("4")),
                own_line("5", sources=counted("5")),
                own_line("6", pay_key(period=NOVEMBER, carried_from=OCTOBER), sources=counted("5")),
                own_line("7", pay_key(company=HAVEN, period=september), sources=counted("1")),
                own_line("8", pay_key(period=september), sources=()),
            ]
        )
        assert work.ledger.lines_counting(KADE, first, last, OCTOBER) == [moved, carried]
        assert work.ledger.lines_counting(HAVEN, first, last, OCTOBER) == [
            own_line("7", pay_key(company=HAVEN, period=september), sources=counted("1"))
        ]


def test_what_a_line_counts_is_what_it_counted_last(storage: Storage) -> None:
    first, last, september = date(2026, 10, 1), date(2026, 10, 31), PeriodRef(2026, 9)
    line = own_line("1", pay_key(period=september), sources=counted("1", "2"))
    wage = own_line("1", pay_key(period=september, kind=PayKind.WAGE), sources=counted("1"))
    with storage.write() as work:
        work.timecards.put([timecard("1", first), timecard("3", first)])
        work.ledger.put_own([line, wage])
        work.ledger.put_own([replace(line, sources=counted("2"))])
        assert work.ledger.lines_counting(KADE, first, last, OCTOBER) == [wage]
        changed = replace(line, sources=counted("2", "3"))
        work.ledger.put_own([changed])
        assert work.ledger.lines_counting(KADE, first, last, OCTOBER) == [changed, wage]
        work.ledger.end_own(KADE, [(PayKind.HOURS, LineId("1"))])
        assert work.ledger.lines_counting(KADE, first, last, OCTOBER) == [wage]
        work.timecards.put([timecard("1", date(2026, 9, 30))])
        assert list(work.ledger.lines_counting(KADE, first, last, OCTOBER)) == []


def test_where_the_entries_of_a_line_were_worked_is_kept(storage: Storage) -> None:
    sources = (SourceRef("eitje-csv:1", "aa", "De Kade", "Bar"), SourceRef("eitje-csv:2", "bb"))
    with storage.write() as work:
        work.ledger.put_own([own_line(sources=sources)])
        work.commit()
    with storage.read() as work:
        (line,) = work.ledger.own_lines(KADE, OCTOBER)
    assert [(each.venue, each.team) for each in line.sources] == [("De Kade", "Bar"), (None, None)]
