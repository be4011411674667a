"""Importing hours: files of eitje come in, each whole or not at all, and it is said what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.responses import Response

from application.find_place import Place
from application.import_timecards import Imported
from domain.errors import ProductError
from domain.timecard_import import Coverage, TimecardFile
from domain.wage_period import PeriodRef
from entrypoints.http.pages import hours_shown as shown
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Operating
from entrypoints.http.pages.shapes import shapes
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where
from entrypoints.http.upload import as_file

router = APIRouter()

THE_PERIOD, THESE_DAYS, NOT_KNOWN = "period", "days", "unknown"
COVERS: Final = (THE_PERIOD, THESE_DAYS, NOT_KNOWN)

NO_FILE = mark("Choose at least one file.")
WHICH_DAYS = mark("A CSV does not say which days it holds. Choose one, and choose the files once more.")
DAYS_WRONG = mark("The last day comes before the first.")
WHICH_PERIOD = mark(
    "The dates of %(file)s have no year. Choose the wage period that it belongs to, and choose the files once more."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``refused`` says why it was not taken, and ``rows`` which rows cannot be read."""

    name: str
    imported: Imported | None = None
    refused: ProductError | None = None

    @property
    def rows(self) -> list[str]:
        """The rows that cannot be read, each with sheet, row and column."""
        if self.refused is None or self.refused.code != "file-has-bad-rows":
            return []
        return [line for line in str(self.refused.details["detail"]).splitlines() if line]

    @property
    def hours(self) -> TimecardFile | None:
        """The file, when it holds hours."""
        file = self.imported.file if self.imported is not None else None
        return file if isinstance(file, TimecardFile) else None

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in it was known already."""
        changes = self.imported.changes if self.imported is not None else None
        return changes is not None and not (changes.added or changes.changed or changes.removed)

    @property
    def covers(self) -> Coverage | None:
        """The days that it holds."""
        return self.hours.coverage if self.hours is not None else None


@router.get("/hours/import")
def choose_files(here: Operating, place: Where) -> Response:
    """The form."""
    return _form(here, place, Form.of(covers="", year=""))


EVERYWHERE = "*"
"""A CSV that covers every venue, also those that it does not mention. A file of one venue says nothing of another."""


@router.post("/hours/import")
def import_files(here: Operating, place: Where, typed: Typed) -> Response:
    """Import the files one by one: each of them whole, or not at all. Importing a file again changes nothing."""
    files = [each for each in typed.files.get("files", ()) if each.filename]
    try:
        covers, venue, year = _said(here, place, typed, files)
        if not typed.ok:
            return _form(here, place, typed)
        outcomes = [_import(here, each, covers, venue, year) for each in files]
    finally:
        for each in files:
            each.file.close()
    for outcome in outcomes:
        if outcome.refused is not None and outcome.refused.code == "file-year-needed":
            typed.wrong("year", here.say(WHICH_PERIOD, file=outcome.name))
    return _form(here, place, typed, outcomes)


def _form(here: Here, place: Place, form: Form, outcomes: list[Outcome] | None = None) -> Response:
    period = shapes(here.language)["period"]
    wrong = not form.ok or any(each.refused for each in outcomes or ())
    return here.page(
        "hours/import.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        place=place,
        form=form,
        outcomes=outcomes or [],
        limit=here.container.settings().file_bytes,
        hours_of=shown.hours_of,
        venues=[(venue, venue) for venue in sorted(place.company.venues)] if place.company else [],
        years=[(each.ref, period(each)) for each in reversed(place.periods)],
    )


def _said(
    here: Here, place: Place, typed: Form, files: list[UploadFile]
) -> tuple[tuple[date, date] | None, str | None, PeriodRef | None]:
    """Which days a CSV holds, of which venue, and the period that gives dates their year."""
    if not files:
        typed.wrong("files", here.say(NO_FILE))
    csv = any(str(each.filename).lower().endswith(".csv") for each in files)
    choice = typed.one_of("covers", here.say, COVERS, needed=False)
    if csv and choice is None:
        typed.wrong("covers", here.say(WHICH_DAYS))
    days = None
    if choice == THESE_DAYS:
        first, last = typed.day("first", here.say), typed.day("last", here.say)
        if first is not None and last is not None:
            days = (first, last)
            if last < first:
                typed.wrong("last", here.say(DAYS_WRONG))
    elif choice == THE_PERIOD and place.period is not None:
        days = (place.period.start, place.period.end)
    venue = typed.text("covers_venue", here.say, needed=False) if days is not None else None
    year = typed.one_of("year", here.say, [str(each.ref) for each in place.periods], needed=False)
    return days, venue, PeriodRef.parse(year) if year else None


def _import(
    here: Here, file: UploadFile, covers: tuple[date, date] | None, venue: str | None, year: PeriodRef | None
) -> Outcome:
    name = str(file.filename)
    use = here.container.import_timecards()
    of_csv = name.lower().endswith(".csv")
    try:
        with as_file(name, file.file, here.container.settings().file_bytes) as path:
            said = (covers, None if venue == EVERYWHERE else venue, venue is None) if of_csv else (None, None, False)
            imported = use(path, here.who, year, *said)
        return Outcome(name, imported)
    except ProductError as error:
        return Outcome(name, refused=error)
