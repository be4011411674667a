"""Whether what a finding says to do about it makes sense to somebody who looks at a page."""

from __future__ import annotations

import re
from typing import Final

COMMAND: Final = re.compile(
    r"--[a-z]|`|\b(?:team-members|wage-period|differences|findings|mapping|allowances|verify|companies) "
    r"(?:link|ignore|unlink|restore|set|list|resolve|accept|thresholds|confirm|set-holidays|--)"
)
"""What only somebody at the command line can type."""


def in_a_browser(remedy: str) -> bool:
    """False for a remedy that names a command; a page leads to where the same is done instead."""
    return COMMAND.search(remedy) is None
