"""What is wrong with a request is said, with the status and the code of the error, and nothing is done."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from adapters.nmbrs_fake.faults import Fault
from entrypoints.http.app import create_app
from entrypoints.http.gate import LARGEST_BODY
from tests.wire.http.house import ACTIVATION, API, AUTHORIZED, FILE_BYTES, HOURS, House, agreed_plan, import_hours

WHERE = {"thing": "hours", "code": "2100", "contract_type": "zero-hours"}
NIGHT = {"name": "night", "kind": "unsocial-hours", "percentage": "50", "windows": ["daily 22:00-06:00"]}
FORBIDDEN = "Extra inputs are not permitted"


def refused(client: TestClient, method: str, address: str, **request: Any) -> Any:
    """Send a request that must leave no trace."""
    storage = client.app.state.container.storage()

    def trail() -> int:
        with storage.read() as work:
            return len(work.audit.records())

    before = trail()
    answer = client.request(method, f"{API}{address}", **request)
    assert trail() == before
    return answer


def code_of(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"]


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "/activation", {**ACTIVATION, "token": ""}, "body.token"),
        ("POST", "/activation", {**ACTIVATION, "own_link_off": "yes"}, "body.own_link_off"),
        ("POST", "/activation", {**ACTIVATION, "email": "a\nb"}, "body.email"),
        ("POST", "/activation", {**ACTIVATION, "bsn": "1"}, f"body.bsn: {FORBIDDEN}"),
        ("POST", "/activation", [], "body"),
        ("PUT", "/companies/1200", {"venues": "De Kade"}, "body.venues"),
        ("PUT", "/companies/1200", {"venues": [], "new_day_begins": 21600}, "body.new_day_begins"),
        ("PUT", "/companies/1200", {"venues": [], "new_day_begins": "24:00"}, "body.new_day_begins"),
        ("POST", "/sync", {"dry_run": "true"}, "body.dry_run"),
        ("POST", "/sync", {"company": ""}, "body.company"),
        ("POST", "/sync", {"agreed": ""}, "body.agreed"),
        ("POST", "/team-members/proposals/confirmations", {"agreed": "x", "at_least": 101}, "body.at_least"),
        ("POST", "/team-members/proposals/confirmations", {"at_least": 90}, "body.agreed"),
        ("PUT", "/team-members/links", {"person": "A", "employee": "1", "also": "true"}, "body.also"),
        ("GET", "/team-members/proposals?at_least=-1", None, "query.at_least"),
        ("PUT", "/wage-periods", {"start": 1767225600}, "body.start"),
        ("PUT", "/wage-periods", {"start": "1 januari"}, "body.start"),
        ("PUT", "/wage-periods", {"start": "2026-01-01", "year": "2026"}, "body.year"),
        ("PUT", "/wage-periods", {"start": "2026-12-21", "last_period_accepted_by": ""}, "body.last_period_accepted"),
        ("POST", "/wage-periods/confirmation", {}, "body.year"),
        ("POST", "/wage-periods/confirmation", {"year": "2027"}, "body.year"),
        ("POST", "/wage-periods/confirmation", {"year": 1}, "body.year"),
        ("PUT", "/mapping", {**WHERE, "code": None}, "a code is needed"),
        ("PUT", "/mapping", {**WHERE, "code": ""}, "body.code"),
        ("PUT", "/mapping", {"thing": "days", "code": "2100"}, "days, and what is ignored, have no code"),
        ("PUT", "/mapping", {**WHERE, "ignored": True}, "days, and what is ignored, have no code"),
        ("PUT", "/mapping", {**WHERE, "valid_from": "2026-10-01"}, f"body.valid_from: {FORBIDDEN}"),
        ("PUT", "/allowances", {**NIGHT, "percentage": 50}, "body.percentage"),
        ("PUT", "/allowances", {**NIGHT, "kind": "bonus"}, "body.kind"),
        ("PUT", "/allowances", {**NIGHT, "until": "2026-01-01"}, f"body.until: {FORBIDDEN}"),
        ("POST", "/allowances/groups", {"group": "times", "names": []}, "body.names"),
        ("POST", "/allowances/trial", {"day": "2026-10-05", "start": "20:00", "end": "24:00"}, "body.end"),
        ("GET", "/allowances/holidays?year=1999", None, "query.year"),
        ("PUT", "/team-members/links", {"person": "Noor van Dijk"}, "body.employee"),
        ("POST", "/exports/plans", {**HOURS, "parts": ["salary"]}, "body.parts.0"),
        ("POST", "/exports/plans", {**HOURS, "contract_type": "weekly"}, "body.contract_type"),
        ("POST", "/exports/plans", {**HOURS, "consents": [{"what": "all", "by": "Anja"}]}, "body.consents.0.what"),
        ("POST", "/exports", HOURS, "body.plan"),
        ("POST", "/exports/5d0c/undo", {}, "body.plan"),
        ("POST", "/exports/5d0c/undo/plans", {"consents": [{"what": "past", "by": "Anja"}]}, "body.consents.0.what"),
        ("POST", "/exports/5d0c/undo/plans", HOURS, "body.contract_type"),
        ("POST", "/differences/D1/resolution", {"choice": "shrug", "reason": "x"}, "body.choice"),
        ("GET", "/wage-periods?year=x", None, "query.year"),
        ("GET", "/timecards", None, "query.period"),
        ("POST", "/timecards", None, "query.name"),
        ("POST", "/timecards?name=elsewhere/hours.csv", None, "query.name"),
        ("POST", "/timecards?name=elsewhere%5Chours.csv", None, "query.name"),
        ("POST", f"/timecards?name={'x' * 201}", None, "query.name"),
        ("POST", "/timecards?name=%00", None, "query.name"),
        ("POST", "/timecards?name=.csv", None, "query.name"),
    ],
)
def test_a_wrong_field_is_named(shared: TestClient, method: str, path: str, body: object, field: str) -> None:
    answer = refused(shared, method, path, json=body)
    assert code_of(answer) == (422, "request-invalid")
    assert field in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"company": ' + b"9" * 5000 + b"}", "application/json"),
        (b'{"\\ud800": 1}', "application/json"),
        (b"{}", "text/plain"),
        (b"company=1200", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_json_is_refused(shared: TestClient, content: bytes, media_type: str) -> None:
    answer = refused(shared, "POST", "/sync", content=content, headers={"Content-Type": media_type})
    assert code_of(answer) == (422, "request-invalid")


def post(house: House, path: str, query: str, receive: Callable[[], Message], **headers: str) -> tuple[int, str]:
    """Call with a body that arrives piece by piece; returns the status and the code of the problem."""
    always = {"host": "localhost", "authorization": AUTHORIZED["Authorization"], "content-type": "application/json"}
    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "server": ("127.0.0.1", 8023),
        "client": ("127.0.0.1", 50000),
        "path": f"{API}{path}",
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), text.encode()) for name, text in (always | headers).items()],
    }
    sent: list[Message] = []

    async def receive_piece() -> Message:
        return receive()

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(create_app(house.container)(scope, receive_piece, send))
    return sent[0]["status"], json.loads(sent[1]["body"])["code"]


def too_much(house: House, path: str, query: str, stated: int | None) -> tuple[int, str, int]:
    """Call with ten million bytes, saying so beforehand or not; returns also how many were taken."""
    taken = 0

    def receive() -> Message:
        nonlocal taken
        taken += 1000
        return {"type": "http.request", "body": b" " * 1000, "more_body": taken < 10_000_000}

    headers = {} if stated is None else {"content_length": str(stated)}
    return *post(house, path, query, receive, **headers), taken


@pytest.mark.parametrize(("stated", "taken"), [(None, LARGEST_BODY + 1000), (10_000_000, 0)])
def test_a_body_that_is_too_large_is_not_read_to_its_end(house: House, stated: int | None, taken: int) -> None:
    assert too_much(house, "/sync", "", stated) == (413, "body-too-large", taken)


@pytest.mark.parametrize(("stated", "taken"), [(None, FILE_BYTES + 1000), (10_000_000, 0)])
def test_a_file_that_is_too_large_is_not_read_to_its_end_and_leaves_nothing(
    house: House, stated: int | None, taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert too_much(house, "/timecards", "name=hours.csv", stated) == (413, "file-too-large", taken)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("path", "query"), [("/sync", ""), ("/timecards", "name=hours.csv")])
def test_a_caller_who_breaks_off_leaves_nothing(
    house: House,
    path: str,
    query: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pieces = [{"type": "http.disconnect"}, {"type": "http.request", "body": b"datum,naam", "more_body": True}]
    assert post(house, path, query, pieces.pop) == (422, "request-invalid")
    assert list(tmp_path.iterdir()) == []
    assert "unforeseen" not in caplog.text


def test_a_file_of_just_that_size_is_read(client: TestClient) -> None:
    assert import_hours(client, b"x" * FILE_BYTES).status_code == 422
    assert code_of(import_hours(client, b"x" * (FILE_BYTES + 1))) == (413, "file-too-large")


def test_an_imported_file_leaves_nothing_behind(
    ready: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert import_hours(ready).status_code == 200
    assert code_of(import_hours(ready, b"no hours at all")) == (422, "file-not-eitje")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("covers", ["October", "2026-10-31..2026-10-01", "2026-10-01..2026-10-15..2026-10-31"])
def test_days_that_no_file_can_cover(shared: TestClient, covers: str) -> None:
    query = {"name": "hours.csv", "covers": covers}
    answer = refused(shared, "POST", "/timecards", params=query, content=b"x")
    assert code_of(answer) == (422, "covers-not-readable")


@pytest.mark.parametrize(
    ("path", "code"),
    [("/sync", "sync-outdated"), ("/team-members/proposals/confirmations", "confirmation-outdated")],
)
def test_what_is_not_what_was_shown_is_409(shared: TestClient, path: str, code: str) -> None:
    assert code_of(refused(shared, "POST", path, json={"agreed": "0123456789ab"})) == (409, code)


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("PUT", "/companies/999", {"venues": ["De Kade"]}, "company-unknown"),
        ("POST", "/sync", {"company": "999"}, "company-unknown"),
        ("GET", "/mapping?company=999", None, "company-unknown"),
        ("PUT", "/mapping", {**WHERE, "code": "9999"}, "code-unknown"),
        ("PUT", "/team-members/links", {"person": "Niemand", "employee": "503201"}, "person-unknown"),
        ("POST", "/team-members/links/removal", {"person": "Niemand"}, "person-unknown"),
        ("POST", "/team-members/proposals/confirmation", {"person": "Niemand"}, "person-unknown"),
        ("POST", "/team-members/restored", {"person": "Niemand"}, "person-unknown"),
        ("POST", "/team-members/ignored", {"person": "Niemand"}, "person-unknown"),
        ("POST", "/exports/plans", {**HOURS, "people": ["Niemand"]}, "employee-unknown"),
        ("POST", "/exports", {**HOURS, "plan": "0123456789ab"}, "plan-unknown"),
        ("GET", "/exports/0123", None, "export-unknown"),
        ("POST", "/exports/0123/undo/plans", {}, "export-unknown"),
        ("POST", "/exports/0123/undo", {"plan": "0123456789ab"}, "export-unknown"),
        ("POST", "/differences/D0123/resolution", {"choice": "adopt", "reason": "ours"}, "difference-unknown"),
        ("POST", "/findings/F0123/set-aside", {"reason": "seen"}, "finding-unknown"),
        ("GET", "/nothing", None, "address-unknown"),
        ("GET", "/status/", None, "address-unknown"),
    ],
)
def test_what_does_not_exist_is_404(shared: TestClient, method: str, path: str, body: object, code: str) -> None:
    assert code_of(refused(shared, method, path, json=body)) == (404, code)


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", "/activation", {**ACTIVATION, "own_link_off": None}, "own-link-unanswered"),
        ("POST", "/exports/plans", {**HOURS, "period": "October"}, "period-not-readable"),
        ("POST", "/exports/plans", {**HOURS, "parts": []}, "nothing-selected"),
        ("POST", "/exports/plans", {**HOURS, "contract_type": "payroll"}, "contract-type-not-exported"),
        ("POST", "/exports/plans", {**HOURS, "consents": [{"what": "past", "by": " "}]}, "consent-needs-name"),
        ("GET", "/verification?period=2026-99", None, "period-not-readable"),
        ("PUT", "/mapping", {"thing": "hours", "code": "2100"}, "mapping-contract-type-needed"),
        ("PUT", "/mapping", {"thing": "bonus", "code": "2100"}, "thing-unknown"),
        ("PUT", "/allowances", {**NIGHT, "windows": ["sat 06:00-06:00"]}, "window-ends-equal"),
        ("PUT", "/allowances", {**NIGHT, "percentage": "0"}, "allowance-percentage"),
        ("PUT", "/mapping/file", {"text": "", "agreed": "0"}, "mapping-import-outdated"),
        ("POST", "/mapping/file/check", {"text": "rule = 1"}, "mapping-file-wrong"),
        ("PUT", "/wage-periods", {"start": "2026-03-01"}, "calendar-year-needed"),
        ("PUT", "/wage-periods", {"start": "2028-01-01"}, "calendar-year-skipped"),
        ("POST", "/wage-periods/confirmation", {"year": 2031}, "calendar-nothing-proposed"),
    ],
)
def test_wrong_use_is_422(shared: TestClient, method: str, path: str, body: object, code: str) -> None:
    assert code_of(refused(shared, method, path, json=body)) == (422, code)


def test_an_address_answers_to_its_own_methods(client: TestClient) -> None:
    answer = client.delete(f"{API}/exports")
    assert code_of(answer) == (405, "method-not-allowed")
    assert answer.headers["allow"] in ("POST", "GET", "GET, POST", "POST, GET")


def test_before_activation(client: TestClient) -> None:
    assert code_of(client.get(f"{API}/companies")) == (422, "not-activated")


def test_a_wrong_token_and_an_nmbrs_that_does_not_answer_are_502(house: House, client: TestClient) -> None:
    wrong = client.post(f"{API}/activation", json={**ACTIVATION, "token": "not-the-token"})
    assert code_of(wrong) == (502, "credentials-refused")
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    assert code_of(client.post(f"{API}/activation", json=ACTIVATION)) == (502, "payroll-unreachable")


def test_the_words_are_in_the_language_asked_for(client: TestClient) -> None:
    def detail(accepted: str | None) -> tuple[str, str]:
        headers = {"Accept-Language": accepted} if accepted else {}
        answer = client.get(f"{API}/companies", headers=headers)
        return answer.headers["content-language"], answer.json()["detail"].split()[0]

    assert detail(None) == ("en", "The")
    assert detail("nl-NL,nl;q=0.9,en;q=0.5") == ("nl", "De")
    assert detail("en;q=0.4, NL;q=0.6") == ("nl", "De")
    assert detail("en, nl;q=0.9") == ("en", "The")
    assert detail("de, en;q=0.1, nl;q=0") == ("en", "The")
    assert detail("nl;q=x") == ("en", "The")


def test_findings_are_in_that_language_too(ready: TestClient) -> None:
    import_hours(ready)
    answer = ready.post(f"{API}/exports/plans", json={**HOURS, "period": "2026-09"}, headers={"Accept-Language": "nl"})
    assert answer.json()["findings"][0]["cause"].startswith("Loonrun")


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "An\tja"])
def test_a_caller_who_gives_no_usable_name_is_refused(client: TestClient, name: str) -> None:
    answer = client.post(f"{API}/activation", json=ACTIVATION, headers={"X-Actor": name})
    assert code_of(answer) == (422, "request-invalid")


def test_a_name_that_the_caller_gives_is_recorded_as_its_word(house: House, client: TestClient) -> None:
    client.post(f"{API}/activation", json=ACTIVATION, headers={"X-Actor": "Anja"})
    assert house.last_actor() == "api: planning for Anja"


def test_the_description_tells_of_problems_and_of_the_key(client: TestClient) -> None:
    described = client.get(f"{API}/openapi.json").json()
    apply = described["paths"][f"{API}/exports"]["post"]
    problems = ["401", "403", "404", "409", "413", "421", "422", "429", "500", "502"]
    assert sorted(apply["responses"]) == ["201", *problems]
    assert {tuple(apply["responses"][each]["content"]) for each in problems} == {("application/problem+json",)}
    assert "Problem" in described["components"]["schemas"]
    assert apply["security"] == [{"HTTPBearer": []}, {"APIKeyCookie": []}]
    assert "ExportBody" in described["components"]["schemas"]


def test_a_plan_for_something_else(ready: TestClient) -> None:
    import_hours(ready)
    agreed = {**agreed_plan(ready), "parts": ["hours", "days"]}
    assert code_of(ready.post(f"{API}/exports", json=agreed)) == (422, "plan-for-other-selection")


def test_an_environment_that_is_not_there_and_one_in_use(ready: TestClient) -> None:
    assert code_of(ready.delete(f"{API}/environments/nergens")) == (404, "environment-unknown")
    assert code_of(ready.delete(f"{API}/environments/kadegroep")) == (409, "environment-in-use")
    (environment,) = ready.get(f"{API}/environments").json()["environments"]
    assert (environment["domain"], [company["id"] for company in environment["companies"]]) == ("kadegroep", ["1200"])
    assert ACTIVATION["token"] not in str(environment)


def test_a_probe_says_who_allowed_it(house: House, ready: TestClient) -> None:
    assert code_of(ready.post(f"{API}/doctor/probe", json={})) == (422, "request-invalid")
    assert code_of(ready.post(f"{API}/doctor/probe", json={"by": " "})) == (422, "probe-unsigned")
    assert house.last_actor() != "api: planning for Anja"
    headers = {"X-Actor": "Anja", "Accept-Language": "nl"}
    found = ready.post(f"{API}/doctor/probe", json={"by": "Anja", "company": "1200"}, headers=headers).json()
    assert found["healthy"] is True
    assert found["environments"][0]["rights"][-1]["needed_for"] == "dagen verzenden"
    assert house.last_actor() == "api: planning for Anja"


def test_the_doctor_of_a_company_that_is_not_there(ready: TestClient) -> None:
    assert code_of(ready.get(f"{API}/doctor", params={"company": "999"})) == (404, "company-unknown")
