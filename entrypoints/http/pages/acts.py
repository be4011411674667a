"""Words for what stands in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entrypoints.http.pages.texts import mark

ACTS: Final[Mapping[str, str]] = {
    "allowances.grouped": mark("Allowances grouped"),
    "allowances.removed": mark("Allowance removed"),
    "allowances.set": mark("Allowance set"),
    "company.linked": mark("Company linked with venues"),
    "daily.started": mark("Daily work started"),
    "daily.ended": mark("Daily work ended"),
    "difference.resolved": mark("Decided about a difference"),
    "export.planned": mark("Export planned"),
    "export.started": mark("Export started"),
    "export.ended": mark("Export ended"),
    "export.verified": mark("Checked against Nmbrs"),
    "finding.accepted": mark("Finding accepted"),
    "finding.set-aside": mark("Finding set aside"),
    "finding.restored": mark("Finding counts again"),
    "findings.thresholds": mark("Thresholds of findings set"),
    "ledger.corrected": mark("Ledger corrected by a reading"),
    "link.activated": mark("Link with Nmbrs activated"),
    "link.removed": mark("Link with Nmbrs removed"),
    "mapping.imported": mark("Mapping imported"),
    "mapping.removed": mark("Mapping rule removed"),
    "mapping.set": mark("Mapping rule set"),
    "notification.mailed": mark("Notification mailed"),
    "notification.not-mailed": mark("Notification could not be mailed"),
    "notification.read": mark("Notification read"),
    "pay.read-back": mark("Pay read back from Nmbrs"),
    "recipient.added": mark("Recipient of mail added"),
    "recipient.removed": mark("Recipient of mail removed"),
    "reminder.set": mark("Reminder set"),
    "rights.probe-allowed": mark("Trying of rights allowed"),
    "rights.probed": mark("Rights tried"),
    "team-member.ignored": mark("Team member ignored"),
    "team-member.linked": mark("Team member linked"),
    "team-member.restored": mark("Team member counts again"),
    "team-member.unlinked": mark("Team member unlinked"),
    "team-members.matched": mark("Team members matched"),
    "team-members.synced": mark("Team members synced"),
    "timecards.imported": mark("Hours imported"),
    "users.imported": mark("eitje's users imported"),
    "wage-period.confirmed": mark("Wage year confirmed"),
    "wage-period.set": mark("Wage periods set"),
    "watch.ended": mark("Watch ended"),
}
"""What stands in the audit trail, in words; an action without a word is shown by its name."""
