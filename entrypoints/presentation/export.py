"""Plans and exports in JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from application.export_attempt import Applied
from application.export_history import LeftBehind, ShownExport
from application.find_place import Place
from application.offer_export import Offer
from application.ports.storage import Consent, Export
from application.prepare_export import Prepared, all_findings
from domain.pay_line import FoundLine, Part
from domain.plan import ExportPlan, NotSelected, PersonPlan, PlannedLine
from entrypoints.presentation.comparison import change_json, difference_json, verification_json
from entrypoints.presentation.findings import finding_group_json, grouped
from entrypoints.presentation.values import (
    Json,
    code_json,
    error_json,
    finding_json,
    moment,
    period_json,
    selection_json,
)


def plan_json(prepared: Prepared, language: str = "en") -> Json:
    """The selection's own fields and ``{plan, undoes, basis, blocked, findings, finding_groups, people, totals, counts,
    not_selected}``.

    ``plan`` is the hash to agree to; ``undoes`` the export that it takes back, or null. A person is ``{employee, name,
    state, lines, days, foreign, findings, differences}`` with ``state`` one of ``ready``, ``unchanged``, ``blocked``,
    ``left-out``, ``unsettled``. A line is ``{action, kind, code, cost_centre, cost_unit, carried_from, before, after,
    line_id, adopted}`` with ``action`` one of ``add``, ``change``, ``remove``, ``keep``, ``accept``; days are ``{found,
    after, writes}`` or null; a foreign line is ``{kind, code, line_id, amount}``. ``counts`` counts the lines of people
    who are ready by action, their changed Days as ``set-days``, and the people by state as ``people``. ``totals`` lists
    ``{kind, code, amount}``; ``finding_groups`` all findings by kind. ``not_selected`` are the lines that are not
    selected and that Nmbrs, as far as the ledger knows, does not hold as desired: ``{employee, name, kind, code,
    cost_centre, cost_unit, carried_from, desired, sent}``, with ``sent`` 0.00 where it is not yet sent.
    """
    plan = prepared.plan
    found = [finding_json(each, language, each.id in prepared.set_aside) for each in all_findings(plan)]
    return {
        "plan": plan.hash,
        "undoes": prepared.situation.undo.export if prepared.situation.undo else None,
        **selection_json(plan.selection),
        "basis": dict(plan.basis),
        "blocked": plan.blocked,
        "findings": [finding_json(each, language, each.id in prepared.set_aside) for each in plan.findings],
        "finding_groups": [finding_group_json(group) for group in grouped(found)],
        "people": [person_json(person, language, prepared.set_aside) for person in plan.people],
        "totals": [{"kind": kind, "code": code, "amount": str(sum_)} for (kind, code), sum_ in plan.totals().items()],
        "counts": _counts(plan),
        "not_selected": [_not_selected(each) for each in plan.not_selected],
    }


def _not_selected(line: NotSelected) -> Json:
    return {
        "employee": line.key.employee,
        "name": line.name,
        "kind": line.key.kind,
        **code_json(line.key),
        "desired": str(line.desired),
        "sent": str(line.own),
    }


def person_json(person: PersonPlan, language: str = "en", set_aside: frozenset[str] = frozenset()) -> Json:
    """``{employee, name, state, lines, days, foreign, findings, differences}``; see ``plan_json``."""
    return {
        "employee": person.employee,
        "name": person.name,
        "state": person.state,
        "lines": [_planned_line(line) for line in person.lines],
        "days": {"found": person.days.found, "after": person.days.after, "writes": person.days.writes}
        if person.days
        else None,
        "foreign": [_foreign(line) for line in person.foreign],
        "findings": [finding_json(each, language, each.id in set_aside) for each in person.findings],
        "differences": [difference_json(each, person.name) for each in person.differences],
    }


def _counts(plan: ExportPlan) -> Json:
    actions = Counter(line.action for person in plan.ready for line in person.lines)
    return {
        **{str(action): count for action, count in sorted(actions.items())},
        "set-days": sum(1 for person in plan.ready if person.days is not None and person.days.writes),
        "people": {str(state): n for state, n in sorted(Counter(person.state for person in plan.people).items())},
    }


def _planned_line(line: PlannedLine) -> Json:
    return {
        "action": line.action,
        "kind": line.key.kind,
        **code_json(line.key),
        "before": str(line.before),
        "after": str(line.after),
        "line_id": line.line_id,
        "adopted": line.adopted,
    }


def _foreign(line: FoundLine) -> Json:
    return {"kind": line.kind, "code": line.code, "line_id": line.line_id, "amount": str(line.amount)}


def applied_json(applied: Applied, language: str = "en") -> Json:
    """``{export, outcome, proved, wrote, changes, refused, left_behind, findings, interrupted, verification,
    not_selected}``.

    ``outcome`` is ``proved``, ``differences`` or ``unknown``; ``changes`` what was written, line by line, and
    ``refused`` the ids of those that Nmbrs refused or did not keep; ``left_behind`` people of the plan who were not
    touched; ``interrupted`` the error that stopped it after something had been sent, or null; ``not_selected`` as in
    ``plan_json``.
    """
    plan = applied.plan
    names = {person.employee: person.name for person in plan.people if person.employee is not None}
    names |= {line.employee: line.name for line in applied.verification.lines}
    return {
        "export": export_json(applied.export),
        "outcome": applied.export.result,
        "proved": applied.verification.clean and not plan.left_behind,
        "wrote": applied.wrote,
        "changes": [change_json(change, names) for change in applied.changes],
        "refused": [change.id for change in applied.refused],
        "left_behind": [person_json(person, language) for person in plan.left_behind],
        "findings": [finding_json(finding, language) for finding in plan.findings],
        "interrupted": error_json(applied.interrupted, language) if applied.interrupted else None,
        "verification": verification_json(applied.verification, names, language),
        "not_selected": [_not_selected(each) for each in plan.not_selected],
    }


def export_json(export: Export) -> Json:
    """The selection's own fields and ``{id, plan, undoes, mapping_version, consents, by, started_at, ended_at,
    result}``.

    ``result`` is ``proved``, ``differences``, ``unknown`` or ``nothing-sent``, and null while it runs or when it was
    interrupted; ``undoes`` the export that it took back, or null.
    """
    return {
        "id": export.id,
        "plan": export.plan,
        "undoes": export.undoes,
        **selection_json(export.selection),
        "mapping_version": export.mapping_version,
        "consents": [consent_json(consent) for consent in export.consents],
        "by": export.by,
        "started_at": moment(export.started_at),
        "ended_at": moment(export.ended_at),
        "result": export.result,
    }


def consent_json(consent: Consent) -> Json:
    """``{what, by}``."""
    return {"what": consent.what, "by": consent.by}


def exports_json(exports: Iterable[Export]) -> Json:
    """``{exports}``, oldest first."""
    return {"exports": [export_json(export) for export in exports]}


def shown_export_json(shown: ShownExport, language: str = "en") -> Json:
    """``{export, undone_by, changes, left_behind}``; the second are the ids of the exports that took it back.

    ``left_behind`` are the people whom it did not touch: ``{employee, name, findings}``.
    """
    return {
        "export": export_json(shown.export),
        "undone_by": list(shown.undone_by),
        "changes": [change_json(change, shown.names) for change in shown.changes],
        "left_behind": [left_behind_json(each, language) for each in shown.left_behind],
    }


def left_behind_json(person: LeftBehind, language: str = "en") -> Json:
    """``{employee, name, findings}``."""
    findings = [finding_json(each, language) for each in person.findings]
    return {"employee": person.employee, "name": person.name, "findings": findings}


def offer_json(offer: Offer, place: Place) -> Json:
    """``{company, period, contract_type, parts, can_be_sent, last, here, venues, teams, earlier, hours}``.

    ``parts`` is what would be ticked: what ``last``, the newest export of this contract type, sent, or else all that
    the mapping has a code for. ``here`` is the newest export of this period; ``earlier`` the periods whose late hours
    may go along; ``hours`` whether any were imported.
    """
    return {
        "company": place.company.id if place.company else None,
        "period": str(place.period.ref) if place.period else None,
        "contract_type": place.contract_type,
        "parts": [part for part in Part if part in offer.parts],
        "can_be_sent": [part for part in Part if part in offer.can],
        "last": export_json(offer.last) if offer.last else None,
        "here": export_json(offer.here) if offer.here else None,
        "venues": list(offer.venues),
        "teams": list(offer.teams),
        "earlier": [period_json(each) for each in offer.earlier],
        "hours": offer.hours,
    }
