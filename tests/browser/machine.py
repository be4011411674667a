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
INSTALL = ("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core")
"""With the letters in which the pages were looked at."""
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
    # The lists may be there already, and one source of many that cannot be read is no reason to give up.
    for words in (INSTALL, ("update", "-qq"), INSTALL):
        if chromium() is None:
            subprocess.run([apt, *words], env=quietly, stdout=subprocess.DEVNULL, check=False)
    return chromium() is not None


if __name__ == "__main__":
    sys.exit(None if chromium() or install() else MISSING)
