"""Settings and people."""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("venues", sa.Text(), nullable=False),
        sa.Column("new_day_begins", sa.Time(), nullable=False),
        sa.Column("synced_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
    )
    op.create_table(
        "connection",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("sealed_token", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("own_link_off", sa.Boolean(), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('live', 'sandbox', 'demo')", name=op.f("ck_connection_kind_known")),
        sa.CheckConstraint("id = 1", name=op.f("ck_connection_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection")),
    )
    op.create_table(
        "eitje_user",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("nmbrs_id", sa.String(), nullable=True),
        sa.Column("contract_venue", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_eitje_user")),
    )
    op.create_table(
        "ignored_person",
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_ignored_person")),
    )
    op.create_table(
        "pay_mapping",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("company", "version", name=op.f("pk_pay_mapping")),
    )
    op.create_table(
        "person_link",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("matched_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "matched_by IN ('by hand', 'Nmbrs id', 'e-mail')", name=op.f("ck_person_link_matched_by_known")
        ),
        sa.PrimaryKeyConstraint("person", "company", name=op.f("pk_person_link")),
    )
    op.create_table(
        "team_member",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("emails", sa.Text(), nullable=False),
        sa.Column("employments", sa.Text(), nullable=False),
        sa.Column("contracts", sa.Text(), nullable=False),
        sa.Column("schedules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("company", "employee", name=op.f("pk_team_member")),
    )
    op.create_table(
        "wage_calendar",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("contract_type", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("length", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "contract_type IN ('zero-hours', 'hours-contract', 'self-employed', 'payroll', 'none')",
            name=op.f("ck_wage_calendar_contract_type_known"),
        ),
        sa.CheckConstraint("length IN ('month', 'four-weeks', 'week')", name=op.f("ck_wage_calendar_length_known")),
        sa.CheckConstraint("start <= last_day", name=op.f("ck_wage_calendar_days")),
        sa.PrimaryKeyConstraint("company", "contract_type", "year", name=op.f("pk_wage_calendar")),
    )


def downgrade() -> None:
    op.drop_table("wage_calendar")
    op.drop_table("team_member")
    op.drop_table("person_link")
    op.drop_table("pay_mapping")
    op.drop_table("ignored_person")
    op.drop_table("eitje_user")
    op.drop_table("connection")
    op.drop_table("company")
