"""Alembic's way in: it runs on the connection it is handed and knows no address of its own."""

from alembic import context

from headoffice.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
