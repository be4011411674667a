"""What every route needs to know: the container, who calls and may they, and which company and period are meant."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request

from domain.accounts import Right, Role
from domain.errors import ProductError
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.http.identity import Caller
from entrypoints.http.problems import language_of

LONGEST_ACTOR = 80


def _container(request: Request) -> Container:
    container: Container = request.app.state.container
    return container


Wired = Annotated[Container, Depends(_container)]


def _caller(request: Request) -> Caller:
    """Whom the gate let in. Raises ``not-logged-in`` where it lets everybody in."""
    caller: Caller | None = request.state.caller
    if caller is None:
        raise ProductError("not-logged-in")
    return caller


TheCaller = Annotated[Caller, Depends(_caller)]


def require(caller: Caller, right: Right) -> None:
    """Raises ``not-allowed`` unless whoever calls has this right."""
    if not caller.role.may(right):
        raise ProductError("not-allowed", needed=Role.least(right), role=caller.role)


@cache
def needs(right: Right) -> Any:
    """A dependency of every route: whoever calls must have this right. It raises ``not-allowed``."""

    def allowed(caller: TheCaller) -> None:
        require(caller, right)

    allowed.right = right  # type: ignore[attr-defined]
    return Depends(allowed)


def right_of(route: Any) -> Right | None:
    """The right that a route declared with ``needs``; None when it declared none."""
    dependant = getattr(route, "dependant", None)
    found = [getattr(each.call, "right", None) for each in dependant.dependencies] if dependant else []
    return next((right for right in found if right is not None), None)


def _who(
    container: Wired,
    caller: TheCaller,
    x_actor: Annotated[
        str | None, Header(description="For whom the program calls, in UTF-8; goes on record as its word.")
    ] = None,
) -> str:
    """Who is named in the audit trail.

    A person who is logged in is ``web: ACCOUNT``. Every program has the same key, so a name in ``X-Actor`` is what the
    program says, not what was checked. It is recorded as such: ``api: SETTINGS-ACTOR for NAME``, which nobody at the
    command line or in a browser can be mistaken for.
    """
    if caller.account is not None:
        return f"web: {caller.account.name}"
    program = f"api: {container.settings().actor}"
    if x_actor is None:
        return program
    try:
        name = x_actor.encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        raise ProductError("request-invalid", detail="X-Actor: not UTF-8") from None
    if not name or len(name) > LONGEST_ACTOR or not name.isprintable():
        raise ProductError("request-invalid", detail=f"X-Actor: a name has 1 to {LONGEST_ACTOR} printable characters")
    return f"{program} for {name}"


Who = Annotated[str, Depends(_who)]


def _language(request: Request) -> str:
    """The one that is asked for; else the one that whoever is logged in chose."""
    caller: Caller | None = request.state.caller
    chosen = caller.account.language if caller is not None and caller.account is not None else None
    return chosen if chosen and "accept-language" not in request.headers else language_of(request.headers)


Language = Annotated[str, Depends(_language)]


def _company(
    company: Annotated[
        str | None, Query(min_length=1, max_length=64, description="The id of the company; the only one by default.")
    ] = None,
) -> CompanyId | None:
    return None if company is None else CompanyId(company)


WhichCompany = Annotated[CompanyId | None, Depends(_company)]


A_PERIOD = Query(description="The wage period by year and number.", examples=["2026-10"])


def _period(period: Annotated[str, A_PERIOD]) -> PeriodRef:
    return PeriodRef.parse(period)


WhichPeriod = Annotated[PeriodRef, Depends(_period)]


def _any_period(period: Annotated[str | None, A_PERIOD] = None) -> PeriodRef | None:
    return None if period is None else PeriodRef.parse(period)


AnyPeriod = Annotated[PeriodRef | None, Depends(_any_period)]
