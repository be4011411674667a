"""Screens of findings: what blocks first, and of a kind with many only the number and the first names."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Column, Table

from entrypoints.cli.tables import add_row, counted, line, put, short, table, text
from entrypoints.presentation.findings import finding_group_json, grouped
from entrypoints.presentation.values import Json

ONE_BY_ONE = 3
"""So many findings of a kind are shown one by one; of more the kind is shown."""


def draw_findings(console: Console, findings: Iterable[Json], everything: bool = False, period: str = "") -> None:
    """What blocks, then the warnings; those set aside are only counted. Of ``period`` they can be listed by name."""
    everyone = list(findings)
    left_away = False
    for title, style, chosen in (
        ("Blocks the whole export", "bold red", [f for f in everyone if f["stops"] == "export"]),
        ("Blocks a person", "red", [f for f in everyone if f["stops"] == "person"]),
        ("Warnings", "yellow", [f for f in everyone if f["stops"] == "nothing" and not f["set_aside"]]),
    ):
        if chosen:
            line(console, title, style)
            rows = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 2, 0, 0))
            for group in grouped(chosen):
                if everything or len(group) <= ONE_BY_ONE:
                    _one_by_one(rows, group)
                else:
                    _as_a_kind(rows, group)
                    left_away = True
            console.print(rows)
    if left_away:
        rest = f"findings list --period {period} --all" if period else "--json"
        line(console, f"All of them, with their ids: {rest}", "dim")
        if period:
            words = f"findings ignore --kind CODE --period {period} --reason TEXT"
            line(console, f"To set all warnings of one kind aside: {words}", "dim")
    accepted = sum(1 for finding in everyone if finding["accepted"])
    aside = sum(1 for finding in everyone if finding["set_aside"]) - accepted
    if aside:
        line(console, f"{counted(aside, 'warning')} set aside.", "dim")
    if accepted:
        line(console, f"{counted(accepted, 'finding')} accepted.", "dim")


def draw_said(console: Console, findings: Iterable[Json]) -> None:
    """What was set aside or accepted, by whom and why."""
    said = [finding for finding in findings if finding["said"]]
    if said:
        line(console, "Set aside or accepted", "bold")
        rows = table(console, short("Id"), short("Kind"), text("About"), text("By"), text("Reason"))
        for each in said:
            word = each["said"]
            add_row(rows, each["id"], each["code"], _about(each) or each["cause"], word["by"], word["reason"])
        put(console, rows)


def _one_by_one(rows: Table, findings: Iterable[Json]) -> None:
    for finding in findings:
        add_row(rows, f"  {finding['id']}", _sentence(finding))
        add_row(rows, "", finding["remedy"], style="dim")


def _as_a_kind(rows: Table, findings: list[Json]) -> None:
    group, first = finding_group_json(findings), findings[0]
    others = group["people"] - len(group["names"])
    more = f" and {counted(others, 'other')}" if others else ""
    names = f": {', '.join(group['names'])}{more}" if group["names"] else ""
    add_row(rows, f"  {group['count']} ×", f"{group['code']}{names}")
    add_row(rows, "", f"For example: {_sentence(first)}")
    add_row(rows, "", first["remedy"], style="dim")


def _about(finding: Json) -> str:
    named = finding["person"] and finding["person"] in finding["cause"]
    return ", ".join(part for part in ("" if named else finding["person"], finding["day"]) if part)


def _sentence(finding: Json) -> str:
    about = _about(finding)
    return f"{about}: {finding['cause']}" if about else str(finding["cause"])
