"""The browser of this machine: where it is, and how it comes there.

Run as a program, it installs Debian's Chromium where none is found and we may; otherwise it says what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMED_BY = "EITJE_NMBRS_CHROMIUM"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = f"The browser tests need Chromium: install it (Debian: apt-get install chromium), or name it in {NAMED_BY}."


def chromium() -> Path | None:
    """The program, or None where there is none."""
    found = next(filter(None, map(shutil.which, (os.environ.get(NAMED_BY, ""), *PROGRAMS))), None)
    return None if found is None else Path(found)


def install() -> bool:
    """Install it, as root on a machine with apt-get; whether it is there now."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "chromium")):
        if subprocess.run([apt, *words], env=quietly, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            return False
    return chromium() is not None


if __name__ == "__main__":
    sys.exit(None if chromium() or install() else MISSING)
