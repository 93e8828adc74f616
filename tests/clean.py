"""Hides how a test database is emptied."""

import psycopg
from psycopg import sql

# What `migrate` itself writes and compares with.
KEPT = ["django_migrations", "django_content_type", "auth_permission"]


def empty(dsn: str) -> None:
    """Empty every table that holds a row. As superuser and without triggers, for some tables refuse all who ask."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        tables = [
            sql.Identifier(*row)
            for row in connection.execute(
                "SELECT schemaname, tablename FROM pg_tables"
                " WHERE schemaname !~ '^(pg_|information_schema)' AND tablename <> ALL (%s)",
                [KEPT],
            )
        ]
        asked = [sql.SQL("SELECT {} WHERE EXISTS (TABLE {})").format(n, t) for n, t in enumerate(tables)]
        if asked and (filled := [tables[n] for (n,) in connection.execute(sql.SQL(" UNION ALL ").join(asked))]):
            emptied = sql.SQL(", ").join(filled)
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(emptied))
