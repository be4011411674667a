"""Settings: from the environment (prefix ``EITJE_NMBRS_``), else from a settings file, else the defaults.

The file is TOML with the same names in lower case; it is found by ``EITJE_NMBRS_SETTINGS_FILE``, else
``settings.toml`` in the user's configuration folder.
"""

from __future__ import annotations

import getpass
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import time
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from domain.errors import ProductError
from domain.notifications import checked_address

PREFIX = "EITJE_NMBRS_"
NMBRS_ADDRESSES = {"live": "https://api.nmbrs.nl", "sandbox": "https://api-sandbox.nmbrs.nl"}
FAKE = "fake"
"""As ``nmbrs_url``: the bundled fake Nmbrs within this process."""
OFF = "off"
"""As ``daily_at``: `serve` does no daily work."""
MEMORY = "memory"
"""As ``database_url``: nothing is kept when the process ends."""

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
Seconds = Annotated[float, Field(gt=0, le=3600)]


def parts_of(value: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def _default_database() -> str:
    return f"sqlite:///{Path(platformdirs.user_data_dir('eitje-nmbrs')) / 'eitje-nmbrs.db'}"


def _default_key_file() -> Path:
    return Path(platformdirs.user_config_dir("eitje-nmbrs")) / "secret.key"


class Settings(BaseModel):
    """Everything that can be set. Times are in seconds, sizes in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = Field(
        default_factory=_default_database, description="Where everything is kept: sqlite:///FILE, or memory."
    )
    nmbrs_url: str = Field(
        "live", description="Which Nmbrs: live, sandbox, fake (within this process), or an https or loopback address."
    )
    secret_key: SecretStr | None = Field(
        None,
        description="The key that encrypts the API token; several, separated by commas, while it is being replaced.",
    )
    secret_key_file: Path = Field(
        default_factory=_default_key_file, description="The file with that key; made on first use, for its owner only."
    )
    log_level: str = Field("WARNING", description="DEBUG, INFO, WARNING or ERROR; the token is never logged.")
    language: Literal["en", "nl"] = Field("en", description="The language of errors and findings: en or nl.")
    actor: str = Field(default_factory=getpass.getuser, min_length=1, description="Who is named in the audit trail.")
    http_key: SecretStr | None = Field(
        None, description="The key that programs send to the HTTP interface; without one only people can use it."
    )
    http_host: str = Field(
        "127.0.0.1", min_length=1, description="The address `serve` listens on; any but loopback needs TLS."
    )
    http_port: int = Field(8765, ge=0, le=65535, description="The port of the HTTP interface.")
    http_names: str = Field(
        "", description="The names under which it may be called, separated by commas, besides those of loopback."
    )
    http_certificate: Path | None = Field(None, description="The file with the certificate (PEM, with its chain).")
    http_certificate_key: Path | None = Field(None, description="The file with the key of that certificate (PEM).")
    http_proxy: str = Field(
        "",
        description="The addresses or networks of a proxy that does TLS, separated by commas; others are refused then.",
    )
    connect_timeout: Seconds = Field(10, description="How long making a connection to Nmbrs may take.")
    call_timeout: Seconds = Field(60, description="How long one call to Nmbrs may take.")
    settling_time: Seconds = Field(
        120, description="How long after its time-out a call may still be carried out by Nmbrs."
    )
    lease_time: Seconds = Field(300, description="How long a dead export keeps others out of its period.")
    workers: int = Field(16, ge=1, le=150, description="How many calls to Nmbrs run at the same time.")
    calls_per_second: int = Field(150, ge=1, le=150, description="The most calls to Nmbrs in any second.")
    batch_size: int = Field(1000, ge=1, le=100_000, description="The most lines in one batch to Nmbrs.")
    smtp_host: str = Field(
        "", description="The mail server that notifications leave by; without one nothing is mailed."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="The port of the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the line to it is encrypted: starttls, tls (usual on port 465), or none."
    )
    smtp_user: str = Field("", description="The user name for the mail server; without one nobody logs in.")
    smtp_password: SecretStr | None = Field(None, description="The password for the mail server.")
    smtp_from: str = Field("", description="The address that mails come from.")
    smtp_timeout: Annotated[float, Field(gt=0, le=40)] = Field(
        20, description="How long each answer of the mail server may take."
    )
    daily_at: str = Field(
        "22:00", description="When `serve` does the daily work, in the time of the Netherlands; or off."
    )
    daily_sync: Literal["store", "announce"] = Field(
        "store", description="Whether the daily work stores changes of team members, or only announces them."
    )
    jobs_at_once: int = Field(4, ge=1, le=64, description="How much work `serve` does in the background at a time.")
    jobs_lease_time: Seconds = Field(20, description="How long a dead `serve` keeps its background work from others.")
    jobs_kept_days: int = Field(30, ge=1, le=3650, description="How many days ended background work stays on record.")
    stop_time: Annotated[float, Field(ge=0, le=3600)] = Field(
        20, description="How long `serve` waits for background work when it ends; the rest goes on at the next start."
    )
    file_bytes: int = Field(50_000_000, ge=1, description="The largest file that is imported.")
    file_rows: int = Field(1_000_000, ge=1, description="The most rows in a file that is imported.")

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("http_names")
    @classmethod
    def _names_only(cls, value: str) -> str:
        if not all(_NAME.fullmatch(name) for name in parts_of(value)):
            raise ValueError("use names such as pay.example.nl, without https:// and without a port")
        return value.lower()

    @field_validator("http_proxy")
    @classmethod
    def _addresses_only(cls, value: str) -> str:
        try:
            for address in parts_of(value):
                ip_network(address)
        except ValueError:
            raise ValueError("use addresses such as 127.0.0.1, or networks such as 10.0.0.0/24") from None
        return value

    @model_validator(mode="after")
    def _certificate_with_its_key(self) -> Settings:
        if (self.http_certificate is None) != (self.http_certificate_key is None):
            raise ValueError("http_certificate and http_certificate_key go together")
        return self

    @field_validator("daily_at")
    @classmethod
    def _clock_time(cls, value: str) -> str:
        if value != OFF and _CLOCK.fullmatch(value) is None:
            raise ValueError("use a time such as 22:00, or off")
        return value

    @field_validator("smtp_from")
    @classmethod
    def _one_address(cls, value: str) -> str:
        try:
            return checked_address(value) if value else ""
        except ProductError:
            raise ValueError("use one address, such as payroll@example.nl") from None

    @field_validator("smtp_security")
    @classmethod
    def _no_password_in_the_open(cls, value: str, others: ValidationInfo) -> str:
        away = others.data.get("smtp_host") not in ("", "localhost", "127.0.0.1", "::1")
        if value == "none" and away:
            raise ValueError("none is only for a mail server on this machine itself")
        return value

    @model_validator(mode="after")
    def _whole_mail_settings(self) -> Settings:
        if self.smtp_host and not self.smtp_from:
            raise ValueError("smtp_from is needed with smtp_host")
        if bool(self.smtp_user) != bool(self.smtp_password and self.smtp_password.get_secret_value()):
            raise ValueError("smtp_user and smtp_password go together")
        return self

    @model_validator(mode="after")
    def _lease_outlasts_a_call(self) -> Settings:
        if self.lease_time < 2 * self.call_timeout:
            raise ValueError("lease_time must be at least twice call_timeout")
        return self

    @property
    def nmbrs_address(self) -> str:
        """The address behind ``nmbrs_url``."""
        return NMBRS_ADDRESSES.get(self.nmbrs_url, self.nmbrs_url)

    @property
    def payroll_choice(self) -> str:
        """Which adapter: ``fake`` or ``soap``."""
        return "fake" if self.nmbrs_url == FAKE else "soap"

    @property
    def mail_choice(self) -> str:
        """Which adapter: ``smtp`` or ``none``."""
        return "smtp" if self.smtp_host else "none"

    @property
    def daily_time(self) -> time | None:
        """When `serve` does the daily work; None for never."""
        return None if self.daily_at == OFF else time.fromisoformat(self.daily_at)

    @property
    def storage_choice(self) -> str:
        """Which adapter: ``memory`` or ``sql``."""
        return "memory" if self.database_url == MEMORY else "sql"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ProductError ``setting-invalid`` naming the first that cannot be used."""
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = _from_file(environ)
    for name in Settings.model_fields:
        if environ.get(PREFIX + name.upper()):
            values[name] = environ[PREFIX + name.upper()]
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        # What is wrong between two settings begins with the name of the one to look at.
        blamed = first["loc"][0] if first["loc"] else first["msg"].removeprefix("Value error, ").split()[0]
        name = PREFIX + str(blamed).upper()
        raise ProductError("setting-invalid", name=name, detail=first["msg"]) from None


def _from_file(environ: Mapping[str, str]) -> dict[str, Any]:
    named = environ.get(PREFIX + "SETTINGS_FILE")
    path = Path(named) if named else Path(platformdirs.user_config_dir("eitje-nmbrs")) / "settings.toml"
    if not named and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProductError("setting-invalid", name=PREFIX + "SETTINGS_FILE", detail=error) from None
