"""Findings, the words of people about them, and thresholds in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from application.list_findings import ListedFindings
from application.ports.storage import SetAside
from domain.finding_settings import FindingSettings
from domain.findings import SWITCHABLE
from entrypoints.presentation.values import Json, finding_json, moment, selection_json

FIRST_NAMES = 3
_DURATION = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)


def listed_findings_json(listed: ListedFindings, language: str = "en") -> Json:
    """``{company, period, selections, findings, groups}``.

    A finding has what it has in a plan, and ``said``: the word that holds about it, or null. ``groups`` are the same
    findings by kind.
    """
    findings = [
        {
            **finding_json(each, language, each.id in listed.said),
            "said": set_aside_json(listed.said[each.id]) if each.id in listed.said else None,
        }
        for each in listed.findings
    ]
    return {
        "company": listed.company.id,
        "period": str(listed.period),
        "selections": [selection_json(each) for each in listed.selections],
        "findings": findings,
        "groups": [finding_group_json(group) for group in grouped(findings)],
    }


def grouped(findings: Iterable[Json]) -> list[list[Json]]:
    """By kind and by what they stop, each kind where its first one stands."""
    groups: dict[tuple[str, str, bool], list[Json]] = {}
    for each in findings:
        groups.setdefault((each["code"], each["stops"], each["set_aside"]), []).append(each)
    return list(groups.values())


def finding_group_json(findings: Sequence[Json]) -> Json:
    """``{code, stops, set_aside, count, people, names}``.

    ``people`` counts the people concerned, ``names`` are the first of them.
    """
    first = findings[0]
    concerned = {each["employee"] or each["person_key"] or each["person"]: each["person"] for each in findings}
    names = [name for name in concerned.values() if name]
    return {
        "code": first["code"],
        "stops": first["stops"],
        "set_aside": first["set_aside"],
        "count": len(findings),
        "people": len(names),
        "names": names[:FIRST_NAMES],
    }


def set_aside_json(aside: SetAside) -> Json:
    """``{company, period, finding, code, by, reason, at, restored}``; ``restored`` says that a word was taken back."""
    return {
        "company": aside.company,
        "period": str(aside.period),
        "finding": aside.finding,
        "code": aside.code,
        "by": aside.by,
        "reason": aside.reason,
        "at": moment(aside.at),
        "restored": aside.restored,
    }


def thresholds_json(settings: FindingSettings) -> Json:
    """``{company, longest_shift, unusual_percent, unusual_hours, unusual_periods, off, switchable}``.

    ``longest_shift`` is written ``16:00``; ``off`` are the kinds that do not come, ``switchable`` those that may be
    switched off.
    """
    return {
        "company": settings.company,
        "longest_shift": f"{settings.longest_shift // 60}:{settings.longest_shift % 60:02d}",
        "unusual_percent": settings.unusual_percent,
        "unusual_hours": str(settings.unusual_hours),
        "unusual_periods": settings.unusual_periods,
        "off": sorted(settings.off),
        "switchable": sorted(SWITCHABLE),
    }


def read_duration(text: str) -> int:
    """Minutes, of hours and minutes written ``16:00``. Raises ValueError."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a length of time; write 16:00")
    return int(match[1]) * 60 + int(match[2])
