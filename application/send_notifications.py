"""Send the mails that wait. Nothing else waits for them, and nothing else fails when they do.

That a message is about to leave is recorded before it leaves; how it went, after. A process that is killed in between
leaves one message of which nobody knows, and that one goes once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from application.ports.mail import Mail, Mailer
from application.ports.payroll import EnvironmentKind
from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.mail_text import mail_text, trial_text
from domain.mailing import Delivery, MailAnswer, Mailing, MailState, freshened, next_message
from domain.notifications import Notification, addressees, checked_address


@dataclass(frozen=True, slots=True)
class SendNotifications:
    """The one who carries the mail."""

    storage: Storage
    mailer: Mailer
    new_id: Callable[[], str]
    kind: EnvironmentKind

    @property
    def ready(self) -> bool:
        """True when a mail server is set."""
        return self.mailer.ready

    def __call__(self, who: str) -> tuple[Mailing, ...]:
        """Try everything that is due once, and answer what became of it. Raises ``mail-not-set-up``.

        When the server as a whole cannot be used, the rest is not tried: that counts as their attempt too.
        """
        if not self.ready:
            raise ProductError("mail-not-set-up")
        results: list[Mailing] = []
        with self.storage.write() as work:
            results += self._freshen(work, who)
            work.commit()
        while (claimed := self._claim()) is not None:
            mailings, mail = claimed
            answer = self.mailer.send(mail)
            results += self._record(mailings, answer, who)
            if answer.delivery is Delivery.DOWN:
                break
        return tuple(results)

    def trial(self, address: str, language: str) -> MailAnswer:
        """Send a mail that only tries whether mail arrives.

        Raises ``mail-address-invalid``, ``mail-not-set-up``, and what the server answers in the product's words.
        """
        to = checked_address(address)
        if not self.ready:
            raise ProductError("mail-not-set-up")
        subject, text = trial_text(self.kind, language)
        answer = self.mailer.send(Mail(self.new_id(), to, subject, text, language))
        if answer.delivery is not Delivery.ACCEPTED:
            raise ProductError(answer.problem, said=answer.said)
        return answer

    def _freshen(self, work: UnitOfWork, who: str) -> list[Mailing]:
        now, mailings = work.now(), work.notifications.mailings()
        told = {each.number: each for each in work.notifications.all()} if mailings else {}
        recipients = work.notifications.recipients()
        wanted = {(number, address) for number, each in told.items() for address in addressees(recipients, each)}
        changed = freshened(mailings, wanted, now)
        return self._keep(work, changed, who)

    def _claim(self) -> tuple[list[Mailing], Mail] | None:
        """The next message, recorded as being sent; None when nothing is due."""
        with self.storage.write() as work:
            now = work.now()
            due = next_message(work.notifications.mailings(), now)
            if not due:
                return None
            name = due[0].message or self.new_id()
            claimed = [mail.claimed(name, now) for mail in due]
            work.notifications.put_mailings(claimed)
            numbers = {mail.notification for mail in claimed}
            told = sorted((n for n in work.notifications.all() if n.number in numbers), key=lambda n: n.number)
            mail = self._written(work, told, claimed[0], name)
            work.commit()
        return claimed, mail

    def _written(self, work: UnitOfWork, told: Sequence[Notification], to: Mailing, name: str) -> Mail:
        names = {company.id: company.name for company in work.settings.companies()}
        subject, text = mail_text(told, names, self.kind, to.language)
        return Mail(name, to.address, subject, text, to.language)

    def _record(self, claimed: Sequence[Mailing], answer: MailAnswer, who: str) -> list[Mailing]:
        with self.storage.write() as work:
            now = work.now()
            ended = [mail.answered(answer, now) for mail in claimed]
            if answer.delivery is Delivery.DOWN:
                waiting = [m for m in work.notifications.mailings() if m.state is MailState.WAITING]
                ended += [mail.postponed(answer, now) for mail in waiting if mail.not_before <= now]
            ended = self._keep(work, ended, who)
            work.commit()
        return ended

    def _keep(self, work: UnitOfWork, mailings: list[Mailing], who: str) -> list[Mailing]:
        """Store them; what has ended goes on record."""
        work.notifications.put_mailings(mailings)
        for mail in mailings:
            if mail.state in (MailState.SENT, MailState.GIVEN_UP):
                after = {"notification": mail.notification, "attempts": mail.attempts, "problem": mail.problem}
                action = "notification.mailed" if mail.state is MailState.SENT else "notification.not-mailed"
                work.audit.append(AuditEvent(who, action, mail.address, after=after))
        return mailings
