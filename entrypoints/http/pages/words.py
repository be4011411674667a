"""The words for what the product calls by a name, to be shown with ``_(words.GROUP[value])``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.accounts import Role
from domain.decisions import Cause, Choice
from domain.ledger import Action, ChangeState
from domain.pay_line import Part
from domain.plan import LineAction
from domain.terms import ContractType
from domain.wage_period import PeriodLength
from entrypoints.http.pages.texts import mark

KINDS: Final[Mapping[str, str]] = {"live": mark("Live"), "sandbox": mark("Practice"), "demo": mark("Demo")}
CONTRACT_TYPES: Final[Mapping[ContractType, str]] = {
    ContractType.ZERO_HOURS: mark("Zero-hours contract"),
    ContractType.HOURS_CONTRACT: mark("Hours contract"),
    ContractType.SELF_EMPLOYED: mark("Self-employed"),
    ContractType.PAYROLL: mark("Through a payroll firm"),
    ContractType.NONE: mark("No contract"),
}
PARTS: Final[Mapping[Part, str]] = {
    Part.HOURS: mark("Worked hours"),
    Part.DAYS: mark("Worked days"),
    Part.ALLOWANCES: mark("Allowances"),
    Part.MEALS: mark("Meals"),
}
PERIOD_LENGTHS: Final[Mapping[PeriodLength, str]] = {
    PeriodLength.MONTH: mark("Month"),
    PeriodLength.FOUR_WEEKS: mark("4 weeks"),
    PeriodLength.WEEK: mark("Week"),
}
ROLES: Final[Mapping[Role, str]] = {
    Role.VIEWER: mark("Viewer"),
    Role.OPERATOR: mark("Operator"),
    Role.PAYROLL: mark("Payroll"),
    Role.ADMINISTRATOR: mark("Administrator"),
}
CAUSES: Final[Mapping[Cause, tuple[str, str]]] = {
    Cause.MISSING: ("stop", mark("Missing in Nmbrs")),
    Cause.EDITED: ("stop", mark("Edited in Nmbrs")),
    Cause.EDITED_IN_EITJE: ("warn", mark("Edited in eitje")),
    Cause.DOUBLED: ("stop", mark("Possibly doubled")),
    Cause.FOREIGN: ("note", mark("Not ours")),
}
"""The tone and the word of each cause."""

CHOICES: Final[Mapping[Choice, tuple[str, str]]] = {
    Choice.KEEP_THEIRS: (mark("Keep theirs"), mark("Nmbrs stays as it is and counts as right.")),
    Choice.RESTORE_OURS: (mark("Restore ours"), mark("The next export puts back what eitje's hours come to.")),
    Choice.ADOPT: (mark("Make it ours"), mark("The line in Nmbrs becomes ours and is kept up to date from now on.")),
    Choice.ON_TOP: (mark("Ours on top"), mark("The line in Nmbrs stays theirs, and ours is paid on top of it.")),
    Choice.LEAVE_OUT: (mark("Leave out"), mark("Nothing is sent for this person.")),
}
"""The word of each choice, and what it does."""

CHANGES: Final[Mapping[Action, tuple[str, str]]] = {
    Action.ADD: ("add", mark("Added")),
    Action.CHANGE: ("change", mark("Changed")),
    Action.REMOVE: ("remove", mark("Removed")),
    Action.SET_DAYS: ("change", mark("Days set")),
}
"""The icon and the word of each change."""

CHANGE_STATES: Final[Mapping[ChangeState, tuple[str, str]]] = {
    ChangeState.PLANNED: ("wait", mark("Not sent yet")),
    ChangeState.SENDING: ("wait", mark("Being sent")),
    ChangeState.ANSWERED: ("wait", mark("Accepted, not yet read back")),
    ChangeState.UNKNOWN: ("wait", mark("No answer, to be read back")),
    ChangeState.SURPLUS: ("stop", mark("More lines than were sent")),
    ChangeState.DONE: ("good", mark("Read back in Nmbrs")),
    ChangeState.REFUSED: ("stop", mark("Refused by Nmbrs")),
    ChangeState.NOT_LANDED: ("warn", mark("Never reached Nmbrs")),
    ChangeState.DROPPED: ("note", mark("No longer wanted")),
}
"""The tone and the word of each state of a change."""

RESULTS: Final[Mapping[str | None, tuple[str, str]]] = {
    "proved": ("good", mark("Proved")),
    "differences": ("warn", mark("Differences")),
    "unknown": ("wait", mark("Not known yet")),
    "nothing-sent": ("note", mark("Nothing sent")),
    "interrupted": ("stop", mark("Interrupted")),
    None: ("wait", mark("Running, or broken off")),
}
"""The tone and the word of each result of an export."""

PLANNED: Final[Mapping[LineAction, tuple[str, str]]] = {
    LineAction.ADD: ("add", mark("Add")),
    LineAction.CHANGE: ("change", mark("Change")),
    LineAction.REMOVE: ("remove", mark("Remove")),
    LineAction.KEEP: ("keep", mark("Keep")),
    LineAction.ACCEPT: ("keep", mark("Keep theirs")),
}
"""The icon and the word of what a plan does about a line."""
