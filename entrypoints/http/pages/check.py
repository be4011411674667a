"""Check: eitje and Nmbrs side by side, what is behind an amount, and a person's word about a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.find_place import Place
from application.ports.storage import Check
from application.show_home import not_exported
from application.verify_export import Verified
from domain.amount import Amount, total
from domain.decisions import Choice, Difference
from domain.errors import ProductError
from domain.jobs import JobKind
from domain.pay_line import PayKind, in_order
from domain.terms import EmployeeId
from domain.verification import CheckedDays, CheckedLine
from entrypoints.http.bodies import VerifyBody
from entrypoints.http.pages import words
from entrypoints.http.pages.charts import Chart, Series, chart
from entrypoints.http.pages.forms import WHOLE, Form, Typed
from entrypoints.http.pages.here import Here, Paying, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where, place_of
from entrypoints.http.pages.work import begin

router = APIRouter()
ON_A_PAGE = 100
"""People on one page of a comparison."""

LONGEST_REASON = 1000
Job = Annotated[str, Query(max_length=64)]
"""The work in the background whose answer is shown; without it Nmbrs is asked."""

HOURS_ON = mark("Hours %(code)s")
WAGE_ON = mark("Wage component %(code)s")


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides of one person's pay. ``differences`` wait for a word; ``again`` may be decided anew."""

    employee: EmployeeId
    name: str
    lines: tuple[CheckedLine, ...]
    days: tuple[CheckedDays, ...]
    differences: tuple[Difference, ...]
    again: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        """Whether something does not agree, or waits for a word."""
        return (
            bool(self.differences)
            or any(line.disproves for line in self.lines)
            or any(days.disproves for days in self.days)
        )

    @property
    def not_sent(self) -> bool:
        """Whether no export included something of this person."""
        return any(line.not_sent for line in self.lines) or any(days.not_sent for days in self.days)


def compared(verified: Verified) -> list[Compared]:
    """Everybody in the comparison; who differs comes first, then who has something not sent yet, then by name."""
    waiting = list(dict.fromkeys(d for each in verified.verifications for d in each.differences))
    open_ = set(waiting)
    # A line of nobody's stands in the comparison of each contract type.
    lines = _by_person(dict.fromkeys(line for each in verified.verifications for line in each.lines))
    days = _by_person(dict.fromkeys(each for one in verified.verifications for each in one.days))
    asked = _by_person(waiting)
    again = _by_person(difference for difference in verified.undecided if difference not in open_)
    names = verified.situation.names
    everybody = (
        Compared(
            employee,
            names.get(employee, employee),
            tuple(lines.get(employee, ())),
            tuple(days.get(employee, ())),
            tuple(asked.get(employee, ())),
            tuple(again.get(employee, ())),
        )
        for employee in {**lines, **days, **asked, **again}
    )
    return sorted(everybody, key=lambda each: (not each.differs, not each.not_sent, each.name.casefold()))


Row = TypeVar("Row", CheckedLine, CheckedDays, Difference)


def _by_person(rows: Iterable[Row]) -> dict[EmployeeId, list[Row]]:
    found: dict[EmployeeId, list[Row]] = {}
    for row in rows:
        found.setdefault(row.employee, []).append(row)
    return found


def sums_chart(here: Here, verified: Verified) -> Chart:
    """What eitje comes to, what was sent and what Nmbrs holds of ours, in sum per code."""
    rows = [line for each in verified.verifications for line in each.lines if line.key is not None]
    codes = sorted({(line.kind, in_order(line.code), line.code) for line in rows})
    words = {PayKind.HOURS: here.say(HOURS_ON), PayKind.WAGE: here.say(WAGE_ON), PayKind.DAYS: here.say(HOURS_ON)}
    columns = [words[kind] % {"code": code} for kind, _, code in codes]

    def sums(amount: Callable[[CheckedLine], Amount | None]) -> list[Amount]:
        return [
            total(found for line in rows if (line.kind, line.code) == (kind, code) and (found := amount(line)))
            for kind, _, code in codes
        ]

    series = [
        Series.of(here.say("eitje now"), sums(lambda line: line.desired)),
        Series.of(here.say("Sent"), sums(lambda line: line.sent)),
        Series.of(here.say("In Nmbrs"), sums(lambda line: line.found)),
    ]
    return chart(here.say("Both sides in sum, per code"), columns, series, here.language, heading=here.say("Code"))


@router.get("/check")
def check(here: Seeing, place: Where, page: Annotated[int, Query(ge=1)] = 1, job: Job = "") -> Response:
    """Both sides of a period as Nmbrs shows it now, or as that work in the background found them a moment ago."""
    if place.company is None or place.period is None:
        return here.page("check/nothing.html", place=place)
    return _shown(here, place, page, job=job)


@router.post("/check")
def keep_check(here: Paying, typed: Typed) -> Response:
    """Compare, and keep on record how it compared."""
    place = _place(here, typed)
    if place.company is None or place.period is None:
        return here.page("check/nothing.html", place=place)
    order = VerifyBody(company=place.company.id, period=str(place.period.ref))
    return begin(here, JobKind.VERIFY, order, then=f"{link('/check', place)}&job={{job}}", back=link("/check", place))


@router.post("/check/differences/{difference}")
def decide(here: Paying, difference: str, typed: Typed) -> Response:
    """Decide about a difference. Nothing is sent; the next export acts on it."""
    place = _place(here, typed)
    choice = typed.choice("choice", here.say, Choice)
    reason = typed.text("reason", here.say, most=LONGEST_REASON)
    if choice is not None and reason is not None and place.company is not None and place.period is not None:
        try:
            resolve = here.container.resolve_differences().resolve
            resolve(place.company.id, difference, choice, reason, here.who, place.period.ref)
        except ProductError as error:
            typed.refused(error, here.language, "choice" if error.code == "choice-not-offered" else WHOLE)
        else:
            word = here.say(words.CHOICES[choice][0])
            said = here.say("On record: %(choice)s. The next export acts on it.", choice=word)
            return here.go(link("/check", place), said)
    return _shown(here, place, 1, HTTPStatus.UNPROCESSABLE_ENTITY, typed, difference)


@router.get("/check/{employee}")
def explain(here: Seeing, employee: str, place: Where) -> Response:
    """What is behind the pay of one person: shifts, our lines, and every change made."""
    if place.company is None or place.period is None:
        return here.page("check/nothing.html", place=place)
    pay = here.container.explain_pay()(place.company.id, place.period.ref, EmployeeId(employee))
    return here.page("check/person.html", place=place, pay=pay)


def _place(here: Here, typed: Form) -> Place:
    return place_of(here.request, typed.shown("company"), typed.shown("period"), typed.shown("contract_type"))


def _lately(here: Here, place: Place, job: str) -> Verified | None:
    """What that work found, if it is still at hand and about this place."""
    found = here.container.lately().get(job)
    if not isinstance(found, Verified) or place.company is None or place.period is None:
        return None
    about = (found.situation.company.id, found.situation.period)
    return found if about == (place.company.id, place.period.ref) else None


def _shown(
    here: Here,
    place: Place,
    page: int,
    status: int = HTTPStatus.OK,
    typed: Form | None = None,
    about: str = "",
    job: str = "",
) -> Response:
    """``typed`` is a word that could not be taken, about that difference; ``job`` the work that compared."""
    assert place.company is not None
    assert place.period is not None
    verified = _lately(here, place, job) or here.container.verify_export().look(place.company.id, place.period.ref)
    with here.container.storage().read() as work:
        now = work.now()
        checks: Sequence[Check] = work.decisions.checks(place.company.id)
    everybody = compared(verified)
    at = min(page, max(1, -(-len(everybody) // ON_A_PAGE)))
    return here.page(
        "check/check.html",
        status,
        place=place,
        verified=verified,
        everybody=everybody,
        people=everybody[(at - 1) * ON_A_PAGE : at * ON_A_PAGE],
        at=at,
        pages=-(-len(everybody) // ON_A_PAGE),
        read_at=now,
        sums=sums_chart(here, verified),
        apart=not_exported(verified.situation.timecards, {each.contract_type for each in verified.exported}),
        last=next((each for each in checks if each.period == place.period.ref), None),
        typed=typed or Form(),
        about=about,
    )
