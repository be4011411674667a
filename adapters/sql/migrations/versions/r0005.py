"""How both sides of a period compared when they were last put next to each other."""

import sqlalchemy as sa
from alembic import op

revision = "r0005"
down_revision = "r0004"


def upgrade() -> None:
    op.create_table(
        "period_check",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_period_check_period")
        ),
        sa.PrimaryKeyConstraint("company", "period_year", "period_number", name=op.f("pk_period_check")),
    )


def downgrade() -> None:
    op.drop_table("period_check")
