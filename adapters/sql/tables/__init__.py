"""The tables, one module per store. Importing this package makes all of them known to ``Table.metadata``."""

from adapters.sql.tables import (
    accounts,
    audit,
    base,
    decisions,
    leases,
    ledger,
    notifications,
    people,
    settings,
    timecards,
)

__all__ = [
    "accounts",
    "audit",
    "base",
    "decisions",
    "leases",
    "ledger",
    "notifications",
    "people",
    "settings",
    "timecards",
]
