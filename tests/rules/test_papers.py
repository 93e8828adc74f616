"""The contract's papers say what the reader does: template, example and schema are drawn from the same definition."""

import re
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake.contract import Form
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.faults import Fault
from rightstart.intake.formats import opening
from rightstart.intake.formats.table import Tables
from rightstart.intake.papers import schema, template_csv, template_xlsx
from rightstart.terms import Item
from tests.rules.intake_rows import inspect

ALL = frozenset(Item)
SCHEMA = {one["name"]: one for one in schema(V1_0, ALL)["tableSchema"]["columns"]}
TRIED = [
    "",
    "x",
    "live",
    "LIVE",
    "yes",
    "2026-10-05",
    "05/10/2026",
    "20261005",
    "2026-13-99",
    "HX1 1UJ",
    "hx11uj",
    "ZZZSECUR",
]
TRIED += [
    "1",
    "9",
    "0",
    "10",
    "999 000 0018",
    "9990000018",
    "123",
    "en",
    "pt-BR",
    "english language",
    "01422 000000",
    "a@b.uk",
]


def valid(name: str, cell: str) -> bool:
    """Whether a cell is valid by the schema alone, as a CSVW tool would say."""
    one = SCHEMA[name]
    if cell == "":
        return not one["required"]
    kind = one["datatype"]
    if kind["base"] == "integer":
        return cell.isdigit() and kind["minimum"] <= int(cell) <= kind["maximum"]
    fits = kind.get("minLength", 0) <= len(cell) <= kind.get("maxLength", 10_000)
    return fits and re.search(kind.get("format", ""), cell) is not None


def form_faults(name: str, cell: str) -> set[str]:
    found = inspect({"record_id": "R-1", name: cell}).faults
    told = found.filter((pl.col("column") == name) & (pl.col("code") != Fault.MISSING.value))
    return set(told.get_column("code")) - {
        "date-old",
        "date-future",
        "before-birth",
        "postcode-unknown",
        "postcode-pseudo",
    }


@pytest.mark.parametrize("cell", TRIED)
@pytest.mark.parametrize("name", [column.name for column in V1_0.columns if column.form is not Form.RECORD_ID])
def test_what_the_reader_faults_for_its_form_the_schema_does_too(name: str, cell: str) -> None:
    if cell and form_faults(name, cell) and V1_0.by_name[name].form is not Form.CODE:
        real_day_or_digit = {"date-form", "nhs-number-check", "postcode-form"} & form_faults(name, cell)
        assert not valid(name, cell) or real_day_or_digit
    if valid(name, cell) and cell and V1_0.by_name[name].form in (Form.COUNT, Form.LANGUAGE, Form.EMAIL, Form.PHONE):
        assert form_faults(name, cell) - {"count-order"} == set()


@given(st.sampled_from([one for one in V1_0.columns if one.form is Form.CODE]), st.text(max_size=8))
def test_a_code_is_valid_where_the_contract_lists_it(column, cell):
    assert (cell in column.codes) == (bool(cell) and valid(column.name, cell))


def test_the_schema_lists_each_column_and_what_must_be_there() -> None:
    assert tuple(SCHEMA) == V1_0.names
    assert {name for name, one in SCHEMA.items() if one["required"]} == {c.name for c in V1_0.columns if c.must}
    assert "phone" not in {one["name"] for one in schema(V1_0, ALL - {Item.PHONE})["tableSchema"]["columns"]}


@pytest.mark.parametrize("draw", [template_csv, template_xlsx])
def test_a_template_is_read_as_no_row_and_its_example_as_one_fit_row(draw) -> None:
    empty = opening.read(draw(V1_0, ALL))
    assert isinstance(empty, Tables)
    assert sum(table.frame.height for table in empty.each()) == 0
    read = opening.read(draw(V1_0, ALL, example=True))
    assert isinstance(read, Tables)
    [table] = read.each()
    assert table.rows.to_list() == [3]
    [row] = table.frame.iter_rows(named=True)
    found = inspect({name: cell for name, cell in row.items() if name != "row"})
    assert found.faults.is_empty()
    assert found.fit.height == 1
    assert found.fit.item(0, "born_on") == date(2026, 10, 5)
