"""One SOAP request, from its bytes to the bytes of its answer."""

from __future__ import annotations

from lxml import etree

from adapters.nmbrs_fake.gateway import Gateway
from adapters.nmbrs_fake.records import User
from adapters.nmbrs_fake.soap_messages import (
    SOAP_11,
    BadRequest,
    Envelope,
    Version,
    answer,
    fault,
    open_envelope,
    read_fields,
)
from adapters.nmbrs_fake.soap_operations import concerns, handler
from adapters.nmbrs_fake.soap_schema import Field, Operation, operations
from adapters.nmbrs_fake.vendor_fault import VendorFault
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import Credentials

_NO_ACTION = "Unable to handle request without a valid action parameter. Please supply a valid soap action."
_HEADER_FIELDS = tuple(
    Field(name, "string", (), many=False, optional=True, nillable=False) for name in ("Username", "Token", "Domain")
)


def answer_call(
    gateway: Gateway, service: Service, version: Version, action: str | None, content: bytes, notes: list[str]
) -> tuple[int, bytes]:
    """Carry out a request; returns the HTTP status and the envelope.

    What the request had wrong without being refused for it is added to ``notes``. Scripted disturbances come through
    as the exceptions of the gateway.
    """
    try:
        return 200, _carry_out(gateway, service, version, action, content, notes)
    except BadRequest as error:
        return 500, fault(str(error), version, of_client=True)
    except VendorFault as refusal:
        return 500, refusal_message(refusal, version)


def refusal_message(refusal: VendorFault, version: Version) -> bytes:
    """The fault with the number behind an arrow (docs/nmbrs.md, "Answer codes")."""
    return fault(f"Server was unable to process request. ---> {refusal}", version)


def _carry_out(
    gateway: Gateway, service: Service, version: Version, action: str | None, content: bytes, notes: list[str]
) -> bytes:
    envelope = open_envelope(content, version)
    operation = _operation(service, version, action, envelope.body)
    asked = read_fields(operation.request, envelope.body, service.namespace, notes)
    carry_out = handler(operation)

    def work(user: User) -> bytes:
        value = carry_out(gateway.core, user, asked)
        return answer(operation, value, version, gateway.core.book.policy.empty_list)

    return gateway.perform(concerns(operation, asked), _credentials(operation, envelope, notes), work)


def _operation(service: Service, version: Version, action: str | None, body: etree._Element) -> Operation:
    """SOAP 1.1 is told by its SOAPAction; SOAP 1.2 may leave it to the body."""
    wanted = (action or "").strip().strip('"')
    if not wanted and version is SOAP_11:
        raise BadRequest(_NO_ACTION)
    wanted = wanted or str(body.tag).replace("{", "").replace("}", "/")
    operation = next((op for op in operations(service).values() if op.action == wanted), None)
    if operation is None:
        raise BadRequest(f"Server did not recognize the value of HTTP Header SOAPAction: {wanted}.")
    if body.tag != f"{{{service.namespace}}}{operation.name}":
        raise BadRequest(f"Server was unable to read request. ---> {body.tag} was not expected.")
    return operation


def _credentials(operation: Operation, envelope: Envelope, notes: list[str]) -> Credentials:
    """From the header of this service's own namespace; any other header is no authentication at all."""
    name = f"{{{operation.service.namespace}}}{operation.header}"
    header = next((element for element in envelope.headers if element.tag == name), None)
    if header is None:
        return Credentials("", "")
    fields = _HEADER_FIELDS if operation.header == "AuthHeaderWithDomain" else _HEADER_FIELDS[:2]
    values = read_fields(fields, header, operation.service.namespace, notes)
    return Credentials(values["Username"] or "", values["Token"] or "", values.get("Domain") or "")
