"""Screens of plans, exports and comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from shlex import quote

from rich.console import Console
from rich.table import Table

from entrypoints.cli.finding_screens import draw_findings
from entrypoints.cli.tables import action, add_row, counted, line, number, put, short, state, table, text, when
from entrypoints.presentation.values import Json

PARTS_SELECTED = {"people_selected": "--person", "venues_selected": "--venue", "teams_selected": "--team"}
"""What may be selected of an export, and the option that does so."""


MOST_NOT_SELECTED = 20
"""So many lines that are not selected are shown on the screen; in JSON there are all."""


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
    who = _only(document)
    return f"{document['period']}, {document['contract_type']}: {', '.join(document['parts'])}{who}{_late(document)}"


def _only(document: Json) -> str:
    only = [name for each in PARTS_SELECTED for name in document[each] or ()]
    if document["people_selected"] == []:
        only.append("nobody")
    return f", only {', '.join(only)}" if only else ""


def _late(document: Json) -> str:
    return f", with late hours of {', '.join(document['carry'])}" if document["carry"] else ""


def export_name(export: Json) -> str:
    """``Export 5d0c… of 2026-10, …``, and what it undoes."""
    if export["undoes"] is None:
        return f"Export {export['id']} of {selection(export)}"
    return f"Export {export['id']}, which undoes {undone(export)}"


def undone(document: Json) -> str:
    """The export that a plan or an export takes back. Whom it is about stands in the rows."""
    return f"export {document['undoes'][:12]}: {selection({**document, **dict.fromkeys(PARTS_SELECTED)})}"


def draw_plan(console: Console, document: Json, everything: bool = False) -> None:
    """Findings and plan, and how to go on. With ``everything`` each finding stands there by itself."""
    about = f"for {selection(document)}" if document["undoes"] is None else f"to undo {undone(document)}"
    line(console, f"Plan {document['plan']} {about}", "bold")
    rows = table(
        console, text("Person"), short("State"), short("Action"), short("What"), number("Now"), number("After")
    )
    names = people(person for person in document["people"] if person["employee"])
    for person in document["people"]:
        _plan_rows(console, rows, person, names.get(person["employee"], person["name"]))
        rows.add_section()
    put(console, rows)
    if document["undoes"] is None:
        _draw_totals(console, document["totals"])
    period = document["period"] if document["undoes"] is None else ""
    draw_findings(console, _all_findings(document), everything, period)
    _draw_not_selected(console, document["not_selected"])
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


def _draw_not_selected(console: Console, lines: Iterable[Json]) -> None:
    """What is not selected, and stays as it is."""
    shown = list(lines)
    if not shown:
        return
    line(console, "Not selected, so not touched", "yellow")
    rows, names = (
        table(console, text("Person"), short("What"), number("eitje"), number("Sent"), short("")),
        people(shown),
    )
    for each in shown[:MOST_NOT_SELECTED]:
        word = "not yet sent" if each["sent"] == "0.00" else "changed since"
        amounts = [each[side].removesuffix(".00" if each["kind"] == "days" else "") for side in ("desired", "sent")]
        add_row(rows, names[each["employee"]], what(each), *amounts, word)
    put(console, rows)
    if len(shown) > MOST_NOT_SELECTED:
        line(console, f"  and {counted(len(shown) - MOST_NOT_SELECTED, 'line')} more; overview shows all", "yellow")


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


def _named(document: Json) -> str:
    """The people, late hours and consents of a plan, as they are typed."""
    late = "".join(f" --carry {period}" for period in document["carry"])
    chosen = "".join(
        f" {option} {quote(name)}" for each, option in PARTS_SELECTED.items() for name in document[each] or ()
    )
    return late + chosen + _consents(document)


def _consents(document: Json) -> str:
    given = [consent.partition(" by ") for consent in document["basis"]["consents"].split(", ") if consent]
    consents = "".join(f" --consent {what}" for what, _, _ in given)
    return consents + (f' --by "{given[0][2]}"' if given else "")


def _draw_next_step(console: Console, document: Json) -> None:
    ready = document["counts"]["people"].get("ready", 0)
    undoes = document["undoes"]
    if undoes is not None and ready and not document["blocked"]:
        line(console, f"Of {counted(ready, 'person', 'people')} something is taken back. To do exactly this:", "green")
        line(console, f"  eitje-nmbrs export undo {undoes[:12]}{_consents(document)} --plan {document['plan']}")
    elif document["blocked"]:
        line(console, "Nothing can be sent until what blocks the whole export is resolved.", "bold red")
    elif ready:
        boxes = " ".join(f"--{part}" for part in document["parts"])
        chosen = f"--period {document['period']} --contract-type {document['contract_type']} {boxes}{_named(document)}"
        line(console, f"{counted(ready, 'person is', 'people are')} ready. To send exactly this plan:", "green")
        line(console, f"  eitje-nmbrs export apply {chosen} --plan {document['plan']}")
    elif document["counts"]["people"].get("blocked"):
        line(console, "Nobody is ready: nothing can be sent until what blocks them is resolved.", "red")
    else:
        line(console, "There is nothing to send." if undoes is None else "There is nothing (more) to take back.")


def draw_applied(console: Console, document: Json) -> None:
    """Line by line what was done, who was left behind, and whether it is proved."""
    export, verification = document["export"], document["verification"]
    line(console, export_name(export), "bold")
    _draw_changes(console, document["changes"])
    left = document["left_behind"]
    for person in left:
        line(console, f"Nothing was sent for {person['name']}: {person['state']}.", "yellow")
    draw_findings(console, [*document["findings"], *(each for person in left for each in person["findings"])])
    draw_open_differences(console, verification["differences"])
    draw_watches(console, verification["under_watch"])
    _draw_protected(console, document)
    _draw_not_selected(console, document["not_selected"])
    draw_verdict(console, document["outcome"], [verification], export["undoes"])


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
        past = " (or past, for a period before Nmbrs' current one)" if document["export"]["undoes"] is None else ""
        line(console, f"  --consent future --by NAME{past}")


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


def draw_watches(console: Console, watches: Iterable[Json]) -> None:
    """What was given up and may still land: who, how much, until when, and which lines may be it."""
    for watch in watches:
        about = f"{watch['amount']} on {what(watch)} of {watch['name']}"
        line(console, f"Under watch until {when(watch['watch_until'])}: {about} may still land in Nmbrs.", "yellow")
        for each in watch["surplus"]:
            line(console, f"  Line {each['line_id']} of {each['amount']} may be it: see differences.", "yellow")


def _watches(comparisons: Iterable[Json]) -> list[Json]:
    """Each watch once; what is under watch is so for the whole period, whatever the contract type."""
    return list({watch["id"]: watch for each in comparisons for watch in each["under_watch"]}.values())


def draw_verified(console: Console, document: Json) -> None:
    """Both sides next to each other, per contract type."""
    for comparison in document["comparisons"]:
        line(console, selection(comparison), "bold")
        _draw_comparison(console, comparison)
        draw_findings(console, comparison["findings"])
        draw_open_differences(console, comparison["differences"])
    draw_watches(console, _watches(document["comparisons"]))
    _draw_carried_away(console, document)
    unknown = document["unsettled"] or document["under_watch"]
    outcome = "unknown" if unknown else "proved" if document["clean"] else "differences"
    draw_verdict(console, outcome, document["comparisons"])
    count = len(document["people_not_sent"])
    if count:
        line(
            console,
            f"NOT YET SENT: of {counted(count, 'person', 'people')} something was in no export so far.",
            "bold yellow",
        )


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
    if checked["not_sent"] or (checked["sent"] is None and not checked["found"]):
        return "not yet sent"
    accepted = checked["accepted"]
    word = f" ({accepted['choice']}: {accepted['by']}, {accepted['reason']})" if accepted else ""
    return ", ".join(checked["causes"]) + word


def draw_verdict(console: Console, outcome: str, comparisons: Iterable[Json], undoes: str | None = None) -> None:
    """The last word, and what it does not cover. ``undoes`` is the export that was taken back, if one was."""
    shown = list(comparisons)
    run = "export" if undoes is None else "undo"
    partial = undoes is None and any(each[part] is not None for each in shown for part in PARTS_SELECTED)
    proved = "PROVED for what was selected" if partial else "PROVED"
    holds = "Nmbrs holds exactly what eitje's hours come to" if undoes is None else _stands_again(undoes)
    if outcome == "proved":
        accepted = sum(bool(row["accepted"]) for each in shown for row in (*each["lines"], *each["days"]))
        but = f" But for {counted(accepted, 'difference')} that somebody accepted." if accepted else ""
        line(console, f"{proved}: {holds}.{but}", "bold green")
        if undoes is not None:
            line(console, "The hours are still in eitje, so the next plan wants to send them again.")
    elif outcome == "unknown":
        line(console, _not_known(shown, run), "bold yellow")
    elif not shown or not any(each["lines"] or each["days"] for each in shown):
        line(console, "Nothing to compare: no hours, no plan and no export of this period.", "yellow")
    elif all(_goes_as_far_as_it_can(each) for each in shown) and any(each["proved"] for each in shown):
        line(console, f"PROVED as far as it goes: Nmbrs holds what was sent, {_but(shown)}.", "bold yellow")
    else:
        what_not = "the differences above" if undoes is None else "above what was not taken back, and why"
        line(console, f"NOT PROVED: see {what_not}.", "bold red")
    hidden = sorted({name.replace("_", " ") for each in shown for name in each["not_provable"]})
    if hidden:
        line(
            console,
            f"Nmbrs does not show the {' or '.join(hidden)} of a line, so that is not part of the proof.",
            "dim",
        )


def _not_sent(comparison: Json) -> bool:
    return any(row["not_sent"] for row in (*comparison["lines"], *comparison["days"]))


def _goes_as_far_as_it_can(comparison: Json) -> bool:
    """True when what was sent is there, and nothing waits for a word; what was never sent is told apart."""
    rows = (*comparison["lines"], *comparison["days"])
    return not comparison["differences"] and (comparison["proved"] or all(row["not_sent"] for row in rows))


def _but(comparisons: Iterable[Json]) -> str:
    shown = list(comparisons)
    left_out = any(each["findings"] for each in shown) or not any(map(_not_sent, shown))
    return "but somebody is left out" if left_out else "and not everything was sent"


def _not_known(comparisons: Iterable[Json], run: str) -> str:
    """What is waited for, and how to go on."""
    shown = list(comparisons)
    watches = _watches(shown)
    lost = any(each["unsettled"] or each["missing_writes"] for each in shown)
    if watches and not lost and all(watch["begun"] for watch in watches):
        if any(watch["surplus"] for watch in watches):
            return "UNDER WATCH: a line above may be what was given up; say so with differences resolve."
        until, period = when(max(watch["watch_until"] for watch in watches)), shown[0]["period"]
        return f"UNDER WATCH: run verify --period {period} after {until}; only then it is proved."
    moments = [change["settles_at"] for each in shown for change in each["unsettled"] if change["settles_at"]]
    until = f" after {when(max(moments))}" if moments else ""
    return f"NOT KNOWN YET: run the same {run} again{until}, or with --wait; nothing is sent twice."


def _stands_again(undoes: str) -> str:
    return f"what stood in Nmbrs before export {undoes[:12]} changed it stands there again"


def draw_exports(console: Console, document: Json) -> None:
    """The history."""
    rows = table(console, short("Id"), short("Started"), short("Period"), text("What"), text("By"), short("Result"))
    for each in document["exports"]:
        undoing = f"undo of {each['undoes'][:12]}, " if each["undoes"] else ""
        only = "" if each["undoes"] else _only(each)
        chosen = f"{undoing}{each['contract_type']}: {', '.join(each['parts'])}{only}{_late(each)}"
        result = state(each["result"] or "not ended")
        add_row(rows, each["id"][:12], when(each["started_at"]), each["period"], chosen, each["by"], result)
    put(console, rows)
    if not document["exports"]:
        line(console, "Nothing was exported yet.")


def draw_export(console: Console, document: Json) -> None:
    """One export."""
    export = document["export"]
    line(console, export_name(export), "bold")
    line(console, f"By {export['by']}, {when(export['started_at'])} – {when(export['ended_at']) or 'not ended'}")
    for consent in export["consents"]:
        line(console, f"Consent to {consent['what']} by {consent['by']}", "yellow")
    _draw_changes(console, document["changes"])
    line(console, f"Result: {export['result'] or 'not ended'}")
    for undoing in document["undone_by"]:
        line(console, f"Undone by export {undoing}", "yellow")
