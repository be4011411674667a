"""What the doctor found, in JSON, and the letter to the payroll office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from application.doctor import CompanyRights, EnvironmentRights
from application.ports.payroll import Need, Right, RightState
from entrypoints.machine import MachineCheck
from entrypoints.presentation.setup import company_json, connection_json
from entrypoints.presentation.values import Json, error_json

NEEDS: dict[Need, tuple[str, str]] = {
    Need.DOMAIN: ("finding the domain when nobody knows it", "het domein opzoeken als niemand het weet"),
    Need.COMPANIES: ("listing the companies", "de bedrijven tonen"),
    Need.PEOPLE: ("team members, leavers and contracts", "teamleden, uitdiensttreders en contracten"),
    Need.PERIODS: ("the current wage period", "de huidige loonperiode"),
    Need.RUNS: ("seeing which periods are paid already", "zien welke perioden al verloond zijn"),
    Need.HOUR_CODES: ("checking hour codes", "uurcodes controleren"),
    Need.WAGE_CODES: ("checking wage codes (meals)", "looncodes controleren (maaltijden)"),
    Need.COST_CENTRES: ("cost centres, if hours go to them", "kostenplaatsen, als er uren naartoe gaan"),
    Need.COST_UNITS: ("cost units, if hours go to them", "kostensoorten, als er uren naartoe gaan"),
    Need.READ_HOURS: ("proving hours", "uren bewijzen"),
    Need.READ_WAGES: ("proving meals", "maaltijden bewijzen"),
    Need.READ_DAYS: ("proving days", "dagen bewijzen"),
    Need.ADD_HOURS: ("sending hours", "uren verzenden"),
    Need.REMOVE_HOURS: ("correcting hours sent before", "eerder verzonden uren verbeteren"),
    Need.ADD_WAGES: ("sending meals", "maaltijden verzenden"),
    Need.REMOVE_WAGES: ("correcting meals sent before", "eerder verzonden maaltijden verbeteren"),
    Need.SET_DAYS: ("sending days", "dagen verzenden"),
}
"""What each right is needed for, in English and Dutch."""

LETTER = {
    "en": {
        "subject": "Subject: Nmbrs API rights of {email}",
        "opening": (
            "Hello,\n\nOur hours go from eitje to Nmbrs ({domain}) with the user {email}. For that its API template"
            " must allow the calls below."
        ),
        "missing": "Please switch these on:",
        "no-access": "Please give the user access to this company:",
        "unknown": "For these Nmbrs gave no clear answer; please check that they are on:",
        "untested": "These write, so they could not be tested; please check that they are on:",
        "closing": "Thank you.",
    },
    "nl": {
        "subject": "Onderwerp: Nmbrs-API-rechten van {email}",
        "opening": (
            "Hallo,\n\nOnze uren gaan van eitje naar Nmbrs ({domain}) met de gebruiker {email}. Daarvoor moet het"
            " API-sjabloon van die gebruiker de aanroepen hieronder toestaan."
        ),
        "missing": "Wilt u deze aanzetten:",
        "no-access": "Wilt u de gebruiker toegang geven tot dit bedrijf:",
        "unknown": "Hierover gaf Nmbrs geen duidelijk antwoord; wilt u nakijken of ze aan staan:",
        "untested": "Deze schrijven en konden dus niet getest worden; wilt u nakijken of ze aan staan:",
        "closing": "Alvast bedankt.",
    },
}


def doctor_json(
    machine: Iterable[MachineCheck], environments: Sequence[EnvironmentRights], language: str = "en"
) -> Json:
    """``{healthy, machine, environments}``.

    A check of the machine is ``{check, detail, problem}``; an environment ``{email, domain, kind, own_link_off,
    activated_at, complete, problem, rights, companies, letter}``, in which a company has its own fields and ``{problem,
    rights}``. A right is ``{name, need, needed_for, state, detail}``; ``state`` is ``present``, ``missing``,
    ``no-access`` (not in this company), ``unknown`` or ``untested`` (shows at the first write). ``letter`` is ``{en,
    nl}``, to mail to the payroll office, or null when there is nothing to ask.
    """
    checks = list(machine)
    healthy = all(check.problem is None for check in checks) and bool(environments)
    return {
        "healthy": healthy and all(each.complete for each in environments),
        "machine": [
            {
                "check": check.name,
                "detail": check.detail,
                "problem": error_json(check.problem, language) if check.problem else None,
            }
            for check in checks
        ],
        "environments": [_environment(each, language) for each in environments],
    }


def _environment(environment: EnvironmentRights, language: str) -> Json:
    return {
        **connection_json(environment.connection),
        "complete": environment.complete,
        "problem": error_json(environment.problem, language) if environment.problem else None,
        "rights": [_right(right, language) for right in environment.rights],
        "companies": [_company(each, language) for each in environment.companies],
        "letter": {each: letter(environment, each) for each in LETTER} if _to_ask(environment) else None,
    }


def _company(tested: CompanyRights, language: str) -> Json:
    return {
        **company_json(tested.company),
        "problem": error_json(tested.problem, language) if tested.problem else None,
        "rights": [_right(right, language) for right in tested.rights],
    }


def _right(right: Right, language: str) -> Json:
    return {
        "name": right.name,
        "need": right.need,
        "needed_for": NEEDS[right.need][language == "nl"],
        "state": right.state,
        "detail": right.detail,
    }


def letter(environment: EnvironmentRights, language: str) -> str:
    """What the payroll office is asked, in ``en`` or ``nl``, as a text that can be mailed."""
    words, link = LETTER[language], environment.connection
    asked = _to_ask(environment)
    lines = [
        words["subject"].format(email=link.email),
        "",
        words["opening"].format(domain=link.domain, email=link.email),
    ]
    for state in (RightState.MISSING, RightState.NO_ACCESS, RightState.UNKNOWN, RightState.UNTESTED):
        if asked.get(state):
            lines += ["", words[state.value], *(f"- {line}" for line in _listed(asked[state], state, language))]
    return "\n".join([*lines, "", words["closing"]])


def _listed(rights: Sequence[tuple[str, Right]], state: RightState, language: str) -> list[str]:
    """Each call once, with what it is for; a company that cannot be seen once, whatever was asked in it."""
    if state is RightState.NO_ACCESS:
        return list(dict.fromkeys(company for company, _ in rights))
    return list(dict.fromkeys(f"{right.name} ({NEEDS[right.need][language == 'nl']})" for _, right in rights))


def _to_ask(environment: EnvironmentRights) -> dict[RightState, list[tuple[str, Right]]]:
    """What is not known to be present, by state, each with the company in which it showed."""
    asked: dict[RightState, list[tuple[str, Right]]] = {}
    for company, right in environment.tested:
        if right.state is not RightState.PRESENT:
            where = f"{company.number} {company.name}" if company else environment.connection.domain
            asked.setdefault(right.state, []).append((where, right))
    return asked
