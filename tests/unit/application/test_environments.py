"""Two environments whose ids overlap: each is a Nmbrs of its own, which knows nothing of the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.records import User
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from application.ports.payroll import Credentials, EnvironmentKind, Payroll
from domain.errors import ProductError
from domain.terms import CompanyId
from entrypoints.container import Container
from tests.unit.entrypoints.cli.house import make_house

BRUG = Credentials("salaris@brug.example", "token-of-brug", "bruggroep")
KADE_ID, BRUG_ID = CompanyId("1200"), CompanyId("2300")


def other_nmbrs(company: int, first_employee: int) -> FakeNmbrs:
    """A payroll like that of the demo, in another environment, with other ids."""
    nmbrs = demo_payroll()
    nmbrs.core.users.clear()
    nmbrs.core.add(User(BRUG.email, BRUG.token, BRUG.domain))
    nmbrs.core.debtors[310].domain = BRUG.domain
    renamed = replace(nmbrs.core.companies.pop(1200), id=company, name="De Brug Horeca B.V.")
    staff = list(nmbrs.core.employees.values())
    nmbrs.core.employees.clear()
    nmbrs.core._staff.clear()
    nmbrs.core.add(renamed)
    for at, employee in enumerate(staff):
        nmbrs.core.add(replace(employee, id=first_employee + at, company=company))
    return nmbrs


def installation(folder: Path, brug: FakeNmbrs) -> Container:
    """De Kade is linked; the other environment can be reached with its own token."""
    container = make_house(folder).container
    kade = container.fake_nmbrs()

    def connect(credentials: Credentials) -> Payroll:
        return (brug if credentials.email == BRUG.email else kade).connect(credentials)

    container.connect.override(providers.Object(connect))
    container.activate()(DEMO_CREDENTIALS, True, "Anja")
    container.link_companies().use(KADE_ID, ["De Kade"], "Anja")
    return container


def stored(container: Container) -> tuple[list[str], list[tuple[str, str]], int]:
    with container.storage().read() as work:
        companies = [(company.id, company.environment) for company in work.settings.companies()]
        domains = [connection.domain for connection in work.settings.connections()]
        return domains, [(str(id_), domain) for id_, domain in companies], len(work.people.members())


def test_a_company_id_that_both_have_is_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    container = installation(tmp_path, other_nmbrs(1200, 900001))
    before = stored(container)
    with pytest.raises(ProductError) as caught:
        container.activate()(BRUG, True, "Anja")
    assert caught.value.code == "company-in-other-environment"
    assert caught.value.details["other"] == "kadegroep"
    assert stored(container) == before == (["kadegroep"], [("1200", "kadegroep")], 0)


@pytest.mark.parametrize("company", [None, BRUG_ID])
def test_an_employee_id_that_both_have_is_refused_and_nothing_is_stored(
    tmp_path: Path, company: CompanyId | None
) -> None:
    container = installation(tmp_path, other_nmbrs(2300, 503210))
    container.sync_team_members()(KADE_ID, "Anja")
    container.activate()(BRUG, True, "Anja")
    container.link_companies().use(BRUG_ID, ["De Brug"], "Anja")
    before = stored(container)
    for dry_run in (True, False):
        with pytest.raises(ProductError) as caught:
            container.sync_team_members()(company, "Anja", dry_run)
        assert caught.value.code == "employee-in-other-environment"
        assert caught.value.details["employee"] == "503210"
    assert stored(container) == before
    assert before[2] == 10


def test_each_company_is_asked_in_its_own_environment(tmp_path: Path) -> None:
    brug = other_nmbrs(2300, 900001)
    container = installation(tmp_path, brug)
    container.activate()(BRUG, True, "Anja")
    container.link_companies().use(BRUG_ID, ["De Brug"], "Anja")
    container.fake_nmbrs().log.clear()
    brug.log.clear()
    synced = container.sync_team_members()(None, "Anja")
    assert {company: len(changes.new) for company, changes in synced.changes.items()} == {KADE_ID: 10, BRUG_ID: 10}
    asked = [{entry.call.company for entry in nmbrs.log.entries} for nmbrs in (container.fake_nmbrs(), brug)]
    assert asked == [{1200, None}, {2300, None}]
    container.set_mapping().codes(BRUG_ID)
    container.fake_nmbrs().log.clear()
    container.show_wage_periods()(BRUG_ID)
    assert container.fake_nmbrs().log.operations() == []


def test_a_new_token_is_taken_when_the_old_one_is_withdrawn_already(tmp_path: Path) -> None:
    container = installation(tmp_path, other_nmbrs(2300, 900001))
    container.sync_team_members()(None, "Anja")
    container.fake_nmbrs().office.user(DEMO_CREDENTIALS.email).token = "a-newer-token"
    with pytest.raises(ProductError) as caught:
        container.sync_team_members()(None, "Anja")
    assert (caught.value.code, caught.value.details["domain"]) == ("access-withdrawn", "kadegroep")
    activated = container.activate()(replace(DEMO_CREDENTIALS, token="a-newer-token"), True, "Anja")
    assert activated.replaced
    assert [company.venues for company in activated.companies] == [("De Kade",)]
    assert stored(container) == (["kadegroep"], [("1200", "kadegroep")], 10)


def test_live_is_never_mixed_with_a_demo(tmp_path: Path) -> None:
    brug = other_nmbrs(2300, 900001)
    container = installation(tmp_path, brug)
    with container.storage().write() as work:
        (link,) = work.settings.connections()
        work.settings.put_connection(replace(link, kind=EnvironmentKind.LIVE))
        work.commit()
    with pytest.raises(ProductError) as caught:
        container.activate()(BRUG, True, "Anja")
    assert caught.value.code == "environment-mismatch"
