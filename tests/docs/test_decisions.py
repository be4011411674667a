"""Decisions are numbered without a gap, say the same kind of things, and can be found."""

import re

from tests.docs.markdown import ROOT, headings, links

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_they_are_numbered_without_a_gap() -> None:
    assert [record.name[:5] for record in RECORDS] == [f"{number:04}-" for number in range(1, len(RECORDS) + 1)]


def test_each_tells_what_was_decided_why_and_what_follows() -> None:
    for record in RECORDS:
        text = record.read_text(encoding="utf-8")
        title, *parts = headings(text)
        assert title.startswith(f"{record.name[:4]}. "), record.name
        assert parts[:3] == ["Context", "Decision", "Consequences"], record.name
        assert re.search(r"^Status: (accepted|replaced by )", text, re.MULTILINE), record.name


def test_the_architecture_page_lists_them_all() -> None:
    listed = [link.target for link in links(ROOT / "docs" / "architecture.md")]
    assert [path for path in listed if path in RECORDS] == RECORDS
