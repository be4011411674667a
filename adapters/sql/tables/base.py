"""What all tables share.

A table is never the domain's own value: the store beside it maps one to the other. Amounts are whole hundredths,
moments are in UTC, what belongs to one row only is JSON.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import CheckConstraint, Dialect, MetaData, String, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """The base of all tables; it gives every constraint a name, so that a migration can find it again."""

    metadata = MetaData(naming_convention=NAMES)


def json_of(shape: Any) -> TypeAdapter[Any]:
    """Reads and writes values of this type as JSON; in reading, nothing unknown and nothing of another type passes."""
    return TypeAdapter(shape, config=ConfigDict(extra="forbid"))


class Json(TypeDecorator[Any]):
    """A column of JSON text. A subclass says of which shape.

    To read what does not have that shape is a ValueError.
    """

    impl = Text
    shape: ClassVar[TypeAdapter[Any]]

    def __init_subclass__(cls) -> None:
        cls.cache_ok = True  # SQLAlchemy does not take it from a base class

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's door)
        """The value as JSON."""
        return None if value is None else self.shape.dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 (SQLAlchemy's door)
        """The value that the JSON stands for."""
        return None if value is None else self.shape.validate_json(value, strict=True)


class Ordered(TypeDecorator[str]):
    """Text that databases sort as Python does, by code point."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """SQLite does so by itself, PostgreSQL when told."""
        return dialect.type_descriptor(String(collation="C") if dialect.name == "postgresql" else String())


class Words(Json):
    """Texts in an order."""

    shape = json_of(tuple[str, ...])


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Only these words."""
    known = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({known})", name=f"{column}_known")


def period(year: str = "period_year", number: str = "period_number", name: str = "period") -> CheckConstraint:
    """A period that can exist, or none."""
    return CheckConstraint(f"{year} BETWEEN 1 AND 9998 AND {number} BETWEEN 1 AND 53", name=name)
