"""What all pages have in common: languages, problems, files, and what a browser may load."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from entrypoints.http.pages.language import local
from entrypoints.http.pages.links import link
from entrypoints.http.pages.rendering import STATIC
from tests.wire.http.conftest import browser_of
from tests.wire.http.house import House

ROW = re.compile(r"\| `([\w.-]+)` \|.*\| ([0-9a-f]{64}) \|")


@pytest.fixture
def browser(house: House) -> TestClient:
    """A browser on this machine, over TLS so that it keeps our cookies."""
    return browser_of(house)


@pytest.mark.parametrize(("asked", "heading"), [("nl-NL,nl;q=0.9", "Start"), ("en", "Home"), ("de", "Home")])
def test_a_page_speaks_the_language_that_the_browser_asks_for(browser: TestClient, asked: str, heading: str) -> None:
    answer = browser.get("/", headers={"Accept-Language": asked})
    assert f"<h1>{heading}</h1>" in answer.text
    assert f'<html lang="{answer.headers["content-language"]}">' in answer.text


def test_a_language_once_chosen_stays(browser: TestClient) -> None:
    answer = browser.post("/language", data={"language": "nl", "next": "/?company=1"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?company=1")
    assert "<h1>Start</h1>" in browser.get("/", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("address", ["https://kade.example/", "//kade.example", "/\\kade.example", "", "/a\nb"])
def test_a_choice_never_leads_to_another_site(address: str) -> None:
    assert local(address) == "/"


def test_a_problem_is_a_page_for_people_and_json_for_programs(browser: TestClient) -> None:
    page = browser.get("/nothing", headers={"Accept-Language": "nl"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Dit is niet gelukt</h1>" in page.text
    assert "address-unknown" in page.text
    assert browser.get("/?company=77").status_code == 404


def test_a_problem_for_a_piece_of_a_page_is_a_piece(browser: TestClient) -> None:
    answer = browser.get("/?company=77", headers={"HX-Request": "true"})
    assert answer.headers["hx-retarget"] == "#problems"
    assert "<html" not in answer.text
    assert "company-unknown" in answer.text


def test_a_browser_may_load_only_what_comes_from_here(browser: TestClient) -> None:
    answer = browser.get("/")
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r"""\s(?:style|on\w+)=|<script(?! src)|<style""", answer.text)
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text)
    assert len(loaded) >= 6
    assert {browser.get(address).status_code for address in loaded} == {200}


def test_files_of_others_are_as_they_were_published() -> None:
    stated = dict(ROW.findall((STATIC / "vendor" / "README.md").read_text(encoding="utf-8")))
    found = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in _published()}
    assert found == stated


def _published() -> list[Path]:
    return [each for each in (STATIC / "vendor").iterdir() if each.suffix in (".js", ".css")]


def test_links_keep_what_was_chosen() -> None:
    assert link("/hours", None, page=2, team=["a", "b"], none=None) == "/hours?page=2&team=a&team=b"
    assert link("/hours") == "/hours"


@pytest.mark.parametrize("said", ["WyJnb29kIiwiXHVkODAwIl0=", "W1tbW1s=", "eHg="])
def test_a_sentence_that_is_not_ours_is_not_shown(browser: TestClient, said: str) -> None:
    browser.cookies.set("__Host-eitje-nmbrs-said", said)
    assert browser.get("/").status_code == 200


def test_an_address_that_is_none_leads_nowhere(house: House) -> None:
    answer = browser_of(house, None).get("/hours", headers={"HX-Request": "true", "HX-Current-URL": "http://["})
    assert answer.status_code < 500


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "no-such"])
def test_a_form_in_no_alphabet_is_refused(browser: TestClient, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}
    assert browser.post("/login", content=body, headers=kind).status_code in (303, 401, 422)
