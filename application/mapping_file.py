"""A mapping as a text that a person edits: TOML, with one table for each rule and each allowance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.allowance import Allowance
from domain.mapping import PayMapping, Rule


@dataclass(frozen=True, slots=True)
class MappingFile:
    """What a file says. ``company`` and ``version`` are those that it was exported from, or None."""

    company: str | None
    version: int | None
    rules: tuple[Rule, ...]
    allowances: tuple[Allowance, ...]


def write_mapping(mapping: PayMapping) -> str:
    """The text of a mapping; reading it gives the same mapping."""
    lines = [
        "# What goes to which code in Nmbrs, and what is paid on top of worked hours.",
        "# Edit this, look at what would change with: mapping check FILE",
        "# and take it over with: mapping import FILE. Rules that are not in the file are removed.",
        "",
        f"company = {_text(mapping.company)}",
        f"version = {mapping.version}",
    ]
    for rule in mapping.rules:
        lines += ["", "[[rule]]", *_fields(_of_rule(rule))]
    for allowance in mapping.allowances:
        lines += ["", "[[allowance]]", *_fields(_of_allowance(allowance))]
    return "\n".join(lines) + "\n"


def _of_rule(rule: Rule) -> dict[str, Any]:
    target = rule.target
    return {
        "thing": str(rule.thing),
        "to": None if target is None else target.code or "days",
        "ignore": True if target is None else None,
        "cost_centre": target.cost_centre or None if target else None,
        "cost_unit": target.cost_unit or None if target else None,
        "contract_type": rule.contract_type,
        "venue": rule.venue,
        "team": rule.team,
        "from": rule.valid_from if rule.valid_from != date.min else None,
        "on_top_of_salary_by": rule.on_top_of_salary_by,
    }


def _of_allowance(allowance: Allowance) -> dict[str, Any]:
    return {
        "name": allowance.name,
        "kind": allowance.kind,
        "percentage": str(allowance.percentage),
        "group": allowance.group,
        "from": allowance.valid_from if allowance.valid_from != date.min else None,
        "until": allowance.valid_until,
        "teams": list(allowance.teams) or None,
        "shift_types": list(allowance.shift_types) or None,
        "column": allowance.column,
        "windows": [str(window) for window in allowance.windows] or None,
        "holidays": [holiday.name for holiday in allowance.holidays] or None,
    }


def _fields(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, list):
            yield f"{name} = [{', '.join(map(_text, value))}]"
        elif value is True:
            yield f"{name} = true"
        elif isinstance(value, date):
            yield f"{name} = {value.isoformat()}"
        elif value is not None:
            yield f"{name} = {_text(value)}"


def _text(value: str) -> str:
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
