"""When a mail leaves, is tried again, and is given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.mailing import (
    BACK_OFF,
    CLAIM,
    KEEPS,
    MOST_ATTEMPTS,
    MOST_IN_ONE,
    Delivery,
    MailAnswer,
    Mailing,
    MailState,
    freshened,
    next_message,
)

NOW = datetime(2026, 11, 1, 21, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LATER = MailAnswer(Delivery.LATER, "mail-later", "451 busy")


def mail(number: int = 1, address: str = "a@b.nl", **values: object) -> Mailing:
    return replace(Mailing(number, address, "nl", NOW, NOW), **values)


def test_a_mail_is_tried_eight_times_over_twenty_two_hours_and_then_given_up() -> None:
    each, now, waits = mail(), NOW, []
    while each.state is MailState.WAITING:
        each = each.claimed("m", now).answered(LATER, now)
        waits.append(each.not_before - now)
        now = each.not_before
    assert each.state is MailState.GIVEN_UP
    assert each.attempts == MOST_ATTEMPTS == 8
    assert waits[:7] == list(BACK_OFF)
    assert sum(BACK_OFF, timedelta()) < timedelta(hours=23)
    assert (each.problem, each.said) == ("mail-later", "451 busy")


def test_in_hand_it_is_on_record_before_it_leaves() -> None:
    claimed = mail().claimed("m1", NOW)
    assert (claimed.state, claimed.message, claimed.until) == (MailState.SENDING, "m1", NOW + CLAIM)
    assert claimed.attempts == 1


def test_what_is_accepted_is_sent() -> None:
    sent = mail().claimed("m", NOW).answered(MailAnswer(Delivery.ACCEPTED, said="250 ok"), NOW + SECOND)
    assert (sent.state, sent.ended_at, sent.until) == (MailState.SENT, NOW + SECOND, None)


def test_what_is_refused_for_good_is_not_tried_again() -> None:
    refused = mail().claimed("m", NOW).answered(MailAnswer(Delivery.REFUSED, "mail-recipient-refused"), NOW)
    assert (refused.state, refused.ended_at) == (MailState.GIVEN_UP, NOW)


def test_what_may_have_arrived_goes_once_more_under_its_own_name_and_no_third_time() -> None:
    unknown = MailAnswer(Delivery.UNKNOWN, "mail-outcome-unknown")
    once = mail().claimed("m1", NOW).answered(unknown, NOW)
    assert (once.state, once.message, once.not_before) == (MailState.WAITING, "m1", NOW + timedelta(minutes=1))
    twice = once.claimed("m1", NOW).answered(unknown, NOW)
    assert twice.state is MailState.GIVEN_UP
    assert twice.attempts == 2


def test_when_another_mail_found_the_server_down_that_counts() -> None:
    down = MailAnswer(Delivery.DOWN, "mail-server-unreachable")
    first = mail().postponed(down, NOW)
    assert (first.state, first.attempts, first.not_before) == (MailState.WAITING, 1, NOW + BACK_OFF[0])
    assert mail(attempts=7).postponed(down, NOW).state is MailState.GIVEN_UP


WANTED = {(1, "a@b.nl")}


@pytest.mark.parametrize(
    ("given", "state", "problem"),
    [
        (mail(state=MailState.SENDING, until=NOW, attempts=1, message="m"), MailState.WAITING, "mail-outcome-unknown"),
        (
            mail(state=MailState.SENDING, until=NOW, attempts=2, doubts=1, message="m"),
            MailState.GIVEN_UP,
            "mail-outcome-unknown",
        ),
        (mail(queued_at=NOW - KEEPS - SECOND), MailState.GIVEN_UP, "mail-too-old"),
        (mail(address="gone@b.nl"), MailState.GIVEN_UP, "mail-recipient-gone"),
        (mail(2), MailState.GIVEN_UP, "mail-recipient-gone"),
    ],
)
def test_what_time_changes(given: Mailing, state: MailState, problem: str) -> None:
    (changed,) = freshened([given], WANTED, NOW)
    assert (changed.state, changed.problem) == (state, problem)
    assert changed.until is None


@pytest.mark.parametrize(
    "given",
    [
        mail(),
        mail(state=MailState.SENDING, until=NOW + SECOND),
        mail(queued_at=NOW - KEEPS),
        mail(not_before=NOW + SECOND),
        mail(state=MailState.SENT, queued_at=NOW - 2 * KEEPS),
    ],
)
def test_what_time_leaves_alone(given: Mailing) -> None:
    assert freshened([given], WANTED, NOW) == []


def test_all_that_waits_for_an_address_leaves_in_one_message() -> None:
    waiting = [mail(3), mail(1), mail(2, "c@d.nl"), mail(4, not_before=NOW + SECOND), mail(5, state=MailState.SENDING)]
    assert [each.notification for each in next_message(waiting, NOW)] == [1, 3]
    assert [each.notification for each in next_message(waiting[2:], NOW)] == [2]
    assert next_message(waiting[3:], NOW) == []


def test_a_message_that_may_have_arrived_goes_again_as_it_was() -> None:
    waiting = [mail(1, message="m1"), mail(2), mail(3, message="m1"), mail(4, language="en")]
    assert [each.notification for each in next_message(waiting, NOW)] == [1, 3]


def test_a_message_has_an_end() -> None:
    assert len(next_message([mail(number) for number in range(1, 80)], NOW)) == MOST_IN_ONE
