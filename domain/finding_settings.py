"""When a warning comes: the thresholds of a company, and the kinds that it switched off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.amount import Amount
from domain.errors import ProductError
from domain.findings import SWITCHABLE
from domain.terms import CompanyId

DAY = 24 * 60
EIGHT_HOURS = Amount.whole(8)


@dataclass(frozen=True, slots=True)
class FindingSettings:
    """The thresholds of one company; what stands here is what holds until somebody sets another.

    A shift is long beyond ``longest_shift`` minutes from its start to its end. Hours are unusual when they differ from
    the average of the last ``unusual_periods`` periods by more than ``unusual_percent`` of it, and by at least
    ``unusual_hours``. ``off`` are the codes of warnings that do not come.
    """

    company: CompanyId
    longest_shift: int = 16 * 60
    unusual_percent: int = 50
    unusual_hours: Amount = EIGHT_HOURS
    unusual_periods: int = 3
    off: frozenset[str] = frozenset()

    def check(self) -> None:
        """Raises ``threshold-invalid``."""
        for name, value, least, most in (
            ("longest-shift", self.longest_shift, 60, DAY),
            ("unusual-percent", self.unusual_percent, 1, 1000),
            ("unusual-hours", self.unusual_hours.hundredths, 0, 99_999),
            ("unusual-periods", self.unusual_periods, 1, 13),
        ):
            if not least <= value <= most:
                shown = {"longest-shift": "1:00 - 24:00", "unusual-hours": "0.00 - 999.99"}
                raise ProductError("threshold-invalid", threshold=name, allowed=shown.get(name, f"{least} - {most}"))


@dataclass(frozen=True, slots=True)
class FindingChange:
    """What is to be different; None leaves a threshold as it is. A kind that is in both goes on."""

    longest_shift: int | None = None
    unusual_percent: int | None = None
    unusual_hours: Amount | None = None
    unusual_periods: int | None = None
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()

    def applied_to(self, settings: FindingSettings) -> FindingSettings:
        """The settings with the change; raises ``finding-always-on`` for a kind that cannot be switched."""
        for code in sorted((self.on | self.off) - SWITCHABLE):
            raise ProductError("finding-always-on", code=code, codes=", ".join(sorted(SWITCHABLE)))
        names = ("longest_shift", "unusual_percent", "unusual_hours", "unusual_periods")
        named = {name: value for name in names if (value := getattr(self, name)) is not None}
        return replace(settings, off=(settings.off | self.off) - self.on, **named)
