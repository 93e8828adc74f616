"""Each row has one fate: fit, a stop only, a withdrawal, a copy, faulty, unplaceable, stillbirth, refused or not ours."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake import rules
from rightstart.intake.contract import Attestation, Drift, Kind, Matched, RefusedColumns
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.formats.table import of_records
from rightstart.intake.inspection import Counts, Fate, kept, leaves_out
from rightstart.intake.rules import Share, sift
from rightstart.terms import Item
from tests.rules.intake_rows import (
    ALL_ATTESTED,
    ALL_ITEMS,
    COUNCIL,
    HERE,
    HOMES,
    NEXT_DOOR,
    NOWHERE,
    THERE,
    fates,
    faults,
    inspect,
    row,
    stops,
)


def test_a_full_row_becomes_a_notice_with_typed_and_normalised_content():
    full = row(
        baby_surname="  O\u2019Neill\u00a0 Smith ", baby_forename="Olivia", born_on="05/10/2026", postcode="hx11uj",
        address_line_2="Exampleton", nhs_number="999 000 0018", birth_order="2", births_in_confinement="2",
        uprn="100", address_kind="Discharge", address_until="20270101", hv_seen_on="2026-10-16", language="pl",
        interpreter="YES", phone="(01422) 000 000", email="a@example.org", parent_name="Alex Smith",
    )  # fmt: skip
    notice = inspect(full).fit.to_dicts()[0]
    assert len(notice.pop("content_hash")) == 16
    assert notice == {
        "row": 2, "record_id": "R-1", "action": "new", "baby_surname": "O\u2019Neill Smith", "baby_forename": "Olivia",
        "born_on": date(2026, 10, 5), "address_line_1": "12 Example Street", "address_line_2": "Exampleton",
        "address_line_3": None, "address_line_4": None, "postcode": HERE, "protected": False, "contact": None,
        "parent_name": "Alex Smith", "birth_order": 2, "births_in_confinement": 2, "nhs_number": "9990000018",
        "uprn": "100", "address_kind": "discharge", "address_until": date(2027, 1, 1), "objection": "no",
        "hv_seen_on": date(2026, 10, 16), "told_on": date(2026, 10, 6), "language": "pl", "interpreter": True,
        "phone": "(01422) 000 000", "email": "a@example.org",
        "nothing_known": True, "live": True, "told": True, "no_objection": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "said", ["Baby", "BABY SMITH", "Baby of Anna", "Twin 1", "twin", "BB", "Infant", "b/o Smith", "Not known", " "]
)
def test_a_forename_that_says_only_that_there_is_none_counts_as_not_named(said):
    assert inspect(row(baby_forename=said)).fit.get_column("baby_forename").to_list() == [None]


@pytest.mark.parametrize("name", ["Bab", "Babylon", "Twinkle", "Bobby", "Olivia"])
def test_other_forenames_are_kept(name):
    assert inspect(row(baby_forename=name)).fit.get_column("baby_forename").to_list() == [name]


def test_clearances_come_from_the_row_or_from_what_is_attested():
    clearances = ("nothing_known", "live", "told", "no_objection")
    looked = ALL_ATTESTED - {Attestation.LIVE_ONLY, Attestation.OBJECTORS}
    assert inspect(row(), attests=looked).fit.select(clearances).row(0) == (True, True, True, True)
    bare = row(outcome="", told_on="", objection="")
    assert inspect(bare).fit.select(clearances).row(0) == (True, True, True, True)
    assert inspect(row(), attests=frozenset()).fit.select(clearances).row(0) == (False, True, True, True)
    held = row(outcome="", told_on="", objection="yes", contact="hold")
    assert inspect(held, attests=frozenset()).fit.select(clearances).row(0) == (False, False, False, False)


def test_nothing_is_known_only_where_deaths_protection_and_adoptions_were_looked_for():
    for missing in (Attestation.DEATHS, Attestation.PROTECTED, Attestation.ADOPTIONS):
        found = inspect(row(), attests=ALL_ATTESTED - {missing})
        assert found.fit.get_column("nothing_known").to_list() == [False]


def test_what_is_not_attested_must_be_given():
    found = inspect(row(outcome="", told_on="", objection=""), attests=frozenset())
    assert faults(found) == [(2, name, "missing") for name in ("outcome", "told_on", "objection")]


def test_a_birth_in_another_council_is_not_ours_whatever_else_is_wrong_with_it():
    found = inspect(row(postcode=THERE), row(record_id="R-2", postcode=THERE, born_on="never", baby_surname=""))
    assert found.elsewhere.rows() == [(2, "R-1", NEXT_DOOR), (3, "R-2", NEXT_DOOR)]
    assert found.counts.of(Fate.NOT_OURS) == 2
    assert found.fit.is_empty()
    assert found.waiting.is_empty()
    assert found.faults.is_empty()


@pytest.mark.parametrize(("postcode", "code"), [(NOWHERE, "postcode-unknown"), ("ZZ99 3VZ", "postcode-pseudo")])
def test_a_row_whose_council_cannot_be_told_waits(postcode, code):
    found = inspect(row(postcode=postcode))
    assert fates(found) == [Fate.UNPLACEABLE]
    assert faults(found) == [(2, "postcode", code)]
    assert found.unplaceable.to_list() == [2]
    assert found.waiting.get_column("postcode").to_list() == [postcode]


def test_a_protected_address_is_erased_everywhere_and_stops_the_birth():
    found = inspect(
        row(postcode="zzz secur", uprn="100", address_line_2="Town"),
        row(record_id="R-2", postcode="ZZZSECUR", address_line_1=""),
        row(record_id="R-3", postcode="ZZZSECUR", born_on="never"),
        row(record_id="R-4", postcode="ZZZ99", uprn="100"),
    )
    assert fates(found) == [Fate.FIT, Fate.FIT, Fate.FAULTY, Fate.FIT]
    assert stops(found) == [(n, "protected") for n in (2, 3, 4, 5)]
    erased = ["address_line_1", "address_line_2", "uprn"]
    assert found.fit.select("protected", "postcode", *erased).rows() == [(True, "", None, None, None)] * 3
    assert found.waiting.select(erased).rows() == [("", "", "")]
    assert "12 Example Street" not in str(found)


def test_a_stillbirth_leaves_nothing_but_its_stop():
    found = inspect(row(outcome="Stillbirth", nhs_number="9990000018"), row(record_id="R-2"))
    assert fates(found) == [Fate.STILLBIRTH, Fate.FIT]
    told = (2, "R-1", "9990000018", "stillbirth", "Smith", date(2026, 10, 5), HERE)
    assert found.stops.rows() == [told]


def test_a_withdrawal_needs_only_its_record_and_keeps_nothing_else():
    found = inspect({"record_id": "R-1", "action": "withdraw"}, row(record_id="R-2", action="withdraw", postcode=THERE))
    assert found.withdrawals.rows() == [(2, "R-1"), (3, "R-2")]
    assert stops(found) == [(2, "withdrawn"), (3, "withdrawn")]
    assert fates(inspect(row(record_id="", action="withdraw"))) == [Fate.FAULTY]


@pytest.mark.parametrize("contact", ["hold", "Died"])
def test_a_hold_needs_only_its_record_and_is_no_notice_unless_it_is_full(contact):
    bare = {"record_id": "R-1", "contact": contact}
    found = inspect(bare, row(record_id="R-2", contact=contact), row(record_id="R-3", contact=contact, baby_surname=""))
    assert fates(found) == [Fate.STOP_ONLY, Fate.FIT, Fate.STOP_ONLY]
    assert found.fit.get_column("nothing_known").to_list() == [False]
    assert stops(found) == [(row, contact.lower()) for row in (2, 3, 4)]


def test_the_same_row_twice_is_a_copy_and_two_rows_that_differ_are_both_faulty():
    twice = inspect(row(), row(), row(record_id="R-2"))
    assert fates(twice) == [Fate.FIT, Fate.COPY, Fate.FIT]
    differ = inspect(row(), row(baby_surname="Jones"), row(), row(record_id="R-2"))
    assert fates(differ) == [Fate.FAULTY, Fate.FAULTY, Fate.COPY, Fate.FIT]
    assert faults(differ) == [(n, "record_id", "duplicate-record") for n in (2, 3)]
    blank = inspect(row(record_id=" "), row(record_id=" "))
    assert faults(blank) == [(n, "record_id", "missing") for n in (2, 3)]


def test_a_demonstration_keeps_nothing_of_a_row_with_a_real_nhs_number():
    real = row(nhs_number="943 476 5919")
    found = inspect(real, row(record_id="R-2", nhs_number="9990000018"), demo=True)
    assert fates(found) == [Fate.REFUSED, Fate.FIT]
    assert faults(found) == [(2, "nhs_number", "nhs-number-real")]
    assert found.waiting.is_empty()
    assert fates(inspect(real)) == [Fate.FIT]


def test_the_hash_tells_content_and_not_its_spelling():
    same = [row(), row(baby_surname=" Smith", postcode="hx1  1uj", born_on="05/10/2026", address_kind="usual")]
    hashes = [inspect(one).fit.get_column("content_hash").item() for one in (*same, row(action="correct"))]
    assert len(set(hashes)) == 1
    assert hashes[0].hex() == "d10de358270e7cc67ac343f10433eed3"
    other = inspect(row(baby_surname="Jones"), row(record_id="R-2", contact="hold"), row(record_id="R-3", uprn="1"))
    assert len({*hashes, *other.fit.get_column("content_hash")}) == 4


def test_what_may_be_kept_of_a_file():
    sheet = of_records(
        [row(), row(outcome="stillbirth"), row(postcode=THERE), row(postcode="ZZZSECUR"), row(born_on="never")],
        range(2, 7),
    )
    columns = rules.match(V1_0, sheet, ALL_ITEMS).columns
    terms = rules.Terms(V1_0, COUNCIL, Kind.BIRTHS, date(2026, 10, 20), ALL_ATTESTED, lambda _: HOMES)
    found = rules.inspect(sheet, columns, terms)
    assert leaves_out(found)
    rest = kept(sheet, columns, found)
    assert rest.get_column("born_on").to_list() == ["2026-10-05", "2026-10-05", "never"]
    assert rest.get_column("address_line_1").to_list() == ["12 Example Street", "", "12 Example Street"]


def test_of_a_file_in_which_all_may_be_kept_all_is_kept():
    sheet = of_records([row(), row(record_id="R-2", born_on="never"), row(record_id="R-3", contact="died")], [2, 3, 4])
    columns = rules.match(V1_0, sheet, ALL_ITEMS).columns
    terms = rules.Terms(V1_0, COUNCIL, Kind.BIRTHS, date(2026, 10, 20), ALL_ATTESTED, lambda _: HOMES)
    found = rules.inspect(sheet, columns, terms)
    assert not leaves_out(found)
    assert kept(sheet, columns, found).equals(sheet.frame)


def test_headers_are_put_to_the_contract_with_blank_columns_left_out():
    assert isinstance(rules.match(V1_0, of_records([row(notes=" ")], [2]), ALL_ITEMS), Matched)
    assert isinstance(rules.match(V1_0, of_records([row(notes="x")], [2]), ALL_ITEMS), Drift)
    assert isinstance(rules.match(V1_0, of_records([row(ethnicity="x")], [2]), ALL_ITEMS), RefusedColumns)
    narrow = rules.match(V1_0, of_records([row(phone="")], [2]), frozenset(Item) - {Item.PHONE})
    assert isinstance(narrow, Matched)
    assert "phone" not in narrow.columns


def test_the_places_to_look_up_are_each_named_once():
    asked: list[Sequence[str]] = []

    def homes(postcodes: Sequence[str]) -> dict[str, str]:
        asked.append(postcodes)
        return HOMES

    terms = rules.Terms(V1_0, COUNCIL, Kind.BIRTHS, date(2026, 10, 20), ALL_ATTESTED, homes)
    sheet = of_records([row(), row(postcode="hx1 1uj"), row(postcode="ZZZSECUR"), row(postcode="nonsense")], range(4))
    rules.inspect(sheet, rules.match(V1_0, sheet, ALL_ITEMS).columns, terms)
    rules.inspect(sheet, {"record_id": "record_id"}, terms)
    assert asked == [[HERE], []]


def test_more_than_three_rows_in_ten_faulty_refuses_the_file():
    assert sift(Counts({Fate.FAULTY: 3, Fate.FIT: 7}), V1_0.share_limit) is Share.WITHIN
    assert sift(Counts({Fate.FAULTY: 4, Fate.FIT: 6}), V1_0.share_limit) is Share.BEYOND
    assert sift(Counts({Fate.UNPLACEABLE: 4, Fate.FIT: 6}), V1_0.share_limit) is Share.WITHIN
    assert sift(Counts({}), V1_0.share_limit) is Share.WITHIN


SAID = st.sampled_from(
    ["", " ", "new", "withdraw", "hold", "died", "live", "stillbirth", "yes", "no", "2026-10-05", "2027-01-01", HERE, THERE,
     NOWHERE, "ZZZSECUR", "ZZ99 3VZ", "1", "2", "9990000018", "R-1", "R-2", "Smith", "x" * 300, "\u200b", "a@b.c"]
)  # fmt: skip
ROWS = st.lists(st.fixed_dictionaries({"record_id": SAID}, optional=dict.fromkeys(V1_0.names[1:], SAID)), max_size=6)


@given(ROWS, st.sampled_from(Kind), st.booleans(), st.frozensets(st.sampled_from(Attestation)))
def test_every_row_has_one_fate_and_every_waiting_row_its_faults(rows, kind, demo, attests):
    found = inspect(*rows, kind=kind, demo=demo, attests=attests)
    assert found.counts.records == len(rows) == len(fates(found))
    assert found.counts.of(Fate.FIT) == found.fit.height
    assert found.counts.of(Fate.WITHDRAWAL) == found.withdrawals.height
    assert found.counts.of(Fate.NOT_OURS) == found.elsewhere.height
    assert found.counts.of(Fate.FAULTY, Fate.UNPLACEABLE) == found.waiting.height
    named = set(found.waiting.get_column("row")) | {n for n, f in enumerate(fates(found), 2) if f == Fate.REFUSED}
    assert set(found.faults.get_column("row")) == named
    assert set(found.faults.get_column("column")) <= {column.name for column in V1_0.columns}
