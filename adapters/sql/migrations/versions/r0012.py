"""When warnings come; a person's word about a finding belongs to a company and period; what eitje's own link sent."""

import sqlalchemy as sa
from alembic import op

revision = "r0012"
down_revision = "r0010"

WORDS = (
    ("company", sa.String()),
    ("period_year", sa.Integer()),
    ("period_number", sa.Integer()),
    ("code", sa.String()),
)


def upgrade() -> None:
    op.create_table(
        "finding_settings",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("longest_shift", sa.Integer(), nullable=False),
        sa.Column("unusual_percent", sa.Integer(), nullable=False),
        sa.Column("unusual_hours", sa.BigInteger(), nullable=False),
        sa.Column("unusual_periods", sa.Integer(), nullable=False),
        sa.Column("switched_off", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("company", name=op.f("pk_finding_settings")),
    )
    for name, type_ in WORDS:
        op.add_column("set_aside", sa.Column(name, type_, nullable=True))
    op.add_column("set_aside", sa.Column("restored", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        op.f("ix_set_aside_company_period_year_period_number"), "set_aside", ["company", "period_year", "period_number"]
    )
    op.add_column("timecard", sa.Column("sent_by_own_link", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("timecard", "sent_by_own_link")
    op.drop_index(op.f("ix_set_aside_company_period_year_period_number"), "set_aside")
    op.drop_column("set_aside", "restored")
    for name, _ in reversed(WORDS):
        op.drop_column("set_aside", name)
    op.drop_table("finding_settings")
