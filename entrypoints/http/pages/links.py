"""Addresses on this site, with what was chosen in them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def link(path: str, *places: Any, **query: object) -> str:
    """An address on this site with these parameters; of a place the company, period and contract type.

    A later value wins, None takes one away, and a list gives one parameter for each of its values.
    """
    values: dict[str, object] = {}
    for place in places:
        values |= place.query if place is not None else {}
    values |= query
    chosen = {name: value for name, value in values.items() if value not in (None, "", [], ())}
    if not chosen:
        return path
    pairs = [(n, each) for n, v in chosen.items() for each in (v if isinstance(v, (list, tuple)) else (v,))]
    return f"{path}?{urlencode([(name, str(value)) for name, value in pairs])}"
