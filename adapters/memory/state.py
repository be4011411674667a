"""What is kept, as one immutable value.

A change makes a new state that shares all it did not change. So a reader holds a state that nothing can alter, and a
roll-back is to forget the new one. The tables are dicts, and nobody changes a dict that already stands in a state.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from application.ports.storage import Check, Company, Connection, Export, Lease, SetAside, StoredPlan
from domain.audit import AuditRecord
from domain.decisions import Decision
from domain.ledger import LedgerChange, OwnLine
from domain.mapping import PayMapping
from domain.pay_line import PayKind
from domain.team_member import PersonLink, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.timecard import Timecard
from domain.timecard_import import EitjeUser, ImportRecord
from domain.wage_period import PeriodRef, WageCalendar

Place = tuple[CompanyId, PeriodRef]


@dataclass(frozen=True, slots=True)
class State:
    """All tables. Dicts keep the order in which their keys were first put."""

    connection: Connection | None = None
    companies: dict[CompanyId, Company] = field(default_factory=dict)
    calendars: dict[tuple[CompanyId, ContractType, int], WageCalendar] = field(default_factory=dict)
    mappings: dict[tuple[CompanyId, int], PayMapping] = field(default_factory=dict)
    members: dict[CompanyId, dict[EmployeeId, TeamMember]] = field(default_factory=dict)
    users: tuple[EitjeUser, ...] = ()
    links: dict[tuple[str, CompanyId], PersonLink] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    timecards: dict[str, Timecard] = field(default_factory=dict)
    imports: tuple[ImportRecord, ...] = ()
    plans: dict[str, StoredPlan] = field(default_factory=dict)
    exports: dict[str, Export] = field(default_factory=dict)
    changes: dict[str, LedgerChange] = field(default_factory=dict)
    own: dict[tuple[CompanyId, PayKind, LineId], OwnLine] = field(default_factory=dict)
    days: dict[Place, dict[EmployeeId, int]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    checks: dict[Place, Check] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    leases: dict[Place, Lease] = field(default_factory=dict)
    fences: dict[Place, int] = field(default_factory=dict)
    audit: tuple[AuditRecord, ...] = ()


class Books:
    """The state as one unit of work sees it."""

    __slots__ = ("_state", "writable")

    def __init__(self, state: State, writable: bool) -> None:
        self._state = state
        self.writable = writable

    @property
    def state(self) -> State:
        """The present state, with what this unit of work changed. To write in a unit of work that only reads, or
        that has ended, is a RuntimeError.
        """
        return self._state

    @state.setter
    def state(self, changed: State) -> None:
        if not self.writable:
            raise RuntimeError("this unit of work cannot write: it only reads, or it has ended")
        self._state = changed
