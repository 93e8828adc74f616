"""The contract's papers, all drawn from its one definition: template, worked example and a schema that machines read (CSVW)."""

from collections.abc import Set
from typing import Any, assert_never

from rightstart.engine.exports import csv_bytes, xlsx_bytes
from rightstart.intake.contract import Column, Contract, Form, demand, listed
from rightstart.intake.reading import DATE, PATTERNS
from rightstart.terms import Item

# As people may write it: small letters and blanks are put right in reading.
POSTCODE = r"^[A-Za-z0-9 ]{5,9}$"
NHS_NUMBER = r"^[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}$"


def _rows(contract: Contract, items: Set[Item], *, example: bool) -> tuple[list[Column], list[list[str]]]:
    columns = [column for column in contract.columns if listed(column, items)]
    rows = [[f"{demand(column)}: {column.note}" for column in columns]]
    return columns, [*rows, *([[column.example for column in columns]] if example else [])]


def template_csv(contract: Contract, items: Set[Item], *, example: bool = False) -> bytes:
    """The file to fill in, as CSV: header, a row of instructions (skipped in reading), and on request one worked example."""
    columns, rows = _rows(contract, items, example=example)
    return csv_bytes([column.name for column in columns], rows)


def template_xlsx(contract: Contract, items: Set[Item], *, example: bool = False) -> bytes:
    """The same as a workbook: every cell text, so that leading zeros stay, with a note at each header."""
    columns, rows = _rows(contract, items, example=example)
    notes = [f"{demand(column)}: {column.note}" for column in columns]
    return xlsx_bytes("Births", [column.name for column in columns], rows, notes)


def schema(contract: Contract, items: Set[Item]) -> dict[str, Any]:
    """Metadata for the web's tabular data tools (W3C CSVW): each column with what its cells may hold.

    A blank cell is no value. What depends on other cells (a hold needs only its record, two counts that must fit) it can't tell.
    """
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": f"Birth feed, contract {contract.version}",
        "url": "births.csv",
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_column(column) for column in contract.columns if listed(column, items)],
        },
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.note,
        "required": column.must,
        "null": "",
        "datatype": _datatype(column),
    }


def _datatype(column: Column) -> dict[str, Any]:
    match column.form:
        case Form.CODE:
            return {"base": "string", "format": f"^({'|'.join(column.codes)})$"}
        case Form.DATE:
            return {"base": "string", "format": DATE}
        case Form.POSTCODE:
            return {"base": "string", "format": POSTCODE}
        case Form.COUNT:
            return {"base": "integer", "minimum": 1, "maximum": 9}
        case Form.NHS_NUMBER:
            return {"base": "string", "format": NHS_NUMBER}
        case Form.UPRN | Form.LANGUAGE | Form.PHONE | Form.EMAIL:
            return {"base": "string", "format": PATTERNS[column.form][1], "maxLength": column.longest}
        case Form.RECORD_ID | Form.TEXT:
            return {"base": "string", "minLength": 1, "maxLength": column.longest}
    assert_never(column.form)
