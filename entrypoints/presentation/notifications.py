"""Notifications, their recipients and mails, and daily work in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from application.daily_work import DailyDone, DailyStep
from application.ports.storage import Company
from application.read_notifications import Told
from domain.errors import ProductError
from domain.mailing import Mailing, MailState
from domain.notifications import Notification, Recipient
from domain.schedule import DailyRun, Reminder
from domain.terms import CompanyId
from entrypoints.presentation.values import Json, day, error_json, moment


def notification_json(
    told: Notification, mailings: Iterable[Mailing], companies: Mapping[CompanyId, str], language: str = "en"
) -> Json:
    """``{id, code, kind, company, company_name, period, at, title, text, who, command, read_at, read_by, mails}``.

    ``company`` is null when it concerns all; ``who`` may act: ``user``, ``payroll-office`` or ``nobody``.
    """
    return {
        "id": told.number,
        "code": told.code,
        "kind": told.kind,
        "company": told.company,
        "company_name": companies.get(told.company) if told.company else None,
        "period": str(told.period) if told.period else None,
        "at": moment(told.at),
        "title": told.title(language),
        "text": told.text(language),
        "who": told.who,
        "command": told.command,
        "read_at": moment(told.read_at),
        "read_by": told.read_by,
        "mails": [mailing_json(mail, language) for mail in mailings],
    }


def notifications_json(told: Told, language: str = "en") -> Json:
    """``{unread, notifications}``, newest first."""
    shown = (
        notification_json(each, told.mailings.get(each.number, ()), told.companies, language)
        for each in told.notifications
    )
    return {"unread": told.unread, "notifications": list(shown)}


def mailing_json(mail: Mailing, language: str = "en") -> Json:
    """``{notification, address, language, state, attempts, next_attempt, ended_at, problem}``.

    ``state`` is ``waiting``, ``sending``, ``sent`` or ``given-up``; ``problem`` the error that says what went wrong
    last, or null.
    """
    problem = error_json(ProductError(mail.problem, said=mail.said), language) if mail.problem else None
    return {
        "notification": mail.notification,
        "address": mail.address,
        "language": mail.language,
        "state": mail.state,
        "attempts": mail.attempts,
        "next_attempt": moment(mail.not_before) if mail.state is MailState.WAITING else None,
        "ended_at": moment(mail.ended_at),
        "problem": problem,
    }


def mails_json(told: Told, language: str = "en") -> Json:
    """``{mails}``: of every notification, oldest first."""
    found = [mail for number in sorted(told.mailings) for mail in told.mailings[number]]
    return {"mails": [mailing_json(mail, language) for mail in found]}


def sent_mails_json(mailings: Iterable[Mailing], language: str = "en") -> Json:
    """``{sent, waiting, given_up, mails}``: what became of what was tried."""
    shown = [mailing_json(mail, language) for mail in mailings]
    states = [mail["state"] for mail in shown]
    return {
        "sent": states.count(MailState.SENT),
        "waiting": states.count(MailState.WAITING),
        "given_up": states.count(MailState.GIVEN_UP),
        "mails": shown,
    }


def recipient_json(recipient: Recipient) -> Json:
    """``{address, language, company, kind}``; null stands for all."""
    return {
        "address": recipient.address,
        "language": recipient.language,
        "company": recipient.company,
        "kind": recipient.kind,
    }


def recipients_json(recipients: Iterable[Recipient], mail_server: bool) -> Json:
    """``{recipients, mail_server}``; ``mail_server`` says whether one is set."""
    return {"recipients": [recipient_json(each) for each in recipients], "mail_server": mail_server}


def reminder_json(reminder: Reminder) -> Json:
    """``{company, days, run_after}``; ``days`` null is never."""
    return {"company": reminder.company, "days": reminder.days, "run_after": reminder.run_after}


def reminders_json(reminders: Iterable[tuple[Company, Reminder]]) -> Json:
    """``{reminders}``, each with the ``name`` of its company."""
    return {"reminders": [{**reminder_json(reminder), "name": company.name} for company, reminder in reminders]}


def daily_run_json(run: DailyRun) -> Json:
    """``{day, owner, started_at, ended_at, failed}``; ``failed`` counts what went wrong."""
    return {
        "day": day(run.day),
        "owner": run.owner,
        "started_at": moment(run.started_at),
        "ended_at": moment(run.ended_at),
        "failed": run.failed,
    }


def daily_json(done: DailyDone, language: str = "en") -> Json:
    """``{day, done_before, failed, steps, mail}``.

    ``done_before`` is the run that did the day's work already, or null; a step is ``{what, company, period, outcome,
    error}``; ``mail`` is what became of the mails that were tried.
    """
    return {
        "day": day(done.day),
        "done_before": daily_run_json(done.before) if done.before else None,
        "failed": len(done.failed),
        "steps": [_step(step, language) for step in done.steps],
        "mail": sent_mails_json(done.mailings, language),
    }


def _step(step: DailyStep, language: str) -> Json:
    return {
        "what": step.what,
        "company": step.company,
        "period": str(step.period) if step.period else None,
        "outcome": step.outcome,
        "error": error_json(step.error, language) if step.error else None,
    }
