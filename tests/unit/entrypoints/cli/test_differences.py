"""Differences, findings, verify and status."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.nmbrs_fake.faults import Fault
from domain.wage_period import PeriodRef
from tests.unit.entrypoints.cli.house import EMAIL, EVERYTHING, HOURS, NOOR, NOORS_MONTH, House

PERIOD = PeriodRef(2026, 10)
LATER = ("Noor van Dijk", "05/10/2026", "10:00 - 19:00", "0:30", "lunch")


@pytest.fixture
def exported(worked: House) -> House:
    """Noor's month is in Nmbrs."""
    worked.ok("export", "apply", *EVERYTHING, "--yes")
    return worked


@pytest.fixture
def typed(worked: House) -> House:
    """The payroll office typed 8.00 on the code of the hours."""
    worked.nmbrs.office.type_line(NOOR, PERIOD, 2100, "8.00")
    worked.run("export", "plan", *HOURS)
    return worked


def test_both_sides_agree(exported: House) -> None:
    document = exported.json("verify", "--period", "2026-10")
    assert (document["proved"], document["clean"], document["unsettled"]) == (True, True, False)
    (comparison,) = document["comparisons"]
    assert [(x["name"], x["code"], x["desired"], x["sent"], x["found"]) for x in comparison["lines"]] == [
        ("Noor van Dijk", "2100", "29.50", "29.50", "29.50"),
        ("Noor van Dijk", "4899", "2.00", "2.00", "2.00"),
    ]
    assert comparison["totals"][0] == {
        "kind": "hours",
        "code": "2100",
        "desired": "29.50",
        "found": "29.50",
        "foreign": "0.00",
    }
    (days,) = comparison["days"]
    assert (days["desired"], days["sent"], days["found"], days["agrees"]) == (4, 4, 4, True)
    assert comparison["not_provable"] == []
    screen = exported.ok("verify", "--period", "2026-10")
    assert "Noor van Dijk  hours 2100  29.50  29.50  29.50  agrees" in screen
    assert screen.splitlines()[-1] == "PROVED: Nmbrs holds exactly what eitje's hours come to."


def test_cost_centres_are_said_to_be_no_part_of_the_proof(worked: House) -> None:
    worked.ok("mapping", "set", "hours", "--contract-type", "zero-hours", "--to", "2100", "--cost-centre", "K1")
    worked.ok("export", "apply", *HOURS, "--yes")
    assert worked.json("verify", "--period", "2026-10")["comparisons"][0]["not_provable"] == ["cost_centre"]
    assert "Nmbrs does not show the cost centre of a line" in worked.ok("verify", "--period", "2026-10")


def test_hours_that_changed_in_eitje_since(exported: House) -> None:
    exported.work(LATER, *NOORS_MONTH[1:])
    document = exported.json("verify", "--period", "2026-10", code=1)
    (changed, _) = document["comparisons"][0]["lines"]
    assert (changed["desired"], changed["found"], changed["causes"]) == ("30.50", "29.50", ["edited in eitje"])
    result = exported.run("verify", "--period", "2026-10")
    assert result.stdout.splitlines()[-1] == "NOT PROVED: see the differences above."


def test_with_nothing_to_compare_nothing_is_proved(house: House) -> None:
    result = house.run("verify", "--period", "2026-10")
    assert result.exit_code == 1
    assert "Nothing to compare" in result.stdout


def test_an_edited_line_is_resolved(exported: House) -> None:
    (line,) = exported.nmbrs.office.lines(NOOR, PERIOD)
    exported.nmbrs.office.edit_line(line.id, "31.00")
    (open_,) = exported.json("differences")["open"]
    assert (open_["period"], open_["name"], open_["cause"]) == ("2026-10", "Noor van Dijk", "edited in Nmbrs")
    assert (open_["sent"], open_["found"], open_["wanted"]) == ("29.50", "31.00", "29.50")
    assert open_["offered"] == ["restore-ours", "keep-theirs"]
    assert open_["id"] in exported.ok("differences", "--period", "2026-10")

    words = ("differences", "resolve", open_["id"], "--keep-theirs", "--reason", "agreed with Piet")
    decision = exported.json(*words)
    assert (decision["choice"], decision["by"], decision["reason"]) == ("keep-theirs", "Anja", "agreed with Piet")
    after = exported.json("differences", "list")
    assert (after["open"], [each["choice"] for each in after["decided"]]) == ([], ["keep-theirs"])
    screen = exported.ok("verify", "--period", "2026-10")
    assert "keep-theirs: Anja, agreed with Piet" in screen
    assert "1 difference that somebody accepted" in screen


def test_a_foreign_line_is_adopted(typed: House) -> None:
    plan = typed.json("export", "plan", *HOURS, code=3)
    (noor,) = plan["people"]
    assert noor["foreign"][0]["amount"] == "8.00"
    (open_,) = noor["differences"]
    typed.ok("differences", "resolve", open_["id"], "--adopt", "--reason", "the same hours")
    done = typed.json("export", "apply", *HOURS, "--yes")
    assert [(c["action"], c["before"], c["after"]) for c in done["changes"]] == [("change", "8.00", "29.50")]
    assert typed.nmbrs.office.amounts(NOOR, PERIOD) == [(2100, "29.50")]


def test_exactly_one_choice_with_a_reason(typed: House) -> None:
    (open_,) = typed.json("differences")["open"]
    resolve = ("differences", "resolve", open_["id"], "--reason", "because")
    assert typed.json(*resolve, code=2)["error"]["code"] == "usage"
    assert typed.json(*resolve, "--adopt", "--on-top", code=2)["error"]["code"] == "usage"
    assert typed.json(*resolve, "--keep-theirs", code=2)["error"]["code"] == "choice-not-offered"
    assert typed.json(*resolve[:3], "--adopt", code=2)["error"]["code"] == "reason-needed"
    assert typed.json("differences", "resolve", "D0", *resolve[3:], "--adopt", code=2)["error"]["code"] == (
        "difference-unknown"
    )


def test_a_warning_is_set_aside_and_what_blocks_is_not(house: House) -> None:
    path = house.write_hours(*NOORS_MONTH, ("Kees Vos", "06/10/2026", "10:00 - 15:00", "0:00", ""))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("nul uren,Kees06", "zzp,Kees06"), encoding="utf-8")
    house.ok("timecards", "import", str(path))
    found = house.json("export", "plan", *HOURS)["findings"]
    (warning,) = [finding for finding in found if finding["code"] == "never-exported"]
    assert (warning["code"], warning["blocks"], warning["set_aside"]) == ("never-exported", False, False)
    assert warning["id"] in house.ok("export", "plan", *HOURS)

    aside = house.json("findings", "ignore", warning["id"], "--reason", "a freelancer")
    assert (aside["finding"], aside["by"], aside["reason"]) == (warning["id"], "Anja", "a freelancer")
    found = house.json("export", "plan", *HOURS)["findings"]
    assert [finding["code"] for finding in found if finding["set_aside"]] == ["never-exported"]
    screen = house.ok("export", "plan", *HOURS)
    assert "1 warning set aside." in screen
    assert warning["id"] not in screen
    assert house.json("findings", "ignore", "F0", "--reason", "x", code=2)["error"]["code"] == "finding-unknown"
    assert house.json("findings", "ignore", warning["id"], code=2)["error"]["code"] == "reason-needed"


def test_status_before_anything(empty_house: House) -> None:
    document = empty_house.json("status")
    assert (document["environment"], document["connection"], document["companies"]) == ("demo", None, [])
    assert [(item["who"], item["code"]) for item in document["to_do"]] == [("user", "activate")]
    assert "Not activated." in empty_house.ok("status")


def test_status_says_what_is_to_be_done_next(empty_house: House) -> None:
    empty_house.activate()
    codes = [item["code"] for item in empty_house.json("status")["to_do"]]
    assert codes == ["sync", "set-wage-period"]


def test_status_of_a_company_that_exported(exported: House) -> None:
    document = exported.json("status")
    (company,) = document["companies"]
    assert (company["id"], company["payroll"]["current"]) == ("1200", "2026-10")
    assert company["last_export"]["result"] == "proved"
    assert (company["waiting"], company["busy"], company["open_findings"]) == ([], [], 0)
    screen = exported.ok("status")
    assert "Nmbrs' current period:  2026-10" in screen
    assert "proved" in screen


def test_status_counts_what_blocks(typed: House) -> None:
    document = typed.json("status")
    assert document["companies"][0]["open_findings"] == 1
    (item,) = [item for item in document["to_do"] if item["code"] == "findings"]
    assert item["what"].startswith("Findings in the last plan that block somebody: 1.")


def test_status_while_somebody_exports(exported: House) -> None:
    with exported.container.storage().write() as work:
        work.leases.acquire("1200", PERIOD, "another-machine/17", timedelta(minutes=5))
        work.commit()
    item = next(item for item in exported.json("status")["to_do"] if item["code"] == "busy")
    assert (item["who"], item["company"]) == ("nobody", "1200")
    assert "another-machine/17 is exporting 2026-10 now" in item["what"]
    assert exported.json("export", "apply", *HOURS, "--yes", code=3)["error"]["code"] == "export-busy"


def test_status_when_nmbrs_cannot_be_asked(worked: House) -> None:
    worked.nmbrs.faults.on(Fault.no_connection(), times=None)
    document = worked.json("status", code=4)
    assert document["problem"]["code"] == "payroll-unreachable"
    assert document["companies"][0]["payroll"] is None
    assert document["to_do"][0]["code"] == "payroll-unreachable"


def test_a_missing_right_is_for_the_payroll_office(worked: House) -> None:
    worked.nmbrs.office.user(EMAIL).switched_off.add("Run_GetList")
    document = worked.json("status", code=4)
    assert document["problem"]["code"] == "right-missing"
    assert (document["to_do"][0]["who"], document["to_do"][0]["code"]) == ("payroll-office", "right-missing")
