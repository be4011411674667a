"""Companies, sync and team members."""

from __future__ import annotations

from datetime import date

from tests.unit.entrypoints.cli.house import BRAM, HOURS, NOOR, House

SHIFT = ("05/10/2026", "10:00 - 18:00", "0:30", "")


def test_a_company_is_linked_to_venues_and_made_inactive_again(empty_house: House) -> None:
    empty_house.activate()
    use = ("companies", "use", "1200", "--venue", "De Kade", "--new-day-begins", "06:00")
    (linked,) = empty_house.json(*use)["companies"]
    assert (linked["linked"], linked["venues"], linked["new_day_begins"]) == (True, ["De Kade"], "06:00")
    (inactive,) = empty_house.json("companies", "use", "1200")["companies"]
    assert (inactive["linked"], inactive["venues"], inactive["new_day_begins"]) == (False, [], "06:00")


def test_a_company_that_the_token_does_not_reach(empty_house: House) -> None:
    empty_house.activate()
    assert empty_house.json("companies", "use", "999", code=2)["error"]["code"] == "company-unknown"


def test_a_clock_time_that_is_none(empty_house: House) -> None:
    result = empty_house.run("companies", "use", "1200", "--new-day-begins", "25:00")
    assert result.exit_code == 2
    assert "06:00" in result.stderr


def test_commands_about_pay_need_a_linked_company(empty_house: House) -> None:
    empty_house.activate()
    empty_house.ok("companies", "use", "1200")
    assert empty_house.json("mapping", code=2)["error"]["code"] == "no-company-linked"
    assert empty_house.json("mapping", "--company", "1200", code=2)["error"]["code"] == "company-not-linked"


def test_a_dry_run_shows_and_stores_nothing(empty_house: House) -> None:
    empty_house.activate()
    first = empty_house.json("sync", "--dry-run")
    assert (first["dry_run"], len(first["companies"][0]["new"])) == (True, 10)
    again = empty_house.json("sync", "--yes")
    assert (again["dry_run"], len(again["companies"][0]["new"])) == (False, 10)
    assert again["companies"][0]["new"][0]["emails"] == ["noor.vandijk@kade.example"]


def test_what_changed_is_shown_with_both_values(house: House) -> None:
    house.nmbrs.office.dismiss(NOOR, date(2026, 11, 30))
    assert "Noor van Dijk" in house.ok("sync", "--dry-run")
    company = house.json("sync", "--yes")["companies"][0]
    assert (len(company["new"]), len(company["gone"]), company["unchanged"]) == (0, 0, 9)
    (change,) = company["changed"]
    assert (change["employee"], change["name"]) == (str(NOOR), "Noor van Dijk")
    ended = change["fields"]["employments"]
    assert ended["before"] == [{"start": "2025-01-01", "end": None}]
    assert ended["after"] == [{"start": "2025-01-01", "end": "2026-11-30"}]


def test_sync_before_activating(empty_house: House) -> None:
    assert empty_house.json("sync", code=2)["error"]["code"] == "not-activated"


def test_people_are_linked_by_e_mail_and_others_by_hand(house: House) -> None:
    house.work(("Noor van Dijk", *SHIFT), ("Nieuwe Invaller", *SHIFT))
    people = {person["name"]: person for person in house.json("team-members")["people"]}
    (link,) = people["Noor van Dijk"]["links"]
    assert (link["employee"], link["matched_by"], people["Noor van Dijk"]["state"]) == (str(NOOR), "e-mail", "linked")
    assert people["Nieuwe Invaller"]["state"] == "unknown"

    screen = house.ok("team-members")
    assert "1 person is not linked" in screen
    linked = house.json("team-members", "link", "Nieuwe Invaller", str(BRAM))
    assert linked["matched_by"] == "by hand"
    assert {person["state"] for person in house.json("team-members", "list")["people"]} == {"linked"}


def test_a_person_is_ignored(house: House) -> None:
    house.work(("Nieuwe Invaller", *SHIFT))
    assert house.json("team-members", "ignore", "Nieuwe Invaller")["state"] == "ignored"
    assert house.json("team-members")["people"][0]["state"] == "ignored"
    assert "not linked" not in house.ok("team-members")


def test_people_and_employees_that_are_not_there(house: House) -> None:
    house.work(("Noor van Dijk", *SHIFT), ("Daan de Vries", *SHIFT))
    assert house.json("team-members", "link", "Niemand", str(NOOR), code=2)["error"]["code"] == "person-unknown"
    assert house.json("team-members", "link", "Noor van Dijk", "1", code=2)["error"]["code"] == "employee-unknown"
    taken = house.json("team-members", "link", "Daan de Vries", str(NOOR), code=2)["error"]
    assert taken["code"] == "employee-taken"
    assert taken["details"] == {"employee": str(NOOR), "person": "Noor van Dijk"}


def test_a_name_from_a_file_does_not_steer_the_terminal(house: House) -> None:
    house.work(("Nieuwe \x1b[2JInvaller", *SHIFT))
    for words in (("team-members",), ("timecards", "list", "--period", "2026-10"), ("export", "plan", *HOURS)):
        screen = house.run(*words).output
        assert "Nieuwe [2JInvaller" in screen
        assert "\x1b" not in screen
    error = house.run("team-members", "link", "Nieuwe \x1b[2JIemand", str(NOOR))
    assert "\x1b" not in error.stderr
