"""Environments: which environments of the payroll are linked, and to let go of one that is no longer used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.desk import plain_domain, the_connection
from application.ports.storage import Company, Connection, Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId


@dataclass(frozen=True, slots=True)
class LinkedEnvironment:
    """A link, and the companies that belong to it."""

    connection: Connection
    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class Environments:
    """Every environment has its own e-mail and token; a company belongs to the one through which it was reached."""

    storage: Storage

    def list(self) -> tuple[LinkedEnvironment, ...]:
        """All of them, by domain."""
        with self.storage.read() as work:
            companies = work.settings.companies()
            return tuple(_linked(connection, companies) for connection in work.settings.connections())

    def remove(self, domain: str, who: str) -> LinkedEnvironment:
        """Forget a link and its token. Nothing is changed in the payroll.

        What was exported stays on record, and so do the ids of its companies. Raises ``not-activated``,
        ``environment-unknown``, and ``environment-in-use`` while companies of it are linked.
        """
        with self.storage.write() as work:
            removed = _linked(the_connection(work, plain_domain(domain)), work.settings.companies())
            connection = removed.connection
            linked = [company for company in removed.companies if company.linked]
            if linked:
                names = ", ".join(f"{company.id} {company.name}" for company in linked)
                raise ProductError("environment-in-use", domain=connection.domain, companies=names)
            work.settings.remove_connection(connection.domain)
            work.audit.append(
                AuditEvent(
                    who,
                    "link.removed",
                    f"{connection.domain} ({connection.kind})",
                    before={"email": connection.email, "companies": [company.id for company in removed.companies]},
                )
            )
            work.commit()
        return removed


def _linked(connection: Connection, companies: Sequence[Company]) -> LinkedEnvironment:
    own = tuple(company for company in companies if company.environment == connection.domain)
    return LinkedEnvironment(connection, own)


def refuse_shared_employees(work: UnitOfWork, fresh: Mapping[CompanyId, Sequence[TeamMember]]) -> None:
    """Raise ``employee-in-other-environment`` when an employee's id occurs in two environments.

    Lines are sent by that id, and hours find their person by it: two people must never be taken for one.
    ``fresh`` is what was just read of some companies.
    """
    companies = {company.id: company for company in work.settings.companies()}
    kept = [member for member in work.people.members() if member.company not in fresh]
    known: dict[EmployeeId, TeamMember] = {}
    for member in (*kept, *(member for members in fresh.values() for member in members)):
        other = known.setdefault(member.employee, member)
        here, there = (companies[each.company].environment for each in (member, other))
        if here != there:
            raise ProductError(
                "employee-in-other-environment",
                employee=member.employee,
                name=member.name,
                domain=here,
                other=there,
                other_name=other.name,
            )
