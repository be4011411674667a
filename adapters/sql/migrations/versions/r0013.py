"""Which venues and teams a plan and an export select."""

import sqlalchemy as sa
from alembic import op

revision = "r0013"
down_revision = "r0012"

TABLES = ("export", "export_plan")


def upgrade() -> None:
    for table in TABLES:
        for column in ("venues", "teams"):
            op.add_column(table, sa.Column(column, sa.Text(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        for column in ("teams", "venues"):
            op.drop_column(table, column)
