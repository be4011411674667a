"""The HTTP interface, served by a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request

from tests.unit.entrypoints.cli.house import House

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


def test_without_a_key_it_does_not_start(empty_house: House) -> None:
    assert empty_house.json("serve", code=2)["error"]["code"] == "http-key-missing"


def test_the_demo_needs_no_setting_and_is_ready_for_october() -> None:
    without = {name: value for name, value in os.environ.items() if not name.startswith("EITJE_NMBRS_")}
    program = (*PROGRAM[:3], "serve", "--demo", "--json")
    with subprocess.Popen(program, env=without, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.rstrip().endswith("}"):
            text += process.stdout.readline()
        with urllib.request.urlopen(json.loads(text)["pages"], timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
