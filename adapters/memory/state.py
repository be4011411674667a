"""What is kept, as one immutable value.

A change makes a new state that shares all it did not change. So a reader holds a state that nothing can alter, and a
roll-back is to forget the new one. The tables are dicts, and nobody changes a dict that already stands in a state.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from application.ports.storage import Check, Company, Connection, Export, Lease, SetAside, StoredPlan
from domain.audit import AuditRecord
from domain.decisions import Decision
from domain.finding_settings import FindingSettings
from domain.jobs import Job
from domain.ledger import LedgerChange, OwnLine
from domain.mailing import Mailing
from domain.mapping import PayMapping
from domain.notifications import Notification, Recipient
from domain.pay_line import PayKind
from domain.schedule import DailyRun, Reminder
from domain.team_member import PersonLink, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.timecard import Timecard
from domain.timecard_import import EitjeUser, ImportRecord
from domain.wage_period import PeriodRef, WageCalendar

Place = tuple[CompanyId, PeriodRef]

_NONE: Mapping[Any, Any] = MappingProxyType({})


class State(NamedTuple):
    """All tables. They keep the order in which their keys were first put."""

    connections: Mapping[str, Connection] = _NONE
    companies: Mapping[CompanyId, Company] = _NONE
    calendars: Mapping[tuple[CompanyId, ContractType, int], WageCalendar] = _NONE
    mappings: Mapping[tuple[CompanyId, int], PayMapping] = _NONE
    finding_settings: Mapping[CompanyId, FindingSettings] = _NONE
    members: Mapping[CompanyId, Mapping[EmployeeId, TeamMember]] = _NONE
    users: tuple[EitjeUser, ...] = ()
    links: Mapping[tuple[str, EmployeeId], PersonLink] = _NONE
    ignored: frozenset[str] = frozenset()
    refused: frozenset[tuple[str, EmployeeId]] = frozenset()
    timecards: Mapping[str, Timecard] = _NONE
    imports: tuple[ImportRecord, ...] = ()
    plans: Mapping[str, StoredPlan] = _NONE
    exports: Mapping[str, Export] = _NONE
    changes: Mapping[str, LedgerChange] = _NONE
    own: Mapping[tuple[CompanyId, PayKind, LineId], OwnLine] = _NONE
    ended: tuple[OwnLine, ...] = ()
    days: Mapping[Place, Mapping[EmployeeId, int]] = _NONE
    decisions: tuple[Decision, ...] = ()
    checks: Mapping[Place, Check] = _NONE
    set_aside: tuple[SetAside, ...] = ()
    leases: Mapping[Place, Lease] = _NONE
    fences: Mapping[Place, int] = _NONE
    notifications: Mapping[str, Notification] = _NONE
    recipients: Mapping[tuple[str, str, str], Recipient] = _NONE
    mailings: Mapping[tuple[int, str], Mailing] = _NONE
    reminders: Mapping[CompanyId, Reminder] = _NONE
    daily: Mapping[date, DailyRun] = _NONE
    jobs: Mapping[str, Job] = _NONE
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
