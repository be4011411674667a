"""A browser in which somebody looks at the settings of De Kade."""

from __future__ import annotations

import html
import re
from typing import Any

from fastapi.testclient import TestClient

from tests.wire.http.conftest import browser_of
from tests.wire.http.house import House, hours_file

DUTCH = {"Accept-Language": "nl"}
NOOR, DAAN = 503201, 503202
TWO_KINDS = hours_file(
    (NOOR, "05/10/2026", "18:00 - 02:00", "0:30", "lunch"), (NOOR, "06/10/2026", "18:00 - 02:00", "0:30", "diner")
)


def browser_at(house: House, program: TestClient) -> TestClient:
    """A browser of the administrator, at the server that a program has set up."""
    assert program.app.state.container is house.container  # type: ignore[attr-defined]
    return browser_of(house, follow=False)


def text_of(answer: Any) -> str:
    """What a page says, without its marks and with single blanks."""
    assert answer.headers["content-type"].startswith("text/html"), answer.text
    main = answer.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def fault_at(answer: Any, name: str) -> str:
    """What stands beside a field."""
    found = re.search(rf'id="fault-{re.escape(name)}">.*?</svg>(.*?)</small>', answer.text, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def shown_in(answer: Any, name: str) -> str:
    """What stands in a text field."""
    tag = re.search(rf'<input[^>]*\bname="{re.escape(name)}"[^>]*>', answer.text)
    assert tag is not None, name
    value = re.search(r'\bvalue="([^"]*)"', tag[0])
    return html.unescape(value[1]) if value else ""


def went_to(answer: Any) -> str:
    """Where a form that did something leads."""
    assert answer.status_code == 303, text_of(answer)
    return str(answer.headers["location"])
