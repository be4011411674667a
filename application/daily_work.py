"""Daily work: what is due without anybody asking. Once a day, whoever begins it, however many processes there are.

Take the team members of every linked company, look whether watches have ended, tell of exports that were interrupted
and of periods about to close, and send the mail that waits. What goes wrong for one company does not stop the others.
Each step may be done again at any time, so a day's work that was killed is simply begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from application.desk import PayrollDoor, companies_reached
from application.ports.storage import Company, Connection, Storage, UnitOfWork
from application.send_notifications import SendNotifications
from application.situation import people_to_export, read_situation
from application.sync_team_members import SyncTeamMembers
from application.tell import tell, tell_export, tell_failure, tell_to_change
from application.verify_export import VerifyExport
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.hours import AMSTERDAM, shown
from domain.mailing import Mailing
from domain.schedule import DailyRun, last_slot
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

HOLD = timedelta(minutes=30)
"""How long a killed process keeps others from the day's work; it is asked for anew at each step."""


@dataclass(frozen=True, slots=True)
class DailyStep:
    """One thing that was done. ``what`` is ``sync``, ``announce``, ``check``, ``interrupted``, ``remind`` or ``mail``.

    ``outcome`` says how it ended in a word; ``error`` what went wrong.
    """

    what: str
    company: CompanyId | None
    period: PeriodRef | None = None
    outcome: str = "done"
    error: ProductError | None = None


@dataclass(frozen=True, slots=True)
class DailyDone:
    """What was done. ``before`` is there when the day's work was done already, and nothing was."""

    day: date
    steps: tuple[DailyStep, ...] = ()
    mailings: tuple[Mailing, ...] = ()
    before: DailyRun | None = None

    @property
    def failed(self) -> tuple[DailyStep, ...]:
        """The steps that went wrong."""
        return tuple(step for step in self.steps if step.error is not None)


@dataclass(frozen=True, slots=True)
class DailyWork:
    """Does it. ``announce``: a sync only tells what would change. ``owner`` names this process.

    Work in the background that ended longer than ``keep_jobs`` ago is removed.
    """

    storage: Storage
    door: PayrollDoor
    sync: SyncTeamMembers
    verify: VerifyExport
    send: SendNotifications
    owner: str
    announce: bool = False
    keep_jobs: timedelta = timedelta(days=30)

    def __call__(self, who: str, again: bool = False, announce: bool | None = None) -> DailyDone:
        """Do the work of today; ``again`` also when it was done already.

        Raises ``daily-busy`` while another process does it.
        """
        with self.storage.read() as work:
            today = work.now().astimezone(AMSTERDAM).date()
        return self._do(today, who, again, self.announce if announce is None else announce)

    def if_due(self, who: str, at: time) -> DailyDone | None:
        """Do the work of the last day on which it was due at this time, unless that was done, or is being done.

        A day from before the link was made was not missed.
        """
        with self.storage.read() as work:
            now, connections = work.now(), work.settings.connections()
            day, moment = last_slot(now, at)
            run = work.schedule.daily(day)
        linked = any(connection.activated_at <= moment for connection in connections)
        if not linked or (run and run.stands_in_the_way(now)):
            return None
        try:
            done = self._do(day, who, again=False, announce=self.announce)
        except ProductError as error:
            if error.code == "daily-busy":  # another process was quicker
                return None
            raise
        return None if done.before else done

    def _do(self, day: date, who: str, again: bool, announce: bool) -> DailyDone:
        before = self._begin(day, who, again)
        if before is not None:
            return DailyDone(day, before=before)
        steps: list[DailyStep] = []
        for step in self._steps(day, who, announce):
            steps.append(step)
            self._hold(day)
        done = DailyDone(day, tuple(steps))
        self._end(day, who, len(done.failed))
        return replace(done, mailings=self.send(who)) if self.send.ready else done

    def _begin(self, day: date, who: str, again: bool) -> DailyRun | None:
        """Take the day's work; the run that ended before when there is nothing to do. Raises ``daily-busy``."""
        with self.storage.write() as work:
            now, run = work.now(), work.schedule.daily(day)
            if run is not None and run.until is not None and now < run.until:
                raise ProductError("daily-busy", day=day, owner=run.owner, until=shown(run.until))
            if run is not None and run.stands_in_the_way(now) and not again:
                return run
            attempts = run.attempts + 1 if run is not None and run.ended_at is None and not again else 1
            work.schedule.put_daily(DailyRun(day, self.owner, now, now + HOLD, attempts))
            work.audit.append(AuditEvent(who, "daily.started", str(day), after={"owner": self.owner}))
            work.commit()
        return None

    def _hold(self, day: date) -> None:
        with self.storage.write() as work:
            run = work.schedule.daily(day)
            if run is None or run.owner != self.owner or run.ended_at is not None:
                owner, until = (run.owner, run.until) if run else ("", None)
                raise ProductError("daily-busy", day=day, owner=owner, until=shown(until) if until else "")
            work.schedule.put_daily(replace(run, until=work.now() + HOLD))
            work.commit()

    def _end(self, day: date, who: str, failed: int) -> None:
        with self.storage.write() as work:
            run = work.schedule.daily(day)
            if run is not None and run.owner == self.owner:
                work.schedule.put_daily(replace(run, until=None, ended_at=work.now(), failed=failed))
                work.audit.append(AuditEvent(who, "daily.ended", str(day), after={"failed": failed}))
            work.jobs.remove_ended(work.now() - self.keep_jobs)
            work.commit()

    def _steps(self, day: date, who: str, announce: bool) -> Iterator[DailyStep]:
        with self.storage.read() as work:
            companies = [company for company in companies_reached(work) if company.linked]
            connections = work.settings.connections()
        shut: dict[str, ProductError] = {}
        for connection in connections or (None,):
            error = self._try_door(connection)
            if error is not None:
                shut[connection.domain if connection else ""] = error
                yield DailyStep("sync", None, outcome="failed", error=error)
        reached = [company for company in companies if company.environment not in shut]
        for company in reached:
            yield self._sync(company, who, announce)
        for company in reached:
            for period in self._watches_to_end(company):
                yield self._check(company, period, who)
        for company in companies:
            yield from self._of_our_own("interrupted", company, self._interrupted)
            yield from self._of_our_own("remind", company, lambda each: self._reminders(each, day))

    def _try_door(self, connection: Connection | None) -> ProductError | None:
        """What keeps the payroll shut for every company of an environment; told once for all of them."""
        try:
            if connection is None:
                raise ProductError("not-activated")
            self.door.open_environment(connection).companies()
        except ProductError as error:
            if error.code in ("payroll-refused", "right-missing"):
                return None  # not a reason to think that nothing else is answered
            tell_failure(self.storage, None, error)
            return error
        return None

    def _sync(self, company: Company, who: str, announce: bool) -> DailyStep:
        what = "announce" if announce else "sync"
        try:
            change = self.sync(company.id, who, announce).changes[company.id]
        except ProductError as error:
            return self._failed(what, company.id, None, error)
        changed = bool(change.new or change.changed or change.gone)
        if announce and changed:
            with self.storage.write() as work:
                tell_to_change(work, company, change)
                work.commit()
        return DailyStep(what, company.id, outcome="changed" if changed else "unchanged")

    def _watches_to_end(self, company: Company) -> list[PeriodRef]:
        """The periods with a watch that only waits for a look."""
        with self.storage.read() as work:
            periods = {export.selection.period for export in work.ledger.exports(company.id)}
            return [p for p in sorted(periods) if _waits_for_a_look(work, company.id, p, work.now())]

    def _check(self, company: Company, period: PeriodRef, who: str) -> DailyStep:
        try:
            verified = self.verify(company.id, period, who)
        except ProductError as error:
            return self._failed("check", company.id, period, error)
        outcome = "under-watch" if verified.under_watch else "proved" if verified.clean else "differences"
        return DailyStep("check", company.id, period, outcome)

    def _of_our_own(
        self, what: str, company: Company, look: Callable[[Company], Sequence[DailyStep]]
    ) -> Sequence[DailyStep]:
        """What follows from what is stored here; it fails when the database does, and that is not told by mail."""
        try:
            return look(company)
        except ProductError as error:
            return [DailyStep(what, company.id, None, "failed", error)]

    def _failed(self, what: str, company: CompanyId, period: PeriodRef | None, error: ProductError) -> DailyStep:
        tell_failure(self.storage, company, error, period)
        return DailyStep(what, company, period, "failed", error)

    def _interrupted(self, company: Company) -> Sequence[DailyStep]:
        """Tell of exports that did not end, and that nobody is busy with."""
        told: list[DailyStep] = []
        with self.storage.write() as work:
            for export in work.ledger.exports(company.id):
                period = export.selection.period
                if export.result is None and work.leases.holder(company.id, period) is None:
                    tell_export(work, export, "interrupted")
                    told.append(DailyStep("interrupted", company.id, period, "told"))
            work.commit()
        return told

    def _reminders(self, company: Company, day: date) -> Sequence[DailyStep]:
        """Remind of each period that closes soon with hours not sent; once per period."""
        with self.storage.write() as work:
            reminder = work.schedule.reminder(company.id)
            told: dict[PeriodRef, DailyStep] = {}
            for calendar, period in reminder.due(work.settings.calendars(company.id), day):
                if period.ref in told or not (people := _not_sent(work, company, period.ref)):
                    continue
                tell(
                    work,
                    (company.id, period.ref),
                    "period-closing",
                    company.id,
                    period.ref,
                    {
                        "count": people,
                        "last_day": f"{period.end:%d-%m-%Y}",
                        "closes": f"{reminder.closes(period):%d-%m-%Y}",
                        "contract_type": calendar.contract_type,
                    },
                )
                told[period.ref] = DailyStep("remind", company.id, period.ref, "told")
            work.commit()
        return list(told.values())


def _waits_for_a_look(work: UnitOfWork, company: CompanyId, period: PeriodRef, now: datetime) -> bool:
    watched = work.ledger.watched_changes(company, period)
    return any(change.watch_until is not None and change.watch_until <= now for change in watched)


def _not_sent(work: UnitOfWork, company: Company, period: PeriodRef) -> int:
    """How many people have hours that are not in the payroll, or that cannot go there yet."""
    situation = read_situation(work, company, period)
    stuck = {finding.person_key for finding in situation.desired.findings if finding.blocks and finding.person_key}
    return max(people_to_export(work, situation), len(stuck))
