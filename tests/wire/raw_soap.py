"""SOAP requests written out by hand, so that nothing but the wire is trusted."""

import http.client
from dataclasses import dataclass
from typing import Protocol
from xml.etree import ElementTree

from adapters.nmbrs_wsdl import Service

SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
AUTH = (
    '<AuthHeaderWithDomain xmlns="{ns}"><Username>salaris@kadegroep.example</Username>'
    "<Token>demo-token-kadegroep-2026</Token><Domain>kadegroep</Domain></AuthHeaderWithDomain>"
)
PLAIN_AUTH = (
    '<AuthHeader xmlns="{ns}"><Username>salaris@kadegroep.example</Username>'
    "<Token>demo-token-kadegroep-2026</Token></AuthHeader>"
)


class Served(Protocol):
    """Something that listens on this machine."""

    port: int


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    content_type: str
    content: bytes

    @property
    def root(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.content)

    def texts(self, name: str) -> list[str]:
        """The texts of all elements of that name, whatever their namespace."""
        return [element.text or "" for element in self.root.iter() if element.tag.rpartition("}")[2] == name]

    @property
    def fault(self) -> str:
        """The text of the fault, or nothing."""
        found = [*self.texts("faultstring"), *self.texts("Text")]
        return found[0] if found else ""


def envelope(service: Service, body: str, header: str = AUTH, namespace: str = SOAP_11) -> str:
    """The whole message; ``{ns}`` in header and body is the service's namespace."""
    inner = f"<soap:Header>{header}</soap:Header><soap:Body>{body}</soap:Body>"
    text = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<soap:Envelope xmlns:soap="{namespace}" xmlns:xsi="{XSI}">{inner}</soap:Envelope>'
    )
    return text.replace("{ns}", service.namespace)


def post(server: Served, service: Service, content: str | bytes, timeout: float = 5, **headers: str) -> Answer:
    """Send anything to a service and read what comes back. Names of headers are written with ``_`` for ``-``."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)
    try:
        data = content.encode() if isinstance(content, str) else content
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST", f"/soap/v3/{service.value}.asmx", data, sent)
        response = connection.getresponse()
        return Answer(response.status, response.headers.get_content_type(), response.read())
    finally:
        connection.close()


def call(
    server: Served, service: Service, operation: str, fields: str = "", header: str = AUTH, timeout: float = 5
) -> Answer:
    """A SOAP 1.1 call in proper form."""
    message = envelope(service, f'<{operation} xmlns="{{ns}}">{fields}</{operation}>', header)
    return post(
        server,
        service,
        message,
        timeout,
        Content_Type="text/xml; charset=utf-8",
        SOAPAction=f'"{service.namespace}/{operation}"',
    )


def call_12(server: Served, service: Service, operation: str, fields: str = "", action: bool = True) -> Answer:
    """A SOAP 1.2 call in proper form, with or without the action parameter, which is optional."""
    message = envelope(service, f'<{operation} xmlns="{{ns}}">{fields}</{operation}>', namespace=SOAP_12)
    parameter = f'; action="{service.namespace}/{operation}"' if action else ""
    return post(server, service, message, Content_Type=f"application/soap+xml; charset=utf-8{parameter}")


NO_COST = '<CostCenterId xsi:nil="true"/><CostUnitId xsi:nil="true"/>'
IN_OCTOBER = "<Period>10</Period><Year>2026</Year>"
PROTECTED = f"{IN_OCTOBER}<UnprotectedMode>false</UnprotectedMode>"


def batch_line(employee: int, code: int = 2100, hours: str = "7.50") -> str:
    """An item of HourComponentVar_Insert_Batch."""
    return (
        f"<EmployeeHourComponent><EmployeeId>{employee}</EmployeeId><Id>0</Id><HourCode>{code}</HourCode>"
        f"{NO_COST}<Hours>{hours}</Hours></EmployeeHourComponent>"
    )


def single(employee: int, hours: str = "7.50", code: int = 2100) -> str:
    """The fields of HourComponentVar_Insert."""
    return (
        f"<EmployeeId>{employee}</EmployeeId><Hourcomponent><Id>0</Id><HourCode>{code}</HourCode>"
        f"<Hours>{hours}</Hours>{NO_COST}</Hourcomponent>{PROTECTED}"
    )


def hours_in_october(server: Served, employee: int) -> list[tuple[str, str]]:
    """What HourComponentVar_Get answers, as code and hours."""
    fields = f"<EmployeeId>{employee}</EmployeeId>{IN_OCTOBER}"
    answer = call(server, Service.EMPLOYEE, "HourComponentVar_Get", fields)
    return list(zip(answer.texts("HourCode"), answer.texts("Hours"), strict=True))
