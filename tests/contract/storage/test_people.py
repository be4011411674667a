"""Team members, eitje's users, and who is who."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.ports.storage import Storage
from domain.amount import Amount
from domain.team_member import Contract, MatchedBy, Span, WorkSchedule
from domain.terms import EmployeeId
from domain.timecard_import import EitjeUser
from tests.contract.storage.samples import BRAM, HAVEN, KADE, MORNING, NOOR, link, member


def test_members_come_by_company_then_number(storage: Storage) -> None:
    noor, bram, tess = member(NOOR, 10), member(BRAM, 2), member("90003", 1, HAVEN)
    with storage.write() as work:
        work.people.replace_members(HAVEN, [tess])
        work.people.replace_members(KADE, [noor, bram])
        assert work.people.members() == [bram, noor, tess]
        assert work.people.members(KADE) == [bram, noor]
        assert work.people.members(HAVEN) == [tess]


def test_replacing_members_leaves_other_companies_alone(storage: Storage) -> None:
    tess = member("90003", 1, HAVEN)
    with storage.write() as work:
        work.people.replace_members(KADE, [member(NOOR), member(BRAM)])
        work.people.replace_members(HAVEN, [tess])
        work.commit()
    with storage.write() as work:
        work.people.replace_members(KADE, [member(NOOR, 7)])
        assert work.people.members() == [member(NOOR, 7), tess]
        work.people.replace_members(KADE, [])
        assert work.people.members() == [tess]


def test_a_member_of_another_company_is_refused(storage: Storage) -> None:
    with storage.write() as work, pytest.raises(ValueError, match=KADE):
        work.people.replace_members(KADE, [member(owner=HAVEN)])


def test_a_member_comes_back_whole(storage: Storage) -> None:
    whole = member(
        first_name="Noor",
        prefix="van",
        last_name="Dijk",
        emails=("noor@dekade.example", "noor@thuis.example"),
        employments=(Span(date(2024, 3, 1), date(2025, 2, 28)), Span(date(2025, 6, 1))),
        contracts=(
            Contract("k1", Span(date(2024, 3, 1)), Amount(3800), MORNING + timedelta(microseconds=5)),
            Contract("k1", Span(date(2024, 3, 1)), None, None),
        ),
        schedules=(WorkSchedule(date(2024, 3, 1), Amount(0)),),
    )
    with storage.write() as work:
        work.people.replace_members(KADE, [whole])
        assert work.people.members() == [whole]


def test_users_are_those_last_imported_in_their_order(storage: Storage) -> None:
    noor = EitjeUser("Noor van Dijk", "noor@dekade.example", "90001", "De Kade")
    namesake = EitjeUser("Noor van Dijk", None, None, None)
    with storage.write() as work:
        work.people.replace_users([noor])
        work.people.replace_users([namesake, noor, namesake])
        assert list(work.people.users()) == [namesake, noor, namesake]
        work.people.replace_users([])
        assert list(work.people.users()) == []


def test_links_come_by_person_then_company(storage: Storage) -> None:
    with storage.write() as work:
        kade, haven = link("eitje:7", KADE, NOOR), link("eitje:7", HAVEN, EmployeeId("90003"))
        for each in (link("eitje:9"), haven, kade):
            work.people.put_link(each)
        assert work.people.links() == [kade, haven, link("eitje:9")]


def test_a_link_is_replaced_by_person_and_employee(storage: Storage) -> None:
    found = replace(link(employee=NOOR), matched_by=MatchedBy.EMAIL)
    with storage.write() as work:
        work.people.put_link(found)
        work.people.put_link(link(employee=BRAM))
        assert work.people.links() == [found, link(employee=BRAM)]
        work.people.put_link(link(employee=NOOR))
        assert work.people.links() == [link(employee=NOOR), link(employee=BRAM)]


def test_a_link_ends_alone(storage: Storage) -> None:
    with storage.write() as work:
        for each in (link(employee=NOOR), link(employee=BRAM), link("eitje:9", employee=NOOR)):
            work.people.put_link(each)
        work.people.end_link("eitje:7", NOOR)
        work.people.end_link("eitje:7", NOOR)
        assert work.people.links() == [link(employee=BRAM), link("eitje:9", employee=NOOR)]
        assert work.people.refused() == frozenset()


def test_a_refused_link_goes_and_a_link_takes_the_refusal_back(storage: Storage) -> None:
    with storage.write() as work:
        for each in (link(employee=NOOR), link(employee=BRAM)):
            work.people.put_link(each)
        work.people.refuse("eitje:7", NOOR)
        work.people.refuse("eitje:7", NOOR)
        work.people.refuse("eitje:8", BRAM)
        work.commit()
    with storage.write() as work:
        assert work.people.links() == [link(employee=BRAM)]
        assert work.people.refused() == {("eitje:7", NOOR), ("eitje:8", BRAM)}
        work.people.put_link(link(employee=NOOR))
        assert work.people.refused() == {("eitje:8", BRAM)}


def test_whoever_was_ignored_is_restored_alone(storage: Storage) -> None:
    with storage.write() as work:
        for person in ("eitje:7", "eitje:8"):
            work.people.ignore(person)
        work.people.restore("eitje:7")
        work.people.restore("eitje:9")
        assert work.people.ignored() == {"eitje:8"}
        assert work.people.links() == []


def test_to_ignore_a_person_ends_all_their_links_and_nobody_elses(storage: Storage) -> None:
    with storage.write() as work:
        for each in (link("eitje:7", KADE), link("eitje:7", HAVEN), link("eitje:9")):
            work.people.put_link(each)
        work.people.ignore("eitje:7")
        work.people.ignore("eitje:7")
        assert work.people.ignored() == {"eitje:7"}
        assert work.people.links() == [link("eitje:9")]


def test_a_link_ends_the_ignoring(storage: Storage) -> None:
    with storage.write() as work:
        work.people.ignore("eitje:7")
        work.people.ignore("eitje:8")
        work.people.put_link(link("eitje:7"))
        assert work.people.ignored() == {"eitje:8"}
        assert work.people.links() == [link("eitje:7")]
