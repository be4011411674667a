"""Takes a picture of every page, in both languages, light and dark, on a desk and on a telephone: ``make pictures``.

    python -m tests.browser.pictures [FOLDER] [ONLY]     ONLY is a part of the names of the pages to take

The folder gets ``index.html``, in which they stand next to each other. The pictures are there to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chrome import DESKTOP, LOCALES, PHONE, log_in, running, visit
from tests.browser.pages import PAGES, Shown, Stage, reach
from tests.browser.site import Site, opened

BUILD = Path(__file__).resolve().parents[2] / "build" / "pictures"
SIZES = {"desk": DESKTOP, "phone": PHONE}
LIGHTS = {"light": False, "dark": True}

HEAD = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>The pages</title>
<style>
body { font: 16px system-ui; margin: 1rem; color-scheme: light dark }
section { display: flex; gap: 1rem; overflow-x: auto; align-items: start }
figure { margin: 0; flex: none } figcaption { font-size: 13px } img { border: 1px solid gray }
.desk img { width: 640px } .phone img { width: 188px }
</style>
<h1>The pages</h1>
"""


def take(folder: Path, only: str = "") -> list[Path]:
    """Take the pictures; returns where they are."""
    wanted = sorted((each for each in PAGES if only in each.name), key=lambda each: each.stage)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, opened(Path(data)) as site, running() as browser:
        taken = list(_pictures(browser, site, wanted, folder))
    (folder / "index.html").write_text(_index(taken), encoding="utf-8")
    return taken


def _pictures(browser: Browser, site: Site, wanted: list[Shown], folder: Path) -> Iterator[Path]:
    with ExitStack() as stack:
        windows: dict[str, Page] = {}
        for language, (size, pixels), (light, dark) in product(LOCALES, SIZES.items(), LIGHTS.items()):
            window = visit(browser, site.address, language=language, size=pixels, dark=dark)
            windows[f"{language}-{size}-{light}"] = stack.enter_context(window)[0]
        stage = Stage.NEW
        for shown in wanted:
            reach(site, shown.stage, stage)
            stage = shown.stage
            token = shown.role and site.token(shown.role)
            for name, page in windows.items():
                log_in(page.context, site.address, token)
                page.goto(shown.address(site))
                path = folder / f"{shown.name}-{name}.png"
                page.screenshot(path=path, full_page=True, animations="disabled")
                yield path


def _index(taken: list[Path]) -> str:
    parts = [HEAD]
    for name in dict.fromkeys(_page_of(path) for path in taken):
        parts.append(f"<h2>{escape(name)}</h2>\n<section>\n")
        for path in (each for each in taken if _page_of(each) == name):
            how = path.stem.removeprefix(f"{name}-")
            size = how.split("-")[1]
            link = f'<a href="{path.name}"><img src="{path.name}" alt="{escape(name)}, {how}" loading="lazy"></a>'
            parts.append(f'<figure class="{size}">{link}<figcaption>{how}</figcaption></figure>\n')
        parts.append("</section>\n")
    return "".join(parts)


def _page_of(path: Path) -> str:
    return path.stem.rsplit("-", 3)[0]


def main(words: list[str]) -> None:
    """Take them, and say where they are."""
    folder = Path(words[0]) if words else BUILD
    began = time.monotonic()
    taken = take(folder, *words[1:2])
    sys.stdout.write(f"{len(taken)} pictures in {time.monotonic() - began:.0f} s: {folder / 'index.html'}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
