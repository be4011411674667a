"""Where things stand in JSON, with who must act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from application.ports.storage import Check, Lease
from application.status import CompanyStatus, Status
from domain.errors import ProductError
from domain.hours import AMSTERDAM
from domain.ledger import ChangeState
from domain.terms import CompanyId
from domain.watching import Watch
from entrypoints.presentation.comparison import change_json, watch_json
from entrypoints.presentation.export import export_json
from entrypoints.presentation.notifications import daily_run_json
from entrypoints.presentation.setup import company_json, connection_json, payroll_periods_json, undecided_json
from entrypoints.presentation.values import Json, error_json, moment, period_json

USER, PAYROLL_OFFICE, NOBODY = "user", "payroll-office", "nobody"

TEXTS: dict[str, tuple[str, str]] = {
    "activate": (
        "Activate the link with Nmbrs: activate --email YOU@EXAMPLE.NL.",
        "Activeer de koppeling met Nmbrs: activate --email U@VOORBEELD.NL.",
    ),
    "link-company": (
        "Link a company to its eitje venues: companies use ID --venue NAME.",
        "Koppel een bedrijf aan zijn eitje-vestigingen: companies use ID --venue NAAM.",
    ),
    "decide-companies": (
        "Companies that are neither linked nor inactive: {companies}. Say which: companies use ID, with or without"
        " --venue NAME.",
        "Bedrijven die niet gekoppeld en niet inactief zijn: {companies}. Zeg welk van beide: companies use ID, met of"
        " zonder --venue NAAM.",
    ),
    "decide-venues": (
        "Venues in the hours that no company pays: {venues}. Link them: companies use ID --venue NAME.",
        "Vestigingen in de uren die geen bedrijf betaalt: {venues}. Koppel ze: companies use ID --venue NAAM.",
    ),
    "sync": (
        "Take the team members from Nmbrs: sync.",
        "Haal de teamleden uit Nmbrs: sync.",
    ),
    "set-wage-period": (
        "Set the wage period that today lies in: wage-period set --start DATE.",
        "Stel de loonperiode in waarin vandaag valt: wage-period set --start DATUM.",
    ),
    "confirm-wage-year": (
        "Today lies in wage year {year}, which nobody confirmed: wage-period list, then wage-period confirm {year}.",
        "Vandaag valt in loonjaar {year}, dat niemand bevestigde: wage-period list, dan wage-period confirm {year}.",
    ),
    "busy": (
        "{owner} is exporting {period} now; wait until that has ended, at the latest at {until}.",
        "{owner} exporteert nu {period}; wacht tot dat klaar is, uiterlijk om {until}.",
    ),
    "run-again": (
        "The export of {period} was interrupted: run it again, it goes on where it is safe.",
        "De export van {period} is afgebroken: voer hem opnieuw uit, hij gaat verder waar het veilig is.",
    ),
    "wait": (
        "What Nmbrs did with {count} changes in {period} is known from {until} on; then run the export again.",
        "Wat Nmbrs met {count} wijzigingen in {period} deed is vanaf {until} bekend; exporteer dan opnieuw.",
    ),
    "settle": (
        "What Nmbrs did with {count} changes in {period} can be read now: run the export again.",
        "Wat Nmbrs met {count} wijzigingen in {period} deed kan nu gelezen worden: voer de export opnieuw uit.",
    ),
    "surplus": (
        "Nmbrs shows more lines than were sent for employee {employee} in {period}: look there, then at differences.",
        "Nmbrs toont meer regels dan verzonden van medewerker {employee} in {period}: kijk daar en bij differences.",
    ),
    "watch": (
        "{amount} on {code} of {name} in {period} was given up and may still land until {until}: then run"
        " verify --period {period}.",
        "{amount} op {code} van {name} in {period} is opgegeven en kan tot {until} nog aankomen: voer daarna"
        " verify --period {period} uit.",
    ),
    "look": (
        "{amount} on {code} of {name} in {period} was given up: run verify --period {period} to see if it landed.",
        "{amount} op {code} van {name} in {period} is opgegeven: kijk met verify --period {period} of het aankwam.",
    ),
    "missing": (
        "{missing} is missing in Nmbrs for employee {employee} in {period}: run the export again.",
        "In Nmbrs ontbreekt {missing} voor medewerker {employee} in {period}: voer de export opnieuw uit.",
    ),
    "to-export": (
        "Hours of {period} that are not in Nmbrs yet, or changed since: of {count} people. See export plan.",
        "Uren van {period} die nog niet in Nmbrs staan, of daarna gewijzigd: van {count} mensen. Zie export plan.",
    ),
    "not-selected": (
        "Of {count} people something of {period} is not yet sent, because no export included it: see overview"
        " --period {period}, then export the others or everybody.",
        "Van {count} mensen is iets van {period} nog niet verzonden, omdat geen export het omvatte: zie overview"
        " --period {period} en exporteer dan de anderen of iedereen.",
    ),
    "differences": (
        "{count} differences wait for a person's word: look at them with differences.",
        "{count} verschillen wachten op een besluit: bekijk ze met differences.",
    ),
    "notifications": (
        "Notifications that nobody has read: {count}. See notifications.",
        "Meldingen die niemand gelezen heeft: {count}. Zie notifications.",
    ),
    "undelivered": (
        "Notifications of which a mail did not get through: {count}. See notifications mails.",
        "Meldingen waarvan een mail niet aankwam: {count}. Zie notifications mails.",
    ),
    "findings": (
        "Findings in the last plan that block somebody: {count}. Look at them with export plan.",
        "Bevindingen in het laatste plan die iemand blokkeren: {count}. Bekijk ze met export plan.",
    ),
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that waits: for whom, and the values in its words. ``until`` is when it may be over by itself.

    ``problem`` is what an environment answered; its code is then the code, and its words are the words.
    """

    code: str
    who: str
    values: Mapping[str, object] = field(default_factory=dict)
    until: datetime | None = None
    company: CompanyId | None = None
    domain: str | None = None
    problem: ProductError | None = None

    def what(self, language: str) -> str:
        """What to do, for somebody at a terminal."""
        if self.problem is not None:
            return self.problem.do(language)
        return TEXTS[self.code][language == "nl"].format(**self.filled)

    @property
    def filled(self) -> Mapping[str, object]:
        """The values, with the moment as a text."""
        shown = self.until.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M:%S") if self.until else ""
        return {"until": shown, **self.values}


def to_do(status: Status, now: datetime) -> tuple[ToDo, ...]:
    """What waits, and for whom."""
    return (*_to_do(status, now), *_news(status))


def _news(status: Status) -> Iterator[ToDo]:
    if status.unread:
        yield _item("notifications", USER, count=status.unread)
    if status.undelivered:
        yield _item("undelivered", USER, count=status.undelivered)


def status_json(status: Status, now: datetime, language: str = "en") -> Json:
    """``{environment, connection, environments, problem, last_import, companies, undecided, notifications,
    daily, to_do}``.

    ``environments`` are ``{email, domain, kind, own_link_off, activated_at, problem}``; ``connection`` is the first of
    them, or null when not activated; a ``problem`` is the error with which that Nmbrs could not be asked, or null, and
    the outer one the first of all. ``undecided`` is as in ``undecided_json``. A company has its own fields and
    ``{our_period, payroll, last_export, interrupted, waiting, lacking, under_watch, open_findings, open_differences,
    to_export, not_selected, last_check, busy}``; ``to_export`` counts people by period, ``not_selected`` those of them
    of whom something was in no export.
    ``notifications`` is ``{unread, undelivered}``, ``daily`` the last daily work as ``{day, started_at, ended_at,
    failed}``, or null. ``to_do`` is a list of ``{who, what, code, company, domain, until}``; ``who`` is ``user``,
    ``payroll-office`` or ``nobody`` (wait until ``until``).
    """
    return {
        "environment": status.kind,
        "connection": connection_json(status.connections[0]) if status.connections else None,
        "environments": [
            {
                **connection_json(each),
                "problem": error_json(status.problems[each.domain], language)
                if each.domain in status.problems
                else None,
            }
            for each in status.connections
        ],
        "problem": error_json(status.problem, language) if status.problem else None,
        "last_import": moment(status.last_import),
        "companies": [_company(company) for company in status.companies],
        "undecided": undecided_json(status.undecided),
        "notifications": {"unread": status.unread, "undelivered": status.undelivered},
        "daily": daily_run_json(status.last_daily) if status.last_daily else None,
        "to_do": [_to_do_json(each, language) for each in to_do(status, now)],
    }


def _company(status: CompanyStatus) -> Json:
    return {
        **company_json(status.company),
        "our_period": period_json(status.our_period) if status.our_period else None,
        "payroll": payroll_periods_json(status.payroll) if status.payroll else None,
        "last_export": export_json(status.last_export) if status.last_export else None,
        "interrupted": [export_json(export) for export in status.interrupted],
        "waiting": [change_json(change, status.names) for change in status.waiting],
        "lacking": [change_json(change, status.names) for change in status.lacking],
        "under_watch": [watch_json(Watch(change), status.names) for change in status.watched],
        "open_findings": status.open_findings,
        "open_differences": status.open_differences,
        "to_export": {str(period): people for period, people in status.to_export.items()},
        "not_selected": {str(period): people for period, people in status.not_selected.items()},
        "last_check": _check(status.last_check) if status.last_check else None,
        "busy": [_lease(lease) for lease in status.busy],
    }


def _check(check: Check) -> Json:
    return {"period": str(check.period), "at": moment(check.at), "by": check.by, "clean": check.clean}


def _lease(lease: Lease) -> Json:
    return {"period": str(lease.period), "owner": lease.owner, "until": moment(lease.expires_at)}


def _to_do(status: Status, now: datetime) -> Iterator[ToDo]:
    if not status.connections:
        yield _item("activate", USER)
        return
    for domain, problem in status.problems.items():
        who = PAYROLL_OFFICE if problem.code == "right-missing" else USER
        yield ToDo(problem.code, who, domain=domain, problem=problem)
    undecided = status.undecided
    if not status.companies:
        yield _item("link-company", USER)
    elif undecided.companies:
        names = ", ".join(f"{company.id} {company.name}" for company in undecided.companies)
        yield _item("decide-companies", USER, companies=names)
    if status.companies and undecided.venues:
        yield _item("decide-venues", USER, venues=", ".join(undecided.venues))
    for company in status.companies:
        for item in _of_company(company, now):
            yield replace(item, company=company.company.id, domain=company.company.environment)


def _of_company(status: CompanyStatus, now: datetime) -> Iterator[ToDo]:
    if status.company.synced_at is None:
        yield _item("sync", USER)
    if status.proposed_year is not None:
        yield _item("confirm-wage-year", USER, year=status.proposed_year)
    elif status.our_period is None:
        yield _item("set-wage-period", USER)
    for lease in status.busy:
        yield _item("busy", NOBODY, lease.expires_at, owner=lease.owner, period=lease.period)
    held = {lease.period for lease in status.busy}
    for period in sorted({export.selection.period for export in status.interrupted} - held):
        yield _item("run-again", USER, period=period)
    yield from _waiting(status, now)
    yield from _watched(status, now)
    for change in status.lacking:
        period = change.key.period
        yield _item("missing", USER, missing=change.missing, employee=change.employee, period=period)
    yield from _left_to_do(status)


def _left_to_do(status: CompanyStatus) -> Iterator[ToDo]:
    """What is not sent, and what waits for a word."""
    for period, people in status.to_export.items():
        yield _item("to-export", USER, count=people, period=period)
    for period, people in status.not_selected.items():
        yield _item("not-selected", USER, count=people, period=period)
    if status.open_differences:
        yield _item("differences", USER, count=status.open_differences)
    if status.open_findings:
        yield _item("findings", USER, count=status.open_findings)


def _waiting(status: CompanyStatus, now: datetime) -> Iterator[ToDo]:
    """One item per surplus line, and one per period for everything that only has to be waited for."""
    surplus = [change for change in status.waiting if change.state is ChangeState.SURPLUS]
    for change in surplus:
        yield _item("surplus", USER, employee=change.employee, period=change.key.period)
    others = [change for change in status.waiting if change.state is not ChangeState.SURPLUS]
    for period in sorted({change.key.period for change in others}):
        own = [change for change in others if change.key.period == period]
        until = max((change.settle_at for change in own if change.settle_at is not None), default=now)
        if until > now:
            yield _item("wait", NOBODY, until, count=len(own), period=period)
        else:
            yield _item("settle", USER, count=len(own), period=period)


def _watched(status: CompanyStatus, now: datetime) -> Iterator[ToDo]:
    """One item per insert that was given up."""
    for change in status.watched:
        named = status.names.get(change.employee, change.employee)
        until = change.watch_until if change.watch_until is not None and change.watch_until > now else None
        what, who = ("watch", NOBODY) if until else ("look", USER)
        amount, code, period = change.sends, change.key.code, change.key.period
        yield _item(what, who, until, amount=amount, code=code, name=named, period=period)


def _item(what: str, who: str, until: datetime | None = None, **values: object) -> ToDo:
    return ToDo(what, who, values, until)


def _to_do_json(item: ToDo, language: str) -> Json:
    return {
        "who": item.who,
        "what": item.what(language),
        "code": item.code,
        "company": item.company,
        "domain": item.domain,
        "until": moment(item.until),
    }
