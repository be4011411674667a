"""Writes docs/errors.md from the catalogues of errors and findings: `python tests/docs/generate.py`."""

from collections.abc import Iterator
from pathlib import Path

from domain.errors import CATALOGUE, ErrorKind
from domain.findings import FINDINGS, Reach

ERRORS_PAGE = Path(__file__).resolve().parents[2] / "docs" / "errors.md"

WHO_ACTS = {
    ErrorKind.USAGE: "Wrong usage or input; nothing was done.",
    ErrorKind.NOT_FOUND: "What was named does not exist; nothing was done.",
    ErrorKind.PAYROLL: "Nmbrs refused, or could not be reached.",
    ErrorKind.BLOCKED: "A rule of safety forbids it.",
}
STOPS = {
    Reach.EXPORT: "Stops the whole export.",
    Reach.PERSON: "Stops one person.",
    Reach.NOTHING: "A warning; stops nothing.",
}

INTRODUCTION = """\
# Errors and findings

Every message that a person may meet, by its code, in English and in Dutch: what happened, and what to do. Codes stay
the same from version to version; sentences may be improved. A word in braces, such as `{company}`, is filled in.

An [error](#errors) ends what was asked. A [finding](#findings) is something in the hours, the people or the payroll
that an export meets: it stops the export, stops one person, or only warns.

This page is written by `python tests/docs/generate.py` from `domain/errors.py` and `domain/findings.py`; change it
there.
"""


def errors_page() -> str:
    """The whole page, ending in a line break."""
    return "\n".join([INTRODUCTION, *_errors(), *_findings()])


def _errors() -> Iterator[str]:
    yield "## Errors\n"
    for code, error in sorted(CATALOGUE.items()):
        yield _entry(code, WHO_ACTS[error.kind], (error.what, error.do), (error.what_nl, error.do_nl))


def _findings() -> Iterator[str]:
    yield "## Findings\n"
    for code, finding in sorted(FINDINGS.items()):
        english, dutch = (finding.cause, finding.remedy), (finding.cause_nl, finding.remedy_nl)
        yield _entry(code, STOPS[finding.reach], english, dutch)


def _entry(code: str, effect: str, english: tuple[str, str], dutch: tuple[str, str]) -> str:
    lines = (f"### {code}\n", f"*{effect}*\n", f"* English: {' '.join(english)}", f"* Nederlands: {' '.join(dutch)}\n")
    return "\n".join(lines)


if __name__ == "__main__":
    ERRORS_PAGE.write_text(errors_page(), encoding="utf-8")
