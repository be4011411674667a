"""The fake Nmbrs as a whole: a payroll that exists in memory only."""

from __future__ import annotations

from datetime import timedelta

from adapters.nmbrs_fake.clock import Clock, SystemClock
from adapters.nmbrs_fake.gateway import Gateway
from adapters.nmbrs_fake.office import PayrollOffice
from adapters.nmbrs_fake.payroll import PayrollCore
from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy
from adapters.nmbrs_fake.port import FakePayroll
from application.ports.payroll import Credentials


class FakeNmbrs(Gateway):
    """The payroll with the people around it: the office that works in it, and the programs that connect to it.

    ``call_timeout`` is how long the port face waits for a call, on ``clock``; ``batch_size`` how many lines it puts in
    one batch at most, None for all.
    """

    def __init__(
        self,
        policy: VendorPolicy = DEFAULT,
        clock: Clock | None = None,
        call_timeout: timedelta = timedelta(seconds=1),
        batch_size: int | None = None,
    ) -> None:
        super().__init__(PayrollCore(policy), clock or SystemClock())
        self.office = PayrollOffice(self)
        self.call_timeout = call_timeout
        self.batch_size = batch_size

    def connect(self, credentials: Credentials) -> FakePayroll:
        """Open the payroll port on this fake; calls nothing yet. Its kind is *demo*."""
        return FakePayroll(self, credentials, self.call_timeout, self.batch_size)
