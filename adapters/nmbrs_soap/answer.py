"""Reading answers: strict about what is needed, indifferent to what is not.

Fields are found by name, wherever they stand: the vendor may add fields, and the order of some is not known for
certain. A field that is needed and is missing, or is not of its type, makes the whole answer unreadable. Answers are
untrusted: no document type, no entities, nothing fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from lxml import etree

from adapters.nmbrs_soap.failure import CallFailed, Ending, number_in
from domain.amount import Amount

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_INTEGER = re.compile(r"[+-]?[0-9]{1,10}\Z")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,28})?\Z")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Fields:
    """The fields of one element of an answer, by name. A field that is nil counts as absent."""

    __slots__ = ("_call", "_fields")

    def __init__(self, call: str, element: etree._Element) -> None:
        self._call = call
        self._fields = {_name(child): child for child in element if child.get(_NIL) not in ("true", "1")}

    def text(self, name: str) -> str:
        """Text without spaces around it; empty when absent."""
        return self._text(name) or ""

    def needed_text(self, name: str) -> str:
        """Text that has to be there."""
        text = self._needed(name)
        if not text:
            raise self._broken(name, "is empty")
        return text

    def whole(self, name: str) -> int:
        """A whole number that has to be there."""
        text = self._needed(name)
        if not _INTEGER.match(text):
            raise self._broken(name, "is not a whole number")
        return int(text)

    def optional_whole(self, name: str) -> int | None:
        """A whole number, or None."""
        return self.whole(name) if name in self._fields else None

    def amount(self, name: str) -> Amount:
        """A number that has to be there, rounded to two decimals."""
        text = self._needed(name)
        if not _DECIMAL.match(text):
            raise self._broken(name, "is not a decimal number")
        return Amount.from_decimal(Decimal(text))

    def optional_amount(self, name: str) -> Amount | None:
        """A number rounded to two decimals, or None."""
        return self.amount(name) if name in self._fields else None

    def yes(self, name: str) -> bool:
        """A truth value that has to be there."""
        text = self._needed(name)
        if text not in _BOOLEANS:
            raise self._broken(name, "is neither true nor false")
        return _BOOLEANS[text]

    def moment(self, name: str) -> datetime | None:
        """A moment, or None when absent; the year 1 is what .NET puts where there is none.

        The vendor names no zone; it is read as UTC, which keeps days and order as they are.
        """
        text = self._text(name)
        if not text:
            return None
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise self._broken(name, "is not a date and time") from None
        if value.year == 1:
            return None
        return value if value.tzinfo else value.replace(tzinfo=UTC)

    def items(self, name: str) -> Iterator[Fields]:
        """The items of a list, none when the list is absent."""
        for item in self._fields.get(name, ()):
            if item.get(_NIL) not in ("true", "1"):
                yield Fields(self._call, item)

    def group(self, name: str) -> Fields:
        """A field that has fields of its own, and has to be there."""
        if name not in self._fields:
            raise self._broken(name, "is missing")
        return Fields(self._call, self._fields[name])

    def _text(self, name: str) -> str | None:
        field = self._fields.get(name)
        return None if field is None else (field.text or "").strip()

    def _needed(self, name: str) -> str:
        text = self._text(name)
        if text is None:
            raise self._broken(name, "is missing")
        return text

    def _broken(self, name: str, what: str) -> CallFailed:
        return CallFailed(self._call, Ending.UNREADABLE, f"{name} {what}")


def read_answer(call: str, status: int, content: bytes) -> Fields:
    """The fields of the ``<call>Response`` element, or CallFailed for a fault and for anything else."""
    body = _body(call, status, content)
    answer = next(iter(body), None)
    name = "" if answer is None else _name(answer)
    if answer is not None and name == "Fault":
        raise _fault(call, answer)
    if answer is None or status != 200 or name != f"{call}Response":
        raise _not_an_answer(call, status)
    return Fields(call, answer)


def _body(call: str, status: int, content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) != "Envelope" or _has_doctype(root):
        raise _not_an_answer(call, status)
    body = next((child for child in root if _name(child) == "Body"), None)
    if body is None:
        raise _not_an_answer(call, status)
    return body


def _has_doctype(root: etree._Element) -> bool:
    return bool(root.getroottree().docinfo.doctype)  # type: ignore[attr-defined]


def _not_an_answer(call: str, status: int) -> CallFailed:
    passing = status == 429 or status >= 500
    text = f"HTTP {status} with something that is no answer to it"
    return CallFailed(call, Ending.SERVER_ERROR if passing else Ending.UNREADABLE, text)


def _fault(call: str, fault: etree._Element) -> CallFailed:
    """SOAP 1.1 has the text in ``faultstring``, SOAP 1.2 in ``Reason/Text``."""
    texts = [e for e in fault.iter() if _name(e) in ("faultstring", "Text")]
    text = (texts[0].text or "").strip() if texts else ""
    code = number_in(text)
    return CallFailed(call, Ending.REFUSED if code else Ending.SERVER_ERROR, text or "a fault without a text", code)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
