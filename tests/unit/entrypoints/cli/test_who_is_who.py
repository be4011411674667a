"""Sync that shows and asks first; proposals, links and the way back, as a person types them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.entrypoints.cli.house import DAAN, NOOR, House

SHIFT = ("05/10/2026", "10:00 - 18:00", "0:30", "")
JOOST = "503209"


def people(house: House) -> dict[str, dict[str, object]]:
    return {person["name"]: person for person in house.json("team-members")["people"]}


# -- sync -------------------------------------------------------------------------------------------------------------


def test_a_sync_shows_what_changes_and_asks(house: House) -> None:
    house.nmbrs.office.dismiss(NOOR, date(2026, 11, 30))
    declined = house.run("sync", answers="n\n")
    assert (declined.exit_code, "Store this?" in declined.stderr) == (3, True)
    assert "2025-01-01 –  " in declined.stdout
    assert "2025-01-01 – 2026-11-30" in declined.stdout
    assert "Nothing was stored." in declined.stderr
    assert "Stored." not in declined.stdout
    agreed = house.run("sync", answers="y\n")
    assert (agreed.exit_code, "stored" in agreed.stdout) == (0, True)
    assert house.json("sync", "--dry-run")["differs"] is False


def test_a_sync_without_differences_asks_nothing(house: House) -> None:
    for more in ({}, {"answers": ""}):
        done = house.run("sync", **more)
        assert (done.exit_code, "Store this?" in done.output) == (0, False)
    assert "what is stored already" in house.ok("sync", "--dry-run")


def test_where_nobody_can_be_asked_nothing_is_stored(house: House) -> None:
    house.nmbrs.office.dismiss(NOOR, date(2026, 11, 30))
    error = house.json("sync", code=2)["error"]
    assert (error["code"], error["kind"]) == ("sync-unconfirmed", "usage")
    shown = house.json("sync", "--dry-run")
    assert (shown["differs"], error["details"]["hash"]) == (True, shown["hash"])
    assert house.json("sync", "--shown", shown["hash"])["companies"][0]["changed"][0]["employee"] == str(NOOR)
    assert house.json("sync", "--dry-run")["differs"] is False


def test_what_was_shown_is_stored_or_nothing(house: House) -> None:
    house.nmbrs.office.dismiss(NOOR, date(2026, 11, 30))
    hash_ = house.json("sync", "--dry-run")["hash"]
    house.nmbrs.office.dismiss(DAAN, date(2026, 11, 30))
    error = house.json("sync", "--shown", hash_, code=3)["error"]
    assert error["code"] == "sync-outdated"
    assert len(house.json("sync", "--yes")["companies"][0]["changed"]) == 2


def test_a_person_who_loses_a_link_is_shown_in_words(house: House) -> None:
    house.work(("Noor van Dijk", *SHIFT))
    house.nmbrs.office.take_out(NOOR)
    screen = house.ok("sync", "--dry-run")
    assert "1 person loses a link" in screen
    assert f"Noor van Dijk ({NOOR})" in screen
    house.ok("sync", "--yes")
    assert f"was linked to employee {NOOR}, who is no longer in Nmbrs" in house.ok("team-members")


# -- proposals --------------------------------------------------------------------------------------------------------


@pytest.fixture
def proposing(house: House) -> House:
    """Three people without an address: one sure, one unsure, one whom two employees look like."""
    house.work(("Joost van der Meer", *SHIFT), ("Abraham Bakker", *SHIFT), ("S. Jansen", *SHIFT))
    return house


def test_the_list_says_who_may_be_meant_and_why(proposing: House) -> None:
    screen = proposing.ok("team-members")
    assert "same last name and prefix, same first name" in screen
    assert "first name may be a nickname" in screen
    assert "3 people are not linked" in screen
    (best, *_) = proposing.json("team-members")["people"][1]["proposals"]
    assert (best["employee"], best["score"], best["left"], best["linked_to"]) == (JOOST, 100, None, None)


def test_one_is_confirmed_by_name_or_key_when_only_one_may_be_meant(proposing: House) -> None:
    linked = proposing.json("team-members", "confirm", "Abraham Bakker")
    assert (linked["employee"], linked["matched_by"]) == ("503207", "by hand")
    key = str(people(proposing)["Joost van der Meer"]["person"])
    assert f"is employee {JOOST}" in proposing.ok("team-members", "confirm", key)
    assert proposing.json("team-members", "confirm", "S. Jansen", code=2)["error"]["code"] == "proposals-unclear"
    again = proposing.json("team-members", "confirm", "Abraham Bakker", code=2)["error"]
    assert again["code"] == "person-already-linked"


def test_all_are_shown_and_asked_before(proposing: House) -> None:
    declined = proposing.run("team-members", "confirm", "--all", answers="n\n")
    assert (declined.exit_code, "Link 1 person as shown?" in declined.stderr) == (3, True)
    assert "the score is too low" in declined.stdout
    assert "more than one employee may be meant" in declined.stdout
    assert people(proposing)["Joost van der Meer"]["state"] == "proposed"
    assert proposing.run("team-members", "confirm", "--all", answers="y\n").exit_code == 0
    assert people(proposing)["Joost van der Meer"]["state"] == "linked"
    assert people(proposing)["Abraham Bakker"]["state"] == "proposed"


def test_all_without_anybody_to_ask(proposing: House) -> None:
    words = ("team-members", "confirm", "--all", "--at-least", "75")
    error = proposing.json(*words, code=2)["error"]
    assert error["code"] == "confirmation-unasked"
    assert people(proposing)["Joost van der Meer"]["state"] == "proposed"
    done = proposing.json(*words, "--shown", error["details"]["hash"])
    assert [(each["name"], each["proposal"]["score"]) for each in done["sure"]] == [
        ("Abraham Bakker", 75),
        ("Joost van der Meer", 100),
    ]
    outdated = proposing.json(*words, "--shown", error["details"]["hash"], code=3)["error"]
    assert outdated["code"] == "confirmation-outdated"
    assert "No proposal is sure enough" in proposing.ok(*words)


def test_the_confirmation_is_on_record_with_its_reason(proposing: House) -> None:
    proposing.ok("team-members", "confirm", "--all", "--yes")
    with proposing.container.storage().read() as work:
        event = work.audit.records()[-1].event
    assert (event.who, event.action, event.subject) == (
        "Anja",
        "team-member.linked",
        "name:Joost van der Meer@",
    )
    assert (event.after["employee"], event.after["score"]) == (JOOST, 100)
    assert event.after["reason"] == "same last name and prefix, same first name"


@pytest.mark.parametrize("words", [(), ("--all", "Abraham Bakker"), ("--all", "--at-least", "101")])
def test_confirm_that_is_not_clear(proposing: House, words: tuple[str, ...]) -> None:
    assert proposing.run("team-members", "confirm", *words).exit_code == 2


# -- the way back -----------------------------------------------------------------------------------------------------


def test_unlink_and_link_again(house: House) -> None:
    house.work(("Noor van Dijk", *SHIFT))
    assert house.json("team-members", "unlink", "Noor van Dijk")["employee"] == str(NOOR)
    house.ok("sync", "--yes")
    assert people(house)["Noor van Dijk"]["state"] == "unknown"
    again = house.json("team-members", "unlink", "Noor van Dijk", code=2)["error"]
    assert again["code"] == "unlink-which"
    assert house.json("team-members", "unlink", "Noor van Dijk", "1", code=2)["error"]["code"] == "employee-unknown"
    house.ok("team-members", "link", "Noor van Dijk", str(NOOR))
    assert people(house)["Noor van Dijk"]["state"] == "linked"
    with house.container.storage().read() as work:
        actions = [record.event.action for record in work.audit.records()]
    assert actions[-3:] == ["team-member.unlinked", "team-members.synced", "team-member.linked"]


def test_a_proposal_that_is_refused_does_not_come_again(proposing: House) -> None:
    assert "is not employee 503209" in proposing.ok("team-members", "unlink", "Joost van der Meer", JOOST)
    assert people(proposing)["Joost van der Meer"]["state"] == "unknown"


def test_ignore_and_restore(house: House) -> None:
    house.work(("Noor van Dijk", *SHIFT), ("Nieuwe Invaller", *SHIFT))
    for name in ("Noor van Dijk", "Nieuwe Invaller"):
        assert "restore" in house.ok("team-members", "ignore", name)
    assert f"is linked to {NOOR}" in house.ok("team-members", "restore", "Noor van Dijk")
    assert "not linked" in house.ok("team-members", "restore", "Nieuwe Invaller")
    restored = house.json("team-members", "restore", "Noor van Dijk")
    assert (restored["state"], [link["employee"] for link in restored["links"]]) == ("linked", [str(NOOR)])
    assert {person["state"] for person in people(house).values()} == {"linked", "unknown"}
    with house.container.storage().read() as work:
        actions = [record.event.action for record in work.audit.records()]
    assert actions.count("team-member.restored") == 2, "the third changed nothing"


def test_one_person_under_two_names(house: House) -> None:
    house.work(("Noor van Dijk", *SHIFT), ("Nieuwe Invaller", *SHIFT))
    words = ("team-members", "link", "Nieuwe Invaller", str(NOOR))
    assert "repeat with --same-person" in house.json(*words, code=2)["error"]["do"]
    house.ok(*words, "--same-person")
    screen = house.ok("team-members")
    assert "Nieuwe Invaller; Noor van Dijk are linked to one employee" in screen
    with house.container.storage().read() as work:
        assert work.audit.records()[-1].event.after["same_person"] is True


def test_the_screen_speaks_dutch_where_it_explains(proposing: House) -> None:
    settings = proposing.container.settings()
    proposing.container.settings.override(settings.model_copy(update={"language": "nl"}))
    screen = proposing.ok("team-members")
    assert "zelfde achternaam en tussenvoegsel, zelfde voornaam" in screen
    assert "Nmbrs heeft geen e-mailadres van Joost van der Meer" in screen
