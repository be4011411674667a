"""What the WSDL says about each call, in a form that requests are read with and answers are written with."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from lxml import etree

from adapters.nmbrs_wsdl import Service, wsdl_path

_S = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True, slots=True)
class Field:
    """One element: of a basic type (``int``, ``string``, ...), or with ``fields`` of its own."""

    name: str
    type: str
    fields: tuple[Field, ...]
    many: bool
    optional: bool
    nillable: bool

    @property
    def item(self) -> Field | None:
        """The one repeated field of a list type such as ``ArrayOfHourComponent``; None for every other type."""
        return self.fields[0] if len(self.fields) == 1 and self.fields[0].many else None


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: what it takes, what its ``<Name>Result`` is (None for an empty answer), and its header's name."""

    service: Service
    name: str
    request: tuple[Field, ...]
    result: Field | None
    header: str

    @property
    def action(self) -> str:
        """The SOAPAction, without quotes."""
        return f"{self.service.namespace}/{self.name}"


@functools.cache
def operations(service: Service) -> dict[str, Operation]:
    """All calls of a service by name."""
    root = etree.parse(str(wsdl_path(service))).getroot()
    types = _Types(root)
    wsdl = {"w": "http://schemas.xmlsoap.org/wsdl/"}
    headers = {
        message.get("name", ""): part
        for message in root.iterfind("w:message", wsdl)
        for part in ("AuthHeader", "AuthHeaderWithDomain")
        if message.find(f"w:part[@name='{part}']", wsdl) is not None
    }
    return {
        name: Operation(
            service,
            name,
            types.element(name),
            next(iter(types.element(f"{name}Response")), None),
            next(part for message, part in headers.items() if message == f"{name}{part}"),
        )
        for found in root.iterfind("w:portType/w:operation", wsdl)
        if (name := found.get("name", ""))
    }


class _Types:
    """The schema of one WSDL."""

    def __init__(self, root: etree._Element) -> None:
        schema = next(root.iter(f"{_S}schema"))
        self._elements = {e.get("name"): e for e in schema.iterfind(f"{_S}element")}
        self._types = {e.get("name"): e for e in schema.iterfind(f"{_S}complexType")}

    def element(self, name: str) -> tuple[Field, ...]:
        """The fields of a top element."""
        return self._fields(self._elements[name])

    def _fields(self, holder: etree._Element) -> tuple[Field, ...]:
        sequence = next(holder.iter(f"{_S}sequence"), None)
        return () if sequence is None else tuple(self._field(e) for e in sequence.iterfind(f"{_S}element"))

    def _field(self, element: etree._Element) -> Field:
        prefix, _, type_ = element.get("type", ":").partition(":")
        complex_type = element if not type_ else self._types.get(type_) if prefix == "tns" else None
        return Field(
            name=element.get("name", ""),
            type=type_ if prefix == "s" else "string",
            fields=() if complex_type is None else self._fields(complex_type),
            many=element.get("maxOccurs") == "unbounded",
            optional=element.get("minOccurs") == "0",
            nillable=element.get("nillable") == "true",
        )
