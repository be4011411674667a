"""De Kade with the HTTP interface: the demo's payroll, and one clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet
from dependency_injector import providers
from fastapi import FastAPI

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.passwords import Argon2Passwords
from application.manage_accounts import NewAccount
from application.ports.storage import Storage
from domain.accounts import Role
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings

API = "/api/v1"
KEY = "only-for-these-tests-0123456789"
AUTHORIZED = {"Authorization": f"Bearer {KEY}"}
ACTIVATION = {"email": "salaris@kadegroep.example", "token": "demo-token-kadegroep-2026", "own_link_off": True}
PASSWORD = "drie korte woorden"
PASSWORDS = Argon2Passwords(memory=64, rounds=1)
"""Like the real ones, at a price that tests can pay."""
FILE_BYTES = 200_000
OCTOBER = PeriodRef(2026, 10)
NOOR, DAAN = 503201, 503202
HOURS = {"period": "2026-10", "contract_type": "zero-hours", "parts": ["hours"]}

_HEADER = "datum,naam,e-mailadres,naam van vestiging,type,start- tot eindtijd,pauze,maaltijden,contracttype,support ID"
_PEOPLE = {
    NOOR: "Noor van Dijk,noor.vandijk@kade.example",
    DAAN: "Daan de Vries,daan.devries@kade.example",
}


def hours_file(*shifts: tuple[int, str, str, str, str]) -> bytes:
    """eitje's CSV with these shifts: person, day, times, break, meals."""
    rows = [
        f"{day},{_PEOPLE[person]},De Kade,gewerkte uren,{times},{rest},{meals},nul uren,{number}"
        for number, (person, day, times, rest, meals) in enumerate(shifts, start=1)
    ]
    return "\n".join([_HEADER, *rows, ""]).encode()


EIGHT_HOURS = hours_file((NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""))


class House:
    """The product on one side, Nmbrs on the other."""

    def __init__(self, make_storage: Callable[[Callable[[], datetime]], Storage] = MemoryStorage) -> None:
        self._apps: dict[int, tuple[Container, FastAPI]] = {}
        self.clock = ManualClock()
        self.nmbrs = demo_payroll(clock=self.clock)
        self.storage = make_storage(self.clock.now)
        self.container = self.with_key(KEY)

    def with_key(self, key: str | None, **more: Any) -> Container:
        """The product with another key for the HTTP interface, and other settings."""
        settings = Settings(
            database_url="memory",
            nmbrs_url="fake",
            secret_key=Fernet.generate_key().decode(),
            http_key=key,
            actor="planning",
            **{"file_bytes": FILE_BYTES, **more},
        )
        container = Container(settings=settings)
        container.storage.override(providers.Object(self.storage))
        container.fake_nmbrs.override(providers.Object(self.nmbrs))
        container.passwords.override(providers.Object(PASSWORDS))
        return container

    def employ(self, role: Role) -> str:
        """Somebody in that role, who may log in with ``PASSWORD``: their account, made when it is not there yet."""
        name = f"{role}@kade.example"
        with self.storage.read() as work:
            known = work.accounts.get(name)
        if known is None:
            made = NewAccount(name, f"The {role}", role)
            self.container.manage_accounts().add(made, PASSWORD, "the tests")
        return name

    def trail(self) -> list[tuple[str, str]]:
        """Who did what, the latest last."""
        with self.storage.read() as work:
            return [(record.event.who, record.event.action) for record in work.audit.records()]

    def app(self, container: Container | None = None) -> FastAPI:
        """The HTTP interface of this house, or of another process of it; made once, for that takes a while."""
        wired = container or self.container
        if id(wired) not in self._apps:
            self._apps[id(wired)] = (wired, create_app(wired))
        return self._apps[id(wired)][1]

    def paid(self, employee: int) -> list[tuple[int, str]]:
        """Code and amount of each hour line of October that Nmbrs holds."""
        return self.nmbrs.office.amounts(employee, OCTOBER)

    def last_actor(self) -> str:
        """Who did what was put on record last."""
        with self.storage.read() as work:
            return work.audit.records()[-1].event.who


def set_up(client: Any) -> None:
    """Everything that has to be done once before De Kade can export October."""
    rules = (
        {"thing": "hours", "code": "2100", "contract_type": "zero-hours"},
        {"thing": "days"},
        {"thing": "meal:lunch", "code": "4899"},
    )
    for answer in (
        client.post(f"{API}/activation", json=ACTIVATION),
        client.put(f"{API}/companies/1200", json={"venues": ["De Kade", "Strandtent Zuid"]}),
        client.post(f"{API}/sync", json={}),
        client.put(f"{API}/wage-periods", json={"start": "2026-01-01"}),
        *(client.put(f"{API}/mapping", json=rule) for rule in rules),
    ):
        assert answer.status_code == 200, answer.text


def import_hours(client: Any, content: bytes = EIGHT_HOURS) -> Any:
    """Import a file of October."""
    query = {"name": "hours.csv", "covers": "2026-10-01..2026-10-31"}
    return client.post(f"{API}/timecards", params=query, content=content)


def agreed_plan(client: Any, choices: dict[str, Any] = HOURS) -> dict[str, Any]:
    """Plan, and what to send to agree to it."""
    answer = client.post(f"{API}/exports/plans", json=choices)
    assert answer.status_code == 200, answer.text
    return {**choices, "plan": answer.json()["plan"]}
