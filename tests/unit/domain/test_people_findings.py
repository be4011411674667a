"""What should be looked at in who is who."""

from datetime import date
from typing import Any

from domain.findings import Finding
from domain.people_findings import people_findings
from domain.proposals import Proposal
from domain.team_member import Match, MatchedBy, PersonLink, Span, TeamMember
from domain.terms import EmployeeId
from domain.timecard import PersonRef
from domain.timecard_import import EitjeUser
from tests.unit.domain.samples import BRAM, HAVEN, KADE, NOOR, SOFIE, member

ADDRESS = ("noor@kade.example",)
LEFT = (Span(date(2024, 1, 1), date(2025, 12, 31)),)


def person(
    name: str = "Noor van Dijk", employee: str | None = None, by: MatchedBy = MatchedBy.EMAIL, **more: Any
) -> Match:
    ref = PersonRef(name, email=f"{name.split()[0].lower()}@kade.example")
    links = {EmployeeId(employee): PersonLink(ref.key, KADE, EmployeeId(employee), by)} if employee else {}
    return Match(ref, links, **more)


def found(
    *matches: Match, members: list[TeamMember] | None = None, users: tuple[EitjeUser, ...] = (), **proposals: Proposal
) -> list[Finding]:
    everybody = (
        [member(NOOR, emails=ADDRESS), member(BRAM, emails=("bram@kade.example",))] if members is None else members
    )
    for at, each in enumerate(everybody):
        everybody[at] = TeamMember(**{name: getattr(each, name) for name in each.__slots__} | {"number": at + 1})
    offered = {f"email:{name}@kade.example": (proposal,) for name, proposal in proposals.items()}
    return list(people_findings(matches, everybody, users, offered))


def codes(findings: list[Finding]) -> list[str]:
    return [each.code for each in findings]


def test_all_is_well() -> None:
    assert found(person(employee=NOOR), person("Bram de Boer", BRAM)) == []


def test_a_link_whose_names_have_nothing_in_common_is_named_unless_a_person_made_it() -> None:
    (told,) = found(person("Pim Postma", NOOR))
    assert told.code == "link-name-differs"
    assert told.cause() == (
        "Pim Postma in the hours was found to be Noor van Dijk (90001, #1) by e-mail, "
        "but the names have nothing in common."
    )
    assert found(person("Pim Postma", NOOR, MatchedBy.HAND)) == []


def test_people_of_different_names_on_one_employee() -> None:
    noor, other = person(employee=NOOR), person("N. van Dijk", NOOR)
    (told,) = found(noor, other)
    assert (told.code, told.blocks) == ("two-people-one-employee", True)
    by_hand = person("N. van Dijk", NOOR, MatchedBy.HAND)
    (told,) = found(noor, by_hand)
    assert (told.code, told.blocks, told.person_key) == ("people-together", False, by_hand.person.key)
    assert found(noor, person("N. van Dijk", NOOR, ignored=True)) == []


def test_an_employee_who_is_gone_is_named_while_nothing_takes_their_place() -> None:
    lost = (PersonLink("x", KADE, EmployeeId("1"), MatchedBy.EMAIL),)
    (told,) = found(person(lost=lost))
    assert (told.code, "1" in told.cause()) == ("employee-gone", True)
    assert found(person(employee=NOOR, lost=lost)) == []


def test_somebody_who_looks_like_an_employee_whom_somebody_has() -> None:
    proposal = Proposal(EmployeeId(NOOR), KADE, 85, ())
    (told,) = found(person(employee=NOOR), person("Nina van Dijk"), nina=proposal)
    assert told.code == "people-alike"
    assert told.cause().startswith("Nina van Dijk and Noor van Dijk in the hours both look like one employee")
    both = found(person("Nina van Dijk"), person("Nick van Dijk"), nina=proposal, nick=proposal)
    assert codes(both) == ["people-alike", "people-alike"]
    assert found(person("Nina van Dijk"), nina=proposal) == []


def test_a_further_employment_of_somebody_who_is_linked() -> None:
    there = member("90009", HAVEN, name="Noor van Dijk", emails=("n@kade.example",))
    proposal = Proposal(EmployeeId("90009"), HAVEN, 90, ())
    told = found(person(employee=NOOR), members=[member(NOOR, emails=ADDRESS), there], noor=proposal)
    assert codes(told) == ["employed-elsewhere-too"]
    assert '--also. If not: team-members unlink "email:noor@kade.example" 90009' in told[0].remedy()


def test_one_address_of_several_people_in_eitje() -> None:
    users = (EitjeUser("Noor van Dijk", "x@kade.example", None, None), EitjeUser("Bram", "X@kade.example ", None, None))
    (told,) = found(users=users)
    assert (told.code, "Bram; Noor van Dijk" in told.cause()) == ("email-shared-in-eitje", True)
    again = (users[0], EitjeUser("NOOR VAN DIJK", "x@kade.example", None, None))
    assert found(users=again) == []
    assert found(users=(EitjeUser("A", "", None, None), EitjeUser("B", None, None, None))) == []


def test_one_address_of_several_employees_of_one_company() -> None:
    both = [member(NOOR, emails=ADDRESS), member(BRAM, emails=("NOOR@kade.example",))]
    assert codes(found(members=both)) == ["email-shared-in-nmbrs"]
    apart = [member(NOOR, emails=ADDRESS), member(BRAM, HAVEN, emails=ADDRESS)]
    assert found(members=apart) == []


def test_employees_of_one_name_at_one_time() -> None:
    both = [member(NOOR, emails=ADDRESS), member(SOFIE, name="NOOR VAN DIJK", emails=("s@kade.example",))]
    (told,) = found(members=both)
    assert (told.code, "90001, #1" in told.cause(), "90003, #2" in told.cause()) == ("employees-alike", True, True)
    before = [member(NOOR, emails=ADDRESS), member(SOFIE, name="Noor van Dijk", employments=LEFT)]
    assert codes(found(members=[before[0], member(SOFIE, HAVEN, name="Noor van Dijk", emails=("s@x.example",))])) == []


def test_a_number_that_was_given_out_twice_names_who_left() -> None:
    tess = member("90007", name="Tess de Boer", emails=("t@kade.example",))
    lotte = member("90008", name="Lotte Smit", emails=("l@kade.example",), employments=LEFT)
    (told,) = people_findings([], [tess, lotte], (), {})
    assert told.code == "number-used-twice"
    assert "Lotte Smit (90008, #1, 2024-01-01 – 2025-12-31)" in told.cause()


def test_who_cannot_be_found_by_address_is_counted_once() -> None:
    people = [Match(PersonRef(f"Iemand {letter}"), {}) for letter in "ABCDEFG"]
    (told,) = found(*people)
    assert told.code == "email-missing-in-hours"
    assert told.cause() == (
        "In the hours nothing but a name is known of Iemand A; Iemand B; Iemand C; Iemand D; Iemand E (+2)."
    )
    users = tuple(EitjeUser(f"IEMAND {letter}", "x@kade.example", None, None) for letter in "A")
    assert "Iemand A" not in found(people[0], people[1], users=users)[-1].cause()


def test_an_employee_without_an_address_is_named_unless_linked_or_gone() -> None:
    (told,) = found(members=[member(NOOR, emails=("", " "))])
    assert (told.code, "Noor van Dijk" in told.cause()) == ("email-missing-in-nmbrs", True)
    assert found(members=[member(NOOR, employments=LEFT)]) == []
    assert found(person(employee=NOOR, by=MatchedBy.HAND), members=[member(NOOR)]) == []
