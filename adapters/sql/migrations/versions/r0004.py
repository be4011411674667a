"""Decisions, leases, audit."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"

SQLITE = (
    """CREATE TRIGGER audit_record_kept BEFORE DELETE ON audit_record
    BEGIN SELECT RAISE(ABORT, 'audit records are never deleted'); END""",
    """CREATE TRIGGER audit_record_unchanged BEFORE UPDATE ON audit_record
    BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_record_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit records are never changed or deleted'; END $$""",
    """CREATE TRIGGER audit_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION audit_record_refuse()""",
)


def upgrade() -> None:
    op.create_table(
        "audit_record",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_audit_record_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_record")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_record_hash")),
    )
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), nullable=False),
        sa.Column("period_number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("line_id", sa.String(), nullable=True),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.BigInteger(), nullable=True),
        sa.Column("wanted", sa.BigInteger(), nullable=True),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "cause IN ('missing', 'edited in Nmbrs', 'edited in eitje', 'possibly doubled', 'foreign')",
            name=op.f("ck_decision_cause_known"),
        ),
        sa.CheckConstraint(
            "choice IN ('keep-theirs', 'restore-ours', 'adopt', 'on-top', 'leave-out')",
            name=op.f("ck_decision_choice_known"),
        ),
        sa.CheckConstraint("kind IN ('hours', 'wage', 'days')", name=op.f("ck_decision_kind_known")),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_decision_period")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decision")),
    )
    op.create_index(
        op.f("ix_decision_company_period_year_period_number"),
        "decision",
        ["company", "period_year", "period_number"],
        unique=False,
    )
    op.create_table(
        "lease",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(owner IS NULL) = (expires_at IS NULL)", name=op.f("ck_lease_held_whole")),
        sa.CheckConstraint("fence >= 1", name=op.f("ck_lease_fence")),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_lease_period")
        ),
        sa.PrimaryKeyConstraint("company", "period_year", "period_number", name=op.f("pk_lease")),
    )
    op.create_table(
        "set_aside",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_set_aside")),
    )
    for statement in POSTGRESQL if _on_postgresql() else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("set_aside")
    op.drop_table("lease")
    op.drop_index(op.f("ix_decision_company_period_year_period_number"), table_name="decision")
    op.drop_table("decision")
    op.drop_table("audit_record")
    # The triggers went with their table.
    if _on_postgresql():
        op.execute("DROP FUNCTION audit_record_refuse")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
