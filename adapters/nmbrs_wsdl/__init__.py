"""The interface of the Nmbrs SOAP API v3 in machine form, shared by the SOAP adapter and the fake's SOAP face.

The files declare no more than this product needs (docs/nmbrs.md, "SOAP calls"), and a few calls that it must never
make. They ship with the package, so that nothing is downloaded to make a call.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Service(StrEnum):
    """The three services of the SOAP API; each has a namespace and an authentication header of its own."""

    DEBTOR = "DebtorService"
    COMPANY = "CompanyService"
    EMPLOYEE = "EmployeeService"

    @property
    def namespace(self) -> str:
        """The namespace, which is the live one on the sandbox too."""
        return f"https://api.nmbrs.nl/soap/v3/{self.value}"

    @property
    def binding(self) -> str:
        """The SOAP 1.1 binding as ``{namespace}name``; the SOAP 1.2 one has ``12`` behind it."""
        return f"{{{self.namespace}}}{self.value}Soap"


def wsdl_path(service: Service) -> Path:
    """The WSDL file of a service."""
    return Path(__file__).with_name(f"{service.value}.wsdl")
