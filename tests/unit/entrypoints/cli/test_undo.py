"""Undo on the command line: what is shown, what is asked, and how it ends."""

from __future__ import annotations

from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from tests.unit.entrypoints.cli.house import EVERYTHING, HOURS, NOOR, NOORS_MONTH, House

PERIOD = PeriodRef(2026, 10)
DAANS_SHIFT = ("Daan de Vries", "06/10/2026", "10:00 - 16:00", "0:00", "")


def exported(house: House, *words: str, code: int = 0) -> str:
    """The id of an export of all that was worked."""
    export: str = house.json("export", "apply", *(words or EVERYTHING), "--yes", code=code)["export"]["id"]
    return export


def held(house: House) -> list[tuple[int, str]]:
    lines = [
        *house.nmbrs.office.amounts(NOOR, PERIOD, PayKind.HOURS),
        *house.nmbrs.office.amounts(NOOR, PERIOD, PayKind.WAGE),
    ]
    return [(int(code), amount) for code, amount in lines]


def test_it_shows_per_person_what_is_taken_back_and_asks(worked: House) -> None:
    export = exported(worked)
    result = worked.run("export", "undo", export[:8], answers="n\n")
    assert result.exit_code == 3
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["Noor", "van", "Dijk", "ready", "remove", "hours", "2100", "29.50", "0.00"] in lines
    assert ["remove", "wage", "4899", "2.00", "0.00"] in [line[-5:] for line in lines]
    assert ["set-days", "days", "4", "0"] in [line[-4:] for line in lines]
    assert f"to undo export {export[:12]}" in result.stdout
    question = f"To undo export {export[:8]}, take back 2 line(s), 1 number(s) of days of 1 person in demo Nmbrs?"
    assert question in " ".join(result.output.split())
    assert held(worked) == [(2100, "29.50"), (4899, "2.00")]


def test_after_yes_it_is_proved_and_both_sides_of_the_history_say_so(worked: House) -> None:
    export = exported(worked)
    result = worked.run("export", "undo", export, answers="y\n")
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert f"PROVED: what stood in Nmbrs before export {export[:12]} changed it stands there again." in said
    assert held(worked) == []
    undo = worked.json("export", "list")["exports"][-1]
    assert (undo["undoes"], undo["result"]) == (export, "proved")
    assert f"undo of {export[:12]}" in " ".join(worked.ok("export", "list", env={"COLUMNS": "200"}).split())
    assert worked.json("export", "show", export)["undone_by"] == [undo["id"]]
    assert f"Undone by export {undo['id']}" in worked.ok("export", "show", export)
    assert f"which undoes export {export[:12]}" in " ".join(worked.ok("export", "show", undo["id"]).split())


def test_the_plan_can_be_agreed_to_by_its_hash(worked: House) -> None:
    export = exported(worked)
    plan = worked.json("export", "undo", export, "--dry-run")
    assert (plan["undoes"], plan["counts"]) == (export, {"remove": 2, "set-days": 1, "people": {"ready": 1}})
    assert held(worked) != []
    screen = worked.ok("export", "undo", export, "--dry-run")
    assert screen.splitlines()[-1].strip() == f"eitje-nmbrs export undo {export[:12]} --plan {plan['plan']}"
    applied = worked.json("export", "undo", export, "--plan", plan["plan"])
    assert (applied["outcome"], applied["export"]["undoes"], held(worked)) == ("proved", export, [])
    again = worked.json("export", "undo", export, "--plan", plan["plan"])
    assert (again["outcome"], again["wrote"]) == ("proved", False)
    assert "There is nothing (more) to take back." in worked.ok("export", "undo", export, "--dry-run")


def test_the_plan_of_an_undo_is_no_plan_of_an_export_nor_of_another_undo(worked: House) -> None:
    first = exported(worked, *HOURS)
    worked.work(*NOORS_MONTH[1:])
    second = exported(worked, *HOURS)
    plan = worked.json("export", "undo", second, "--dry-run")["plan"]
    for words in (("apply", *HOURS), ("undo", first)):
        error = worked.json("export", *words, "--plan", plan, code=2)["error"]
        assert error["code"] == "plan-for-other-selection"


def test_nobody_is_there_to_ask(worked: House) -> None:
    assert worked.json("export", "undo", exported(worked), code=2)["error"]["code"] == "plan-unconfirmed"


def test_what_cannot_be_undone(worked: House) -> None:
    assert worked.json("export", "undo", "5d0c", "--yes", code=2)["error"]["code"] == "export-unknown"
    export = exported(worked)
    assert worked.json("export", "undo", exported(worked), "--yes", code=3)["error"]["code"] == "undo-nothing"
    wrong = worked.run("export", "undo", export, "--yes", "--consent", "past", "--by", "Anja")
    assert wrong.exit_code == 2
    unnamed = worked.json("export", "undo", export, "--yes", "--consent", "days", code=2)
    assert unnamed["error"]["code"] == "consent-needs-name"
    worked.nmbrs.office.lock_run(1200, PERIOD)
    closed = worked.json("export", "undo", export, "--yes", code=3)["error"]
    assert (closed["code"], held(worked)) == ("undo-period-closed", [(2100, "29.50"), (4899, "2.00")])


def test_the_status_after_an_undo_says_that_the_hours_are_still_to_be_sent(worked: House) -> None:
    export = exported(worked)
    assert worked.json("status")["companies"][0]["to_export"] == {}
    worked.json("export", "undo", export, "--yes")
    (company,) = worked.json("status")["companies"]
    assert company["to_export"] == {"2026-10": 1}
    assert company["last_check"]["clean"] is False


def test_the_audit_trail_says_what_was_undone(worked: House) -> None:
    export = exported(worked)
    worked.json("export", "undo", export, "--yes")
    with worked.container.storage().read() as work:
        events = [record.event for record in work.audit.records()]
    undoing = {event.action for event in events if (event.after or {}).get("undoes") == export}
    assert undoing == {"export.planned", "export.started", "export.ended"}


def test_the_second_time_it_looks_again(worked: House) -> None:
    export = exported(worked, *HOURS)
    worked.json("export", "undo", export, "--yes")
    worked.work(DAANS_SHIFT)
    worked.nmbrs.office.type_line(NOOR, PERIOD, 2100, "5.00")
    again = worked.json("export", "undo", export, "--yes")["verification"]
    rows = [(line["code"], line["found"], line["causes"]) for line in again["lines"]]
    assert rows == [("2100", None, []), ("2100", "5.00", ["foreign"])]


def test_the_second_time_it_looks_at_days_again(worked: House) -> None:
    export = exported(worked)
    worked.json("export", "undo", export, "--yes")
    worked.work(DAANS_SHIFT)
    again = worked.json("export", "undo", export, "--yes")["verification"]
    assert [(days["desired"], days["found"]) for days in again["days"]] == [(0, 0)]


def test_an_entry_that_moved_to_another_period_is_not_paid_in_both(house: House) -> None:
    shift = ("Noor van Dijk", "05/10/2026", "10:00 - 18:00", "0:00", "")
    house.work(shift)
    exported(house, *HOURS)
    path = house.write_hours((shift[0], "05/11/2026", *shift[2:]))
    house.ok("timecards", "import", str(path), "--covers", "2026-10-01..2026-11-30")
    took_away = exported(house, *HOURS, code=1)  # nothing is left to prove
    next_month = exported(house, "--period", "2026-11", "--contract-type", "zero-hours", "--hours")
    plan = house.json("export", "undo", took_away, "--dry-run", code=3)
    (finding,) = plan["people"][0]["findings"]
    assert (finding["code"], "8.00 on 2100, 2026-11" in finding["cause"]) == ("undo-paid-elsewhere", True)
    assert house.json("export", "undo", next_month, "--yes")["outcome"] == "proved"
    assert house.json("export", "undo", took_away, "--yes")["outcome"] == "proved"
    assert held(house) == [(2100, "8.00")]


def test_a_code_that_nmbrs_no_longer_has_matters_where_something_is_written(worked: House) -> None:
    hours = exported(worked, *HOURS)
    meals = exported(worked, *EVERYTHING)
    worked.nmbrs.office.remove_code(1200, PayKind.HOURS, 2100)
    assert worked.json("export", "undo", meals, "--yes")["outcome"] == "proved"
    assert held(worked) == [(2100, "29.50")]
    assert worked.json("export", "undo", hours, "--yes")["outcome"] == "proved"


def test_the_plan_of_an_undo_is_not_the_last_plan_of_an_export(worked: House) -> None:
    export = exported(worked)
    (line,) = worked.nmbrs.office.lines(NOOR, PERIOD)
    worked.nmbrs.office.edit_line(line.id, "5.00")
    worked.json("export", "undo", export, "--dry-run", code=3)
    (company,) = worked.json("status")["companies"]
    assert company["open_findings"] == 0
