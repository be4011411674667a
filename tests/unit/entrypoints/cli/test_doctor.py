"""``doctor`` and ``environments`` as they are typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.records import Debtor, User
from tests.unit.entrypoints.cli.house import EMAIL, TOKEN, House, make_house


def add_environment(house: House) -> None:
    """A second environment with one company, activated."""
    core = house.nmbrs.core
    core.add(User("salaris@brug.example", "token-of-brug", "bruggroep"), Debtor(320, "32", "Brug Groep", "bruggroep"))
    core.add(replace(core.companies[1200], id=2300, number=77, name="De Brug Horeca B.V.", debtor=320))
    house.ok("activate", "--email", "salaris@brug.example", "--own-link-on", env={"EITJE_NMBRS_TOKEN": "token-of-brug"})


def test_all_is_fine(house: House) -> None:
    screen = house.ok("doctor")
    assert "All is fine." in screen
    assert screen.count("shows at the first write") == 8
    assert "De Kade Horeca B.V. (company 1200)" in screen
    assert "17 rights are present." in screen
    assert "payroll office" not in screen


def test_something_is_missing(house: House) -> None:
    house.nmbrs.office.user(EMAIL).switched_off.add("Run_GetList")
    result = house.run("doctor")
    assert result.exit_code == 1
    assert (
        "Wilt u deze aanzetten:\n- CompanyService: Run_GetList (zien welke perioden al verloond zijn)" in result.stdout
    )
    assert "Please switch these on:\n- CompanyService: Run_GetList (seeing which periods are paid" in result.stdout
    assert "All is fine." not in result.stdout


def test_the_letter_asks_for_what_could_not_be_tested(house: House) -> None:
    (environment,) = house.json("doctor")["environments"]
    assert "DaysVar_Set_Batch (sending days)" in environment["letter"]["en"]
    assert "Deze schrijven en konden dus niet getest worden" in environment["letter"]["nl"]
    (probed,) = house.json("doctor", "--probe-writes", "--by", "Anja de Wit")["environments"]
    assert probed["letter"] is None
    assert TOKEN not in str(environment)


def test_a_probe_without_a_name(house: House) -> None:
    before = house.nmbrs.log.operations()
    assert house.json("doctor", "--probe-writes", code=2)["error"]["code"] == "probe-unsigned"
    assert house.json("doctor", "--probe-writes", "--by", "  ", code=2)["error"]["code"] == "probe-unsigned"
    assert house.nmbrs.log.operations() == before


def test_nothing_is_activated(empty_house: House) -> None:
    answer = empty_house.json("doctor", code=1)
    assert (answer["healthy"], answer["environments"]) == (False, [])
    assert "Not activated yet" in empty_house.run("doctor").stdout


def test_nmbrs_cannot_be_asked(house: House) -> None:
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    (environment,) = house.json("doctor", code=4)["environments"]
    assert environment["problem"]["code"] == "payroll-unreachable"


def test_a_company_that_does_not_exist(house: House) -> None:
    assert house.json("doctor", "--company", "999", code=2)["error"]["code"] == "company-unknown"


@pytest.mark.parametrize("words", [["doctor"], ["doctor", "--json"]])
def test_a_database_that_is_out_of_order(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "house.db").write_bytes(b"no database" * 100)
    house = make_house(tmp_path, database_url=f"sqlite:///{tmp_path / 'house.db'}")
    result = house.run(*words)
    assert result.exit_code == 1
    assert "cannot be used" in result.stdout or "database-unusable" in result.stdout


def test_a_probe_is_on_record_before_anything_leaves(house: House) -> None:
    house.nmbrs.faults.on(Fault.refused("1001"), operation="HourComponent_Delete")
    house.run("doctor", "--probe-writes", "--by", "Anja de Wit")
    with house.container.storage().read() as work:
        last = work.audit.records()[-1].event
    assert (last.action, last.after["allowed_by"]) == ("rights.probe-allowed", "Anja de Wit")


def test_one_company_of_one_environment(house: House) -> None:
    add_environment(house)
    answer = house.json("doctor", "--company", "2300")
    assert [(each["domain"], [c["id"] for c in each["companies"]]) for each in answer["environments"]] == [
        ("bruggroep", ["2300"])
    ]


def test_the_environments_on_the_screens(house: House) -> None:
    add_environment(house)
    listed = house.ok("environments")
    assert listed.splitlines()[0] == "DEMO · bruggroep, kadegroep"
    assert "salaris@brug.example" in listed
    screen = house.ok("companies")
    assert "Environment" in screen
    assert "Undecided companies: 2300" in screen
    assert house.run("verify", "--period", "2026-10").stdout.startswith("DEMO · kadegroep · De Kade Horeca B.V.")
    status = house.ok("status")
    assert "De Kade Horeca B.V. (company 1200, kadegroep)" in status
    assert "2300 De Brug Horeca B.V." in status


def test_an_environment_is_removed_and_its_token_with_it(house: House) -> None:
    add_environment(house)
    assert "bruggroep is removed" in house.ok("environments", "remove", "BrugGroep")
    with house.container.storage().read() as work:
        assert [each.domain for each in work.settings.connections()] == ["kadegroep"]
        assert work.audit.records()[-1].event.action == "link.removed"
    assert house.json("companies", "use", "2300", "--venue", "De Brug", code=2)["error"]["code"] == "company-unknown"


def test_an_environment_in_use_is_not_removed(house: House) -> None:
    assert house.json("environments", "remove", "kadegroep", code=3)["error"]["code"] == "environment-in-use"


def test_a_token_that_reaches_less_is_said(house: House) -> None:
    house.nmbrs.office.user(EMAIL).companies = frozenset()
    words = ("activate", "--email", EMAIL, "--own-link-off")
    screen = house.ok(*words, env={"EITJE_NMBRS_TOKEN": TOKEN})
    assert "does not reach De Kade Horeca B.V. (company 1200)" in screen
    assert "The token is replaced" in screen


def test_the_own_link_is_asked_of_each_environment(house: House) -> None:
    add_environment(house)
    found = {each["domain"]: each["own_link_off"] for each in house.json("environments")["environments"]}
    assert found == {"bruggroep": False, "kadegroep": True}
