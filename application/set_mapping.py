"""Mapping: what goes to which code. Codes are read from the payroll, and a code that is not there is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from application.desk import PayrollDoor, the_company
from application.known_names import UnknownName, unknown_names
from application.ports.payroll import CompanyCodes, PayrollCode
from application.ports.storage import Storage
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.mapping import DAYS, PayMapping, Rule, ThingKind
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule that now stands, and the one whose place it took.

    ``since`` is the rule with equal conditions that holds until this one begins, ``until`` the one that follows it.
    ``unknown`` are names in it that no timecard and no company bears.
    """

    rule: Rule
    before: Rule | None
    version: int
    since: Rule | None = None
    until: Rule | None = None
    unknown: tuple[UnknownName, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownMapping:
    """The rules and allowances, and the names in them that nothing bears."""

    mapping: PayMapping
    unknown: tuple[UnknownName, ...]


@dataclass(frozen=True, slots=True)
class SetMapping:
    """Shows and changes the mapping of a company."""

    storage: Storage
    door: PayrollDoor

    def show(self, company: CompanyId | None, day: date | None = None) -> ShownMapping:
        """The rules as they stand, or those that hold on a day."""
        with self.storage.read() as work:
            mapping = work.settings.mapping(the_company(work, company).id)
            shown = mapping if day is None else mapping.on(day)
            return ShownMapping(shown, unknown_names(work, shown))

    def codes(self, company: CompanyId | None) -> CompanyCodes:
        """The codes that the payroll offers."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
        return self.door.open(chosen.id).codes(chosen.id)

    def set(self, company: CompanyId | None, rule: Rule, who: str) -> RuleSet:
        """Add a rule, in the place of one with the same conditions and first day.

        Raises ``code-unknown`` and what ``PayMapping.with_rule`` raises.
        """
        with self.storage.read() as work:
            chosen = the_company(work, company)
        if rule.target is not None and rule.thing != DAYS:
            check_codes(chosen.id, rule, self.door.open(chosen.id).codes(chosen.id))
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
                    before={"target": target_text(before)} if before else {},
                    after={
                        "target": target_text(rule),
                        "version": changed.version,
                        "on_top_of_salary_by": rule.on_top_of_salary_by,
                    },
                )
            )
            about = replace(changed, rules=(rule,))
            unknown = tuple(each for each in unknown_names(work, about) if each.where == str(rule))
            work.commit()
        return RuleSet(rule, before, changed.version, changed.since(rule), changed.until(rule), unknown)

    def remove(self, company: CompanyId | None, rule: Rule, who: str) -> RuleSet:
        """Take away the rule of that thing, with those conditions and first day. Raises ``rule-unknown``."""
        with self.storage.write() as work:
            chosen = the_company(work, company)
            changed, gone = work.settings.mapping(chosen.id).without_rule(rule)
            work.settings.put_mapping(changed)
            work.audit.append(
                AuditEvent(
                    who,
                    "mapping.removed",
                    f"{chosen.id} {gone}",
                    before={"target": target_text(gone)},
                    after={"version": changed.version},
                )
            )
            work.commit()
        return RuleSet(gone, gone, changed.version, changed.since(gone), changed.until(gone))


def check_codes(company: CompanyId, rule: Rule, codes: CompanyCodes) -> None:
    """Raises ``code-unknown`` when the payroll does not offer a code of this rule."""
    target = rule.target
    if target is None or rule.thing == DAYS:
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


def target_text(rule: Rule) -> str:
    """Where a rule sends its thing, in a few words."""
    if rule.target is None:
        return "ignored"
    return " ".join(filter(None, (rule.target.code or "days", rule.target.cost_centre, rule.target.cost_unit)))
