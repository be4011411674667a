"""The restaurant of ``serve --demo``: set up, September paid and proved, October's hours waiting to be looked at.

Everything is in memory and goes through the same use cases as any other restaurant. Its clock starts on the morning of
Monday 2 November 2026, so that October is the month to pay, and runs on from there.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import DEMO_COMPANY, DEMO_CREDENTIALS, demo_payroll
from application.prepare_export import ExportRequest
from domain.mapping import DAYS, HOURS, Rule, Target, Thing
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.settings import Settings

COMPANY = CompanyId(str(DEMO_COMPANY))
VENUES = ("De Kade", "Strandtent Zuid")
SEPTEMBER, OCTOBER = PeriodRef(2026, 9), PeriodRef(2026, 10)
SETTING_UP = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
PAYING_SEPTEMBER = datetime(2026, 10, 1, 8, 15, tzinfo=UTC)
RUN_OF_SEPTEMBER = datetime(2026, 10, 2, 6, 30, tzinfo=UTC)
THIS_MORNING = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
"""Half past nine in the Netherlands."""
WHO = "demo"
LOGIN: Mapping[str, str] = {"name": "demo@kade.example", "password": "demo-de-kade-2026"}
PARTS = frozenset({Part.HOURS, Part.DAYS, Part.MEALS})

_HEAD = (
    "naam,e-mailadres,datum,naam van vestiging,team naam,type,contracttype,contractvestiging,start- tot eindtijd,pauze,"
    "maaltijden,support ID"
)
_FIRST_ID = 48_100_000


@dataclass(frozen=True, slots=True)
class _Worked:
    """What somebody worked in September: on these days, always from and to the same times."""

    name: str
    email: str
    venue: str
    team: str
    days: tuple[int, ...]
    times: str
    rest: str = "0:30"
    meal: str = ""
    contract: str = "nul uren"


_SEPTEMBER = (
    _Worked("Noor van Dijk", "noor.vandijk@kade.example", VENUES[0], "Bediening", (4, 11, 18, 25), "10:00 - 18:00"),
    _Worked("Daan de Vries", "daan.devries@kade.example", VENUES[0], "Bediening", (5, 12, 19, 26), "12:00 - 20:00"),
    _Worked("Zoë van den Berg", "zoe@kade.example", VENUES[0], "Keuken", (3, 6, 10, 13, 17, 20, 24), "16:00 - 22:15"),
    _Worked("Emre Yılmaz", "emre@kade.example", VENUES[1], "Bar", (4, 5, 11, 12, 18, 26), "17:00 - 01:30"),
    _Worked("Fatima el Amrani", "fatima@kade.example", VENUES[0], "Keuken", (2, 7, 12, 16, 21, 26), "15:00 - 21:30"),
    _Worked("Joost van der Meer", "", VENUES[0], "Afwas", (5, 12, 19, 26), "18:00 - 23:20", "0:15"),
    _Worked("Bram Bakker", "bram@kade.example", VENUES[0], "Keuken", (2, 3, 9, 10, 16, 17, 23, 24, 30), "08:00 - 16:30",
            "0:30", "lunch", "uren contract (24)"),
)  # fmt: skip


class DemoClock:
    """A clock that starts at a moment of our choice and then runs as any other."""

    def __init__(self, start: datetime) -> None:
        self.set(start)

    def set(self, moment: datetime) -> None:
        """It is that moment now."""
        self._moment, self._set_at = moment, time.monotonic()

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self._moment + timedelta(seconds=time.monotonic() - self._set_at)

    def sleep(self, seconds: float) -> None:
        """Wait in earnest."""
        time.sleep(seconds)


def demo_house(language: str = "en") -> Container:
    """The restaurant on the morning of 2 November: one company, ready to export October."""
    clock = DemoClock(SETTING_UP)
    nmbrs = demo_payroll(clock=clock)
    container = Container(
        settings=Settings(
            database_url="memory",
            nmbrs_url="fake",
            secret_key=Fernet.generate_key().decode(),
            http_key=secrets.token_urlsafe(24),
            actor=WHO,
            daily_at="off",
            language=language,
        )
    )
    container.storage.override(MemoryStorage(clock.now))
    container.fake_nmbrs.override(nmbrs)
    _set_up(container)
    _pay_september(container, nmbrs, clock)
    clock.set(THIS_MORNING)
    _import(container, "hours-2026-10.xlsx")
    container.sync_team_members()(COMPANY, WHO)
    _read_all(container)
    return container


def _set_up(container: Container) -> None:
    """What a person does in the first quarter of an hour."""
    container.activate()(replace(DEMO_CREDENTIALS, domain=""), True, WHO)
    container.link_companies().use(COMPANY, VENUES, WHO)
    container.sync_team_members()(COMPANY, WHO)
    container.set_wage_period()(COMPANY, date(2026, 1, 1), WHO)
    mapping = container.set_mapping()
    for rule in (
        Rule(HOURS, Target("2100"), contract_type=ContractType.ZERO_HOURS),
        Rule(DAYS, Target("")),
        Rule(Thing.parse("meal:lunch"), Target("4899")),
        Rule(Thing.parse("meal:diner"), Target("4900")),
    ):
        mapping.set(COMPANY, rule, WHO)
    container.set_recipients().remind(COMPANY, days=3, run_after=6, who=WHO)
    _import(container, "users.xlsx")


def _pay_september(container: Container, nmbrs: FakeNmbrs, clock: DemoClock) -> None:
    """Export September while Nmbrs stands there, and let the payroll office run it and open October."""
    company = nmbrs.core.companies[DEMO_COMPANY]
    run = next(run for run in company.runs if run.covers(SEPTEMBER))
    company.runs.remove(run)
    company.current = SEPTEMBER
    clock.set(PAYING_SEPTEMBER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hours-2026-09.csv"
        path.write_text("\n".join([_HEAD, *_rows(_SEPTEMBER), ""]), encoding="utf-8")
        container.import_timecards()(path, WHO, covers=(date(2026, 9, 1), date(2026, 9, 30)))
    request = ExportRequest(COMPANY, SEPTEMBER, ContractType.ZERO_HOURS, PARTS)
    container.apply_export()(request, container.prepare_export()(request, WHO).plan.hash, WHO)
    clock.set(PAYING_SEPTEMBER + timedelta(minutes=10))
    container.verify_export()(COMPANY, SEPTEMBER, WHO)
    company.runs.append(replace(run, run_at=RUN_OF_SEPTEMBER.replace(tzinfo=None)))
    company.current = OCTOBER


def _rows(worked: Sequence[_Worked]) -> Iterator[str]:
    number = _FIRST_ID
    for each in worked:
        for day in each.days:
            number += 7
            place = f"{day:02d}/09/2026,{each.venue},{each.team},gewerkte uren"
            yield (
                f"{each.name},{each.email},{place},{each.contract},{VENUES[0]},{each.times},{each.rest},{each.meal},"
                f"{number}"
            )


def _import(container: Container, name: str) -> None:
    container.import_timecards()(sample(name), WHO)


def _read_all(container: Container) -> None:
    """What happened while the restaurant was set up is no news to whoever opens the demo."""
    container.read_notifications().read_all(WHO)


def ready_login(container: Container) -> Mapping[str, str]:
    """The administrator, who can log in at once: ``{name, password}``."""
    container.manage_accounts().first(LOGIN["name"], "Demo", LOGIN["password"])
    return LOGIN


def sample(name: str) -> Path:
    """A sample file: beside this package when installed, at the top of a checkout otherwise."""
    package = Path(__file__).resolve().parent
    return next(folder / name for folder in (package / "samples", package.parent / "samples") if folder.is_dir())
