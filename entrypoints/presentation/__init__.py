"""What the product knows, in JSON: the same shapes on the command line and over HTTP.

Plain functions from the results of the use cases to dictionaries that ``json.dumps`` takes. Keys are only added, never
renamed or removed. How single values are written: ``entrypoints.presentation.values``.
"""

from entrypoints.presentation.accounts import (
    account_json,
    accounts_json,
    caller_json,
    session_json,
    sessions_json,
)
from entrypoints.presentation.comparison import (
    change_json,
    decision_json,
    difference_json,
    differences_json,
    verification_json,
    verified_json,
)
from entrypoints.presentation.doctor import doctor_json
from entrypoints.presentation.export import (
    applied_json,
    consent_json,
    export_json,
    exports_json,
    person_json,
    plan_json,
    shown_export_json,
)
from entrypoints.presentation.findings import (
    finding_group_json,
    listed_findings_json,
    set_aside_json,
    thresholds_json,
)
from entrypoints.presentation.home import home_json, setup_json
from entrypoints.presentation.mapping import (
    allowance_json,
    allowance_set_json,
    allowances_json,
    codes_json,
    gaps_json,
    holidays_json,
    mapping_json,
    rule_json,
    rule_set_json,
    tried_json,
)
from entrypoints.presentation.mapping_file import checked_mapping_json, dry_run_json
from entrypoints.presentation.notifications import (
    daily_json,
    mails_json,
    notification_json,
    notifications_json,
    recipient_json,
    recipients_json,
    reminder_json,
    reminders_json,
    sent_mails_json,
)
from entrypoints.presentation.overview import overview_json
from entrypoints.presentation.people import (
    confirmable_json,
    ignored_json,
    link_json,
    member_json,
    proposal_json,
    restored_json,
    roster_json,
    sync_json,
    unlinked_json,
)
from entrypoints.presentation.proof import proof_json
from entrypoints.presentation.setup import (
    activated_json,
    calendar_json,
    calendars_json,
    companies_json,
    company_json,
    environment_json,
    environments_json,
    payroll_periods_json,
    preview_json,
)
from entrypoints.presentation.status import status_json
from entrypoints.presentation.timecards import import_json, shown_timecard_json, timecard_json, timecards_json
from entrypoints.presentation.trail import audit_trail_json, explained_json
from entrypoints.presentation.values import Json, error_json, finding_json, period_json, selection_json

__all__ = [
    "Json",
    "account_json",
    "accounts_json",
    "activated_json",
    "allowance_json",
    "allowance_set_json",
    "allowances_json",
    "applied_json",
    "audit_trail_json",
    "calendar_json",
    "calendars_json",
    "caller_json",
    "change_json",
    "checked_mapping_json",
    "codes_json",
    "companies_json",
    "company_json",
    "confirmable_json",
    "consent_json",
    "daily_json",
    "decision_json",
    "difference_json",
    "differences_json",
    "doctor_json",
    "dry_run_json",
    "environment_json",
    "environments_json",
    "error_json",
    "explained_json",
    "export_json",
    "exports_json",
    "finding_group_json",
    "finding_json",
    "gaps_json",
    "holidays_json",
    "home_json",
    "ignored_json",
    "import_json",
    "link_json",
    "listed_findings_json",
    "mails_json",
    "mapping_json",
    "member_json",
    "notification_json",
    "notifications_json",
    "overview_json",
    "payroll_periods_json",
    "period_json",
    "person_json",
    "plan_json",
    "preview_json",
    "proof_json",
    "proposal_json",
    "recipient_json",
    "recipients_json",
    "reminder_json",
    "reminders_json",
    "restored_json",
    "roster_json",
    "rule_json",
    "rule_set_json",
    "selection_json",
    "sent_mails_json",
    "session_json",
    "sessions_json",
    "set_aside_json",
    "setup_json",
    "shown_export_json",
    "shown_timecard_json",
    "status_json",
    "sync_json",
    "thresholds_json",
    "timecard_json",
    "timecards_json",
    "tried_json",
    "unlinked_json",
    "verification_json",
    "verified_json",
]
