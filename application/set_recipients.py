"""Who is mailed about what, in which language; and when a company is reminded of hours that are not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.desk import known_company, the_company
from application.ports.storage import Company, Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.notifications import Recipient, checked_address
from domain.schedule import Reminder
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class SetRecipients:
    """Keeps the list of recipients, and the reminders."""

    storage: Storage

    def show(self) -> Sequence[Recipient]:
        """By address, company and kind."""
        with self.storage.read() as work:
            return work.notifications.recipients()

    def add(self, recipient: Recipient, who: str) -> Recipient:
        """Mail somebody from now on; what was told before is not mailed any more.

        The same address, company and kind once more replaces the language. Raises ``mail-address-invalid`` and
        ``company-unknown``.
        """
        with self.storage.write() as work:
            added = self._checked(work, recipient)
            work.notifications.put_recipient(added)
            work.audit.append(AuditEvent(who, "recipient.added", added.address, after=_plain(added)))
            work.commit()
        return added

    def remove(self, recipient: Recipient, who: str) -> Recipient:
        """Mail somebody no more; mails that wait do not leave. Raises ``recipient-unknown`` besides."""
        with self.storage.write() as work:
            meant = self._checked(work, recipient)
            place = (meant.address, meant.company, meant.kind)
            stored = [r for r in work.notifications.recipients() if (r.address, r.company, r.kind) == place]
            if not stored:
                raise ProductError("recipient-unknown", address=meant.address)
            work.notifications.remove_recipient(stored[0])
            work.audit.append(AuditEvent(who, "recipient.removed", meant.address, before=_plain(stored[0])))
            work.commit()
        return stored[0]

    def reminders(self) -> list[tuple[Company, Reminder]]:
        """Of every linked company."""
        with self.storage.read() as work:
            return [(each, work.schedule.reminder(each.id)) for each in work.settings.companies() if each.linked]

    def remind(self, company: CompanyId | None, days: int | None, run_after: int, who: str) -> Reminder:
        """When to remind of hours that are not sent; ``days`` None is never.

        Raises ``reminder-out-of-range``, and what ``the_company`` raises.
        """
        with self.storage.write() as work:
            chosen = the_company(work, company)
            before, after = work.schedule.reminder(chosen.id), Reminder(chosen.id, days, run_after)
            after.check()
            work.schedule.put_reminder(after)
            was, became = ({"days": each.days, "run_after": each.run_after} for each in (before, after))
            work.audit.append(AuditEvent(who, "reminder.set", chosen.id, before=was, after=became))
            work.commit()
        return after

    def _checked(self, work: UnitOfWork, recipient: Recipient) -> Recipient:
        if recipient.company is not None:
            known_company(work, recipient.company)
        return replace(recipient, address=checked_address(recipient.address))


def _plain(recipient: Recipient) -> dict[str, object]:
    return {"language": recipient.language, "company": recipient.company, "kind": recipient.kind}
