"""Everything that is kept, in a database: SQLite in one file, or PostgreSQL."""

from adapters.sql.storage import SqlStorage

__all__ = ["SqlStorage"]
