"""The catalogue of errors: every entry speaks both languages, and whoever raises one fills in its sentences."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import domain
from domain.errors import CATALOGUE, ErrorKind, ErrorText, ProductError

DOMAIN = Path(domain.__path__[0])
FLOORS = ("domain", "application", "adapters", "entrypoints")


def names(*sentences: str) -> set[str]:
    """The names in braces."""
    return {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def codes_in(source: Path, catalogue: str) -> list[str]:
    """The keys of a catalogue as they stand in the source; a dictionary would hide a double one."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == catalogue:
            assert isinstance(node.value, ast.Dict)
            return [str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)]
    raise LookupError(catalogue)


def test_no_code_is_listed_twice() -> None:
    listed = Counter(codes_in(DOMAIN / "errors.py", "CATALOGUE"))
    assert [code for code, count in listed.items() if count > 1] == []
    assert set(listed) == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_entry_speaks_both_languages(code: str) -> None:
    entry: ErrorText = CATALOGUE[code]
    for sentence in (entry.what, entry.do, entry.what_nl, entry.do_nl):
        assert sentence.strip() == sentence != ""
    assert entry.what != entry.what_nl
    assert names(entry.what) == names(entry.what_nl)
    assert names(entry.do) == names(entry.do_nl)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_sentence_can_be_filled_in(code: str) -> None:
    entry = CATALOGUE[code]
    error = ProductError(code, **{name: f"<{name}>" for name in names(entry.what, entry.do)})
    for language in ("en", "nl"):
        assert all(f"<{name}>" in error.what(language) for name in names(entry.what))
        assert all(f"<{name}>" in error.do(language) for name in names(entry.do))
    assert str(error) == f"{code}: {error.what()}"
    assert error.kind in ErrorKind


def test_an_error_tells_its_details() -> None:
    error = ProductError("calendar-year-needed", start="2026-03-01")
    assert error.kind is ErrorKind.USAGE
    assert error.what("nl").startswith("Een eerste periode die op 2026-03-01 begint")
    assert error.do() == "Say which wage year with --year."


def test_braces_in_a_detail_are_left_as_they_are() -> None:
    assert "{x}" in ProductError("file-not-found", file="{x}", detail="no such file").what()


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Every place in the product that raises an error by its code: where, the code, the names filled in."""
    for floor in FLOORS:
        for path in sorted((DOMAIN.parent / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (
                    isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ProductError"
                ):
                    continue
                code, given = node.args[0], {keyword.arg for keyword in node.keywords}
                if isinstance(code, ast.Constant) and None not in given:
                    where = f"{path.relative_to(DOMAIN.parent)}:{node.lineno}"
                    yield where, str(code.value), {name for name in given if name is not None}


def test_whoever_raises_an_error_names_it_and_fills_in_its_sentences() -> None:
    places = list(raised())
    wrong = [
        f"{where}: {code} needs {sorted(names(entry.what, entry.do))}, is given {sorted(given)}"
        for where, code, given in places
        if given != names((entry := CATALOGUE[code]).what, entry.do)
    ]
    assert len(places) > 20
    assert wrong == []
