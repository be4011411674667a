"""What Alembic runs; the connection, and the transaction it is in, come from ``adapters.sql.upgrade``."""

from alembic import context

from adapters.sql import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.base.Table.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
