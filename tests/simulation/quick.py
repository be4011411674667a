"""Remembers what pure functions of the product answered last, for a simulation asks them the same again and again.

A history reads the situation some forty times, while hours change three times. What is remembered is used only for
arguments that are equal, so that no answer differs from what the function itself would say.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import application.situation as situation
from application.ports.storage import UnitOfWork
from domain.team_member import Match, match_people


def _last(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which works out nothing when it is asked the same twice in a row."""
    known: list[tuple[tuple[Any, ...], Any]] = []

    def ask(*arguments: Any) -> Any:
        if not known or known[0][0] != arguments:
            known[:] = [(arguments, function(*arguments))]
        return known[0][1]

    return ask


@contextmanager
def remembering() -> Iterator[None]:
    """For as long as this lasts, people are matched and pay is worked out only when something changed."""
    matched = _last(match_people)

    def current_matches(work: UnitOfWork) -> dict[str, Match]:
        people = work.people
        persons = tuple(card.person for card in work.timecards.people())
        said = (people.links(), people.ignored(), people.refused())
        found: dict[str, Match] = matched(persons, people.members(), people.users(), *said)
        return found

    with ExitStack() as stack:
        stack.enter_context(patch.object(situation, "current_matches", current_matches))
        stack.enter_context(patch.object(situation, "desired_pay", _last(situation.desired_pay)))
        stack.enter_context(patch.object(situation, "propose_next", cache(situation.propose_next)))
        stack.enter_context(_tidying_seldom())
        yield


@contextmanager
def _tidying_seldom() -> Iterator[None]:
    """What a history leaves behind is small; to look for it all the time takes a tenth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
