"""What every use case starts from: the activated payroll, and the company that is meant."""

from __future__ import annotations

from dataclasses import dataclass

from application.ports.payroll import Connect, Credentials, EnvironmentKind, Payroll
from application.ports.secrets import SecretBox
from application.ports.storage import Company, Storage, UnitOfWork
from domain.errors import ProductError
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class PayrollDoor:
    """Opens the payroll with the stored credentials. ``kind`` is what the settings point to: live, sandbox or demo."""

    storage: Storage
    secrets: SecretBox
    connect: Connect
    kind: EnvironmentKind

    def open(self) -> Payroll:
        """Raises ``not-activated``, ``environment-mismatch`` and ``secret-unreadable``; calls nothing yet."""
        with self.storage.read() as work:
            connection = work.settings.connection()
        if connection is None:
            raise ProductError("not-activated")
        if connection.kind is not self.kind:
            stored = f"{connection.domain} ({connection.kind})"
            raise ProductError("environment-mismatch", stored=stored, found=self.kind)
        token = self.secrets.open(connection.sealed_token)
        return self.connect(Credentials(connection.email, token, connection.domain))


def the_company(work: UnitOfWork, company: CompanyId | None) -> Company:
    """The linked company with that id; without an id, the only one that is linked.

    Raises ``no-company-linked``, ``company-needed``, ``company-unknown`` and ``company-not-linked``.
    """
    companies = work.settings.companies()
    if company is None:
        linked = [c for c in companies if c.linked]
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
    found = next((c for c in work.settings.companies() if c.id == company), None)
    if found is None:
        raise ProductError("company-unknown", company=company)
    return found
