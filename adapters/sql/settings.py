"""Connections, companies, wage calendars, mapping."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.settings import (
    CompanyRow,
    ConnectionRow,
    FindingSettingsRow,
    PayMappingRow,
    WageCalendarRow,
)
from application.ports.payroll import EnvironmentKind
from application.ports.storage import Company, Connection
from domain.amount import Amount
from domain.finding_settings import FindingSettings
from domain.mapping import PayMapping
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodLength, WageCalendar

CONNECTION = table_of(ConnectionRow)
COMPANY = table_of(CompanyRow)
CALENDAR = table_of(WageCalendarRow)
MAPPING = table_of(PayMappingRow)
FINDINGS = table_of(FindingSettingsRow)


class SqlSettings:
    """A SettingsStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def connections(self) -> Sequence[Connection]:
        """By domain."""
        found = self._rows.read(ConnectionRow, _connection, select(CONNECTION))
        return sorted(found, key=lambda connection: connection.domain)

    def put_connection(self, connection: Connection) -> None:
        """Store or replace by domain."""
        row = {
            "domain": connection.domain,
            "email": connection.email,
            "sealed_token": connection.sealed_token,
            "kind": connection.kind.value,
            "own_link_off": connection.own_link_off,
            "activated_at": connection.activated_at,
        }
        self._rows.put(ConnectionRow, [row])

    def remove_connection(self, domain: str) -> None:
        """Forget a link."""
        self._rows.delete(ConnectionRow, CONNECTION.c.domain == domain)

    def companies(self) -> Sequence[Company]:
        """By number, in which 2 comes before 10, then name."""
        found = self._rows.read(CompanyRow, _company, select(COMPANY))
        return sorted(found, key=lambda c: (c.number.rjust(12), c.name, c.id))

    def put_company(self, company: Company) -> None:
        """Store or replace by id."""
        row = {
            "id": company.id,
            "number": company.number,
            "name": company.name,
            "venues": company.venues,
            "new_day_begins": company.new_day_begins,
            "synced_at": company.synced_at,
            "environment": company.environment,
            "inactive": company.inactive,
        }
        self._rows.put(CompanyRow, [row])

    def calendars(self, company: CompanyId) -> Sequence[WageCalendar]:
        """By contract type then year."""
        statement = select(CALENDAR).where(CALENDAR.c.company == company)
        found = self._rows.read(WageCalendarRow, _calendar, statement)
        return sorted(found, key=lambda c: (c.contract_type, c.year))

    def put_calendar(self, calendar: WageCalendar) -> None:
        """Store or replace by company, contract type and year."""
        row = {
            "company": calendar.company,
            "contract_type": calendar.contract_type.value,
            "year": calendar.year,
            "length": calendar.length.value,
            "start": calendar.start,
            "last_day": calendar.last_day,
        }
        self._rows.put(WageCalendarRow, [row])

    def mapping(self, company: CompanyId, version: int | None = None) -> PayMapping:
        """That version, by default the newest; version 0 when there is none."""
        statement = select(MAPPING).where(MAPPING.c.company == company).order_by(MAPPING.c.version.desc()).limit(1)
        if version is not None:
            statement = statement.where(MAPPING.c.version == version)
        return self._rows.first(PayMappingRow, _mapping, statement) or PayMapping(company)

    def put_mapping(self, mapping: PayMapping) -> None:
        """Store a new version; a version that exists is a ValueError."""
        same = (MAPPING.c.company == mapping.company, MAPPING.c.version == mapping.version)
        if self._rows.read(PayMappingRow, _mapping, select(MAPPING).where(*same)):
            raise ValueError(f"version {mapping.version} of the mapping of company {mapping.company} exists")
        row = {
            "company": mapping.company,
            "version": mapping.version,
            "rules": mapping.rules,
            "allowances": mapping.allowances,
        }
        self._rows.add(PayMappingRow, [row])

    def finding_settings(self, company: CompanyId) -> FindingSettings:
        """The thresholds of the company, or those that hold by themselves."""
        statement = select(FINDINGS).where(FINDINGS.c.company == company)
        return self._rows.first(FindingSettingsRow, _finding_settings, statement) or FindingSettings(company)

    def put_finding_settings(self, settings: FindingSettings) -> None:
        """Store or replace by company."""
        row = {
            "company": settings.company,
            "longest_shift": settings.longest_shift,
            "unusual_percent": settings.unusual_percent,
            "unusual_hours": settings.unusual_hours.hundredths,
            "unusual_periods": settings.unusual_periods,
            "switched_off": tuple(sorted(settings.off)),
        }
        self._rows.put(FindingSettingsRow, [row])


def _connection(row: ConnectionRow) -> Connection:
    return Connection(
        email=row.email,
        domain=row.domain,
        sealed_token=row.sealed_token,
        kind=EnvironmentKind(row.kind),
        own_link_off=row.own_link_off,
        activated_at=row.activated_at,
    )


def _company(row: CompanyRow) -> Company:
    return Company(
        id=CompanyId(row.id),
        number=row.number,
        name=row.name,
        venues=row.venues,
        new_day_begins=row.new_day_begins,
        synced_at=row.synced_at,
        environment=row.environment,
        inactive=row.inactive,
    )


def _calendar(row: WageCalendarRow) -> WageCalendar:
    return WageCalendar(
        company=CompanyId(row.company),
        contract_type=ContractType(row.contract_type),
        year=row.year,
        length=PeriodLength(row.length),
        start=row.start,
        last_day=row.last_day,
    )


def _mapping(row: PayMappingRow) -> PayMapping:
    return PayMapping(CompanyId(row.company), row.version, row.rules, row.allowances)


def _finding_settings(row: FindingSettingsRow) -> FindingSettings:
    return FindingSettings(
        company=CompanyId(row.company),
        longest_shift=row.longest_shift,
        unusual_percent=row.unusual_percent,
        unusual_hours=Amount(row.unusual_hours),
        unusual_periods=row.unusual_periods,
        off=frozenset(row.switched_off),
    )
