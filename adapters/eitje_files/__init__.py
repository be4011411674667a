"""eitje's exports as files: xlsx and CSV, of hours and of team members (docs/eitje.md, "Files")."""

from adapters.eitje_files.reader import EitjeFileReader
from adapters.eitje_files.rows import SOURCE

__all__ = ["SOURCE", "EitjeFileReader"]
