"""The product as the scenarios use it: the same few verbs, answered in the product's own JSON.

`InProcess` speaks to the use cases through the container. Errors are ProductErrors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from application.ports.payroll import Credentials
from application.ports.sheets import CsvStyle
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from application.show_overview import OverviewRequest, ShownOverview
from application.undo_export import UndoRequest
from domain.decisions import Choice
from domain.mapping import Rule, Target, Thing
from domain.notifications import NotificationKind, Recipient
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.wage_period import PeriodRef
from entrypoints import presentation as show
from entrypoints.container import Container
from entrypoints.http.routes.allowances import AllowanceBody, TrialBody
from entrypoints.machine import examine
from entrypoints.presentation.overview_sheets import overview_sheets

Json = dict[str, Any]
Consents = Sequence[tuple[str, str]]
Carry = Sequence[str]
Only = Mapping[str, Sequence[str]]
"""Which people, venues and teams are selected."""
WHO = "Anja"
ZERO_HOURS = "zero-hours"


class Driver(Protocol):
    """The verbs."""

    def activate(self, email: str, token: str, domain: str, own_link_off: bool | None) -> Json: ...
    def environments(self) -> list[Json]: ...
    def remove_environment(self, domain: str) -> Json: ...
    def link_company(self, company: str, venues: Sequence[str]) -> Json: ...
    def undecided(self) -> Json: ...
    def doctor(self, probe_by: str | None = None) -> Json: ...
    def status(self) -> Json: ...
    def companies(self) -> list[Json]: ...
    def sync(self, dry_run: bool = False, agreed: str | None = None) -> Json: ...
    def roster(self) -> Json: ...
    def link(self, person: str, employee: str, **said: bool) -> Json: ...
    def unlink(self, person: str, employee: str | None = None) -> Json: ...
    def ignore(self, person: str) -> Json: ...
    def restore(self, person: str) -> Json: ...
    def confirm(self, person: str) -> Json: ...
    def confirmable(self, at_least: int) -> Json: ...
    def confirm_all(self, at_least: int, agreed: str) -> Json: ...
    def set_wage_period(
        self, start: date, year: int | None = None, accepted_by: str = "", contract_type: str | None = None
    ) -> Json: ...
    def confirm_year(self, year: int) -> Json: ...
    def calendars(self) -> Json: ...
    def map(self, thing: str, code: str, contract_type: str | None = None, **more: str) -> Json: ...
    def remove_rule(self, thing: str) -> Json: ...
    def mapping(self, day: str) -> Json: ...
    def export_mapping(self) -> str: ...
    def check_mapping(self, text: str) -> Json: ...
    def import_mapping(self, text: str, agreed: str) -> Json: ...
    def set_allowance(self, body: Json) -> Json: ...
    def group_allowances(self, group: str, names: Sequence[str]) -> Json: ...
    def try_shift(self, body: Json) -> Json: ...
    def import_file(self, path: Path, covers: tuple[date, date]) -> Json: ...
    def plan(
        self,
        period: str,
        parts: set[str],
        consents: Consents,
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json: ...
    def apply(
        self,
        period: str,
        parts: set[str],
        consents: Consents,
        plan: str,
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json: ...
    def plan_undo(self, export: str, consents: Consents) -> Json: ...
    def undo(self, export: str, consents: Consents, plan: str) -> Json: ...
    def verify(self, period: str) -> Json: ...
    def overview(self, period: str, contract_type: str | None = None) -> Json: ...
    def overview_file(self, period: str, form: str, by: str = "person") -> bytes: ...
    def differences(self, period: str) -> Json: ...
    def resolve(self, difference: str, choice: str) -> Json: ...
    def notifications(self, unread: bool = False) -> Json: ...
    def read_notifications(self) -> Json: ...
    def add_recipient(self, address: str, language: str, kind: str | None = None) -> Json: ...
    def set_reminder(self, days: int, run_after: int) -> Json: ...
    def send_mails(self) -> Json: ...
    def do_daily_work(self, announce: bool = False, again: bool = False) -> Json: ...


class InProcess:
    """The use cases, called directly."""

    def __init__(self, container: Container) -> None:
        self.use = container

    def activate(self, email: str, token: str, domain: str, own_link_off: bool | None) -> Json:
        return show.activated_json(self.use.activate()(Credentials(email, token, domain), own_link_off, WHO))

    def environments(self) -> list[Json]:
        return list(show.environments_json(self.use.environments().list())["environments"])

    def remove_environment(self, domain: str) -> Json:
        return show.environment_json(self.use.environments().remove(domain, WHO))

    def doctor(self, probe_by: str | None = None) -> Json:
        machine, found = examine(self.use, None, WHO, probe_by is not None, probe_by or "")
        return show.doctor_json(machine, found)

    def undecided(self) -> Json:
        use_case = self.use.link_companies()
        return dict(show.companies_json(use_case.list(), use_case.undecided())["undecided"])

    def status(self) -> Json:
        with self.use.storage().read() as work:
            now = work.now()
        return show.status_json(self.use.show_status()(), now)

    def link_company(self, company: str, venues: Sequence[str]) -> Json:
        return show.company_json(self.use.link_companies().use(CompanyId(company), venues, WHO))

    def companies(self) -> list[Json]:
        return [show.company_json(company) for company in self.use.link_companies().list()]

    def sync(self, dry_run: bool = False, agreed: str | None = None) -> Json:
        return show.sync_json(self.use.sync_team_members()(None, WHO, dry_run, agreed))

    def roster(self) -> Json:
        return show.roster_json(self.use.match_team_members().list())

    def link(self, person: str, employee: str, **said: bool) -> Json:
        return show.link_json(self.use.match_team_members().link(person, EmployeeId(employee), WHO, **said))

    def unlink(self, person: str, employee: str | None = None) -> Json:
        which = EmployeeId(employee) if employee else None
        return show.unlinked_json(self.use.match_team_members().unlink(person, which, WHO))

    def ignore(self, person: str) -> Json:
        return {"person": self.use.match_team_members().ignore(person, WHO).key}

    def restore(self, person: str) -> Json:
        return show.restored_json(self.use.match_team_members().restore(person, WHO))

    def confirm(self, person: str) -> Json:
        return show.link_json(self.use.confirm_proposals().one(person, WHO))

    def confirmable(self, at_least: int) -> Json:
        return show.confirmable_json(self.use.confirm_proposals().look(at_least))

    def confirm_all(self, at_least: int, agreed: str) -> Json:
        return show.confirmable_json(self.use.confirm_proposals().all(at_least, agreed, WHO))

    def set_wage_period(
        self, start: date, year: int | None = None, accepted_by: str = "", contract_type: str | None = None
    ) -> Json:
        kind = ContractType(contract_type) if contract_type else None
        return show.calendars_json(self.use.set_wage_period()(None, start, WHO, year, kind, accepted_by))

    def confirm_year(self, year: int) -> Json:
        return show.calendars_json(self.use.set_wage_period().confirm(None, year, WHO))

    def calendars(self) -> Json:
        return show.calendars_json(self.use.show_wage_periods()(None))

    def map(self, thing: str, code: str, contract_type: str | None = None, **more: str) -> Json:
        kind = ContractType(contract_type) if contract_type else None
        target = Target("" if thing == "days" else code, more.get("cost_centre", ""))
        salaried = WHO if kind is ContractType.HOURS_CONTRACT else None
        first = date.fromisoformat(more["valid_from"]) if "valid_from" in more else date.min
        rule = Rule(Thing.parse(thing), target, more.get("team"), more.get("venue"), kind, first, salaried)
        return show.rule_set_json(self.use.set_mapping().set(None, rule, WHO))

    def remove_rule(self, thing: str) -> Json:
        return show.rule_set_json(self.use.set_mapping().remove(None, Rule(Thing.parse(thing), None), WHO))

    def mapping(self, day: str) -> Json:
        return show.mapping_json(self.use.set_mapping().show(None, date.fromisoformat(day)))

    def export_mapping(self) -> str:
        return self.use.import_mapping().export(None)

    def check_mapping(self, text: str) -> Json:
        return show.checked_mapping_json(self.use.import_mapping().check(None, text))

    def import_mapping(self, text: str, agreed: str) -> Json:
        return show.checked_mapping_json(self.use.import_mapping()(None, text, agreed, WHO))

    def set_allowance(self, body: Json) -> Json:
        said = AllowanceBody.model_validate(body)
        return show.allowance_set_json(self.use.set_allowances().set(None, said.allowance, WHO, said.holidays))

    def group_allowances(self, group: str, names: Sequence[str]) -> Json:
        return show.allowance_set_json(self.use.set_allowances().group(None, group, names, WHO))

    def try_shift(self, body: Json) -> Json:
        return show.tried_json(self.use.set_allowances().try_(None, TrialBody.model_validate(body).trial))

    def import_file(self, path: Path, covers: tuple[date, date]) -> Json:
        return show.import_json(self.use.import_timecards()(path, WHO, covers=covers))

    def plan(
        self,
        period: str,
        parts: set[str],
        consents: Consents,
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json:
        request = _request(period, parts, consents, contract_type, carry, only)
        return show.plan_json(self.use.prepare_export()(request, WHO))

    def apply(
        self,
        period: str,
        parts: set[str],
        consents: Consents,
        plan: str,
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json:
        request = _request(period, parts, consents, contract_type, carry, only)
        return show.applied_json(self.use.apply_export()(request, plan, WHO))

    def plan_undo(self, export: str, consents: Consents) -> Json:
        return show.plan_json(self.use.undo_export().plan(_undo_request(export, consents), WHO))

    def undo(self, export: str, consents: Consents, plan: str) -> Json:
        return show.applied_json(self.use.undo_export()(_undo_request(export, consents), plan, WHO))

    def verify(self, period: str) -> Json:
        return show.verified_json(self.use.verify_export()(None, PeriodRef.parse(period), WHO))

    def overview(self, period: str, contract_type: str | None = None) -> Json:
        return show.overview_json(self._overview(period, contract_type))

    def overview_file(self, period: str, form: str, by: str = "person") -> bytes:
        sheets, writer = overview_sheets(self._overview(period, None)), self.use.sheets()
        if form == "xlsx":
            return writer.xlsx(list(sheets.values()))
        return writer.csv(sheets["people" if by == "person" else "days"], CsvStyle())

    def _overview(self, period: str, contract_type: str | None) -> ShownOverview:
        kind = ContractType(contract_type) if contract_type else None
        return self.use.show_overview()(OverviewRequest(None, PeriodRef.parse(period), kind))

    def differences(self, period: str) -> Json:
        return show.differences_json(self.use.resolve_differences().list(None, PeriodRef.parse(period)))

    def resolve(self, difference: str, choice: str) -> Json:
        resolve = self.use.resolve_differences().resolve
        return show.decision_json(resolve(None, difference, Choice(choice), "talked to the payroll office", WHO))

    def notifications(self, unread: bool = False) -> Json:
        return show.notifications_json(self.use.read_notifications().show(unread))

    def read_notifications(self) -> Json:
        return show.notifications_json(self.use.read_notifications().read_all(WHO))

    def add_recipient(self, address: str, language: str, kind: str | None = None) -> Json:
        recipient = Recipient(address, language, None, NotificationKind(kind) if kind else None)
        return show.recipient_json(self.use.set_recipients().add(recipient, WHO))

    def set_reminder(self, days: int, run_after: int) -> Json:
        return show.reminder_json(self.use.set_recipients().remind(None, days, run_after, WHO))

    def send_mails(self) -> Json:
        return show.sent_mails_json(self.use.send_notifications()(WHO))

    def do_daily_work(self, announce: bool = False, again: bool = False) -> Json:
        return show.daily_json(self.use.daily_work()(WHO, again, announce))


def _request(
    period: str, parts: set[str], consents: Consents, contract_type: str, carry: Carry, only: Only | None
) -> ExportRequest:
    people, venues, teams = (tuple((only or {}).get(each, ())) for each in ("people", "venues", "teams"))
    given = tuple(Consent(what, by) for what, by in consents)
    chosen = frozenset(Part(part) for part in parts)
    late = frozenset(PeriodRef.parse(each) for each in carry)
    kind = ContractType(contract_type)
    return ExportRequest(None, PeriodRef.parse(period), kind, chosen, people, given, late, venues, teams)


def _undo_request(export: str, consents: Consents) -> UndoRequest:
    return UndoRequest(export, tuple(Consent(what, by) for what, by in consents))
