"""The composition root: which adapter stands behind which port. Nothing else in the product makes this choice."""

from __future__ import annotations

import os
import secrets as chance
import socket
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import cast

from dependency_injector import containers, providers

from adapters.eitje_files import EitjeFileReader
from adapters.holidays import DutchHolidays
from adapters.jobs import EmbeddedEngine
from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_soap import SoapSettings, environment_kind, soap_connection
from adapters.passwords import Argon2Passwords
from adapters.secrets import FernetBox
from adapters.sheets import Sheets
from adapters.smtp import NoMailer, Security, SmtpMailer, SmtpSettings
from adapters.sql import SqlStorage
from application.activate import Activate
from application.apply_export import ApplyExport
from application.confirm_proposals import ConfirmProposals
from application.daily_work import DailyWork
from application.desk import PayrollDoor
from application.doctor import Doctor
from application.environments import Environments
from application.explain_pay import ExplainPay
from application.export_attempt import Timing
from application.export_history import ExportHistory
from application.find_place import FindPlace
from application.import_mapping import ImportMapping
from application.import_timecards import ImportTimecards
from application.link_companies import LinkCompanies
from application.list_findings import ListFindings
from application.log_in import LogIn
from application.manage_accounts import ManageAccounts
from application.mapping_gaps import MappingGaps
from application.match_team_members import MatchTeamMembers
from application.offer_export import OfferExport
from application.ports.holidays import HolidayCalendar
from application.ports.jobs import JobEngine
from application.ports.mail import Mailer
from application.ports.passwords import Passwords
from application.ports.payroll import Connect, EnvironmentKind
from application.ports.secrets import SecretBox
from application.ports.sheets import SheetWriter
from application.ports.storage import Storage
from application.ports.timecards import TimecardReader
from application.prepare_export import PrepareExport
from application.prove_export import ProveExport
from application.read_audit_trail import ReadAuditTrail
from application.read_notifications import ReadNotifications
from application.resolve_differences import ResolveDifferences
from application.send_notifications import SendNotifications
from application.sessions import Sessions
from application.set_allowances import SetAllowances
from application.set_finding_thresholds import SetFindingThresholds
from application.set_findings_aside import SetFindingsAside
from application.set_mapping import SetMapping
from application.set_password import SetPassword
from application.set_recipients import SetRecipients
from application.set_wage_period import SetWagePeriod
from application.show_home import ShowHome
from application.show_hours import HoursSeen, ShowHours
from application.show_overview import ShowOverview
from application.show_setup import ShowSetup
from application.show_timecards import ShowTimecards
from application.show_wage_periods import ShowWagePeriods
from application.start_work import ShowWork, StartWork
from application.status import ShowStatus
from application.sync_team_members import SyncTeamMembers
from application.undo_export import UndoExport
from application.verify_export import VerifyExport
from entrypoints.lately import Lately
from entrypoints.settings import Settings


def _new_id() -> str:
    return uuid.uuid4().hex


def _new_token() -> str:
    """256 bits that nobody can guess."""
    return chance.token_urlsafe(32)


def _now() -> datetime:
    return datetime.now(UTC)


def _owner() -> str:
    """This process, as the lease names it."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:6]}"


def _soap(settings: Settings) -> Connect:
    return soap_connection(
        SoapSettings(
            settings.nmbrs_address,
            timedelta(seconds=settings.connect_timeout),
            timedelta(seconds=settings.call_timeout),
            settings.workers,
            settings.calls_per_second,
            settings.batch_size,
        )
    )


def _kind(settings: Settings) -> EnvironmentKind:
    return EnvironmentKind.DEMO if settings.payroll_choice == "fake" else environment_kind(settings.nmbrs_address)


def _secrets(settings: Settings) -> SecretBox:
    keys = settings.secret_key.get_secret_value() if settings.secret_key else ""
    return FernetBox(settings.secret_key_file, keys)


def _timing(settings: Settings) -> Timing:
    return Timing(timedelta(seconds=settings.settling_time), timedelta(seconds=settings.lease_time))


def _kept(settings: Settings) -> timedelta:
    return timedelta(days=settings.jobs_kept_days)


def _announces(settings: Settings) -> bool:
    return settings.daily_sync == "announce"


def _smtp(settings: Settings) -> Mailer:
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    return SmtpMailer(
        SmtpSettings(
            settings.smtp_host,
            settings.smtp_port,
            Security(settings.smtp_security),
            settings.smtp_from,
            timedelta(seconds=settings.smtp_timeout),
            settings.smtp_user,
            password,
        )
    )


class Container(containers.DeclarativeContainer):
    """Made with ``Container(settings=...)``; every port's provider is annotated with the port."""

    settings = providers.Dependency(instance_of=Settings)

    storage: providers.Provider[Storage] = providers.Selector(
        settings.provided.storage_choice,
        sql=providers.ThreadSafeSingleton(SqlStorage, settings.provided.database_url),
        memory=providers.ThreadSafeSingleton(MemoryStorage, providers.Object(_now)),
    )
    secrets: providers.Provider[SecretBox] = providers.ThreadSafeSingleton(_secrets, settings)
    reader: providers.Provider[TimecardReader] = providers.ThreadSafeSingleton(
        EitjeFileReader, settings.provided.file_bytes, settings.provided.file_rows
    )
    holidays: providers.Provider[HolidayCalendar] = providers.ThreadSafeSingleton(DutchHolidays)
    sheets: providers.Provider[SheetWriter] = providers.ThreadSafeSingleton(Sheets)
    fake_nmbrs = providers.ThreadSafeSingleton(demo_payroll)
    connect: providers.Provider[Connect] = providers.Selector(
        settings.provided.payroll_choice,
        soap=providers.ThreadSafeSingleton(_soap, settings),
        fake=cast("providers.Provider[Connect]", fake_nmbrs.provided.connect),
    )
    kind = providers.Callable(_kind, settings)
    passwords: providers.Provider[Passwords] = providers.ThreadSafeSingleton(Argon2Passwords)
    mailer: providers.Provider[Mailer] = providers.Selector(
        settings.provided.mail_choice,
        smtp=providers.ThreadSafeSingleton(_smtp, settings),
        none=providers.ThreadSafeSingleton(NoMailer),
    )
    job_engine: providers.Provider[JobEngine] = providers.ThreadSafeSingleton(
        EmbeddedEngine, settings.provided.jobs_at_once
    )
    process_name: providers.Provider[str] = providers.ThreadSafeSingleton(_owner)
    lately: providers.Provider[Lately] = providers.ThreadSafeSingleton(Lately)
    door = providers.Factory(PayrollDoor, storage, secrets, connect, kind)

    manage_accounts = providers.Factory(ManageAccounts, storage, passwords)
    log_in = providers.Factory(LogIn, storage, passwords, providers.Object(_new_id), providers.Object(_new_token))
    sessions = providers.Factory(Sessions, storage)
    set_password = providers.Factory(SetPassword, storage, passwords, providers.Object(_new_id))

    find_place = providers.Factory(FindPlace, storage)
    activate = providers.Factory(Activate, storage, secrets, connect, kind)
    environments = providers.Factory(Environments, storage)
    doctor = providers.Factory(Doctor, storage, door)
    link_companies = providers.Factory(LinkCompanies, storage)
    sync_team_members = providers.Factory(SyncTeamMembers, storage, door)
    match_team_members = providers.Factory(MatchTeamMembers, storage)
    confirm_proposals = providers.Factory(ConfirmProposals, storage)
    set_wage_period = providers.Factory(SetWagePeriod, storage, door)
    show_wage_periods = providers.Factory(ShowWagePeriods, storage, door)
    set_mapping = providers.Factory(SetMapping, storage, door)
    mapping_gaps = providers.Factory(MappingGaps, storage)
    set_allowances = providers.Factory(SetAllowances, storage, holidays)
    import_mapping = providers.Factory(ImportMapping, storage, door, holidays)
    import_timecards = providers.Factory(ImportTimecards, storage, reader)
    show_timecards = providers.Factory(ShowTimecards, storage)
    hours_seen = providers.ThreadSafeSingleton(HoursSeen)
    show_hours = providers.Factory(ShowHours, storage, hours_seen)
    prepare_export = providers.Factory(PrepareExport, storage, door, providers.Object(time.sleep))
    show_overview = providers.Factory(ShowOverview, storage, prepare_export)
    apply_export = providers.Factory(
        ApplyExport,
        storage,
        door,
        providers.Object(_new_id),
        providers.Callable(_owner),
        providers.Callable(_timing, settings),
        providers.Object(time.sleep),
    )
    undo_export = providers.Factory(UndoExport, storage, prepare_export, apply_export)
    export_history = providers.Factory(ExportHistory, storage)
    offer_export = providers.Factory(OfferExport, storage)
    prove_export = providers.Factory(ProveExport, storage, door)
    explain_pay = providers.Factory(ExplainPay, storage)
    read_audit_trail = providers.Factory(ReadAuditTrail, storage)
    verify_export = providers.Factory(VerifyExport, storage, door)
    resolve_differences = providers.Factory(ResolveDifferences, storage, verify_export)
    list_findings = providers.Factory(ListFindings, storage, prepare_export)
    set_findings_aside = providers.Factory(SetFindingsAside, storage, list_findings)
    set_finding_thresholds = providers.Factory(SetFindingThresholds, storage)
    show_setup = providers.Factory(ShowSetup, storage)
    show_home = providers.Factory(ShowHome, storage)
    show_status = providers.Factory(ShowStatus, storage, door)
    read_notifications = providers.Factory(ReadNotifications, storage)
    set_recipients = providers.Factory(SetRecipients, storage)
    send_notifications = providers.Factory(SendNotifications, storage, mailer, providers.Object(_new_id), kind)
    daily_work = providers.Factory(
        DailyWork,
        storage,
        door,
        sync_team_members,
        verify_export,
        send_notifications,
        providers.Callable(_owner),
        providers.Callable(_announces, settings),
        providers.Callable(_kept, settings),
    )
    start_work = providers.Factory(StartWork, storage, job_engine, providers.Object(_new_id))
    show_work = providers.Factory(ShowWork, storage)
