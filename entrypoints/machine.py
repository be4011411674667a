"""What the machine must have: a database that can be used, the key of the tokens, and names that are our own."""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from application.doctor import EnvironmentRights
from application.ports.payroll import Progress, silent
from domain.errors import ProductError
from domain.terms import CompanyId
from entrypoints.container import Container

PRODUCT = "eitje-nmbrs"
IMPORT_NAMES = ("adapters", "application", "domain", "entrypoints")


@dataclass(frozen=True, slots=True)
class MachineCheck:
    """One thing that was looked at: ``database``, ``secret-key`` or ``import-names``, and what is wrong."""

    name: str
    detail: str
    problem: ProductError | None = None


def check_machine(container: Container) -> tuple[MachineCheck, ...]:
    """Everything, in this order; nothing is raised for what is wrong."""
    settings = container.settings()
    key = "the setting" if settings.secret_key else str(settings.secret_key_file)
    return (
        _looked("database", "can be read and written to", lambda: _use_database(container)),
        _looked("secret-key", f"{key} opens every stored token", lambda: _open_tokens(container)),
        _looked("import-names", ", ".join(IMPORT_NAMES), check_import_names),
    )


def examine(
    container: Container,
    company: CompanyId | None,
    who: str,
    probe_writes: bool = False,
    by: str = "",
    progress: Progress = silent,
) -> tuple[tuple[MachineCheck, ...], tuple[EnvironmentRights, ...]]:
    """The machine, and the rights in Nmbrs; without a database and a key there is nothing to ask Nmbrs with."""
    machine = check_machine(container)
    if any(check.problem is not None for check in machine):
        return machine, ()
    return machine, container.doctor()(company, who, probe_writes, by, progress)


def check_import_names(
    origins: Mapping[str, Path] | None = None, owners: Mapping[str, Iterable[str]] | None = None
) -> None:
    """Raises ``import-name-taken`` when one of our names comes from elsewhere, or another package claims it too.

    ``origins`` are the folders that the names come from, ``owners`` the installed packages that claim them.
    """
    found = origins if origins is not None else {name: _folder(name) for name in IMPORT_NAMES}
    claimed = owners if owners is not None else importlib.metadata.packages_distributions()
    home = found["entrypoints"].parent
    for name in IMPORT_NAMES:
        others = sorted({owner for owner in claimed.get(name, ()) if owner.lower().replace("_", "-") != PRODUCT})
        if others:
            raise ProductError("import-name-taken", name=name, where=", ".join(others))
        if found[name].parent != home:
            raise ProductError("import-name-taken", name=name, where=found[name])


def _folder(name: str) -> Path:
    return Path(next(iter(importlib.import_module(name).__path__))).resolve()


def _looked(name: str, fine: str, look: Callable[[], None]) -> MachineCheck:
    try:
        look()
    except ProductError as problem:
        return MachineCheck(name, "", problem)
    return MachineCheck(name, fine)


def _use_database(container: Container) -> None:
    """Opening it brings it to the tables of this version, or says that it is too new; the right to write is taken."""
    with container.storage().write() as work:
        work.now()


def _open_tokens(container: Container) -> None:
    secrets = container.secrets()
    try:
        with container.storage().read() as work:
            connections = work.settings.connections()
    except ProductError:
        return  # that is told of the database
    for connection in connections:
        secrets.open(connection.sealed_token)
