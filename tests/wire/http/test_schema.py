"""What the routes answer is what their description says, whatever is asked; and never an error of ours.

Schemathesis makes requests from the description, right ones and wrong ones; into some of them we put the names that
De Kade knows, so that not all end at something that does not exist. ``SCHEMA_EXAMPLES=200`` looks longer than usual,
``SCHEMA_SEED=7`` elsewhere.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from domain.errors import ErrorKind
from entrypoints.http.app import create_app
from entrypoints.http.doors import Doors
from entrypoints.http.problems import EXCEPTIONAL, STATUSES, Problem
from tests.wire.http.house import API, AUTHORIZED, House, agreed_plan, import_hours, set_up

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "4"))
SEED = int(os.environ.get("SCHEMA_SEED", "1"))
DOORS = Doors(frozenset({"testserver"}))
"""Schemathesis calls the application by this name."""
OFTEN = 4
"""One in so many known names is not put in."""
DEEPEST = 2

load_all_checks()
JUDGES = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    )
]


@cache
def schema() -> schemathesis.BaseSchema:
    """What the application says of itself, as it is read."""
    return schemathesis.openapi.from_asgi(
        f"{API}/openapi.json", create_app(House().container, DOORS), headers=AUTHORIZED
    )


def description() -> dict[str, Any]:
    """The same as it is written."""
    document: dict[str, Any] = schema().raw_schema
    return document


ROUTES = [(method.upper(), path) for path, methods in description()["paths"].items() for method in methods]


class Office:
    """De Kade after an export, and what it knows by which name."""

    def __init__(self) -> None:
        self.house = House()
        self.app = create_app(self.house.container, DOORS)
        client = TestClient(self.app, headers=AUTHORIZED)
        set_up(client)
        import_hours(client)
        plan = agreed_plan(client)
        export = client.post(f"{API}/exports", json=plan).json()["export"]["id"]
        self.known: dict[str, tuple[Any, ...]] = {
            "code": ("2100",),
            "company": ("1200",),
            "contract_type": ("zero-hours",),
            "covers": ("2026-10-01..2026-10-31",),
            "domain": ("kadegroep",),
            "employee": ("503201",),
            "export": (export,),
            "name": ("hours.csv", "night"),
            "people": (["Noor van Dijk"], ["503202"]),
            "period": ("2026-10", "2026-11"),
            "person": ("Noor van Dijk",),
            "plan": (plan["plan"],),
            "start": ("2026-01-01",),
            "thing": ("hours", "days", "meal:lunch"),
            "venues": (["De Kade"], []),
            "windows": (["daily 22:00-06:00"],),
            "year": (2026, 2027),
        }
        self.statuses: Counter[int] = Counter()

    def make_known(self, asked: Any, data: st.DataObject, depth: int = 0) -> None:
        """Put known names in, mostly."""
        if not isinstance(asked, dict):
            return
        for name in list(asked):
            if name in self.known and data.draw(st.integers(1, OFTEN)) < OFTEN:
                asked[name] = data.draw(st.sampled_from(self.known[name]))
            elif depth < DEEPEST:
                self.make_known(asked[name], data, depth + 1)

    def ask(self, method: str, path: str, mode: GenerationMode) -> None:
        """Send requests of that kind to one route, and let all judges look at each answer."""
        operation = schema()[path][method]
        operation.app = self.app

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
        def answers(case: schemathesis.Case, data: st.DataObject) -> None:
            for asked in (case.path_parameters, case.query, case.body):
                self.make_known(asked, data)
            answer = case.call(headers=AUTHORIZED)
            self.statuses[answer.status_code] += 1
            case.validate_response(answer, checks=JUDGES)

        answers()
        assert self.house.nmbrs.log.forbidden() == []


@pytest.fixture(scope="module")
def reading() -> Office:
    """One office for all requests that change nothing."""
    return Office()


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda each: each.removeprefix(API))
def test_a_route_answers_as_described(reading: Office, method: str, path: str) -> None:
    office = reading if method == "GET" else Office()
    office.ask(method, path, GenerationMode.POSITIVE)
    if "parameters" in description()["paths"][path][method.lower()]:
        office.ask(method, path, GenerationMode.NEGATIVE)


def test_every_status_of_an_error_is_described() -> None:
    statuses = {int(STATUSES[kind]) for kind in ErrorKind} | {int(status) for status in EXCEPTIONAL.values()}
    statuses -= {HTTPStatus.METHOD_NOT_ALLOWED}
    for path, method in ((path, method.lower()) for method, path in ROUTES):
        responses = description()["paths"][path][method]["responses"]
        assert {int(status) for status in responses if int(status) >= 400} == statuses
        assert all("application/problem+json" in responses[str(status)]["content"] for status in statuses)
    assert description()["components"]["schemas"]["Problem"]["required"] == [
        name for name, field in Problem.model_fields.items() if field.is_required()
    ]
