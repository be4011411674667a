"""The restaurant of ``serve --demo``: what somebody finds there who has never seen the product."""

from __future__ import annotations

from application.prepare_export import ExportRequest
from domain.plan import PersonState
from domain.terms import ContractType
from domain.wage_period import PeriodRef
from entrypoints.demo_house import COMPANY, PARTS, WHO, demo_house

# Four times 7:30; six times 8:00; six times 6:00: worked out from the shifts in the module.
SEPTEMBER = {503201: "30.00", 503204: "48.00", 503208: "36.00", 503209: "20.33"}


def test_september_is_proved_and_october_waits_with_its_hours() -> None:
    container = demo_house()
    nmbrs = container.fake_nmbrs()
    for employee, hours in SEPTEMBER.items():
        assert nmbrs.office.amounts(employee, PeriodRef(2026, 9)) == [(2100, hours)]
        assert nmbrs.office.amounts(employee, PeriodRef(2026, 10)) == []
    place = container.find_place()()
    assert place.period is not None
    assert place.period.ref == PeriodRef(2026, 10)
    status = container.show_status()()
    (company,) = status.companies
    assert (company.last_check is not None, company.last_check and company.last_check.clean) == (True, True)
    assert (status.unread, list(company.to_export)) == (0, [PeriodRef(2026, 10)])
    request = ExportRequest(COMPANY, place.period.ref, ContractType.ZERO_HOURS, PARTS)
    plan = container.prepare_export()(request, WHO).plan
    assert {person.state for person in plan.people} == {PersonState.READY}
    assert len(plan.people) == 8
    assert any(True for _ in plan.findings)
