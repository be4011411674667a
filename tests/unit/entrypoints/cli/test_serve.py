"""The HTTP interface, served by a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.unit.entrypoints.cli.house import House, make_house

PROGRAM = (sys.executable, "-c", "from entrypoints.cli.main import main; main()", "serve", "--json", "--port", "0")
KEY = "only-for-this-test-0123456789"


def test_it_serves_until_it_is_told_to_end() -> None:
    environment = {
        **os.environ,
        "EITJE_NMBRS_DATABASE_URL": "memory",
        "EITJE_NMBRS_NMBRS_URL": "fake",
        "EITJE_NMBRS_HTTP_KEY": KEY,
    }
    with subprocess.Popen(PROGRAM, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.rstrip().endswith("}"):
            text += process.stdout.readline()
        request = urllib.request.Request(
            f"{json.loads(text)['address']}/status", headers={"Authorization": f"Bearer {KEY}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert json.load(answer)["connection"] is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)


def test_with_a_key_that_can_be_guessed_it_does_not_start(tmp_path: Path) -> None:
    house = make_house(tmp_path, http_key="fifteen-letters")
    assert house.json("serve", code=2)["error"]["code"] == "http-key-too-short"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "pay.kade.example"])
def test_where_others_can_read_along_it_does_not_start(empty_house: House, host: str) -> None:
    assert empty_house.json("serve", "--host", host, code=2)["error"]["code"] == "tls-needed"


def test_nor_where_the_settings_say_so(tmp_path: Path) -> None:
    house = make_house(tmp_path, http_host="0.0.0.0")
    assert house.json("serve", code=2)["error"]["code"] == "tls-needed"


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_behind_a_proxy_it_must_know_its_name(tmp_path: Path, host: str) -> None:
    house = make_house(tmp_path, http_proxy="10.0.0.0/24")
    assert house.json("serve", "--host", host, code=2)["error"]["code"] == "http-names-needed"


def test_a_certificate_that_cannot_be_used_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("no certificate", encoding="ascii")
    files = {"http_certificate": tmp_path / "no.pem", "http_certificate_key": tmp_path / "absent.pem"}
    house = make_house(tmp_path, http_names="pay.kade.example", **files)
    assert house.json("serve", "--host", "0.0.0.0", code=2)["error"]["code"] == "tls-unusable"


def test_the_demo_needs_no_setting_and_is_ready_for_october() -> None:
    without = {name: value for name, value in os.environ.items() if not name.startswith("EITJE_NMBRS_")}
    program = (*PROGRAM[:3], "serve", "--demo", "--json")
    with subprocess.Popen(program, env=without, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.endswith("\n}\n"):
            text += process.stdout.readline()
        told = json.loads(text)
        assert told["login"]["name"] == "demo@kade.example"
        with urllib.request.urlopen(told["pages"], timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
