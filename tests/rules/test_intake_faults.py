"""Every fault is named by row, column and code; nothing a person wrote is ever repeated."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rightstart.intake import reading
from rightstart.intake.contract import BLANKS, Kind
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.faults import Fault, says
from rightstart.intake.inspection import Fate
from rightstart.terms import NHSNumberFault, PostcodeKind, nhs_number, postcode, postcode_kind
from tests.rules.intake_rows import ALL_ATTESTED, RECEIVED_ON, fates, faults, inspect, row


@pytest.mark.parametrize("column", ["record_id", "baby_surname", "born_on", "address_line_1", "postcode"])
@pytest.mark.parametrize("blank", ["", " ", "\u00a0\u200b", "\t"])
def test_what_must_be_given_is_missed(column, blank):
    assert faults(inspect(row(**{column: blank}))) == [(2, column, "missing")]


FAULTY = [
    ("record_id", "x" * 65, "too-long"),
    ("baby_surname", "x" * 201, "too-long"),
    ("address_line_4", "x" * 201, "too-long"),
    ("email", f"{'x' * 200}@example.org", "too-long"),
    ("born_on", "2026-02-30", "date-form"),
    ("born_on", "5/10/2026", "date-form"),
    ("born_on", "+026-10-05", "date-form"),
    ("born_on", "2026-10-05 00:00", "date-form"),
    ("born_on", "10/25/2026", "date-form"),
    ("born_on", "2026-10-21", "date-future"),
    ("born_on", "2025-09-14", "date-old"),
    ("told_on", "2026-10-21", "date-future"),
    ("hv_seen_on", "2026-10-04", "before-birth"),
    ("address_until", "soon", "date-form"),
    ("postcode", "HX1", "postcode-form"),
    ("postcode", "HX1 1UJ2", "postcode-form"),
    ("birth_order", "0", "count-form"),
    ("birth_order", "10", "count-form"),
    ("births_in_confinement", "two", "count-form"),
    ("nhs_number", "999000001", "nhs-number-form"),
    ("nhs_number", "999 000 0019", "nhs-number-check"),
    ("nhs_number", "9999999999", "nhs-number-alike"),
    ("uprn", "1234567890123", "uprn-form"),
    ("language", "Polish!", "language-form"),
    ("phone", "none", "phone-form"),
    ("phone", "12345", "phone-form"),
    ("email", "a at b", "email-form"),
    ("email", "a@b", "email-form"),
]


@pytest.mark.parametrize(("column", "value", "code"), FAULTY)
def test_each_fault_has_its_code(column, value, code):
    found = inspect(row(**{column: value}), row(record_id="R-2"))
    assert faults(found) == [(2, column, code)]
    assert fates(found) == [Fate.FAULTY, Fate.FIT]
    assert found.waiting.get_column(column).to_list() == [value]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("born_on", "2026-10-20"),
        ("born_on", "2025-09-15"),
        ("record_id", "x" * 64),
        ("nhs_number", "999-000-0018"),
        ("language", "zh-Hant-TW"),
        ("language", "es-419"),
        ("phone", "+44 7700 900123"),
        ("uprn", "100000000000"),
        ("address_until", "2027-03-01"),
        ("birth_order", "1"),
        ("births_in_confinement", "1"),
    ],
)
def test_what_is_right_has_no_fault(column, value):
    assert faults(inspect(row(told_on="2026-09-01") | {column: value})) == []


@pytest.mark.parametrize(
    ("order", "total", "expected"),
    [
        ("3", "2", [("birth_order", "count-order")]),
        ("2", "", [("births_in_confinement", "missing")]),
        ("", "2", [("birth_order", "missing")]),
        ("2", "2", []),
        ("", "", []),
    ],
)
def test_birth_order_and_births_in_the_confinement_go_together(order, total, expected):
    found = inspect(row(birth_order=order, births_in_confinement=total))
    assert [fault[1:] for fault in faults(found)] == expected


@pytest.mark.parametrize("column", ["action", "contact", "outcome", "address_kind", "objection", "interpreter"])
def test_a_code_outside_the_contract_is_drift(column):
    found = inspect(row(**{column: "deceased"}), row(record_id="R-2"))
    assert found.drift == (column,)
    assert (2, column, "code-outside") in faults(found)
    assert inspect(row()).drift == ()


def test_every_fault_of_a_row_is_named_in_the_order_of_the_contract():
    found = inspect(row(record_id="R-2"), row(baby_surname="", born_on="x", postcode="y", nhs_number="z"))
    assert faults(found) == [
        (3, "baby_surname", "missing"),
        (3, "born_on", "date-form"),
        (3, "postcode", "postcode-form"),
        (3, "nhs_number", "nhs-number-form"),
    ]


def test_a_status_row_needs_its_record_and_what_changed():
    found = inspect(
        {"record_id": "R-1"},
        {"record_id": "R-2", "baby_forename": "Olivia"},
        {"record_id": "", "contact": "died"},
        {"record_id": "R-4", "contact": "died"},
        {"record_id": "R-5", "address_line_2": "Town"},
        {"record_id": "R-6", "told_on": "2026-10-07"},
        {"record_id": "R-7", "action": "withdraw"},
        kind=Kind.STATUS,
    )
    fit, stop, faulty = Fate.FIT, Fate.STOP_ONLY, Fate.FAULTY
    assert fates(found) == [faulty, fit, faulty, stop, faulty, fit, Fate.WITHDRAWAL]
    assert faults(found) == [
        (2, "record_id", "nothing-changed"),
        (4, "record_id", "missing"),
        (6, "address_line_1", "missing"),
    ]
    changed = found.fit.row(0, named=True)
    assert (changed["baby_forename"], changed["baby_surname"], changed["address_kind"]) == ("Olivia", None, None)


@example("ZZ99 3VZ")
@example("je2 3ab")
@example("\U00016ebb1 3xl")  # a letter whose capital not every library knows
@given(st.text(alphabet="HXZSECURBFPO19 az\u00a0", max_size=10) | st.from_regex(r"[a-z]{1,2}[0-9]{1,2} ?[0-9][a-z]{2}"))
def test_columns_of_postcodes_are_spelled_as_single_ones_are(text):
    frame = pl.DataFrame({"postcode": [text]}).select(reading.cleaned(V1_0.by_name["postcode"]))
    spelled = frame.item()
    assert spelled == postcode(text)
    kinds = frame.select(
        o=reading.ordinary(pl.col("postcode")),
        p=reading.pseudo(pl.col("postcode")),
        z=reading.protecting(pl.col("postcode")),
    ).row(0, named=True)
    assert kinds["o"] == (postcode_kind(spelled) is PostcodeKind.ORDINARY)
    assert kinds["p"] == (postcode_kind(spelled) is PostcodeKind.PSEUDO)
    assert kinds["z"] == (postcode_kind(spelled) is PostcodeKind.PROTECTED)


@given(st.text(alphabet="0123456789 -\u00a0x", max_size=13) | st.integers(0, 9_999_999_999).map("{:010}".format))
def test_columns_of_nhs_numbers_are_judged_as_single_ones_are(text):
    single = nhs_number(text)
    codes = {
        NHSNumberFault.FORM: Fault.NHS_NUMBER_FORM,
        NHSNumberFault.CHECK_DIGIT: Fault.NHS_NUMBER_CHECK,
        NHSNumberFault.ALL_ALIKE: Fault.NHS_NUMBER_ALIKE,
    }
    found = inspect(row(nhs_number=text))
    if isinstance(single, NHSNumberFault):
        only_blanks = not text.strip(BLANKS).replace("-", "").strip(BLANKS)
        assert faults(found) == ([] if only_blanks else [(2, "nhs_number", codes[single])])
    else:
        assert found.fit.get_column("nhs_number").to_list() == [single]


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"]))
def test_a_date_of_birth_is_taken_in_three_forms_within_the_window(day, form):
    found = inspect(row(born_on=day.strftime(form), told_on="2025-01-01"))
    if day > RECEIVED_ON:
        assert faults(found) == [(2, "born_on", "date-future")]
    elif day < RECEIVED_ON - timedelta(days=400):
        assert faults(found) == [(2, "born_on", "date-old")]
    else:
        assert found.fit.get_column("born_on").to_list() == [day]


SECRET = st.text(alphabet="QJVW\u00e9\u00df0123456789", min_size=3, max_size=20).map("qq{}".format)


@given(st.fixed_dictionaries({"record_id": SECRET}, optional=dict.fromkeys(V1_0.names[1:], SECRET)))
def test_no_message_ever_repeats_a_value(cells):
    found = inspect(cells, attests=ALL_ATTESTED)
    messages = [says(V1_0, Fault(code), column) for _, column, code in faults(found)]
    assert messages
    assert not any(value in message for value in cells.values() for message in messages)
