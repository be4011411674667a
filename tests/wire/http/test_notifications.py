"""Notifications, recipients, mail and daily work over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from dependency_injector import providers
from fastapi.testclient import TestClient

from tests.scenarios.postbox import DOWN, Postbox
from tests.wire.http.house import API, House

AT = f"{API}/notifications"


@pytest.fixture
def post(house: House, ready: TestClient) -> Postbox:
    """A mail server, Anja who is mailed, and nothing unread."""
    box = Postbox()
    house.container.mailer.override(providers.Object(box))
    ready.post(f"{AT}/read")
    body = {"address": "anja@kade.example", "language": "nl"}
    assert ready.put(f"{AT}/recipients", json=body).json() == {**body, "company": None, "kind": None}
    return box


def leave(house: House) -> None:
    house.nmbrs.office.dismiss(503201, house.clock.now().date())


def test_what_was_told_is_listed_and_read(house: House, ready: TestClient, post: Postbox) -> None:
    leave(house)
    done = ready.post(f"{API}/daily", json={}).json()
    assert [(step["what"], step["outcome"]) for step in done["steps"]] == [("sync", "changed")]
    assert (done["failed"], done["mail"]["sent"]) == (0, 1)
    listed = ready.get(AT, params={"unread": True}, headers={"Accept-Language": "nl"}).json()
    (told,) = listed["notifications"]
    assert (listed["unread"], told["code"], told["title"]) == (1, "people-changed", "teamleden gewijzigd")
    assert [mail["state"] for mail in told["mails"]] == ["sent"]
    assert ready.get(f"{API}/status").json()["notifications"] == {"unread": 1, "undelivered": 0}
    read = ready.post(f"{AT}/{told['id']}/read", headers={"X-Actor": "Anja"}).json()
    assert read["unread"] == 0
    assert read["notifications"][0]["read_by"] == "api: planning for Anja"
    assert house.last_actor() == "api: planning for Anja"
    assert ready.post(f"{AT}/read").json()["notifications"] == []
    assert len(post.got) == 1
    again = ready.post(f"{API}/daily", json={"announce": True}).json()
    assert again["done_before"]["ended_at"]


def test_a_number_that_is_not_there_is_not_found(ready: TestClient) -> None:
    answer = ready.post(f"{AT}/99/read")
    assert (answer.status_code, answer.json()["code"]) == (404, "notification-unknown")
    assert ready.post(f"{AT}/0/read").status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/recipients", {"address": "anja"}, "mail-address-invalid"),
        ("/recipients", {"address": "a@b.nl", "kind": "gossip"}, "request-invalid"),
        ("/recipients", {"address": "a@b.nl", "language": "fr"}, "request-invalid"),
        ("/recipients", {"address": "a@b.nl\r\nBcc: c@d.nl"}, "request-invalid"),
        ("/recipients", {"address": "a@b.nl", "more": 1}, "request-invalid"),
        ("/reminders", {"days": 28}, "reminder-out-of-range"),
        ("/reminders", {"days": "2"}, "request-invalid"),
        ("/reminders", {}, "request-invalid"),
    ],
)
def test_nonsense_is_refused(ready: TestClient, path: str, body: dict[str, Any], code: str) -> None:
    answer = ready.put(f"{AT}{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert ready.get(f"{AT}/recipients").json()["recipients"] == []


def test_recipients_and_reminders(ready: TestClient, post: Postbox) -> None:
    assert ready.post(f"{AT}/recipients/removal", json={"address": "anja@kade.example"}).status_code == 200
    gone = ready.post(f"{AT}/recipients/removal", json={"address": "anja@kade.example"})
    assert (gone.status_code, gone.json()["code"]) == (404, "recipient-unknown")
    assert ready.get(f"{AT}/recipients").json() == {"recipients": [], "mail_server": True}
    ready.put(f"{AT}/reminders", json={"days": 2, "run_after": 5})
    (reminder,) = ready.get(f"{AT}/reminders").json()["reminders"]
    assert (reminder["company"], reminder["days"], reminder["run_after"]) == ("1200", 2, 5)
    ready.put(f"{AT}/reminders", json={"days": None})
    assert ready.get(f"{AT}/reminders").json()["reminders"][0]["days"] is None
    assert post.got == []


def test_mail_that_cannot_leave_is_shown_and_a_trial_says_why(house: House, ready: TestClient, post: Postbox) -> None:
    leave(house)
    post.usual = DOWN
    ready.post(f"{API}/sync", json={})
    sent = ready.post(f"{AT}/mails").json()
    assert (sent["sent"], sent["waiting"]) == (0, 1)
    (mail,) = ready.get(f"{AT}/mails").json()["mails"]
    assert (mail["state"], mail["problem"]["code"]) == ("waiting", "mail-server-unreachable")
    trial = ready.post(f"{AT}/test", json={"address": "anja@kade.example"})
    assert (trial.status_code, trial.json()["code"], trial.json()["kind"]) == (502, "mail-server-unreachable", "mail")
    post.usual = Postbox().usual
    assert ready.post(f"{AT}/test", json={"address": "anja@kade.example"}).json()["answer"] == "250 taken"


def test_without_a_mail_server_nothing_can_be_sent(ready: TestClient) -> None:
    for path, body in (("/mails", None), ("/test", {"address": "anja@kade.example"})):
        answer = ready.post(f"{AT}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "mail-not-set-up")
