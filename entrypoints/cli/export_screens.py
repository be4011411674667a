"""Screens of plans, exports and comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Column, Table

from entrypoints.cli.tables import action, add_row, counted, line, number, put, short, state, table, text, when
from entrypoints.presentation.values import Json


def what(thing: Json) -> str:
    """``hours 2100``, with cost centre and unit, ``hours 2100 from 2026-09`` for late hours, or ``days``."""
    codes = (thing["code"], thing.get("cost_centre"), thing.get("cost_unit"))
    late = f"from {thing['carried_from']}" if thing.get("carried_from") else ""
    words = (str(thing["kind"]), " / ".join(str(code) for code in codes if code), late)
    return " ".join(word for word in words if word)


def people(rows: Iterable[Json]) -> dict[str | None, str]:
    """How to name everybody: by name, and by employee id too where two share a name."""
    names = {row["employee"]: row["name"] for row in rows}
    shared = Counter(names.values())
    return {key: f"{name} ({key})" if key and shared[name] > 1 else name for key, name in names.items()}


def selection(document: Json) -> str:
    """What a plan or export is about, in words."""
    chosen = document["people_selected"]
    who = "" if chosen is None else f", only {', '.join(chosen)}"
    return f"{document['period']}, {document['contract_type']}: {', '.join(document['parts'])}{who}{_late(document)}"


def _late(document: Json) -> str:
    return f", with late hours of {', '.join(document['carry'])}" if document["carry"] else ""


def draw_plan(console: Console, document: Json) -> None:
    """Findings and plan, and how to go on."""
    line(console, f"Plan {document['plan']} for {selection(document)}", "bold")
    rows = table(
        console, text("Person"), short("State"), short("Action"), short("What"), number("Now"), number("After")
    )
    names = people(person for person in document["people"] if person["employee"])
    for person in document["people"]:
        _plan_rows(console, rows, person, names.get(person["employee"], person["name"]))
        rows.add_section()
    put(console, rows)
    _draw_totals(console, document["totals"])
    draw_findings(console, _all_findings(document))
    _draw_next_step(console, document)


def _plan_rows(console: Console, rows: Table, person: Json, name: str) -> None:
    who: tuple[object, object] = (name, state(person["state"]))
    shown = [(each["action"], what(each), each["before"], each["after"]) for each in person["lines"]]
    if person["days"]:
        days = person["days"]
        shown.append(("set-days" if days["writes"] else "keep", "days", days["found"], days["after"]))
    shown += [("foreign", what(each), each["amount"], each["amount"]) for each in person["foreign"]]
    for word, thing, before, after in shown or [("", "", "", "")]:
        add_row(rows, *who, action(word), thing, before, after)
        who = ("", "") if console.is_terminal else who


def _all_findings(document: Json) -> list[Json]:
    everyone = [*document["findings"], *(each for person in document["people"] for each in person["findings"])]
    return list({finding["id"]: finding for finding in everyone}.values())


def _draw_totals(console: Console, totals: Iterable[Json]) -> None:
    shown = list(totals)
    if shown:
        rows = table(console, short("In Nmbrs after the export"), number("Total"))
        for total in shown:
            add_row(rows, what(total), total["amount"])
        put(console, rows)


def draw_findings(console: Console, findings: Iterable[Json]) -> None:
    """What blocks, then the warnings; those set aside are only counted."""
    everyone = list(findings)
    for title, style, chosen in (
        ("Blocks the whole export", "bold red", [f for f in everyone if f["stops"] == "export"]),
        ("Blocks a person", "red", [f for f in everyone if f["stops"] == "person"]),
        ("Warnings", "yellow", [f for f in everyone if f["stops"] == "nothing" and not f["set_aside"]]),
    ):
        if chosen:
            line(console, title, style)
            console.print(_finding_rows(chosen))
    aside = sum(1 for finding in everyone if finding["set_aside"])
    if aside:
        line(console, f"{counted(aside, 'warning')} set aside.", "dim")


def _finding_rows(findings: Iterable[Json]) -> Table:
    rows = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 2, 0, 0))
    for finding in findings:
        named = finding["person"] and finding["person"] in finding["cause"]
        about = ", ".join(part for part in ("" if named else finding["person"], finding["day"]) if part)
        add_row(rows, f"  {finding['id']}", f"{about}: {finding['cause']}" if about else finding["cause"])
        add_row(rows, "", finding["remedy"], style="dim")
    return rows


def _named(document: Json) -> str:
    """The people, late hours and consents of a plan, as they are typed."""
    late = "".join(f" --carry {period}" for period in document["carry"])
    people = "".join(f" --people {employee}" for employee in document["people_selected"] or ())
    given = [consent.partition(" by ") for consent in document["basis"]["consents"].split(", ") if consent]
    consents = "".join(f" --consent {what}" for what, _, _ in given)
    return late + people + consents + (f' --by "{given[0][2]}"' if given else "")


def _draw_next_step(console: Console, document: Json) -> None:
    ready = document["counts"]["people"].get("ready", 0)
    if document["blocked"]:
        line(console, "Nothing can be sent until what blocks the whole export is resolved.", "bold red")
    elif ready:
        boxes = " ".join(f"--{part}" for part in document["parts"])
        chosen = f"--period {document['period']} --contract-type {document['contract_type']} {boxes}{_named(document)}"
        line(console, f"{counted(ready, 'person is', 'people are')} ready. To send exactly this plan:", "green")
        line(console, f"  eitje-nmbrs export apply {chosen} --plan {document['plan']}")
    elif document["counts"]["people"].get("blocked"):
        line(console, "Nobody is ready: nothing can be sent until what blocks them is resolved.", "red")
    else:
        line(console, "There is nothing to send.")


def draw_applied(console: Console, document: Json) -> None:
    """Line by line what was done, who was left behind, and whether it is proved."""
    export, verification = document["export"], document["verification"]
    line(console, f"Export {export['id']} of {selection(export)}", "bold")
    _draw_changes(console, document["changes"])
    left = document["left_behind"]
    for person in left:
        line(console, f"Nothing was sent for {person['name']}: {person['state']}.", "yellow")
    draw_findings(console, [*document["findings"], *(each for person in left for each in person["findings"])])
    draw_open_differences(console, verification["differences"])
    _draw_protected(console, document)
    draw_verdict(console, document["outcome"], [verification])


def _draw_changes(console: Console, changes: Iterable[Json]) -> None:
    columns = (text("Person"), short("Action"), short("What"), number("Before"), number("After"), short("Result"))
    rows, shown = table(console, *columns, text("Nmbrs answered")), list(changes)
    names = people(shown)
    for change in shown:
        answer = change["answer"] or {"code": "", "text": ""}
        amounts = [change[side].removesuffix(".00" if change["kind"] == "days" else "") for side in ("before", "after")]
        words = (names[change["employee"]], action(change["action"]), what(change), *amounts, state(change["state"]))
        add_row(rows, *words, f"{answer['code']} {answer['text']}".strip())
    if shown:
        put(console, rows)
    else:
        line(console, "Nothing had to be written.")
    for change in shown:
        if change["missing"] != "0.00":
            line(console, f"Missing in Nmbrs: {change['missing']} on {what(change)} of {change['name']}", "bold red")


def _draw_protected(console: Console, document: Json) -> None:
    """A refused protected period can be opened by a person's consent."""
    if any(change["refusal"] == "protected-period" for change in document["changes"]):
        line(console, "Nmbrs protects this period. If the payroll office agrees, plan and export again with", "yellow")
        line(console, "  --consent future --by NAME (or past, for a period before Nmbrs' current one)")


def draw_open_differences(console: Console, differences: Iterable[Json]) -> None:
    """Each with its id and the answers to it."""
    shown = list(differences)
    if not shown:
        return
    columns = (short("Id"), text("Person"), short("What"), number("Sent"), number("Nmbrs"), number("Wanted"))
    rows = table(console, *columns, short("Cause"), text("Answers"))
    for each in shown:
        answers = " ".join(f"--{choice}" for choice in each["offered"]) or "the next export sends it"
        amounts = (each["sent"], each["found"], each["wanted"])
        add_row(rows, each["id"], each["name"], what(each), *amounts, each["cause"], answers)
    line(console, "Needs a person's word: eitje-nmbrs differences resolve ID --CHOICE --reason TEXT", "yellow")
    put(console, rows)


def draw_verified(console: Console, document: Json) -> None:
    """Both sides next to each other, per contract type."""
    for comparison in document["comparisons"]:
        line(console, selection(comparison), "bold")
        _draw_comparison(console, comparison)
        draw_findings(console, comparison["findings"])
        draw_open_differences(console, comparison["differences"])
    _draw_carried_away(console, document)
    outcome = "unknown" if document["unsettled"] else "proved" if document["clean"] else "differences"
    draw_verdict(console, outcome, document["comparisons"])


def _draw_carried_away(console: Console, document: Json) -> None:
    """Late hours of the period that stand in another one."""
    shown = document["carried_away"]
    if shown:
        columns = (text("Person"), short("What"), number("Nmbrs"), short("Sent in"))
        rows, names = table(console, *columns), people(shown)
        for each in shown:
            words = what({**each, "carried_from": None})
            add_row(rows, names[each["employee"]], words, each["amount"], each["period"])
        line(console, f"Late hours of {document['period']} that stand in another period, and are no part of this:")
        put(console, rows)


def _draw_comparison(console: Console, comparison: Json) -> None:
    columns = (text("Person"), short("What"), number("eitje"), number("Sent"), number("Nmbrs"), text("Result"))
    rows = table(console, *columns)
    everything = [*comparison["lines"], *({**days, "kind": "days", "code": ""} for days in comparison["days"])]
    names = people(everything)
    for each in sorted(everything, key=lambda one: (one["name"], one["employee"])):
        amounts = (each["desired"], each["sent"], each["found"])
        add_row(rows, names[each["employee"]], what(each), *amounts, _result(each))
    rows.add_section()
    for total in comparison["totals"]:
        foreign = "" if total["foreign"] == "0.00" else f"and {total['foreign']} of others"
        add_row(rows, "Total", what(total), total["desired"], "", total["found"], foreign, style="bold")
    put(console, rows)


def _result(checked: Json) -> object:
    if checked.get("proved") or checked.get("agrees"):
        return state("agrees")
    if checked["kind"] == "days":
        return state("differences")
    if checked["sent"] is None and checked["found"] is None:
        return "not sent yet"
    accepted = checked["accepted"]
    word = f" ({accepted['choice']}: {accepted['by']}, {accepted['reason']})" if accepted else ""
    return ", ".join(checked["causes"]) + word


def draw_verdict(console: Console, outcome: str, comparisons: Iterable[Json]) -> None:
    """The last word, and what it does not cover."""
    shown = list(comparisons)
    if outcome == "proved":
        accepted = sum(bool(row["accepted"]) for each in shown for row in each["lines"])
        but = f" But for {counted(accepted, 'difference')} that somebody accepted." if accepted else ""
        line(console, f"PROVED: Nmbrs holds exactly what eitje's hours come to.{but}", "bold green")
    elif outcome == "unknown":
        moments = [change["settles_at"] for each in shown for change in each["unsettled"] if change["settles_at"]]
        until = f" after {when(max(moments))}" if moments else ""
        line(
            console,
            f"NOT KNOWN YET: run the same export again{until}, or with --wait; nothing is sent twice.",
            "bold yellow",
        )
    elif not shown or not any(each["lines"] or each["days"] for each in shown):
        line(console, "Nothing to compare: no hours, no plan and no export of this period.", "yellow")
    elif all(each["clean"] or (each["proved"] and not each["differences"]) for each in shown):
        line(console, "PROVED as far as it goes: Nmbrs holds what was sent, but somebody is left out.", "bold yellow")
    else:
        line(console, "NOT PROVED: see the differences above.", "bold red")
    hidden = sorted({name.replace("_", " ") for each in shown for name in each["not_provable"]})
    if hidden:
        line(
            console,
            f"Nmbrs does not show the {' or '.join(hidden)} of a line, so that is not part of the proof.",
            "dim",
        )


def draw_exports(console: Console, document: Json) -> None:
    """The history."""
    rows = table(console, short("Id"), short("Started"), short("Period"), text("What"), text("By"), short("Result"))
    for each in document["exports"]:
        chosen = f"{each['contract_type']}: {', '.join(each['parts'])}{_late(each)}"
        result = state(each["result"] or "not ended")
        add_row(rows, each["id"][:12], when(each["started_at"]), each["period"], chosen, each["by"], result)
    put(console, rows)
    if not document["exports"]:
        line(console, "Nothing was exported yet.")


def draw_export(console: Console, document: Json) -> None:
    """One export."""
    export = document["export"]
    line(console, f"Export {export['id']} of {selection(export)}", "bold")
    line(console, f"By {export['by']}, {when(export['started_at'])} – {when(export['ended_at']) or 'not ended'}")
    for consent in export["consents"]:
        line(console, f"Consent to {consent['what']} by {consent['by']}", "yellow")
    _draw_changes(console, document["changes"])
    line(console, f"Result: {export['result'] or 'not ended'}")
