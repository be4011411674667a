"""Allowances: hours on top of the worked hours."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, StrictInt, StringConstraints

from application.set_allowances import Trial
from domain.accounts import Right
from domain.allowance import Allowance, AllowanceKind, Window
from domain.amount import Amount
from domain.terms import ContractType
from entrypoints.http.bodies import ClockTime, Day, OfCompany, Text
from entrypoints.http.caller import WhichCompany, Who, Wired, needs
from entrypoints.presentation import Json, allowance_set_json, allowances_json, holidays_json, tried_json

router = APIRouter(tags=["allowances"])

Percentage = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,4}([.,][0-9]{1,2})?$"),
    Field(description="50 is paid as half an hour.", examples=["50"]),
]
Names = Annotated[tuple[Text, ...], Field(max_length=200)]
First = Annotated[Day | None, Field(alias="from", description="From the beginning when absent.")]


class AllowanceBody(OfCompany):
    """One definition of an allowance, in the form in which allowances are shown.

    A *function* names ``teams``, ``shift_types`` or one ``column`` of the file; *unsocial hours* have ``windows`` such
    as ``sat 22:00-06:00``; *public holidays* are chosen by their Dutch names, without any the usual ones.
    """

    name: Text
    kind: AllowanceKind
    percentage: Percentage
    group: Text | None = None
    valid_from: First = None
    teams: Names = ()
    shift_types: Names = ()
    column: Text | None = None
    windows: Names = ()
    holidays: Names | None = None

    @property
    def allowance(self) -> Allowance:
        """The definition as the mapping keeps it, still without the dates of holidays."""
        return Allowance(
            self.name,
            self.kind,
            Amount.parse(self.percentage),
            self.group,
            self.valid_from or date.min,
            None,
            self.teams,
            self.shift_types,
            self.column,
            tuple(map(Window.parse, self.windows)),
        )


class AllowanceNameBody(OfCompany):
    """An allowance by its name; with ``from`` it stops on that day, else it goes altogether."""

    name: Text
    stops: Annotated[Day | None, Field(alias="from")] = None


class GroupBody(OfCompany):
    """Allowances of which each minute goes to one; without ``group`` they leave theirs."""

    group: Text | None = None
    names: Annotated[list[Text], Field(min_length=1, max_length=200)]
    begins: First = None


class TrialBody(OfCompany):
    """A shift as a row of eitje would give it."""

    day: Day
    start: ClockTime
    end: ClockTime
    break_minutes: Annotated[StrictInt, Field(ge=0, le=1440)] = 0
    venue: Text | None = None
    team: Text | None = None
    contract_type: ContractType = ContractType.ZERO_HOURS
    shift_type: Text | None = None

    @property
    def trial(self) -> Trial:
        """The shift as the use case takes it."""
        start, end = time.fromisoformat(self.start), time.fromisoformat(self.end)
        where = (self.venue, self.team, self.contract_type, self.shift_type)
        return Trial(self.day, start, end, self.break_minutes, *where)


@router.get("/allowances", dependencies=[needs(Right.SEE)])
def list_allowances(
    container: Wired,
    company: WhichCompany,
    on: Annotated[date | None, Query(description="Only those that hold on this day.")] = None,
) -> Json:
    """The allowances as they stand."""
    use_case = container.set_allowances()
    mapping = use_case.show(company, on)
    return allowances_json(mapping, use_case.outdated(mapping))


@router.put("/allowances", dependencies=[needs(Right.ADMINISTER)])
def set_allowance(body: AllowanceBody, container: Wired, who: Who) -> Json:
    """Define an allowance, in the place of one with the same name and first day."""
    return allowance_set_json(container.set_allowances().set(body.company_id, body.allowance, who, body.holidays))


@router.post("/allowances/removal", dependencies=[needs(Right.ADMINISTER)])
def remove_allowance(body: AllowanceNameBody, container: Wired, who: Who) -> Json:
    """Stop an allowance from a day on, or take it away altogether."""
    return allowance_set_json(container.set_allowances().remove(body.company_id, body.name, who, body.stops))


@router.post("/allowances/groups", dependencies=[needs(Right.ADMINISTER)])
def group_allowances(body: GroupBody, container: Wired, who: Who) -> Json:
    """Put allowances in an exclusive group, or in none."""
    return allowance_set_json(
        container.set_allowances().group(body.company_id, body.group, body.names, who, body.begins)
    )


@router.get("/allowances/holidays", dependencies=[needs(Right.SEE)])
def list_holidays(container: Wired, year: Annotated[int, Query(ge=2020, le=2050)]) -> Json:
    """The public holidays that can be chosen, with their dates."""
    return holidays_json(year, container.set_allowances().holidays(year))


@router.post("/allowances/trial", dependencies=[needs(Right.SEE)])
def try_shift(body: TrialBody, container: Wired) -> Json:
    """Where the minutes of a shift would go. Nothing is stored."""
    return tried_json(container.set_allowances().try_(body.company_id, body.trial))
