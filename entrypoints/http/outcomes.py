"""The field ``outcome`` of an answer: what the command line says with its exit code, in a word."""

from __future__ import annotations

from application.apply_export import Applied
from application.prepare_export import Prepared
from application.verify_export import Verified
from entrypoints.cli.outcomes import ExitCode, of_applied, of_plan, of_verified

_WORDS = {
    ExitCode.DONE: "proved",
    ExitCode.DIFFERENCES: "differences",
    ExitCode.BLOCKED: "blocked",
    ExitCode.UNKNOWN: "unknown",
}


def plan_outcome(prepared: Prepared) -> str:
    """``ready``, ``differences`` or ``blocked``. A plan sends nothing, so there is nothing that it could prove."""
    code = of_plan(prepared)
    return "ready" if code is ExitCode.DONE else _WORDS[code]


def export_outcome(applied: Applied) -> str:
    """``proved``, ``differences``, ``blocked`` or ``unknown``.

    What an earlier attempt sent in vain, and this one sent again, takes nothing from the proof.
    """
    return "proved" if applied.export.result == "proved" else _WORDS[of_applied(applied)]


def verification_outcome(verified: Verified) -> str:
    """``proved``, ``differences`` or ``unknown``."""
    return _WORDS[of_verified(verified)]
