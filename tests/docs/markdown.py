"""Reads Markdown as far as these tests need: headings with their anchors, links, tables."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_HEADING = re.compile(r"#{1,6} +(.*?) *#*\Z")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?: \"[^\"]*\")?\)")


def pages() -> list[Path]:
    """Every page that people read: those in the root and those under docs/."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def prose(text: str) -> list[str]:
    """The lines outside fenced blocks."""
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            lines.append(line)
    return lines


def headings(text: str) -> list[str]:
    """The headings, without code marks and links."""
    found = [match[1] for line in prose(text) if (match := _HEADING.match(line))]
    return [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "") for heading in found]


def anchors(text: str) -> set[str]:
    """The anchors of the headings, as GitHub makes them: a repeated one gets a number."""
    seen: Counter[str] = Counter()
    made: set[str] = set()
    for heading in headings(text):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        made.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return made


@dataclass(frozen=True)
class Link:
    """A link within the project: the file it leads to, and the anchor there, or "" for none."""

    target: Path
    anchor: str


def links(page: Path) -> list[Link]:
    """The links of a page that lead to a file of the project."""
    text = re.sub(r"`[^`\n]*`", "", "\n".join(prose(page.read_text(encoding="utf-8"))))
    found: list[Link] = []
    for target in _LINK.findall(text):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            found.append(Link((page.parent / path).resolve() if path else page, anchor))
    return found


def section(text: str, heading: str) -> str:
    """The text under a heading, up to the next heading of any level."""
    lines = text.splitlines()
    first = next(n for n, line in enumerate(lines) if (m := _HEADING.match(line)) and m[1] == heading) + 1
    last = next((n for n, line in enumerate(lines[first:], first) if _HEADING.match(line)), len(lines))
    return "\n".join(lines[first:last])


def table(text: str) -> list[list[str]]:
    """The cells of the rows of the first table in a text, without its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def code_words(text: str) -> list[str]:
    """What stands between code marks, in order."""
    return re.findall(r"`([^`\n]+)`", text)
