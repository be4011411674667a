"""Accounts, logging in, sessions and passwords, on a storage in memory with a clock that is moved by hand."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.memory import MemoryStorage
from application.attempts import Try
from application.log_in import LoggedIn, LogIn
from application.manage_accounts import ManageAccounts, NewAccount
from application.sessions import Sessions
from application.set_password import SetPassword
from domain.accounts import Account, Role
from domain.audit import AuditRecord, first_break
from domain.errors import ProductError

ANJA, BAS = "anja@kade.example", "bas@kade.example"
SECRET, OTHER = "drie korte woorden", "vier heel korte woorden"
HERE, ELSEWHERE = "10.0.0.7", "10.0.0.8"
MINUTE = timedelta(minutes=1)


class PlainPasswords:
    """Passwords that anybody can read. ``version`` makes the ones before it outdated."""

    def __init__(self) -> None:
        self.version = 1
        self.compared: list[bool] = []

    def hash(self, password: str) -> str:
        return f"{self.version}:{password}"

    def verify(self, stored: str | None, password: str) -> bool:
        self.compared.append(stored is not None)
        return stored is not None and stored.partition(":")[2] == password

    def outdated(self, stored: str) -> bool:
        return not stored.startswith(f"{self.version}:")


@dataclass
class House:
    now: datetime = datetime(2026, 11, 4, 9, tzinfo=UTC)
    passwords: PlainPasswords = field(default_factory=PlainPasswords)

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        self.storage = MemoryStorage(lambda: self.now)
        self.accounts = ManageAccounts(self.storage, self.passwords)
        self.sessions = Sessions(self.storage)
        self.set_password = SetPassword(self.storage, self.passwords, lambda: f"{next(numbers):06}")
        self._log_in = LogIn(
            self.storage, self.passwords, lambda: f"{next(numbers):06}", lambda: f"token-{next(numbers)}"
        )

    def log_in(self, name: str = ANJA, password: str = SECRET, address: str = HERE) -> LoggedIn:
        return self._log_in(Try(name, password, address, "Firefox"))

    def add(self, name: str, role: Role) -> Account:
        return self.accounts.add(NewAccount(name, "Bas", role), OTHER, f"web: {ANJA}")

    def trail(self) -> list[AuditRecord]:
        with self.storage.read() as work:
            return list(work.audit.records())

    def done(self) -> list[tuple[str, str, str]]:
        return [(each.event.who, each.event.action, each.event.subject) for each in self.trail()]


@pytest.fixture
def house() -> House:
    house = House()
    house.accounts.first("Anja@Kade.example", "Anja", SECRET, "nl")
    return house


def refused(code: str, *arguments: object, by: object) -> ProductError:
    with pytest.raises(ProductError) as error:
        by(*arguments)  # type: ignore[operator]
    assert error.value.code == code
    return error.value


def test_the_first_administrator_is_made_once() -> None:
    house = House()
    assert house.accounts.none_yet()
    made = house.accounts.first("Anja@Kade.example", "Anja", SECRET, "nl")
    assert made == Account(ANJA, "Anja", Role.ADMINISTRATOR, house.now, True, "nl")
    assert not house.accounts.none_yet()
    refused("accounts-exist", BAS, "Bas", OTHER, by=house.accounts.first)
    assert [listed.account for listed in house.accounts.list()] == [made]
    assert house.done() == [(f"web: {ANJA}", "account.added", ANJA)]


def test_of_two_who_make_the_first_at_once_one_succeeds() -> None:
    house, both = House(), threading.Barrier(2, timeout=10)
    hash_alone = house.passwords.hash

    def hash_together(password: str) -> str:
        both.wait()
        return hash_alone(password)

    house.passwords.hash = hash_together  # type: ignore[method-assign]
    ends: list[str] = []

    def make(name: str) -> None:
        try:
            ends.append(house.accounts.first(name, "Somebody", SECRET).name)
        except ProductError as error:
            ends.append(error.code)

    threads = [threading.Thread(target=make, args=(name,)) for name in (ANJA, BAS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(house.accounts.list()) == 1
    assert "accounts-exist" in ends


def test_the_right_password_opens_a_session(house: House) -> None:
    logged_in = house.log_in(" ANJA@kade.example")
    found = house.sessions.whose(logged_in.token)
    assert found == (logged_in.account, logged_in.session)
    assert logged_in.account.name == ANJA
    assert (logged_in.session.address, logged_in.session.agent) == (HERE, "Firefox")
    assert logged_in.token not in str(house.trail()) + repr(logged_in) + logged_in.session.digest


@pytest.mark.parametrize("name", [ANJA, "nobody@kade.example", "", "drie korte woorden"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(house: House, name: str) -> None:
    house.passwords.compared.clear()
    error = refused("login-refused", name, "iets heel anders", by=house.log_in)
    assert error.details == {}
    assert len(house.passwords.compared) == 1


def test_a_disabled_account_cannot_log_in(house: House) -> None:
    house.add(BAS, Role.VIEWER)
    house.accounts.disable(BAS, "Anja")
    refused("login-refused", BAS, OTHER, by=house.log_in)
    house.accounts.enable(BAS, "Anja")
    assert house.log_in(BAS, OTHER).account.name == BAS


def test_every_attempt_is_on_record_and_no_password_is(house: House) -> None:
    house.log_in()
    refused("login-refused", ANJA, "iets heel anders", by=house.log_in)
    refused("login-refused", "my-password-in-the-wrong-field", "x", by=house.log_in)
    assert house.done()[1:] == [
        (f"web: {ANJA}", "login.succeeded", ANJA),
        ("web", "login.refused", ANJA),
        ("web", "login.refused", "(no e-mail address)"),
    ]
    assert house.trail()[1].event.after["address"] == HERE
    said = str(house.trail())
    assert [word for word in (SECRET, "iets heel anders", "wrong-field") if word in said] == []
    assert first_break(house.trail()) is None


def test_after_ten_failed_attempts_the_right_password_has_to_wait_too(house: House) -> None:
    for _ in range(10):
        refused("login-refused", ANJA, "iets heel anders", by=house.log_in)
    house.now += MINUTE
    house.passwords.compared.clear()
    assert refused("login-limited", ANJA, SECRET, ELSEWHERE, by=house.log_in).details == {"minutes": 14}
    refused("login-limited", ANJA, SECRET, ELSEWHERE, by=house.log_in)
    assert house.passwords.compared == []
    assert [action for _, action, _ in house.done()].count("login.limited") == 1
    house.now += 14 * MINUTE
    assert house.log_in().account.name == ANJA


def test_an_attempt_that_waits_again_writes_nothing(house: House) -> None:
    quick = MemoryStorage(lambda: house.now, patience=0.01)
    quick._keep(house.storage._committed)
    numbers = itertools.count()
    log_in = LogIn(quick, house.passwords, lambda: str(next(numbers)), lambda: "t")
    for _ in range(11):
        with pytest.raises(ProductError):
            log_in(Try(ANJA, "iets heel anders", HERE))
    with quick.write():
        refused("login-limited", Try(ANJA, SECRET, HERE), by=log_in)


def test_attempts_that_are_looked_at_at_the_same_time_count(house: House) -> None:
    verify = house.passwords.verify
    within: list[str] = []

    def slow(stored: str | None, password: str) -> bool:
        if len(within) < 12:
            within.append("")
            try:
                house.log_in(ANJA, "iets heel anders")
            except ProductError as error:
                within.append(error.code)
        return verify(stored, password)

    house.passwords.verify = slow  # type: ignore[method-assign]
    with pytest.raises(ProductError):
        house.log_in(ANJA, "iets heel anders")
    assert within.count("login-limited") == 1
    assert len([each for each in within if not each]) == 10


def test_one_name_that_is_tried_does_not_keep_others_out(house: House) -> None:
    house.add(BAS, Role.VIEWER)
    for _ in range(10):
        refused("login-refused", ANJA, "iets heel anders", by=house.log_in)
    assert house.log_in(BAS, OTHER).account.name == BAS


def test_many_names_from_one_address_wait(house: House) -> None:
    for number in range(30):
        refused("login-refused", f"n{number}@kade.example", "iets heel anders", by=house.log_in)
    refused("login-limited", by=house.log_in)
    assert house.log_in(address=ELSEWHERE).account.name == ANJA


def test_a_password_that_was_stored_in_a_weaker_way_is_stored_anew(house: House) -> None:
    house.passwords.version = 2
    house.log_in()
    with house.storage.read() as work:
        assert work.accounts.password(ANJA) == f"2:{SECRET}"


def test_a_session_is_seen_at_most_once_a_minute_and_ends_when_idle(house: House) -> None:
    token, began = house.log_in().token, house.now
    house.now += timedelta(seconds=59)
    seen = house.sessions.whose(token)
    assert seen is not None
    assert seen[1].seen_at == began
    house.now += timedelta(minutes=119)
    seen = house.sessions.whose(token)
    assert seen is not None
    assert seen[1].seen_at == house.now
    house.now += timedelta(minutes=120)
    assert house.sessions.whose(token) is None


def test_a_session_ends_after_twelve_hours_however_busy(house: House) -> None:
    token = house.log_in().token
    for _ in range(11):
        house.now += timedelta(hours=1)
        assert house.sessions.whose(token) is not None
    house.now += timedelta(hours=1)
    assert house.sessions.whose(token) is None


def test_a_session_that_cannot_be_put_down_as_seen_still_answers(house: House) -> None:
    quick = MemoryStorage(lambda: house.now, patience=0.01)
    quick._keep(house.storage._committed)
    token = LogIn(quick, house.passwords, lambda: "a", lambda: "t")(Try(ANJA, SECRET, HERE)).token
    house.now += 2 * MINUTE
    with quick.write():
        assert Sessions(quick).whose(token) is not None


def test_who_logged_out_is_nobody(house: House) -> None:
    here, there = house.log_in(), house.log_in()
    house.sessions.log_out(here.token)
    house.sessions.log_out("no such token")
    assert house.sessions.whose(here.token) is None
    assert house.sessions.whose(there.token) is not None
    assert house.done()[-1] == (f"web: {ANJA}", "session.ended", ANJA)


def test_one_session_or_all_others_can_be_ended(house: House) -> None:
    first, second, third = house.log_in(), house.log_in(), house.log_in()
    assert {each.id for each in house.sessions.of(ANJA)} == {each.session.id for each in (first, second, third)}
    house.sessions.end(ANJA, second.session.id, "web: Anja")
    assert house.sessions.whose(second.token) is None
    refused("session-unknown", ANJA, second.session.id, "web: Anja", by=house.sessions.end)
    refused("session-unknown", BAS, first.session.id, "web: Bas", by=house.sessions.end)
    assert house.sessions.end_all(ANJA, "web: Anja", but=first.session) == 1
    assert house.sessions.of(ANJA) == [first.session]
    refused("account-unknown", BAS, "web: Anja", by=house.sessions.end_all)


def test_a_disabled_account_is_logged_out_everywhere(house: House) -> None:
    house.add(BAS, Role.PAYROLL)
    token = house.log_in(BAS, OTHER).token
    house.accounts.disable(BAS, "web: Anja")
    assert house.sessions.whose(token) is None
    house.accounts.enable(BAS, "web: Anja")
    assert house.sessions.whose(token) is None
    assert [action for _, action, _ in house.done()[-3:]] == ["account.disabled", "session.revoked", "account.enabled"]


def test_a_session_of_an_account_that_is_not_active_is_nobodys(house: House) -> None:
    token = house.log_in().token
    with house.storage.write() as work:
        account = work.accounts.get(ANJA)
        assert account is not None
        work.accounts.put(replace(account, active=False))
        work.commit()
    assert house.sessions.whose(token) is None


def test_a_password_that_is_replaced_while_it_is_compared_opens_nothing(house: House) -> None:
    verify = house.passwords.verify

    def slow(stored: str | None, password: str) -> bool:
        house.passwords.verify = verify  # type: ignore[method-assign]
        house.set_password.of(ANJA, OTHER, "web: Bas")
        return verify(stored, password)

    house.passwords.verify = slow  # type: ignore[method-assign]
    refused("login-refused", by=house.log_in)
    assert house.sessions.of(ANJA) == []


def test_another_role_holds_from_the_next_request_on(house: House) -> None:
    house.add(BAS, Role.VIEWER)
    token = house.log_in(BAS, OTHER).token
    house.accounts.set_role(BAS, Role.PAYROLL, "web: Anja")
    found = house.sessions.whose(token)
    assert found is not None
    assert found[0].role is Role.PAYROLL
    event = house.trail()[-1].event
    assert (event.action, event.before, event.after) == (
        "account.role-set",
        {"role": "viewer"},
        {"role": "payroll"},
    )


def test_what_does_not_change_is_not_on_record(house: House) -> None:
    before = house.done()
    house.accounts.set_role(ANJA, Role.ADMINISTRATOR, "web: Anja")
    house.accounts.enable(ANJA, "web: Anja")
    house.accounts.describe(ANJA, " Anja", "nl", "web: Anja")
    assert house.done() == before


def test_the_last_administrator_stays(house: House) -> None:
    house.add(BAS, Role.PAYROLL)
    for attempt in (
        lambda: house.accounts.disable(ANJA, "web: Anja"),
        lambda: house.accounts.set_role(ANJA, Role.PAYROLL, "web: Anja"),
    ):
        refused("last-administrator", by=attempt)
    house.accounts.set_role(BAS, Role.ADMINISTRATOR, "web: Anja")
    house.accounts.disable(ANJA, "web: Bas")
    refused("last-administrator", BAS, "web: Bas", by=house.accounts.disable)


def test_an_account_is_added_once_and_completely(house: House) -> None:
    assert house.add(BAS, Role.OPERATOR).role is Role.OPERATOR
    for code, made, password in (
        ("account-exists", NewAccount("BAS@kade.example", "Bas", Role.VIEWER), OTHER),
        ("account-name-invalid", NewAccount("bas", "Bas", Role.VIEWER), OTHER),
        ("account-shown-invalid", NewAccount("c@kade.example", "", Role.VIEWER), OTHER),
        ("account-language-unknown", NewAccount("c@kade.example", "C", Role.VIEWER, "fr"), OTHER),
        ("password-too-short", NewAccount("c@kade.example", "C", Role.VIEWER), "kort"),
        ("password-is-name", NewAccount("carolinedewit@kade.example", "C", Role.VIEWER), "carolinedewit"),
    ):
        refused(code, made, password, "web: Anja", by=house.accounts.add)
    assert [listed.account.name for listed in house.accounts.list()] == [ANJA, BAS]


def test_ones_own_password_needs_the_present_one_and_ends_other_sessions(house: House) -> None:
    here, there = house.log_in(), house.log_in(address=ELSEWHERE)

    def own(present: str, new: str) -> Account:
        return house.set_password.own(Try(ANJA, present, HERE), new, here.session, f"web: {ANJA}")

    refused("password-wrong", "iets heel anders", OTHER, by=own)
    refused("password-too-short", SECRET, "kort", by=own)
    own(SECRET, OTHER)
    assert house.sessions.whose(here.token) is not None
    assert house.sessions.whose(there.token) is None
    refused("login-refused", ANJA, SECRET, by=house.log_in)
    assert house.log_in(ANJA, OTHER)
    actions = [action for _, action, _ in house.done()]
    assert [each for each in actions if each.startswith("password")] == ["password.refused", "password.set"]
    assert OTHER not in str(house.trail())


def test_the_present_password_cannot_be_guessed_without_end(house: House) -> None:
    here = house.log_in()
    for _ in range(10):
        with pytest.raises(ProductError):
            house.set_password.own(Try(ANJA, "iets heel anders", HERE), OTHER, here.session, "web")
    refused("login-limited", Try(ANJA, SECRET, HERE), OTHER, here.session, "web", by=house.set_password.own)


def test_an_administrator_sets_a_password_and_everybody_is_logged_out(house: House) -> None:
    house.add(BAS, Role.VIEWER)
    token = house.log_in(BAS, OTHER).token
    house.set_password.of("Bas@kade.example", "een heel nieuw woord", "web: Anja")
    assert house.sessions.whose(token) is None
    assert house.log_in(BAS, "een heel nieuw woord").account.name == BAS
    refused("account-unknown", "c@kade.example", OTHER, "web: Anja", by=house.set_password.of)
    refused("password-too-short", BAS, "kort", "web: Anja", by=house.set_password.of)


def test_what_ended_is_forgotten_when_somebody_logs_in(house: House) -> None:
    old = house.log_in()
    house.now += timedelta(hours=3)
    house.log_in()
    with house.storage.read() as work:
        assert work.accounts.session(old.session.digest) is None
        assert len(work.accounts.attempts(ANJA, HERE)) == 1
