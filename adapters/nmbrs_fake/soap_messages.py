"""SOAP envelopes in and out, by what the WSDL says, as forgiving and as strict as ASP.NET.

So it goes by docs/nmbrs.md, "Value rules": unknown and wrongly cased elements are dropped without a word, a missing
number reads as 0 and a missing boolean as false. What was dropped or missing is noted, so that a test can ask that
nothing was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lxml import etree

from adapters.nmbrs_fake.policy import EmptyList
from adapters.nmbrs_fake.soap_schema import Field, Operation

Values = dict[str, Any]
"""The fields of one element by name: str, int, bool, Decimal, None, a list, or Values again."""

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NIL = f"{{{_XSI}}}nil"
_INT = re.compile(r"\s*[+-]?\d{1,10}\s*\Z")
_DECIMAL = re.compile(r"\s*[+-]?(\d{1,20}(\.\d*)?|\.\d{1,20})\s*\Z")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_ZEROS: dict[str, Any] = {"int": 0, "decimal": Decimal(0), "boolean": False}


@dataclass(frozen=True, slots=True)
class Version:
    """SOAP 1.1 or 1.2."""

    namespace: str
    content_type: str
    client: str
    server: str


SOAP_11 = Version("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", "soap:Client", "soap:Server")
SOAP_12 = Version("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml", "soap:Sender", "soap:Receiver")


class BadRequest(Exception):
    """The request itself cannot be understood; the text goes into the fault."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of a request."""

    headers: tuple[etree._Element, ...]
    body: etree._Element


def open_envelope(content: bytes, version: Version) -> Envelope:
    """Take a request apart. No document types, no entities, nothing fetched; BadRequest for all else that is wrong."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadRequest("Server was unable to read request. ---> There is an error in the XML document.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadRequest("Server was unable to read request. ---> DTD is prohibited in this XML document.")
    if root.tag != f"{{{version.namespace}}}Envelope":
        raise BadRequest("Possible SOAP version mismatch: the envelope does not belong to this content type.")
    body = root.find(f"{{{version.namespace}}}Body")
    if body is None or len(body) != 1:
        raise BadRequest("Server was unable to read request. ---> One element is expected in the body.")
    header = root.find(f"{{{version.namespace}}}Header")
    return Envelope(() if header is None else tuple(header), body[0])


def read_fields(fields: tuple[Field, ...], element: etree._Element, namespace: str, notes: list[str]) -> Values:
    """The values of an element's fields; what does not belong there is noted and dropped."""
    where = etree.QName(element).localname
    known = {f"{{{namespace}}}{field.name}": place for place, field in enumerate(fields)}
    found: dict[str, list[etree._Element]] = {}
    latest = 0
    for child in element:
        place = known.get(str(child.tag))
        if place is None:
            notes.append(f"{where}: unknown element {child.tag}")
            continue
        if place < latest:
            notes.append(f"{where}: {fields[place].name} is out of order")
        latest = max(latest, place)
        found.setdefault(fields[place].name, []).append(child)
    return {field.name: _read(field, found.get(field.name, []), namespace, notes, where) for field in fields}


def _read(field: Field, found: list[etree._Element], namespace: str, notes: list[str], where: str) -> Any:
    if field.many:
        return [_read_one(field, element, namespace, notes) for element in found]
    if not found:
        if field.item is not None:
            return []
        if not field.optional:
            notes.append(f"{where}: {field.name} is missing")
        return None if field.nillable else _ZEROS.get(field.type)
    if len(found) > 1:
        notes.append(f"{where}: {field.name} comes more than once")
    return _read_one(field, found[0], namespace, notes)


def _read_one(field: Field, element: etree._Element, namespace: str, notes: list[str]) -> Any:
    if element.get(_NIL) in ("true", "1"):
        if not field.nillable:
            notes.append(f"{field.name} may not be nil")
        return None if field.nillable else _ZEROS.get(field.type)
    if field.fields:
        values = read_fields(field.fields, element, namespace, notes)
        return values[field.item.name] if field.item is not None else values
    return _basic(field.type, element.text or "")


def _basic(type_: str, text: str) -> Any:
    if type_ == "int" and _INT.match(text) and -(2**31) <= int(text) < 2**31:
        return int(text)
    if type_ == "decimal" and _DECIMAL.match(text):
        return Decimal(text.strip())
    if type_ == "boolean" and text.strip() in _BOOLEANS:
        return _BOOLEANS[text.strip()]
    if type_ in _ZEROS:
        raise BadRequest(
            "Server was unable to read request. ---> There is an error in the XML document. "
            "---> Input string was not in a correct format."
        )
    return text


def answer(operation: Operation, value: Any, version: Version, empty_list: EmptyList) -> bytes:
    """The envelope with the answer of a call. Fields that the value does not name are left out, nil, or zero."""
    namespace = operation.service.namespace
    envelope, body = _new_envelope(version)
    no_prefix: Any = {None: namespace}
    response = etree.SubElement(body, f"{{{namespace}}}{operation.name}Response", nsmap=no_prefix)
    if operation.result is not None and not (value == [] and empty_list is EmptyList.ABSENT):
        _write(response, operation.result, value, namespace)
    return _bytes(envelope)


def fault(text: str, version: Version, of_client: bool = False) -> bytes:
    """The envelope with a fault."""
    envelope, body = _new_envelope(version)
    element = etree.SubElement(body, f"{{{version.namespace}}}Fault")
    code = version.client if of_client else version.server
    if version is SOAP_11:
        etree.SubElement(element, "faultcode").text = code
        etree.SubElement(element, "faultstring").text = text
        etree.SubElement(element, "detail")
        return _bytes(envelope)
    for path, content in (("Code/Value", code), ("Reason/Text", text)):
        outer, inner = (f"{{{version.namespace}}}{name}" for name in path.split("/"))
        etree.SubElement(etree.SubElement(element, outer), inner).text = content
    element[1][0].set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    etree.SubElement(element, f"{{{version.namespace}}}Detail")
    return _bytes(envelope)


def _new_envelope(version: Version) -> tuple[etree._Element, etree._Element]:
    names = {"soap": version.namespace, "xsi": _XSI, "xsd": "http://www.w3.org/2001/XMLSchema"}
    envelope = etree.Element(f"{{{version.namespace}}}Envelope", nsmap=names)
    return envelope, etree.SubElement(envelope, f"{{{version.namespace}}}Body")


def _write(parent: etree._Element, field: Field, value: Any, namespace: str) -> None:
    if field.many:
        for item in value:
            _write_one(parent, field, item, namespace)
        return
    if value is None and not field.nillable:
        value = _ZEROS.get(field.type)
        if field.optional or value is None:
            return
    _write_one(parent, field, value, namespace)


def _write_one(parent: etree._Element, field: Field, value: Any, namespace: str) -> None:
    element = etree.SubElement(parent, f"{{{namespace}}}{field.name}")
    if value is None:
        element.set(_NIL, "true")
    elif field.fields:
        values = {field.item.name: value} if field.item is not None else value
        for inner in field.fields:
            _write(element, inner, values.get(inner.name), namespace)
    else:
        element.text = _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00"
    return str(value)


def _bytes(envelope: etree._Element) -> bytes:
    return etree.tostring(envelope, xml_declaration=True, encoding="utf-8")
