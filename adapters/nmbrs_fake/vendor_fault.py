"""The refusals of the payroll, with the vendor's numbers (docs/nmbrs.md, "Answer codes")."""

from __future__ import annotations

TEXTS = {
    "1001": "Invalid authentication",
    "1002": "Call is not allowed by the API template",
    "1003": "Unauthorized access",
    "1006": "Login security failure",
    "2001": "Invalid hour code, nothing inserted",
    "2002": "Invalid wage code, nothing inserted",
    "2003": "No rights to the employee",
    "2006": "Period does not fit the period type of the company",
    "2011": "Protected mode: change in the past or future",
    "2030": "Invalid set of values",
    "2037": "Invalid CostCenterId",
    "9999": "Unknown error",
}


class VendorFault(Exception):
    """The payroll refuses a call; ``text`` is what stands behind the number. Without a number it broke down."""

    def __init__(self, code: str, text: str = "") -> None:
        self.code = code
        self.text = text or TEXTS.get(code, "")
        super().__init__(f"{code}: {self.text}" if code else self.text)
