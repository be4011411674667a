"""Timecards."""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"

ORDERED = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "timecard",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entry_key", sa.String(), nullable=False),
        sa.Column("person_key", ORDERED, nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("eitje_user_id", sa.String(), nullable=True),
        sa.Column("nmbrs_id", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("contract_venue", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("contract_type", sa.String(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("break_minutes", sa.Integer(), nullable=True),
        sa.Column("stated_tenths", sa.Integer(), nullable=True),
        sa.Column("stated_within", sa.String(), nullable=True),
        sa.Column("meals", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "contract_type IN ('zero-hours', 'hours-contract', 'self-employed', 'payroll', 'none')",
            name=op.f("ck_timecard_contract_type_known"),
        ),
        sa.CheckConstraint("kind IN ('worked', 'leave', 'sick', 'special-leave')", name=op.f("ck_timecard_kind_known")),
        sa.CheckConstraint("status IN ('approved', 'pending')", name=op.f("ck_timecard_status_known")),
        sa.CheckConstraint(
            "(starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (break_minutes IS NULL)",
            name=op.f("ck_timecard_times"),
        ),
        sa.CheckConstraint("(stated_tenths IS NULL) = (stated_within IS NULL)", name=op.f("ck_timecard_stated")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timecard")),
    )
    op.create_index(op.f("ix_timecard_day"), "timecard", ["day"], unique=False)
    op.create_table(
        "timecard_import",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("coverage", sa.Text(), nullable=True),
        sa.Column("pending", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_timecard_import")),
    )


def downgrade() -> None:
    op.drop_table("timecard_import")
    op.drop_index(op.f("ix_timecard_day"), table_name="timecard")
    op.drop_table("timecard")
