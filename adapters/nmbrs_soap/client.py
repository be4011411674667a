"""Calls to the three services: composed by zeep, sent once or, when only reading, tried again.

The authentication header is set here and nowhere else.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
import urllib3
import zeep
from lxml.etree import LxmlError
from zeep.wsdl import Document

from adapters.nmbrs_soap.answer import Fields, read_answer
from adapters.nmbrs_soap.failure import CallFailed, Ending
from adapters.nmbrs_soap.rate import RateLimit
from adapters.nmbrs_soap.settings import SoapSettings
from adapters.nmbrs_soap.wire import Departure, RawAnswer, TooLarge, TooLate, TooLong, Wire, clock
from adapters.nmbrs_wsdl import Service, wsdl_path
from application.ports.payroll import Credentials

# zeep's own types say nothing. These settings guard the reading of the WSDL; answers are read by `read_answer`.
_zeep_client: Callable[..., Any] = zeep.Client
_zeep_document: Callable[..., Any] = Document
_zeep_transport: Callable[..., Any] = zeep.Transport
_zeep_settings: Any = zeep.Settings(forbid_dtd=True, forbid_external=True, raw_response=True)

_limits: dict[tuple[str, int], RateLimit] = {}

_WITHOUT_DOMAIN = (Service.DEBTOR,)
"""Environment_Get, which tells the domain, takes the header without one; nothing else of that service is called."""


class NmbrsClient:
    """One customer's way to Nmbrs. Safe to use from many threads; nothing is called before it is needed."""

    def __init__(self, credentials: Credentials, settings: SoapSettings) -> None:
        self._credentials = credentials
        self._settings = settings
        self._wire = Wire(settings)
        self._limit = _shared_limit(settings.address, settings.calls_per_second)
        self._services: dict[Service, Any] = {}
        self._domain = credentials.domain
        self._lock = threading.RLock()

    def domain(self) -> str:
        """The part before ``.nmbrs.nl``: from the credentials, else asked once. Raises CallFailed."""
        with self._lock:
            if not self._domain:
                found = self.read(Service.DEBTOR, "Environment_Get").group("Environment_GetResult")
                self._domain = found.needed_text("SubDomain")
            return self._domain

    def read(self, service: Service, call: str, **arguments: object) -> Fields:
        """The answer to a reading call, tried again when its failure may pass. Raises CallFailed."""
        pause = self._settings.retry_pause.total_seconds()
        for _ in range(self._settings.read_attempts - 1):
            try:
                return self.send_once(service, call, arguments)
            except CallFailed as failure:
                if not failure.may_pass:
                    raise
            time.sleep(pause)
            pause *= 2
        return self.send_once(service, call, arguments)

    def send_once(
        self, service: Service, call: str, arguments: Mapping[str, object], not_after: float = float("inf")
    ) -> Fields:
        """The answer to a call that is sent once at most, and not after ``not_after`` on the wire's clock.

        Raises CallFailed.
        """
        operation = getattr(self._service(service), call)
        if clock() > not_after:
            raise _too_late(call)
        with self._limit.one_call():
            answer = self._exchange(call, operation, arguments, self._wire.departing(not_after))
        if isinstance(answer, CallFailed):
            raise answer
        try:
            return read_answer(call, answer.status, answer.content)
        except CallFailed as failure:
            failure.tidy(self._credentials.token)
            raise

    def _exchange(
        self, call: str, operation: Callable[..., RawAnswer], arguments: Mapping[str, object], departure: Departure
    ) -> RawAnswer | CallFailed:
        """The failure is returned, not raised: raised here it would drag along the request, with the token in it."""
        try:
            return operation(**arguments)
        except TooLate:
            return _too_late(call)
        except TooLarge:
            return CallFailed(call, Ending.UNREADABLE, "the answer is too large")
        except (TooLong, requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
            return self._failed(call, departure, Ending.TIMED_OUT, "no answer in time")
        except requests.RequestException as error:
            return self._failed(call, departure, Ending.LOST, f"the connection failed: {_reason(error)}")
        except (urllib3.exceptions.HTTPError, OSError):
            return self._failed(call, departure, Ending.UNREADABLE, "the answer broke off")
        except (zeep.exceptions.Error, LxmlError, TypeError, ValueError) as error:
            # Not the words of the error: they may show what was to be sent.
            text = f"no call could be made of it ({type(error).__name__})"
            return self._failed(call, departure, Ending.UNREADABLE, text)

    def _failed(self, call: str, departure: Departure, ending: Ending, text: str) -> CallFailed:
        return CallFailed(call, Ending.NOT_SENT if departure.left_at is None else ending, text)

    def _service(self, service: Service) -> Any:
        with self._lock:
            if service not in self._services:
                domain = {} if service in _WITHOUT_DOMAIN else {"Domain": self.domain()}
                client = _zeep_client(_document(service), transport=self._wire, settings=_zeep_settings)
                header = client.get_element(f"{{{service.namespace}}}AuthHeader{'WithDomain' if domain else ''}")
                who = {"Username": self._credentials.email, "Token": self._credentials.token}
                client.set_default_soapheaders([header(**who, **domain)])
                address = f"{self._settings.address}/soap/v3/{service.value}.asmx"
                self._services[service] = client.create_service(service.binding, address)
            return self._services[service]


def _too_late(call: str) -> CallFailed:
    return CallFailed(call, Ending.NOT_SENT, "there was no time left to begin this call")


@functools.cache
def _document(service: Service) -> Any:
    return _zeep_document(str(wsdl_path(service)), _zeep_transport(), settings=_zeep_settings)


def _shared_limit(address: str, calls_per_second: int) -> RateLimit:
    """One limit for all connections of this process to one address: the vendor counts calls, not connections."""
    return _limits.setdefault((address, calls_per_second), RateLimit(calls_per_second))


def _reason(error: BaseException) -> str:
    """The innermost cause in a few words; the outer ones repeat the address over and over."""
    inner = [part for part in error.args if isinstance(part, BaseException)]
    reason = getattr(error, "reason", None)
    cause = reason if isinstance(reason, BaseException) else inner[-1] if inner else None
    if cause is not None:
        return _reason(cause)
    # urllib3 puts the connection itself in front of its words.
    return str(error).rpartition("): ")[2] or type(error).__name__
