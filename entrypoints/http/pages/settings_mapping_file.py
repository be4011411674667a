"""Settings: the mapping as a file, to be taken away, edited and taken over after a look at what it would change."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from application.find_place import Place
from application.import_mapping import CheckedMapping
from domain.errors import ProductError
from entrypoints.http.pages.forms import TOO_LONG, Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.settings_mapping import ADDRESS as MAPPING
from entrypoints.http.pages.settings_mapping import said_thing
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where

router = APIRouter()

ADDRESS = f"{MAPPING}/file"
LONGEST = 200_000
"""Characters; the JSON route takes as many."""
MOST_LINES = 200
"""Lines of the trial that are shown; the totals count all of them."""
TAKEN = mark("The file is taken over as version %(version)s.")
NO_TEXT = mark("Choose a file, or paste its text.")
NOT_TEXT = mark("This is not a text file in UTF-8.")


@router.get(ADDRESS)
def file_form(here: Seeing, place: Where) -> Response:
    """Download it, or bring one."""
    return _page(here, place, Form())


@router.get(f"{ADDRESS}/mapping.toml")
def download(here: Seeing, place: Where) -> Response:
    """The mapping as it stands, as a file."""
    company = place.company.id if place.company else None
    text = here.container.import_mapping().export(company)
    headers = {"content-disposition": f'attachment; filename="mapping-{company or ""}.toml"'}
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)


@router.post(ADDRESS)
def check(here: Administering, place: Where, typed: Typed) -> Response:
    """What a file would change, and what an exported period would come to. Changes nothing."""
    text = _text(here, typed)
    if text is None:
        return _page(here, place, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        checked = here.container.import_mapping().check(place.company.id if place.company else None, text)
    except ProductError as error:
        typed.refused(error, here.language, "text")
        return _page(here, place, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(here, place, typed, checked)


@router.post(f"{ADDRESS}/taken")
def take_over(here: Administering, place: Where, typed: Typed) -> Response:
    """Take the file over, when nothing changed since it was shown; else show it again."""
    company, text = place.company.id if place.company else None, _text(here, typed)
    if text is None:
        return _page(here, place, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    use, checked = here.container.import_mapping(), None
    try:
        done = use(company, text, typed.shown("agreed"), here.who)
        return here.go(link(MAPPING, place), here.say(TAKEN, version=done.after.version))
    except ProductError as error:
        typed.refused(error, here.language, "" if error.code == "mapping-import-outdated" else "text")
        if error.code == "mapping-import-outdated":
            checked = use.check(company, text)
    return _page(here, place, typed, checked, HTTPStatus.UNPROCESSABLE_ENTITY)


def _text(here: Here, typed: Form) -> str | None:
    """What was pasted, or else what stands in the file; the form then holds it, so that it is not lost."""
    files = [each for each in typed.files.get("file", ()) if each.filename]
    text = typed.shown("text").replace("\r\n", "\n")
    if files:
        try:
            with files[0].file as file:
                text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            typed.wrong("file", here.say(NOT_TEXT))
            return None
    if not text.strip():
        typed.wrong("file", here.say(NO_TEXT))
    elif len(text) > LONGEST:
        typed.wrong("text", here.say(TOO_LONG, most=LONGEST))
    typed.values = {**typed.values, "text": [text]}
    return text if typed.ok else None


def _page(
    here: Here, place: Place, form: Form, checked: CheckedMapping | None = None, status: int = HTTPStatus.OK
) -> Response:
    if place.company is None:
        return here.page("settings_mapping/none.html", place=place)
    return here.page(
        "settings_mapping/file.html",
        status,
        place=place,
        form=form,
        checked=checked,
        called=partial(said_thing, here),
        most=MOST_LINES,
    )
