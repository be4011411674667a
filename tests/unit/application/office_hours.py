"""De Kade with a mail server, on a clock that is moved by hand: what notifications and daily work are tried on."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from dependency_injector import providers

from adapters.sql import SqlStorage
from application.daily_work import DailyDone
from application.ports.storage import Storage
from application.tell import tell
from domain.mailing import Mailing
from domain.notifications import Notification, NotificationKind, Recipient
from domain.terms import CompanyId
from entrypoints.container import Container
from tests.databases import empty_database
from tests.scenarios.postbox import Postbox
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

ANJA, BAS = "anja@kade.example", "bas@kantoor.example"
KADE = CompanyId("1200")
NOOR = "Noor van Dijk"


class SqlStage(MemoryStage):
    """The same, with a database in a file; its clock is moved by hand too."""

    def _container(self, storage: Any) -> Container:
        made = super()._container(storage)
        self.url = empty_database(self._folder / "office.db")
        made.storage.override(providers.Object(SqlStorage(self.url, now=self._clock.now)))
        return made


class OfficeHours:
    """De Kade is set up, and nobody is mailed yet. It is 20 October 2026, eleven in the morning."""

    def __init__(self, folder: Path, database: bool = False) -> None:
        self.stage = (SqlStage if database else MemoryStage)(folder, ExitStack())
        self.post = Postbox()
        self.use = self.stage.container
        self.use.mailer.override(providers.Object(self.post))
        self.nmbrs = self.stage.nmbrs
        self.world = World(self.stage, folder)
        self.world.set_up()
        self.forget()

    def close(self) -> None:
        """Let go of the database."""
        storage = self.use.storage()
        if isinstance(storage, SqlStorage):
            storage.close()

    def storage(self) -> Storage:
        return self.use.storage()

    def forget(self) -> None:
        """Everything that was told so far has been read."""
        self.use.read_notifications().read_all("Anja")

    def recipient(self, address: str = ANJA, language: str = "nl", kind: NotificationKind | None = None) -> None:
        self.use.set_recipients().add(Recipient(address, language, None, kind), "Anja")

    def sleep(self, **time: float) -> None:
        self.nmbrs.clock.sleep(timedelta(**time).total_seconds())

    def told(self) -> list[Notification]:
        """What nobody has read, oldest first."""
        return list(reversed(self.use.read_notifications().show(unread_only=True).notifications))

    def codes(self) -> list[str]:
        return [told.code for told in self.told()]

    def tell(self, key: str, code: str = "token-refused") -> None:
        """Something to tell."""
        with self.storage().write() as work:
            tell(work, (key,), code, values={"domain": "kadegroep"})
            work.commit()

    def send(self) -> tuple[Mailing, ...]:
        return self.use.send_notifications()("Anja")

    def mailings(self) -> list[Mailing]:
        with self.storage().read() as work:
            return list(work.notifications.mailings(open_only=False))

    def daily(self, **how: bool) -> DailyDone:
        return self.use.daily_work()("Anja", **how)

    def work(self, hours: int = 8) -> None:
        self.world.hours.work(NOOR, hours)
        self.world.import_hours()

    def actions(self) -> list[str]:
        with self.storage().read() as work:
            return [record.event.action for record in work.audit.records()]
