"""Between plan and export: what makes the plan lapse, what leaves one person out, and what does not matter."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from application.export_attempt import Applied
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from domain.amount import Amount
from domain.errors import ProductError
from domain.finding_settings import FindingChange
from domain.findings import Finding
from domain.ledger import Ownership, OwnLine
from domain.pay_line import Part, PayKey, PayKind
from domain.plan import PersonState
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.scenarios.hours import Row
from tests.scenarios.office import COMPANY, OCTOBER, is_write
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

NOOR, DAAN, FATIMA = "Noor van Dijk", "Daan de Vries", "Fatima el Amrani"
BOTH = frozenset({Part.HOURS, Part.DAYS})
REQUEST = ExportRequest(None, OCTOBER, ContractType.ZERO_HOURS, BOTH)
ANJA = (Consent("days", "Anja"),)


class House:
    """De Kade with 8 hours of Noor and 6 of Daan in eitje."""

    def __init__(self, folder: Path) -> None:
        self.stage = MemoryStage(folder, ExitStack())
        self.world = World(self.stage, folder)
        self.world.set_up()
        self.office = self.world.office
        self.work(NOOR, 8)
        self.work(DAAN, 6)

    def work(self, name: str, hours: int) -> None:
        self.world.hours.work(name, hours)
        self.world.import_hours()

    def gone(self, name: str) -> None:
        self.world.hours.remove(name)
        self.world.import_hours()

    def rows(self, change: Callable[[list[Row]], None]) -> None:
        """Something else about the entries changes in eitje."""
        change(self.world.hours.rows)
        self.world.import_hours()

    def plan(self, request: ExportRequest = REQUEST) -> str:
        return self.stage.container.prepare_export()(request, "Anja").plan.hash

    def apply(self, plan: str, request: ExportRequest = REQUEST) -> Applied:
        return self.stage.container.apply_export()(request, plan, "Anja")

    def export(self) -> None:
        """Everything is there and proved."""
        assert self.apply(self.plan()).export.result == "proved"
        self.office.forget_calls()

    def resolve(self, name: str, choice: str) -> None:
        self.world.driver.plan("2026-10", {"hours", "days"}, ())
        self.world.resolve(name, choice)

    def held(self, name: str) -> list[str]:
        """The amounts on the code of worked hours."""
        return [f"{amount:f}" for amount in self.office.lines(name, "hour", "2100")]

    @property
    def wrote(self) -> bool:
        return any(is_write(entry.call) for entry in self.stage.nmbrs.log.entries)

    def by_an_older_version(self, plan: str) -> None:
        """The plan was made by a version of this product with other rules."""
        with self.stage.container.storage().write() as work:
            stored = work.ledger.plan(plan)
            assert stored is not None
            work.ledger.put_plan(replace(stored, basis={**stored.basis, "rules": "0"}))
            work.commit()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


# -- for the whole company --------------------------------------------------------------------------------------------

Happens = Callable[[House], None]


def _closes(house: House) -> None:
    house.office.move_on("2026-11")


def _reopens(house: House) -> None:
    house.office.move_on("2026-09")


def _is_paid(house: House) -> None:
    house.office.lock_run("2026-10")


def _gets_another_rule(house: House) -> None:
    house.world.driver.map("hours", "2190", contract_type="zero-hours")


def _gets_a_rule_for_something_else(house: House) -> None:
    house.world.driver.map("meal:ontbijt", "4899")


def _starts_another_day(house: House) -> None:
    house.world.driver.set_wage_period(date(2026, 1, 2))


@pytest.mark.parametrize(
    ("happens", "named"),
    [
        (_closes, "current period"),
        (_reopens, "current period"),
        (_is_paid, "run"),
        (_gets_another_rule, "mapping"),
        (_gets_a_rule_for_something_else, "mapping"),
        (_starts_another_day, "calendar"),
        (lambda house: house.by_an_older_version(house.plan()), "rules"),
    ],
)
def test_what_changes_for_the_whole_company_makes_the_plan_lapse(house: House, happens: Happens, named: str) -> None:
    plan = house.plan()
    happens(house)
    with pytest.raises(ProductError) as lapsed:
        house.apply(plan)
    assert (lapsed.value.code, lapsed.value.details) == ("plan-lapsed", {"changes": named})
    assert not house.wrote


def test_a_run_that_is_unlocked_makes_the_plan_lapse(house: House) -> None:
    house.office.lock_run("2026-10")
    request = replace(REQUEST, consents=(Consent("locked", "Anja"),))
    plan = house.plan(request)
    house.stage.nmbrs.office.unlock_run(COMPANY, OCTOBER)
    with pytest.raises(ProductError) as lapsed:
        house.apply(plan, request)
    assert (lapsed.value.code, lapsed.value.details) == ("plan-lapsed", {"changes": "run"})


@pytest.mark.parametrize(
    ("planned", "applied"),
    [((), ANJA), (ANJA, ()), (ANJA, (Consent("days", "Piet"),)), (ANJA, (Consent("past", "Anja"),))],
)
def test_consent_is_part_of_what_was_agreed_to(
    house: House, planned: tuple[Consent, ...], applied: tuple[Consent, ...]
) -> None:
    plan = house.plan(replace(REQUEST, consents=planned))
    with pytest.raises(ProductError) as lapsed:
        house.apply(plan, replace(REQUEST, consents=applied))
    assert (lapsed.value.code, lapsed.value.details) == ("plan-lapsed", {"changes": "consents"})
    assert not house.wrote


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, parts=frozenset({Part.HOURS})),
        replace(REQUEST, parts=BOTH | {Part.MEALS}),
        replace(REQUEST, people=(NOOR,)),
        replace(REQUEST, contract_type=ContractType.HOURS_CONTRACT),
        replace(REQUEST, period=PeriodRef(2026, 9)),
    ],
)
def test_a_plan_is_for_its_own_selection_only(house: House, other: ExportRequest) -> None:
    plan = house.plan()
    with pytest.raises(ProductError) as refused:
        house.apply(plan, other)
    assert refused.value.code == "plan-for-other-selection"
    assert not house.wrote


# -- for one person ---------------------------------------------------------------------------------------------------


def _daans_hours_change(house: House) -> None:
    house.work(DAAN, 7)


def _daans_hours_go(house: House) -> None:
    house.gone(DAAN)


def _daan_works_another_day_too(house: House) -> None:
    half = {"name": DAAN, "date": "2026-10-14", "break": "0:00", "time": "09:00 - 12:00"}
    house.rows(lambda rows: rows.extend([half]))


def _a_line_is_typed_for_daan(house: House) -> None:
    house.office.type_line(DAAN, "hour", "2100", "2.00")


def _days_of_daan_are_set(house: House) -> None:
    house.office.set_days(DAAN, 9)


def _daans_line_is_edited(house: House) -> None:
    house.office.edit_line(DAAN, "5.00")


def _daans_line_is_deleted(house: House) -> None:
    house.office.delete_line(DAAN)


def _daans_line_is_moved(house: House) -> None:
    house.office.move_line(DAAN, "2190")


def _only_daan_is_left_out(house: House, applied: Applied) -> None:
    left = {person.name: [finding.code for finding in person.findings] for person in applied.plan.left_behind}
    assert list(left) == [DAAN]
    assert "changed-since-plan" in left[DAAN]
    assert applied.plan.left_behind[0].state is PersonState.LEFT_OUT
    assert applied.export.result == "differences"
    assert house.office.written_for() == {house.office.employee(NOOR)}


@pytest.mark.parametrize(
    "happens",
    [
        _daans_hours_change,
        _daans_hours_go,
        _daan_works_another_day_too,
        _a_line_is_typed_for_daan,
        _days_of_daan_are_set,
    ],
)
def test_what_changes_for_one_person_leaves_out_that_person_only(house: House, happens: Happens) -> None:
    plan = house.plan()
    happens(house)
    _only_daan_is_left_out(house, house.apply(plan))
    assert (house.held(NOOR), house.office.days(NOOR)) == (["8.00"], 1)


@pytest.mark.parametrize(
    "happens",
    [
        _daans_hours_change,
        _daans_hours_go,
        _a_line_is_typed_for_daan,
        _days_of_daan_are_set,
        _daans_line_is_edited,
        _daans_line_is_deleted,
        _daans_line_is_moved,
    ],
)
def test_the_same_holds_for_a_correction(house: House, happens: Happens) -> None:
    house.export()
    house.work(NOOR, 9)
    _daan_works_another_day_too(house)
    plan = house.plan()
    happens(house)
    _only_daan_is_left_out(house, house.apply(plan))
    assert house.held(NOOR) == ["9.00"]


def test_somebody_whose_hours_turn_out_to_be_sent_by_eitjes_own_link_is_left_out(house: House) -> None:
    plan = house.plan()
    house.rows(
        lambda rows: [row.update(status="geëxporteerd" if row["name"] == DAAN else "goedgekeurd") for row in rows]
    )
    applied = house.apply(plan)
    _only_daan_is_left_out(house, applied)
    assert "own-link-sent" in [finding.code for finding in applied.plan.left_behind[0].findings]
    assert house.held(DAAN) == []


def test_somebody_who_comes_up_after_the_plan_is_left_out(house: House) -> None:
    house.gone(DAAN)
    plan = house.plan()
    house.work(DAAN, 6)
    _only_daan_is_left_out(house, house.apply(plan))


def test_a_line_on_top_of_ours_that_goes_leaves_out_that_person(house: House) -> None:
    _a_line_is_typed_for_daan(house)
    house.resolve(DAAN, "on-top")
    plan = house.plan()
    house.office.delete_line(DAAN)
    _only_daan_is_left_out(house, house.apply(plan))


@pytest.mark.parametrize("choice", ["adopt", "on-top"])
def test_a_line_decided_about_after_the_plan_leaves_out_that_person(house: House, choice: str) -> None:
    _a_line_is_typed_for_daan(house)
    plan = house.plan()
    house.resolve(DAAN, choice)
    _only_daan_is_left_out(house, house.apply(plan))


def test_days_decided_about_after_the_plan_leave_out_that_person(house: House) -> None:
    house.export()
    house.work(NOOR, 9)
    _days_of_daan_are_set(house)
    plan = house.plan()
    house.resolve(DAAN, "restore-ours")
    _only_daan_is_left_out(house, house.apply(plan))
    assert house.office.days(DAAN) == 9


def test_a_line_restored_by_a_word_after_the_plan_leaves_out_that_person(house: House) -> None:
    house.export()
    house.work(NOOR, 9)
    _daans_line_is_edited(house)
    plan = house.plan()
    house.resolve(DAAN, "restore-ours")
    _only_daan_is_left_out(house, house.apply(plan))
    assert house.held(DAAN) == ["5.00"]


def test_somebody_whose_line_the_plan_took_away_is_not_left_out_when_it_is_applied_again(house: House) -> None:
    request = replace(REQUEST, parts=frozenset({Part.HOURS}))
    assert house.apply(house.plan(request), request).export.result == "proved"
    house.gone(DAAN)
    plan = house.plan(request)
    for _ in range(2):
        applied = house.apply(plan, request)
        assert (applied.export.result, applied.plan.left_behind) == ("proved", ())
    assert house.held(DAAN) == []


def test_somebody_who_vanishes_after_an_attempt_that_had_nothing_to_do_for_them_is_not_named(house: House) -> None:
    request = replace(REQUEST, parts=frozenset({Part.HOURS}))
    assert house.apply(house.plan(request), request).export.result == "proved"
    _daans_line_is_deleted(house)
    house.gone(DAAN)
    house.work(NOOR, 9)
    plan = house.plan(request)
    for _ in range(2):
        applied = house.apply(plan, request)
        assert (applied.export.result, applied.plan.left_behind) == ("proved", ())
    assert house.held(NOOR) == ["9.00"]


# -- what does not matter ---------------------------------------------------------------------------------------------


def _a_warning_is_set_aside(house: House) -> None:
    approved = [{**row, "status": "goedgekeurd"} for row in house.world.hours.rows]
    house.world.hours.replace([*approved, {**approved[1], "date": "2026-10-13", "status": "nog te accorderen"}])
    house.world.import_hours()
    plan = house.world.driver.plan("2026-10", {"hours", "days"}, ())
    found = [f for person in plan["people"] for f in person["findings"]]
    (warning,) = [f["id"] for f in found if f["code"] == "pending-entry"]
    house.stage.container.set_findings_aside()(None, warning, "known", "Anja")


def _the_code_gets_another_description(house: House) -> None:
    for model in house.stage.nmbrs.core.companies[COMPANY].hour_models:
        model[:] = [replace(code, description="Uren") if code.code == 2100 else code for code in model]


def _the_same_file_is_imported_again(house: House) -> None:
    house.world.import_hours()


def _a_line_on_another_code_is_typed(house: House) -> None:
    house.office.type_line(DAAN, "hour", "2190", "2.00")
    house.office.type_line(DAAN, "wage", "4900", "50.00")


def _the_entry_is_cut_in_two(house: House) -> None:
    house.rows(lambda rows: rows[1].update(time="09:00 - 12:00"))
    house.rows(lambda rows: rows.append({**rows[1], "time": "13:00 - 16:00"}))


def _meals_are_registered(house: House) -> None:
    house.rows(lambda rows: rows[1].update(meals="lunch"))


def _days_of_somebody_else_are_set(house: House) -> None:
    house.office.set_days(FATIMA, 3)


def _thresholds_change(house: House) -> None:
    change = FindingChange(longest_shift=300, unusual_percent=1, off=frozenset({"zero-time"}))
    house.stage.container.set_finding_thresholds()(None, change, "Anja")


def _the_history_changes(house: House) -> None:
    """Noor turns out to have had 100 hours in September."""
    key = PayKey(
        CompanyId(str(COMPANY)),
        EmployeeId(str(house.office.employee(NOOR))),
        PeriodRef(2026, 9),
        ContractType.ZERO_HOURS,
        PayKind.HOURS,
        "2100",
    )
    line = OwnLine(key, LineId("9"), Amount.whole(100), frozenset({Part.HOURS}), (), Ownership.KNOWN, "e")
    with house.stage.container.storage().write() as work:
        work.ledger.put_own([line])
        work.commit()
    (warned,) = [f for f in _warnings(house) if f.code == "unusual-hours"]
    assert (warned.person, dict(warned.details)["usual"]) == (NOOR, "100.00")


def _warnings(house: House) -> list[Finding]:
    return list(house.stage.container.list_findings()(None, OCTOBER).findings)


def _a_shift_on_a_day_of_leave(house: House) -> None:
    leave = {"name": NOOR, "date": "2026-10-12", "break": "0:00", "time": "08:00 - 12:00", "type": "verlof"}
    house.rows(lambda rows: [row.setdefault("type", "gewerkte uren") for row in rows])
    house.rows(lambda rows: rows.append(leave))
    assert "hours-on-leave" in [finding.code for finding in _warnings(house)]


def _hours_of_another_month_change(house: House) -> None:
    house.rows(lambda rows: rows.append({**rows[1], "date": "2026-11-02"}))


@pytest.mark.parametrize(
    "happens",
    [
        _a_warning_is_set_aside,
        _thresholds_change,
        _the_history_changes,
        _a_shift_on_a_day_of_leave,
        _the_code_gets_another_description,
        _the_same_file_is_imported_again,
        _a_line_on_another_code_is_typed,
        _the_entry_is_cut_in_two,
        _meals_are_registered,
        _days_of_somebody_else_are_set,
        _hours_of_another_month_change,
    ],
)
def test_what_does_not_matter_leaves_the_plan_as_it_is(house: House, happens: Happens) -> None:
    plan = house.plan()
    happens(house)
    assert house.plan() == plan
    applied = house.apply(plan)
    assert (applied.export.result, applied.plan.left_behind) == ("proved", ())
    assert (house.held(NOOR), house.held(DAAN)) == (["8.00"], ["6.00"])


def test_whoever_was_not_selected_may_change(house: House) -> None:
    request = replace(REQUEST, people=(NOOR,))
    plan = house.plan(request)
    house.work(DAAN, 7)
    house.work(FATIMA, 3)
    _a_line_is_typed_for_daan(house)
    applied = house.apply(plan, request)
    assert ([person.name for person in applied.plan.people], applied.plan.left_behind) == ([NOOR], ())
    assert (house.held(NOOR), house.held(DAAN), house.held(FATIMA)) == (["8.00"], ["2.00"], [])


def test_days_do_not_matter_when_their_box_is_not_ticked(house: House) -> None:
    request = replace(REQUEST, parts=frozenset({Part.HOURS}))
    plan = house.plan(request)
    _days_of_daan_are_set(house)
    applied = house.apply(plan, request)
    assert (applied.plan.left_behind, house.held(DAAN), house.office.days(DAAN)) == ((), ["6.00"], 9)


def test_a_plan_made_again_of_the_same_has_the_same_hash(house: House) -> None:
    assert house.plan() == house.plan()
