"""The bodies of requests: strict types, nothing unknown, and each turned into what its use case asks for."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from application.link_companies import CompanyVenues
from application.ports.payroll import Credentials
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from application.undo_export import UndoRequest
from domain.decisions import Choice
from domain.mapping import DAYS, Rule, Target, Thing
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.wage_period import PeriodRef

MOST_NAMES = 10_000

Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Reason = Annotated[str, StringConstraints(max_length=1000)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^\S*$")]
Company = Annotated[Text | None, Field(description="The id of the company; the only linked one when absent.")]
Period = Annotated[Text, Field(description="The wage period by year and number.", examples=["2026-10"])]


def _written_day(value: object) -> object:
    """A number would be taken for seconds since 1970."""
    if not isinstance(value, str):
        raise ValueError("write a day as 2026-01-31")
    return value


Day = Annotated[date, BeforeValidator(_written_day)]
ClockTime = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"), Field(description="Hours and minutes, such as 06:00.")
]


class Body(BaseModel):
    """What all bodies have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class OfCompany(Body):
    """A body that may say which company is meant."""

    company: Company = None

    @property
    def company_id(self) -> CompanyId | None:
        """The company as the use cases take it."""
        return None if self.company is None else CompanyId(self.company)


class ActivationBody(Body):
    """The credentials from Nmbrs, and whether eitje's own Nmbrs link is switched off."""

    email: Text
    token: Annotated[SecretStr, Field(min_length=1, max_length=500)]
    domain: Annotated[Text | None, Field(description="The part before .nmbrs.nl; asked of Nmbrs when absent.")] = None
    own_link_off: StrictBool | None = None

    @property
    def credentials(self) -> Credentials:
        """What the payroll is opened with."""
        return Credentials(self.email, self.token.get_secret_value(), self.domain or "")


class ProbeBody(OfCompany):
    """Who allows that the rights to write are tried; without a company it is done for all."""

    by: Text


class VenuesBody(Body):
    """The venues whose hours a company pays: exactly these, so none makes it inactive."""

    venues: Annotated[list[Text], Field(max_length=MOST_NAMES)]
    new_day_begins: ClockTime | None = None

    @property
    def new_day(self) -> time | None:
        """When the day begins at these venues; None leaves it as it is."""
        return None if self.new_day_begins is None else time.fromisoformat(self.new_day_begins)


class CompanyVenuesBody(VenuesBody):
    """The same for one of several companies."""

    company: Text


class CompaniesBody(Body):
    """Several companies at once: all of them or none. A venue may go from one of them to another."""

    companies: Annotated[list[CompanyVenuesBody], Field(min_length=1, max_length=MOST_NAMES)]

    @property
    def choices(self) -> list[CompanyVenues]:
        """What the use case takes."""
        return [CompanyVenues(CompanyId(each.company), tuple(each.venues), each.new_day) for each in self.companies]


class SyncBody(OfCompany):
    """Which company, by default all linked ones; with ``dry_run`` nothing is stored.

    With ``agreed``, the hash under which differences were shown, exactly these are stored or nothing.
    """

    dry_run: StrictBool = False
    agreed: Text | None = None


class PersonBody(Body):
    """A person in the hours, by key or by whole name. In a body, because addresses end up in logs."""

    person: Text


class LinkBody(PersonBody):
    """Which employee of Nmbrs a person is."""

    employee: Text
    also: Annotated[StrictBool, Field(description="Keep the other employments in that company.")] = False
    same_person: Annotated[
        StrictBool, Field(description="Whoever is linked to that employee already is this person, under another name.")
    ] = False

    @property
    def employee_id(self) -> EmployeeId:
        """The employee as the use case takes it."""
        return EmployeeId(self.employee)


class UnlinkBody(PersonBody):
    """A person who is not that employee; without one it is the only one that the person is linked to."""

    employee: Text | None = None

    @property
    def employee_id(self) -> EmployeeId | None:
        """The employee as the use case takes it."""
        return None if self.employee is None else EmployeeId(self.employee)


class ConfirmAllBody(Body):
    """The hash under which proposals of at least that score were shown and agreed to."""

    agreed: Text
    at_least: Annotated[StrictInt, Field(ge=0, le=100)] = 90


class PreviewBody(OfCompany):
    """The first day of the first wage period of a year."""

    start: Day
    year: Annotated[StrictInt | None, Field(ge=1900, le=9998)] = None
    contract_type: ContractType | None = None


class CalendarBody(PreviewBody):
    """The same to be stored."""

    last_period_accepted_by: Annotated[
        Text | None,
        Field(description="Who accepts that the last period of the year before becomes longer or shorter."),
    ] = None


class ConfirmedYearBody(OfCompany):
    """The proposed wage year that is confirmed, for one contract type or for every one for which it is proposed."""

    year: Annotated[StrictInt, Field(ge=1900, le=9998)]
    contract_type: ContractType | None = None


class RulePlaceBody(OfCompany):
    """A rule of the mapping by its thing, conditions and first day; no two rules have the same.

    ``thing`` is ``hours``, ``days``, ``allowance:NAME`` or ``meal:NAME``.
    """

    thing: Text
    contract_type: ContractType | None = None
    venue: Text | None = None
    team: Text | None = None
    valid_from: Annotated[Day | None, Field(alias="from", description="From the beginning when absent.")] = None

    @property
    def rule(self) -> Rule:
        """The rule as the mapping keeps it, without a target."""
        first = self.valid_from or date.min
        return Rule(Thing.parse(self.thing), None, self.team, self.venue, self.contract_type, first)


class RuleBody(RulePlaceBody):
    """One rule of the mapping, in the form in which rules are shown.

    It goes to a code, with a cost centre and cost unit or without, or is ``ignored``; days have no code, for they go to
    the one number Days.
    """

    ignored: StrictBool = False
    code: Code | None = None
    cost_centre: Code | None = None
    cost_unit: Code | None = None
    on_top_of_salary_by: Text | None = None

    @model_validator(mode="after")
    def _code_where_one_belongs(self) -> Self:
        without = self.ignored or Thing.parse(self.thing) == DAYS
        if without and (self.code or self.cost_centre or self.cost_unit):
            raise ValueError("days, and what is ignored, have no code")
        if not without and not self.code:
            raise ValueError("a code is needed, or ignored: true")
        return self

    @property
    def rule(self) -> Rule:
        """The rule as the mapping keeps it."""
        target = Target(self.code or "", self.cost_centre or "", self.cost_unit or "")
        first = self.valid_from or date.min
        return Rule(
            Thing.parse(self.thing),
            None if self.ignored else target,
            self.team,
            self.venue,
            self.contract_type,
            first,
            self.on_top_of_salary_by,
        )


class MappingTextBody(OfCompany):
    """A mapping as a TOML text; ``period`` is the one to work out, by default the last exported one."""

    text: Annotated[str, StringConstraints(max_length=200_000)]
    period: Period | None = None

    @property
    def period_ref(self) -> PeriodRef | None:
        """The period as the use case takes it."""
        return None if self.period is None else PeriodRef.parse(self.period)


class AgreedMappingBody(OfCompany):
    """A mapping as a TOML text, and the hash under which its changes were shown and agreed to."""

    text: Annotated[str, StringConstraints(max_length=200_000)]
    agreed: Text


class ConsentBody(Body):
    """A person's consent to something unusual."""

    what: Literal["past", "locked", "future", "days"]
    by: Text


class PlanBody(OfCompany):
    """What to export.

    ``people`` are employee ids, keys of people in the hours, or whole names; without any it is everybody. ``venues``
    and ``teams`` reach the lines behind which there are no hours of elsewhere; without any it is everywhere. ``carry``
    are closed periods whose late hours and meals go along, as lines of their own.
    """

    period: Period
    contract_type: ContractType
    parts: Annotated[list[Part], Field(max_length=len(Part))]
    people: Annotated[list[Text], Field(max_length=MOST_NAMES)] = []
    consents: Annotated[list[ConsentBody], Field(max_length=20)] = []
    carry: Annotated[list[Period], Field(max_length=20)] = []
    venues: Annotated[list[Text], Field(max_length=MOST_NAMES)] = []
    teams: Annotated[list[Text], Field(max_length=MOST_NAMES)] = []

    @property
    def request(self) -> ExportRequest:
        """The request as the use cases take it."""
        return ExportRequest(
            self.company_id,
            PeriodRef.parse(self.period),
            self.contract_type,
            frozenset(self.parts),
            tuple(self.people),
            tuple(Consent(consent.what, consent.by) for consent in self.consents),
            frozenset(PeriodRef.parse(period) for period in self.carry),
            tuple(self.venues),
            tuple(self.teams),
        )


class ExportBody(PlanBody):
    """The choices of a plan once more, and its hash: what was looked at and agreed to."""

    plan: Text


class UndoConsentBody(Body):
    """A person's consent to something unusual. There is none for a closed period: what is paid is not undone."""

    what: Literal["future", "days"]
    by: Text


class UndoPlanBody(Body):
    """What an undo rests on besides the export that is undone."""

    consents: Annotated[list[UndoConsentBody], Field(max_length=20)] = []

    def request_for(self, export: str) -> UndoRequest:
        """The request as the use case takes it."""
        return UndoRequest(export, tuple(Consent(consent.what, consent.by) for consent in self.consents))


class UndoBody(UndoPlanBody):
    """The same once more, and the hash of the plan: what was looked at and agreed to."""

    plan: Text


class UndoPlanOrder(UndoPlanBody):
    """The same with the export that is to be undone, by its id or the beginning of it."""

    export: Text

    @property
    def request(self) -> UndoRequest:
        """The request as the use case takes it."""
        return self.request_for(self.export)


class UndoOrder(UndoBody):
    """The same with the export that is to be undone, by its id or the beginning of it."""

    export: Text

    @property
    def request(self) -> UndoRequest:
        """The request as the use case takes it."""
        return self.request_for(self.export)


class VerifyBody(OfCompany):
    """The wage period to compare."""

    period: Period

    @property
    def period_ref(self) -> PeriodRef:
        """The period as the use case takes it."""
        return PeriodRef.parse(self.period)


class RightsBody(OfCompany):
    """Whose rights are tested, by reading; without a company those of all."""


class SyncWork(Body):
    """Synchronise, or look what would change."""

    kind: Literal["sync"]
    order: SyncBody


class RightsWork(Body):
    """Test the rights by reading."""

    kind: Literal["rights"]
    order: RightsBody = RightsBody()


class ProbeWork(Body):
    """Try the rights to write too."""

    kind: Literal["probe"]
    order: ProbeBody


class PlanWork(Body):
    """Plan an export."""

    kind: Literal["plan"]
    order: PlanBody


class UndoPlanWork(Body):
    """Plan to undo an export."""

    kind: Literal["undo-plan"]
    order: UndoPlanOrder


class ExportWork(Body):
    """Carry out the plan that was agreed to."""

    kind: Literal["export"]
    order: ExportBody


class UndoWork(Body):
    """Carry out the plan of an undo that was agreed to."""

    kind: Literal["undo"]
    order: UndoOrder


class VerifyWork(Body):
    """Compare a period."""

    kind: Literal["verify"]
    order: VerifyBody


Work = Annotated[
    SyncWork | RightsWork | ProbeWork | PlanWork | UndoPlanWork | ExportWork | UndoWork | VerifyWork,
    Field(discriminator="kind"),
]


class ResolutionBody(OfCompany):
    """A person's answer to a difference."""

    choice: Choice
    reason: Reason
    period: Period | None = None

    @property
    def period_ref(self) -> PeriodRef | None:
        """The period as the use case takes it."""
        return None if self.period is None else PeriodRef.parse(self.period)


class SetAsideBody(OfCompany):
    """Why a finding is set aside, accepted or restored; ``period`` when it stands in no plan."""

    reason: Reason = ""
    period: Period | None = None

    @property
    def period_ref(self) -> PeriodRef | None:
        """The period as the use case takes it."""
        return None if self.period is None else PeriodRef.parse(self.period)
