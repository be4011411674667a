"""Sync: take the team members of every linked company from the payroll. Nmbrs leads; nothing is ever written there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from application.desk import PayrollDoor, the_company
from application.environments import refuse_shared_employees
from application.match_team_members import store_automatic_links
from application.ports.storage import Company, Storage
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.team_member import SyncChanges, compare_members
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class Synced:
    """What the synchronisation found, per company. With ``dry_run`` nothing was stored."""

    changes: Mapping[CompanyId, SyncChanges]
    newly_linked: int
    dry_run: bool


@dataclass(frozen=True, slots=True)
class SyncTeamMembers:
    """The second story."""

    storage: Storage
    door: PayrollDoor

    def __call__(self, company: CompanyId | None, who: str, dry_run: bool = False) -> Synced:
        """Read one company, by default all linked ones of all environments, and show or store the difference.

        All or nothing.
        """
        with self.storage.read() as work:
            self.door.check(work.settings.connections())
            companies = [the_company(work, company)] if company else _linked(work.settings.companies())
        opened = {each.environment: self.door.open(each.id) for each in companies}
        fresh = {c.id: tuple(opened[c.environment].team_members(c.id)) for c in companies}
        with self.storage.write() as work:
            refuse_shared_employees(work, fresh)
            changes = {c.id: compare_members(work.people.members(c.id), fresh[c.id]) for c in companies}
            if dry_run:
                return Synced(changes, 0, dry_run)
            for each in companies:
                difference = changes[each.id]
                work.people.replace_members(each.id, fresh[each.id])
                work.settings.put_company(replace(each, synced_at=work.now()))
                work.audit.append(
                    AuditEvent(
                        who,
                        "team-members.synced",
                        each.id,
                        after={
                            "new": [m.employee for m in difference.new],
                            "changed": {c.after.employee: list(c.differing) for c in difference.changed},
                            "gone": [m.employee for m in difference.gone],
                        },
                    )
                )
            linked = store_automatic_links(work, who)
            work.commit()
        return Synced(changes, linked, dry_run)


def _linked(companies: Sequence[Company]) -> list[Company]:
    linked = [c for c in companies if c.linked]
    if not linked:
        raise ProductError("no-company-linked")
    return linked
