"""Accounts with their passwords, who is logged in, and who tried."""

import sqlalchemy as sa
from alembic import op

revision = "r0015"
down_revision = "r0014"


def _ordered() -> sa.String:
    return sa.String(collation="C" if op.get_bind().dialect.name == "postgresql" else None)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("name", _ordered(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.CheckConstraint(
            "role IN ('viewer', 'operator', 'payroll', 'administrator')", name=op.f("ck_account_role_known")
        ),
        sa.CheckConstraint("language IN ('en', 'nl')", name=op.f("ck_account_language_known")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_account")),
    )
    op.create_table(
        "account_password",
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_account_password")),
    )
    op.create_table(
        "login_session",
        sa.Column("digest", _ordered(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_login_session")),
    )
    op.create_index(op.f("ix_login_session_account"), "login_session", ["account"])
    op.create_table(
        "login_attempt",
        sa.Column("id", _ordered(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('failed', 'succeeded', 'limited')", name=op.f("ck_login_attempt_outcome_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index(op.f("ix_login_attempt_name"), "login_attempt", ["name"])
    op.create_index(op.f("ix_login_attempt_address"), "login_attempt", ["address"])


def downgrade() -> None:
    op.drop_index(op.f("ix_login_attempt_address"), "login_attempt")
    op.drop_index(op.f("ix_login_attempt_name"), "login_attempt")
    op.drop_index(op.f("ix_login_session_account"), "login_session")
    for table in ("login_attempt", "login_session", "account_password", "account"):
        op.drop_table(table)
