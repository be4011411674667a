"""When warnings come: the thresholds of a company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Storage
from domain.audit import AuditEvent
from domain.finding_settings import FindingChange, FindingSettings
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class SetFindingThresholds:
    """Shows them, and changes some of them."""

    storage: Storage

    def show(self, company: CompanyId | None) -> FindingSettings:
        """As they stand."""
        with self.storage.read() as work:
            return work.settings.finding_settings(the_company(work, company).id)

    def __call__(self, company: CompanyId | None, change: FindingChange, who: str) -> FindingSettings:
        """Change what is named, and leave the rest. Raises ``threshold-invalid`` and ``finding-always-on``."""
        with self.storage.write() as work:
            before = work.settings.finding_settings(the_company(work, company).id)
            after = change.applied_to(before)
            after.check()
            if after != before:
                work.settings.put_finding_settings(after)
                subject = str(after.company)
                work.audit.append(AuditEvent(who, "findings.thresholds", subject, _shown(before), _shown(after)))
                work.commit()
        return after


def _shown(settings: FindingSettings) -> Mapping[str, object]:
    return {
        "longest_shift": settings.longest_shift,
        "unusual_percent": settings.unusual_percent,
        "unusual_hours": str(settings.unusual_hours),
        "unusual_periods": settings.unusual_periods,
        "off": sorted(settings.off),
    }
