"""The ledger."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    op.create_table(
        "export",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), nullable=False),
        sa.Column("period_number", sa.Integer(), nullable=False),
        sa.Column("contract_type", sa.String(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("mapping_version", sa.Integer(), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.CheckConstraint(
            "contract_type IN ('zero-hours', 'hours-contract', 'self-employed', 'payroll', 'none')",
            name=op.f("ck_export_contract_type_known"),
        ),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_export_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sa.UniqueConstraint("number", name=op.f("uq_export_number")),
    )
    op.create_index(
        op.f("ix_export_company_period_year_period_number"),
        "export",
        ["company", "period_year", "period_number"],
        unique=False,
    )
    op.create_table(
        "export_plan",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), nullable=False),
        sa.Column("period_number", sa.Integer(), nullable=False),
        sa.Column("contract_type", sa.String(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("digests", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "contract_type IN ('zero-hours', 'hours-contract', 'self-employed', 'payroll', 'none')",
            name=op.f("ck_export_plan_contract_type_known"),
        ),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_export_plan_period")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_export_plan")),
        sa.UniqueConstraint("number", name=op.f("uq_export_plan_number")),
    )
    op.create_index(op.f("ix_export_plan_company"), "export_plan", ["company"], unique=False)
    op.create_table(
        "ledger_change",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), nullable=False),
        sa.Column("period_number", sa.Integer(), nullable=False),
        sa.Column("contract_type", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cost_centre", sa.String(), nullable=False),
        sa.Column("cost_unit", sa.String(), nullable=False),
        sa.Column("carried_year", sa.Integer(), nullable=True),
        sa.Column("carried_number", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("export", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("amount_before", sa.BigInteger(), nullable=False),
        sa.Column("amount_after", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("old_line", sa.String(), nullable=True),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settle_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("answered_line", sa.String(), nullable=True),
        sa.Column("answer_code", sa.String(), nullable=False),
        sa.Column("answer_text", sa.String(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=True),
        sa.CheckConstraint(
            "action IN ('add', 'change', 'remove', 'set-days')", name=op.f("ck_ledger_change_action_known")
        ),
        sa.CheckConstraint(
            "contract_type IN ('zero-hours', 'hours-contract', 'self-employed', 'payroll', 'none')",
            name=op.f("ck_ledger_change_contract_type_known"),
        ),
        sa.CheckConstraint("kind IN ('hours', 'wage', 'days')", name=op.f("ck_ledger_change_kind_known")),
        sa.CheckConstraint(
            "refusal IN ('protected-period', 'no-right', 'period-type', 'line')",
            name=op.f("ck_ledger_change_refusal_known"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'sending', 'answered', 'unknown', 'surplus', 'done', 'refused', 'not-landed', "
            "'dropped')",
            name=op.f("ck_ledger_change_state_known"),
        ),
        sa.CheckConstraint("step IN ('delete', 'insert', 'put-back', 'set')", name=op.f("ck_ledger_change_step_known")),
        sa.CheckConstraint(
            "(carried_year IS NULL) = (carried_number IS NULL)", name=op.f("ck_ledger_change_carried_whole")
        ),
        sa.CheckConstraint(
            "carried_year BETWEEN 1 AND 9998 AND carried_number BETWEEN 1 AND 53", name=op.f("ck_ledger_change_carried")
        ),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_ledger_change_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_change")),
        sa.UniqueConstraint("number", name=op.f("uq_ledger_change_number")),
    )
    op.create_index(
        op.f("ix_ledger_change_company_period_year_period_number_state"),
        "ledger_change",
        ["company", "period_year", "period_number", "state"],
        unique=False,
    )
    op.create_index(op.f("ix_ledger_change_export"), "ledger_change", ["export"], unique=False)
    op.create_table(
        "own_line",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), nullable=False),
        sa.Column("period_number", sa.Integer(), nullable=False),
        sa.Column("contract_type", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cost_centre", sa.String(), nullable=False),
        sa.Column("cost_unit", sa.String(), nullable=False),
        sa.Column("carried_year", sa.Integer(), nullable=True),
        sa.Column("carried_number", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("ownership", sa.String(), nullable=False),
        sa.Column("export", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "contract_type IN ('zero-hours', 'hours-contract', 'self-employed', 'payroll', 'none')",
            name=op.f("ck_own_line_contract_type_known"),
        ),
        sa.CheckConstraint("kind IN ('hours', 'wage', 'days')", name=op.f("ck_own_line_kind_known")),
        sa.CheckConstraint("ownership IN ('known', 'claimed', 'adopted')", name=op.f("ck_own_line_ownership_known")),
        sa.CheckConstraint("(carried_year IS NULL) = (carried_number IS NULL)", name=op.f("ck_own_line_carried_whole")),
        sa.CheckConstraint(
            "carried_year BETWEEN 1 AND 9998 AND carried_number BETWEEN 1 AND 53", name=op.f("ck_own_line_carried")
        ),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_own_line_period")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_own_line")),
    )
    op.create_index(
        op.f("ix_own_line_company_period_year_period_number"),
        "own_line",
        ["company", "period_year", "period_number"],
        unique=False,
    )
    op.create_index(
        "uq_own_line_live",
        "own_line",
        ["company", "kind", "line_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "proved_days",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("period_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days >= 0", name=op.f("ck_proved_days_days")),
        sa.CheckConstraint(
            "period_year BETWEEN 1 AND 9998 AND period_number BETWEEN 1 AND 53", name=op.f("ck_proved_days_period")
        ),
        sa.PrimaryKeyConstraint("company", "period_year", "period_number", "employee", name=op.f("pk_proved_days")),
    )


def downgrade() -> None:
    op.drop_table("proved_days")
    op.drop_index(
        "uq_own_line_live",
        table_name="own_line",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_own_line_company_period_year_period_number"), table_name="own_line")
    op.drop_table("own_line")
    op.drop_index(op.f("ix_ledger_change_export"), table_name="ledger_change")
    op.drop_index(op.f("ix_ledger_change_company_period_year_period_number_state"), table_name="ledger_change")
    op.drop_table("ledger_change")
    op.drop_index(op.f("ix_export_plan_company"), table_name="export_plan")
    op.drop_table("export_plan")
    op.drop_index(op.f("ix_export_company_period_year_period_number"), table_name="export")
    op.drop_table("export")
