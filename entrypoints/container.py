"""The composition root: which adapter stands behind which port. Nothing else in the product makes this choice."""

from __future__ import annotations

import os
import socket
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import cast

from dependency_injector import containers, providers

from adapters.eitje_files import EitjeFileReader
from adapters.holidays import DutchHolidays
from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_soap import SoapSettings, environment_kind, soap_connection
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
from application.export_attempt import Timing
from application.export_history import ExportHistory
from application.find_place import FindPlace
from application.import_mapping import ImportMapping
from application.import_timecards import ImportTimecards
from application.link_companies import LinkCompanies
from application.list_findings import ListFindings
from application.match_team_members import MatchTeamMembers
from application.ports.holidays import HolidayCalendar
from application.ports.mail import Mailer
from application.ports.payroll import Connect, EnvironmentKind
from application.ports.secrets import SecretBox
from application.ports.sheets import SheetWriter
from application.ports.storage import Storage
from application.ports.timecards import TimecardReader
from application.prepare_export import PrepareExport
from application.read_notifications import ReadNotifications
from application.resolve_differences import ResolveDifferences
from application.send_notifications import SendNotifications
from application.set_allowances import SetAllowances
from application.set_finding_thresholds import SetFindingThresholds
from application.set_findings_aside import SetFindingsAside
from application.set_mapping import SetMapping
from application.set_recipients import SetRecipients
from application.set_wage_period import SetWagePeriod
from application.show_hours import HoursSeen, ShowHours
from application.show_overview import ShowOverview
from application.show_timecards import ShowTimecards
from application.show_wage_periods import ShowWagePeriods
from application.status import ShowStatus
from application.sync_team_members import SyncTeamMembers
from application.undo_export import UndoExport
from application.verify_export import VerifyExport
from entrypoints.settings import Settings


def _new_id() -> str:
    return uuid.uuid4().hex


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
    mailer: providers.Provider[Mailer] = providers.Selector(
        settings.provided.mail_choice,
        smtp=providers.ThreadSafeSingleton(_smtp, settings),
        none=providers.ThreadSafeSingleton(NoMailer),
    )
    door = providers.Factory(PayrollDoor, storage, secrets, connect, kind)

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
    verify_export = providers.Factory(VerifyExport, storage, door)
    resolve_differences = providers.Factory(ResolveDifferences, storage, verify_export)
    list_findings = providers.Factory(ListFindings, storage, prepare_export)
    set_findings_aside = providers.Factory(SetFindingsAside, storage, list_findings)
    set_finding_thresholds = providers.Factory(SetFindingThresholds, storage)
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
    )
