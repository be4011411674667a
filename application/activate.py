"""Activate: try the credentials, list the companies, and store the token encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.ports.payroll import Connect, Credentials, Environment, EnvironmentKind
from application.ports.secrets import SecretBox
from application.ports.storage import Company, Connection, Storage
from domain.audit import AuditEvent
from domain.errors import ProductError


@dataclass(frozen=True, slots=True)
class Activated:
    """The link that now stands."""

    environment: Environment
    companies: tuple[Company, ...]
    own_link_off: bool


@dataclass(frozen=True, slots=True)
class Activate:
    """The first story. Activating again replaces the token; the companies keep their venues."""

    storage: Storage
    secrets: SecretBox
    connect: Connect
    kind: EnvironmentKind

    def __call__(self, credentials: Credentials, own_link_off: bool | None, who: str) -> Activated:
        """Raises ``own-link-unanswered``, ``environment-mismatch``, and what the payroll answers to the credentials.

        ``own_link_off`` answers whether eitje's own Nmbrs link is switched off; None is no answer.
        """
        if own_link_off is None:
            raise ProductError("own-link-unanswered")
        payroll = self.connect(credentials)
        environment = payroll.environment
        reached = payroll.companies()
        with self.storage.write() as work:
            known = work.settings.connection()
            if known is not None and (known.kind, known.domain) != (environment.kind, environment.domain):
                raise ProductError("environment-mismatch", stored=f"{known.domain} ({known.kind})", found=environment)
            work.settings.put_connection(
                Connection(
                    credentials.email,
                    environment.domain,
                    self.secrets.seal(credentials.token),
                    environment.kind,
                    own_link_off,
                    work.now(),
                )
            )
            stored = {company.id: company for company in work.settings.companies()}
            for found in reached:
                company = stored.get(found.id) or Company(found.id, found.number, found.name)
                work.settings.put_company(replace(company, number=found.number, name=found.name))
            companies = _reached(work.settings.companies(), {found.id for found in reached})
            work.audit.append(
                AuditEvent(
                    who,
                    "link.activated",
                    str(environment),
                    before={"email": known.email} if known else {},
                    after={"email": credentials.email, "own_link_off": own_link_off, "companies": len(companies)},
                )
            )
            work.commit()
        return Activated(environment, companies, own_link_off)


def _reached(companies: Sequence[Company], ids: set[str]) -> tuple[Company, ...]:
    return tuple(company for company in companies if company.id in ids)
