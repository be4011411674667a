"""What every use case starts from: the activated payroll, and the company that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.opened_payroll import OpenedPayroll
from application.ports.payroll import Connect, Credentials, EnvironmentKind, Payroll
from application.ports.secrets import SecretBox
from application.ports.storage import Company, Connection, Storage, UnitOfWork
from domain.errors import ProductError
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class PayrollDoor:
    """Opens the payroll with the stored credentials. ``kind`` is what the settings point to: live, sandbox or demo."""

    storage: Storage
    secrets: SecretBox
    connect: Connect
    kind: EnvironmentKind

    def open(self, company: CompanyId | None) -> Payroll:
        """The environment of the company; without an id, of the only one that is linked. Calls nothing yet.

        Raises what ``connection_of`` and ``open_environment`` raise, and what ``the_company`` does without an id.
        """
        with self.storage.read() as work:
            self.check(work.settings.connections())
            chosen = the_company(work, None) if company is None else known_company(work, company)
            connection = connection_of(work, chosen)
        return self.open_environment(connection)

    def open_environment(self, connection: Connection) -> Payroll:
        """This very link. Raises ``environment-mismatch`` and ``secret-unreadable``; calls nothing yet."""
        self.check([connection])
        token = self.secrets.open(connection.sealed_token)
        return OpenedPayroll(self.connect(Credentials(connection.email, token, connection.domain)), connection)

    def check(self, connections: Sequence[Connection]) -> None:
        """Raises ``not-activated`` without any, and ``environment-mismatch`` when the settings point elsewhere."""
        if not connections:
            raise ProductError("not-activated")
        for connection in connections:
            if connection.kind is not self.kind:
                stored = f"{connection.domain} ({connection.kind})"
                raise ProductError("environment-mismatch", stored=stored, found=self.kind)


def plain_domain(text: str) -> str:
    """The domain as it is stored, whichever way somebody writes it.

    >>> plain_domain(" https://KadeGroep.nmbrs.nl/ ")
    'kadegroep'
    """
    host = text.strip().lower().removeprefix("https://").removeprefix("http://").partition("/")[0]
    for ending in (".nmbrs.nl", ".nmbrs-sandbox.nl", ".nmbrs.se"):
        host = host.removesuffix(ending)
    return host


def connection_of(work: UnitOfWork, company: Company) -> Connection:
    """The link with the environment of the company. Raises ``environment-unknown``."""
    return the_connection(work, company.environment)


def the_connection(work: UnitOfWork, domain: str) -> Connection:
    """The link with that environment. Raises ``not-activated`` and ``environment-unknown``."""
    connections = work.settings.connections()
    if not connections:
        raise ProductError("not-activated")
    found = next((each for each in connections if each.domain == domain), None)
    if found is None:
        raise ProductError("environment-unknown", domain=domain, domains=", ".join(c.domain for c in connections))
    return found


def companies_reached(work: UnitOfWork) -> Sequence[Company]:
    """The companies of the environments that are linked now, by number then name.

    Those of an environment that was removed stay on record, so that another company is never taken for one of them.
    """
    domains = {connection.domain for connection in work.settings.connections()}
    return [company for company in work.settings.companies() if company.environment in domains]


def the_company(work: UnitOfWork, company: CompanyId | None) -> Company:
    """The linked company with that id; without an id, the only one that is linked.

    Raises ``no-company-linked``, ``company-needed``, ``company-unknown`` and ``company-not-linked``.
    """
    if company is None:
        linked = [c for c in companies_reached(work) if c.linked]
        if not linked:
            raise ProductError("no-company-linked")
        if len(linked) > 1:
            raise ProductError("company-needed", companies=", ".join(f"{c.id} {c.name}" for c in linked))
        return linked[0]
    known = known_company(work, company)
    if not known.linked:
        raise ProductError("company-not-linked", company=company)
    return known


def known_company(work: UnitOfWork, company: CompanyId) -> Company:
    """The company with that id, linked or not. Raises ``company-unknown``."""
    found = next((c for c in companies_reached(work) if c.id == company), None)
    if found is None:
        raise ProductError("company-unknown", company=company)
    return found
