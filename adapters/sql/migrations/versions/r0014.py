"""Notifications, who is mailed, what became of each mail, daily work, and reminders of periods that close."""

import sqlalchemy as sa
from alembic import op

revision = "r0014"
down_revision = "r0013"

OPEN = sa.text("state IN ('waiting', 'sending')")


def _ordered() -> sa.String:
    return sa.String(collation="C" if op.get_bind().dialect.name == "postgresql" else None)


def upgrade() -> None:
    op.create_table(
        "notification",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=True),
        sa.Column("period_year", sa.Integer(), nullable=True),
        sa.Column("period_number", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_notification_period")
        ),
        sa.CheckConstraint(
            "(period_year IS NULL) = (period_number IS NULL)", name=op.f("ck_notification_period_whole")
        ),
        sa.CheckConstraint("(read_at IS NULL) = (read_by IS NULL)", name=op.f("ck_notification_read_whole")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_notification")),
        sa.UniqueConstraint("key", name=op.f("uq_notification_key")),
    )
    op.create_table(
        "notification_recipient",
        sa.Column("address", _ordered(), nullable=False),
        sa.Column("company", _ordered(), nullable=False),
        sa.Column("kind", _ordered(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'nl')", name=op.f("ck_notification_recipient_language_known")),
        sa.PrimaryKeyConstraint("address", "company", "kind", name=op.f("pk_notification_recipient")),
    )
    op.create_table(
        "notification_mail",
        sa.Column("notification", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", _ordered(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'given-up')", name=op.f("ck_notification_mail_state_known")
        ),
        sa.PrimaryKeyConstraint("notification", "address", name=op.f("pk_notification_mail")),
    )
    op.create_index(
        "ix_notification_mail_open", "notification_mail", ["notification"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "daily_run",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_run")),
    )
    op.create_table(
        "period_reminder",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("run_after", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("company", name=op.f("pk_period_reminder")),
    )


def downgrade() -> None:
    for table in ("period_reminder", "daily_run"):
        op.drop_table(table)
    op.drop_index("ix_notification_mail_open", "notification_mail")
    for table in ("notification_mail", "notification_recipient", "notification"):
        op.drop_table(table)
