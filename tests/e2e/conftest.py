from tests.sync_world.fixtures import (  # noqa: F401 - fixtures are found by name
    database_url,
    office,
    postgres_shape,
    postgres_url,
    sqlite_shape,
    sqlite_url,
)
