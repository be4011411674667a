"""Activate, and which company pays which venue."""

from __future__ import annotations

from fastapi import APIRouter

from domain.terms import CompanyId
from entrypoints.http.bodies import ActivationBody, VenuesBody
from entrypoints.http.caller import Who, Wired
from entrypoints.presentation import Json, activated_json, companies_json, company_json

router = APIRouter(tags=["activate"])


@router.post("/activation")
def activate(body: ActivationBody, container: Wired, who: Who) -> Json:
    """Try the credentials at once, list the companies, and keep the token encrypted. It is never shown again."""
    return activated_json(container.activate()(body.credentials, body.own_link_off, who))


@router.get("/companies")
def list_companies(container: Wired) -> Json:
    """The companies that the token reaches."""
    return companies_json(container.link_companies().list())


@router.put("/companies/{company}")
def link_company(company: str, body: VenuesBody, container: Wired, who: Who) -> Json:
    """Link a company to exactly these venues."""
    linked = container.link_companies().use(CompanyId(company), body.venues, who, body.new_day)
    return company_json(linked)
