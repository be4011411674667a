"""Many environments of the payroll, by domain; each company in one of them, and inactive only when somebody said so."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "r0009"
down_revision = "r0008"

FIELDS = ("email", "domain", "sealed_token", "kind", "own_link_off", "activated_at")


def upgrade() -> None:
    links = [{**link, "domain": link["domain"].lower()} for link in _links()]
    op.drop_table("connection")
    _make(("domain",))
    _fill(links)
    op.add_column("company", sa.Column("environment", sa.String(), nullable=False, server_default=""))
    op.add_column("company", sa.Column("inactive", sa.Boolean(), nullable=False, server_default=sa.false()))
    company = sa.table("company", sa.column("environment"))
    for link in links:
        op.get_bind().execute(company.update().values(environment=link["domain"]))


def downgrade() -> None:
    """The older version knows one link: the first stays."""
    links = [{"id": 1, **link} for link in _links()][:1]
    op.drop_table("connection")
    _make(("id",), sa.CheckConstraint("id = 1", name=op.f("ck_connection_one")))
    _fill(links)
    op.drop_column("company", "inactive")
    op.drop_column("company", "environment")


def _links() -> list[dict[str, Any]]:
    stored = sa.select(*(_columns()[name] for name in FIELDS)).select_from(sa.table("connection")).order_by("domain")
    return [dict(row) for row in op.get_bind().execute(stored).mappings()]


def _columns() -> dict[str, "sa.Column[Any]"]:
    return {
        "id": sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        "email": sa.Column("email", sa.String(), nullable=False),
        "domain": sa.Column("domain", sa.String(), nullable=False),
        "sealed_token": sa.Column("sealed_token", sa.String(), nullable=False),
        "kind": sa.Column("kind", sa.String(), nullable=False),
        "own_link_off": sa.Column("own_link_off", sa.Boolean(), nullable=False),
        "activated_at": sa.Column("activated_at", sa.DateTime(timezone=True), nullable=False),
    }


def _make(key: tuple[str, ...], *more: sa.CheckConstraint) -> None:
    columns = _columns()
    names = (*key, *(name for name in FIELDS if name not in key))
    op.create_table(
        "connection",
        *(columns[name] for name in names),
        sa.CheckConstraint("kind IN ('live', 'sandbox', 'demo')", name=op.f("ck_connection_kind_known")),
        *more,
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_connection")),
    )


def _fill(links: list[dict[str, Any]]) -> None:
    if links:
        op.bulk_insert(
            sa.table("connection", *(sa.column(name, each.type) for name, each in _columns().items())), links
        )
