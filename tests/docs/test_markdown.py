"""The reader of Markdown must not see less than is there, or every page would look sound."""

from pathlib import Path

import pytest

from tests.docs.markdown import Link, anchors, headings, links, section, table

PAGE = """\
# Wage periods

See [the rules](rules.md#add-first-round-once), [below](#four-weeks-13), [it](https://example.nl/x#y), `[no](link.md)`.

```
# not a heading
[not a link](nowhere.md)
```

## Four weeks: 13

| name | value |
|---|---|
| `a` | 1 |
| b | 2 |

## Errors
## Errors
### The `--wait` option
"""


def test_headings_and_their_anchors() -> None:
    assert headings(PAGE) == ["Wage periods", "Four weeks: 13", "Errors", "Errors", "The --wait option"]
    assert anchors(PAGE) == {"wage-periods", "four-weeks-13", "errors", "errors-1", "the---wait-option"}


def test_links_within_the_project(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    assert links(page) == [Link(tmp_path / "rules.md", "add-first-round-once"), Link(page, "four-weeks-13")]


def test_a_section_ends_at_the_next_heading() -> None:
    assert table(section(PAGE, "Four weeks: 13")) == [["`a`", "1"], ["b", "2"]]
    with pytest.raises(StopIteration):
        section(PAGE, "Five weeks")
