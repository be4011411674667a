"""Accounts and sessions in JSON. Passwords and tokens are never shown."""

from __future__ import annotations

from collections.abc import Iterable

from application.manage_accounts import ListedAccount
from domain.accounts import Account, Right, Role
from domain.logging_in import LoginSession
from entrypoints.presentation.values import Json, moment


def account_json(account: Account) -> Json:
    """``{name, shown, role, active, language, created_at}``; ``language`` is null where the browser decides."""
    return {
        "name": account.name,
        "shown": account.shown,
        "role": account.role.value,
        "active": account.active,
        "language": account.language,
        "created_at": moment(account.created_at),
    }


def accounts_json(accounts: Iterable[ListedAccount]) -> Json:
    """``{accounts}``; each with ``sessions``, at how many places it is logged in."""
    return {"accounts": [{**account_json(each.account), "sessions": each.sessions} for each in accounts]}


def session_json(session: LoginSession, here: LoginSession | None = None) -> Json:
    """``{id, began_at, seen_at, ends_at, address, agent, this}``; ``this`` is the one that asks."""
    return {
        "id": session.id,
        "began_at": moment(session.began_at),
        "seen_at": moment(session.seen_at),
        "ends_at": moment(session.ends_at),
        "address": session.address,
        "agent": session.agent,
        "this": here is not None and here.digest == session.digest,
    }


def sessions_json(sessions: Iterable[LoginSession], here: LoginSession) -> Json:
    """``{sessions}``, the newest first."""
    return {"sessions": [session_json(each, here) for each in sessions]}


def caller_json(who: str, role: Role, account: Account | None) -> Json:
    """``{who, role, rights, account}``: how the audit trail names the caller, and what they may.

    ``account`` is null for a program with the key.
    """
    return {
        "who": who,
        "role": role.value,
        "rights": [right.value for right in Right if role.may(right)],
        "account": None if account is None else account_json(account),
    }
