"""Home in JSON: where every company stands, from what is stored."""

from __future__ import annotations

from application.show_home import AtHome, Home
from application.show_setup import Setup
from entrypoints.presentation.export import export_json
from entrypoints.presentation.notifications import daily_run_json
from entrypoints.presentation.setup import company_json, undecided_json
from entrypoints.presentation.values import Json, day, moment, period_json


def home_json(home: Home) -> Json:
    """``{today, companies, undecided, unread, last_import, daily}``, the most urgent company first.

    A company has its own fields and ``{standing, lacking, contract_type, period, closes, hours_until, imported_at,
    planned_at, exported, checked, clean, differences, stopped, waiting, known_from, busy, last_export, last_check,
    apart}``. ``standing`` is ``interrupted``, ``missing``, ``differences``, ``stopped``, ``changed``, ``unknown``,
    ``not-ready``, ``to-send``, ``no-hours``, ``busy``, ``sent`` or ``proved``; ``lacking`` names ``sync``,
    ``wage-period`` and ``mapping``; ``exported``, ``checked`` and ``clean`` are about the period. ``apart`` counts
    people by contract type with approved hours that no export of it was about, when one company is shown.
    """
    return {
        "today": day(home.today),
        "companies": [_company(each) for each in home.companies],
        "undecided": undecided_json(home.undecided),
        "unread": home.unread,
        "last_import": moment(home.last_import.imported_at) if home.last_import else None,
        "daily": daily_run_json(home.last_daily) if home.last_daily else None,
    }


def _company(at: AtHome) -> Json:
    return {
        **company_json(at.company),
        "standing": at.standing,
        "lacking": list(at.lacking),
        "contract_type": at.contract_type,
        "period": period_json(at.period) if at.period else None,
        "closes": day(at.closes),
        "hours_until": day(at.hours_until),
        "imported_at": moment(at.imported_at),
        "planned_at": moment(at.planned_at),
        "exported": export_json(at.exported) if at.exported else None,
        "checked": moment(at.check.at) if at.check else None,
        "clean": at.check.clean if at.check else None,
        "differences": at.differences,
        "stopped": at.stopped,
        "waiting": len(at.waiting),
        "known_from": moment(at.known_from),
        "busy": {"owner": at.busy.owner, "until": moment(at.busy.expires_at)} if at.busy else None,
        "last_export": export_json(at.last_export) if at.last_export else None,
        "last_check": moment(at.last_check.at) if at.last_check else None,
        "apart": {kind.value: people for kind, people in at.apart.items()},
    }


def setup_json(setup: Setup) -> Json:
    """``{now, done, unsynced, without_periods, without_codes}``: the first steps, and ids of companies.

    A step is ``connect``, ``companies``, ``rights``, ``sync``, ``period``, ``codes`` or ``done``; ``now`` is where to
    go on, and the companies are those that lack one.
    """
    return {
        "now": setup.now,
        "done": sorted(setup.done),
        "unsynced": [each.id for each in setup.unsynced],
        "without_periods": [each.id for each in setup.without_periods],
        "without_codes": [each.id for each in setup.without_codes],
    }
