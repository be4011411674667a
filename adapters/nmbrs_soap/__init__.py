"""Nmbrs over its SOAP API v3. The vendor ends it on 1 March 2027 (docs/nmbrs.md, "The end of SOAP").

zeep comes along with this package and takes a while to import, so a program that starts often imports it late.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.nmbrs_soap.payroll import SoapPayroll
from adapters.nmbrs_soap.settings import SoapSettings, environment_kind, safe_address
from application.ports.payroll import Connect

__all__ = ["SoapPayroll", "SoapSettings", "environment_kind", "soap_connection"]


def soap_connection(settings: SoapSettings) -> Connect:
    """What opens payrolls at this address. Raises ``payroll-address-unsafe``; calls nothing."""
    checked = replace(settings, address=safe_address(settings.address))
    return lambda credentials: SoapPayroll(credentials, checked)
