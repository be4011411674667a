"""Everything about a history, for the person who looks into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.terms import EmployeeId
from tests.simulation.hours import PERIOD
from tests.simulation.payroll_office import Office
from tests.simulation.world import COMPANY, World


def describe(world: World, office: Office, people: Iterable[int], say: Callable[[str], None]) -> None:
    """What happened, what Nmbrs holds, and what the ledger says."""
    for moment, text, values in office.log:
        say(f"  {moment:%d %H:%M:%S} {text % values if values else text}")
    with world.storage.read() as work:
        for employee in people:
            say(f"{employee}: {office.about(EmployeeId(str(employee)))}")
        for own in work.ledger.own_lines(COMPANY, PERIOD):
            say(
                f"own {own.key.employee} {own.key.code} {own.key.cost_centre} {own.line_id} {own.amount}"
                f" {own.ownership}"
            )
        for export in work.ledger.exports(COMPANY, PERIOD):
            say(f"export {export.id} {export.plan} {export.result} {export.started_at:%d %H:%M:%S}")
            for c in work.ledger.changes_of(export.id):
                say(
                    f"   {c.id} {c.action} {c.key.employee} {c.key.kind} {c.key.code} {c.key.cost_centre}"
                    f" {c.before}->{c.after} {c.step} {c.state} {c.code}"
                    f" old={c.old_line} sent={c.sent_at} by {c.settle_at}"
                )
