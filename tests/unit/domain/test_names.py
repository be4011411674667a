"""Names as people write them, and how much two of them have in common."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.names import Likeness, alike_first, alike_last, alike_prefix, almost, reading_of, readings
from domain.proposals import weigh
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId

NAMES = st.text(alphabet="abcdefxyzABÉëöıøß ,.-'’/\t", max_size=30) | st.text(max_size=30)


def employee(first: str, prefix: str, last: str, name: str = "") -> TeamMember:
    whole = " ".join(part for part in (first, prefix, last) if part)
    return TeamMember(CompanyId("1"), EmployeeId("7"), 1, name or whole, first, prefix, last)


NOOR = employee("Noor", "van", "Dijk")
JOOST = employee("Joost", "van der", "Meer")


@pytest.mark.parametrize(
    ("written", "known", "score"),
    [
        ("Noor van Dijk", NOOR, 100),
        ("  NOOR   VAN DIJK ", NOOR, 100),
        ("Dijk, Noor van", NOOR, 100),
        ("van Dijk, Noor", NOOR, 100),
        ("Noor v. Dijk", NOOR, 100),
        ("Joost v/d Meer", JOOST, 100),
        ("Joost vd Meer", JOOST, 100),
        ("Meer, J. van der", JOOST, 85),
        ("J.P. van der Meer", JOOST, 85),
        ("Piet van ’t Hof", employee("Piet", "van 't", "Hof"), 100),
        ("Piet van 't Hof", employee("Piet", "", "van 't Hof"), 100),
        ("'t Hart, Els", employee("Els", "'t", "Hart"), 100),
        ("Søren Łukasz", employee("Soren", "", "Lukasz"), 100),
        ("Noor van Dijk-de Vries", employee("Noor", "van", "Dijk - de Vries"), 100),
        ("Noor de Vries-van Dijk", employee("Noor", "van", "Dijk-de Vries"), 100),
        ("Noor Dijk-Vries", employee("Noor", "", "Dijk Vries"), 100),
        ("Noor de Vries", employee("Noor", "van", "Dijk-de Vries"), 88),
        ("Noor van Dijk", employee("Noor", "van", "Dijk-de Vries"), 88),
        ("Noor Dijk", NOOR, 88),
        ("van Dijk Noor", NOOR, 88),
        ("Dijk Noor van", NOOR, 88),
        ("Noor Anna van Dijk", NOOR, 100),
        ("Anna van Dijk", employee("Noor Anna", "van", "Dijk"), 95),
        ("Anne-Marie Smit", employee("Anne Marie", "", "Smit"), 100),
        ("Sofie Jansen", employee("Sophie", "", "Jansen"), 87),
        ("Sophie Janssen", employee("Sophie", "", "Jansen"), 83),
        ("Sophie J.", employee("Sophie", "", "Jansen"), 55),
        ("Jan Smit", employee("Johannes", "", "Smit"), 75),
        ("Dan Smit", employee("Danielle", "", "Smit"), 75),
        ("Noor de Dijk", NOOR, 75),
        ("van Dijk", NOOR, 65),
        ("Bram van Dijk", NOOR, 0),
        ("B. van Dijk", NOOR, 0),
        ("N.B. van Dijk", employee("Noor Anna", "van", "Dijk"), 0),
        ("S. J.", employee("Sophie", "", "Jansen"), 0),
        ("Noor Bakker", NOOR, 0),
        ("Noor", NOOR, 0),
        ("", NOOR, 0),
        ("-", NOOR, 0),
    ],
)
def test_what_a_written_name_scores(written: str, known: TeamMember, score: int) -> None:
    assert weigh(written, known)[0] == score


def test_a_name_whose_parts_are_not_known_is_read_as_a_whole() -> None:
    assert weigh("N. van Dijk", employee("", "", "", "Dijk, Noor van"))[0] == 85
    assert weigh("Noor van Dijk", employee("Noor", "", "", "Noor van Dijk"))[0] == 100


def test_the_parts_lead_over_the_whole_name() -> None:
    assert weigh("Iemand Anders", employee("Noor", "van", "Dijk", "Iemand Anders"))[0] == 0


def test_a_reading_needs_a_last_name() -> None:
    assert reading_of("Noor", "van", "") is None
    assert readings("!? 12") == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("van der", "van der", Likeness.SAME),
        ("", "", Likeness.SAME),
        ("van d", "van den", Likeness.SAME),
        ("van", "", Likeness.ABSENT),
        ("van de", "van der", Likeness.DIFFERENT),
        ("van", "de", Likeness.DIFFERENT),
    ],
)
def test_prefixes(one: str, other: str, expected: Likeness) -> None:
    assert alike_prefix(one, other) is alike_prefix(other, one) is expected


def test_almost_the_same_is_no_more_than_a_letter_or_so() -> None:
    assert almost("backer", "bakker")
    assert almost("hendriks", "hendrikx")
    assert not almost("bos", "vos")
    assert not almost("meer", "moer")


@given(NAMES, NAMES)
@example("a d d", "")
def test_any_two_texts_can_be_compared_either_way_round(one: str, other: str) -> None:
    for mine in readings(one):
        assert alike_first(mine.first, mine.first) in (Likeness.SAME, Likeness.INITIAL, Likeness.ABSENT, Likeness.PART)
        assert alike_last(mine.last, mine.last)[0] is Likeness.SAME
        for theirs in readings(other):
            assert alike_first(mine.first, theirs.first) is alike_first(theirs.first, mine.first)
            assert alike_last(mine.last, theirs.last)[0] is alike_last(theirs.last, mine.last)[0]
    assert 0 <= weigh(one, employee("", "", "", other))[0] <= 100
