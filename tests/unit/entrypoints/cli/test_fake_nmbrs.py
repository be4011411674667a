"""The Nmbrs to practise with, served by a process of its own."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request

from tests.unit.entrypoints.cli.house import EMAIL, House

PROGRAM = (sys.executable, "-c", "from entrypoints.cli.main import main; main()", "fake-nmbrs")


def test_it_says_where_it_is_and_ends_on_ctrl_c() -> None:
    with subprocess.Popen([*PROGRAM, "--json", "--employees", "20"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.rstrip().endswith("}"):
            text += process.stdout.readline()
        told = json.loads(text)
        assert told["email"] == EMAIL
        with urllib.request.urlopen(f"{told['address']}/soap/v3/CompanyService.asmx?WSDL", timeout=20) as answer:
            assert b"wsdl:definitions" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_a_port_that_is_taken(empty_house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        error = empty_house.json("fake-nmbrs", "--port", port, code=2)["error"]
    assert port in error["what"]
