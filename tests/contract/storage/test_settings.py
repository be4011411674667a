"""Connection, companies, wage calendars, mapping."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from application.ports.payroll import EnvironmentKind
from application.ports.storage import Storage
from domain.allowance import Allowance, AllowanceKind, HolidayDates, Window
from domain.amount import Amount
from domain.finding_settings import FindingSettings
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, meal
from domain.terms import ContractType
from tests.contract.storage.samples import HAVEN, KADE, MORNING, ZERO, calendar, company, connection


def test_a_connection_is_replaced_by_its_domain(storage: Storage) -> None:
    first = connection()
    second = connection(email="other@dekade.example", kind=EnvironmentKind.LIVE, own_link_off=False)
    for put in (first, second):
        with storage.write() as work:
            work.settings.put_connection(put)
            work.commit()
        with storage.read() as work:
            assert work.settings.connections() == [put]


def test_connections_come_by_domain_and_one_can_be_removed(storage: Storage) -> None:
    kade, brug, sluis = (connection(domain=domain) for domain in ("kade", "brug", "sluis"))
    with storage.write() as work:
        for each in (kade, brug, sluis):
            work.settings.put_connection(each)
        assert work.settings.connections() == [brug, kade, sluis]
        work.settings.remove_connection("kade")
        work.settings.remove_connection("nowhere")
        work.commit()
    with storage.read() as work:
        assert work.settings.connections() == [brug, sluis]


def test_companies_come_by_number_then_name(storage: Storage) -> None:
    ten = company("c", "10", "Anker")
    two_b = company("b", "2", "Boei")
    two_a = company("a", "2", "Anker")
    with storage.write() as work:
        for each in (ten, two_b, two_a):
            work.settings.put_company(each)
        assert work.settings.companies() == [two_a, two_b, ten]


def test_a_company_is_replaced_by_id(storage: Storage) -> None:
    changed = company(
        venues=("De Kade", "Terras"), new_day_begins=time(5, 30), synced_at=MORNING, environment="kade", inactive=True
    )
    with storage.write() as work:
        work.settings.put_company(company())
        work.settings.put_company(changed)
        assert work.settings.companies() == [changed]


def test_calendars_come_by_contract_type_then_year(storage: Storage) -> None:
    salaried, this, following = calendar(2026, ContractType.HOURS_CONTRACT), calendar(2026), calendar(2027)
    with storage.write() as work:
        for each in (following, this, salaried, calendar(owner=HAVEN)):
            work.settings.put_calendar(each)
        assert work.settings.calendars(KADE) == [salaried, this, following]


def test_a_calendar_is_replaced_by_company_contract_type_and_year(storage: Storage) -> None:
    later = replace(calendar(), start=date(2026, 1, 5), last_day=date(2027, 1, 4))
    with storage.write() as work:
        work.settings.put_calendar(calendar())
        work.settings.put_calendar(later)
        assert work.settings.calendars(KADE) == [later]


RULES = (
    Rule(HOURS, Target("2100", "10", "A"), team="Bar", venue="De Kade", contract_type=ZERO),
    Rule(HOURS, None, contract_type=ContractType.HOURS_CONTRACT, valid_from=date(2026, 2, 1)),
    Rule(HOURS, Target("2101"), contract_type=ContractType.HOURS_CONTRACT, on_top_of_salary_by="Sanne"),
    Rule(DAYS, Target("")),
    Rule(meal("lunch"), Target("4500")),
)


def test_without_a_mapping_there_is_version_0_without_rules(storage: Storage) -> None:
    with storage.write() as work:
        assert work.settings.mapping(KADE) == PayMapping(KADE)
        work.settings.put_mapping(PayMapping(HAVEN, 1, RULES))
        assert work.settings.mapping(KADE) == PayMapping(KADE)
        assert work.settings.mapping(HAVEN, 7) == PayMapping(HAVEN)


def test_every_version_of_a_mapping_is_kept(storage: Storage) -> None:
    first, second = PayMapping(KADE, 1, RULES), PayMapping(KADE, 2, RULES[:1])
    tenth = PayMapping(KADE, 10, ())
    with storage.write() as work:
        for each in (first, second, tenth):
            work.settings.put_mapping(each)
        work.commit()
    with storage.read() as work:
        assert work.settings.mapping(KADE) == tenth
        assert work.settings.mapping(KADE, 1) == first
        assert work.settings.mapping(KADE, 2) == second


def test_allowances_are_kept_with_their_mapping(storage: Storage) -> None:
    night = Allowance(
        "night",
        AllowanceKind.UNSOCIAL,
        Amount(3333),
        "times",
        date(2026, 1, 1),
        date(2026, 12, 31),
        windows=(Window.parse("mon-fri 22:00-24:00"), Window.parse("sat 22:00-06:00")),
    )
    feast = Allowance(
        "feast", AllowanceKind.HOLIDAY, Amount(10_000), holidays=(HolidayDates("Koningsdag", (date(2026, 4, 27),)),)
    )
    bar = Allowance("bar", AllowanceKind.FUNCTION, Amount(2500), teams=("Bar",), shift_types=("training",))
    frost = Allowance("frost", AllowanceKind.FUNCTION, Amount(2500), column="Vriescel")
    first = PayMapping(KADE, 1, RULES, (bar, feast, frost, night))
    with storage.write() as work:
        work.settings.put_mapping(first)
        work.settings.put_mapping(replace(first, version=2, allowances=()))
        assert work.settings.mapping(KADE, 1) == first
        assert work.settings.mapping(KADE).allowances == ()


def test_a_version_of_a_mapping_is_never_changed(storage: Storage) -> None:
    with storage.write() as work:
        work.settings.put_mapping(PayMapping(KADE, 1, RULES))
        work.commit()
    with storage.write() as work:
        with pytest.raises(ValueError, match="version 1"):
            work.settings.put_mapping(PayMapping(KADE, 1, ()))
        work.commit()
    with storage.read() as work:
        assert work.settings.mapping(KADE, 1).rules == RULES


def test_moments_keep_their_microseconds(storage: Storage) -> None:
    put = connection(activated_at=MORNING + timedelta(microseconds=1))
    with storage.write() as work:
        work.settings.put_connection(put)
        assert work.settings.connections() == [put]


def test_thresholds_of_findings_hold_by_themselves_and_are_replaced_by_company(storage: Storage) -> None:
    chosen = FindingSettings(KADE, 840, 40, Amount(600), 2, frozenset({"zero-time", "paid-on-top"}))
    with storage.write() as work:
        assert work.settings.finding_settings(KADE) == FindingSettings(KADE)
        for put in (FindingSettings(KADE, 900), chosen, FindingSettings(HAVEN, 60)):
            work.settings.put_finding_settings(put)
        work.commit()
    with storage.read() as work:
        assert work.settings.finding_settings(KADE) == chosen
        assert work.settings.finding_settings(HAVEN) == FindingSettings(HAVEN, 60)
