"""How small values are written in JSON.

Amounts are texts with two decimals (``"29.50"``), so that nobody reads them into binary floating point. Days are
``2026-10-31``, moments carry their offset (``2026-10-31T12:00:00+00:00``), a wage period is ``2026-10``. What is not
there is ``null``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from domain.amount import Amount
from domain.errors import ProductError
from domain.findings import Finding
from domain.pay_line import PayKey, Selection
from domain.wage_period import WagePeriod

Json = dict[str, Any]


def amount(value: Amount | None) -> str | None:
    """Two decimals, or null."""
    return None if value is None else str(value)


def day(value: date | None) -> str | None:
    """``2026-10-31``, or null; the earliest day of all stands for *always* and is null too."""
    return None if value is None or value == date.min else value.isoformat()


def moment(value: datetime | None) -> str | None:
    """With its offset, to the second, or null."""
    return None if value is None else value.isoformat(timespec="seconds")


def period_json(period: WagePeriod) -> Json:
    """``{period, start, end}``; both ends belong to it."""
    return {"period": str(period.ref), "start": day(period.start), "end": day(period.end)}


def error_json(error: ProductError, language: str = "en") -> Json:
    """``{code, kind, what, do, details}``; ``details`` are the values in the sentences, as text.

    ``kind`` is ``usage``, ``not-found``, ``payroll``, ``mail``, ``blocked`` or ``unknown``.
    """
    return {
        "code": error.code,
        "kind": error.kind.value,
        "what": error.what(language),
        "do": error.do(language),
        "details": {name: str(value) for name, value in error.details.items()},
    }


def finding_json(finding: Finding, language: str = "en", set_aside: bool = False) -> Json:
    """``{id, code, stops, blocks, person, employee, person_key, day, contract_type, cause, remedy, set_aside,
    accepted}``.

    ``stops`` is ``export``, ``person`` or ``nothing``; ``set_aside`` says that somebody set this warning aside, or
    ``accepted`` what would stop a person otherwise.
    """
    return {
        "id": finding.id,
        "code": finding.code,
        "stops": finding.reach.value,
        "blocks": finding.blocks,
        "person": finding.person or None,
        "employee": finding.employee,
        "person_key": finding.person_key,
        "day": day(finding.day),
        "contract_type": finding.contract_type,
        "cause": finding.cause(language),
        "remedy": finding.remedy(language),
        "set_aside": set_aside,
        "accepted": finding.accepted,
    }


def selection_json(selection: Selection) -> Json:
    """``{company, period, contract_type, parts, people_selected, venues_selected, teams_selected, carry}``.

    ``people_selected`` is null for everybody, ``venues_selected`` and ``teams_selected`` for all; ``carry`` are the
    closed periods whose late hours go along.
    """
    return {
        "company": selection.company,
        "period": str(selection.period),
        "contract_type": selection.contract_type,
        "parts": sorted(selection.parts),
        "people_selected": None if selection.people is None else sorted(selection.people),
        "venues_selected": None if selection.venues is None else sorted(selection.venues),
        "teams_selected": None if selection.teams is None else sorted(selection.teams),
        "carry": [str(period) for period in sorted(selection.carry)],
    }


def code_json(key: PayKey) -> Json:
    """``{code, cost_centre, cost_unit, carried_from}``; the last three null when there is none.

    ``carried_from`` is the closed period whose late hours the line holds.
    """
    return {
        "code": key.code,
        "cost_centre": key.cost_centre or None,
        "cost_unit": key.cost_unit or None,
        "carried_from": str(key.carried_from) if key.carried_from else None,
    }
