"""Hides how a test database is emptied, and how what many tests begin with is made once and put back for each of them."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple, TypeVar

import psycopg
from psycopg import Connection, sql

Made = TypeVar("Made")

# What `migrate` itself writes and compares with.
KEPT: Final = ["django_migrations", "django_content_type", "auth_permission"]
FRESH: Final = timedelta(minutes=3)  # how long what begins at the moment it is made may be put back
LARGE: Final = 2**20  # bytes from which on a table is emptied whole: row by row is quicker before
_TABLES: Final = """
SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
WHERE schemaname !~ '^(pg_|information_schema)' AND tablename <> ALL (%s) ORDER BY 1
"""
_USED: Final = """
SELECT (quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass::text, last_value, start_value FROM pg_sequences
WHERE schemaname !~ '^(pg_|information_schema)' AND last_value IS NOT NULL
"""


class Picture(NamedTuple):
    """Every row of a database, by table, and how far its sequences have come."""

    rows: dict[str, bytes]
    sequences: list[tuple[str, int]]
    made_at: datetime
    made: Any


_pictures: dict[str, Picture] = {}


def empty(dsn: str) -> None:
    """Empty every table that holds a row. As superuser and without triggers, for some tables refuse all who ask."""
    with _superuser(dsn) as connection:
        orders = [_emptying(connection, one) for one in _filled(connection)]
        orders += [f"SELECT setval('{name}', {start}, false)" for name, _, start in connection.execute(_USED)]
        connection.execute("; ".join(orders) or "SELECT 1")


def put_back(dsn: str, name: str, make: Callable[[], Made]) -> Made:
    """What is made in an empty database: once in this process, and put back row by row for whoever asks soon after."""
    picture = _pictures.get(name)
    if picture is None or datetime.now(UTC) - picture.made_at > FRESH:
        at = datetime.now(UTC)
        made = make()
        with _superuser(dsn) as connection:
            _pictures[name] = Picture(*_taken(connection), at, deepcopy(made))
        return made
    with _superuser(dsn) as connection, connection.cursor() as cursor:
        for table, rows in picture.rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
        connection.execute("; ".join(f"SELECT setval('{name}', {last})" for name, last in picture.sequences))
    return deepcopy(picture.made)  # type: ignore[no-any-return]


def _superuser(dsn: str) -> Connection[Any]:
    return psycopg.connect(dsn, options="-c session_replication_role=replica -c lock_timeout=10s")


def _filled(connection: Connection[Any]) -> list[str]:
    tables = [table for (table,) in connection.execute(_TABLES, [KEPT])]
    asked = " UNION ALL ".join(f"SELECT {n} WHERE EXISTS (TABLE {table})" for n, table in enumerate(tables))
    return [tables[n] for (n,) in connection.execute(sql.SQL(asked))] if tables else []  # type: ignore[arg-type]


def _emptying(connection: Connection[Any], table: str) -> str:
    [(size,)] = connection.execute("SELECT pg_total_relation_size(%s::regclass)", [table])
    return f"TRUNCATE {table} CASCADE" if size > LARGE else f"DELETE FROM {table}"


def _taken(connection: Connection[Any]) -> tuple[dict[str, bytes], list[tuple[str, int]]]:
    rows: dict[str, bytes] = {}
    for table in _filled(connection):
        with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            rows[table] = b"".join(bytes(part) for part in copy)
    return rows, [(name, last) for name, last, _ in connection.execute(_USED)]
