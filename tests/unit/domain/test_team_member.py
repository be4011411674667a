"""Team members: contracts and employments by date, what a sync changes, and who is who."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.amount import Amount
from domain.team_member import (
    Contract,
    Match,
    MatchedBy,
    PersonLink,
    Span,
    TeamMember,
    WorkSchedule,
    compare_members,
    match_people,
)
from domain.terms import ContractType, EmployeeId
from domain.timecard import PersonRef
from domain.timecard_import import EitjeUser
from tests.unit.domain.samples import BRAM, HAVEN, KADE, NOOR, SOFIE, contract, member

FIFTH = date(2026, 10, 5)
ZERO_HOURS, HOURS_CONTRACT = ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT


def of(*contracts: Contract, schedules: tuple[WorkSchedule, ...] = ()) -> TeamMember:
    return member(contracts=contracts, schedules=schedules)


def at(hour: int) -> datetime:
    return datetime(2026, 9, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "employed"),
    [(date(2026, 9, 30), False), (date(2026, 10, 1), True), (date(2026, 10, 31), True), (date(2026, 11, 1), False)],
)
def test_an_employment_includes_both_its_ends(day: date, employed: bool) -> None:
    span = Span(date(2026, 10, 1), date(2026, 10, 31))
    assert member(employments=(span,)).employed_on(day) == employed


def test_an_open_employment_never_ends_and_none_is_none() -> None:
    assert member().employed_on(date(2099, 1, 1))
    assert not member(employments=()).employed_on(FIFTH)


@pytest.mark.parametrize(("weekly", "expected"), [("0", ZERO_HOURS), (None, ZERO_HOURS), ("38", HOURS_CONTRACT)])
def test_weekly_hours_decide_the_contract_type(weekly: str | None, expected: ContractType) -> None:
    assert of(contract(weekly)).contract_type_on(FIFTH) is expected


def test_a_schedule_with_hours_makes_an_hours_contract() -> None:
    full = WorkSchedule(date(2026, 10, 5), Amount.parse("20"))
    assert of(contract("0"), schedules=(full,)).contract_type_on(FIFTH) is HOURS_CONTRACT
    assert of(contract("0"), schedules=(full,)).contract_type_on(date(2026, 10, 4)) is ZERO_HOURS


def test_the_latest_schedule_that_has_started_counts() -> None:
    empty_since = (WorkSchedule(date(2026, 1, 1), Amount.parse("20")), WorkSchedule(date(2026, 9, 1), Amount(0)))
    assert of(contract("0"), schedules=empty_since).contract_type_on(FIFTH) is ZERO_HOURS
    assert of(contract("0"), schedules=empty_since).contract_type_on(date(2026, 8, 31)) is HOURS_CONTRACT


def test_without_a_valid_contract_there_is_no_type() -> None:
    assert of().contract_type_on(FIFTH) is None
    assert of(contract("38", end=date(2026, 10, 4))).contract_type_on(FIFTH) is None
    assert of(contract("38", start=date(2026, 10, 6))).contract_type_on(FIFTH) is None


def test_the_newest_version_of_a_contract_counts() -> None:
    older, newer = contract("38", recorded_at=at(8)), contract("0", recorded_at=at(9))
    for order in ((older, newer), (newer, older)):
        assert of(*order).contract_type_on(FIFTH) is ZERO_HOURS


def test_a_newest_version_that_has_ended_leaves_no_contract() -> None:
    ended = contract("0", end=date(2026, 9, 30), recorded_at=at(9))
    assert of(contract("38", recorded_at=at(8)), ended).contract_type_on(FIFTH) is None


def test_versions_may_lack_a_moment_or_have_the_earliest_one() -> None:
    never, zero_date = contract("38"), contract("38", recorded_at=datetime(1, 1, 1))  # noqa: DTZ001
    newer = contract("0", recorded_at=datetime(2026, 3, 1))  # noqa: DTZ001
    assert of(newer, never).contract_type_on(FIFTH) is ZERO_HOURS
    assert of(newer, zero_date).contract_type_on(FIFTH) is ZERO_HOURS


def test_of_two_contracts_the_later_one_counts() -> None:
    first, second = contract("38", id="C1"), contract("0", start=date(2026, 10, 1), id="C2")
    assert of(second, first).contract_type_on(FIFTH) is ZERO_HOURS
    assert of(second, first).contract_type_on(date(2026, 9, 30)) is HOURS_CONTRACT


def test_a_sync_tells_new_changed_gone_and_unchanged() -> None:
    before = [member(NOOR), member(BRAM), member(SOFIE)]
    renamed = replace(member(BRAM), name="Bram de Boer-Smit", emails=("bram@kade.example",))
    added = member("90004")
    changes = compare_members(before, [member(NOOR), renamed, added])
    assert (changes.new, changes.gone, changes.unchanged) == ((added,), (member(SOFIE),), 1)
    assert [(c.before, c.after, c.differing) for c in changes.changed] == [(member(BRAM), renamed, ("name", "emails"))]


# -- matching ---------------------------------------------------------------------------------------------------------

NAMED = PersonRef("Noor van Dijk", contract_venue="De Kade")
MAILED = PersonRef("Noor van Dijk", email="Noor@Kade.Example ")


def matched(person: PersonRef, *members: TeamMember, **values: Any) -> Match:
    return match_people([person], members, **values)[person.key]


def linked(match: Match) -> dict[str, tuple[str, MatchedBy]]:
    return {link.company: (link.employee, link.matched_by) for link in match.links.values()}


def test_an_nmbrs_id_links() -> None:
    match = matched(PersonRef("Iemand", nmbrs_id=NOOR), member(NOOR), member(BRAM))
    assert linked(match) == {KADE: (NOOR, MatchedBy.NMBRS_ID)}


def test_an_nmbrs_id_that_is_a_guid_may_be_written_in_any_case() -> None:
    guid = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    match = matched(PersonRef("Iemand", nmbrs_id=guid.upper()), member(guid))
    assert linked(match) == {KADE: (guid, MatchedBy.NMBRS_ID)}


def test_one_hit_on_an_address_links_whatever_the_name() -> None:
    other_name = member(NOOR, name="N. Dijk", emails=("privé@x.example", " NOOR@kade.example"))
    assert linked(matched(MAILED, other_name, member(BRAM))) == {KADE: (NOOR, MatchedBy.EMAIL)}


def test_several_hits_on_an_address_are_asked() -> None:
    both = [member(e, name=f"Iemand {e}", emails=("noor@kade.example",)) for e in (BRAM, NOOR)]
    match = matched(MAILED, *both)
    assert match.links == {}
    assert set(match.alike) == {NOOR, BRAM}


def test_the_id_leads_over_the_address() -> None:
    person = PersonRef("Noor", nmbrs_id=NOOR, email="noor@kade.example")
    match = matched(person, member(NOOR), member(BRAM, emails=("noor@kade.example",)))
    assert linked(match) == {KADE: (NOOR, MatchedBy.NMBRS_ID)}


def test_empty_addresses_match_nobody() -> None:
    assert matched(PersonRef("X", email=" "), member(NOOR, emails=("", " "))).links == {}


def test_one_person_may_be_employed_by_two_companies() -> None:
    here, there = member(NOOR, emails=("noor@kade.example",)), member("7", HAVEN, emails=("noor@kade.example",))
    assert linked(matched(MAILED, here, there)) == {KADE: (NOOR, MatchedBy.EMAIL), HAVEN: ("7", MatchedBy.EMAIL)}


def test_a_name_only_proposes() -> None:
    for name in ("Noor van Dijk", "NOOR VAN DIJK"):
        match = matched(NAMED, member(NOOR, name=name), member(BRAM))
        assert (match.links, match.ambiguous, match.alike) == ({}, False, (NOOR,))


def test_a_name_is_also_put_together_from_its_parts() -> None:
    parts = member(NOOR, name="Dijk, N.", first_name="Noor", prefix="van", last_name="Dijk")
    assert matched(NAMED, parts).alike == (NOOR,)


def test_two_employees_of_one_name_are_ambiguous() -> None:
    match = matched(NAMED, member(NOOR), member(BRAM, name="Noor van Dijk"))
    assert (match.links, match.ambiguous, match.alike) == ({}, True, (NOOR, BRAM))


def test_two_employees_of_one_name_in_two_companies_are_not() -> None:
    match = matched(NAMED, member(NOOR), member("7", HAVEN))
    assert (match.ambiguous, match.alike) == (False, (NOOR, EmployeeId("7")))


def test_a_better_key_is_never_ambiguous() -> None:
    match = matched(MAILED, member(NOOR, emails=("noor@kade.example",)), member(BRAM, name="Noor van Dijk"))
    assert (match.ambiguous, linked(match)) == (False, {KADE: (NOOR, MatchedBy.EMAIL)})


def user(name: str = "Noor van Dijk", **values: str | None) -> EitjeUser:
    usual: dict[str, str | None] = {"email": None, "nmbrs_id": None, "contract_venue": None}
    return EitjeUser(name, **usual | values)


def test_the_users_file_gives_a_name_its_id_or_address() -> None:
    members = [member(NOOR, emails=("noor@kade.example",)), member(BRAM)]
    by_address = matched(NAMED, *members, users=[user(email="noor@kade.example")])
    by_id = matched(NAMED, *members, users=[user(nmbrs_id=BRAM)])
    assert linked(by_address) == {KADE: (NOOR, MatchedBy.EMAIL)}
    assert linked(by_id) == {KADE: (BRAM, MatchedBy.NMBRS_ID)}


def test_the_users_file_settles_two_employees_of_one_name() -> None:
    members = [member(NOOR), member(BRAM, name="Noor van Dijk")]
    match = matched(NAMED, *members, users=[user(nmbrs_id=BRAM)])
    assert (match.ambiguous, linked(match)) == (False, {KADE: (BRAM, MatchedBy.NMBRS_ID)})


def test_two_users_of_one_name_are_ambiguous_unless_the_contract_venue_tells_them_apart() -> None:
    users = [user(nmbrs_id=NOOR, contract_venue="De Kade"), user(nmbrs_id=BRAM, contract_venue="De Haven")]
    apart = matched(NAMED, member(NOOR), member(BRAM), users=users)
    together = matched(PersonRef("Noor van Dijk"), member(NOOR), member(BRAM), users=users)
    assert linked(apart) == {KADE: (NOOR, MatchedBy.NMBRS_ID)}
    assert (together.ambiguous, together.links) == (True, {})


def test_two_people_in_the_hours_may_bear_one_name_at_two_venues() -> None:
    here, there = NAMED, PersonRef("Noor van Dijk", contract_venue="De Haven")
    users = [user(nmbrs_id=NOOR, contract_venue="De Kade"), user(nmbrs_id=BRAM, contract_venue="De Haven")]
    matches = match_people([here, there], [member(NOOR), member(BRAM)], users)
    assert [linked(matches[p.key]) for p in (here, there)] == [
        {KADE: (NOOR, MatchedBy.NMBRS_ID)},
        {KADE: (BRAM, MatchedBy.NMBRS_ID)},
    ]


def test_a_link_made_by_hand_stands_over_id_and_address() -> None:
    by_hand = PersonLink(MAILED.key, KADE, BRAM, MatchedBy.HAND)
    match = matched(MAILED, member(NOOR, emails=("noor@kade.example",)), member(BRAM), links=[by_hand])
    assert linked(match) == {KADE: (BRAM, MatchedBy.HAND)}
    assert match.alike == ()


def test_a_link_to_an_employee_who_is_gone_does_not_stand() -> None:
    stale = PersonLink(MAILED.key, KADE, EmployeeId("1"), MatchedBy.HAND)
    match = matched(MAILED, member(NOOR, emails=("noor@kade.example",)), links=[stale])
    assert linked(match) == {KADE: (NOOR, MatchedBy.EMAIL)}


def test_people_can_be_ignored() -> None:
    assert matched(NAMED, member(NOOR), ignored=frozenset({NAMED.key})).ignored


def test_a_link_says_who_which_employee_of_which_company_and_how() -> None:
    by_address = matched(MAILED, member(NOOR, emails=("noor@kade.example",)))
    assert by_address.links == {NOOR: PersonLink(MAILED.key, KADE, NOOR, MatchedBy.EMAIL)}
    assert by_address.person == MAILED
    numbered = PersonRef("Iemand", nmbrs_id=BRAM)
    by_id = matched(numbered, member(BRAM))
    assert by_id.links == {BRAM: PersonLink(numbered.key, KADE, BRAM, MatchedBy.NMBRS_ID)}


def test_the_users_file_says_nothing_about_people_who_are_known_by_more_than_a_name() -> None:
    known = PersonRef("Noor van Dijk", eitje_user_id="7")
    members = [member(NOOR, name="N. Dijk", emails=("noor@kade.example",)), member(BRAM, name="B. Boer")]
    for row in (user(email="noor@kade.example"), user(nmbrs_id=BRAM)):
        match = matched(known, *members, users=[row])
        assert (match.links, match.alike) == ({}, ())


# -- somebody who came back, refused links, and employees who are gone ------------------------------------------------

ADDRESS = ("noor@kade.example",)
FIRST_TIME = (Span(date(2024, 1, 1), date(2026, 9, 30)),)
SECOND_TIME = (Span(date(2026, 10, 1)),)


def test_somebody_who_came_back_is_linked_to_both_employments_by_address() -> None:
    before = member(NOOR, emails=ADDRESS, employments=FIRST_TIME)
    again = member("90007", name="Noor van Dijk", emails=ADDRESS, employments=SECOND_TIME)
    match = matched(MAILED, before, again)
    assert {link.employee for link in match.links.values()} == {NOOR, "90007"}
    assert [link.employee for link in match.links_in(KADE)] == [NOOR, "90007"]
    assert match.links_in(HAVEN) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"employments": (Span(date(2026, 9, 30)),)},
        {"name": "Daan Smit"},
        {"employments": ()},
    ],
    ids=["at one time", "another name", "never employed"],
)
def test_others_on_one_address_are_asked(changed: dict[str, Any]) -> None:
    before = member(NOOR, emails=ADDRESS, employments=FIRST_TIME)
    again = {"name": "Noor van Dijk", "emails": ADDRESS, "employments": SECOND_TIME} | changed
    assert matched(MAILED, before, member("90007", **again)).links == {}


def test_who_came_back_is_added_to_what_was_found_before_but_not_to_what_a_person_said() -> None:
    before = member(NOOR, emails=ADDRESS, employments=FIRST_TIME)
    again = member("90007", name="Noor van Dijk", emails=ADDRESS, employments=SECOND_TIME)
    found = PersonLink(MAILED.key, KADE, NOOR, MatchedBy.EMAIL)
    by_hand = replace(found, matched_by=MatchedBy.HAND)
    assert set(matched(MAILED, before, again, links=[found]).links) == {NOOR, "90007"}
    assert set(matched(MAILED, before, again, links=[by_hand]).links) == {NOOR}


def test_a_link_that_was_found_stands_when_the_address_moves_to_somebody_else() -> None:
    found = PersonLink(MAILED.key, KADE, NOOR, MatchedBy.EMAIL)
    assert set(matched(MAILED, member(NOOR), member(BRAM, emails=ADDRESS), links=[found]).links) == {NOOR}


def test_two_of_one_name_who_never_worked_at_one_time_are_not_ambiguous() -> None:
    before = member(NOOR, employments=FIRST_TIME)
    assert not matched(NAMED, before, member(BRAM, name="Noor van Dijk", employments=SECOND_TIME)).ambiguous
    meeting = (Span(date(2026, 9, 30)),)
    assert matched(NAMED, before, member(BRAM, name="Noor van Dijk", employments=meeting)).ambiguous


def test_a_refused_employee_is_linked_neither_by_id_nor_by_address() -> None:
    noor = member(NOOR, emails=ADDRESS)
    numbered = PersonRef("Noor", nmbrs_id=NOOR)
    for person in (MAILED, numbered):
        assert set(matched(person, noor).links) == {NOOR}
        assert matched(person, noor, refused=frozenset({(person.key, EmployeeId(NOOR))})).links == {}
        assert set(matched(person, noor, refused=frozenset({("somebody else", EmployeeId(NOOR))})).links) == {NOOR}


def test_links_to_employees_who_are_gone_are_named() -> None:
    stale = PersonLink(MAILED.key, KADE, EmployeeId("1"), MatchedBy.EMAIL)
    match = matched(MAILED, member(NOOR), links=[stale])
    assert (match.links, match.lost) == ({}, (stale,))


@pytest.mark.parametrize(
    ("ends", "last_day"),
    [
        ([], None),
        ([date(2025, 1, 31)], date(2025, 1, 31)),
        ([date(2025, 1, 31), None], None),
        ([date(2025, 1, 31), date(2024, 1, 31)], date(2025, 1, 31)),
    ],
)
def test_the_last_day_in_service(ends: list[date | None], last_day: date | None) -> None:
    assert member(employments=tuple(Span(date(2024, 1, 1), end) for end in ends)).last_day == last_day
