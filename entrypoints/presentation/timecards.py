"""Imports and timecards in JSON."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from application.import_timecards import Imported
from application.show_timecards import ShownTimecard
from domain.amount import Amount
from domain.hours import AMSTERDAM
from domain.timecard import Timecard
from domain.timecard_import import Coverage, TimecardFile, UserFile
from entrypoints.presentation.overview import reason
from entrypoints.presentation.values import Json, day, moment


def import_json(imported: Imported) -> Json:
    """What became of one file.

    Of timecards: ``{kind: "timecards", file, sha256, source, exported_at, coverage, pending, remarks, rows, added,
    changed, removed, unchanged, not_mentioned, newly_linked, again}``; ``changed`` is a list of ``{before, after}``,
    ``removed`` a list of timecards, the others are counts; ``again`` says that this very file came before. Of eitje's
    users: ``{kind: "users", file, sha256, rows, newly_linked}``.
    """
    file, changes = imported.file, imported.changes
    if isinstance(file, UserFile) or changes is None:
        rows = len(file.users) if isinstance(file, UserFile) else 0
        return {
            "kind": "users",
            "file": file.name,
            "sha256": file.digest,
            "rows": rows,
            "newly_linked": imported.newly_linked,
        }
    return {
        **_file(file),
        "added": len(changes.added),
        "changed": [
            {"before": timecard_json(change.before), "after": timecard_json(change.after)} for change in changes.changed
        ],
        "removed": [timecard_json(card) for card in changes.removed],
        "unchanged": changes.unchanged,
        "not_mentioned": changes.not_mentioned,
        "newly_linked": imported.newly_linked,
        "again": imported.again,
    }


def _file(file: TimecardFile) -> Json:
    return {
        "kind": "timecards",
        "file": file.name,
        "sha256": file.digest,
        "source": file.source,
        "exported_at": moment(file.exported_at),
        "coverage": _coverage(file.coverage) if file.coverage else None,
        "pending": [{"person": pending.person, "count": pending.count} for pending in file.pending],
        "remarks": list(file.remarks),
        "rows": len(file.timecards),
    }


def _coverage(coverage: Coverage) -> Json:
    """Null for venues, teams and contract types means all."""
    return {
        "first": day(coverage.first),
        "last": day(coverage.last),
        "venues": _listed(coverage.venues),
        "teams": _listed(coverage.teams),
        "contract_types": _listed(coverage.contract_types),
        "complete": coverage.complete,
    }


def _listed(values: Iterable[str] | None) -> list[str] | None:
    return None if values is None else sorted(values)


def timecard_json(card: Timecard) -> Json:
    """``{id, key, person, name, day, kind, status, venue, team, contract_type, start, end, break_minutes, minutes,
    hours, meals}``.

    ``start`` and ``end`` are moments in Amsterdam, null when the source gave hours only; ``minutes`` the whole net
    minutes, null when they are not whole; ``hours`` the net time of this one card with two decimals, for reading: what
    is paid is rounded once over all cards.
    """
    times, net = card.times, card.net_minutes
    return {
        "id": card.id,
        "key": card.key,
        "person": card.person.key,
        "name": card.person.name,
        "day": day(card.day),
        "kind": card.kind,
        "status": card.status,
        "venue": card.venue,
        "team": card.team,
        "contract_type": card.contract_type,
        "start": moment(times.start.astimezone(AMSTERDAM)) if times else None,
        "end": moment(times.end.astimezone(AMSTERDAM)) if times else None,
        "break_minutes": times.break_minutes if times else None,
        "minutes": int(net) if net.denominator == 1 else None,
        "hours": _hours(net),
        "meals": [{"kind": meal.kind, "count": meal.count} for meal in card.meals],
    }


def because_of(shown: ShownTimecard, language: str = "en") -> str:
    """Why a timecard is left out, in words; empty for one that is not."""
    if shown.finding is not None:
        return shown.finding.cause(language)
    return reason(shown.because, language) if shown.because else ""


def shown_timecard_json(shown: ShownTimecard, language: str = "en") -> Json:
    """A timecard with ``state``, ``because`` and ``because_code``.

    ``state`` is ``not sent``, ``sent``, ``proved``, ``changed since`` or ``left out``; ``because`` says in words why it
    is left out, ``because_code`` in a word that stays the same; both null for what is not.
    """
    return {
        **timecard_json(shown.card),
        "state": shown.fate,
        "because": because_of(shown, language) or None,
        "because_code": shown.because or None,
    }


def timecards_json(period: str, shown: Iterable[ShownTimecard], language: str = "en") -> Json:
    """``{period, timecards}``."""
    return {"period": period, "timecards": [shown_timecard_json(each, language) for each in shown]}


def _hours(minutes: Fraction) -> str:
    return str(Amount.from_fraction(minutes / 60))
