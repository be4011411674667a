"""The JSON shapes: each has the keys that its description names, and only what JSON can hold."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from application.manage_accounts import ListedAccount
from application.ports.payroll import Credentials
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from application.read_audit_trail import AuditQuestion
from application.set_allowances import Trial
from application.show_overview import OverviewRequest
from domain.accounts import Account, Role
from domain.allowance import Allowance, AllowanceKind, Window
from domain.amount import Amount
from domain.decisions import Choice
from domain.errors import ProductError
from domain.ledger import Action, ChangeState, LedgerChange, Step
from domain.logging_in import LoginSession
from domain.mapping import Rule, Target, Thing
from domain.notifications import NotificationKind, Recipient
from domain.pay_line import Part, PayKey, PayKind
from domain.proposals import Proposal
from domain.schedule import Reminder
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.wage_period import PeriodRef
from entrypoints import presentation as show
from entrypoints.machine import examine
from entrypoints.presentation.values import Json
from tests.unit.entrypoints.cli.house import EMAIL, HOURS, NOOR, NOORS_MONTH, TOKEN, House, make_house

PERIOD = PeriodRef(2026, 10)
SELECTED = {
    "company",
    "period",
    "contract_type",
    "parts",
    "people_selected",
    "venues_selected",
    "teams_selected",
    "carry",
}
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

Shape = tuple[Callable[..., Json], Json]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An export with a foreign line that waits for a word, and somebody who is not linked."""
    made = make_house(tmp_path_factory.mktemp("house"))
    made.set_up()
    made.work(*NOORS_MONTH, ("Nieuwe Invaller", "06/10/2026", "10:00 - 15:00", "0:00", ""))
    made.run("export", "apply", *HOURS, "--yes")
    made.nmbrs.office.type_line(NOOR, PERIOD, 2100, "8.00")
    return made


def shapes(house: House) -> Iterator[Shape]:
    """Every shape that a use case can give."""
    inside, who = house.container, "Anja"
    request = ExportRequest(
        None, PERIOD, ContractType.ZERO_HOURS, frozenset({Part.HOURS}), consents=(Consent("days", "Piet"),)
    )
    prepared = inside.prepare_export()(request, who)
    applied = inside.apply_export()(request, prepared.plan.hash, who)
    verified = inside.verify_export()(None, PERIOD, who)
    differences = inside.resolve_differences().list(None, PERIOD)
    difference = differences.open[0].difference
    decision = inside.resolve_differences().resolve(None, difference.id, Choice.ON_TOP, "both are right", who, PERIOD)
    calendars = inside.show_wage_periods()(None)
    rule = Rule(Thing.parse("meal:diner"), Target("4900"))
    roster = inside.match_team_members().list()
    exports = inside.export_history().list(None)
    shown = inside.show_timecards()(None, PERIOD)
    (company,) = inside.link_companies().list()
    activated = inside.activate()(Credentials(EMAIL, TOKEN), True, who)

    yield show.activated_json, show.activated_json(activated)
    yield show.environments_json, show.environments_json(inside.environments().list())
    yield show.environment_json, show.environment_json(inside.environments().list()[0])
    yield show.doctor_json, show.doctor_json(*examine(inside, None, who))
    yield show.company_json, show.company_json(company)
    yield show.companies_json, show.companies_json([company])
    yield show.member_json, show.member_json(roster.members[0])
    yield show.roster_json, show.roster_json(roster)
    yield show.link_json, show.link_json(next(iter(roster.matches[-1].links.values())))
    yield show.ignored_json, show.ignored_json(roster.matches[0].person)
    yield show.unlinked_json, show.unlinked_json(next(iter(roster.matches[-1].links.values())))
    yield show.restored_json, show.restored_json(roster.matches[-1])
    confirmable = inside.confirm_proposals().look()
    yield show.confirmable_json, show.confirmable_json(confirmable)
    proposal = Proposal(roster.members[0].employee, roster.members[0].company, 85, (("first-initial", ""),))
    yield show.proposal_json, show.proposal_json(proposal, roster.members[0])
    yield show.sync_json, show.sync_json(inside.sync_team_members()(None, who))
    yield show.calendars_json, show.calendars_json(calendars)
    yield show.calendar_json, show.calendar_json(calendars.calendars[0], calendars)
    yield show.payroll_periods_json, show.payroll_periods_json(calendars.payroll)
    yield show.period_json, show.period_json(calendars.calendars[0].periods[0])
    preview = inside.set_wage_period().preview(None, date(2027, 1, 4), contract_type=ContractType.ZERO_HOURS)
    yield show.preview_json, show.preview_json(preview)
    gaps = inside.mapping_gaps()
    yield show.gaps_json, show.gaps_json(PERIOD, gaps(None, PERIOD), gaps.names(None))
    yield show.rule_set_json, show.rule_set_json(inside.set_mapping().set(None, rule, who))
    yield show.rule_json, show.rule_json(rule)
    yield show.mapping_json, show.mapping_json(inside.set_mapping().show(None))
    yield show.codes_json, show.codes_json(inside.set_mapping().codes(None))
    night = Allowance("night", AllowanceKind.UNSOCIAL, Amount(5000), windows=(Window.parse("sat 22:00-06:00"),))
    changed = inside.set_allowances().set(None, night, who)
    yield show.allowance_json, show.allowance_json(night)
    yield show.allowance_set_json, show.allowance_set_json(changed)
    yield show.allowances_json, show.allowances_json(changed.mapping)
    yield show.holidays_json, show.holidays_json(2026, inside.set_allowances().holidays(2026))
    trial = Trial(date(2026, 10, 10), time(20), time(4), 30)
    yield show.tried_json, show.tried_json(inside.set_allowances().try_(None, trial))
    text = inside.import_mapping().export(None).replace("4899", "4900")
    checked = inside.import_mapping().check(None, text)
    assert checked.dry_run is not None
    yield show.checked_mapping_json, show.checked_mapping_json(checked)
    yield show.dry_run_json, show.dry_run_json(checked.dry_run)
    yield show.timecards_json, show.timecards_json("2026-10", shown)
    yield show.timecard_json, show.timecard_json(shown[0].card)
    overview = inside.show_overview()(OverviewRequest(None, PERIOD))
    yield show.overview_json, show.overview_json(overview)
    yield show.plan_json, show.plan_json(prepared)
    yield show.person_json, show.person_json(prepared.plan.people[0])
    yield show.selection_json, show.selection_json(prepared.plan.selection)
    found = show.finding_json(prepared.plan.people[-1].findings[0])
    yield show.finding_json, found
    yield show.finding_group_json, show.finding_group_json([found])
    yield show.listed_findings_json, show.listed_findings_json(inside.list_findings()(None, PERIOD))
    yield show.thresholds_json, show.thresholds_json(inside.set_finding_thresholds().show(None))
    yield show.applied_json, show.applied_json(applied)
    yield show.change_json, show.change_json(inside.export_history().show(exports[0].id).changes[0], {})
    yield show.export_json, show.export_json(exports[0])
    yield show.exports_json, show.exports_json(exports)
    yield show.shown_export_json, show.shown_export_json(inside.export_history().show(exports[0].id))
    yield show.proof_json, show.proof_json(inside.prove_export()(exports[0].id, who))
    yield show.consent_json, show.consent_json(Consent("past", "Anja"))
    account = Account("anja@kade.example", "Anja", Role.ADMINISTRATOR, NOW)
    session = LoginSession("0" * 64, account.name, NOW, NOW)
    yield show.account_json, show.account_json(account)
    yield show.accounts_json, show.accounts_json([ListedAccount(account, 1)])
    yield show.session_json, show.session_json(session)
    yield show.sessions_json, show.sessions_json([session], session)
    yield show.caller_json, show.caller_json("web: anja@kade.example", account.role, account)
    yield show.audit_trail_json, show.audit_trail_json(inside.read_audit_trail()(AuditQuestion()))
    yield show.explained_json, show.explained_json(inside.explain_pay()(None, PERIOD, EmployeeId(str(NOOR))))
    yield show.verified_json, show.verified_json(verified)
    yield show.verification_json, show.verification_json(verified.verifications[0], {})
    yield show.differences_json, show.differences_json(differences)
    yield show.difference_json, show.difference_json(difference, "Noor")
    yield show.decision_json, show.decision_json(decision)
    yield show.home_json, show.home_json(inside.show_home()(None))
    yield show.setup_json, show.setup_json(inside.show_setup()())
    yield show.status_json, show.status_json(inside.show_status()(), NOW)
    recipient = Recipient("anja@example.nl", "nl", company.id, NotificationKind.EXPORT_DONE)
    inside.set_recipients().add(recipient, who)
    done = inside.daily_work()(who)
    told = inside.read_notifications().show()
    yield show.notifications_json, show.notifications_json(told)
    yield show.notification_json, show.notification_json(told.notifications[0], (), told.companies)
    yield show.mails_json, show.mails_json(told)
    yield show.sent_mails_json, show.sent_mails_json(done.mailings)
    yield show.recipient_json, show.recipient_json(recipient)
    yield show.recipients_json, show.recipients_json([recipient], mail_server=False)
    yield show.reminder_json, show.reminder_json(Reminder(company.id))
    yield show.reminders_json, show.reminders_json(inside.set_recipients().reminders())
    yield show.daily_json, show.daily_json(done)
    yield show.error_json, show.error_json(ProductError("company-unknown", company="9"))


def documented(function: Callable[..., Json]) -> set[str]:
    """The keys in the first ``{...}`` of the description."""
    found = re.search(r"``\{(.*?)\}``", inspect.getdoc(function) or "", re.DOTALL)
    assert found is not None, function.__name__
    return {key.partition(":")[0].strip() for key in found[1].split(",")}


def test_every_shape_has_the_keys_that_its_description_names(house: House) -> None:
    seen = set()
    for function, document in shapes(house):
        named = documented(function)
        assert named <= set(document), function.__name__
        assert set(document) - named <= SELECTED | set(show.company_json(house.container.link_companies().list()[0]))
        assert json.loads(json.dumps(document)) == document, f"{function.__name__} holds something that JSON does not"
        seen.add(function.__name__)
    elsewhere = {"import_json", "set_aside_json", "shown_timecard_json"}
    assert seen | elsewhere == {name for name in show.__all__ if name.endswith("_json")}


def test_a_status_in_dutch(tmp_path: Path) -> None:
    empty = make_house(tmp_path)
    (item,) = show.status_json(empty.container.show_status()(), NOW, "nl")["to_do"]
    assert item["what"] == "Activeer de koppeling met Nmbrs: activate --email U@VOORBEELD.NL."


def test_what_is_missing_in_nmbrs_because_of_a_change() -> None:
    key = PayKey(CompanyId("1200"), EmployeeId("503201"), PERIOD, ContractType.ZERO_HOURS, PayKind.HOURS, "2100", "K1")
    before, after = (Amount.parse(text) for text in ("12.50", "13.00"))
    change = LedgerChange("c", "e", Action.CHANGE, key, before, after, Step.PUT_BACK, ChangeState.REFUSED, code="2020")
    document = show.change_json(change, {EmployeeId("503201"): "Noor"})
    assert (document["missing"], document["cost_centre"], document["cost_unit"]) == ("12.50", "K1", None)
    assert (document["name"], document["answer"]) == ("Noor", {"code": "2020", "text": ""})


def test_a_rule_from_the_beginning_has_no_first_day() -> None:
    rule = Rule(Thing.parse("hours"), None, contract_type=ContractType.ZERO_HOURS)
    document = show.rule_json(rule)
    assert (document["from"], document["ignored"], document["code"]) == (None, True, None)
    later = show.rule_json(Rule(Thing.parse("days"), Target(""), valid_from=date(2026, 7, 1)))
    assert (later["from"], later["ignored"], later["code"]) == ("2026-07-01", False, None)
