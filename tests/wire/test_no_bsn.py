"""Should Nmbrs answer a BSN where none was asked for, it is nowhere afterwards: not stored, shown, logged or told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from pydantic import SecretStr

from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.policy import VendorPolicy, WithoutBsn
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_wsdl import Service
from entrypoints.cli.main import cli
from entrypoints.cli.session import Session
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.wire.raw_soap import call

TOKEN = "demo-token-kadegroep-2026"
KEY = "only-for-this-test-0123456789"
INFOS = "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany"
EXPORT = ("--period", "2026-10", "--contract-type", "zero-hours", "--hours")
HOURS = (
    "datum,naam,e-mailadres,naam van vestiging,type,start- tot eindtijd,pauze,contracttype,support ID\n"
    "05/10/2026,Noor van Dijk,noor.vandijk@kade.example,De Kade,gewerkte uren,10:00 - 18:00,0:30,nul uren,1\n"
    "05/10/2026,J. van der Meer,,De Kade,gewerkte uren,10:00 - 18:00,0:30,nul uren,2\n"
)


@pytest.fixture
def talkative() -> FakeNmbrs:
    """A Nmbrs that tells more than it was asked."""
    return demo_payroll(policy=VendorPolicy(without_bsn=WithoutBsn.ANSWERED))


@pytest.fixture
def serving(talkative: FakeNmbrs) -> Iterator[SoapServer]:
    with SoapServer(talkative) as running:
        yield running


def written(folder: Path) -> str:
    """Every byte in the folder."""
    return "".join(path.read_bytes().decode("latin-1") for path in folder.iterdir())


def test_a_bsn_that_was_answered_all_the_same_is_nowhere(
    serving: SoapServer, talkative: FakeNmbrs, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    container = Container(
        settings=Settings(
            database_url=f"sqlite:///{tmp_path / 'hours.db'}",
            nmbrs_url=serving.address,
            secret_key_file=tmp_path / "secret.key",
            settling_time=0.01,
            log_level="DEBUG",
            http_key=SecretStr(KEY),
        )
    )
    said: list[str] = []

    def run(*words: str, code: int = 0) -> None:
        runner = CliRunner(env={"EITJE_NMBRS_TOKEN": TOKEN})
        result = runner.invoke(cli, words, obj=Session(container, interactive=False))
        assert result.exit_code == code, result.output
        said.append(result.stdout + result.stderr)

    noor = talkative.core.employees[503201].bsn
    spaced = f"{noor[:4]}.{noor[4:6]}.{noor[6:]}"
    raw = call(serving, Service.EMPLOYEE, INFOS, "<CompanyID>1200</CompanyID>")
    assert noor.encode() in raw.content, "the fake does answer it"

    (tmp_path / "hours.csv").write_text(HOURS, encoding="utf-8")
    with caplog.at_level(logging.DEBUG):
        run("activate", "--email", "salaris@kadegroep.example", "--own-link-off")
        run("companies", "use", "1200", "--venue", "De Kade")
        run("sync", "--dry-run")
        run("sync", "--yes", "--json")
        run("wage-period", "set", "--start", "2026-01-01")
        run("mapping", "set", "hours", "--contract-type", "zero-hours", "--to", "2100")
        run("timecards", "import", str(tmp_path / "hours.csv"))
        run("team-members")
        run("team-members", "list", "--json")
        run("team-members", "confirm", "J. van der Meer")
        talkative.faults.on(Fault.refused("2003", f"No rights to {noor}, {spaced}"), operation=INFOS)
        run("sync", "--yes", code=4)
        for insert in ("HourComponentVar_Insert", "HourComponentVar_Insert_Batch"):
            talkative.faults.on(Fault.refused("2003", f"No rights to {noor}, {spaced}"), operation=insert, times=None)
        run("export", "apply", *EXPORT, "--yes", "--json", code=1)
        run("export", "list", "--json")
        run("verify", "--period", "2026-10", code=1)
        client = TestClient(create_app(container), base_url="http://127.0.0.1:8023")
        client.headers["Authorization"] = f"Bearer {KEY}"
        talkative.faults.on(Fault.refused("2003", f"No rights to {noor}"), operation=INFOS)
        answers = [
            client.post("/api/v1/sync", json={}),
            client.post("/api/v1/sync", json={"dry_run": True}),
            client.get("/api/v1/team-members"),
            client.get("/api/v1/team-members/proposals"),
        ]
    assert [answer.status_code for answer in answers] == [502, 200, 200, 200]
    said += [answer.text for answer in answers]
    assert "No rights to ***, ***" in "".join(said)

    everything = "".join(said) + caplog.text + written(tmp_path)
    assert "noor.vandijk@kade.example" in written(tmp_path)
    assert caplog.records
    for employee in talkative.core.employees.values():
        assert employee.bsn not in everything
    assert spaced not in everything
