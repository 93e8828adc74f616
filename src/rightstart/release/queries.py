"""Hides the text of the queries: each stands in a file of its own under `sql/`, with a sentence of what it asks."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from rightstart.engine import bulk
from rightstart.terms import OrganisationId


def ask(name: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one named query."""
    return bulk.ask(_text(name), values)


def codes(organisations: Iterable[OrganisationId]) -> dict[OrganisationId, str]:
    """The code of each of these organisations."""
    return dict(ask("codes", {"organisations": list(organisations)}))


@cache
def _text(name: str) -> str:
    return files("rightstart.release").joinpath("sql", f"{name}.sql").read_text()
