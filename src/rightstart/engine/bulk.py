"""Hides how many rows are read and written at once: prepared binary queries, COPY, and whole columns where COPY is refused."""

import struct
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import msgspec
import polars as pl
from django.db import connections
from psycopg import Cursor, adapters, sql
from psycopg.adapt import Dumper
from psycopg.pq import Format

Row = tuple[Any, ...]
_encode = msgspec.json.Encoder().encode


@cache
def named(package: str, name: str) -> str:
    """The text of a query that stands in a file of its own, `sql/name.sql` of a package, with a sentence of what it asks."""
    return files(f"rightstart.{package}").joinpath("sql", f"{name}.sql").read_text()


FRESH_IDS = "SELECT nextval(%(sequence)s::regclass) FROM generate_series(1, %(count)s)"


def fresh_ids(table: str, count: int) -> "Question":
    """The question for so many fresh ids of a table, in rising order."""
    return Question(FRESH_IDS, {"sequence": f"{table}_id_seq", "count": count})


def take_ids(table: str, count: int, *, using: str = "default") -> list[int]:
    """So many fresh ids of a table, in rising order."""
    return [row[0] for row in ask(*fresh_ids(table, count), using=using)]


def together(*, using: str = "default") -> AbstractContextManager[object]:
    """Within this block what is written is sent without waiting for each answer; whatever is read waits for all before it.

    For a run of `insert_rows` and `ask`: a round trip costs more than a small write. In the caller's transaction; an error is
    told at the next read or at the block's end, and the driver's count of rows is not known within it. Takes no COPY.
    """
    connections[using].ensure_connection()
    return connections[using].connection.pipeline()  # type: ignore[no-any-return]


def ask(query: str, values: Mapping[str, Any], *, using: str = "default") -> list[Row]:
    """The rows of a query that is asked often: prepared by the server and read in binary, past the ORM's own adapters.

    A list among the values travels as an array: the query says of which type (`%(births)s::bigint[]`).
    """
    with _cursor(using) as cursor:
        return cursor.execute(_bytes(query), _sent(values), prepare=True, binary=True).fetchall()


class Question(NamedTuple):
    """A query with its values, to be asked together with others."""

    query: str
    values: Mapping[str, Any]


def ask_together(questions: Mapping[str, Question], *, using: str = "default") -> dict[str, list[Row]]:
    """The rows of several such queries by name, asked in one round trip: none needs another's answer."""
    with together(using=using):
        asked = {
            name: _cursor(using).execute(_bytes(query), _sent(values), prepare=True, binary=True)
            for name, (query, values) in questions.items()
        }
    return {name: cursor.fetchall() for name, cursor in asked.items()}


def copy_frame(table: str, frame: pl.DataFrame, *, using: str = "default") -> None:
    """Add a frame's rows to a table without row security; the frame's columns bear the table's names."""
    with _cursor(using) as cursor, cursor.copy(_copy(table, tuple(frame.columns))) as copy:
        copy.write(frame.write_csv(include_header=False).encode())


def insert_rows(table: str, columns: Mapping[str, object], *, using: str = "default") -> None:
    """Add rows to a table, under row security too, where COPY is refused: column by column, each a list with a value for

    every row, or one value that all rows share. At least one column is a list, and all lists are of one length.
    """
    listed = tuple(name for name, value in columns.items() if type(value) is list)
    shared = tuple(name for name in columns if name not in listed)
    with _cursor(using) as cursor:
        cursor.execute(_insert(table, listed, shared, using), _sent(columns), prepare=True)


def _cursor(using: str) -> Cursor[tuple[Any, ...]]:
    connections[using].ensure_connection()
    return Cursor(connections[using].connection)


@cache
def _bytes(query: str) -> bytes:
    return query.encode()


@cache
def _types(table: str, using: str) -> dict[str, str]:
    """The type of each column."""
    query = "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %(table)s::regclass"
    return dict(ask(query, {"table": table}, using=using))


@cache
def _copy(table: str, columns: tuple[str, ...]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv)").format(sql.Identifier(table), names)


@cache
def _insert(table: str, listed: tuple[str, ...], shared: tuple[str, ...], using: str) -> bytes:
    types = _types(table, using)
    arrays = [sql.SQL("{}::{}[]").format(sql.Placeholder(name), sql.SQL(types[name])) for name in listed]
    single = [sql.SQL("{}::{}").format(sql.Placeholder(name), sql.SQL(types[name])) for name in shared]
    names = sql.SQL(", ").join(map(sql.Identifier, (*listed, *shared)))
    comma = sql.SQL(", ")
    query = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM unnest({}) AS given ({})").format(
        sql.Identifier(table),
        names,
        comma.join([*map(sql.Identifier, listed), *single]),
        comma.join(arrays),
        comma.join(map(sql.Identifier, listed)),
    )
    return query.as_bytes(None)


def _sent(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _array(value) if type(value) is list else value for name, value in values.items()}


class _Bytes(bytes):
    """An array of `bytea` as PostgreSQL sends and receives it."""


class _BytesDumper(Dumper):
    format = Format.BINARY
    oid = adapters.types["bytea"].array_oid

    def dump(self, obj: bytes) -> bytes:
        return obj


adapters.register_dumper(_Bytes, _BytesDumper)
_LENGTH: Final = struct.Struct(">i").pack
_NULL: Final = _LENGTH(-1)


def _array(values: list[Any]) -> str | _Bytes:
    """PostgreSQL's text of an array: that of JSON in other brackets, where nothing but quotes needs an escape.

    The driver's own dumper takes ten times as long. Bytes go as they are.
    """
    kinds = set(map(type, values))
    if bytes in kinds:
        return _bytea(_parted(values) if len(kinds) == 1 else map(_part, values), len(values), lacking=len(kinds) > 1)
    told = _encode(values).decode()
    if "\\" in told:
        return "{" + ",".join(map(_element, values)) + "}"
    return "{" + told[1:-1] + "}"


def _bytea(parts: Iterable[bytes], count: int, *, lacking: bool) -> _Bytes:
    """One dimension, whether there are nulls, the type, how many from 1 on; then each with its length before it."""
    return _Bytes(struct.pack(">iiIii", 1, lacking, adapters.types["bytea"].oid, count, 1) + b"".join(parts))


def _parted(values: list[bytes]) -> Iterable[bytes]:
    lengths = set(map(len, values))
    if len(lengths) > 1:
        return map(_part, values)
    before = _LENGTH(lengths.pop())  # fingerprints and hashes
    return (before, before.join(values))


def _part(value: bytes | None) -> bytes:
    return _NULL if value is None else _LENGTH(len(value)) + value


def _element(value: object) -> str:
    if type(value) is str:
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _encode(value).decode()
