"""Work in the background."""

import sqlalchemy as sa
from alembic import op

revision = "r0016"
down_revision = "r0015"

OPEN = sa.text("state IN ('waiting', 'running')")
KINDS = "'sync', 'rights', 'probe', 'plan', 'undo-plan', 'export', 'undo', 'verify'"


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=True),
        sa.Column("period_year", sa.Integer(), nullable=True),
        sa.Column("period_number", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_job_period")
        ),
        sa.CheckConstraint("(period_year IS NULL) = (period_number IS NULL)", name=op.f("ck_job_period_whole")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_job_kind_known")),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_job_state_known")),
        sa.CheckConstraint("(state = 'running') = (until IS NOT NULL)", name=op.f("ck_job_running_until")),
        sa.CheckConstraint("(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name=op.f("ck_job_ended_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("number", name=op.f("uq_job_number")),
    )
    op.create_index("ix_job_open", "job", ["number"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("ix_job_open", "job")
    op.drop_table("job")
