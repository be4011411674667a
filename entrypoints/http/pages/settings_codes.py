"""The code lists of Nmbrs as a settings page shows them; when they cannot be read a code is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from application.ports.payroll import CompanyCodes, PayrollCode
from domain.errors import ErrorKind, ProductError
from domain.mapping import ThingKind
from domain.terms import CompanyId
from entrypoints.http.pages.here import Here

NONE = CompanyCodes((), ())


@dataclass(frozen=True, slots=True)
class CodeLists:
    """The lists, or with ``fault`` empty ones and why."""

    codes: CompanyCodes = NONE
    fault: ProductError | None = None
    hours: Mapping[str, str] = field(default_factory=dict)
    wages: Mapping[str, str] = field(default_factory=dict)
    cost_centres: Mapping[str, str] = field(default_factory=dict)
    cost_units: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: ThingKind) -> Mapping[str, str]:
        """The list that things of this kind go to: wage codes for meals, else hour codes."""
        return self.wages if kind is ThingKind.MEAL else self.hours


def read_codes(here: Here, company: CompanyId) -> CodeLists:
    """Ask Nmbrs; what its connection or its rights forbid becomes the ``fault`` of empty lists."""
    try:
        codes = here.container.set_mapping().codes(company)
    except ProductError as error:
        if error.kind is not ErrorKind.PAYROLL:
            raise
        return CodeLists(fault=error)
    lists = (codes.hours, codes.wages, codes.cost_centres, codes.cost_units)
    return CodeLists(codes, None, *(_described(each) for each in lists))


def _described(codes: Iterable[PayrollCode]) -> Mapping[str, str]:
    return {each.code: each.description for each in codes}
