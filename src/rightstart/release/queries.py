"""Hides how what bears on births is asked by the names of the queries under `sql/`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rightstart.engine import bulk
from rightstart.terms import OrganisationId

Row = tuple[Any, ...]
Rows = Mapping[str, Sequence[Row]]
"""The rows of named queries."""


def ask(name: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one named query."""
    return bulk.ask(bulk.named("release", name), values)


def questions(names: Iterable[str], values: Mapping[str, Any]) -> dict[str, bulk.Question]:
    """Several named queries that share their values, to be asked together."""
    return {name: bulk.Question(bulk.named("release", name), values) for name in names}


def codes(organisations: Iterable[OrganisationId]) -> dict[OrganisationId, str]:
    """The code of each of these organisations."""
    return dict(ask("codes", {"organisations": list(organisations)}))
