"""Mapping: what goes to which code. Codes are read from the payroll, and a code that is not there is refused."""

from __future__ import annotations

from dataclasses import dataclass

from application.desk import PayrollDoor, the_company
from application.ports.payroll import CompanyCodes, PayrollCode
from application.ports.storage import Storage
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.mapping import DAYS, PayMapping, Rule, ThingKind
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule that now stands, and the one whose place it took."""

    rule: Rule
    before: Rule | None
    version: int


@dataclass(frozen=True, slots=True)
class SetMapping:
    """Shows and changes the mapping of a company."""

    storage: Storage
    door: PayrollDoor

    def show(self, company: CompanyId | None) -> PayMapping:
        """The rules as they stand."""
        with self.storage.read() as work:
            return work.settings.mapping(the_company(work, company).id)

    def codes(self, company: CompanyId | None) -> CompanyCodes:
        """The codes that the payroll offers."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
        return self.door.open().codes(chosen.id)

    def set(self, company: CompanyId | None, rule: Rule, who: str) -> RuleSet:
        """Add a rule, in the place of one with the same conditions and first day.

        Raises ``code-unknown`` and what ``PayMapping.with_rule`` raises.
        """
        with self.storage.read() as work:
            chosen = the_company(work, company)
        if rule.target is not None and rule.thing != DAYS:
            self._check(chosen.id, rule, self.door.open().codes(chosen.id))
        with self.storage.write() as work:
            mapping = work.settings.mapping(chosen.id)
            before = mapping.replaced_by(rule)
            changed = mapping.with_rule(rule)
            work.settings.put_mapping(changed)
            work.audit.append(
                AuditEvent(
                    who,
                    "mapping.set",
                    f"{chosen.id} {rule.thing}",
                    before={"target": _target(before)} if before else {},
                    after={
                        "target": _target(rule),
                        "version": changed.version,
                        "on_top_of_salary_by": rule.on_top_of_salary_by,
                    },
                )
            )
            work.commit()
        return RuleSet(rule, before, changed.version)

    def _check(self, company: CompanyId, rule: Rule, codes: CompanyCodes) -> None:
        target = rule.target
        if target is None:
            return
        kind, offered = ("wage code", codes.wages) if rule.thing.kind is ThingKind.MEAL else ("hour code", codes.hours)
        _must_have(company, kind, target.code, offered)
        if target.cost_centre:
            _must_have(company, "cost centre", target.cost_centre, codes.cost_centres)
        if target.cost_unit:
            _must_have(company, "cost unit", target.cost_unit, codes.cost_units)


def _must_have(company: CompanyId, kind: str, code: str, offered: tuple[PayrollCode, ...]) -> None:
    if code not in {each.code for each in offered}:
        raise ProductError("code-unknown", kind=kind, code=code, company=company)


def _target(rule: Rule) -> str:
    if rule.target is None:
        return "ignored"
    return " ".join(part for part in (rule.target.code, rule.target.cost_centre, rule.target.cost_unit) if part)
