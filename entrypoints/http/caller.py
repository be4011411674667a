"""What every route needs to know: the container, who calls, and which company and period are meant."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Query, Request

from domain.errors import ProductError
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.http.problems import language_of

LONGEST_ACTOR = 80


def _container(request: Request) -> Container:
    container: Container = request.app.state.container
    return container


Wired = Annotated[Container, Depends(_container)]


def _who(
    container: Wired,
    x_actor: Annotated[
        str | None, Header(description="For whom the program calls, in UTF-8; goes on record as its word.")
    ] = None,
) -> str:
    """Who is named in the audit trail.

    Everybody who calls has the same key, so a name in ``X-Actor`` is what the caller says, not what was checked. It
    is recorded as such: ``api: SETTINGS-ACTOR for NAME``, which no one at the command line can be mistaken for.
    """
    caller = f"api: {container.settings().actor}"
    if x_actor is None:
        return caller
    try:
        name = x_actor.encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        raise ProductError("request-invalid", detail="X-Actor: not UTF-8") from None
    if not name or len(name) > LONGEST_ACTOR or not name.isprintable():
        raise ProductError("request-invalid", detail=f"X-Actor: a name has 1 to {LONGEST_ACTOR} printable characters")
    return f"{caller} for {name}"


Who = Annotated[str, Depends(_who)]


def _language(request: Request) -> str:
    return language_of(request.headers)


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
