"""Accounts, their passwords, who is logged in, and who tried."""

from dataclasses import replace
from datetime import timedelta

from application.ports.storage import Storage
from domain.accounts import Account, Role
from domain.logging_in import Attempt, AttemptOutcome, LoginSession
from tests.contract.storage.conftest import OpenStorage
from tests.contract.storage.samples import MORNING

MINUTE = timedelta(minutes=1)
ANJA = Account("anja@kade.example", "Anja de Wit", Role.ADMINISTRATOR, MORNING, language="nl")
BAS = Account("bas@kade.example", "Bas Ünal", Role.VIEWER, MORNING + MINUTE, active=False)


def session(digest: str, account: str = ANJA.name, **moments: timedelta) -> LoginSession:
    began, seen = moments.get("began", timedelta(0)), moments.get("seen", timedelta(0))
    return LoginSession(digest, account, MORNING + began, MORNING + seen, "10.0.0.7", "Firefox é")


def test_accounts_come_back_whole_and_by_name(storage: Storage) -> None:
    with storage.write() as work:
        for account in (BAS, ANJA):
            work.accounts.put(account)
        work.commit()
    with storage.read() as work:
        assert work.accounts.all() == [ANJA, BAS]
        assert work.accounts.get(BAS.name) == BAS
        assert work.accounts.get("Bas@kade.example") is None


def test_an_account_is_replaced_by_name_and_keeps_its_password(storage: Storage) -> None:
    changed = replace(BAS, shown="Bas", role=Role.PAYROLL, active=True, language="en")
    with storage.write() as work:
        work.accounts.put(BAS)
        work.accounts.put_password(BAS.name, "one")
        work.accounts.put(changed)
        work.commit()
    with storage.read() as work:
        assert work.accounts.all() == [changed]
        assert work.accounts.password(BAS.name) == "one"
        assert work.accounts.password(ANJA.name) is None


def test_a_password_is_replaced_by_name(storage: Storage) -> None:
    with storage.write() as work:
        work.accounts.put_password(BAS.name, "one")
        work.accounts.put_password(ANJA.name, "two")
        work.accounts.put_password(BAS.name, "three")
        assert [work.accounts.password(each.name) for each in (ANJA, BAS)] == ["two", "three"]


def test_sessions_are_found_by_digest_and_by_account_the_newest_first(storage: Storage) -> None:
    old, new, other = session("b"), session("a", began=MINUTE, seen=MINUTE), session("c", BAS.name)
    with storage.write() as work:
        for each in (old, new, other):
            work.accounts.put_session(each)
        work.commit()
    with storage.read() as work:
        assert work.accounts.session("b") == old
        assert work.accounts.session("d") is None
        assert work.accounts.sessions(ANJA.name) == [new, old]
        assert work.accounts.sessions("nobody") == []


def test_a_session_is_replaced_and_ended_by_digest(storage: Storage) -> None:
    seen = session("a", seen=MINUTE)
    with storage.write() as work:
        work.accounts.put_session(session("a"))
        work.accounts.put_session(session("b"))
        work.accounts.put_session(seen)
        work.accounts.end_session("b")
        work.accounts.end_session("nothing")
        assert work.accounts.sessions(ANJA.name) == [seen]


def test_sessions_end_by_when_they_began_and_were_seen(storage: Storage) -> None:
    began_long_ago = session("a", began=-60 * MINUTE)
    not_seen_lately = session("b", seen=-10 * MINUTE)
    living = session("c", began=-59 * MINUTE, seen=-9 * MINUTE)
    with storage.write() as work:
        for each in (began_long_ago, not_seen_lately, living):
            work.accounts.put_session(each)
        work.accounts.end_sessions_before(MORNING - 60 * MINUTE, MORNING - 10 * MINUTE)
        assert work.accounts.sessions(ANJA.name) == [living]


def test_attempts_are_found_under_a_name_or_from_an_address(storage: Storage) -> None:
    first = Attempt("z", "anja", "10.0.0.7", MORNING)
    second = Attempt("a", "bas", "10.0.0.7", MORNING + MINUTE, AttemptOutcome.LIMITED)
    third = Attempt("b", "anja", "10.0.0.8", MORNING + MINUTE, AttemptOutcome.SUCCEEDED)
    with storage.write() as work:
        for each in (third, second, first):
            work.accounts.put_attempt(each)
        assert work.accounts.attempts("anja", "10.0.0.7") == [first, second, third]
        assert work.accounts.attempts("anja", "10.0.0.9") == [first, third]
        assert work.accounts.attempts("carla", "10.0.0.9") == []


def test_an_attempt_is_replaced_by_id_and_ends_with_its_moment(storage: Storage) -> None:
    first, second = Attempt("a", "anja", "10.0.0.7", MORNING), Attempt("b", "anja", "10.0.0.7", MORNING + MINUTE)
    succeeded = replace(second, outcome=AttemptOutcome.SUCCEEDED)
    with storage.write() as work:
        for each in (first, second, succeeded):
            work.accounts.put_attempt(each)
        assert work.accounts.attempts("anja", "") == [first, succeeded]
        work.accounts.end_attempts_before(MORNING)
        assert work.accounts.attempts("anja", "") == [succeeded]


def test_two_storages_share_no_accounts(open_storage: OpenStorage) -> None:
    one, other = open_storage(), open_storage()
    with one.write() as work:
        work.accounts.put(ANJA)
        work.commit()
    with other.read() as work:
        assert work.accounts.all() == []
