"""Activate: try the credentials, list the companies, and store the token encrypted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.desk import plain_domain
from application.ports.payroll import Connect, Credentials, Environment, EnvironmentKind, PayrollCompany
from application.ports.secrets import SecretBox
from application.ports.storage import Company, Connection, Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Activated:
    """The link that now stands.

    ``replaced`` says that the environment was linked before, so that its token was replaced. ``out_of_reach`` are
    linked companies of the environment that this token does not reach.
    """

    environment: Environment
    companies: tuple[Company, ...]
    own_link_off: bool
    replaced: bool = False
    out_of_reach: tuple[Company, ...] = ()


@dataclass(frozen=True, slots=True)
class Activate:
    """The first story. Each domain is an environment of its own.

    Activating a domain again replaces its e-mail and token, also when the old token is withdrawn already; nothing else
    changes: the companies keep their venues.
    """

    storage: Storage
    secrets: SecretBox
    connect: Connect
    kind: EnvironmentKind

    def __call__(self, credentials: Credentials, own_link_off: bool | None, who: str) -> Activated:
        """Raises ``own-link-unanswered``, ``email-not-readable``, ``domain-not-readable``, ``domain-wrong``,
        ``environment-mismatch``, ``company-in-other-environment``, and what the payroll answers to the credentials.

        ``own_link_off`` answers whether eitje's own Nmbrs link is switched off; None is no answer.
        """
        if own_link_off is None:
            raise ProductError("own-link-unanswered")
        credentials = _readable(credentials)
        environment, reached = self._try(credentials)
        domain = plain_domain(environment.domain)
        with self.storage.write() as work:
            links = work.settings.connections()
            other = next((link for link in links if link.kind is not environment.kind), None)
            if other is not None:
                raise ProductError("environment-mismatch", stored=f"{other.domain} ({other.kind})", found=environment)
            known = next((link for link in links if link.domain == domain), None)
            work.settings.put_connection(
                Connection(
                    credentials.email,
                    domain,
                    self.secrets.seal(credentials.token),
                    environment.kind,
                    own_link_off,
                    work.now(),
                )
            )
            companies, out_of_reach = _take_over(work, domain, reached)
            work.audit.append(
                AuditEvent(
                    who,
                    "link.activated",
                    f"{domain} ({environment.kind})",
                    before={"email": known.email} if known else {},
                    after={"email": credentials.email, "own_link_off": own_link_off, "companies": len(companies)},
                )
            )
            work.commit()
        found = Environment(environment.kind, domain)
        return Activated(found, companies, own_link_off, known is not None, out_of_reach)

    def _try(self, credentials: Credentials) -> tuple[Environment, Sequence[PayrollCompany]]:
        payroll = self.connect(credentials)
        try:
            return payroll.environment, payroll.companies()
        except ProductError as refusal:
            if refusal.code == "credentials-refused" and credentials.domain:
                self._blame_the_domain(credentials)
            raise

    def _blame_the_domain(self, credentials: Credentials) -> None:
        """Ask where these credentials belong. Raises ``domain-wrong`` when the payroll says: somewhere else."""
        try:
            found = plain_domain(self.connect(replace(credentials, domain="")).environment.domain)
        except ProductError:
            return
        if found != credentials.domain:
            raise ProductError("domain-wrong", domain=credentials.domain, found=found)


def _readable(credentials: Credentials) -> Credentials:
    email, domain = credentials.email.strip(), plain_domain(credentials.domain)
    if not _EMAIL.fullmatch(email):
        raise ProductError("email-not-readable", email=email)
    if domain and not _DOMAIN.fullmatch(domain):
        raise ProductError("domain-not-readable", domain=credentials.domain.strip())
    return Credentials(email, credentials.token, domain)


def _take_over(
    work: UnitOfWork, domain: str, reached: Sequence[PayrollCompany]
) -> tuple[tuple[Company, ...], tuple[Company, ...]]:
    """Store what is reached, and return it with the linked companies that are not; raises when an id is another's."""
    stored = {company.id: company for company in work.settings.companies()}
    for found in reached:
        company = stored.get(found.id) or Company(found.id, found.number, found.name, environment=domain)
        if company.environment != domain:
            raise ProductError(
                "company-in-other-environment",
                company=found.id,
                name=found.name,
                domain=domain,
                other=company.environment,
                other_name=company.name,
            )
        work.settings.put_company(replace(company, number=found.number, name=found.name))
    ids = {found.id for found in reached}
    own = [company for company in work.settings.companies() if company.environment == domain]
    within = tuple(company for company in own if company.id in ids)
    return within, tuple(company for company in own if company.id not in ids and company.linked)
