"""How a call can fail, and what each failure means: for reading an error, for writing an outcome.

The numbers are the vendor's (docs/nmbrs.md, "Answer codes").
"""

from __future__ import annotations

import re
from enum import Enum, auto

from domain.errors import ProductError
from domain.ledger import Landing, Outcome, Refusal

_NUMBER = re.compile(r"(?:--->|^)\s*([0-9]{4}):")
_LIKE_A_BSN = re.compile(r"(?<!\d)(?:\d{8,9}|\d{4}[. -]\d{2}[. -]\d{3}|\d{3}[. -]\d{3}[. -]\d{3})(?!\d)")
_LOGIN_FAILED_IN_PASSING = "1006"
_LONGEST_TEXT = 500
_LARGEST_ID = 2**31 - 1
_REFUSALS = {
    "1001": Refusal.NO_RIGHT,
    "1002": Refusal.NO_RIGHT,
    "1004": Refusal.NO_RIGHT,
    "2004": Refusal.NO_RIGHT,
    "2006": Refusal.PERIOD_TYPE,
    "2011": Refusal.PROTECTED_PERIOD,
    "9999": Refusal.PROTECTED_PERIOD,
}


class Ending(Enum):
    """How far a failed call came."""

    NOT_SENT = auto()
    """Not one byte of it left."""
    TIMED_OUT = auto()
    """It left, and no whole answer came in time."""
    LOST = auto()
    """It left, and the connection broke."""
    SERVER_ERROR = auto()
    """The server answered that it could not, without a number of its own."""
    UNREADABLE = auto()
    """Something came back that is no answer to this call."""
    REFUSED = auto()
    """The payroll refused it, with a number."""


class CallFailed(Exception):
    """A call without a usable answer. Never holds the request, so it cannot show the token."""

    def __init__(self, call: str, ending: Ending, text: str, code: str = "") -> None:
        super().__init__(call, code)
        self.call = call
        self.ending = ending
        self.text = text
        self.code = code

    @property
    def may_pass(self) -> bool:
        """True when a reading call is worth another try."""
        if self.ending is Ending.REFUSED:
            return self.code == _LOGIN_FAILED_IN_PASSING
        return self.ending in (Ending.NOT_SENT, Ending.LOST, Ending.SERVER_ERROR)

    def tidy(self, secret: str) -> None:
        """Take a secret, and all that may be a BSN, out of the payroll's own text, and keep a page of it at most."""
        if secret:
            self.text = self.text.replace(secret, "***")
        self.text = _LIKE_A_BSN.sub("***", self.text)
        self.text = self.text[:_LONGEST_TEXT]

    def as_error(self) -> ProductError:
        """What it means when only reading."""
        if self.ending is Ending.UNREADABLE:
            return ProductError("payroll-answer-unreadable", detail=f"{self.call}: {self.text}")
        if self.ending is not Ending.REFUSED:
            return ProductError("payroll-unreachable", detail=f"{self.call}: {self.text}")
        if self.code == "1001":
            return ProductError("credentials-refused", detail=f"{self.code} {self.text}")
        if self.code == "1002":
            return ProductError("right-missing", call=self.call, detail=f"{self.code} {self.text}")
        return ProductError("payroll-refused", call=self.call, code=self.code, detail=self.text)

    def as_outcome(self, shared: bool) -> Outcome:
        """What it means for a change. ``shared`` when the call carried a batch, of which a part may stand."""
        if self.ending is Ending.NOT_SENT:
            return Outcome(Landing.NOT_SENT, text=self.text)
        if self.ending is not Ending.REFUSED:
            return Outcome(Landing.UNKNOWN, text=self.text)
        refusal = _REFUSALS.get(self.code, Refusal.LINE)
        if shared:
            return Outcome(Landing.UNKNOWN, None, self.code, self.text, refusal, may_land_late=False)
        return Outcome(Landing.REFUSED, None, self.code, self.text, refusal, may_land_late=False)


def number_in(fault_text: str) -> str:
    """The vendor's four digits in the text of a fault, or nothing.

    >>> number_in("Server was unable to process request. ---> 1003: Unauthorized access")
    '1003'
    """
    found = _NUMBER.search(fault_text)
    return found[1] if found else ""


def as_id(call: str, text: str) -> int:
    """An id as the SOAP API has them; anything else is what it does not know, and needs no call to find out."""
    if not is_id(text):
        raise CallFailed(call, Ending.REFUSED, f"{text} cannot be an id of Nmbrs; it was not asked", "1003")
    return int(text)


def is_id(text: str) -> bool:
    """True for a whole number that fits an ``int`` of the SOAP API."""
    return text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= _LARGEST_ID
