"""Hides how what bears on births is asked by the names of the queries under `sql/`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rightstart.engine import bulk
from rightstart.terms import OrganisationId

Row = bulk.Row
Rows = Mapping[str, Sequence[Row]]
"""The rows of named queries."""


def ask(name: str, values: Mapping[str, Any]) -> list[Row]:
    """The rows of one named query."""
    return bulk.ask(bulk.named("release", name), values)


def questions(names: Iterable[str], values: Mapping[str, Any]) -> dict[str, bulk.Question]:
    """Several named queries that share their values, to be asked together."""
    return {name: bulk.Question(bulk.named("release", name), values) for name in names}


def numbered(
    table: str, count: int, organisations: Iterable[OrganisationId]
) -> tuple[list[int], dict[OrganisationId, str]]:
    """So many fresh ids of a table, and the code of each of these organisations, by which the ledger names them."""
    named = questions(["codes"], {"organisations": list(organisations)})
    told = bulk.ask_together({"ids": bulk.fresh_ids(table, count), **named})
    return [number for (number,) in told["ids"]], dict(told["codes"])
