"""How values are written on the command line. The product's own words are loaded only when a value is read."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import click

from domain.errors import ProductError

if TYPE_CHECKING:
    from domain.terms import ContractType
    from domain.wage_period import PeriodRef


def period(text: str) -> PeriodRef:
    """A wage period, written ``2026-10``. Raises ``period-not-readable``."""
    from domain.wage_period import PeriodRef

    return PeriodRef.parse(text)


def day(text: str) -> date:
    """A day, written ``2026-10-31`` or ``31-10-2026``."""
    found = _read_day(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not a day; write 2026-10-31 or 31-10-2026.")
    return found


def span(text: str) -> tuple[date, date]:
    """A first and a last day, written ``2026-10-01..2026-10-31``. Raises ``covers-not-readable``."""
    first, _, last = text.partition("..")
    start, end = _read_day(first), _read_day(last)
    if start is None or end is None or end < start:
        raise ProductError("covers-not-readable", value=text)
    return start, end


def clock(text: str) -> time:
    """A clock time, written ``06:00``."""
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - a clock time of any day
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a clock time; write 06:00.") from None


def contract_type(text: str) -> ContractType:
    """A contract type. All five are understood, so that the product can say which are never exported."""
    from domain.terms import ContractType

    try:
        return ContractType(text.strip())
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a contract type; write zero-hours or hours-contract.") from None


def _read_day(text: str) -> date | None:
    for notation in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text.strip(), notation).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    return None
