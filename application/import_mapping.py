"""Mapping as a file: export it, look at what an edited one would change and what that does to pay, take it over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from application.desk import PayrollDoor, the_company
from application.known_names import UnknownName, unknown_names
from application.mapping_dry_run import DryRun, dry_run
from application.mapping_file import MappingFile, write_mapping
from application.ports.holidays import HolidayCalendar
from application.ports.payroll import CompanyCodes
from application.ports.storage import Company, Storage, UnitOfWork
from application.read_mapping_file import read_mapping
from application.set_allowances import choose_holidays
from application.set_mapping import check_codes
from domain.allowance import Allowance, in_order
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.mapping import DAYS, PayMapping, Rule
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed(Generic[T]):
    """What differs between two lists of rules or of allowances."""

    added: tuple[T, ...]
    removed: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class CheckedMapping:
    """What a file would change. ``hash`` stands for exactly this change of exactly this mapping.

    ``exported_from`` is the version that the file names. ``dry_run`` is None when nothing was exported yet.
    """

    company: Company
    before: PayMapping
    after: PayMapping
    rules: Changed[Rule]
    allowances: Changed[Allowance]
    unknown: tuple[UnknownName, ...]
    exported_from: int | None
    hash: str
    dry_run: DryRun | None

    @property
    def changes(self) -> bool:
        """False when the file says what stands already."""
        return bool(self.rules) or bool(self.allowances)


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Exports, checks and imports the mapping of a company as a text."""

    storage: Storage
    door: PayrollDoor
    calendar: HolidayCalendar

    def export(self, company: CompanyId | None) -> str:
        """The mapping as it stands, to be edited."""
        with self.storage.read() as work:
            return write_mapping(work.settings.mapping(the_company(work, company).id))

    def check(self, company: CompanyId | None, text: str, period: PeriodRef | None = None) -> CheckedMapping:
        """What a file would change, and what the last exported period, or another, would then come to.

        Raises ``mapping-file-…``; stores nothing.
        """
        chosen, file = self._read(company, text)
        with self.storage.read() as work:
            checked = _compare(work, chosen, file)
            return replace(checked, dry_run=dry_run(work, chosen, checked.after, period))

    def __call__(self, company: CompanyId | None, text: str, agreed: str, who: str) -> CheckedMapping:
        """Take a file over, all of it or nothing; ``agreed`` is the hash under which its changes were shown.

        Raises ``mapping-file-…`` and ``mapping-import-outdated``.
        """
        chosen, file = self._read(company, text)
        with self.storage.write() as work:
            checked = _compare(work, chosen, file)
            if checked.hash != agreed:
                raise ProductError("mapping-import-outdated")
            if checked.changes:
                work.settings.put_mapping(checked.after)
                work.audit.append(_event(checked, who))
                work.commit()
        return checked

    def _read(self, company: CompanyId | None, text: str) -> tuple[Company, MappingFile]:
        with self.storage.read() as work:
            chosen = the_company(work, company)
        offered: list[CompanyCodes] = []

        def check(rule: Rule) -> None:
            if rule.target is not None and rule.thing != DAYS:
                if not offered:
                    offered.append(self.door.open(chosen.id).codes(chosen.id))
                check_codes(chosen.id, rule, offered[0])

        file = read_mapping(text, lambda names: choose_holidays(self.calendar, names), check)
        if file.company not in (None, chosen.id):
            raise ProductError("mapping-file-of-other-company", file=file.company, company=chosen.id)
        return chosen, file


def _compare(work: UnitOfWork, company: Company, file: MappingFile) -> CheckedMapping:
    before = work.settings.mapping(company.id)
    after = PayMapping(company.id, before.version + 1, file.rules, in_order(file.allowances))
    rules = _changed(before.rules, after.rules, lambda rule: rule.place)
    allowances = _changed(before.allowances, after.allowances, lambda each: (each.name, each.valid_from))
    if not rules and not allowances:
        after = before
    content = repr((company.id, before.version, file.rules, file.allowances))
    hashed = hashlib.sha256(content.encode()).hexdigest()[:12]
    unknown = unknown_names(work, after)
    return CheckedMapping(company, before, after, rules, allowances, unknown, file.version, hashed, None)


def _changed(before: Iterable[T], after: Iterable[T], place: Callable[[T], Hashable]) -> Changed[T]:
    old, new = {place(each): each for each in before}, {place(each): each for each in after}
    both = [(each, new[where]) for where, each in old.items() if where in new]
    return Changed(
        tuple(each for where, each in new.items() if where not in old),
        tuple(each for where, each in old.items() if where not in new),
        tuple((one, other) for one, other in both if one != other),
        sum(1 for one, other in both if one == other),
    )


def _event(checked: CheckedMapping, who: str) -> AuditEvent:
    def told(changed: Changed[T], side: int) -> list[str]:
        whole = changed.added if side else changed.removed
        return [*map(repr, whole), *(repr(pair[side]) for pair in changed.changed)]

    return AuditEvent(
        who,
        "mapping.imported",
        str(checked.company.id),
        before={"rules": told(checked.rules, 0), "allowances": told(checked.allowances, 0)},
        after={
            "rules": told(checked.rules, 1),
            "allowances": told(checked.allowances, 1),
            "version": checked.after.version,
        },
    )
