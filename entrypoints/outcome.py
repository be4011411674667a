"""How eitje and Nmbrs stand to each other after a use case: the same four words for exit codes and for HTTP answers."""

from __future__ import annotations

from enum import StrEnum

from application.apply_export import Applied
from application.prepare_export import Prepared
from application.verify_export import Verified
from domain.plan import PersonState


class Outcome(StrEnum):
    """What is known of the pay of a period."""

    PROVED = "proved"
    """Nmbrs holds exactly what eitje's hours come to, and nothing waits for a person's word."""
    DIFFERENCES = "differences"
    """It does not, and it is known where."""
    BLOCKED = "blocked"
    """A finding stops the whole export; nothing can be sent."""
    UNKNOWN = "unknown"
    """What became of an earlier change is not known yet; nothing is sent for those people until it is."""


def plan_outcome(prepared: Prepared) -> Outcome:
    """Of a plan, which sends nothing: proved when there is nothing to do for anybody, differences when there is."""
    plan = prepared.plan
    if plan.blocked:
        return Outcome.BLOCKED
    if any(person.state is PersonState.UNSETTLED for person in plan.people):
        return Outcome.UNKNOWN
    return Outcome.DIFFERENCES if plan.ready or plan.left_behind else Outcome.PROVED


def export_outcome(applied: Applied) -> Outcome:
    """Of an export: its own result."""
    return Outcome(applied.export.result or "unknown")


def verification_outcome(verified: Verified) -> Outcome:
    """Of a comparison; with nothing to compare, nothing is proved."""
    if verified.unsettled:
        return Outcome.UNKNOWN
    return Outcome.PROVED if verified.clean else Outcome.DIFFERENCES
