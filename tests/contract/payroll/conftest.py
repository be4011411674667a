"""Every test here runs on each implementation of Payroll: the fake's own face, and SOAP on a server of the fake."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest

from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_soap import SoapSettings, soap_connection
from tests.contract.payroll.house import House, MakeHouse


@pytest.fixture(params=["port", "soap"])
def make_house(request: pytest.FixtureRequest) -> Iterator[MakeHouse]:
    """Makes a house with a fresh fake, whose calls time out after ``patience`` seconds."""
    with ExitStack() as running:

        def port(policy: VendorPolicy = DEFAULT, batch_size: int = 1000, patience: float = 10) -> House:
            """Time passes only when somebody waits."""
            nmbrs = demo_payroll(policy=policy, clock=ManualClock())
            nmbrs.batch_size, nmbrs.call_timeout = batch_size, timedelta(seconds=patience)
            return House(nmbrs, nmbrs.connect, lambda: nmbrs.faults.on(Fault.no_connection(), times=None))

        def soap(policy: VendorPolicy = DEFAULT, batch_size: int = 1000, patience: float = 10) -> House:
            nmbrs = demo_payroll(policy=policy)
            server = running.enter_context(SoapServer(nmbrs))
            settings = SoapSettings(
                server.address,
                call_timeout=timedelta(seconds=patience),
                workers=4,
                batch_size=batch_size,
                retry_pause=timedelta(0),
            )
            return House(nmbrs, soap_connection(settings), lambda: running.enter_context(server.deaf()))

        yield {"port": port, "soap": soap}[request.param]


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    """A house as it usually is."""
    return make_house()
