"""Draws the reference pages: the data dictionary from the models, and the feed's columns and codes from the contract."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db.models import Field, Model

import rightstart.engine.ignition  # noqa: F401 - models are read after it
from rightstart.intake.contract import Attestation
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.faults import Fault, FileFault, says, says_file

REFERENCE: Final = Path("docs/reference")
NOTE: Final = "<!-- Drawn by `python -m tests.spec.dictionary` from the code. Change it there, not here. -->"
ROOT: Final = Path(__file__).parents[2]


def render() -> dict[Path, str]:
    """Every page of docs/reference with its text."""
    return {REFERENCE / "data-dictionary.md": _dictionary(), REFERENCE / "feed.md": _feed()}


def _dictionary() -> str:
    parts = ["# Data dictionary", NOTE, "Every table that Right Start keeps, package by package."]
    for app in sorted(apps.get_app_configs(), key=lambda one: one.label):
        if app.name.startswith("rightstart.") and (models := list(app.get_models())):
            parts.append(f"## {app.label}")
            parts += [_table(model) for model in models]
    return "\n\n".join(parts) + "\n"


def _table(model: type[Model]) -> str:
    said = " ".join((model.__doc__ or "").split())
    words = "" if said.startswith(f"{model.__name__}(") else said
    lines = ["| column | type | may be absent | notes |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(_column(field))} |" for field in model._meta.concrete_fields]
    named = [f"- `{one.name}`" for one in model._meta.constraints]
    rules = ["The database refuses whatever breaks:", "\n".join(named)] if named else []
    return "\n\n".join([f"### {model._meta.db_table}", *([words] if words else []), "\n".join(lines), *rules])


def _column(field: "Field[object, object]") -> Iterator[str]:
    yield f"`{field.column}`"
    yield field.get_internal_type().removesuffix("Field")
    yield "yes" if field.null else "no"
    related = getattr(field, "related_model", None)
    choices = ", ".join(f"`{value}`" for value, _ in field.flatchoices) if field.choices else ""
    yield "; ".join(filter(None, [f"→ {related._meta.db_table}" if related else "", choices, str(field.help_text)]))


def _feed() -> str:
    columns = ["| column | must | content |", "| --- | --- | --- |"]
    for column in V1_0.columns:
        must = "yes" if column.must else (f"unless `{column.unless}` is attested" if column.unless else "no")
        columns.append(f"| `{column.name}` | {must} | {column.note} |")
    faults = ["| code | says |", "| --- | --- |"]
    faults += [f"| `{fault}` | {says(V1_0, fault, _example(fault))} |" for fault in Fault]
    files = ["| code | says |", "| --- | --- |"]
    files += [f"| `{fault}` | {says_file(fault, 'the column')} |" for fault in FileFault]
    return (
        "\n\n".join(
            [
                f"# The feed, contract {V1_0.version}",
                NOTE,
                "\n".join(columns),
                "Attested for each file: " + ", ".join(f"`{one}`" for one in Attestation) + ".",
                "Never taken: " + ", ".join(V1_0.refused) + ".",
                "## Faults of a row",
                "\n".join(faults),
                "## Faults of a whole file",
                "\n".join(files),
            ]
        )
        + "\n"
    )


def _example(fault: Fault) -> str:
    """A column that can have this fault, to print the sentence with."""
    stems = {
        "date": "born_on",
        "before": "hv_seen_on",
        "postcode": "postcode",
        "count": "birth_order",
        "nhs": "nhs_number",
    }
    return stems.get(
        fault.value.split("-", maxsplit=1)[0], "record_id" if fault is not Fault.CODE_OUTSIDE else "contact"
    )


if __name__ == "__main__":
    for path, text in render().items():
        (ROOT / path).write_text(text, "utf-8")
