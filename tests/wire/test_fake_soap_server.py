"""The fake's SOAP face as the vendor's server is known to behave: versions, headers, values, faults."""

import http.client
from xml.etree import ElementTree

import pytest

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_wsdl import Service
from tests.wire.raw_soap import (
    AUTH,
    IN_OCTOBER,
    PLAIN_AUTH,
    PROTECTED,
    SOAP_11,
    SOAP_12,
    batch_line,
    call,
    call_12,
    envelope,
    hours_in_october,
    post,
    single,
)

DEBTOR, COMPANY, EMPLOYEE = Service.DEBTOR, Service.COMPANY, Service.EMPLOYEE
NOOR, DAAN = 503201, 503202
# -- both versions ----------------------------------------------------------------------------------------------------


def test_a_batch_over_soap_1_1_is_answered_with_an_empty_element(server: SoapServer) -> None:
    body = f"<HourComponents>{batch_line(NOOR)}{batch_line(DAAN, hours='3')}</HourComponents>{PROTECTED}"
    answer = call(server, EMPLOYEE, "HourComponentVar_Insert_Batch", body)
    assert (answer.status, answer.content_type) == (200, "text/xml")
    (response,) = answer.root.find(f"{{{SOAP_11}}}Body") or ()
    assert response.tag == f"{{{EMPLOYEE.namespace}}}HourComponentVar_Insert_BatchResponse"
    assert (len(response), response.text) == (0, None)
    assert hours_in_october(server, NOOR) == [("2100", "7.50")]
    assert hours_in_october(server, DAAN) == [("2100", "3.00")]
    assert server.violations == []


@pytest.mark.parametrize("action", [True, False])
def test_a_call_over_soap_1_2(server: SoapServer, action: bool) -> None:
    answer = call_12(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR), action)
    assert (answer.status, answer.content_type) == (200, "application/soap+xml")
    assert answer.root.tag == f"{{{SOAP_12}}}Envelope"
    assert answer.texts("HourComponentVar_InsertResult") == ["9001"]
    assert hours_in_october(server, NOOR) == [("2100", "7.50")]


def test_a_fault_over_soap_1_1(server: SoapServer) -> None:
    answer = call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR, code=1))
    assert (answer.status, answer.content_type) == (500, "text/xml")
    fault = answer.root.find(f"{{{SOAP_11}}}Body/{{{SOAP_11}}}Fault")
    assert fault is not None
    assert [(part.tag, part.text) for part in fault] == [
        ("faultcode", "soap:Server"),
        ("faultstring", "Server was unable to process request. ---> 2001: Invalid hour code, nothing inserted"),
        ("detail", None),
    ]
    assert hours_in_october(server, NOOR) == []


def test_a_fault_over_soap_1_2(server: SoapServer) -> None:
    answer = call_12(server, EMPLOYEE, "HourComponentVar_Get", f"<EmployeeId>1</EmployeeId>{IN_OCTOBER}")
    assert (answer.status, answer.content_type) == (500, "application/soap+xml")
    names = {"s": SOAP_12}
    fault = answer.root.find("s:Body/s:Fault", names)
    assert fault is not None
    assert fault.findtext("s:Code/s:Value", None, names) == "soap:Receiver"
    text = fault.find("s:Reason/s:Text", names)
    assert text is not None
    assert text.text == "Server was unable to process request. ---> 2003: No rights to the employee"
    assert text.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_many_calls_on_one_connection(server: SoapServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    message = envelope(DEBTOR, '<List_GetAll xmlns="{ns}"/>')
    headers = {"Content-Type": "text/xml", "SOAPAction": f'"{DEBTOR.namespace}/List_GetAll"'}
    sockets = set()
    for _ in range(3):
        connection.request("POST", "/soap/v3/DebtorService.asmx", message, headers)
        sockets.add(connection.sock)
        response = connection.getresponse()
        assert b"<Name>Kade Groep</Name>" in response.read()
    assert len(sockets) == 1
    connection.close()


# -- which call it is -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"SOAPAction": ""}, {"SOAPAction": '""'}])
def test_soap_1_1_without_an_action(server: SoapServer, headers: dict[str, str]) -> None:
    message = envelope(COMPANY, '<List_GetAll xmlns="{ns}"/>')
    answer = post(server, COMPANY, message, Content_Type="text/xml", **headers)
    assert answer.status == 500
    assert answer.texts("faultcode") == ["soap:Client"]
    assert answer.fault == (
        "Unable to handle request without a valid action parameter. Please supply a valid soap action."
    )


def test_two_services_have_a_list_get_all_and_namespace_and_action_tell_them_apart(server: SoapServer) -> None:
    assert call(server, DEBTOR, "List_GetAll").texts("Name") == ["Kade Groep"]
    assert call(server, COMPANY, "List_GetAll").texts("Name") == ["De Kade Horeca B.V."]
    message = envelope(DEBTOR, '<List_GetAll xmlns="{ns}"/>')
    wrong_action = post(
        server, COMPANY, message, Content_Type="text/xml", SOAPAction=f'"{DEBTOR.namespace}/List_GetAll"'
    )
    assert "did not recognize the value of HTTP Header SOAPAction" in wrong_action.fault
    wrong_body = post(
        server, COMPANY, message, Content_Type="text/xml", SOAPAction=f'"{COMPANY.namespace}/List_GetAll"'
    )
    assert "was not expected" in wrong_body.fault


def test_an_action_without_quotes_is_taken(server: SoapServer) -> None:
    message = envelope(DEBTOR, '<List_GetAll xmlns="{ns}"/>')
    answer = post(server, DEBTOR, message, Content_Type="text/xml", SOAPAction=f"{DEBTOR.namespace}/List_GetAll")
    assert answer.texts("Name") == ["Kade Groep"]


def test_calls_that_do_not_exist(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    answer = call(server, EMPLOYEE, "HourComponentVar_Delete", f"<EmployeeId>{NOOR}</EmployeeId>")
    assert answer.texts("faultcode") == ["soap:Client"]
    assert nmbrs.log.entries == []


def test_envelope_and_content_type_have_to_agree(server: SoapServer) -> None:
    message = envelope(COMPANY, '<List_GetAll xmlns="{ns}"/>', namespace=SOAP_12)
    answer = post(server, COMPANY, message, Content_Type="text/xml", SOAPAction=f'"{COMPANY.namespace}/List_GetAll"')
    assert "SOAP version mismatch" in answer.fault
    assert post(server, COMPANY, message, Content_Type="application/json").status == 415


# -- who calls --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "",
        PLAIN_AUTH,
        AUTH.replace("{ns}", COMPANY.namespace),
        AUTH.replace("demo-token", "other-token"),
        AUTH.replace(">kadegroep<", ">kadegroep.nmbrs.nl<"),
        AUTH.replace("Token>", "token>"),
    ],
    ids=["none", "without domain", "other service", "wrong token", "whole domain", "wrong case"],
)
def test_anything_but_the_services_own_header_is_1001(server: SoapServer, header: str) -> None:
    answer = call(server, EMPLOYEE, "EmployeeType_GetList", header=header)
    assert answer.status == 500
    assert answer.fault == "Server was unable to process request. ---> 1001: Invalid authentication"


def test_environment_get_takes_the_plain_header_and_tells_the_domain(server: SoapServer) -> None:
    answer = call(server, DEBTOR, "Environment_Get", header=PLAIN_AUTH)
    assert (answer.texts("Domain"), answer.texts("SubDomain")) == (["kadegroep.nmbrs.nl"], ["kadegroep"])
    assert "1001" in call(server, DEBTOR, "Environment_Get", header=AUTH).fault


def test_a_call_switched_off_is_1002(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    nmbrs.office.user("salaris@kadegroep.example").switched_off.add("CostCenter_GetList")
    assert "---> 1002: " in call(server, COMPANY, "CostCenter_GetList", "<CompanyId>1200</CompanyId>").fault


def test_a_company_that_does_not_exist_is_1003(server: SoapServer) -> None:
    answer = call(server, COMPANY, "Company_GetCurrentPeriod", "<CompanyId>1</CompanyId>")
    assert answer.fault == "Server was unable to process request. ---> 1003: Unauthorized access"


# -- everything that is not SOAP --------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", list(Service))
@pytest.mark.parametrize("query", ["WSDL", "wsdl"])
def test_wsdl_points_to_this_server(server: SoapServer, service: Service, query: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", f"/soap/v3/{service.value}.asmx?{query}")
    response = connection.getresponse()
    root = ElementTree.fromstring(response.read())
    connection.close()
    assert response.status == 200
    addresses = [element.get("location") for element in root.iter() if element.tag.endswith("}address")]
    assert addresses == [server.url(service)] * 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "error in the XML document"),
        (b"<soap:Envelope", "error in the XML document"),
        (b"\xff\xfe\x00", "error in the XML document"),
        (b"<html/>", "version mismatch"),
        (
            f'<!DOCTYPE e [<!ENTITY x "1">]><e:Envelope xmlns:e="{SOAP_11}"><e:Body>&x;</e:Body></e:Envelope>'.encode(),
            "DTD is prohibited",
        ),
        (f'<e:Envelope xmlns:e="{SOAP_11}"/>'.encode(), "One element is expected"),
        (f'<e:Envelope xmlns:e="{SOAP_11}"><e:Body><a/><b/></e:Body></e:Envelope>'.encode(), "One element is expected"),
    ],
)
def test_what_is_no_request_is_a_fault_of_the_client(server: SoapServer, content: bytes, says: str) -> None:
    answer = post(server, COMPANY, content, Content_Type="text/xml", SOAPAction=f'"{COMPANY.namespace}/List_GetAll"')
    assert answer.status == 500
    assert answer.texts("faultcode") == ["soap:Client"]
    assert says in answer.fault


def test_a_request_that_is_too_large_is_not_read(server: SoapServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.putrequest("POST", "/soap/v3/CompanyService.asmx")
    connection.putheader("Content-Length", str(11 * 2**20))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_paths_that_are_not_there(server: SoapServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    statuses = []
    for method, path in (("GET", "/"), ("GET", "/soap/v3/CompanyService.asmx"), ("POST", "/soap/v3/Other.asmx")):
        connection.request(method, path, b"", {"Content-Type": "text/xml"})
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
    connection.close()
    assert statuses == [404, 404, 404]
