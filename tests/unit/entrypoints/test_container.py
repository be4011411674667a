"""The composition root: in every profile every provider can be built, and stands behind the port it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS
from adapters.smtp import NoMailer, SmtpMailer
from adapters.sql import SqlStorage
from application.ports.payroll import EnvironmentKind
from domain.errors import ProductError
from entrypoints.container import Container
from entrypoints.settings import Settings, load_settings

PROFILES = {
    "demo": {"nmbrs_url": "fake", "database_url": "memory"},
    "practice": {"nmbrs_url": "fake", "database_url": "sqlite:///{folder}/practice.db"},
    "sandbox": {"nmbrs_url": "sandbox", "database_url": "sqlite:///{folder}/sandbox.db"},
    "live": {"nmbrs_url": "live", "database_url": "sqlite:///{folder}/live.db"},
    "loopback": {"nmbrs_url": "http://127.0.0.1:9", "database_url": "sqlite:///{folder}/loopback.db"},
}


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Container]:
    """The name of a profile, and a container made for it."""
    values = {key: value.format(folder=tmp_path) for key, value in PROFILES[request.param].items()}
    return request.param, Container(settings=Settings(secret_key_file=tmp_path / "secret.key", **values))


def test_every_provider_can_be_built(profile: tuple[str, Container]) -> None:
    _, container = profile
    built = [name for name, provider in container.providers.items() if provider() is not None]
    assert len(built) == len(container.providers) > 20
    assert all(isinstance(provider, providers.Provider) for provider in container.providers.values())


def test_the_settings_choose_the_adapters(profile: tuple[str, Container]) -> None:
    name, container = profile
    expected = {"live": EnvironmentKind.LIVE, "sandbox": EnvironmentKind.SANDBOX}
    assert container.kind() is expected.get(name, EnvironmentKind.DEMO)
    assert isinstance(container.storage(), MemoryStorage if name == "demo" else SqlStorage)
    assert container.storage() is container.storage()
    if name in ("demo", "practice"):
        assert container.connect()(DEMO_CREDENTIALS).environment.domain == "kadegroep"


def test_every_use_case_is_a_process_of_its_own_in_the_lease(profile: tuple[str, Container]) -> None:
    _, container = profile
    assert container.apply_export().owner != container.apply_export().owner


def test_an_address_in_the_open_is_refused(tmp_path: Path) -> None:
    container = Container(settings=Settings(nmbrs_url="http://api.nmbrs.nl", secret_key_file=tmp_path / "secret.key"))
    with pytest.raises(ProductError) as refused:
        container.connect()
    assert refused.value.code == "payroll-address-unsafe"


@pytest.mark.parametrize(
    ("name", "value", "blamed"),
    [
        ("CALLS_PER_SECOND", "151", "CALLS_PER_SECOND"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL"),
        ("CALL_TIMEOUT", "-1", "CALL_TIMEOUT"),
        ("LANGUAGE", "fr", "LANGUAGE"),
        ("CALL_TIMEOUT", "200", "LEASE_TIME"),
        ("SETTINGS_FILE", "no-such-file.toml", "SETTINGS_FILE"),
        ("DAILY_AT", "24:00", "DAILY_AT"),
        ("DAILY_AT", "10 pm", "DAILY_AT"),
        ("DAILY_SYNC", "never", "DAILY_SYNC"),
        ("SMTP_HOST", "mail.example", "SMTP_FROM"),
        ("SMTP_FROM", "nobody", "SMTP_FROM"),
        ("SMTP_USER", "loon", "SMTP_USER"),
        ("SMTP_PASSWORD", "geheim", "SMTP_USER"),
        ("SMTP_PORT", "0", "SMTP_PORT"),
        ("SMTP_TIMEOUT", "60", "SMTP_TIMEOUT"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, blamed: str) -> None:
    with pytest.raises(ProductError) as refused:
        load_settings({f"EITJE_NMBRS_{name}": value})
    assert refused.value.code == "setting-invalid"
    assert f"EITJE_NMBRS_{blamed}" in refused.value.what()


def test_no_password_and_no_mail_go_over_the_net_in_the_open() -> None:
    mail = {"EITJE_NMBRS_SMTP_FROM": "loon@kade.example", "EITJE_NMBRS_SMTP_SECURITY": "none"}
    with pytest.raises(ProductError) as refused:
        load_settings({**mail, "EITJE_NMBRS_SMTP_HOST": "mail.example"})
    assert "EITJE_NMBRS_SMTP_SECURITY" in refused.value.what()
    assert load_settings({**mail, "EITJE_NMBRS_SMTP_HOST": "127.0.0.1"}).mail_choice == "smtp"


def test_the_settings_choose_the_mail_server_and_hide_its_password(tmp_path: Path) -> None:
    mail = {"smtp_host": "mail.example", "smtp_from": "Loon@KADE.example", "smtp_user": "u", "smtp_password": "geheim"}
    container = Container(settings=Settings(**mail, secret_key_file=tmp_path / "key"))
    mailer = container.mailer()
    assert isinstance(mailer, SmtpMailer)
    assert (mailer.settings.sender, mailer.settings.password) == ("Loon@kade.example", "geheim")
    assert "geheim" not in repr(mailer) + repr(container.settings())
    assert isinstance(Container(settings=Settings(secret_key_file=tmp_path / "key")).mailer(), NoMailer)


def test_the_environment_leads_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "nl"\nworkers = 4\n', encoding="utf-8")
    settings = load_settings({"EITJE_NMBRS_SETTINGS_FILE": str(file), "EITJE_NMBRS_WORKERS": "8"})
    assert (settings.language, settings.workers) == ("nl", 8)
