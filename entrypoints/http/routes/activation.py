"""Activate, and which company pays which venue."""

from __future__ import annotations

from fastapi import APIRouter

from domain.terms import CompanyId
from entrypoints.http.bodies import ActivationBody, VenuesBody
from entrypoints.http.caller import Who, Wired
from entrypoints.presentation import (
    Json,
    activated_json,
    companies_json,
    company_json,
    environment_json,
    environments_json,
)

router = APIRouter(tags=["activate"])


@router.post("/activation")
def activate(body: ActivationBody, container: Wired, who: Who) -> Json:
    """Try the credentials at once, list the companies, and keep the token encrypted. It is never shown again.

    A domain that is linked already gets this e-mail and token in the place of the old ones; another one is added.
    """
    return activated_json(container.activate()(body.credentials, body.own_link_off, who))


@router.get("/environments")
def list_environments(container: Wired) -> Json:
    """The environments of Nmbrs that are linked, each with its companies."""
    return environments_json(container.environments().list())


@router.delete("/environments/{domain}")
def remove_environment(domain: str, container: Wired, who: Who) -> Json:
    """Forget an environment and its token, unless companies of it are linked. Nothing is changed in Nmbrs."""
    return environment_json(container.environments().remove(domain, who))


@router.get("/companies")
def list_companies(container: Wired) -> Json:
    """The companies that the tokens reach, and what nobody decided about yet."""
    use_case = container.link_companies()
    return companies_json(use_case.list(), use_case.undecided())


@router.put("/companies/{company}")
def link_company(company: str, body: VenuesBody, container: Wired, who: Who) -> Json:
    """Link a company to exactly these venues."""
    linked = container.link_companies().use(CompanyId(company), body.venues, who, body.new_day)
    return company_json(linked)
