"""Several employees of one company for one person, and which person is not which employee."""

import sqlalchemy as sa
from alembic import op

revision = "r0010"
down_revision = "r0009"

KNOWN = "matched_by IN ('by hand', 'Nmbrs id', 'e-mail')"
ROWS = sa.text("SELECT person, company, employee, matched_by FROM person_link ORDER BY person, company, employee")


def _links(*keys: str) -> sa.Table:
    return op.create_table(
        "person_link",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.Column("matched_by", sa.String(), nullable=False),
        sa.CheckConstraint(KNOWN, name=op.f("ck_person_link_matched_by_known")),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_person_link")),
    )


def _make_anew(*keys: str) -> None:
    """The same table under another key; of rows that are equal under it, the last employee stays."""
    rows = op.get_bind().execute(ROWS).mappings().all()
    op.drop_table("person_link")
    table = _links(*keys)
    kept = {tuple(row[key] for key in keys): dict(row) for row in rows}
    if kept:
        op.bulk_insert(table, list(kept.values()))


def upgrade() -> None:
    _make_anew("person", "employee")
    op.create_table(
        "refused_link",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("employee", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", "employee", name=op.f("pk_refused_link")),
    )


def downgrade() -> None:
    op.drop_table("refused_link")
    _make_anew("person", "company")
