"""How a use case ended: in one number for the command line, in one word for HTTP.

Of several numbers that fit, it is the first in the order 2, 4, 3, 5, 1, 0.

| code | meaning |
|---|---|
| 0 | done; an export or a check: proved |
| 1 | done, with differences, with lines that Nmbrs refused, or with people left out |
| 2 | wrong usage or bad input, or no answer to a question; nothing was done |
| 3 | findings or a rule of safety block it, or somebody said no; nothing was sent |
| 4 | Nmbrs refused the credentials, or could not be reached before the first write; the same of a mail server |
| 5 | an outcome is not known yet or under watch; also when the program was interrupted or failed by itself |
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from domain.errors import ErrorKind, ProductError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from application.doctor import EnvironmentRights
    from application.export_attempt import Applied
    from application.prepare_export import Prepared
    from application.status import Status
    from application.verify_export import Verified
    from entrypoints.machine import MachineCheck


class ExitCode(IntEnum):
    """The table above."""

    DONE = 0
    DIFFERENCES = 1
    USAGE = 2
    BLOCKED = 3
    PAYROLL = 4
    UNKNOWN = 5


_BY_KIND = {
    ErrorKind.USAGE: ExitCode.USAGE,
    ErrorKind.NOT_FOUND: ExitCode.USAGE,
    ErrorKind.PAYROLL: ExitCode.PAYROLL,
    ErrorKind.MAIL: ExitCode.PAYROLL,
    ErrorKind.BLOCKED: ExitCode.BLOCKED,
    ErrorKind.UNKNOWN: ExitCode.UNKNOWN,
}


def of_error(error: ProductError) -> ExitCode:
    """By the kind of error."""
    return _BY_KIND[error.kind]


def of_plan(prepared: Prepared) -> ExitCode:
    """3 when all is blocked, or nobody is ready while somebody is blocked; 1 when people are left behind."""
    from domain.plan import PersonState

    plan = prepared.plan
    somebody_blocked = any(person.state is PersonState.BLOCKED for person in plan.people)
    if plan.blocked or (somebody_blocked and not plan.ready):
        return ExitCode.BLOCKED
    return ExitCode.DIFFERENCES if plan.left_behind else ExitCode.DONE


def of_applied(applied: Applied) -> ExitCode:
    """5 for what is not known, under watch or still missing.

    3 when somebody was left out and nothing was sent, 1 for the rest.
    """
    verification, left_behind = applied.verification, applied.plan.left_behind
    open_ends = verification.unsettled or verification.missing_writes or verification.watched
    if open_ends or applied.interrupted is not None:
        return ExitCode.UNKNOWN
    if left_behind and not applied.wrote:
        return ExitCode.BLOCKED
    if left_behind or applied.refused or not verification.clean:
        return ExitCode.DIFFERENCES
    return ExitCode.DONE


def of_verified(verified: Verified) -> ExitCode:
    """5 when something is not known yet or under watch, 1 when anything differs or nothing could be compared."""
    if verified.unsettled or verified.under_watch:
        return ExitCode.UNKNOWN
    return ExitCode.DONE if verified.clean else ExitCode.DIFFERENCES


def of_status(status: Status) -> ExitCode:
    """As the problem with Nmbrs, if there is one; 5 while an outcome is not known or under watch, or a line missing."""
    if status.problem is not None:
        return of_error(status.problem)
    unknown = any(company.waiting or company.lacking or company.watched for company in status.companies)
    return ExitCode.UNKNOWN if unknown else ExitCode.DONE


def of_doctor(machine: Sequence[MachineCheck], found: Sequence[EnvironmentRights]) -> ExitCode:
    """As the problem with Nmbrs, if there is one; 1 when something is missing or not certain, or nothing is activated.

    That a right to write was not tested is no reason for 1.
    """
    problems = {of_error(problem) for environment in found for problem in environment.problems}
    for code in (ExitCode.USAGE, ExitCode.PAYROLL, ExitCode.BLOCKED, ExitCode.UNKNOWN):
        if code in problems:
            return code
    healthy = not any(check.problem for check in machine) and all(environment.complete for environment in found)
    return ExitCode.DONE if healthy and found else ExitCode.DIFFERENCES


_WORDS = {
    ExitCode.DONE: "proved",
    ExitCode.DIFFERENCES: "differences",
    ExitCode.BLOCKED: "blocked",
    ExitCode.UNKNOWN: "unknown",
}


def plan_outcome(prepared: Prepared) -> str:
    """The same in a word: ``ready``, ``differences`` or ``blocked``. A plan sends nothing, so it proves nothing."""
    code = of_plan(prepared)
    return "ready" if code is ExitCode.DONE else _WORDS[code]


def export_outcome(applied: Applied) -> str:
    """The same in a word: ``proved``, ``differences``, ``blocked`` or ``unknown``."""
    return _WORDS[of_applied(applied)]


def verification_outcome(verified: Verified) -> str:
    """The same in a word: ``proved``, ``differences`` or ``unknown``."""
    return _WORDS[of_verified(verified)]
