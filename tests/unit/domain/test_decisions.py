"""Differences with their causes, and answers that hold for exactly what was seen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.decisions import OFFERED, Cause, Choice, Difference, compare_own, decided, landed_late
from domain.ledger import OwnLine
from domain.pay_line import FoundLine, PayKind
from domain.terms import LineId
from tests.unit.domain.samples import BRAM, MORNING, NOOR, amount, change, decide, found_line, own_line, pay_key

OURS = own_line("1", "8.00")
MISSING, EDITED, IN_EITJE = Cause.MISSING, Cause.EDITED, Cause.EDITED_IN_EITJE


@pytest.mark.parametrize(
    ("found", "wanted", "causes", "asked", "agrees"),
    [
        (found_line("1", "8.00"), "8.00", (), False, True),
        (found_line("1", "9.00"), "9.00", (), False, True),  # changed on both sides to the same
        (found_line("1", "8.00"), "9.00", (IN_EITJE,), False, False),
        (found_line("1", "8.00"), "0", (IN_EITJE,), False, False),
        (found_line("1", "5.00"), "8.00", (EDITED,), True, False),
        (found_line("1", "5.00"), "9.00", (EDITED, IN_EITJE), True, False),
        (found_line("1", "5.00"), "0", (EDITED, IN_EITJE), True, False),
        (None, "8.00", (MISSING,), True, False),
        (None, "9.00", (MISSING, IN_EITJE), True, False),
        (None, "0", (), False, True),  # gone, and not wanted any more
        (found_line("1", "8.00", "2190"), "8.00", (EDITED,), True, False),  # put on another code
        (found_line("1", "9.00", "2190"), "9.00", (EDITED, IN_EITJE), True, False),
    ],
)
def test_an_own_line_beside_what_is_found_and_wanted(
    found: FoundLine | None, wanted: str, causes: tuple[Cause, ...], asked: bool, agrees: bool
) -> None:
    compared = compare_own(OURS, found, amount(wanted))
    assert (compared.causes, compared.difference is not None, compared.agrees) == (causes, asked, agrees)


def test_a_difference_holds_the_three_amounts() -> None:
    edited = compare_own(OURS, found_line("1", "5.00"), amount("9.00")).difference
    assert edited == Difference(
        EDITED, NOOR, PayKind.HOURS, "2100", LineId("1"), amount("8.00"), amount("5.00"), amount("9.00")
    )
    missing = compare_own(OURS, None, amount("9.00")).difference
    assert missing == Difference(
        MISSING, NOOR, PayKind.HOURS, "2100", LineId("1"), amount("8.00"), None, amount("9.00")
    )


def test_another_code_is_named_beside_ours() -> None:
    moved = compare_own(OURS, found_line("1", "8.00", "2190"), amount("8.00")).difference
    assert moved is not None
    assert moved.code == "2100 → 2190"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (found_line("9", "8.00"), Cause.DOUBLED),
        (found_line("9", "8.01"), Cause.FOREIGN),
        (found_line("9", "8.00", "2190"), Cause.FOREIGN),
        (found_line("9", "8.00", kind=PayKind.WAGE), Cause.FOREIGN),
    ],
)
def test_a_foreign_line_equal_to_an_own_one_is_possibly_doubled(line: FoundLine, cause: Cause) -> None:
    assert Difference.of_foreign(line, [OURS]).cause is cause


def test_answers_that_are_offered() -> None:
    assert set(OFFERED) == set(Cause)
    ours = (Choice.RESTORE_OURS, Choice.KEEP_THEIRS)
    theirs = (Choice.ADOPT, Choice.ON_TOP, Choice.LEAVE_OUT)
    assert (OFFERED[MISSING], OFFERED[EDITED], OFFERED[IN_EITJE]) == (ours, ours, ())
    assert OFFERED[Cause.DOUBLED] == OFFERED[Cause.FOREIGN] == theirs
    assert Difference.of_missing(OURS, amount("8.00")).offered == ours


SEEN = Difference.of_edited(OURS, found_line("1", "5.00"), amount("8.00"))


@pytest.mark.parametrize(
    "other",
    [
        replace(SEEN, employee=BRAM),
        replace(SEEN, code="2190"),
        replace(SEEN, kind=PayKind.WAGE),
        replace(SEEN, line_id=LineId("2")),
        replace(SEEN, sent=amount("7.00")),
        replace(SEEN, found=amount("6.00")),
        replace(SEEN, found=None),
        replace(SEEN, wanted=amount("9.00")),
    ],
)
def test_whatever_changes_is_asked_again(other: Difference) -> None:
    decisions = [decide(SEEN, Choice.KEEP_THEIRS)]
    assert decided(decisions, EDITED, SEEN) == decisions[0]
    assert other.id != SEEN.id
    assert decided(decisions, EDITED, other) is None


def test_an_answer_to_one_cause_is_none_to_another() -> None:
    assert decided([decide(SEEN, Choice.KEEP_THEIRS)], MISSING, SEEN) is None


def test_the_latest_answer_counts() -> None:
    later = decide(SEEN, Choice.RESTORE_OURS, MORNING + timedelta(hours=1))
    earlier = decide(SEEN, Choice.KEEP_THEIRS)
    assert decided([later, earlier], EDITED, SEEN) == later


THEIRS = found_line("9", "3.00")


@pytest.mark.parametrize(
    "other",
    [
        found_line("9", "3.01"),
        found_line("8", "3.00"),
        found_line("9", "3.00", "2190"),
        found_line("9", "3.00", employee=BRAM),
        found_line("9", "3.00", kind=PayKind.WAGE),
    ],
)
def test_an_answer_about_a_foreign_line_holds_for_that_line_code_and_amount(other: FoundLine) -> None:
    decisions = [decide(Difference.of_foreign(THEIRS, []), Choice.ON_TOP)]
    assert decided(decisions, Cause.FOREIGN, THEIRS) == decisions[0]
    assert decided(decisions, Cause.FOREIGN, other) is None


def test_an_answer_about_a_line_of_ours_says_nothing_when_it_is_no_longer_known_as_ours() -> None:
    kept = [decide(SEEN, Choice.KEEP_THEIRS)]
    assert decided(kept, Cause.FOREIGN, found_line("1", "5.00")) is None


def test_an_answer_about_a_foreign_line_stands_when_it_comes_to_look_doubled() -> None:
    ours: list[OwnLine] = [own_line("1", "3.00", pay_key())]
    decisions = [decide(Difference.of_foreign(THEIRS, []), Choice.ON_TOP)]
    assert Difference.of_foreign(THEIRS, ours).cause is Cause.DOUBLED
    assert decided(decisions, Cause.FOREIGN, THEIRS) == decisions[0]


def test_it_landed_late_when_a_line_that_came_after_it_on_its_code_was_called_ours() -> None:
    lost = change(baseline=(LineId("1"),))
    came = Difference.of_foreign(found_line("2", "8.00"), ())
    assert landed_late(lost, [decide(came, Choice.ADOPT)])
    assert not landed_late(lost, [])
    assert not landed_late(lost, [decide(came, Choice.ON_TOP)])
    stood_before = Difference.of_foreign(found_line("1", "8.00"), ())
    assert not landed_late(lost, [decide(stood_before, Choice.ADOPT)])
    for elsewhere in (
        found_line("2", "8.00", "2190"),
        found_line("2", "8.00", employee=BRAM),
        found_line("2", "8.00", kind=PayKind.WAGE),
    ):
        assert not landed_late(lost, [decide(Difference.of_foreign(elsewhere, ()), Choice.ADOPT)])
    assert landed_late(lost, [decide(stood_before, Choice.ADOPT), decide(came, Choice.ADOPT)])
