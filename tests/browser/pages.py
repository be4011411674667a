"""Every page, and what must have been set up for it to have something to show. A page that is not here fails a test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import urlencode

from domain.accounts import Role
from tests.browser.site import EMPLOYEE, Site


class Stage(IntEnum):
    """How far De Kade has come; each stage holds what the ones before it brought."""

    NEW = 0
    """Nobody has an account."""
    OPENED = 1
    """There are people in every role."""
    ACTIVATED = 2
    SET_UP = 3
    IMPORTED = 4
    EXPORTED = 5
    CHANGED = 6
    """After the export an hour was corrected in eitje, and a line edited in Nmbrs."""


OCTOBER = (("company", "1200"), ("period", "2026-10"), ("contract_type", "zero-hours"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is shown at a stage: ``route`` as the application knows it, the parameters, and who looks."""

    name: str
    route: str
    stage: Stage
    query: tuple[tuple[str, str], ...] = ()
    role: Role | None = Role.ADMINISTRATOR

    def address(self, site: Site) -> str:
        """Where it is on that site."""
        path = self.route.format(**site.names)
        return f"{path}?{urlencode(self.query)}" if self.query else path


PAGES = (
    Shown("welcome", "/welcome", Stage.NEW, role=None),
    Shown("login", "/login", Stage.OPENED, role=None),
    Shown("account", "/account", Stage.OPENED),
    Shown("users", "/settings/users", Stage.OPENED),
    Shown("users-new", "/settings/users/new", Stage.OPENED),
    Shown("users-user", "/settings/users/{user}", Stage.OPENED),
    Shown("home-new", "/", Stage.OPENED),
    Shown("check-new", "/check", Stage.OPENED),
    Shown("history-new", "/history", Stage.OPENED),
    Shown("home-set-up", "/", Stage.SET_UP),
    Shown("history-empty", "/history", Stage.SET_UP),
    Shown("home-imported", "/", Stage.IMPORTED),
    Shown("check-before", "/check", Stage.IMPORTED, OCTOBER),
    Shown("home-exported", "/", Stage.EXPORTED),
    Shown("work-done", "/jobs/{job}", Stage.EXPORTED),
    Shown("check-proved", "/check", Stage.EXPORTED, OCTOBER),
    Shown("history", "/history", Stage.EXPORTED),
    Shown("history-export", "/history/{export}", Stage.EXPORTED),
    Shown("history-undo", "/history/{export}/undo", Stage.EXPORTED),
    Shown("history-audit", "/history/audit", Stage.EXPORTED),
    Shown("home-changed", "/", Stage.CHANGED),
    Shown("check-differences", "/check", Stage.CHANGED, OCTOBER),
    Shown("check-person", "/check/{employee}", Stage.CHANGED, OCTOBER),
)

NO_PAGES: dict[str, str] = {"/jobs/{job}/events": "server-sent events"}
"""Addresses that a browser reads but nobody looks at by themselves, each with the reason."""


def reach(site: Site, stage: Stage, now: Stage) -> None:
    """Bring a site that is ``now`` at one stage to a later one."""
    steps = (
        lambda: None,
        site.employ_all,
        site.activate,
        site.choose,
        site.import_hours,
        lambda: export(site),
        lambda: change(site),
    )
    for step in steps[now + 1 : stage + 1]:
        step()


def export(site: Site) -> None:
    """The export, and a check of it as work in the background."""
    site.export()
    site.names["job"] = site.work("verify", {"period": "2026-10"})


def change(site: Site) -> None:
    """What happens after an export: a correction in eitje, and the payroll office that edits a line."""
    site.edit_line(EMPLOYEE, "25.00")
    site.import_hours("hours-2026-10-corrected.xlsx")
