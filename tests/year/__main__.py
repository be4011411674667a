"""A whole generated year: ``make year SEED=1 ON=wire``. Prints what it took and what is wrong, if anything."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.year.carry import carry, found, house
from tests.year.entries import ENTRIES, make_year
from tests.year.expected import expected


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Returns the exit code: 1 when something is not proved or does not tie out."""
    parser = argparse.ArgumentParser(prog="make year", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--on", choices=("memory", "wire"), default="memory", help="wire: SOAP and an SQLite file")
    parser.add_argument("--files", type=Path, help="only write the files of eitje into this folder")
    asked = parser.parse_args()
    year = make_year(asked.seed, asked.entries)
    if asked.files is not None:
        from tests.year.files import write_files

        asked.files.mkdir(parents=True, exist_ok=True)
        users, files = write_files(year, asked.files)
        _say(f"{len(files) + 1} files in {asked.files}: {users.name}, {', '.join(file.path.name for file in files)}")
        return 0
    with TemporaryDirectory() as name, house(year, Path(name), asked.on == "wire") as (container, nmbrs):
        carried = carry(year, container, nmbrs, Path(name), _say)
        held, due = found(year, nmbrs), expected(year)
    wrong = sorted(place for place in held.keys() | due.keys() if held.get(place) != due.get(place))
    for place in wrong[:20]:
        _say(f"{place}: Nmbrs holds {held.get(place, 0)}, {due.get(place, 0)} was worked out")
    for complaint in carried.complaints:
        _say(complaint)
    took = ", ".join(f"{what} {seconds:.1f} s" for what, seconds in carried.seconds.items())
    _say(f"seed {asked.seed}: {carried.imported} entries, {carried.exports} exports, {carried.changes} changes; {took}")
    _say(f"findings: {', '.join(f'{code} {count}' for code, count in sorted(carried.findings.items()))}")
    _say(f"{len(due)} sums and numbers of days, {len(wrong)} wrong; {len(carried.complaints)} complaints")
    return 1 if wrong or carried.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
