"""Connections, companies, wage calendars, mapping."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.memory.state import Books
from application.ports.storage import Company, Connection
from domain.finding_settings import FindingSettings
from domain.mapping import PayMapping
from domain.terms import CompanyId
from domain.wage_period import WageCalendar


class MemorySettings:
    """A SettingsStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def connections(self) -> Sequence[Connection]:
        """By domain."""
        return sorted(self._books.state.connections.values(), key=lambda connection: connection.domain)

    def put_connection(self, connection: Connection) -> None:
        """Store or replace by domain."""
        state = self._books.state
        self._books.state = state._replace(connections={**state.connections, connection.domain: connection})

    def remove_connection(self, domain: str) -> None:
        """Forget a link."""
        state = self._books.state
        kept = {each: connection for each, connection in state.connections.items() if each != domain}
        self._books.state = state._replace(connections=kept)

    def companies(self) -> Sequence[Company]:
        """By number, in which 2 comes before 10, then name."""
        return sorted(self._books.state.companies.values(), key=lambda c: (c.number.rjust(12), c.name, c.id))

    def put_company(self, company: Company) -> None:
        """Store or replace by id."""
        state = self._books.state
        self._books.state = state._replace(companies={**state.companies, company.id: company})

    def calendars(self, company: CompanyId) -> Sequence[WageCalendar]:
        """By contract type then year."""
        own = [calendar for (owner, _, _), calendar in self._books.state.calendars.items() if owner == company]
        return sorted(own, key=lambda c: (c.contract_type, c.year))

    def put_calendar(self, calendar: WageCalendar) -> None:
        """Store or replace by company, contract type and year."""
        state = self._books.state
        place = (calendar.company, calendar.contract_type, calendar.year)
        self._books.state = state._replace(calendars={**state.calendars, place: calendar})

    def mapping(self, company: CompanyId, version: int | None = None) -> PayMapping:
        """That version, by default the newest; version 0 when there is none."""
        mappings = self._books.state.mappings
        if version is None:
            version = max((known for owner, known in mappings if owner == company), default=0)
        return mappings.get((company, version), PayMapping(company))

    def put_mapping(self, mapping: PayMapping) -> None:
        """Store a new version; a version that exists is a ValueError."""
        state = self._books.state
        place = (mapping.company, mapping.version)
        if place in state.mappings:
            raise ValueError(f"version {mapping.version} of the mapping of company {mapping.company} exists")
        self._books.state = state._replace(mappings={**state.mappings, place: mapping})

    def finding_settings(self, company: CompanyId) -> FindingSettings:
        """The thresholds of the company, or those that hold by themselves."""
        return self._books.state.finding_settings.get(company) or FindingSettings(company)

    def put_finding_settings(self, settings: FindingSettings) -> None:
        """Store or replace by company."""
        state = self._books.state
        self._books.state = state._replace(finding_settings={**state.finding_settings, settings.company: settings})
