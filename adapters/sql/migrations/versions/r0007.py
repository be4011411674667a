"""Which timecards each of our lines counts, so that it can be found from the timecard; lines that carry late hours."""

import json

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"

LIVE = sa.text(
    "SELECT company, kind, line_id, sources, coalesce(carried_year, period_year) AS home_year,"
    " coalesce(carried_number, period_number) AS home_number FROM own_line WHERE ended_at IS NULL"
)


CARRYING = ("own_line", "ledger_change")


def upgrade() -> None:
    collation = "C" if op.get_bind().dialect.name == "postgresql" else None
    table = op.create_table(
        "counted_entry",
        sa.Column("timecard", sa.String(collation=collation), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("home_year", sa.Integer(), nullable=False),
        sa.Column("home_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('hours', 'wage', 'days')", name=op.f("ck_counted_entry_kind_known")),
        sa.CheckConstraint(
            "home_year BETWEEN 1 AND 9998 AND home_number BETWEEN 1 AND 53", name=op.f("ck_counted_entry_home")
        ),
        sa.PrimaryKeyConstraint("timecard", "company", "kind", "line_id", name=op.f("pk_counted_entry")),
    )
    for name in CARRYING:
        where = sa.text("carried_year IS NOT NULL")
        op.create_index(f"ix_{name}_carried", name, ["company"], sqlite_where=where, postgresql_where=where)
    op.create_index("ix_counted_entry_company_kind_line_id", "counted_entry", ["company", "kind", "line_id"])
    for line in op.get_bind().execute(LIVE).mappings().all():
        counted = sorted({source["timecard"] for source in json.loads(line["sources"])})
        place = {name: value for name, value in line.items() if name != "sources"}
        if counted:
            op.bulk_insert(table, [{"timecard": timecard, **place} for timecard in counted])


def downgrade() -> None:
    op.drop_table("counted_entry")
    for name in CARRYING:
        op.drop_index(f"ix_{name}_carried", name)
