"""The product over HTTP: the same verbs, asked of a real server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, cast

import httpx2
from dependency_injector import providers
from pydantic import SecretStr

from entrypoints.http.doors import listen
from entrypoints.http.server import server
from tests.scenarios.driver import ZERO_HOURS, Carry, Consents, Driver, Json, Only
from tests.scenarios.stages import MemoryStage

KEY = "only-for-the-scenarios-0123456789"


class OverHttp:
    """A program that calls the HTTP interface. Only what ends well is asked of it."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client

    def _ask(self, method: str, path: str, **request: Any) -> Json:
        answer = self._client.request(method, f"/api/v1{path}", **request)
        assert answer.is_success, answer.text
        return cast("Json", answer.json())

    def activate(self, email: str, token: str, domain: str, own_link_off: bool | None) -> Json:
        body = {"email": email, "token": token, "own_link_off": own_link_off, "domain": domain or None}
        return self._ask("POST", "/activation", json=body)

    def environments(self) -> list[Json]:
        return cast("list[Json]", self._ask("GET", "/environments")["environments"])

    def remove_environment(self, domain: str) -> Json:
        return self._ask("DELETE", f"/environments/{domain}")

    def doctor(self, probe_by: str | None = None) -> Json:
        if probe_by is None:
            return self._ask("GET", "/doctor")
        return self._ask("POST", "/doctor/probe", json={"by": probe_by})

    def undecided(self) -> Json:
        return cast("Json", self._ask("GET", "/companies")["undecided"])

    def status(self) -> Json:
        return self._ask("GET", "/status")

    def link_company(self, company: str, venues: Sequence[str]) -> Json:
        return self._ask("PUT", f"/companies/{company}", json={"venues": list(venues)})

    def companies(self) -> list[Json]:
        return cast("list[Json]", self._ask("GET", "/companies")["companies"])

    def sync(self, dry_run: bool = False, agreed: str | None = None) -> Json:
        return self._ask("POST", "/sync", json={"dry_run": dry_run, "agreed": agreed})

    def roster(self) -> Json:
        return self._ask("GET", "/team-members")

    def link(self, person: str, employee: str, **said: bool) -> Json:
        return self._ask("PUT", "/team-members/links", json={"person": person, "employee": employee, **said})

    def unlink(self, person: str, employee: str | None = None) -> Json:
        return self._ask("POST", "/team-members/links/removal", json={"person": person, "employee": employee})

    def ignore(self, person: str) -> Json:
        return self._ask("POST", "/team-members/ignored", json={"person": person})

    def restore(self, person: str) -> Json:
        return self._ask("POST", "/team-members/restored", json={"person": person})

    def confirm(self, person: str) -> Json:
        return self._ask("POST", "/team-members/proposals/confirmation", json={"person": person})

    def confirmable(self, at_least: int) -> Json:
        return self._ask("GET", "/team-members/proposals", params={"at_least": at_least})

    def confirm_all(self, at_least: int, agreed: str) -> Json:
        body = {"at_least": at_least, "agreed": agreed}
        return self._ask("POST", "/team-members/proposals/confirmations", json=body)

    def set_wage_period(
        self, start: date, year: int | None = None, accepted_by: str = "", contract_type: str | None = None
    ) -> Json:
        body = {"start": start.isoformat(), "year": year, "contract_type": contract_type}
        return self._ask("PUT", "/wage-periods", json={**body, "last_period_accepted_by": accepted_by or None})

    def confirm_year(self, year: int) -> Json:
        return self._ask("POST", "/wage-periods/confirmation", json={"year": year})

    def calendars(self) -> Json:
        return self._ask("GET", "/wage-periods")

    def map(self, thing: str, code: str, contract_type: str | None = None, **more: str) -> Json:
        target = {} if thing == "days" else {"code": code}
        if "valid_from" in more:
            more["from"] = more.pop("valid_from")
        return self._ask("PUT", "/mapping", json={"thing": thing, "contract_type": contract_type, **target, **more})

    def remove_rule(self, thing: str) -> Json:
        return self._ask("POST", "/mapping/removal", json={"thing": thing})

    def mapping(self, day: str) -> Json:
        return self._ask("GET", "/mapping", params={"on": day})

    def export_mapping(self) -> str:
        return str(self._ask("GET", "/mapping/file")["text"])

    def check_mapping(self, text: str) -> Json:
        return self._ask("POST", "/mapping/file/check", json={"text": text})

    def import_mapping(self, text: str, agreed: str) -> Json:
        return self._ask("PUT", "/mapping/file", json={"text": text, "agreed": agreed})

    def set_allowance(self, body: Json) -> Json:
        return self._ask("PUT", "/allowances", json=body)

    def group_allowances(self, group: str, names: Sequence[str]) -> Json:
        return self._ask("POST", "/allowances/groups", json={"group": group, "names": list(names)})

    def try_shift(self, body: Json) -> Json:
        return self._ask("POST", "/allowances/trial", json=body)

    def import_file(self, path: Path, covers: tuple[date, date]) -> Json:
        query = {"name": path.name, "covers": f"{covers[0]}..{covers[1]}"}
        return self._ask("POST", "/timecards", params=query, content=path.read_bytes())

    def plan(
        self,
        period: str,
        parts: set[str],
        consents: Consents,
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json:
        return self._ask("POST", "/exports/plans", json=_choices(period, parts, consents, contract_type, carry, only))

    def apply(
        self,
        period: str,
        parts: set[str],
        consents: Consents,
        plan: str,
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json:
        choices = _choices(period, parts, consents, contract_type, carry, only)
        return self._ask("POST", "/exports", json={**choices, "plan": plan})

    def plan_undo(self, export: str, consents: Consents) -> Json:
        return self._ask("POST", f"/exports/{export}/undo/plans", json={"consents": _given(consents)})

    def undo(self, export: str, consents: Consents, plan: str) -> Json:
        return self._ask("POST", f"/exports/{export}/undo", json={"consents": _given(consents), "plan": plan})

    def verify(self, period: str) -> Json:
        return self._ask("GET", "/verification", params={"period": period})

    def overview(self, period: str, contract_type: str | None = None) -> Json:
        query = {"period": period, **({"contract_type": contract_type} if contract_type else {})}
        return self._ask("GET", "/overview", params=query)

    def overview_file(self, period: str, form: str, by: str = "person") -> bytes:
        answer = self._client.get("/api/v1/overview", params={"period": period, "format": form, "by": by})
        assert f"overview-{period}" in answer.headers["content-disposition"]
        return bytes(answer.content)

    def differences(self, period: str) -> Json:
        return self._ask("GET", "/differences", params={"period": period})

    def resolve(self, difference: str, choice: str) -> Json:
        body = {"choice": choice, "reason": "talked to the payroll office"}
        return self._ask("POST", f"/differences/{difference}/resolution", json=body)

    def notifications(self, unread: bool = False) -> Json:
        return self._ask("GET", "/notifications", params={"unread": unread})

    def read_notifications(self) -> Json:
        return self._ask("POST", "/notifications/read")

    def add_recipient(self, address: str, language: str, kind: str | None = None) -> Json:
        body = {"address": address, "language": language, "kind": kind}
        return self._ask("PUT", "/notifications/recipients", json=body)

    def set_reminder(self, days: int, run_after: int) -> Json:
        return self._ask("PUT", "/notifications/reminders", json={"days": days, "run_after": run_after})

    def send_mails(self) -> Json:
        return self._ask("POST", "/notifications/mails")

    def do_daily_work(self, announce: bool = False, again: bool = False) -> Json:
        return self._ask("POST", "/daily", json={"announce": announce, "again": again})


def _choices(
    period: str, parts: set[str], consents: Consents, contract_type: str, carry: Carry, only: Only | None
) -> Json:
    places = {what: list(names) for what, names in (only or {}).items()}
    chosen = {"period": period, "contract_type": contract_type, "parts": sorted(parts), **places}
    return {**chosen, "consents": _given(consents), "carry": list(carry)}


def _given(consents: Consents) -> list[Json]:
    return [{"what": what, "by": by} for what, by in consents]


class HttpStage(MemoryStage):
    """The stage in memory, with a server and a network in between."""

    def __init__(self, folder: Path, closing: ExitStack) -> None:
        super().__init__(folder, closing)
        settings = self.container.settings().model_copy(update={"http_key": SecretStr(KEY)})
        self.container.settings.override(providers.Object(settings))
        serving = server(self.container, "127.0.0.1")
        listening = closing.enter_context(listen("127.0.0.1", 0))
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]})
        thread.start()
        closing.callback(thread.join)
        closing.callback(lambda: setattr(serving, "should_exit", True))
        port = listening.getsockname()[1]
        headers = {"Authorization": f"Bearer {KEY}"}
        client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30)
        self.driver: Driver = OverHttp(closing.enter_context(client))
