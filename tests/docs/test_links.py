"""What a page or a docstring points to is there."""

import re
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, anchors, code_words, headings, links, pages

FOLDERS = ("domain", "application", "adapters", "entrypoints", "features", "tests", "samples", "docs")
SOURCES = [
    path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".wsdl", ".feature", ".md", ".html", ".sql"} and path.is_file()
]

# docs/nmbrs.md, "Periods" and "Writing"; a citation may run over the end of a line, in a comment too.
CITATION = re.compile(r'docs/([\w/-]+\.md)((?:,|\s+and)\s+"[^"]+"(?:(?:,|\s+and)\s+"[^"]+")*)?')
CODE_PATH = re.compile(r"(?:domain|application|adapters|entrypoints|features|tests|docs)/[\w./-]*")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    dead = []
    for link in links(page):
        if not link.target.exists():
            dead.append(f"{link.target.name}: no such file")
        elif link.anchor and link.anchor not in anchors(link.target.read_text(encoding="utf-8")):
            dead.append(f"{link.target.name}: no heading #{link.anchor}")
    assert not dead


@pytest.mark.parametrize("page", pages(), ids=name)
def test_paths_that_a_page_names_exist(page: Path) -> None:
    words = {part for word in code_words(page.read_text(encoding="utf-8")) for part in word.split()}
    missing = [word for word in sorted(words) if CODE_PATH.fullmatch(word) and not (ROOT / word).exists()]
    assert not missing


def citations(text: str) -> list[tuple[str, str]]:
    """The pages and headings that a text cites; the heading is "" where a page is only named."""
    flat = re.sub(r"\s*\n\s*(?:#+ |\* |-- )?\s*", " ", text)
    found = []
    for page, quoted in CITATION.findall(flat):
        found += [(page, heading) for heading in re.findall(r'"([^"]+)"', quoted) or [""]]
    return found


def test_citations_are_understood() -> None:
    text = '''
    """Periods (docs/nmbrs.md, "Periods" and
    "Reading back"), after docs/eitje.md."""
    # docs/decisions/0007-no-clear.md,
    # "Decision"
    '''
    assert citations(text) == [
        ("nmbrs.md", "Periods"),
        ("nmbrs.md", "Reading back"),
        ("eitje.md", ""),
        ("decisions/0007-no-clear.md", "Decision"),
    ]


def test_cited_headings_exist() -> None:
    cited = {
        (page, heading): name(source)
        for source in SOURCES
        if source != Path(__file__)
        for page, heading in citations(source.read_text(encoding="utf-8"))
    }
    assert ("nmbrs.md", "Identifiers") in cited
    wrong = []
    for (page, heading), source in sorted(cited.items()):
        path = ROOT / "docs" / page
        if not path.exists() or (heading and heading not in headings(path.read_text(encoding="utf-8"))):
            wrong.append(f'{source} cites docs/{page}, "{heading}"')
    assert not wrong
