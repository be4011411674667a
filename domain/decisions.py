"""Differences between the ledger and the payroll, their causes, and what a person decided about them.

A choice is remembered for exactly what was seen: the line, its amount, and what was wanted. When any of those
changes, it is asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.amount import Amount
from domain.ledger import Action, ChangeState, LedgerChange, OwnLine
from domain.pay_line import FoundLine, PayKey, PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef
from domain.watching import is_the_amount


class Cause(StrEnum):
    """Why the payroll differs; the words that a person reads."""

    MISSING = "missing"
    EDITED = "edited in Nmbrs"
    EDITED_IN_EITJE = "edited in eitje"
    DOUBLED = "possibly doubled"
    FOREIGN = "foreign"


class Choice(StrEnum):
    """What a person decides about a difference."""

    KEEP_THEIRS = "keep-theirs"
    RESTORE_OURS = "restore-ours"
    ADOPT = "adopt"
    ON_TOP = "on-top"
    LEAVE_OUT = "leave-out"


OFFERED: dict[Cause, tuple[Choice, ...]] = {
    Cause.MISSING: (Choice.RESTORE_OURS, Choice.KEEP_THEIRS),
    Cause.EDITED: (Choice.RESTORE_OURS, Choice.KEEP_THEIRS),
    Cause.EDITED_IN_EITJE: (),
    Cause.DOUBLED: (Choice.ADOPT, Choice.ON_TOP, Choice.LEAVE_OUT),
    Cause.FOREIGN: (Choice.ADOPT, Choice.ON_TOP, Choice.LEAVE_OUT),
}
"""The answers to each cause. What was edited in eitje needs no answer: the next export sends it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``sent`` is the last proved amount of our line, ``found`` what the payroll shows, ``wanted``
    what should be there.

    None means that there is no such line. For Days the amounts are whole counts, and the period stands in the place of
    a line id: there is one number in each.
    """

    cause: Cause
    employee: EmployeeId
    kind: PayKind
    code: str
    line_id: LineId | None
    sent: Amount | None
    found: Amount | None
    wanted: Amount | None

    @classmethod
    def of_missing(cls, line: OwnLine, wanted: Amount) -> Difference:
        """Our line is gone."""
        return cls(
            Cause.MISSING, line.key.employee, line.key.kind, line.key.code, line.line_id, line.amount, None, wanted
        )

    @classmethod
    def of_edited(cls, line: OwnLine, found: FoundLine, wanted: Amount) -> Difference:
        """Our line holds another amount than the one that was proved, or stands on another code."""
        code = line.key.code if found.code == line.key.code else f"{line.key.code} → {found.code}"
        return cls(
            Cause.EDITED,
            line.key.employee,
            line.key.kind,
            code,
            line.line_id,
            line.amount,
            found.amount,
            wanted,
        )

    @classmethod
    def of_foreign(cls, line: FoundLine, own: Sequence[OwnLine], watched: Sequence[LedgerChange] = ()) -> Difference:
        """A line that is not ours; possibly our own once more, when one of ours has the same code and amount.

        So it is when an insert of that amount was given up and is still under watch.
        """
        twin = any((o.key.kind, o.key.code, o.amount) == (line.kind, line.code, line.amount) for o in own)
        late = any(is_the_amount(change, line) for change in watched)
        cause = Cause.DOUBLED if twin or late else Cause.FOREIGN
        return cls(cause, line.employee, line.kind, line.code, line.line_id, None, line.amount, None)

    @classmethod
    def of_days(cls, key: PayKey, proved: int | None, found: int, wanted: int) -> Difference:
        """The number Days was set by somebody else: after us, or before we ever did."""
        cause = Cause.FOREIGN if proved is None else Cause.EDITED
        sent, place = None if proved is None else Amount.whole(proved), LineId(str(key.period))
        return cls(cause, key.employee, key.kind, key.code, place, sent, Amount.whole(found), Amount.whole(wanted))

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The answers that a person may give. Days is one number: it cannot be adopted, or come on top."""
        return OFFERED[Cause.EDITED] if self.kind is PayKind.DAYS else OFFERED[self.cause]

    @property
    def id(self) -> str:
        """Stays the same while the same thing is seen."""
        seen = (self.employee, self.kind, self.code, self.line_id, self.sent, self.found, self.wanted)
        return "D" + hashlib.sha256("\x1f".join(map(str, seen)).encode()).hexdigest()[:8]


def days_of_others(key: PayKey, proved: int | None, found: int, wanted: int) -> Difference | None:
    """What a person has to decide before Days is written; None when nobody has to.

    The number found is ours when it equals the last proved one, free when it is 0 and never was ours, else theirs.
    """
    ours_or_free = found == proved or (found == 0 and proved is None)
    return None if found == wanted or ours_or_free else Difference.of_days(key, proved, found, wanted)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An own line next to what the payroll holds under its id and to what should be there.

    ``difference`` is what a person has to decide before anything is written; None when nobody has to.
    """

    causes: tuple[Cause, ...]
    difference: Difference | None
    agrees: bool


def compare_own(line: OwnLine, found: FoundLine | None, wanted: Amount) -> Comparison:
    """What differs between our line, the payroll and what should be there, with every cause.

    ``found`` None means that the payroll no longer holds the line, ``wanted`` 0.00 that there should be none. A line
    that was put on another code in Nmbrs is edited, whatever its amount.
    """
    difference = None
    if found is None:
        agrees = not wanted
        if wanted:
            difference = Difference.of_missing(line, wanted)
    else:
        same_code = found.code == line.key.code
        agrees = same_code and found.amount == wanted
        if not same_code or found.amount not in (line.amount, wanted):
            difference = Difference.of_edited(line, found, wanted)
    causes = [difference.cause] if difference else []
    if wanted != line.amount and not agrees:
        causes.append(Cause.EDITED_IN_EITJE)
    return Comparison(tuple(causes), difference, agrees)


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's answer to one difference, with name and reason."""

    company: CompanyId
    period: PeriodRef
    difference: Difference
    choice: Choice
    by: str
    reason: str
    at: datetime


def decided(decisions: Sequence[Decision], cause: Cause, about: Difference | FoundLine) -> Decision | None:
    """The latest decision about exactly this difference, or about exactly this foreign line, code and amount."""
    for decision in reversed(sorted(decisions, key=lambda d: d.at)):  # noqa: C413 - of one moment the last word counts
        seen = decision.difference
        if isinstance(about, Difference):
            if seen.cause is cause and seen.id == about.id:
                return decision
        elif seen.cause in (Cause.FOREIGN, Cause.DOUBLED) and (
            (seen.employee, seen.kind, seen.code, seen.line_id, seen.found)
            == (about.employee, about.kind, about.code, about.line_id, about.amount)
        ):
            return decision
    return None


def landed_late(change: LedgerChange, decisions: Iterable[Decision]) -> bool:
    """True when a person said of a line that came after this insert was sent, on its code, that it is ours."""
    place = (change.employee, change.key.kind, change.key.code)
    return any(
        decision.choice is Choice.ADOPT
        and (seen.employee, seen.kind, seen.code) == place
        and seen.line_id not in change.baseline
        for decision in decisions
        for seen in (decision.difference,)
    )


def restores_days(decision: Decision) -> bool:
    """True when a person said that our number of Days is to be written over the one that was found."""
    return decision.difference.kind is PayKind.DAYS and decision.choice is Choice.RESTORE_OURS


def still_said(decisions: Sequence[Decision], changes: Iterable[LedgerChange]) -> tuple[Decision, ...]:
    """The decisions less those that put our number of Days back and are over, for Nmbrs took a number of ours since.

    A line that is written again gets another id, a number has none: when somebody sets the old one once more, it is
    asked once more. So it is when Nmbrs accepted our number and shows the old one nevertheless: somebody may have been
    quicker than our reading.
    """
    written = [change for change in changes if change.action is Action.SET_DAYS and _was_accepted(change)]
    return tuple(d for d in decisions if not (restores_days(d) and any(_is_over(d, change) for change in written)))


def _was_accepted(change: LedgerChange) -> bool:
    kept = change.state is ChangeState.DONE
    return kept or (change.state is ChangeState.REFUSED and change.code == "not-kept")


def _is_over(decision: Decision, change: LedgerChange) -> bool:
    """True when the change carried the decision out, or replaced the number that it is about after it was said."""
    seen = decision.difference
    if change.sent_at is None or change.employee != seen.employee:
        return False
    carried_out = (change.before, change.after) == (seen.found, seen.wanted)
    return change.sent_at >= decision.at if carried_out else change.sent_at > decision.at
