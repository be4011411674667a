"""The table of exit codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from string import Formatter
from types import SimpleNamespace
from typing import Any

import pytest

from application.export_attempt import Applied
from application.ports.payroll import EnvironmentKind
from application.ports.storage import Company, Export
from application.status import CompanyStatus, Status
from application.verify_export import Verified
from domain.amount import ZERO, Amount
from domain.decisions import Difference
from domain.errors import CATALOGUE, ErrorKind, ErrorText, ProductError
from domain.findings import Finding, details
from domain.ledger import Action, ChangeState, LedgerChange, Step
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayrollSnapshot, Selection
from domain.plan import ExportPlan, PersonPlan, PersonState
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.verification import CheckedLine, Verification
from domain.wage_period import PeriodRef
from domain.watching import Watch
from entrypoints.outcomes import ExitCode, of_applied, of_error, of_plan, of_status, of_verified

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
COMPANY, NOOR, PERIOD = CompanyId("1200"), EmployeeId("503201"), PeriodRef(2026, 10)
SELECTION = Selection(COMPANY, PERIOD, ContractType.ZERO_HOURS, frozenset({Part.HOURS}))
KEY = PayKey(COMPANY, NOOR, PERIOD, ContractType.ZERO_HOURS, PayKind.HOURS, "2100")
EIGHT = Amount.parse("8.00")
AGREES = CheckedLine(NOOR, "Noor", KEY, PayKind.HOURS, "2100", LineId("9"), EIGHT, EIGHT, EIGHT)
PROVED = Verification(SELECTION, (AGREES,), (), (), (), (), ())
FOREIGN = Difference.of_foreign(FoundLine(NOOR, PayKind.HOURS, LineId("7"), "2100", EIGHT), ())
SENT = LedgerChange("c1", "e1", Action.ADD, KEY, ZERO, EIGHT, Step.INSERT, ChangeState.DONE, sent_at=NOW)
UNKNOWN = replace(SENT, state=ChangeState.UNKNOWN)
WATCHED = replace(SENT, state=ChangeState.NOT_LANDED, watch_until=NOW)
MISSING = replace(SENT, action=Action.CHANGE, before=EIGHT, state=ChangeState.PLANNED)
ALL_BLOCKED = Finding("period-past", details=details(period="2026-10", current="2026-11"))


def _filled(text: ErrorText) -> dict[str, Any]:
    """A value for every name in the sentences."""
    return {name: "x" for _, name, _, _ in Formatter().parse(text.what + text.do) if name}


def plan(*states: PersonState, findings: tuple[Finding, ...] = ()) -> ExportPlan:
    people = tuple(PersonPlan(EmployeeId(f"{n}"), f"Person {n}", state) for n, state in enumerate(states))
    return ExportPlan(SELECTION, {}, people, findings)


def applied(
    of: ExportPlan,
    verification: Verification = PROVED,
    changes: tuple[LedgerChange, ...] = (SENT,),
    interrupted: ProductError | None = None,
) -> Applied:
    export = Export("e1", of.hash, SELECTION, 1, (), "Anja", NOW, NOW, "proved")
    return Applied(export, of, changes, verification, interrupted)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ErrorKind.USAGE, ExitCode.USAGE),
        (ErrorKind.NOT_FOUND, ExitCode.USAGE),
        (ErrorKind.PAYROLL, ExitCode.PAYROLL),
        (ErrorKind.BLOCKED, ExitCode.BLOCKED),
    ],
)
def test_every_error_by_its_kind(kind: ErrorKind, code: ExitCode) -> None:
    found = {of_error(ProductError(name, **_filled(text))) for name, text in CATALOGUE.items() if text.kind is kind}
    assert found - {ExitCode.UNKNOWN} == {code}


def test_a_lost_lease_leaves_something_unknown() -> None:
    assert of_error(ProductError("lease-lost", period=PERIOD, company=COMPANY)) is ExitCode.UNKNOWN


READY, UNCHANGED, BLOCKED = PersonState.READY, PersonState.UNCHANGED, PersonState.BLOCKED
LEFT_OUT, UNSETTLED = PersonState.LEFT_OUT, PersonState.UNSETTLED


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (plan(READY, UNCHANGED), 0),
        (plan(), 0),
        (plan(READY, BLOCKED), 1),
        (plan(READY, LEFT_OUT), 1),
        (plan(UNCHANGED, LEFT_OUT), 1),
        (plan(UNSETTLED), 1),
        (plan(UNCHANGED, BLOCKED), 3),
        (plan(BLOCKED), 3),
        (plan(READY, findings=(ALL_BLOCKED,)), 3),
    ],
)
def test_a_plan(made: ExportPlan, code: int) -> None:
    assert of_plan(SimpleNamespace(plan=made)) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("done", "code"),
    [
        (applied(plan(READY)), 0),
        (applied(plan(UNCHANGED), changes=()), 0),
        (applied(plan(READY, BLOCKED)), 1),
        (applied(plan(READY), changes=(SENT, replace(SENT, state=ChangeState.REFUSED))), 1),
        (applied(plan(READY), replace(PROVED, differences=(FOREIGN,))), 1),
        (applied(plan(UNCHANGED, BLOCKED), changes=()), 3),
        (applied(plan(LEFT_OUT), replace(PROVED, differences=(FOREIGN,)), changes=()), 3),
        (applied(plan(READY, BLOCKED), replace(PROVED, unsettled=(UNKNOWN,))), 5),
        (applied(plan(BLOCKED), replace(PROVED, missing_writes=(MISSING,)), changes=()), 5),
        (applied(plan(READY), replace(PROVED, watched=(Watch(WATCHED),))), 5),
        (applied(plan(READY), interrupted=ProductError("payroll-unreachable", detail="time-out")), 5),
    ],
)
def test_an_export(done: Applied, code: int) -> None:
    assert of_applied(done) == code


@pytest.mark.parametrize(
    ("verifications", "code"),
    [
        ((PROVED,), 0),
        ((), 1),
        ((replace(PROVED, differences=(FOREIGN,)),), 1),
        ((PROVED, replace(PROVED, unsettled=(UNKNOWN,), differences=(FOREIGN,))), 5),
        ((PROVED, replace(PROVED, missing_writes=(MISSING,))), 5),
        ((PROVED, replace(PROVED, watched=(Watch(WATCHED),), differences=(FOREIGN,))), 5),
    ],
)
def test_a_comparison(verifications: tuple[Verification, ...], code: int) -> None:
    assert of_verified(Verified(None, PayrollSnapshot(), verifications)) == code  # type: ignore[arg-type]


def test_a_status_with_something_under_watch() -> None:
    company = CompanyStatus(
        Company(COMPANY, "12", "De Kade"), None, None, None, (), (), (), 0, 0, None, {}, (), (WATCHED,)
    )
    assert of_status(Status(EnvironmentKind.DEMO, (), (company,), {}, None)) == 5


@pytest.mark.parametrize(
    ("problem", "waiting", "lacking", "code"),
    [
        (None, (), (), 0),
        (None, (UNKNOWN,), (), 5),
        (None, (), (MISSING,), 5),
        (ProductError("payroll-unreachable", detail="time-out"), (UNKNOWN,), (), 4),
        (ProductError("environment-mismatch", stored="kade (demo)", found="live"), (), (), 3),
    ],
)
def test_the_status(
    problem: ProductError | None,
    waiting: tuple[LedgerChange, ...],
    lacking: tuple[LedgerChange, ...],
    code: int,
) -> None:
    company = CompanyStatus(
        Company(COMPANY, "12", "De Kade"), None, None, None, (), waiting, lacking, 0, 0, None, {}, ()
    )
    assert of_status(Status(EnvironmentKind.DEMO, (), (company,), {"kade": problem} if problem else {}, None)) == code
