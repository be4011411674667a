"""Team members in a browser: who is who, a person's word about it, and taking over what Nmbrs says."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from entrypoints.worker import working
from tests.wire.http.conftest import arrived, browser_of
from tests.wire.http.house import ACTIVATION, API, AUTHORIZED, House, import_hours
from tests.wire.http.pages.test_hours import text_of

HEADER = "datum,naam,naam van vestiging,contractvestiging,type,start- tot eindtijd,pauze,contracttype,support ID"
NAMES = ("N. van Dijk", "Daan de Vries", "S. Jansen", "Vreemde Vogel")
BY_NAME = "\n".join(
    [
        HEADER,
        *(
            f"0{at}/10/2026,{name},De Kade,De Kade,gewerkte uren,10:00 - 18:00,0:30,nul uren,{at}"
            for at, name in enumerate(NAMES, start=1)
        ),
        "",
    ]
).encode()
LIST = "/team-members"


def key(name: str) -> str:
    return f"name:{name}@De Kade"


def address(name: str) -> str:
    return f"{LIST}/person/{quote(key(name), safe='')}"


def links(house: House, name: str) -> list[str]:
    with house.storage.read() as work:
        return [link.employee for link in work.people.links() if link.person == key(name)]


def press(browser: TestClient, what: str, **fields: str) -> Any:
    """Send a form, and follow to the page that it leads to."""
    answer = browser.post(f"{LIST}/{what}", data=fields)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"])


@pytest.fixture
def known(ready: TestClient, browser: TestClient) -> TestClient:
    """A browser, when people are in the hours of whom only the name is known."""
    import_hours(ready, BY_NAME)
    return browser


def test_everybody_with_whom_they_may_be(known: TestClient) -> None:
    text = text_of(known.get(LIST).text)
    assert "N. van Dijk De Kade 1 okt 2026 Is dit iemand? Noor van Dijk #1 85 85" in text
    assert "zelfde achternaam en tussenvoegsel, eerste voorletter klopt" in text
    assert "Vreemde Vogel De Kade 4 okt 2026 Niet gevonden in Nmbrs" in text
    assert "10 teamleden van Nmbrs hebben geen uren" in text
    assert "same last name" in known.get(LIST, headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("show=proposals", "S. Jansen", "Vreemde Vogel"),
        ("show=unmatched", "Vreemde Vogel", "Noor van Dijk has"),
        ("q=vogel", "Vreemde Vogel", "S. Jansen"),
        ("show=ignored", "Er is niemand die hieraan voldoet", "Vreemde Vogel</a>"),
    ],
)
def test_filters(known: TestClient, query: str, there: str, gone: str) -> None:
    page = known.get(f"{LIST}?{query}").text.partition('class="filters"')[2]
    assert there in page
    assert f">{gone}" not in page


def test_a_proposal_is_confirmed(known: TestClient, house: House) -> None:
    page = press(known, "confirm", person=key("N. van Dijk"))
    assert "N. van Dijk is voortaan Noor van Dijk." in text_of(page.text)
    assert links(house, "N. van Dijk") == ["503201"]
    assert house.last_actor() == "web: administrator@kade.example"


def test_what_is_not_clear_is_not_confirmed(known: TestClient, house: House) -> None:
    answer = known.post(f"{LIST}/confirm", data={"person": key("S. Jansen")})
    assert (answer.status_code, "proposals-unclear" in answer.text) == (422, True)
    assert links(house, "S. Jansen") == []


def test_those_that_are_sure_are_confirmed_together_as_shown(known: TestClient, house: House) -> None:
    page = known.get(f"{LIST}?show=proposals").text
    assert "Samen bevestigen" in page
    agreed = page.partition('name="agreed" value="')[2].partition('"')[0]
    done = press(known, "confirm-all", agreed=agreed, at_least="90")
    assert "Bevestigde mensen: 1." in text_of(done.text)
    assert (links(house, "Daan de Vries"), links(house, "S. Jansen")) == (["503202"], [])
    again = press(known, "confirm-all", agreed=agreed, at_least="90")
    assert "veranderd sinds je keek" in text_of(again.text)


def test_somebody_is_found_and_linked_by_hand(known: TestClient, house: House) -> None:
    found = text_of(known.get(f"{address('Vreemde Vogel')}?q=jansen").text)
    assert "Sophie Jansen #5, De Kade Horeca B.V." in found
    page = press(known, "link", person=key("Vreemde Vogel"), employee="503205", q="jansen")
    assert "Vreemde Vogel is voortaan Sophie Jansen." in text_of(page.text)
    assert "Sophie Jansen #5" in text_of(page.text)
    assert links(house, "Vreemde Vogel") == ["503205"]


def test_an_employee_of_somebody_else_is_asked_about_beside_the_field(known: TestClient, house: House) -> None:
    press(known, "confirm", person=key("N. van Dijk"))
    answer = known.post(f"{LIST}/link", data={"person": key("Vreemde Vogel"), "employee": "503201", "q": "noor"})
    assert answer.status_code == 422
    assert 'id="fault-employee"' in answer.text
    assert 'value="503201" checked' in answer.text
    assert 'name="same_person"' in answer.text
    assert links(house, "Vreemde Vogel") == []
    press(known, "link", person=key("Vreemde Vogel"), employee="503201", q="noor", same_person="yes")
    assert links(house, "Vreemde Vogel") == ["503201"]


def test_nobody_chosen_is_a_fault(known: TestClient) -> None:
    answer = known.post(f"{LIST}/link", data={"person": key("Vreemde Vogel"), "q": "jansen"})
    assert answer.status_code == 422
    assert "Kies een medewerker." in answer.text
    assert 'value="jansen"' in answer.text


def test_not_this_one_holds(known: TestClient, house: House) -> None:
    press(known, "confirm", person=key("N. van Dijk"))
    page = press(known, "unlink", person=key("N. van Dijk"), employee="503201")
    assert "N. van Dijk is niet Noor van Dijk." in text_of(page.text)
    assert "Is misschien" not in page.text
    assert links(house, "N. van Dijk") == []


def test_ignored_and_back(known: TestClient) -> None:
    page = press(known, "ignore", person=key("Vreemde Vogel"))
    assert "Vreemde Vogel gaat met geen enkele export mee." in text_of(page.text)
    assert "Vreemde Vogel" in known.get(f"{LIST}?show=ignored").text.partition('class="filters"')[2]
    back = press(known, "restore", person=key("Vreemde Vogel"))
    assert "Vreemde Vogel telt weer mee." in text_of(back.text)


def test_somebody_unknown_is_a_page_that_says_so(known: TestClient) -> None:
    for answer in (known.get(f"{LIST}/person/name:x"), known.post(f"{LIST}/ignore", data={"person": "name:x"})):
        assert (answer.status_code, "person-unknown" in answer.text) == (404, True)


def test_what_nmbrs_says_is_shown_before_it_is_stored(house: House) -> None:
    program = TestClient(house.app(), base_url="http://127.0.0.1:8023", headers=AUTHORIZED)
    program.post(f"{API}/activation", json=ACTIVATION)
    program.put(f"{API}/companies/1200", json={"venues": ["De Kade"]})
    browser = browser_of(house, language="nl", follow=False)
    assert "Er is nog niemand uit Nmbrs overgenomen" in browser.get(LIST).text
    with working(house.container):
        preview = arrived(browser, browser.post(f"{LIST}/sync/look")).text
        assert "Toegevoegd 10 Gewijzigd 0 Weg uit Nmbrs 0" in text_of(preview)
        assert program.get(f"{API}/team-members").json()["without_hours"] == []
        outdated = browser.post(f"{LIST}/sync", data={"agreed": "something-else"}).headers["location"]
        job = house.container.show_work().list(None, None, False)[0].id
        assert job in outdated
        while house.container.show_work()(job).open:
            threading.Event().wait(0.02)
        assert "sync-outdated" in browser.get(outdated).text
        assert program.get(f"{API}/team-members").json()["without_hours"] == []
        agreed = preview.partition('name="agreed" value="')[2].partition('"')[0]
        page = arrived(browser, browser.post(f"{LIST}/sync", data={"agreed": agreed}))
        assert "10 toegevoegd, 0 gewijzigd, 0 verdwenen" in text_of(page.text)
        assert len(program.get(f"{API}/team-members").json()["without_hours"]) == 10
        again = arrived(browser, browser.post(f"{LIST}/sync/look"))
    assert "Er hoeft niets te veranderen" in again.text
