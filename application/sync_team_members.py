"""Sync: take the team members of every linked company from the payroll. Nmbrs leads; nothing is ever written there.

What changes is shown before it is stored: what Nmbrs says differently, and who is linked or loses a link by that. It
is stored only as it was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from application.desk import PayrollDoor, known_company, the_company
from application.environments import refuse_shared_employees
from application.match_team_members import current_matches, store_automatic_links
from application.ports.payroll import Progress, enter, silent
from application.ports.storage import Company, Storage
from application.tell import failure_told, tell_synced
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.jobs import Phase
from domain.team_member import Match, PersonLink, SyncChanges, TeamMember, compare_members
from domain.terms import CompanyId, EmployeeId
from domain.timecard import PersonRef


@dataclass(frozen=True, slots=True)
class MatchChange:
    """Somebody in the hours who is newly linked to an employee, or is no longer."""

    person: PersonRef
    link: PersonLink


@dataclass(frozen=True, slots=True)
class Synced:
    """What the synchronisation found, per company. With ``dry_run`` nothing was stored.

    ``matched`` and ``lost`` are the people whose link comes or goes with it; ``names`` those of all employees, also of
    those who are gone. ``hash`` stands for exactly these differences.
    """

    changes: Mapping[CompanyId, SyncChanges]
    newly_linked: int
    dry_run: bool
    matched: tuple[MatchChange, ...] = ()
    lost: tuple[MatchChange, ...] = ()
    names: Mapping[EmployeeId, str] = field(default_factory=dict)
    hash: str = ""

    @property
    def differs(self) -> bool:
        """False when Nmbrs says what is stored already."""
        people = (each for c in self.changes.values() for each in (*c.new, *c.changed, *c.gone))
        return any(True for _ in people) or bool(self.matched or self.lost)


@dataclass(frozen=True, slots=True)
class SyncTeamMembers:
    """The second story."""

    storage: Storage
    door: PayrollDoor

    def __call__(
        self,
        company: CompanyId | None,
        who: str,
        dry_run: bool = False,
        agreed: str | None = None,
        progress: Progress = silent,
    ) -> Synced:
        """Read one company, by default all linked ones of all environments, and show or store the difference.

        All or nothing. With ``agreed``, the hash under which differences were shown, exactly these are stored; raises
        ``sync-outdated`` when they are no longer the same. Without it, whatever Nmbrs says is stored.
        """
        with self.storage.read() as work:
            self.door.check(work.settings.connections())
            companies = [the_company(work, company)] if company else _linked(work.settings.companies())
        with failure_told(self.storage, companies[0].id if len(companies) == 1 else None):
            opened = {each.environment: self.door.open(each.id) for each in companies}
            enter(progress, Phase.READING)
            fresh: dict[CompanyId, tuple[TeamMember, ...]] = {}
            for count, each in enumerate(companies, start=1):
                fresh[each.id] = tuple(opened[each.environment].team_members(each.id))
                progress(count, len(companies))
        enter(progress, Phase.COMPARING)
        with self.storage.write() as work:
            refuse_shared_employees(work, fresh)
            before = work.people.members()
            matches = current_matches(work)
            changes = {c.id: compare_members(work.people.members(c.id), fresh[c.id]) for c in companies}
            for each in companies:
                work.people.replace_members(each.id, fresh[each.id])
            after = current_matches(work)
            matched, lost = _match_changes(after, matches), _match_changes(matches, after)
            names = {m.employee: m.name for m in (*before, *work.people.members())}
            found = Synced(changes, len(matched), dry_run, matched, lost, names)
            found = replace(found, hash=_hash(found, before))
            if agreed is not None and agreed != found.hash:
                raise ProductError("sync-outdated")
            if dry_run:
                return replace(found, newly_linked=0)
            for each in companies:
                work.settings.put_company(replace(known_company(work, each.id), synced_at=work.now()))
                work.audit.append(_event(changes[each.id], each.id, who))
            store_automatic_links(work, who)
            tell_synced(work, companies, changes)
            work.commit()
        return found


def _match_changes(these: Mapping[str, Match], others: Mapping[str, Match]) -> tuple[MatchChange, ...]:
    """The links of these that the others do not have, by person and employee; of nobody who is ignored."""
    return tuple(
        MatchChange(these[key].person, link)
        for key in sorted(these)
        for link in sorted(these[key].links.values(), key=lambda link: link.employee)
        if not these[key].ignored and link.employee not in others[key].links
    )


def _hash(found: Synced, before: Sequence[TeamMember]) -> str:
    """Over all that is shown, and what it is compared with."""
    changes = sorted((company, each.new, each.changed, each.gone) for company, each in found.changes.items())
    content = repr((changes, found.matched, found.lost, sorted(m.employee for m in before)))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _event(difference: SyncChanges, company: CompanyId, who: str) -> AuditEvent:
    after: dict[str, object] = {
        "new": [m.employee for m in difference.new],
        "changed": {c.after.employee: list(c.differing) for c in difference.changed},
        "gone": [m.employee for m in difference.gone],
    }
    return AuditEvent(who, "team-members.synced", company, after=after)


def _linked(companies: Sequence[Company]) -> list[Company]:
    linked = [c for c in companies if c.linked]
    if not linked:
        raise ProductError("no-company-linked")
    return linked
