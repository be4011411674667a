"""Proofs of exports as sheets, with heads and words in English or Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from application.ports.payroll import EnvironmentKind
from application.ports.sheets import Cell, Sheet
from application.prove_export import ExportProof
from domain.amount import Amount
from domain.hours import AMSTERDAM
from domain.ledger import Action, ChangeState
from domain.pay_line import Part, PayKind
from entrypoints.presentation.proof import (
    ProofRow,
    boxes,
    not_provable,
    product_version,
    proof_changes,
    proof_rows,
    proof_totals,
)

HEADS: Final = {
    "summary": ("Proof: What, Value", "Bewijs: Wat, Waarde"),
    "lines": (
        "Lines: Name, Employee, Kind, Code, Cost centre, Cost unit, Late from, eitje, Sent, In Nmbrs, Line, Verdict",
        "Regels: Naam, Medewerker, Soort, Code, Kostenplaats, Kostensoort, Laat uit, eitje, Verzonden, In Nmbrs, Regel,"
        " Oordeel",
    ),
    "totals": (
        "Totals: Kind, Code, eitje, In Nmbrs, Difference, Of others",
        "Totalen: Soort, Code, eitje, In Nmbrs, Verschil, Van anderen",
    ),
    "changes": (
        "Written: Name, Employee, When, Kind, Code, Change, From, To, State, Nmbrs said",
        "Geschreven: Naam, Medewerker, Wanneer, Soort, Code, Wijziging, Van, Naar, Status, Nmbrs zei",
    ),
    "behind": ("Not touched: Name, Employee, Because", "Niet geraakt: Naam, Medewerker, Reden"),
}
VERDICTS: Final[Mapping[str, tuple[str, str]]] = {
    "agrees": ("agrees", "klopt"),
    "accepted": ("kept as Nmbrs has it, by choice", "gelaten zoals in Nmbrs, bewust"),
    "not-ours": ("not ours, left alone", "niet van ons, met rust gelaten"),
    "missing": ("missing in Nmbrs", "ontbreekt in Nmbrs"),
    "edited in Nmbrs": ("edited in Nmbrs", "gewijzigd in Nmbrs"),
    "edited in eitje": ("edited in eitje", "gewijzigd in eitje"),
    "possibly doubled": ("possibly doubled", "mogelijk dubbel"),
    "foreign": ("not ours", "niet van ons"),
    "differs": ("differs", "wijkt af"),
}
RESULTS: Final[Mapping[str, tuple[str, str]]] = {
    "proved": ("Proved: Nmbrs holds exactly this.", "Bewezen: dit staat precies zo in Nmbrs."),
    "differences": ("Not proved: there are differences.", "Niet bewezen: er zijn verschillen."),
    "unknown": ("Not known yet: something is still open.", "Nog niet bekend: er staat nog iets open."),
}
KINDS: Final[Mapping[PayKind, tuple[str, str]]] = {
    PayKind.HOURS: ("hours", "uren"),
    PayKind.WAGE: ("wage component", "looncomponent"),
    PayKind.DAYS: ("days", "dagen"),
}
PARTS: Final[Mapping[Part, tuple[str, str]]] = {
    Part.HOURS: ("worked hours", "gewerkte uren"),
    Part.DAYS: ("worked days", "gewerkte dagen"),
    Part.ALLOWANCES: ("allowances", "toeslagen"),
    Part.MEALS: ("meals", "maaltijden"),
}
ACTIONS: Final[Mapping[Action, tuple[str, str]]] = {
    Action.ADD: ("added", "toegevoegd"),
    Action.CHANGE: ("changed", "gewijzigd"),
    Action.REMOVE: ("removed", "verwijderd"),
    Action.SET_DAYS: ("days set", "dagen gezet"),
}
STATES: Final[Mapping[ChangeState, tuple[str, str]]] = {
    ChangeState.PLANNED: ("not sent", "niet verzonden"),
    ChangeState.SENDING: ("being sent", "wordt verzonden"),
    ChangeState.ANSWERED: ("accepted, not read back", "aangenomen, niet teruggelezen"),
    ChangeState.UNKNOWN: ("no answer", "geen antwoord"),
    ChangeState.SURPLUS: ("more lines than sent", "meer regels dan verzonden"),
    ChangeState.DONE: ("read back in Nmbrs", "teruggelezen in Nmbrs"),
    ChangeState.REFUSED: ("refused by Nmbrs", "geweigerd door Nmbrs"),
    ChangeState.NOT_LANDED: ("never reached Nmbrs", "niet aangekomen in Nmbrs"),
    ChangeState.DROPPED: ("no longer wanted", "niet meer gewenst"),
}
CONTRACT_TYPES: Final = {
    "zero-hours": ("zero-hours contract", "nulurencontract"),
    "hours-contract": ("hours contract", "urencontract"),
}
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What the workbook is called on the wire."""
Rows = Iterator[tuple[Cell, ...]]


def verdict(text: str, language: str) -> str:
    """A verdict in words; several causes are all named."""
    return ", ".join(VERDICTS[each][language == "nl"] if each in VERDICTS else each for each in text.split("+"))


def result(proof: ExportProof, language: str) -> str:
    """The whole proof in one line."""
    return RESULTS[proof.verdict][language == "nl"]


def proof_name(proof: ExportProof) -> str:
    """What the workbook is called on a disk: nothing that a person or a payroll named."""
    return f"proof-{proof.shown.export.selection.period}-{proof.shown.export.id[:8]}.xlsx"


def proof_sheets(proof: ExportProof, language: str = "en") -> dict[str, Sheet]:
    """``summary``, ``lines``, ``totals``, ``changes`` and ``behind``."""
    dutch = language == "nl"
    rows = proof_rows(proof)
    made: dict[str, Rows] = {
        "summary": _summary(proof, language),
        "lines": _lines(rows, language),
        "totals": _totals(rows, dutch),
        "changes": _changes(proof, dutch),
        "behind": _behind(proof, language),
    }
    return {name: _sheet(name, dutch, each) for name, each in made.items()}


def _sheet(name: str, dutch: bool, rows: Rows) -> Sheet:
    title, _, columns = HEADS[name][dutch].partition(": ")
    return Sheet(title, tuple(columns.split(", ")), tuple(rows))


NMBRS: Final = {
    EnvironmentKind.LIVE: ("live", "live"),
    EnvironmentKind.SANDBOX: ("sandbox: nobody is paid by this", "oefenomgeving: hiermee wordt niemand betaald"),
    EnvironmentKind.DEMO: ("DEMO: nobody is paid by this", "DEMO: hiermee wordt niemand betaald"),
}


def facts(proof: ExportProof, language: str) -> list[tuple[str, str]]:
    """What the proof is about and rests on, line by line."""
    dutch = language == "nl"
    export, checked = proof.shown.export, proof.checked
    selection = export.selection

    def say(english: str, nederlands: str) -> str:
        return nederlands if dutch else english

    told = [
        (say("Verdict", "Oordeel"), result(proof, language)),
        ("Nmbrs", NMBRS[proof.environment][dutch]),
        (say("Company", "Bedrijf"), f"{proof.company.name} ({proof.company.number})"),
        (say("Wage period", "Loonperiode"), str(selection.period)),
        (say("Contract type", "Contracttype"), CONTRACT_TYPES[selection.contract_type][dutch]),
        (say("What was sent", "Wat is verzonden"), ", ".join(PARTS[part][dutch] for part in boxes(proof))),
        (say("For whom", "Voor wie"), _whom(proof, dutch)),
    ]
    if selection.carry:
        told.append((say("Late hours of", "Late uren uit"), ", ".join(map(str, sorted(selection.carry)))))
    if export.undoes:
        told.append((say("Takes back the export", "Draait de export terug"), export.undoes))
    if proof.shown.undone_by:
        told.append((say("Taken back by", "Teruggedraaid door"), ", ".join(proof.shown.undone_by)))
    consents = ", ".join(f"{consent.what}: {consent.by}" for consent in export.consents)
    told += [
        (say("Consents", "Toestemmingen"), consents or say("none needed", "niet nodig")),
        (say("Sent by", "Verzonden door"), export.by),
        (say("Begun", "Begonnen"), _moment(export.started_at)),
        (say("Ended", "Geëindigd"), _moment(export.ended_at)),
        (say("Export", "Export"), export.id),
        (say("Plan", "Plan"), export.plan),
        (
            say("Compared with Nmbrs for this proof", "Vergeleken met Nmbrs voor dit bewijs"),
            _moment(proof.read_at),
        ),
        (
            say("Last check on record", "Laatst vastgelegde controle"),
            f"{_moment(checked.at)}, {checked.by}" if checked else say("none", "geen"),
        ),
        (say("Proof asked by", "Bewijs gevraagd door"), proof.asked_by),
        (
            say("Audit trail", "Audittrail"),
            say(f"{proof.records} records", f"{proof.records} regels")
            + ", "
            + (say("whole", "ongeschonden") if proof.broken_at is None else say("BROKEN", "GESCHONDEN")),
        ),
        (say("Newest mark of the trail", "Nieuwste merkteken van de audittrail"), proof.head),
        (say("Made with", "Gemaakt met"), product_version()),
    ]
    if not_provable(proof):
        cannot = say(
            "cost centres and cost units: Nmbrs does not show them", "kostenplaatsen en -soorten: Nmbrs toont ze niet"
        )
        told.append((say("Not provable by reading", "Niet te bewijzen door te lezen"), cannot))
    return told


def _whom(proof: ExportProof, dutch: bool) -> str:
    selection, names = proof.shown.export.selection, proof.shown.names
    only = [
        *(names.get(employee, employee) for employee in sorted(selection.people or ())),
        *sorted(selection.venues or ()),
        *sorted(selection.teams or ()),
    ]
    return ", ".join(only) if selection.partial else ("iedereen" if dutch else "everybody")


def _moment(at: datetime | None) -> str:
    return "–" if at is None else at.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M:%S")


def _shown(value: Amount | None, kind: PayKind) -> Cell:
    """Days are whole numbers."""
    return value.hundredths // 100 if value is not None and kind is PayKind.DAYS else value


def _summary(proof: ExportProof, language: str) -> Rows:
    yield from facts(proof, language)


def _lines(rows: list[ProofRow], language: str) -> Rows:
    dutch = language == "nl"
    for row in rows:
        key = row.key
        yield (
            row.name,
            row.employee,
            KINDS[row.kind][dutch],
            row.code or None,
            key.cost_centre or None if key else None,
            key.cost_unit or None if key else None,
            str(key.carried_from) if key and key.carried_from else None,
            _shown(row.eitje, row.kind),
            _shown(row.sent, row.kind),
            _shown(row.found, row.kind),
            row.line_id or None,
            verdict(row.verdict, language),
        )


def _totals(rows: list[ProofRow], dutch: bool) -> Rows:
    for each in proof_totals(rows):
        yield (
            KINDS[each.kind][dutch],
            each.code or None,
            _shown(each.eitje, each.kind),
            _shown(each.found, each.kind),
            _shown(each.found - each.eitje, each.kind),
            _shown(each.others, each.kind),
        )


def _changes(proof: ExportProof, dutch: bool) -> Rows:
    names = proof.shown.names
    for change in proof_changes(proof):
        yield (
            names.get(change.employee, change.employee),
            change.employee,
            _moment(change.sent_at),
            KINDS[change.key.kind][dutch],
            change.key.code or None,
            ACTIONS[change.action][dutch],
            _shown(change.before, change.key.kind),
            _shown(change.after, change.key.kind),
            STATES[change.state][dutch],
            f"{change.code} {change.text}".strip() or None,
        )


def _behind(proof: ExportProof, language: str) -> Rows:
    for person in proof.shown.left_behind:
        because = " ".join(finding.cause(language) for finding in person.findings)
        yield (person.name, person.employee or None, because or None)
