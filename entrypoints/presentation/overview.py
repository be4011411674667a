"""Overviews in JSON."""

from __future__ import annotations

from collections.abc import Iterable

from application.show_overview import ShownOverview
from domain.findings import Finding, Reach
from domain.overview import CodeRow, DayRow, LeftOut, PersonRow, VenueRow
from entrypoints.presentation.values import Json, amount, day, finding_json, period_json

REASONS: dict[str, tuple[str, str]] = {
    "pending-entry": ("not approved yet", "nog niet geaccordeerd"),
    "leave": ("leave", "verlof"),
    "sick": ("sick", "ziek"),
    "special-leave": ("special leave", "bijzonder verlof"),
    "never-exported": (
        "self-employed, payroll or without a contract: never sent",
        "zzp, payroll of zonder contract: nooit verzonden",
    ),
    "not-linked": ("not linked to an employee", "niet gekoppeld aan een medewerker"),
    "not-employed": ("not employed that day", "die dag niet in dienst"),
    "no-valid-contract": ("no contract that day", "die dag geen contract"),
    "several-companies": ("employed by several companies that day", "die dag in dienst bij meerdere bedrijven"),
    "two-people-one-name": ("two people behind one name", "twee mensen achter één naam"),
    "ignored": ("of people who are ignored", "van mensen die worden genegeerd"),
    "other-company": ("paid by another company", "betaald door een ander bedrijf"),
    "other-period": ("in another period of its contract type", "in een andere periode van het contracttype"),
    "other-contract-type": ("another contract type", "een ander contracttype"),
    "nothing-to-send": ("no time and no meals", "geen tijd en geen maaltijden"),
    "hours-ignored": ("hours that the mapping ignores", "uren die de mapping overslaat"),
    "unmapped": (
        "something of the person has no rule in the mapping",
        "iets van de persoon heeft geen regel in de mapping",
    ),
    "code-missing": ("of people whose code Nmbrs does not have", "van mensen wier code Nmbrs niet heeft"),
    "foreign-line": ("of people with a line of somebody else", "van mensen met een regel van iemand anders"),
    "open-difference": ("of people with an open difference", "van mensen met een open verschil"),
    "break-too-long": (
        "of people with a break longer than the shift",
        "van mensen met een pauze langer dan de dienst",
    ),
}


def reason(because: str, language: str = "en") -> str:
    """Why entries are left out, in words."""
    if because in REASONS:
        return REASONS[because][language == "nl"]
    words = ("of people who are stopped", "van mensen die worden tegengehouden")[language == "nl"]
    return f"{words} ({because})"


def overview_json(shown: ShownOverview, language: str = "en") -> Json:
    """``{company, period, start, end, contract_types, parts, previous_period, ties_out, blocked_by, people, days,
    venues, totals, imported, sent, left_out}``.

    ``blocked_by`` are the findings that stop the whole export, if there are any.

    A person is ``{employee, name, contract_type, shifts, days, hours, allowances, meals, previous, difference, sent,
    state, because}``; ``state`` is ``not-yet-sent``, ``partly-sent``, ``changed``, ``sent``, ``no-hours``, or that of
    the plan for who is left behind. A day is ``{day, people, shifts, hours, venues}``, a venue ``{venue, people,
    shifts, hours}``.
    ``totals`` is ``{people, shifts, days, hours, allowances, meals, previous, difference, sent, codes}``, of which
    ``codes`` are ``{contract_type, kind, code, comes_to, elsewhere, left_behind, kept, planned, ties_out}``: the first,
    less the next two, with the fourth, is what the plan says. ``imported`` is ``{entries, hours}`` and equals ``sent``
    and ``left_out`` together, which are ``{because, reason, people, entries, hours}``.
    """
    view, selection = shown.overview, shown.prepared[0].plan.selection
    return {
        "company": selection.company,
        **period_json(shown.span),
        "contract_types": [each.plan.selection.contract_type for each in shown.prepared],
        "parts": sorted(selection.parts),
        "previous_period": str(shown.previous) if shown.previous else None,
        "ties_out": view.ties_out,
        "blocked_by": [finding_json(each, language) for each in _blocking(shown)],
        "people": [_person(row) for row in view.people],
        "days": [_day(row) for row in view.days],
        "venues": [_venue(row) for row in view.venues],
        "totals": {
            "people": view.people_at_work,
            "shifts": sum(row.shifts for row in view.people),
            "days": sum(row.days for row in view.people),
            **{name: str(value) if value is not None else None for name, value in view.sums().items()},
            "codes": [_code(row) for row in view.codes],
        },
        "imported": {"entries": view.entries, "hours": str(view.hours)},
        "sent": _left_out(view.sent, language),
        "left_out": [_left_out(each, language) for each in view.left_out],
    }


def _blocking(shown: ShownOverview) -> Iterable[Finding]:
    findings = (finding for each in shown.prepared for finding in each.plan.findings)
    return dict.fromkeys(finding for finding in findings if finding.reach is Reach.EXPORT)


def _person(row: PersonRow) -> Json:
    return {
        "employee": row.employee,
        "name": row.name,
        "contract_type": row.contract_type,
        "shifts": row.shifts,
        "days": row.days,
        "hours": str(row.hours),
        "allowances": str(row.allowances),
        "meals": str(row.meals),
        "previous": amount(row.previous),
        "difference": amount(row.difference),
        "sent": str(row.sent),
        "state": row.state,
        "because": row.because or None,
    }


def _day(row: DayRow) -> Json:
    return {
        "day": day(row.day),
        "people": row.people,
        "shifts": row.shifts,
        "hours": str(row.hours),
        "venues": [_venue(each) for each in row.venues],
    }


def _venue(row: VenueRow) -> Json:
    return {"venue": row.venue, "people": row.people, "shifts": row.shifts, "hours": str(row.hours)}


def _code(row: CodeRow) -> Json:
    return {
        "contract_type": row.contract_type,
        "kind": row.kind,
        "code": row.code,
        "comes_to": str(row.comes_to),
        "elsewhere": str(row.elsewhere),
        "left_behind": str(row.left_behind),
        "kept": str(row.kept),
        "planned": str(row.planned),
        "ties_out": row.ties_out,
    }


def _left_out(group: LeftOut, language: str) -> Json:
    return {
        "because": group.because or None,
        "reason": reason(group.because, language) if group.because else None,
        "people": list(group.people),
        "entries": group.entries,
        "hours": str(group.hours),
    }
