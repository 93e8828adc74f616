"""The feed contract: headers, refused columns, the template and the sentences."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake.contract import ZERO_WIDTH, Drift, Matched, RefusedColumns, header_key, match_headers
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.faults import Fault, FileFault, says, says_file, says_unreadable
from rightstart.intake.formats.csv import read
from rightstart.intake.formats.table import Table, Unfit
from rightstart.intake.papers import template_csv
from rightstart.terms import Item

ALL = frozenset(Item)


@given(
    st.sampled_from(V1_0.names),
    st.sampled_from([str.upper, str.title, str.lower]),
    st.sampled_from(["-", " ", "_", "\u00a0", "  "]),
    st.text(alphabet=" \t\u00a0" + ZERO_WIDTH, max_size=3),
)
def test_a_header_is_known_however_it_is_spelled(name, case, between, around):
    header = around + case(name.replace("_", between)) + around
    assert match_headers(V1_0, [header], ALL) == Matched({name: header})


def test_every_item_of_an_agreement_has_its_column():
    assert {column.item for column in V1_0.columns} - {None} == set(Item)


def test_a_column_outside_the_contract_stops_the_consignment_and_is_named():
    found = match_headers(V1_0, ["record_id", "Favourite colour"], ALL)
    assert found == Drift({"record_id": "record_id"}, ("Favourite colour",))


def test_a_column_that_the_agreement_does_not_list_is_outside_the_contract():
    found = match_headers(V1_0, ["record_id", "phone"], ALL - {Item.PHONE})
    assert isinstance(found, Drift)
    assert found.outside == ("phone",)


def test_a_column_in_which_every_cell_is_blank_is_ignored():
    headers = ["record_id", "phone", "notes", "Birth weight"]
    found = match_headers(V1_0, headers, ALL - {Item.PHONE}, blank=frozenset(headers[1:]))
    assert found == Matched({"record_id": "record_id"})


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Birth Weight (g)", "birth weight"),
        ("BABY_WEIGHT", "birth weight"),
        ("Gestation (weeks)", "gestation"),
        ("gestational-age", "gestation"),
        ("APGAR 5 min", "Apgar score"),
        ("Suspected congenital abnormality", "abnormality"),
        ("DeliveryType", "delivery type"),
        ("mode of delivery", "delivery type"),
        ("Ethnic category", "ethnicity"),
        ("Religion", "religion"),
        ("Parent's occupation", "occupation"),
        ("Marital Status", "marital status"),
        ("GP", "GP"),
        ("gp_code", "GP"),
        ("Mother's NHS number", "mother's NHS number or date of birth"),
        ("MotherNHSNumber", "mother's NHS number or date of birth"),
        ("maternal dob", "mother's NHS number or date of birth"),
        ("NHS number of mother", "mother's NHS number or date of birth"),
        ("Mothers_Date_Of_Birth", "mother's NHS number or date of birth"),
        ("Social care status", "social-care status"),
        ("LAC", "social-care status"),
    ],
)
def test_refused_columns_are_known_by_their_usual_spellings(header, meaning):
    assert V1_0.refused_as(header) == meaning
    assert match_headers(V1_0, ["record_id", header, "other"], ALL) == RefusedColumns(
        {"record_id": "record_id"}, (header,)
    )


def test_no_column_of_the_contract_is_refused():
    assert [name for name in V1_0.names if V1_0.refused_as(name)] == []
    assert len(V1_0.refused) == 12


def test_the_template_is_read_back_as_an_empty_file_of_the_contract():
    sheet = read(template_csv(V1_0, ALL))
    assert isinstance(sheet, Table)
    assert sheet.frame.is_empty()
    assert match_headers(V1_0, sheet.frame.columns, ALL) == Matched({name: name for name in V1_0.names})


def test_the_template_has_only_the_columns_of_the_agreement():
    header = next(csv.reader(io.StringIO(template_csv(V1_0, ALL - {Item.PHONE, Item.EMAIL}).decode("utf-8-sig"))))
    assert header == [name for name in V1_0.names if name not in ("phone", "email")]


def test_the_worked_example_stands_in_the_third_row():
    sheet = read(template_csv(V1_0, ALL, example=True))
    assert isinstance(sheet, Table)
    assert sheet.rows.to_list() == [3]
    assert sheet.frame.row(0) == tuple(column.example for column in V1_0.columns)


@pytest.mark.parametrize("code", Fault)
def test_every_fault_has_a_sentence_that_names_its_column(code):
    for column in V1_0.names:
        sentence = says(V1_0, code, column)
        assert column in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_a_sentence_about_a_code_names_the_codes_that_are_allowed():
    assert says(V1_0, Fault.CODE_OUTSIDE, "address_kind").endswith("usual, discharge, temporary.")
    assert says(V1_0, Fault.TOO_LONG, "record_id").endswith("at most 64 characters.")


@pytest.mark.parametrize("reason", Unfit)
def test_every_reason_not_to_read_a_file_has_a_sentence(reason):
    assert says_unreadable(reason).endswith(".")
    assert says_unreadable(reason, 7).endswith("See row 7.")


@pytest.mark.parametrize("code", FileFault)
def test_every_fault_of_a_whole_file_has_a_sentence(code):
    sentence = says_file(code, "colour")
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_names_are_their_own_keys():
    assert all(header_key(name) == name for name in V1_0.by_name)
