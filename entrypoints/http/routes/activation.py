"""Activate, and which company pays which venue."""

from __future__ import annotations

from fastapi import APIRouter

from domain.accounts import Right
from domain.terms import CompanyId
from entrypoints.http.bodies import ActivationBody, CompaniesBody, ProbeBody, VenuesBody
from entrypoints.http.caller import Language, WhichCompany, Who, Wired, needs
from entrypoints.machine import examine
from entrypoints.presentation import (
    Json,
    activated_json,
    companies_json,
    company_json,
    doctor_json,
    environment_json,
    environments_json,
)

router = APIRouter(tags=["activate"])


@router.post("/activation", dependencies=[needs(Right.ADMINISTER)])
def activate(body: ActivationBody, container: Wired, who: Who) -> Json:
    """Try the credentials at once, list the companies, and keep the token encrypted. It is never shown again.

    A domain that is linked already gets this e-mail and token in the place of the old ones; another one is added.
    """
    return activated_json(container.activate()(body.credentials, body.own_link_off, who))


@router.get("/environments", dependencies=[needs(Right.SEE)])
def list_environments(container: Wired) -> Json:
    """The environments of Nmbrs that are linked, each with its companies."""
    return environments_json(container.environments().list())


@router.delete("/environments/{domain}", dependencies=[needs(Right.ADMINISTER)])
def remove_environment(domain: str, container: Wired, who: Who) -> Json:
    """Forget an environment and its token, unless companies of it are linked. Nothing is changed in Nmbrs."""
    return environment_json(container.environments().remove(domain, who))


@router.get("/doctor", dependencies=[needs(Right.OPERATE)])
def examine_rights(container: Wired, company: WhichCompany, who: Who, language: Language) -> Json:
    """What this machine and the Nmbrs user need, and what is missing; tested by reading, of one company or of all."""
    machine, found = examine(container, company, who)
    return doctor_json(machine, found, language)


@router.post("/doctor/probe", dependencies=[needs(Right.ADMINISTER)])
def probe_rights(body: ProbeBody, container: Wired, who: Who, language: Language) -> Json:
    """The same, and the rights to write are tried for employee 0, who does not exist; who allowed it goes on record."""
    machine, found = examine(container, body.company_id, who, probe_writes=True, by=body.by)
    return doctor_json(machine, found, language)


@router.get("/companies", dependencies=[needs(Right.SEE)])
def list_companies(container: Wired) -> Json:
    """The companies that the tokens reach, and what nobody decided about yet."""
    use_case = container.link_companies()
    return companies_json(use_case.list(), use_case.undecided())


@router.put("/companies", dependencies=[needs(Right.ADMINISTER)])
def link_companies(body: CompaniesBody, container: Wired, who: Who) -> Json:
    """Link several companies to exactly these venues, all of them or none."""
    return companies_json(container.link_companies().use_all(body.choices, who))


@router.put("/companies/{company}", dependencies=[needs(Right.ADMINISTER)])
def link_company(company: str, body: VenuesBody, container: Wired, who: Who) -> Json:
    """Link a company to exactly these venues."""
    linked = container.link_companies().use(CompanyId(company), body.venues, who, body.new_day)
    return company_json(linked)
