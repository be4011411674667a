"""De Kade, ready to export, with every boundary of every process watched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.policy import VendorPolicy
from adapters.nmbrs_fake.sample_data import DEMO_COMPANY, DEMO_CREDENTIALS, demo_payroll
from application.apply_export import ApplyExport
from application.desk import PayrollDoor
from application.export_attempt import Timing
from application.ports.payroll import Credentials, EnvironmentKind
from application.ports.storage import Company, Connection, Storage
from application.prepare_export import PrepareExport
from application.resolve_differences import ResolveDifferences
from application.undo_export import UndoExport
from application.verify_export import VerifyExport
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, meal
from domain.pay_line import PayKind
from domain.team_member import TeamMember
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodLength, new_calendar
from tests.simulation.grounds import GROUNDS
from tests.simulation.hazards import CALL_TIMEOUT, LEASE, SETTLING, Hazard, Process, WaitingClock
from tests.simulation.hours import MEALS, PERIOD, TEAMS
from tests.simulation.watched import WatchedPayroll, WatchedStorage

COMPANY = CompanyId(str(DEMO_COMPANY))
TYPES = (ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT)
TIMING = Timing(SETTLING, LEASE)


@cache
def _members() -> Sequence[TeamMember]:
    return demo_payroll().connect(DEMO_CREDENTIALS).team_members(COMPANY)


class _OpenBox:
    """A box that hides nothing: how secrets are sealed is of no concern here, and takes time."""

    def seal(self, secret: str) -> str:
        return secret

    def open(self, sealed: str) -> str:
        return sealed


@cache
def _mapping() -> PayMapping:
    rules = [Rule(DAYS, Target(""))]
    rules += [Rule(meal(kind), Target(str(code))) for kind, code in MEALS.items()]
    for team, (code, centre) in TEAMS.items():
        for kind in TYPES:
            rules.append(Rule(HOURS, Target(str(code), centre), team or None, None, kind, on_top_of_salary_by="Anja"))
    return PayMapping(COMPANY, 1, tuple(rules))


@dataclass(frozen=True)
class UseCases:
    """The use cases of one process."""

    prepare: PrepareExport
    apply: ApplyExport
    undo: UndoExport
    verify: VerifyExport
    differences: ResolveDifferences


class World:
    """One company, its storage and its Nmbrs, on some ground; ``hazard`` is set once it exists."""

    hazard: Hazard

    def __init__(self, policy: VendorPolicy, batch_size: int | None, on: str = "memory") -> None:
        self.clock = WaitingClock()
        self.nmbrs: FakeNmbrs = demo_payroll(policy=policy, clock=self.clock)
        self.nmbrs.call_timeout = CALL_TIMEOUT
        self.nmbrs.batch_size = batch_size
        self._closing = ExitStack()
        self.ground = self._closing.enter_context(GROUNDS[on](self.nmbrs, self.clock))
        self.storage = self.ground.storage
        self._ids = count(1)
        self._owners = count(1)
        self._set_up()

    def close(self) -> None:
        """Let go of files and connections."""
        self._closing.close()

    def _set_up(self) -> None:
        with self.storage.write() as work:
            kind = EnvironmentKind.DEMO
            email, domain = DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.domain
            work.settings.put_connection(Connection(email, domain, DEMO_CREDENTIALS.token, kind, True, work.now()))
            work.settings.put_company(Company(COMPANY, "12", "De Kade Horeca B.V.", ("De Kade",), environment=domain))
            work.people.replace_members(COMPANY, _members())
            for each in TYPES:
                work.settings.put_calendar(new_calendar(COMPANY, each, PeriodLength.MONTH, date(2026, 1, 1)))
            work.settings.put_mapping(_mapping())
            work.commit()

    @contextmanager
    def process(self) -> Iterator[UseCases]:
        """A process that is watched."""
        mine = Process()
        storage = WatchedStorage(self.storage, self.hazard, mine)

        def connect(credentials: Credentials) -> WatchedPayroll:
            return WatchedPayroll(self.ground.connect(credentials), self.hazard, mine)

        door = PayrollDoor(storage, _OpenBox(), connect, EnvironmentKind.DEMO)
        self.hazard.processes.append(mine)
        try:
            yield self._use_cases(storage, door)
        finally:
            self.hazard.processes.pop()

    def undisturbed(self) -> UseCases:
        """The use cases of a process to which nothing happens, as long as the network is quiet."""
        return self._use_cases(
            self.storage, PayrollDoor(self.storage, _OpenBox(), self.ground.connect, EnvironmentKind.DEMO)
        )

    def _use_cases(self, storage: Storage, door: PayrollDoor) -> UseCases:
        verify, prepare = VerifyExport(storage, door), PrepareExport(storage, door, self._pause)
        owner = f"p{next(self._owners)}"
        apply = ApplyExport(storage, door, lambda: f"{next(self._ids):04d}", owner, TIMING, self._pause)
        return UseCases(
            prepare,
            apply,
            UndoExport(storage, prepare, apply),
            verify,
            ResolveDifferences(storage, verify),
        )

    def owns(self, place: tuple[PayKind, int]) -> bool:
        """True when the ledger holds the line."""
        with self.storage.read() as work:
            own = work.ledger.own_lines(COMPANY, PERIOD)
        return any((line.key.kind, int(line.line_id)) == place for line in own)

    def _pause(self, seconds: float) -> None:
        self.clock.sleep(seconds)
