"""Allowances, and what timecards say that decides them."""

import sqlalchemy as sa
from alembic import op

revision = "r0008"
down_revision = "r0007"


def upgrade() -> None:
    op.add_column("pay_mapping", sa.Column("allowances", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("timecard", sa.Column("shift_type", sa.String(), nullable=True))
    op.add_column("timecard", sa.Column("extras", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("timecard", "extras")
    op.drop_column("timecard", "shift_type")
    op.drop_column("pay_mapping", "allowances")
