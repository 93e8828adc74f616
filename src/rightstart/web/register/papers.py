"""Hides how the public register becomes open data: two CSV files, one JSON document, and its schema; each says when it was made."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import Any, Final, TypeVar

from django.conf import settings
from django.http import HttpResponse, JsonResponse

from rightstart.agreements.openly import OpenRegister
from rightstart.terms import london_date
from rightstart.web.downloads import attached, csv_attached
from rightstart.web.register.columns import AGREEMENTS, REFUSALS, Column

Row = TypeVar("Row")
LICENCE: Final = "Open Government Licence v3.0"
LICENCE_URL: Final = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
MADE_UP: Final = "Made up for a demonstration: no such agreement exists. "
MADE: Final = {"type": "string", "format": "date-time", "description": "When this was made"}
LAID_DOWN: Final = {"type": "string", "description": "Under which licence it may be used, and how its source is named"}


def licence() -> str:
    """How it may be used; a demonstration's is said to be made up."""
    said = f"{LICENCE}. Contains public sector information from the register of agreements kept in Right Start."
    return f"{MADE_UP}{said}" if settings.DEMO else said


def as_json(found: OpenRegister) -> HttpResponse:
    said = {
        "title": "Public register of agreements about births",
        "made_at": made_at(found),
        "licence": licence(),
        "licence_url": LICENCE_URL,
        "agreements": [_record(AGREEMENTS, one) for one in found.agreements],
        "refusals": [_record(REFUSALS, one) for one in found.refusals],
    }
    return attached(_pretty(said), f"register-{london_date(found.made_at)}.json")


def agreements_csv(found: OpenRegister) -> HttpResponse:
    return _csv("agreements", AGREEMENTS, found.agreements, found)


def refusals_csv(found: OpenRegister) -> HttpResponse:
    return _csv("refusals", REFUSALS, found.refusals, found)


def schema() -> HttpResponse:
    """What the JSON document holds, as JSON Schema; the columns of the CSV files are the same."""
    several = {"agreements": _described(AGREEMENTS), "refusals": _described(REFUSALS)}
    said = {
        "$schema": SCHEMA,
        "title": "Public register of agreements about births",
        "description": "Every version of an agreement that is or was in force, and every decision not to share that stands. "
        "The CSV files have the same columns. Several values in one cell are set apart by semicolons. "
        "Each row also has made_at and licence.",
        "type": "object",
        "required": ["title", "made_at", "licence", "licence_url", *several],
        "properties": {
            "title": {"type": "string"},
            "made_at": MADE,
            "licence": LAID_DOWN,
            "licence_url": {"type": "string", "format": "uri"},
            **{name: {"type": "array", "items": one} for name, one in several.items()},
        },
        "additionalProperties": False,
    }
    return _pretty(said)


def made_at(found: OpenRegister) -> str:
    return found.made_at.astimezone(UTC).isoformat(timespec="seconds")


def _csv(name: str, columns: Sequence[Column[Row]], rows: Sequence[Row], found: OpenRegister) -> HttpResponse:
    heads = [*(column.name for column in columns), "made_at", "licence"]
    last = [made_at(found), licence()]
    lines = [[*(column.cell(row) for column in columns), *last] for row in rows]
    return csv_attached(f"{name}-{london_date(found.made_at)}.csv", heads, lines)


def _record(columns: Sequence[Column[Row]], row: Row) -> dict[str, Any]:
    return {column.name: column.read(row) for column in columns}


def _described(columns: Sequence[Column[Row]]) -> dict[str, Any]:
    told = {column.name: column.kind | {"description": column.says} for column in columns}
    return {"type": "object", "required": list(told), "properties": told, "additionalProperties": False}


def _pretty(said: Mapping[str, Any]) -> HttpResponse:
    return JsonResponse(said, json_dumps_params={"indent": 2, "ensure_ascii": False})


PAPERS: Final[Mapping[str, tuple[str, Callable[[OpenRegister], HttpResponse]]]] = {
    "agreements.csv": ("Agreements (CSV)", agreements_csv),
    "refusals.csv": ("Decisions not to share (CSV)", refusals_csv),
    "register.json": ("Both (JSON)", as_json),
    "schema.json": ("What stands in each column (JSON Schema)", lambda _: schema()),
}
