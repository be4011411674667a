"""Sync: take the team members of every linked company from the payroll. Nmbrs leads; nothing is ever written there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from application.desk import PayrollDoor, the_company
from application.match_team_members import store_automatic_links
from application.ports.storage import Company, Storage
from application.tell import failure_told, tell_synced
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
        """Read one company, by default all linked ones, and show or store the difference. All or nothing."""
        payroll = self.door.open()
        with self.storage.read() as work:
            companies = [the_company(work, company)] if company else _linked(work.settings.companies())
        with failure_told(self.storage, companies[0].id if len(companies) == 1 else None):
            fresh = {c.id: tuple(payroll.team_members(c.id)) for c in companies}
        with self.storage.write() as work:
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
            tell_synced(work, companies, changes)
            work.commit()
        return Synced(changes, linked, dry_run)


def _linked(companies: Sequence[Company]) -> list[Company]:
    linked = [c for c in companies if c.linked]
    if not linked:
        raise ProductError("no-company-linked")
    return linked
