"""What is behind somebody's pay, and who did what, on the command line."""

from __future__ import annotations

from tests.unit.entrypoints.cli.house import EVERYTHING, House


def test_an_amount_is_explained_by_its_entries_and_changes(worked: House) -> None:
    worked.ok("export", "apply", *EVERYTHING, "--yes")
    told = worked.json("explain", "503201", "--period", "2026-10")
    (hours,) = [line for line in told["lines"] if line["kind"] == "hours"]
    assert (hours["desired"], [own["amount"] for own in hours["own"]]) == ("29.50", ["29.50"])
    assert sum(float(each["card"]["hours"]) for each in hours["behind"]) == 29.5
    assert not any(each["changed"] for each in hours["behind"])
    assert {change["state"] for change in told["changes"]} == {"done"}
    assert "hours 2100: eitje 29.50; proved in Nmbrs 29.50 as line" in worked.ok(
        "explain", "503201", "--period", "2026-10"
    )


def test_somebody_who_is_not_there_is_named(worked: House) -> None:
    assert worked.json("explain", "1", "--period", "2026-10", code=2)["error"]["code"] == "employee-unknown"


def test_the_trail_says_who_did_what_and_that_it_is_whole(worked: House) -> None:
    worked.ok("export", "apply", *EVERYTHING, "--yes")
    told = worked.json("audit", "--action", "export", "--limit", "2")
    assert [record["action"] for record in told["records"]] == ["export.ended", "export.started"]
    assert told["found"] == 3
    assert told["broken_at"] is None
    assert "The chain of records is whole." in worked.ok("audit", "--about", "1200")
