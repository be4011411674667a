"""Work in the background, as the command line shows it."""

from __future__ import annotations

from domain.jobs import Job, JobKind
from entrypoints.http.bodies import ExportBody, PlanBody
from entrypoints.orders import start
from entrypoints.worker import worker
from tests.unit.entrypoints.cli.house import House

CHOICES = {"period": "2026-10", "contract_type": "zero-hours", "parts": ["hours"]}


def asked(house: House) -> tuple[Job, Job]:
    """A plan that was made, and an export of another that nobody knows."""
    plan = start(house.container, JobKind.PLAN, PlanBody.model_validate(CHOICES), "Anja")
    export = ExportBody.model_validate({**CHOICES, "plan": "abc"})
    worker(house.container)(plan.id)
    return plan, start(house.container, JobKind.EXPORT, export, "Bram")


def test_nothing_to_show(empty_house: House) -> None:
    assert "no work in the background" in empty_house.ok("jobs")
    assert empty_house.json("jobs", "list")["jobs"] == []


def test_the_list_says_what_ended_and_what_waits(worked: House) -> None:
    plan, export = asked(worked)
    screen = worked.ok("jobs")
    assert [line.split()[0] for line in screen.splitlines()[2:]] == [export.id, plan.id]
    assert "outcome ready" in screen
    running = worked.json("jobs", "list", "--running", "--company", "1200", "--period", "2026-10")["jobs"]
    assert [(job["id"], job["state"], job["who"]) for job in running] == [(export.id, "waiting", "Bram")]


def test_one_that_failed_says_why_and_ends_with_the_code_of_its_error(worked: House) -> None:
    _, export = asked(worked)
    worker(worked.container)(export.id)
    screen = worked.run("jobs", "show", export.id)
    assert screen.exit_code == 2
    assert "There is no plan abc." in screen.stdout
    assert "Asked by Bram" in screen.stdout
    document = worked.json("jobs", "show", export.id, code=2)
    assert (document["state"], document["error"]["code"]) == ("failed", "plan-unknown")


def test_one_that_is_not_there(empty_house: House) -> None:
    assert empty_house.json("jobs", "show", "none", code=2)["error"]["code"] == "job-unknown"
