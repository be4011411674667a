"""Team members: everybody in the hours with whom they are in Nmbrs, and a person's word about that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.confirm_proposals import AT_LEAST
from application.match_team_members import Roster
from domain.errors import ProductError
from domain.team_member import MatchedBy, TeamMember
from domain.terms import EmployeeId
from domain.timecard import plain_name
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Operating, Seeing
from entrypoints.http.pages.hours_shown import page_of
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark
from entrypoints.presentation import Json, confirmable_json, roster_json

router = APIRouter()
MOST_FOUND: Final = 25
"""So many employees are shown of those whose name fits a search."""

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "linked": ("good", mark("Known")),
    "proposed": ("wait", mark("Is this somebody?")),
    "ambiguous": ("stop", mark("Two people, one name")),
    "unknown": ("stop", mark("Not found in Nmbrs")),
    "ignored": ("note", mark("Ignored")),
}
SHOWN: Final[Mapping[str, tuple[str, Callable[[Json], bool]]]] = {
    "": (mark("Everybody"), bool),
    "unmatched": (mark("Not known yet"), lambda one: one["state"] in ("unknown", "ambiguous", "proposed")),
    "proposals": (mark("With a proposal"), lambda one: bool(one["proposals"])),
    "left": (mark("Left"), lambda one: any(each["left"] for each in one["links"])),
    "ignored": (mark("Ignored"), lambda one: one["state"] == "ignored"),
}
HOW: Final[Mapping[str, str]] = {
    MatchedBy.NMBRS_ID: mark("by Nmbrs id"),
    MatchedBy.EMAIL: mark("by e-mail address"),
    MatchedBy.HAND: mark("by hand"),
}

LINKED = mark("%(person)s is %(employee)s from now on.")
UNLINKED = mark("%(person)s is not %(employee)s. That holds until somebody says otherwise.")
IGNORED = mark("%(person)s is left out of every export.")
RESTORED = mark("%(person)s counts again.")
CONFIRMED = mark("People confirmed: %(n)s.")
CHANGED = mark("What is proposed has changed since you looked. Look again, and confirm then.")
CHOOSE = mark("Choose an employee.")

Search = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]
OUTDATED: Final = "confirmation-outdated"


@router.get("/team-members")
def team_members(here: Seeing, show: Search = "", q: Search = "", page: Page = 1) -> Response:
    """Everybody, by name."""
    return _list(here, show, q, page)


@router.get("/team-members/person/{key:path}")
def person(here: Seeing, key: str, q: Search = "") -> Response:
    """One person: who they are, who they may be, and the search for another."""
    return _person(here, key, q, Form())


@router.post("/team-members/confirm")
def confirm(here: Operating, typed: Typed) -> Response:
    """Confirm the one proposal of a person."""
    key = typed.text("person", here.say) or ""
    made = here.container.confirm_proposals().one(key, here.who)
    return here.go(_back(typed), _linked(here, made.person, made.employee))


@router.post("/team-members/confirm-all")
def confirm_all(here: Operating, typed: Typed) -> Response:
    """Confirm exactly the proposals that were shown."""
    least = typed.number("at_least", here.say, 0, 100)
    agreed = typed.text("agreed", here.say)
    if least is None or agreed is None:
        raise ProductError("request-invalid", detail="agreed, at_least")
    try:
        done = here.container.confirm_proposals().all(least, agreed, here.who)
    except ProductError as error:
        if error.code != OUTDATED:
            raise
        return here.go(link("/team-members", show="proposals"), here.say(CHANGED), "warn")
    return here.go("/team-members", here.say(CONFIRMED, n=len(done.sure)))


@router.post("/team-members/link")
def link_by_hand(here: Operating, typed: Typed) -> Response:
    """Say which employee a person is."""
    key = typed.text("person", here.say) or ""
    employee = typed.text("employee", here.say, needed=False)
    if employee is None:
        typed.wrong("employee", here.say(CHOOSE))
    else:
        use = here.container.match_team_members()
        try:
            made = use.link(key, EmployeeId(employee), here.who, typed.flag("also"), typed.flag("same_person"))
            return here.go(_address(key), _linked(here, made.person, made.employee))
        except ProductError as error:
            if error.code not in ("employee-taken", "employee-unknown"):
                raise
            typed.refused(error, here.language, "employee")
    return _person(here, key, typed.shown("q"), typed, HTTPStatus.UNPROCESSABLE_ENTITY)


@router.post("/team-members/unlink")
def unlink(here: Operating, typed: Typed) -> Response:
    """Say that a person is not that employee."""
    key, employee = typed.text("person", here.say) or "", typed.text("employee", here.say) or ""
    names = _names(here)
    here.container.match_team_members().unlink(key, EmployeeId(employee), here.who)
    said = here.say(UNLINKED, person=names.get(key, key), employee=names.get(employee, employee))
    return here.go(_address(key), said)


@router.post("/team-members/ignore")
def ignore(here: Operating, typed: Typed) -> Response:
    """Leave a person out of every export."""
    key = typed.text("person", here.say) or ""
    ref = here.container.match_team_members().ignore(key, here.who)
    return here.go(_address(key), here.say(IGNORED, person=ref.name))


@router.post("/team-members/restore")
def restore(here: Operating, typed: Typed) -> Response:
    """Let a person count again."""
    key = typed.text("person", here.say) or ""
    match = here.container.match_team_members().restore(key, here.who)
    return here.go(_address(key), here.say(RESTORED, person=match.person.name))


def _list(here: Here, show: str, q: str, page: int) -> Response:
    roster = here.container.match_team_members().list()
    told = roster_json(roster, here.language)
    people = told["people"]
    show = show if show in SHOWN else ""
    part = plain_name(q)
    rows = [one for one in people if SHOWN[show][1](one) and part in plain_name(one["name"])]
    cut, at, pages = page_of(rows, page)
    together = here.container.confirm_proposals().look(AT_LEAST) if show == "proposals" else None
    return here.page(
        "team_members/list.html",
        people=people,
        rows=cut,
        count=len(rows),
        at=at,
        pages=pages,
        show=show,
        q=q,
        options=SHOWN,
        counts={name: sum(1 for one in people if fits(one)) for name, (_, fits) in SHOWN.items()},
        together=confirmable_json(together, here.language) if together is not None else None,
        without_hours=told["without_hours"],
        findings=roster.findings,
        members=len(roster.members),
        **_words(here),
    )


def _person(here: Here, key: str, q: str, form: Form, status: int = HTTPStatus.OK) -> Response:
    roster = here.container.match_team_members().list()
    told = roster_json(roster, here.language)
    one = next((each for each in told["people"] if each["person"] == key), None)
    if one is None:
        raise ProductError("person-unknown", person=key)
    return here.page(
        "team_members/person.html",
        status,
        one=one,
        form=form,
        q=q,
        found=_found(roster, q, {each["employee"] for each in one["links"]}) if q.strip() else None,
        findings=[each for each in roster.findings if each.person_key == key],
        **_words(here),
    )


def _found(roster: Roster, q: str, linked: set[str]) -> list[tuple[TeamMember, str]]:
    """The employees whose name or number holds the text, each with who is linked to them already."""
    taken: dict[str, list[str]] = {}
    for match in roster.matches:
        for each in () if match.ignored else match.links:
            taken.setdefault(each, []).append(match.person.name)
    words = plain_name(q).split()
    fitting = [
        member
        for member in roster.members
        if member.employee not in linked
        and all(word in plain_name(member.name) or word == str(member.number) for word in words)
    ]
    fitting.sort(key=lambda member: (plain_name(member.name), member.number))
    return [(member, ", ".join(taken.get(member.employee, ()))) for member in fitting[: MOST_FOUND + 1]]


def _words(here: Here) -> dict[str, Any]:
    companies = here.container.find_place()().companies
    return {
        "states": STATES,
        "how": HOW,
        "most_found": MOST_FOUND,
        "company_names": {each.id: each.name for each in companies},
        "as_day": lambda text: date.fromisoformat(text) if text else None,
    }


def _names(here: Here) -> dict[str, str]:
    """The names of people by key, and of employees by id."""
    roster = here.container.match_team_members().list()
    people = {match.person.key: match.person.name for match in roster.matches}
    return people | {member.employee: member.name for member in roster.members}


def _linked(here: Here, key: str, employee: str) -> str:
    names = _names(here)
    return here.say(LINKED, person=names.get(key, key), employee=names.get(employee, employee))


def _address(key: str) -> str:
    return link("/team-members/person/" + quote(key, safe=""))


def _back(typed: Form) -> str:
    """The list as it was looked at."""
    return link("/team-members", show=typed.shown("show") if typed.shown("show") in SHOWN else "")
