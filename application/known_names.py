"""Names in the mapping that nothing bears: a misspelt venue, team, meal or allowance would never be found."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from application.ports.storage import TimecardWords, UnitOfWork
from domain.mapping import PayMapping, ThingKind
from domain.timecard import plain_name


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no timecard and no company bears. ``where`` is the rule or allowance; ``meant`` a name like it."""

    where: str
    what: str
    name: str
    meant: str | None


def unknown_names(work: UnitOfWork, mapping: PayMapping) -> tuple[UnknownName, ...]:
    """Those of a mapping, each once.

    While no timecard is stored, nothing is said of teams, shift types and meals.
    """
    venues = {venue for company in work.settings.companies() for venue in company.venues}
    return tuple(dict.fromkeys(_search(mapping, work.timecards.words(), venues)))


def _search(mapping: PayMapping, words: TimecardWords, linked: Collection[str]) -> Iterator[UnknownName]:
    anything = bool(words.venues)
    venues = {*words.venues, *linked}
    allowances = {each.name for each in mapping.allowances}
    meals = {plain_name(kind) for kind in words.meals}
    for rule in mapping.rules:
        if rule.venue is not None and rule.venue not in venues:
            yield _unknown(str(rule), "venue", rule.venue, venues)
        if rule.team is not None and anything and rule.team not in words.teams:
            yield _unknown(str(rule), "team", rule.team, words.teams)
        if rule.thing.kind is ThingKind.ALLOWANCE and rule.thing.name not in allowances:
            yield _unknown(str(rule), "allowance", rule.thing.name, allowances)
        if rule.thing.kind is ThingKind.MEAL and anything and rule.thing.name not in meals:
            yield _unknown(str(rule), "meal", rule.thing.name, meals)
    for each in mapping.allowances:
        for team in each.teams:
            if anything and team not in words.teams:
                yield _unknown(f"allowance:{each.name}", "team", team, words.teams)


def likely(name: str, known: Collection[str]) -> str | None:
    """The known name that is most like this one, or None."""
    plain = {plain_name(each): each for each in known}
    close = get_close_matches(plain_name(name), sorted(plain), 1)
    return plain[close[0]] if close else None


def _unknown(where: str, what: str, name: str, known: Collection[str]) -> UnknownName:
    return UnknownName(where, what, name, likely(name, known))
