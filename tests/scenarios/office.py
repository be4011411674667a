"""The payroll office and the network, as the scenarios speak of them, over the fake Nmbrs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.records import ContractVersion, Debtor, PersonalInfo, User
from domain.pay_line import PayKind
from domain.wage_period import PeriodLength, PeriodRef

COMPANY = 1200
OCTOBER = PeriodRef(2026, 10)
EMAIL = "salaris@kadegroep.example"
KINDS = {"hour": PayKind.HOURS, "wage": PayKind.WAGE}
WRITES = ("Insert", "Delete", "Set", "Update", "Clear", "Stop")


def is_write(call: Call) -> bool:
    """True for every call that may change pay."""
    return any(word in call.operation for word in WRITES)


class Office:
    """What happens in Nmbrs outside this product."""

    def __init__(self, nmbrs: FakeNmbrs) -> None:
        self.nmbrs = nmbrs

    def employee(self, name: str) -> int:
        """The id of the only employee with that name."""
        named = [e.id for e in self.nmbrs.core.employees.values() if e.infos[-1].display_name == name]
        assert len(named) == 1, f"{name}: {named}"
        return named[0]

    def lines(self, name: str, kind: str, code: str, period: PeriodRef = OCTOBER) -> list[Decimal]:
        """The amounts that Nmbrs holds on one code, for October unless another period is named."""
        found = self.nmbrs.office.lines(self.employee(name), period, KINDS[kind])
        return [line.amount for line in found if line.code == int(code)]

    def days(self, name: str, period: PeriodRef = OCTOBER) -> int:
        """The number Days of October, or of another period."""
        return self.nmbrs.office.days(self.employee(name), period)

    def type_line(self, name: str, kind: str, code: str, amount: str) -> None:
        """Somebody types a line."""
        self.nmbrs.office.type_line(self.employee(name), OCTOBER, int(code), amount, KINDS[kind])

    def set_days(self, name: str, days: int) -> None:
        """Somebody sets Days."""
        self.nmbrs.office.set_days(self.employee(name), OCTOBER, days)

    def edit_line(self, name: str, amount: str) -> None:
        """Somebody edits the person's only hour line."""
        (line,) = self.nmbrs.office.lines(self.employee(name), OCTOBER)
        self.nmbrs.office.edit_line(line.id, amount)

    def move_line(self, name: str, code: str) -> None:
        """Somebody puts the person's only hour line on another code."""
        (line,) = self.nmbrs.office.lines(self.employee(name), OCTOBER)
        self.nmbrs.office.move_line(line.id, int(code))

    def edit_typed(self, name: str, amount: str) -> None:
        """Somebody edits the hour line of the person that was typed last."""
        typed = max(line.id for line in self.nmbrs.office.lines(self.employee(name), OCTOBER) if not line.comment)
        self.nmbrs.office.edit_line(typed, amount)

    def delete_line(self, name: str) -> None:
        """Somebody deletes the person's only hour line."""
        (line,) = self.nmbrs.office.lines(self.employee(name), OCTOBER)
        self.nmbrs.office.delete_line(line.id)

    def give_contract(self, name: str, hours: int, start: date) -> None:
        """The person gets another contract."""
        person = self.nmbrs.core.employees[self.employee(name)]
        known = person.contracts[-1]
        self.nmbrs.office.change_contract(person.id, _contract(known, hours, start))

    def pay_every(self, length: str) -> None:
        """The company turns out to be paid per week or per four weeks."""
        company = self.nmbrs.core.companies[COMPANY]
        company.length = PeriodLength(length)

    def move_on(self, period: str) -> None:
        """Nmbrs' current period becomes this one."""
        self.nmbrs.office.set_current_period(COMPANY, PeriodRef.parse(period))

    def lock_run(self, period: str) -> None:
        """The run of this period has been paid."""
        self.nmbrs.office.lock_run(COMPANY, PeriodRef.parse(period))

    def switch_off(self, call: str) -> None:
        """The API template of the user no longer allows a call."""
        self.nmbrs.office.user(EMAIL).switched_off.add(call)

    def other_environment(self, domain: str, company: int, name: str) -> None:
        """A second payroll office, with one company of one employee and a user of its own."""
        core = self.nmbrs.core
        first = core.companies[COMPANY]
        person = replace(
            core.employees[503201], id=700000 + company, company=company, infos=[_info("Mila", "Postma", domain)]
        )
        core.add(
            User(f"salaris@{domain}.example", f"token-of-{domain}", domain),
            Debtor(4000 + company, "40", name, domain),
            replace(first, id=company, number=77, name=name, debtor=4000 + company),
            person,
        )

    def replace_token(self, token: str) -> None:
        """The user makes a new token, which ends the old one."""
        self.nmbrs.office.user(EMAIL).token = token

    def answers(self, code: str, call: str) -> None:
        """The next call of that name is refused with a number."""
        self.nmbrs.faults.on(Fault.refused(code), operation=call)

    def take_company_away(self) -> None:
        """The user sees no company any more."""
        self.nmbrs.office.user(EMAIL).companies = frozenset()

    def drop_next_write(self, done: bool) -> None:
        """The connection breaks around the next write."""
        self.nmbrs.faults.on(Fault.drop_after() if done else Fault.drop_before(), when=is_write)

    def silent_after_next_write(self) -> None:
        """The next write is done and answered, and nothing after it gets an answer that can be read."""
        seen: list[Call] = []

        def after_a_write(call: Call) -> bool:
            if is_write(call):
                seen.append(call)
            return bool(seen) and not is_write(call)

        self.nmbrs.faults.on(Fault.http_error(200), when=after_a_write, times=None)

    def withdraws_token_after_next_write(self) -> None:
        """The next write is done and answered, and every call after it is told that the token is not right."""
        written: list[Call] = []

        def after_a_write(call: Call) -> bool:
            after = bool(written)
            if is_write(call):
                written.append(call)
            return after

        self.nmbrs.faults.on(Fault.refused("1001"), when=after_a_write, times=None)

    def answers_again(self) -> None:
        """No more disturbances."""
        self.nmbrs.faults.clear()

    def next_write_lands_late(self) -> None:
        """The next write is carried out only when `land` says so."""
        self.nmbrs.faults.on(Fault.late(), when=is_write)

    def land(self) -> None:
        """What was late is carried out."""
        assert self.nmbrs.land() == 1

    def answers_html(self) -> None:
        """A proxy answers in the place of Nmbrs, for as long as the scenario lasts."""
        self.nmbrs.faults.on(Fault.http_error(200), times=None)

    def forget_calls(self) -> None:
        """Only the calls from now on count, and none so far was one that must never be made."""
        assert self.nmbrs.log.forbidden() == []
        self.nmbrs.log.clear()

    def written_for(self) -> set[int]:
        """The employees concerned by every write that was made."""
        calls = [entry.call for entry in self.nmbrs.log.entries if is_write(entry.call)]
        return {employee for call in calls for employee in call.employees}


def _contract(known: ContractVersion, hours: int, start: date) -> ContractVersion:
    return replace(known, id=known.id + 1000, start=start, hours_per_week=Decimal(hours))


def _info(first: str, last: str, domain: str) -> PersonalInfo:
    recorded = datetime(2025, 12, 1, 9, 0)  # noqa: DTZ001 - the vendor's times have no zone
    return PersonalInfo(recorded, first, last, email_work=f"{first}.{last}@{domain}.example".lower())
