"""What the Nmbrs user may do, for the first steps and among the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from application.doctor import EnvironmentRights
from application.ports.payroll import Right, RightState
from entrypoints.http.pages.here import Here
from entrypoints.http.pages.texts import mark
from entrypoints.machine import MachineCheck
from entrypoints.presentation.doctor import NEEDS, letter

STATES: Final = {
    RightState.PRESENT: ("good", mark("Present")),
    RightState.MISSING: ("stop", mark("Missing")),
    RightState.NO_ACCESS: ("stop", mark("No access to this company")),
    RightState.UNKNOWN: ("warn", mark("No clear answer")),
    RightState.UNTESTED: ("note", mark("Shows at the first write")),
}
WORST: Final = (RightState.MISSING, RightState.NO_ACCESS, RightState.UNKNOWN, RightState.UNTESTED, RightState.PRESENT)


@dataclass(frozen=True, slots=True)
class ShownRight:
    """One call: what it is needed for, how it stands, and in which companies."""

    name: str
    needed_for: str
    state: RightState
    detail: str
    companies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRights:
    """One environment. ``lacking`` are the calls that are known to be missing or unclear; ``letter`` asks for them."""

    found: EnvironmentRights
    rights: tuple[ShownRight, ...]
    lacking: tuple[ShownRight, ...]
    letter: str


def shown_rights(here: Here, found: EnvironmentRights) -> ShownRights:
    """The worst first; a call that stands alike in several companies is one line."""
    places: dict[tuple[str, RightState, str], list[str]] = {}
    needs: dict[tuple[str, RightState, str], str] = {}
    for company, right in found.tested:
        key = (right.name, right.state, right.detail)
        places.setdefault(key, []).extend([company.name] if company is not None else [])
        needs[key] = _needed(here, right)
    rows = [ShownRight(name, needs[name, s, d], s, d, tuple(where)) for (name, s, d), where in places.items()]
    rows.sort(key=lambda row: WORST.index(row.state))
    lacking = tuple(row for row in rows if row.state in WORST[:3])
    asks = bool(lacking) or any(row.state is RightState.UNTESTED for row in rows)
    return ShownRights(found, tuple(rows), lacking, letter(found, here.language) if asks else "")


def problems(machine: tuple[MachineCheck, ...]) -> tuple[MachineCheck, ...]:
    """What is wrong with the machine itself."""
    return tuple(check for check in machine if check.problem is not None)


def _needed(here: Here, right: Right) -> str:
    return NEEDS[right.need][here.language == "nl"]
