"""Who is proposed, in which order, and when one of them is clearly meant."""

from datetime import date
from typing import Any

import pytest

from domain.proposals import REASONS, SURELY, Open, Proposal, Proposer, Sought, clearly_best
from domain.team_member import Span, TeamMember
from domain.terms import EmployeeId
from tests.unit.domain.samples import BRAM, HAVEN, KADE, NOOR, member

FIFTH = date(2026, 10, 5)


def noor(employee: str = NOOR, **values: Any) -> TeamMember:
    return member(employee, **{"first_name": "Noor", "prefix": "van", "last_name": "Dijk", **values})


def proposed(name: str, *members: TeamMember, **more: Any) -> list[tuple[str, int, str]]:
    found = Proposer(members).propose(Sought(name, **{"day": FIFTH, **more}))
    return [(each.employee, each.score, each.reason()) for each in found]


def test_the_best_comes_first_and_equal_ones_by_number() -> None:
    nina = noor("90008", name="Nina van Dijk", first_name="Nina")
    assert proposed("Noor van Dijk", nina, noor()) == [(NOOR, 100, "same last name and prefix, same first name")]
    assert [each[:2] for each in proposed("N. van Dijk", nina, noor())] == [(NOOR, 85), ("90008", 85)]
    assert proposed("N. van Dijk", nina, noor()) == proposed("N. van Dijk", noor(), nina)


def test_another_company_than_that_of_the_venue_ranks_lower() -> None:
    here, there = noor(), noor("90008", company=HAVEN)
    assert [each[:2] for each in proposed("Noor van Dijk", there, here, home=KADE)] == [(NOOR, 100), ("90008", 90)]
    assert [each[:2] for each in proposed("Noor van Dijk", there, here, home=HAVEN)] == [("90008", 100), (NOOR, 90)]
    assert [each[1] for each in proposed("Noor van Dijk", there, here)] == [100, 100]


@pytest.mark.parametrize(
    ("start", "end", "score", "why"),
    [
        (date(2024, 1, 1), None, 100, ""),
        (FIFTH, FIFTH, 100, ""),
        (date(2024, 1, 1), date(2026, 9, 4), 100, ""),
        (date(2024, 1, 1), date(2026, 9, 3), 70, ", left on 2026-09-03"),
        (date(2026, 10, 6), None, 70, ", starts only on 2026-10-06"),
    ],
)
def test_who_was_not_employed_around_those_days_ranks_lower(
    start: date, end: date | None, score: int, why: str
) -> None:
    found = proposed("Noor van Dijk", noor(employments=(Span(start, end),)))
    assert found == [(NOOR, score, f"same last name and prefix, same first name{why}")]


def test_who_was_never_employed_is_marked() -> None:
    assert proposed("Noor van Dijk", noor(employments=()))[0][1:] == (
        70,
        "same last name and prefix, same first name, never employed in Nmbrs",
    )


def test_only_a_leaver_has_a_last_day() -> None:
    ended = (Span(date(2024, 1, 1), date(2025, 1, 31)),)
    (left,) = Proposer([noor(employments=ended)]).propose(Sought("Noor van Dijk", FIFTH))
    (here,) = Proposer([noor()]).propose(Sought("Noor van Dijk", FIFTH))
    assert (left.left, here.left) == (date(2025, 1, 31), None)


def test_an_equal_address_proposes_whatever_the_name() -> None:
    sharing = member(BRAM, emails=(" Noor@kade.example ",))
    assert proposed("Noor van Dijk", sharing, emails=("noor@kade.example",)) == [(BRAM, 60, "same e-mail address")]
    assert proposed("Noor van Dijk", sharing, emails=("", "else@kade.example")) == []
    assert proposed("Noor van Dijk", member(BRAM, emails=("", " ")), emails=("", " ")) == []


def test_a_name_may_begin_with_another_letter_that_sounds_the_same() -> None:
    assert (
        proposed("Karel Cuiper", member(BRAM, name="Karel Kuiper", first_name="Karel", last_name="Kuiper"))[0][1] == 83
    )


def test_what_scores_low_is_not_proposed() -> None:
    assert proposed("Noor D.", noor()) == []
    assert proposed("Dijk-Smit, N.", noor()) == [
        (NOOR, 61, "one of two last names is the same, prefix on one side only, first initial agrees")
    ]


def of(*scores: int) -> list[Proposal]:
    return [Proposal(EmployeeId(str(at)), KADE, score, ()) for at, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "clear"), [((), False), ((50,), True), ((100, 90), True), ((100, 91), False), ((85, 85), False)]
)
def test_only_a_clear_lead_is_clearly_best(scores: tuple[int, ...], clear: bool) -> None:
    assert clearly_best(of(*scores)) == (of(*scores)[0] if clear else None)


def test_every_reason_is_told_in_both_languages() -> None:
    for english, dutch in REASONS.values():
        assert english
        assert dutch
        assert english != dutch
        assert english.count("{}") == dutch.count("{}")
    assert len({why.words(language) for why in Open for language in ("en", "nl")}) == 2 * len(Open)


NAMES = (
    "Noor van Dijk",
    "Dijk Noor van",
    "Noor Anna van Dijk",
    "Noor Smit-van Dijk",
    "Dijk-Smit, Noor",
    "Noor de Dijk",
    "N. van Dijk",
)


@pytest.mark.parametrize("name", NAMES)
def test_only_somebody_of_the_same_last_name_is_surely_the_same(name: str) -> None:
    members = [
        member(str(90000 + at), name=f"{first} {prefix} {last}", first_name=first, prefix=prefix, last_name=last)
        for at, (first, prefix, last) in enumerate(
            (first, prefix, last)
            for first in ("Noor", "N.", "Noortje", "Bram", "Anna Noor")
            for prefix in ("van", "v", "", "de")
            for last in ("Dijk", "Dyk", "Dijk-Smit", "Smit - van Dijk", "Dijk Smit", "Smit")
        )
    ]
    proposer = Proposer(members)
    every, near = (proposer.propose(Sought(name, FIFTH), surely) for surely in (False, True))
    sure = [each for each in every if each.score >= SURELY]
    assert [each for each in near if each.score >= SURELY] == sure
    assert sure or name == "Dijk Noor van"
