"""Which company, contract type and wage period a page is about, from its address."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from application.find_place import Place
from domain.errors import ProductError
from domain.terms import ContractType
from domain.wage_period import PeriodRef
from entrypoints.http.pages.here import company_id


def place_of(
    request: Request, company: str | None = None, period: str | None = None, contract_type: str | None = None
) -> Place:
    """The place with these names; what is empty is filled in. Raises what ``FindPlace`` does for what is not there."""
    try:
        kind = ContractType(contract_type) if contract_type else None
    except ValueError:
        raise ProductError("request-invalid", detail="contract_type") from None
    find = request.app.state.container.find_place()
    place: Place = find(company_id(company), PeriodRef.parse(period) if period else None, kind)
    return place


def _asked(
    request: Request,
    company: Annotated[str | None, Query(max_length=64)] = None,
    period: Annotated[str | None, Query(max_length=10)] = None,
    contract_type: Annotated[str | None, Query(max_length=20)] = None,
) -> Place:
    return place_of(request, company, period, contract_type)


Where = Annotated[Place, Depends(_asked)]
"""The place in the parameters ``company``, ``period`` and ``contract_type``; a template takes it as ``place``."""
