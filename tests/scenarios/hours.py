"""Hours as eitje would export them, for the scenarios."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

EMAILS = {
    "Noor van Dijk": "noor.vandijk@kade.example",
    "Daan de Vries": "daan.devries@kade.example",
    "Fatima el Amrani": "fatima@kade.example",
}
COLUMNS = {
    "name": "naam",
    "e-mail": "e-mailadres",
    "Nmbrs ID": "Nmbrs ID",
    "date": "datum",
    "time": "start- tot eindtijd",
    "break": "pauze",
    "meals": "maaltijden",
    "status": "status",
    "contract venue": "contractvestiging",
    "contract type": "contracttype",
    "team": "team naam",
    "type": "type",
    "venue": "naam van vestiging",
    "hours": "uren",
    "Vriescel": "Vriescel",
}
FIXED = {
    "type": "gewerkte uren",
    "naam van vestiging": "De Kade",
    "contracttype": "nul uren",
    "contractvestiging": "De Kade",
}

Row = dict[str, str]


def rows_of(datatable: list[list[str]]) -> list[Row]:
    """The rows of a table in a feature, by the headings of the table."""
    head, *body = datatable
    return [dict(zip(head, row, strict=True)) for row in body]


@dataclass
class Hours:
    """What is in eitje now; written to a CSV as eitje writes it, with the days of October covered."""

    rows: list[Row] = field(default_factory=list)

    def replace(self, rows: list[Row]) -> None:
        """Exactly these entries."""
        self.rows = [dict(row) for row in rows]

    def work(self, name: str, hours: int) -> None:
        """One shift of so many hours on 12 October; it keeps the meals that the person had."""
        mine = next((row for row in self.rows if row["name"] == name), None)
        if mine is None:
            mine = {"name": name, "date": "2026-10-12", "break": "0:00"}
            self.rows.append(mine)
        start = int(mine.get("time", "09:00")[:2])
        mine["time"] = f"{start:02d}:00 - {start + hours:02d}:00"

    def put_under_hours_contract(self, name: str) -> None:
        """The contract type of the person's entries is corrected in eitje; they are the same entries."""
        for row in self.rows:
            if row["name"] == name:
                row["contract type"] = "uren contract"

    def move(self, name: str, day: str) -> None:
        """The only entry of the person gets another date in eitje; it is the same entry."""
        (mine,) = (row for row in self.rows if row["name"] == name)
        mine.setdefault("id", str(entry_id(mine)))
        mine["date"] = day

    def send_to(self, name: str, venue: str) -> None:
        """All entries of the person turn out to be of another venue; they are the same entries."""
        for row in self.rows:
            if row["name"] == name:
                row["venue"] = venue

    def give(self, name: str, to: str) -> None:
        """The entries of the person turn out to be of somebody else; they are the same entries."""
        for row in self.rows:
            if row["name"] == name:
                row.setdefault("id", str(entry_id(row)))
                row["name"] = to

    def remove(self, name: str) -> None:
        """The person has no entries any more."""
        self.rows = [row for row in self.rows if row["name"] != name]

    def write(self, path: Path) -> None:
        """Write the CSV. The support ID of an entry is its person, day and start, and stays when it is edited."""
        always = {"naam", "datum", "start- tot eindtijd", "pauze"}
        used = always | {COLUMNS[heading] for row in self.rows for heading in row if heading != "id"}
        columns = [column for column in COLUMNS.values() if column in used] + ["e-mailadres"]
        columns = [*dict.fromkeys([*columns, *FIXED]), "support ID"]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            for row in self.rows:
                day = row["date"]
                line = {COLUMNS[heading]: value for heading, value in row.items() if heading != "id"}
                line["datum"] = f"{day[8:]}/{day[5:7]}/{day[:4]}"
                line.setdefault("e-mailadres", EMAILS.get(row["name"], ""))
                writer.writerow({**FIXED, **line, "support ID": row.get("id") or str(entry_id(row))})


def entry_id(row: Row) -> int:
    """A number for an entry, the same for the same person, day and start."""
    return crc32(f"{row['name']}|{row['date']}|{row.get('time', '')[:5]}".encode())
