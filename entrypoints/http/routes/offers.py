"""What an export can be about, before anybody chose."""

from __future__ import annotations

from fastapi import APIRouter

from domain.accounts import Right
from domain.errors import ProductError
from domain.terms import ContractType
from entrypoints.http.caller import AnyPeriod, WhichCompany, Wired, needs
from entrypoints.presentation import Json
from entrypoints.presentation.export import offer_json

router = APIRouter(tags=["export"])


@router.get("/exports/offer", dependencies=[needs(Right.SEE)])
def offer_export(
    container: Wired, company: WhichCompany, period: AnyPeriod, contract_type: ContractType | None = None
) -> Json:
    """What an export of a period can be about, and what would be ticked; of what is not said the newest is taken."""
    place = container.find_place()(company, period, contract_type)
    if place.company is None or place.period is None:
        raise ProductError("wage-period-not-set", contract_type=place.contract_type, year=period.year if period else "")
    offer = container.offer_export()(place.company.id, place.contract_type, place.period, place.periods)
    return offer_json(offer, place)
