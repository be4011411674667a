"""A clone depends on no machine, no registry and no tracker: nothing in it may name one."""

import re
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, pages, prose

# The brackets keep these patterns from finding themselves.
ANYWHERE = {
    "a package registry": re.compile(r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|deb\.[d]ebian\.org"),
    "a path of one machine": re.compile(r"(?:^|[^\w./:-])/(?:wor[k]|far[m]|roo[t]|op[t]|hom[e]|tm[p])/", re.MULTILINE),
    "a file address": re.compile(r"fil[e]:///"),
}
ON_PAGES = {
    "an issue number": re.compile(r"(?:^|\s|\()(?:GH-|#)\d+\b", re.MULTILINE),
    "unfinished text": re.compile(r"\b(?:TOD[O]|FIXM[E]|TB[D]|XX[X])\b"),
}
FOLDERS = ("domain", "application", "adapters", "entrypoints", "features", "tests", "samples", "docs")
KINDS = {".css", ".csv", ".feature", ".html", ".js", ".lock", ".md", ".po", ".py", ".toml", ".wsdl", ".yaml", ".yml"}
TEXTS = sorted(
    path
    for path in (*ROOT.iterdir(), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")))
    if path.is_file() and (path.suffix in KINDS or path.name == "Makefile")
)


def named(texts: dict[Path, str], forbidden: dict[str, re.Pattern[str]]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} names {what}: {found[0].strip()}"
        for path, text in texts.items()
        for what, pattern in forbidden.items()
        if (found := pattern.search(text))
    ]


def test_no_file_names_what_a_clone_may_not_need() -> None:
    assert not named({path: path.read_text(encoding="utf-8") for path in TEXTS}, ANYWHERE)


def test_no_page_names_an_issue_or_is_unfinished() -> None:
    texts = {page: "\n".join(prose(page.read_text(encoding="utf-8"))) for page in pages()}
    assert not named(texts, ON_PAGES)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("see https://" + "pypi" + ".org/project/x", "a package registry"),
        ("open /" + "work/main/README.md", "a path of one machine"),
        ("/" + "tmp/x", "a path of one machine"),
        ("fixed (#" + "12)", "an issue number"),
        ("TO" + "DO: say more", "unfinished text"),
    ],
)
def test_the_patterns_find_what_they_look_for(text: str, what: str) -> None:
    assert named({ROOT / "page.md": text}, ANYWHERE | ON_PAGES)[0].startswith(f"page.md names {what}: ")


@pytest.mark.parametrize(
    "text",
    ["https://example.nl/home/", "docs/work/x", "sqlite:////var/lib/x.db", "decisions/0001-x.md#decision", "no #hash"],
)
def test_the_patterns_leave_the_rest_alone(text: str) -> None:
    assert not named({ROOT / "page.md": text}, ANYWHERE | ON_PAGES)
