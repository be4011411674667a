"""Late hours on the command line: how they are asked for, and where they are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from tests.unit.entrypoints.cli.house import HOURS, NOOR, House

OCTOBER, NOVEMBER = PeriodRef(2026, 10), PeriodRef(2026, 11)
SHIFT = ("Noor van Dijk", "05/10/2026", "10:00 - 17:20", "0:00", "")
LATE = ("Noor van Dijk", "06/10/2026", "10:00 - 17:20", "0:00", "")
OF_NOVEMBER = ("--period", "2026-11", "--contract-type", "zero-hours", "--hours")
CARRY = (*OF_NOVEMBER, "--carry", "2026-10")


@pytest.fixture
def late(house: House) -> House:
    """October was paid with 7.33; then 7:20 more came in."""
    house.work(SHIFT)
    house.ok("export", "apply", *HOURS, "--yes")
    house.nmbrs.office.set_current_period(1200, NOVEMBER)
    house.work(SHIFT, LATE)
    return house


def words(screen: str) -> list[str]:
    return [" ".join(line.split()) for line in screen.splitlines()]


def test_the_plan_shows_late_hours_and_how_to_send_them(late: House) -> None:
    plan = late.json("export", "plan", *CARRY)
    (line,) = plan["people"][0]["lines"]
    assert (plan["carry"], line["carried_from"], line["after"]) == (["2026-10"], "2026-10", "7.34")
    assert plan["basis"]["carry"] == "2026-10 closed"
    screen = words(late.ok("export", "plan", *CARRY))
    assert f"Plan {plan['plan']} for 2026-11, zero-hours: hours, with late hours of 2026-10" in screen
    assert "Noor van Dijk ready add hours 2100 from 2026-10 0.00 7.34" in screen
    assert screen[-1] == (
        "eitje-nmbrs export apply --period 2026-11 --contract-type zero-hours --hours --carry 2026-10"
        f" --plan {plan['plan']}"
    )
    assert late.run(*screen[-1].split()[1:]).exit_code == 0
    assert late.nmbrs.office.amounts(NOOR, NOVEMBER) == [(2100, "7.34")]


def test_the_closed_period_shows_what_was_sent_elsewhere(late: House) -> None:
    late.ok("export", "apply", *CARRY, "--yes")
    checked = late.json("verify", "--period", "2026-10")
    (away,) = checked["carried_away"]
    assert (away["name"], away["code"], away["amount"], away["period"]) == ("Noor van Dijk", "2100", "7.34", "2026-11")
    screen = words(late.ok("verify", "--period", "2026-10"))
    assert "Noor van Dijk hours 2100 7.33 7.33 7.33 agrees" in screen
    assert "Late hours of 2026-10 that stand in another period, and are no part of this:" in screen
    assert "Noor van Dijk hours 2100 7.34 2026-11" in screen
    assert "Noor van Dijk hours 2100 from 2026-10 7.34 7.34 7.34 agrees" in words(
        late.ok("verify", "--period", "2026-11")
    )


def test_the_history_and_the_timecards_know_of_late_hours(late: House) -> None:
    done = late.json("export", "apply", *CARRY, "--yes")["export"]
    assert done["carry"] == ["2026-10"]
    listed = words(late.ok("export", "list"))
    assert any("zero-hours: hours, with late hours of 2026-10" in line for line in listed)
    (change,) = late.json("export", "show", done["id"])["changes"]
    assert (change["carried_from"], change["after"]) == ("2026-10", "7.34")
    cards = late.json("timecards", "list", "--period", "2026-10")["timecards"]
    assert [card["state"] for card in cards] == ["proved", "proved"]


def test_nothing_waits_once_late_hours_went_along(late: House) -> None:
    def to_export() -> dict[str, int]:
        (company,) = late.json("status")["companies"]
        found: dict[str, int] = company["to_export"]
        return found

    assert to_export() == {"2026-10": 1}
    late.ok("export", "apply", *CARRY, "--yes")
    assert to_export() == {}


def test_a_plan_of_the_closed_period_says_that_late_hours_may_go_along(late: House) -> None:
    plan = late.json("export", "plan", *HOURS, code=3)
    (finding,) = [finding for finding in plan["findings"] if finding["blocks"]]
    assert finding["code"] == "period-past"
    assert "--carry 2026-10" in finding["remedy"]


def test_a_plan_that_leaves_late_hours_out_says_so_until_they_were_sent(late: House) -> None:
    def warned() -> list[str]:
        return [f["cause"] for f in late.json("export", "plan", *OF_NOVEMBER)["findings"] if f["code"] == "late-hours"]

    (cause,) = warned()
    assert "2026-10" in cause
    assert "of 1 people" in cause
    late.ok("export", "apply", *CARRY, "--yes")
    assert warned() == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--carry", "2026-11"), "carry-not-before"),
        (("--carry", "2026-12"), "carry-not-before"),
        (("--carry", "2025-12"), "wage-period-not-set"),
        (("--carry", "october"), "period-not-readable"),
    ],
)
def test_periods_that_cannot_go_along(late: House, options: tuple[str, ...], code: str) -> None:
    result = late.json("export", "plan", *OF_NOVEMBER, *options, code=2)
    assert result["error"]["code"] == code


def test_days_cannot_go_along(late: House) -> None:
    days = ("--period", "2026-11", "--contract-type", "zero-hours", "--days", "--carry", "2026-10")
    assert late.json("export", "plan", *days, code=2)["error"]["code"] == "carry-needs-amounts"


# -- one writer for all periods involved ------------------------------------------------------------------------------


def test_a_busy_closed_period_keeps_nothing_else_busy(late: House) -> None:
    with late.container.storage().write() as work:
        held = work.leases.acquire(CompanyId("1200"), OCTOBER, "colleague", timedelta(minutes=5))
        work.commit()
    assert held is not None
    error = late.json("export", "apply", *CARRY, "--yes", code=3)["error"]
    assert (error["code"], error["details"]["period"]) == ("export-busy", "2026-10")
    with late.container.storage().read() as work:
        assert work.leases.holder(CompanyId("1200"), NOVEMBER) is None


def test_all_periods_are_held_while_late_hours_are_sent_and_none_afterwards(late: House) -> None:
    seen: list[bool] = []

    def look(call: Call) -> bool:
        if "Insert" in call.operation:
            with late.container.storage().read() as work:
                seen.extend(work.leases.holder(CompanyId("1200"), each) is not None for each in (OCTOBER, NOVEMBER))
        return False

    late.nmbrs.faults.on(Fault.drop_before(), when=look, times=None)
    late.ok("export", "apply", *CARRY, "--yes")
    assert seen == [True, True]
    with late.container.storage().read() as work:
        assert [work.leases.holder(CompanyId("1200"), each) for each in (OCTOBER, NOVEMBER)] == [None, None]


def test_who_loses_the_closed_period_stops(late: House) -> None:
    def take_over(call: Call) -> bool:
        if "Insert" in call.operation:
            with late.container.storage().write() as work:
                held = work.leases.holder(CompanyId("1200"), OCTOBER)
                assert held is not None
                work.leases.release(held)
                work.leases.acquire(CompanyId("1200"), OCTOBER, "another-machine/17", timedelta(minutes=5))
                work.commit()
        return False

    late.nmbrs.faults.on(Fault.drop_before(), when=take_over, times=None)
    error = late.json("export", "apply", *CARRY, "--yes", code=5)["error"]
    assert (error["code"], error["details"]["period"]) == ("lease-lost", "2026-10")
