"""Truths about synthetic hand-overs: what comes when, and that it hangs together."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given

from rightstart.intake.contract import Kind
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.places.directories import derived_reach, postcodes
from rightstart.synth.homes import covered, gazetteer
from rightstart.synth.oddities import Oddity
from rightstart.synth.rows import Row, to_csv
from rightstart.synth.season import Handover, Season, season
from rightstart.terms import DEMO_NHS_NUMBERS, nhs_number
from tests.rules.seasons import (
    UNTIL,
    all_rows,
    births,
    councils,
    days,
    few,
    first_sent,
    fresh,
    place_of,
    seeds,
)


@few
@given(seeds, days, councils)
def test_the_same_seed_and_day_give_the_same_bytes(seed: int, until: date, council: str) -> None:
    once, again = season(council, until, seed=seed), season(council, until, seed=seed)
    assert once == again
    assert [to_csv(each.rows) for each in once.hand_overs] == [to_csv(each.rows) for each in again.hand_overs]
    assert once != season(council, until, seed=seed + 1)


@few
@given(seeds, days)
def test_every_nhs_number_is_a_test_number_and_is_given_to_one_baby_in_both_councils(seed: int, until: date) -> None:
    quiet = frozenset(Oddity) - {Oddity.FAULTS}
    given_to: dict[str, set[str]] = {}
    for council in covered():
        for row in all_rows(season(council, until, seed=seed, oddities=quiet)):
            if "nhs_number" in row:
                assert nhs_number(row["nhs_number"]) == row["nhs_number"]
                assert int(row["nhs_number"]) in DEMO_NHS_NUMBERS
                given_to.setdefault(row["nhs_number"], set()).add(row["record_id"])
    assert all(len(records) == 1 for records in given_to.values())


@few
@given(seeds, days, councils)
def test_every_column_is_of_the_contract_and_nothing_is_blank(seed: int, until: date, council: str) -> None:
    for row in all_rows(season(council, until, seed=seed)):
        assert set(row) <= set(V1_0.names)
        assert all(row.values())
        assert row["record_id"]


@few
@given(seeds, days, councils)
def test_twins_share_their_confinement_and_differ_in_themselves(seed: int, until: date, council: str) -> None:
    rows = first_sent(season(council, until, seed=seed))
    shared = ("baby_surname", "born_on", "address_line_1", "postcode", "parent_name", "births_in_confinement")
    twins: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("births_in_confinement") == "2":
            twins.setdefault(row["record_id"].rsplit("-", 1)[0], []).append(row)
    assert twins
    for one, other in twins.values():
        assert [one[name] for name in shared] == [other[name] for name in shared]
        assert (one["birth_order"], other["birth_order"]) == ("1", "2")
        assert one.get("nhs_number", "one") != other.get("nhs_number", "other")


@few
@given(seeds, days, councils)
def test_hand_overs_come_in_order_and_none_after_the_day_asked_for(seed: int, until: date, council: str) -> None:
    handed = season(council, until, seed=seed).hand_overs
    assert [each.due_at for each in handed] == sorted(each.due_at for each in handed)
    assert until - timedelta(days=7) < handed[-1].due_at.date() <= until
    assert all(each.as_at <= each.due_at and each.period.end_on == each.as_at.date() for each in handed)
    weekly = [each.period for each in handed if each.kind is Kind.BIRTHS]
    assert len(weekly) == 5
    assert all(one.end_on == other.start_on for one, other in pairwise(weekly))


@few
@given(seeds, councils)
def test_nothing_is_said_before_it_can_be_known(seed: int, council: str) -> None:
    for each in births(season(council, UNTIL, seed=seed, oddities=frozenset(Oddity) - {Oddity.FAULTS})):
        for row in each.rows:
            dates = [date.fromisoformat(row[name]) for name in ("born_on", "told_on", "hv_seen_on") if name in row]
            assert all(day < each.as_at.date() for day in dates)
            assert dates == [] or min(dates) == dates[0]


@few
@given(seeds, councils)
def test_a_later_row_speaks_of_a_record_already_sent(seed: int, council: str) -> None:
    sent: set[str] = set()
    for each in season(council, UNTIL, seed=seed).hand_overs:
        later = {row["record_id"] for row in each.rows if "action" in row or each.kind is Kind.STATUS}
        assert later <= sent
        ids = [row["record_id"] for row in each.rows]
        assert len(ids) == len(set(ids))
        sent |= set(ids)


def late_deaths(of: Season) -> list[tuple[Row, Handover]]:
    return [(row, each) for each in of.hand_overs if each.kind is Kind.STATUS for row in each.rows]


@few
@given(seeds, councils)
def test_late_deaths_are_of_births_old_enough_to_be_with_a_centre(seed: int, council: str) -> None:
    of = season(council, UNTIL, seed=seed)
    first = {row["record_id"]: row for row in first_sent(of)}
    deaths = late_deaths(of)
    assert len(deaths) == 2
    for row, told in deaths:
        birth = first[row["record_id"]]
        assert row["contact"] == "died"
        assert place_of(birth["postcode"]) == council
        assert told.as_at.date() - date.fromisoformat(birth["born_on"]) >= timedelta(days=17)
        assert "contact" not in birth
        assert birth["objection"] == "no"


@few
@given(seeds, councils)
def test_the_weeks_hold_a_status_file_and_a_nil(seed: int, council: str) -> None:
    statuses = [each for each in season(council, UNTIL, seed=seed).hand_overs if each.kind is Kind.STATUS]
    assert [each.nil for each in statuses] == [True, False]
    assert season(council, UNTIL, weeks=1).hand_overs[0].kind is Kind.BIRTHS


@few
@given(seeds, councils)
def test_a_season_of_the_demonstration_shows_every_oddity(seed: int, council: str) -> None:
    of = season(council, UNTIL, seed=seed)
    rows = all_rows(of)
    first = first_sent(of)
    contacts, places = (
        Counter(row.get("contact") for row in rows),
        Counter(place_of(row.get("postcode", "")) for row in first),
    )
    straddling = {each.postcode for each in gazetteer(council).straddling}
    ended = {each.postcode for each in gazetteer(council).ended}
    codes = {row.get("postcode") for row in first}
    assert contacts["hold"] >= 1
    assert contacts["died"] >= 4  # alone, of twins, and two told of late
    assert {"ZZZSECUR", "ZZ99 3VZ"} <= codes
    assert straddling & codes
    assert ended & codes
    assert sum(births for home, births in places.items() if home not in {council, ""}) >= 1
    assert any(row.get("outcome") == "stillbirth" and "birth_order" in row for row in first)
    assert any(row.get("outcome") == "stillbirth" and "birth_order" not in row for row in first)
    assert any(row.get("objection") == "yes" for row in first)
    assert any(row.get("action") == "withdraw" for row in rows)
    assert any("outcome" in row and "baby_surname" not in row for row in first)
    assert any(row.get("baby_forename") == "Twin 1" for row in first)
    repeats = Counter(tuple(sorted(row.items())) for row in rows if "outcome" in row)
    assert max(repeats.values()) == 2


def pairs(of: Season) -> list[tuple[Row, Row]]:
    first = {row["record_id"]: row for row in first_sent(of)}
    return [(first[row["record_id"]], row) for row in all_rows(of) if row.get("action") == "correct"]


@few
@given(seeds, councils)
def test_an_unnamed_baby_is_named_by_a_correction(seed: int, council: str) -> None:
    named = [(a["baby_forename"], b["baby_forename"]) for a, b in pairs(season(council, UNTIL, seed=seed))]
    nameless = [now for before_, now in named if before_.startswith(("Baby", "BB", "Infant", "Twin "))]
    assert len(nameless) >= 3
    assert not any(now.startswith(("Baby", "BB", "Infant", "Twin ")) for now in nameless)


@few
@given(seeds, councils)
def test_a_mover_comes_under_another_centre_of_the_same_council_once_released(seed: int, council: str) -> None:
    reach = {each.small_area: each.centre for each in derived_reach()}
    area = {each.postcode: each.small_area for each in postcodes() if each.council == council}
    of = season(council, UNTIL, seed=seed)
    moves = [(a, b) for a, b in pairs(of) if a["postcode"] != b["postcode"]]
    assert moves
    for left, joined in moves:
        assert reach[area[left["postcode"]]] != reach[area[joined["postcode"]]]


@few
@given(seeds, councils)
def test_the_control_total_counts_live_births_of_the_council(seed: int, council: str) -> None:
    for each in births(season(council, UNTIL, seed=seed, oddities={Oddity.TWINS, Oddity.STILLBIRTHS, Oddity.HOLDS})):
        live = [row for row in fresh(each.rows) if row.get("outcome") != "stillbirth"]
        assert each.births_in_period == len(live) + sum(each.withheld.values())
