"""Watches, exports that undo another, late hours carried along."""

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"


def upgrade() -> None:
    op.add_column("ledger_change", sa.Column("watch_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("ledger_change", sa.Column("gives_back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("export", sa.Column("carry", sa.Text(), nullable=True))
    op.add_column("export", sa.Column("undoes", sa.String(), nullable=True))
    op.add_column("export_plan", sa.Column("carry", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("export_plan", "carry")
    op.drop_column("export", "undoes")
    op.drop_column("export", "carry")
    op.drop_column("ledger_change", "gives_back")
    op.drop_column("ledger_change", "watch_until")
