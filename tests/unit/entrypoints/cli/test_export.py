"""Plan and export: exit codes, questions, and what the documents say."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from domain.pay_line import PayKind
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from tests.unit.entrypoints.cli.house import BRAM, DAAN, EVERYTHING, HOURS, NOOR, NOORS_MONTH, OCTOBER, TOKEN, House

PERIOD = PeriodRef(2026, 10)
STRANGER = ("Nieuwe Invaller", "06/10/2026", "10:00 - 15:00", "0:00", "")
DAANS_SHIFT = ("Daan de Vries", "06/10/2026", "10:00 - 16:00", "0:00", "")


def plan_of(house: House, *words: str, code: int = 0) -> str:
    plan: str = house.json("export", "plan", *words, code=code)["plan"]
    return plan


def test_a_plan_sends_nothing_and_says_what_would_change(worked: House) -> None:
    plan = worked.json("export", "plan", *EVERYTHING)
    assert (plan["company"], plan["period"], plan["contract_type"]) == ("1200", "2026-10", "zero-hours")
    assert (plan["environment"], plan["blocked"], plan["people_selected"]) == ("demo", False, None)
    assert plan["parts"] == ["days", "hours", "meals"]
    (noor,) = plan["people"]
    assert (noor["employee"], noor["name"], noor["state"]) == (str(NOOR), "Noor van Dijk", "ready")
    assert [(x["action"], x["kind"], x["code"], x["before"], x["after"]) for x in noor["lines"]] == [
        ("add", "hours", "2100", "0.00", "29.50"),
        ("add", "wage", "4899", "0.00", "2.00"),
    ]
    assert noor["days"] == {"found": 0, "after": 4, "writes": True}
    assert plan["totals"] == [
        {"kind": "hours", "code": "2100", "amount": "29.50"},
        {"kind": "wage", "code": "4899", "amount": "2.00"},
    ]
    assert plan["counts"] == {"add": 2, "set-days": 1, "people": {"ready": 1}}
    assert worked.nmbrs.office.lines(NOOR, PERIOD) == []


def test_the_screen_of_a_plan_shows_amounts_and_how_to_go_on(worked: House) -> None:
    screen = worked.ok("export", "plan", *EVERYTHING)
    lines = [line.split() for line in screen.splitlines()]
    assert screen.splitlines()[0] == "DEMO · kadegroep · De Kade Horeca B.V. (company 1200)"
    assert ["Noor", "van", "Dijk", "ready", "add", "hours", "2100", "0.00", "29.50"] in lines
    assert ["Noor", "van", "Dijk", "ready", "set-days", "days", "0", "4"] in lines
    hash_ = plan_of(worked, *EVERYTHING)
    assert screen.splitlines()[-1].endswith(f"--contract-type zero-hours --days --hours --meals --plan {hash_}")


def test_none_of_the_four_boxes(worked: House) -> None:
    assert worked.json("export", "plan", *OCTOBER, code=2)["error"]["code"] == "nothing-selected"


def test_a_plan_is_applied_by_its_hash_and_proved(worked: House) -> None:
    done = worked.json("export", "apply", *EVERYTHING, "--plan", plan_of(worked, *EVERYTHING))
    assert (done["outcome"], done["proved"], done["wrote"], done["interrupted"]) == ("proved", True, True, None)
    assert [(c["action"], c["kind"], c["code"], c["after"], c["state"]) for c in done["changes"]] == [
        ("add", "hours", "2100", "29.50", "done"),
        ("add", "wage", "4899", "2.00", "done"),
        ("set-days", "days", "", "4.00", "done"),
    ]
    assert worked.nmbrs.office.amounts(NOOR, PERIOD) == [(2100, "29.50")]
    assert worked.nmbrs.office.amounts(NOOR, PERIOD, PayKind.WAGE) == [(4899, "2.00")]
    assert worked.nmbrs.office.days(NOOR, PERIOD) == 4


def test_applying_again_changes_nothing(worked: House) -> None:
    worked.ok("export", "apply", *EVERYTHING, "--yes")
    worked.nmbrs.log.clear()
    screen = worked.ok("export", "apply", *EVERYTHING, "--yes")
    assert "Nothing had to be written." in screen
    assert screen.splitlines()[-1] == "PROVED: Nmbrs holds exactly what eitje's hours come to."
    assert worked.nmbrs.office.amounts(NOOR, PERIOD) == [(2100, "29.50")]


def test_without_a_terminal_nothing_is_sent_unless_somebody_agreed(worked: House) -> None:
    assert worked.json("export", "apply", *HOURS, code=2)["error"]["code"] == "plan-unconfirmed"
    assert worked.nmbrs.office.lines(NOOR, PERIOD) == []


def test_at_a_terminal_the_plan_is_shown_and_asked(worked: House) -> None:
    refused = worked.run("export", "apply", *EVERYTHING, answers="n\n")
    assert refused.exit_code == 3
    assert "Plan " in refused.stdout
    assert "Send 2 line(s), 1 number(s) of days of 1 person to demo Nmbrs?" in refused.stderr
    assert "Nothing was sent." in refused.stderr
    assert worked.nmbrs.office.lines(NOOR, PERIOD) == []

    agreed = worked.run("export", "apply", *EVERYTHING, answers="y\n")
    assert agreed.exit_code == 0
    assert "PROVED" in agreed.stdout


def test_at_a_terminal_json_stays_one_document(worked: House) -> None:
    agreed = worked.run("export", "apply", *HOURS, "--json", answers="y\n")
    assert json.loads(agreed.stdout)["outcome"] == "proved"
    assert "29.50" in agreed.stderr


def test_a_plan_that_is_not_there_or_was_for_something_else(worked: House) -> None:
    assert worked.json("export", "apply", *HOURS, "--plan", "nothing", code=2)["error"]["code"] == "plan-unknown"
    other = worked.json("export", "apply", *HOURS, "--plan", plan_of(worked, *EVERYTHING), code=2)
    assert other["error"]["code"] == "plan-for-other-selection"


def test_a_lapsed_plan_sends_nothing(worked: House) -> None:
    agreed = plan_of(worked, *HOURS)
    worked.ok("mapping", "set", "hours", "--contract-type", "zero-hours", "--to", "2190")
    assert worked.json("export", "apply", *HOURS, "--plan", agreed, code=3)["error"]["code"] == "plan-lapsed"
    assert worked.nmbrs.office.lines(NOOR, PERIOD) == []


def test_one_person_blocked_the_other_sent(house: House) -> None:
    house.work(*NOORS_MONTH, STRANGER)
    plan = house.json("export", "plan", *EVERYTHING, code=1)
    assert plan["counts"]["people"] == {"blocked": 1, "ready": 1}
    done = house.json("export", "apply", *EVERYTHING, "--yes", code=1)
    assert [person["name"] for person in done["left_behind"]] == ["Nieuwe Invaller"]
    assert done["left_behind"][0]["findings"][0]["code"] == "not-linked"
    assert done["outcome"] == "differences"
    again = house.run("export", "apply", *EVERYTHING, "--yes")
    assert again.exit_code == 3, "nothing was sent and somebody was left out"
    assert "Nothing was sent for Nieuwe Invaller: blocked." in again.stdout


def test_nobody_ready_while_somebody_is_blocked(house: House) -> None:
    house.work(STRANGER)
    result = house.run("export", "plan", *HOURS)
    assert result.exit_code == 3
    assert "Nobody is ready" in result.stdout


def test_findings_speak_the_language_that_is_set(house: House) -> None:
    house.work(STRANGER)
    dutch = house.container.settings().model_copy(update={"language": "nl"})
    house.container.settings.override(dutch)
    (finding,) = house.json("export", "plan", *HOURS, code=3)["people"][0]["findings"]
    assert finding["cause"].startswith("Nieuwe Invaller heeft uren in deze periode")


def test_a_past_period_needs_a_name(worked: House) -> None:
    worked.nmbrs.office.set_current_period(1200, PeriodRef(2026, 11))
    blocked = worked.json("export", "plan", *HOURS, code=3)
    assert blocked["blocked"] is True
    assert [finding["code"] for finding in blocked["findings"] if finding["blocks"]] == ["period-past"]
    assert worked.json("export", "apply", *HOURS, "--yes", code=3)["error"]["code"] == "export-blocked"
    nameless = worked.json("export", "plan", *HOURS, "--consent", "past", code=2)
    assert nameless["error"]["code"] == "consent-needs-name"
    done = worked.json("export", "apply", *HOURS, "--yes", "--consent", "past", "--by", "Piet")
    assert done["export"]["consents"] == [{"what": "past", "by": "Piet"}]
    assert worked.run("export", "plan", *HOURS, "--consent", "holiday").exit_code == 2


def test_only_the_people_that_were_named(house: House) -> None:
    house.work(*NOORS_MONTH, DAANS_SHIFT)
    plan = house.json("export", "plan", *HOURS, "--people", "daan de vries")
    assert plan["people_selected"] == [str(DAAN)]
    assert [person["name"] for person in plan["people"]] == ["Daan de Vries"]
    error = house.json("export", "plan", *HOURS, "--people", "Niemand", code=2)["error"]
    assert error["code"] == "employee-unknown"


def test_a_refused_line_is_told_with_nmbrs_own_words(house: House) -> None:
    house.work(*NOORS_MONTH, DAANS_SHIFT)
    house.nmbrs.faults.on(Fault.refused("2020", "Not for this employee"), employee=NOOR, times=None, when=_writes)
    done = house.json("export", "apply", *HOURS, "--yes", code=1)
    refused = [change for change in done["changes"] if change["id"] in done["refused"]]
    assert [(change["name"], change["answer"]) for change in refused] == [
        ("Noor van Dijk", {"code": "2020", "text": "Not for this employee"})
    ]
    screen = house.run("export", "show", done["export"]["id"][:8]).stdout
    assert "2020 Not for this employee" in screen


def _writes(call: Call) -> bool:
    return "_Insert" in call.operation


def test_an_outcome_that_is_not_known_yet(worked: House) -> None:
    worked.nmbrs.faults.on(Fault.drop_before(), when=_writes)
    done = worked.run("export", "apply", *HOURS, "--yes")
    assert done.exit_code == 5
    assert "NOT KNOWN YET: run the same export again after " in done.stdout
    status = worked.json("status", code=5)
    assert [change["state"] for change in status["companies"][0]["waiting"]] == ["unknown"]
    assert [item["code"] for item in status["to_do"] if item["code"] in ("wait", "settle")] != []
    verified = worked.json("verify", "--period", "2026-10", code=5)
    assert verified["unsettled"] is True


def test_wait_stays_until_everything_is_known(worked: House) -> None:
    worked.nmbrs.call_timeout = timedelta(seconds=0.05)
    worked.nmbrs.faults.on(Fault.drop_before(), when=_writes)
    done = worked.json("export", "apply", *HOURS, "--yes", "--wait")
    assert (done["outcome"], done["wrote"]) == ("proved", True)
    assert [change["state"] for change in done["changes"]] == ["not-landed", "done"]
    assert worked.nmbrs.office.amounts(NOOR, PERIOD) == [(2100, "29.50")]


def test_what_was_given_up_is_shown_until_a_check_ends_the_watch(worked: House) -> None:
    worked.nmbrs.call_timeout = timedelta(seconds=0.3)
    worked.nmbrs.faults.on(Fault.drop_before(), when=_writes)
    assert worked.run("export", "apply", *HOURS, "--yes").exit_code == 5
    wait_until_settled(worked)
    done = worked.run("export", "apply", *HOURS, "--yes")
    assert done.exit_code == 5
    shown = " ".join(done.stdout.split())
    assert "29.50 on hours 2100 of Noor van Dijk may still land in Nmbrs." in shown
    assert "UNDER WATCH: run verify --period 2026-10 after 20" in shown
    status = worked.run("status")
    assert status.exit_code == 5
    assert "29.50 on hours 2100 of Noor van Dijk may still land in Nmbrs." in " ".join(status.stdout.split())
    typed = worked.nmbrs.office.type_line(NOOR, PERIOD, 2100, "29.50")
    checked = worked.run("verify", "--period", "2026-10")
    shown = " ".join(checked.stdout.split())
    assert checked.exit_code == 5
    assert f"Line {typed} of 29.50 may be it: see differences." in shown
    assert "UNDER WATCH: a line above may be what was given up" in shown
    worked.nmbrs.office.delete_line(typed)
    with worked.container.storage().read() as work:
        (change,) = work.ledger.watched_changes(CompanyId("1200"), PERIOD)
        assert change.watch_until is not None
        time.sleep(max(0.0, (change.watch_until - work.now()).total_seconds()))
    assert "PROVED" in worked.ok("verify", "--period", "2026-10")
    assert worked.json("status")["companies"][0]["under_watch"] == []


def test_a_check_that_finds_a_call_lost_asks_for_the_export_and_not_for_a_check(worked: House) -> None:
    worked.nmbrs.call_timeout = timedelta(seconds=0.05)
    worked.nmbrs.faults.on(Fault.drop_before(), when=_writes)
    assert worked.run("export", "apply", *HOURS, "--yes").exit_code == 5
    wait_until_settled(worked)
    checked = worked.run("verify", "--period", "2026-10")
    assert checked.exit_code == 5
    assert "NOT KNOWN YET: run the same export again" in checked.stdout


def wait_until_settled(house: House) -> None:
    """Until everything that is not known can be."""
    with house.container.storage().read() as work:
        moments = [c.settle_at for c in work.ledger.open_changes(CompanyId("1200"), PERIOD) if c.settle_at]
        time.sleep(max(0.0, (max(moments) - work.now()).total_seconds()))


def test_an_interruption_after_a_write(worked: House) -> None:
    """The first read-back after the write fails: something was sent, and nobody knows yet what became of it."""
    written: list[str] = []

    def reads_after_writing(call: Call) -> bool:
        if _writes(call):
            written.append("one")
        return bool(written) and "_Get" in call.operation

    worked.nmbrs.faults.on(Fault.no_connection(), when=reads_after_writing, times=None)
    result = worked.run("export", "apply", *HOURS, "--yes")
    assert result.exit_code == 5
    assert "NOT KNOWN YET" in result.stdout
    assert "Nmbrs could not be reached" in result.stderr


def test_another_run_takes_over_after_a_write(worked: House) -> None:
    """The lease is lost while the first lines are under way: what became of them is for the other run to find out."""

    def take_over(call: Call) -> bool:
        if _writes(call):
            with worked.container.storage().write() as work:
                held = work.leases.holder(CompanyId("1200"), PERIOD)
                assert held is not None
                work.leases.release(held)
                work.leases.acquire(CompanyId("1200"), PERIOD, "another-machine/17", timedelta(minutes=5))
                work.commit()
        return False

    worked.nmbrs.faults.on(Fault.drop_before(), when=take_over, times=None)
    result = worked.run("export", "apply", *HOURS, "--yes", "--json")
    assert result.exit_code == 5
    assert json.loads(result.stdout)["error"]["code"] == "lease-lost"


def test_nmbrs_cannot_be_reached_before_the_first_write(worked: House) -> None:
    agreed = plan_of(worked, *HOURS)
    worked.nmbrs.faults.on(Fault.no_connection(), times=None)
    assert worked.json("export", "plan", *HOURS, code=4)["error"]["code"] == "payroll-unreachable"
    error = worked.json("export", "apply", *HOURS, "--plan", agreed, code=4)["error"]
    assert error["code"] == "payroll-unreachable"


def test_two_people_of_one_name_are_told_apart(house: House) -> None:
    shift = ("06/10/2026", "10:00 - 16:00", "0:00", "")
    path = house.write_hours(("Sophie Jansen", *shift), ("Bram Bakker", *shift))
    text = path.read_text(encoding="utf-8").replace("Sophie Jansen,,", "Sophie Jansen,sophie.jansen@kade.example,")
    path.write_text(text, encoding="utf-8")
    house.ok("timecards", "import", str(path))
    second = text.replace("sophie.jansen@", "s.jansen2@").replace("Soph06", "Soph07").replace("Bram06", "Bram07")
    path.write_text(second, encoding="utf-8")
    house.ok("timecards", "import", str(path))
    screen = house.ok("export", "plan", *HOURS)
    assert "Sophie Jansen (503205)" in screen
    assert "Sophie Jansen (503206)" in screen
    assert f"Bram Bakker ({BRAM})" not in screen


def test_the_history(worked: House) -> None:
    assert "Nothing was exported yet." in worked.ok("export")
    done = worked.json("export", "apply", *HOURS, "--yes")["export"]
    (listed,) = worked.json("export", "list")["exports"]
    assert listed == done
    assert (listed["by"], listed["result"], listed["mapping_version"]) == ("Anja", "proved", 3)
    assert worked.json("export", "list", "--period", "2026-09")["exports"] == []
    shown = worked.json("export", "show", done["id"][:6])
    assert [change["after"] for change in shown["changes"]] == ["29.50"]
    assert worked.json("export", "show", "zz", code=2)["error"]["code"] == "export-unknown"


@pytest.mark.parametrize("words", [("export", "plan", *EVERYTHING), ("export", "apply", *EVERYTHING, "--yes")])
def test_no_token_in_what_is_shown(worked: House, words: tuple[str, ...]) -> None:
    result = worked.run(*words)
    assert result.exit_code == 0
    assert TOKEN not in result.output
