"""Every page, and what must have been set up for it to have something to show. A page that is not here fails a test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import quote, urlencode

from domain.accounts import Role
from tests.browser.site import EMPLOYEE, Site


class Stage(IntEnum):
    """How far De Kade has come; each stage holds what the ones before it brought."""

    NEW = 0
    """Nobody has an account."""
    OPENED = 1
    """There are people in every role."""
    ACTIVATED = 2
    LINKED = 3
    """De Kade takes part, with its venues."""
    SYNCED = 4
    CALENDAR = 5
    SET_UP = 6
    IMPORTED = 7
    EXPORTED = 8
    CHANGED = 9
    """After the export an hour was corrected in eitje, and a line edited in Nmbrs."""


NIGHT = ("name", "nacht")
COMPANY = (("company", "1200"),)
OCTOBER = (*COMPANY, ("period", "2026-10"), ("contract_type", "zero-hours"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is shown at a stage: ``route`` as the application knows it, the parameters, and who looks.

    ``job`` is the name under which the site knows the work that is meant.
    """

    name: str
    route: str
    stage: Stage
    query: tuple[tuple[str, str], ...] = ()
    role: Role | None = Role.ADMINISTRATOR
    job: str = "job"

    def address(self, site: Site) -> str:
        """Where it is on that site."""
        path = self.route.replace(":path}", "}").format(**{**site.names, "job": site.names.get(self.job, "")})
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
    Shown("notifications-none", "/notifications", Stage.OPENED),
    Shown("settings-mapping-new", "/settings/mapping", Stage.OPENED),
    Shown("export-new", "/export", Stage.OPENED),
    Shown("setup-connect", "/setup/connect", Stage.OPENED),
    Shown("settings", "/settings", Stage.OPENED),
    Shown("settings-environments-new", "/settings/environments/new", Stage.OPENED),
    Shown("hours-new", "/hours", Stage.OPENED),
    Shown("team-members-new", "/team-members", Stage.OPENED),
    Shown("setup-companies", "/setup/companies", Stage.ACTIVATED),
    Shown("setup-rights", "/setup/rights", Stage.LINKED),
    Shown("setup-rights-found", "/setup/rights/found", Stage.LINKED),
    Shown("setup-sync", "/setup/sync", Stage.LINKED),
    Shown("setup-sync-found", "/setup/sync/found", Stage.LINKED),
    Shown("setup-period", "/setup/period", Stage.SYNCED),
    Shown("setup-codes", "/setup/codes", Stage.CALENDAR),
    Shown("setup-done", "/setup/done", Stage.SET_UP),
    Shown("settings-companies", "/settings/companies", Stage.SET_UP),
    Shown("settings-company", "/settings/companies/{company}", Stage.SET_UP),
    Shown("settings-environments", "/settings/environments", Stage.SET_UP),
    Shown("settings-environment", "/settings/environments/{domain}", Stage.SET_UP),
    Shown("settings-rights", "/settings/rights", Stage.SET_UP),
    Shown("settings-rights-found", "/settings/rights/found", Stage.SET_UP),
    Shown("hours-empty", "/hours", Stage.SET_UP, OCTOBER),
    Shown("hours-import", "/hours/import", Stage.SET_UP, OCTOBER),
    Shown("team-members-empty", "/team-members", Stage.SET_UP),
    Shown("team-members-sync", "/team-members/sync", Stage.SET_UP),
    Shown("home-set-up", "/", Stage.SET_UP),
    Shown("history-empty", "/history", Stage.SET_UP),
    Shown("settings-mapping", "/settings/mapping", Stage.SET_UP, OCTOBER),
    Shown("settings-mapping-about", "/settings/mapping/rule", Stage.SET_UP, COMPANY),
    Shown("settings-mapping-rule", "/settings/mapping/rule", Stage.SET_UP, (*COMPANY, ("thing", "days"))),
    Shown("settings-mapping-removal", "/settings/mapping/removal", Stage.SET_UP, (*COMPANY, ("thing", "days"))),
    Shown("settings-mapping-file", "/settings/mapping/file", Stage.SET_UP, COMPANY),
    Shown("settings-allowances", "/settings/allowances", Stage.SET_UP, COMPANY),
    Shown("settings-allowances-edit", "/settings/allowances/edit", Stage.SET_UP, COMPANY),
    Shown("settings-allowances-removal", "/settings/allowances/removal", Stage.SET_UP, (*COMPANY, NIGHT)),
    Shown("settings-allowances-group", "/settings/allowances/group", Stage.SET_UP, COMPANY),
    Shown("settings-allowances-try", "/settings/allowances/try", Stage.SET_UP, COMPANY),
    Shown("settings-findings", "/settings/findings", Stage.SET_UP, COMPANY),
    Shown("settings-notifications", "/settings/notifications", Stage.SET_UP),
    Shown("settings-wage-periods", "/settings/wage-periods", Stage.SET_UP, COMPANY),
    Shown("settings-wage-periods-set", "/settings/wage-periods/set", Stage.SET_UP, COMPANY),
    Shown("export-empty", "/export", Stage.SET_UP, OCTOBER),
    Shown("home-imported", "/", Stage.IMPORTED),
    Shown("check-before", "/check", Stage.IMPORTED, OCTOBER),
    Shown("hours", "/hours", Stage.IMPORTED, OCTOBER),
    Shown("hours-days", "/hours", Stage.IMPORTED, (*OCTOBER, ("view", "days"))),
    Shown("hours-person", "/hours/person/{key:path}", Stage.IMPORTED, OCTOBER),
    Shown("team-members", "/team-members", Stage.IMPORTED),
    Shown("team-members-person", "/team-members/person/{key:path}", Stage.IMPORTED),
    Shown("findings", "/findings", Stage.IMPORTED, OCTOBER),
    Shown("settings-mapping-missing", "/settings/mapping/missing", Stage.IMPORTED, OCTOBER),
    Shown("what-waits", "/what-waits", Stage.IMPORTED, OCTOBER),
    Shown("export", "/export", Stage.IMPORTED, OCTOBER),
    Shown("export-plan", "/export/plan/{job}", Stage.IMPORTED, job="plan"),
    Shown("export-confirm", "/export/plan/{job}/confirm", Stage.IMPORTED, job="plan"),
    Shown("home-exported", "/", Stage.EXPORTED),
    Shown("work-done", "/jobs/{job}", Stage.EXPORTED),
    Shown("check-proved", "/check", Stage.EXPORTED, OCTOBER),
    Shown("export-done", "/export/{export}", Stage.EXPORTED),
    Shown("export-proof", "/export/{export}/proof", Stage.EXPORTED),
    Shown("history", "/history", Stage.EXPORTED),
    Shown("history-export", "/history/{export}", Stage.EXPORTED),
    Shown("history-undo", "/history/{export}/undo", Stage.EXPORTED),
    Shown("history-audit", "/history/audit", Stage.EXPORTED),
    Shown("notifications", "/notifications", Stage.EXPORTED),
    Shown("home-changed", "/", Stage.CHANGED),
    Shown("check-differences", "/check", Stage.CHANGED, OCTOBER),
    Shown("check-person", "/check/{employee}", Stage.CHANGED, OCTOBER),
)

NO_PAGES = {
    "/export/plan": "leads to /export",
    "/export/{export}/proof.xlsx": "a file",
    "/jobs/{job}/events": "server-sent events",
    "/settings/mapping/file/mapping.toml": "a file",
    "/setup": "leads to the first step that is not done",
    "/team-members/sync/stored": "leads to /team-members",
    "/setup/period/preview": "a piece of /setup/period",
}
"""Addresses that a browser reads but nobody looks at by themselves, each with the reason."""


def reach(site: Site, stage: Stage, now: Stage) -> None:
    """Bring a site that is ``now`` at one stage to a later one."""
    steps = (
        lambda: None,
        site.employ_all,
        site.activate,
        site.link_company,
        site.sync,
        site.set_wage_period,
        lambda: set_up(site),
        lambda: import_hours(site),
        lambda: export(site),
        lambda: change(site),
    )
    for step in steps[now + 1 : stage + 1]:
        step()


def set_up(site: Site) -> None:
    """The codes, and an allowance; it has none, so exports are without allowances."""
    site.link_codes()
    site.run("allowances", "set-unsocial", NIGHT[1], "--percentage", "25", "--window", "daily 22:00-06:00")


def import_hours(site: Site) -> None:
    """The hours of October, and a plan of them."""
    site.import_hours()
    (key,) = {
        person["person"] for person in site.run("team-members", "list")["people"] if person["name"] == "Noor van Dijk"
    }
    site.names["key"] = quote(key, safe="")
    order = {"period": "2026-10", "contract_type": "zero-hours", "parts": ["hours", "days", "meals"]}
    site.names["plan"] = site.work("plan", order)


def export(site: Site) -> None:
    """The export, and a check of it as work in the background."""
    site.export()
    site.names["job"] = site.work("verify", {"period": "2026-10"})


def change(site: Site) -> None:
    """What happens after an export: a correction in eitje, and the payroll office that edits a line."""
    site.edit_line(EMPLOYEE, "25.00")
    site.import_hours("hours-2026-10-corrected.xlsx")
