"""What the tests on the wire share."""

from collections.abc import Iterator

import pytest

from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer


@pytest.fixture
def nmbrs() -> FakeNmbrs:
    """The demo payroll."""
    return demo_payroll(clock=ManualClock())


@pytest.fixture
def server(nmbrs: FakeNmbrs) -> Iterator[SoapServer]:
    """Its SOAP face."""
    with SoapServer(nmbrs) as running:
        yield running
