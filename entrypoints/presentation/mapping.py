"""Mapping and allowances in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from application.known_names import UnknownName
from application.mapping_gaps import Gap, KnownNames
from application.ports.holidays import Holiday
from application.ports.payroll import CompanyCodes, PayrollCode
from application.set_allowances import AllowanceSet, Tried
from application.set_mapping import RuleSet, ShownMapping, target_text
from domain.allowance import Allowance
from domain.amount import Amount
from domain.hours import AMSTERDAM
from domain.mapping import PayMapping, Rule
from domain.wage_period import PeriodRef
from entrypoints.presentation.values import Json, amount, day, moment


def mapping_json(shown: ShownMapping) -> Json:
    """``{company, version, rules, allowances, unknown}``."""
    mapping = shown.mapping
    return {
        "company": mapping.company,
        "version": mapping.version,
        "rules": [rule_json(rule) for rule in mapping.rules],
        "allowances": [allowance_json(each) for each in mapping.allowances],
        "unknown": unknown_json(shown.unknown),
    }


def rule_json(rule: Rule) -> Json:
    """``{thing, ignored, code, cost_centre, cost_unit, contract_type, venue, team, from, on_top_of_salary_by}``.

    ``from`` null holds from the beginning; ``code`` is null for days and when the thing is ignored.
    """
    target = rule.target
    return {
        "thing": str(rule.thing),
        "ignored": target is None,
        "code": target.code or None if target else None,
        "cost_centre": target.cost_centre or None if target else None,
        "cost_unit": target.cost_unit or None if target else None,
        "contract_type": rule.contract_type,
        "venue": rule.venue,
        "team": rule.team,
        "from": day(rule.valid_from),
        "on_top_of_salary_by": rule.on_top_of_salary_by,
    }


def rule_set_json(changed: RuleSet) -> Json:
    """``{rule, before, version, since, until, unknown}``.

    ``before`` is the rule whose place it took, or null; ``since`` the one with equal conditions that holds until it
    begins, ``until`` the one that takes over from it.
    """
    return {
        "rule": rule_json(changed.rule),
        "before": rule_json(changed.before) if changed.before else None,
        "version": changed.version,
        "since": rule_json(changed.since) if changed.since else None,
        "until": rule_json(changed.until) if changed.until else None,
        "unknown": unknown_json(changed.unknown),
    }


def gaps_json(period: PeriodRef, gaps: Iterable[Gap], names: KnownNames) -> Json:
    """``{period, missing, names}``.

    ``missing`` are things without a rule, ``{thing, contract_type, places, people}``; ``names`` are ``{venues, teams,
    shift_types, meals, allowances}`` that a rule or an allowance can be about.
    """
    return {
        "period": str(period),
        "missing": [
            {
                "thing": str(each.thing),
                "contract_type": each.contract_type,
                "places": list(each.places),
                "people": each.people,
            }
            for each in gaps
        ],
        "names": {
            "venues": list(names.venues),
            "teams": list(names.teams),
            "shift_types": list(names.shift_types),
            "meals": list(names.meals),
            "allowances": list(names.allowances),
        },
    }


def unknown_json(unknown: Iterable[UnknownName]) -> list[Json]:
    """A list of ``{where, what, name, meant}``: names that no timecard and no company bears."""
    return [{"where": x.where, "what": x.what, "name": x.name, "meant": x.meant} for x in unknown]


def allowance_json(allowance: Allowance) -> Json:
    """``{name, kind, percentage, group, from, until, teams, shift_types, column, windows, holidays}``.

    ``kind`` is ``function``, ``unsocial-hours`` or ``public-holiday``; a window is ``sat 22:00-06:00``, a holiday its
    Dutch name.
    """
    return {
        "name": allowance.name,
        "kind": allowance.kind,
        "percentage": amount(allowance.percentage),
        "group": allowance.group,
        "from": day(allowance.valid_from),
        "until": day(allowance.valid_until),
        "teams": list(allowance.teams),
        "shift_types": list(allowance.shift_types),
        "column": allowance.column,
        "windows": [str(window) for window in allowance.windows],
        "holidays": [holiday.name for holiday in allowance.holidays],
    }


def allowances_json(mapping: PayMapping, outdated: Sequence[str] = ()) -> Json:
    """``{company, version, allowances, outdated}``.

    ``outdated`` are allowances whose holidays have other dates in the calendar than were kept with them.
    """
    return {
        "company": mapping.company,
        "version": mapping.version,
        "allowances": [allowance_json(each) for each in mapping.allowances],
        "outdated": list(outdated),
    }


def allowance_set_json(changed: AllowanceSet) -> Json:
    """``{company, version, allowance, before, allowances, without_rule, unknown}``.

    ``allowance`` is what was set, ``before`` what it took the place of; ``without_rule`` are allowances that nothing
    maps to a code yet.
    """
    return {
        "company": changed.mapping.company,
        "version": changed.mapping.version,
        "allowance": allowance_json(changed.allowance) if changed.allowance else None,
        "before": allowance_json(changed.before) if changed.before else None,
        "allowances": [allowance_json(each) for each in changed.mapping.allowances],
        "without_rule": list(changed.without_rule),
        "unknown": unknown_json(changed.unknown),
    }


def holidays_json(year: int, holidays: Iterable[Holiday]) -> Json:
    """``{year, holidays}``; a holiday is ``{name, day, usual}``."""
    return {"year": year, "holidays": [{"name": x.name, "day": day(x.day), "usual": x.usual} for x in holidays]}


def tried_json(tried: Tried) -> Json:
    """``{day, elapsed, break, net, doubtful, stretches, allowances}``; times are minutes.

    A stretch is ``{start, end, minutes, paid, gave_way}``: what is paid for it, and what gave way within its group. An
    allowance is ``{name, kind, percentage, group, minutes, hours, to}``: ``minutes`` are exact, such as ``337.5`` or
    ``4200/11``, ``hours`` rounded as if this were the only shift, ``to`` its code, ``ignored``, or null without a rule.
    """
    times = tried.card.times
    assert times is not None
    return {
        "day": day(tried.card.day),
        "elapsed": times.elapsed_minutes,
        "break": times.break_minutes,
        "net": times.net_minutes,
        "doubtful": sorted(tried.notes),
        "stretches": [
            {
                "start": moment(each.start.astimezone(AMSTERDAM)),
                "end": moment(each.end.astimezone(AMSTERDAM)),
                "minutes": each.minutes,
                "paid": list(each.paid),
                "gave_way": list(each.gave_way),
            }
            for each in tried.allocation.stretches
        ],
        "allowances": [_tried_allowance(tried, each) for each in tried.held],
    }


def _tried_allowance(tried: Tried, allowance: Allowance) -> Json:
    minutes = tried.allocation.minutes.get(allowance.name, Fraction(0))
    rule = tried.rules[allowance.name]
    return {
        "name": allowance.name,
        "kind": allowance.kind,
        "percentage": amount(allowance.percentage),
        "group": allowance.group,
        "minutes": exact(minutes),
        "hours": amount(Amount.from_fraction(minutes / 60)),
        "to": target_text(rule) if rule else None,
    }


def exact(value: Fraction) -> str:
    """With one decimal when that says all, else as a fraction.

    >>> exact(Fraction(675, 2)), exact(Fraction(360)), exact(Fraction(4200, 11))
    ('337.5', '360', '4200/11')
    """
    whole, tenth = divmod(value * 10, 10)
    if tenth.denominator != 1:
        return str(value)
    return f"{whole}.{tenth}" if tenth else str(whole)


def codes_json(codes: CompanyCodes) -> Json:
    """``{hours, wages, cost_centres, cost_units}``, each a list of ``{code, description}``."""
    return {
        "hours": _codes(codes.hours),
        "wages": _codes(codes.wages),
        "cost_centres": _codes(codes.cost_centres),
        "cost_units": _codes(codes.cost_units),
    }


def _codes(codes: Sequence[PayrollCode]) -> list[Json]:
    return [{"code": each.code, "description": each.description} for each in codes]
