"""The screens of ``team-members`` and ``sync``."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from entrypoints.cli.tables import add_row, counted, line, number, put, short, state, table, text
from entrypoints.presentation.values import Json

MOST_PROPOSALS = 3


def draw_roster(console: Console, document: Json) -> None:
    """Everybody, then the proposals, then what should be looked at."""
    rows = table(console, text("Person"), short("State"), text("In Nmbrs"), short("Matched by"), text("Key"))
    for person in document["people"]:
        matched_by = ", ".join(dict.fromkeys(link["matched_by"] for link in person["links"]))
        add_row(rows, person["name"], state(person["state"]), _linked(person["links"]), matched_by, person["person"])
    put(console, rows)
    _draw_proposals(console, [person for person in document["people"] if person["proposals"]])
    missing = [person for person in document["people"] if person["state"] not in ("linked", "ignored")]
    if missing and not document["without_hours"] and not any(person["links"] for person in document["people"]):
        line(console, "Nobody in Nmbrs is known yet: run sync first.", "yellow")
    elif missing:
        sentence = f"{counted(len(missing), 'person is', 'people are')} not linked, and not exported until they are."
        line(console, f"{sentence} team-members link PERSON EMPLOYEE, or team-members ignore PERSON.", "yellow")
    if any(person["state"] == "proposed" for person in missing):
        line(console, "To take proposals over: team-members confirm PERSON, or confirm --all --at-least 90.", "yellow")
    _draw_advice(console, document["findings"])
    if document["without_hours"]:
        names = ", ".join(f"{member['name']} ({member['employee']})" for member in document["without_hours"])
        line(console, f"In Nmbrs and not in the imported hours: {names}", "dim")


def _draw_advice(console: Console, findings: list[Json]) -> None:
    """Cause and remedy of each."""
    for finding in findings:
        line(console, finding["cause"], "red" if finding["blocks"] else "yellow")
        line(console, f"  {finding['remedy']}", "cyan")


def _linked(links: list[Json]) -> str:
    return ", ".join(f"{_named(link)}{_left(link)}" for link in links)


def _named(member: Json) -> str:
    return f"{member['name']} ({member['employee']})"


def _left(member: Json) -> str:
    return f", left {member['left']}" if member["left"] else ""


def _draw_proposals(console: Console, people: list[Json]) -> None:
    rows = table(console, text("Person"), text("Perhaps in Nmbrs"), number("Score"), text("Why"))
    for person in people:
        who = person["name"]
        for each in person["proposals"][:MOST_PROPOSALS]:
            taken = f"; linked to {each['linked_to']} already" if each.get("linked_to") else ""
            style = "dim" if each["left"] or taken else ""
            add_row(rows, who, _named(each), each["score"], f"{each['reason']}{taken}", style=style)
            who = "" if console.is_terminal else who
        more = len(person["proposals"]) - MOST_PROPOSALS
        if more > 0:
            add_row(rows, who, f"and {more} more: see --json", "", "", style="dim")
    put(console, rows)


def draw_confirmable(console: Console, document: Json) -> None:
    """Who would be linked to whom, and who is left open."""
    if document["sure"]:
        line(console, f"These would be linked, from a score of {document['at_least']} on:", "bold")
        _draw_sure(console, document["sure"])
    else:
        line(console, f"No proposal is sure enough from a score of {document['at_least']} on.", "yellow")
    _draw_open(console, document["open"])
    if document["sure"]:
        line(
            console,
            f"To do exactly this: team-members confirm --all --at-least {document['at_least']} "
            f"--shown {document['hash']}",
            "cyan",
        )


def draw_confirmed(console: Console, document: Json) -> None:
    """Who was linked to whom, and who is left open."""
    _draw_sure(console, document["sure"])
    line(console, f"{counted(len(document['sure']), 'person was', 'people were')} linked.", "green")
    _draw_open(console, document["open"])


def _draw_sure(console: Console, sure: list[Json]) -> None:
    rows = table(console, text("Person"), text("In Nmbrs"), number("Score"), text("Why"))
    for each in sure:
        proposal = each["proposal"]
        add_row(rows, each["name"], _named(proposal), proposal["score"], proposal["reason"], style="green")
    put(console, rows)


def _draw_open(console: Console, left: list[Json]) -> None:
    if not left:
        return
    line(console, "Left open, to be linked one by one:", "bold")
    rows = table(console, text("Person"), text("Perhaps in Nmbrs"), number("Score"), text("Why not"))
    for each in left:
        best = each["proposals"][0]
        add_row(rows, each["name"], _named(best), best["score"], each["reason"], style="yellow")
    put(console, rows)


def draw_link(console: Console, document: Json) -> None:
    """One link."""
    line(console, f"{document['person']} is employee {document['employee']} of company {document['company']}.", "green")


def draw_unlinked(console: Console, document: Json) -> None:
    """One link that is no more."""
    line(
        console,
        f"{document['person']} is not employee {document['employee']}. To take that back: team-members link.",
        "yellow",
    )


def draw_ignored(console: Console, document: Json) -> None:
    """Somebody who is ignored."""
    line(console, f"{document['name']} is left out of every export. To take that back: team-members restore.", "yellow")


def draw_restored(console: Console, document: Json) -> None:
    """Somebody who is no longer ignored."""
    employees = ", ".join(link["employee"] for link in document["links"])
    linked = f"linked to {employees}" if employees else "not linked; see team-members"
    line(console, f"{document['name']} counts again, and is {linked}.", "green" if employees else "yellow")


# -- sync -------------------------------------------------------------------------------------------------------------


def draw_differences(console: Console, document: Json) -> None:
    """What a sync would change, and how to store exactly that."""
    _draw_changes(console, document)
    if document["differs"]:
        line(console, f"Nothing was stored. To store exactly this: sync --shown {document['hash']}", "yellow")
    else:
        line(console, "Nmbrs says what is stored already.", "green")


def draw_question(console: Console, document: Json) -> None:
    """What a sync would change, before it is asked."""
    _draw_changes(console, document)


def draw_synced(console: Console, document: Json) -> None:
    """What a sync changed."""
    _draw_changes(console, document)
    if document["differs"]:
        line(console, "Stored.", "green")


def draw_stored(console: Console, document: Json) -> None:
    """In few words, for whoever saw it just before."""
    for company in document["companies"]:
        line(console, f"Company {company['company']}: stored.", "green")


def _draw_changes(console: Console, document: Json) -> None:
    for company in document["companies"]:
        counts = ", ".join(f"{len(company[what])} {what}" for what in ("new", "changed", "gone"))
        line(console, f"Company {company['company']}: {counts}, {company['unchanged']} unchanged", "bold")
        put(console, _changes(console, company))
    rows = table(console, text("Person in the hours"), short("Link"), text("In Nmbrs"), short("Matched by"))
    for what, style in (("matched", "green"), ("lost", "red")):
        for each in document[what]:
            member = f"{each['employee_name']} ({each['employee']})"
            add_row(rows, each["name"], "new" if what == "matched" else "lost", member, each["matched_by"], style=style)
    put(console, rows)
    if document["lost"]:
        lost = counted(len(document["lost"]), "person loses a link", "people lose a link")
        line(console, f"{lost}: their hours are not exported until they are linked again.", "red")


def _changes(console: Console, company: Json) -> Table:
    columns = (short("Employee"), text("Name"), short("What"), text("Before"), text("Now in Nmbrs"))
    rows = table(console, *columns)
    for member in company["new"]:
        add_row(rows, member["employee"], member["name"], "new", "", _brief(member), style="green")
    for change in company["changed"]:
        who = (change["employee"], change["name"])
        for name, field in change["fields"].items():
            words = (name.replace("_", " "), _shown(field["before"]), _shown(field["after"]))
            add_row(rows, *who, *words, style="yellow")
            who = ("", "") if console.is_terminal else who
    for member in company["gone"]:
        add_row(rows, member["employee"], member["name"], "gone", _brief(member), "", style="red")
    return rows


def _brief(member: Json) -> str:
    return ", ".join([*member["emails"], *(_shown([span]) for span in member["employments"][-1:])])


def _shown(value: object) -> str:
    """A field of a team member in words: spans as *from – to*, hours a week behind them."""
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value) or "none"
    if isinstance(value, dict):
        end = f" – {value['end']}" if value.get("end") else " –" if "end" in value else ""
        hours = f", {value['hours_per_week']} h a week" if value.get("hours_per_week") else ""
        return f"{value['start']}{end}{hours}"
    return "none" if value in (None, "") else str(value)
