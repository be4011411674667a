"""A mapping file that was checked or imported, in JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from application.import_mapping import Changed, CheckedMapping
from application.mapping_dry_run import DryLine, DryRun
from entrypoints.presentation.mapping import allowance_json, rule_json, unknown_json
from entrypoints.presentation.values import Json, amount, finding_json

T = TypeVar("T")


def checked_mapping_json(checked: CheckedMapping, language: str = "en") -> Json:
    """``{company, version, exported_from, changes, hash, rules, allowances, unknown, dry_run}``.

    ``version`` is the version that stands, ``exported_from`` the one that the file names. Rules and allowances are
    ``{added, removed, changed, unchanged}``, of which a change has ``{before, after}``. With ``hash`` a person agrees.
    ``dry_run`` is null while nothing was exported.
    """
    return {
        "company": checked.company.id,
        "version": checked.before.version,
        "exported_from": checked.exported_from,
        "changes": checked.changes,
        "hash": checked.hash,
        "rules": _changed(checked.rules, rule_json),
        "allowances": _changed(checked.allowances, allowance_json),
        "unknown": unknown_json(checked.unknown),
        "dry_run": dry_run_json(checked.dry_run, language) if checked.dry_run else None,
    }


def _changed(changed: Changed[T], shape: Callable[[T], Json]) -> Json:
    return {
        "added": [shape(each) for each in changed.added],
        "removed": [shape(each) for each in changed.removed],
        "changed": [{"before": shape(one), "after": shape(other)} for one, other in changed.changed],
        "unchanged": changed.unchanged,
    }


def dry_run_json(run: DryRun, language: str = "en") -> Json:
    """``{period, people_changed, totals, lines, stopped}``.

    A total is ``{kind, code, sent, present, new}``: what was sent, what the present rules come to, and what the new
    ones would. A line has that per person, and ``{employee, name, cost_centre, cost_unit, contract_type, differs}``.
    """
    return {
        "period": str(run.period),
        "people_changed": list(run.people),
        "totals": [
            {
                "kind": each.kind,
                "code": each.code or None,
                "sent": amount(each.sent),
                "present": amount(each.present),
                "new": amount(each.new),
            }
            for each in run.totals
        ],
        "lines": [_line(each) for each in run.lines],
        "stopped": [finding_json(each, language) for each in run.stopped],
    }


def _line(each: DryLine) -> Json:
    return {
        "employee": each.employee,
        "name": each.name,
        "kind": each.kind,
        "code": each.code or None,
        "cost_centre": each.cost_centre or None,
        "cost_unit": each.cost_unit or None,
        "contract_type": each.contract_type or None,
        "sent": amount(each.sent),
        "present": amount(each.present),
        "new": amount(each.new),
        "differs": each.differs,
    }
