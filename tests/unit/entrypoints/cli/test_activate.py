"""Activating: where the token comes from, what is asked, and that nobody sees it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.nmbrs_fake.faults import Fault
from tests.unit.entrypoints.cli.house import EMAIL, TOKEN, House, make_house

FROM_ENVIRONMENT = {"EITJE_NMBRS_TOKEN": TOKEN}


def test_with_the_token_from_the_environment(empty_house: House) -> None:
    words = ("activate", "--email", EMAIL, "--domain", "kadegroep", "--own-link-off")
    answer = empty_house.json(*words, env=FROM_ENVIRONMENT)
    assert (answer["environment"], answer["domain"], answer["own_link_off"]) == ("demo", "kadegroep", True)
    assert answer["companies"] == [
        {
            "id": "1200",
            "number": "12",
            "name": "De Kade Horeca B.V.",
            "domain": "kadegroep",
            "state": "undecided",
            "linked": False,
            "venues": [],
            "new_day_begins": "00:00",
            "synced_at": None,
        }
    ]


def test_the_screen_says_which_nmbrs_and_what_comes_next(empty_house: House) -> None:
    screen = empty_house.ok("activate", "--email", EMAIL, "--own-link-off", env=FROM_ENVIRONMENT)
    assert screen.splitlines()[0] == "DEMO · kadegroep"
    assert "De Kade Horeca B.V." in screen
    assert "companies use ID --venue NAME" in screen


def test_with_the_token_from_a_file(empty_house: House, tmp_path: Path) -> None:
    file = tmp_path / "token.txt"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    answer = empty_house.json("activate", "--email", EMAIL, "--token-file", str(file), "--own-link-on")
    assert answer["own_link_off"] is False


def test_the_prompt_hides_the_token_and_says_where_it_is_found(empty_house: House) -> None:
    result = empty_house.run("activate", "--email", EMAIL, answers=f"{TOKEN}\ny\n")
    assert result.exit_code == 0
    assert "user menu, user profile, tab API Token" in result.stderr
    assert "Is eitje's own Nmbrs link switched off in eitje?" in result.stderr
    assert TOKEN not in result.output
    assert empty_house.json("status")["connection"]["own_link_off"] is True


def test_prompts_keep_out_of_the_json(empty_house: House) -> None:
    result = empty_house.run("activate", "--email", EMAIL, "--json", answers=f"{TOKEN}\nn\n")
    assert json.loads(result.stdout)["own_link_off"] is False


def test_without_a_terminal_the_token_must_come_from_somewhere(empty_house: House) -> None:
    assert empty_house.json("activate", "--email", EMAIL, code=2)["error"]["code"] == "token-missing"


def test_a_token_file_that_is_not_there(empty_house: House, tmp_path: Path) -> None:
    words = ("activate", "--email", EMAIL, "--token-file", str(tmp_path / "none"), "--own-link-off")
    assert empty_house.json(*words, code=2)["error"]["code"] == "file-not-found"


def test_the_token_is_no_argument(empty_house: House) -> None:
    assert empty_house.run("activate", "--email", EMAIL, "--token", TOKEN).exit_code == 2


def test_without_a_terminal_the_own_link_must_be_answered(empty_house: House) -> None:
    answer = empty_house.json("activate", "--email", EMAIL, code=2, env=FROM_ENVIRONMENT)
    assert answer["error"]["code"] == "own-link-unanswered"
    assert empty_house.json("status")["connection"] is None


@pytest.mark.parametrize("as_json", [True, False])
def test_a_refused_token_is_not_repeated(empty_house: House, as_json: bool) -> None:
    words = ["activate", "--email", EMAIL, "--own-link-off", *(["--json"] if as_json else [])]
    result = empty_house.run(*words, env={"EITJE_NMBRS_TOKEN": "a-mistyped-token"})
    assert result.exit_code == 4
    assert "a-mistyped-token" not in result.output
    assert "copy the token again" in result.output


def test_nmbrs_cannot_be_reached(empty_house: House) -> None:
    empty_house.nmbrs.faults.on(Fault.no_connection(), times=None)
    answer = empty_house.json("activate", "--email", EMAIL, "--own-link-off", code=4, env=FROM_ENVIRONMENT)
    assert answer["error"]["code"] == "payroll-unreachable"


def test_the_token_is_in_no_output_and_not_in_the_database(tmp_path: Path) -> None:
    house = make_house(tmp_path, database_url=f"sqlite:///{tmp_path / 'house.db'}")
    house.set_up()
    for words in (["status"], ["companies"], ["team-members"], ["mapping", "--codes"], ["wage-period"]):
        assert TOKEN not in house.ok(*words)
        assert TOKEN not in json.dumps(house.json(*words))
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("house.db*"))
    assert len(stored) > 0
    assert TOKEN.encode() not in stored
