"""Steps about notifications, mail and daily work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from dependency_injector import providers
from pytest_bdd import given, parsers, then, when

from application.ports.storage import Storage, UnitOfWork
from tests.scenarios.driver import Json
from tests.scenarios.office import EMAIL
from tests.scenarios.postbox import DOWN, Postbox
from tests.scenarios.world import World


class _Dated:
    """A storage in which it is another day."""

    def __init__(self, storage: Storage, moment: datetime) -> None:
        self._storage, self._moment = storage, moment

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self._storage.read() as work:
            yield _DatedUnit(work, self._moment)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        with self._storage.write() as work:
            yield _DatedUnit(work, self._moment)


class _DatedUnit:
    def __init__(self, work: UnitOfWork, moment: datetime) -> None:
        self._work, self._moment = work, moment

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def now(self) -> datetime:
        return self._moment


def _post(world: World) -> Postbox:
    """The mail server, which is set up on first use."""
    container: Any = world.stage.container  # type: ignore[attr-defined]
    known = container.mailer()
    if not isinstance(known, Postbox):
        known = Postbox()
        container.mailer.override(providers.Object(known))
    return known


def _unread(world: World) -> list[Json]:
    found: list[Json] = world.driver.notifications(unread=True)["notifications"]
    return found


# -- what is so -------------------------------------------------------------------------------------------------------


@given("all notifications have been read")
@when("I read all notifications")
def read_all(world: World) -> None:
    world.driver.read_notifications()
    world.told = set()


@given(parsers.parse('"{address}" is mailed in Dutch'))
def mailed_in_dutch(world: World, address: str) -> None:
    _post(world)
    world.driver.add_recipient(address, "nl")


@given(parsers.parse('"{address}" is mailed in English about "{kind}" only'))
def mailed_about(world: World, address: str, kind: str) -> None:
    world.driver.add_recipient(address, "en", kind)


@given("the mail server is down")
def mail_server_down(world: World) -> None:
    _post(world).usual = DOWN


@given("the payroll office withdraws the API token")
def token_withdrawn(world: World) -> None:
    world.stage.nmbrs.office.user(EMAIL).token = "another"


@given(parsers.parse("it is {day:d} {month} {year:d}"))
def it_is(world: World, day: int, month: str, year: int) -> None:
    moment = datetime.strptime(f"{day} {month} {year} 12:00", "%d %B %Y %H:%M").replace(tzinfo=UTC)
    container: Any = world.stage.container  # type: ignore[attr-defined]
    container.storage.override(providers.Object(_Dated(container.storage(), moment)))


@given(
    parsers.parse(
        "the payroll office runs a period {after:d} days after its last day, and I want to know it {days:d} days before"
    )
)
def run_after(world: World, after: int, days: int) -> None:
    world.driver.set_reminder(days, after)


# -- what is done -----------------------------------------------------------------------------------------------------


@when("the mail that waits is sent")
def send(world: World) -> None:
    _post(world)
    world.remembered = world.driver.send_mails()


@when("the daily work is done")
def daily(world: World) -> None:
    world.attempt(lambda: world.driver.do_daily_work())


@when("the daily work is done once more")
def daily_again(world: World) -> None:
    world.attempt(lambda: world.driver.do_daily_work(again=True))


@when("the daily work is done, and only announces changes")
def announced(world: World) -> None:
    world.attempt(lambda: world.driver.do_daily_work(announce=True))


@when("the daily work is done once more, and only announces changes")
def announced_again(world: World) -> None:
    world.attempt(lambda: world.driver.do_daily_work(announce=True, again=True))


@when(parsers.parse('I want "{address}" to be mailed'))
def want_mailed(world: World, address: str) -> None:
    world.attempt(lambda: world.driver.add_recipient(address, "nl"))


# -- what comes of it -------------------------------------------------------------------------------------------------


@then(parsers.re(r'I am notified of "(?P<code>[a-z-]+)"( about (?P<period>\d{4}-\d\d))?$'))
def notified(world: World, code: str, period: str | None) -> None:
    """Exactly once, and with what helps."""
    found = [each for each in _unread(world) if each["code"] == code]
    assert [each["period"] for each in found] == [period], world.driver.notifications()
    assert found[0]["command"].startswith("eitje-nmbrs ")
    world.told = {*world.told, code}


@then("nothing else is told")
@then("nothing is told")
def nothing_else(world: World) -> None:
    assert [each["code"] for each in _unread(world) if each["code"] not in world.told] == []


@then(parsers.parse("it says that hours of {count:d} people are not in Nmbrs"))
def says_people(world: World, count: int) -> None:
    (found,) = _unread(world)
    assert f"Hours of {count} people are not in Nmbrs yet" in found["text"]


@then(parsers.parse('"{address}" gets one mail: "{subject}"'))
def gets_mail(world: World, address: str, subject: str) -> None:
    (mail,) = [mail for mail in _post(world).got if mail.to == address]
    assert mail.subject.endswith(subject), mail.subject


@then(parsers.parse('"{address}" gets no mail'))
def gets_none(world: World, address: str) -> None:
    assert [mail for mail in _post(world).got if mail.to == address] == []


@then(parsers.parse('no mail names "{name}" or "{amount}"'))
def names_nobody(world: World, name: str, amount: str) -> None:
    texts = [mail.subject + mail.text for mail in _post(world).got]
    assert texts
    assert [text for text in texts if name in text or amount in text] == []


@then("2026-10 is exported all the same")
def exported_all_the_same(world: World) -> None:
    assert world.last_export["outcome"] == "proved"


@then(parsers.parse('the mail to "{address}" waits for another attempt'))
def waits(world: World, address: str) -> None:
    (mail,) = [mail for mail in world.remembered["mails"] if mail["address"] == address]
    assert (mail["state"], mail["problem"]["code"]) == ("waiting", "mail-server-unreachable")


@then("the second time nothing was done")
def done_before(world: World) -> None:
    assert world.answer["done_before"]["ended_at"]
    assert world.answer["steps"] == []


@then("a sync would change 1 team member")
def would_change(world: World) -> None:
    (company,) = world.driver.sync(dry_run=True)["companies"]
    assert len(company["changed"]) == 1
