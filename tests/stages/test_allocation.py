"""Reach areas redrawn from a day on, tried out first, and overruled by hand for one birth; the database has the last word."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from rightstart.allocation.homes import home_key
from rightstart.allocation.models import HandPlacing, ReachArea
from rightstart.allocation.redraw import (
    Drawn,
    HandPlaced,
    NotDrawn,
    NotPlaced,
    Overlap,
    Redrawn,
    areas,
    place_by_hand,
    redraw,
)
from rightstart.allocation.rehearse import DryRun, dry_run
from rightstart.allocation.sealed import text
from rightstart.births.models import Birth, Family, Identity
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind
from rightstart.intake.sealed import Private
from rightstart.places import register
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from rightstart.terms import Actor
from tests import opened

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
TODAY, LATER = date(2026, 10, 1), date(2026, 11, 1)
YESTERDAY = TODAY - timedelta(days=1)
BY = Actor.job("test")
OURS, THEIRS = "E08000033", "E08000034"
AREA, OTHER_AREA = "E01010996", "E01010929"
HOME, OTHER_HOME, FOREIGN_HOME = "HX1 3XL", "HX1 4RG", "HD1 1AA"

pytestmark = pytest.mark.usefixtures("database")
Ids = dict[str, int]


@pytest.fixture
def ids(database: str) -> Ids:
    """Two councils, two centres of the one and one of the other, and the places where the births live."""
    for code in (OURS, THEIRS):
        people.add_organisation(kind=OrganisationKind.COUNCIL, code=code, name=code, by=BY, at=AT)
    for code, council in (("CAL-01", OURS), ("CAL-02", OURS), ("KIR-01", THEIRS)):
        people.add_organisation(kind=OrganisationKind.CENTRE, code=code, name=code, council_code=council, by=BY, at=AT)
    lying = ((HOME, OURS, AREA), (OTHER_HOME, OURS, OTHER_AREA), (FOREIGN_HOME, THEIRS, "E01011107"))
    register.load(
        councils=[Council(code, code, code, code, "MD", "E12", "", code) for code in (OURS, THEIRS)],
        small_areas=[SmallArea(area, area, council, "", 10.0) for _, council, area in lying],
        postcodes=[PostcodeRow(home, PostcodeStatus.LIVE, council, area) for home, council, area in lying],
        from_on=date(2020, 1, 1),
        by=BY,
        at=AT,
    )
    return {one.code: int(one.id) for one in people.organisations()}


def draw(ids: Ids, *claims: tuple[str, str], on: date = TODAY, council: str = OURS) -> Redrawn | Overlap | NotDrawn:
    """Redraw with claims of small areas: (area, centre's code)."""
    return redraw(council_id=ids[council], claims=drawn(ids, claims), from_on=on, by=BY, at=AT)


def drawn(ids: Ids, claims: Sequence[tuple[str, str]]) -> list[Drawn]:
    return [("small-area", area, ids[centre]) for area, centre in claims]


def mapped(ids: Ids, on: date) -> set[tuple[str, str]]:
    return {(one.place, one.centre_code) for one in areas(ids[OURS], on=on)}


def written() -> list[str]:
    """Every line of the ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(body, 'UTF8') FROM ledger_leaf")
        return [row[0] for row in cursor.fetchall()]


def leaves() -> int:
    return len(written())


def born(ids: Ids, postcode: str | None, *, council: str = OURS) -> Birth:
    """A birth that one notice speaks of."""
    family = Family.objects.create(council_id=ids[council])
    number = Birth.objects.count() + 1
    birth = Birth.objects.create(council_id=ids[council], family=family, reference=f"BIRTH-{number}", known_at=AT)
    moved(birth, postcode, AT - timedelta(days=1))
    return birth


def moved(birth: Birth, postcode: str | None, as_at: datetime) -> None:
    """A notice of a birth that says where it lives."""
    told, council = Private("R", "Smith", "1 High Street", postcode or ""), birth.council_id
    said = {"as_at": as_at, "born_on": TODAY - timedelta(days=20)}
    notice = opened.keep(told, council, **said)
    known = {"record_key": b"key", "home_key": home_key(postcode) if postcode else None}
    Identity.objects.create(notice_id=notice.pk, birth=birth, council_id=council, supplier_id=council, **known, **said)


def by_hand(
    birth: str, centre: str = "CAL-02", reason: str = "the hub across the road", council: int | None = None
) -> HandPlaced | NotPlaced:
    return place_by_hand(birth_reference=birth, centre_code=centre, reason=reason, council=council, by=BY, at=AT)


def tried(ids: Ids, *claims: tuple[str, str]) -> tuple[list[tuple[str, int, int]], int, int, int]:
    """What a dry run says: (centre, before, after) for each centre, without a centre before and after, and moved."""
    answer = dry_run(council_id=ids[OURS], claims=drawn(ids, claims), from_on=TODAY)
    assert isinstance(answer, DryRun)
    assert {one.centre: one.name for one in answer.centres} == {ids[one]: one for one in ("CAL-01", "CAL-02")}
    told = [(one.code, one.before, one.after) for one in answer.centres]
    return told, answer.unplaced_before, answer.unplaced_after, answer.moved


# -- redrawing ---------------------------------------------------------------------------------------------------------


def test_a_redraw_ends_what_differs_keeps_what_does_not_and_begins_the_rest(ids: Ids) -> None:
    assert draw(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-01"), on=TODAY) == Redrawn(2, 0, 0, ())
    assert draw(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-02"), on=LATER) == Redrawn(1, 1, 1, ())
    assert mapped(ids, YESTERDAY) == set()
    assert mapped(ids, LATER - timedelta(days=1)) == {(AREA, "CAL-01"), (OTHER_AREA, "CAL-01")}
    assert mapped(ids, LATER) == {(AREA, "CAL-01"), (OTHER_AREA, "CAL-02")}


def test_a_place_that_the_map_leaves_out_has_no_centre_any_more(ids: Ids) -> None:
    draw(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-02"))
    assert draw(ids, (AREA, "CAL-01"), on=LATER) == Redrawn(0, 1, 1, ())
    assert mapped(ids, LATER) == {(AREA, "CAL-01")}


def test_the_same_map_again_changes_nothing(ids: Ids) -> None:
    claims = ((AREA, "CAL-01"), (OTHER_AREA, "CAL-02"))
    draw(ids, *claims)
    before = leaves()
    assert draw(ids, *claims) == draw(ids, *claims, on=LATER) == Redrawn(0, 0, 2, ())
    assert leaves() == before


def test_a_map_redrawn_on_its_own_first_day_leaves_no_trace_of_the_first_draft_but_its_ledger_line(ids: Ids) -> None:
    before = leaves()
    draw(ids, (AREA, "CAL-01"))
    assert draw(ids, (AREA, "CAL-02")) == Redrawn(1, 1, 0, ())
    assert mapped(ids, TODAY) == {(AREA, "CAL-02")}
    assert ReachArea.objects.count() == 1
    assert leaves() == before + 2


def test_a_place_with_two_centres_is_an_overlap_and_nothing_changes(ids: Ids) -> None:
    draw(ids, (AREA, "CAL-01"))
    before = leaves()
    for twice in (OTHER_AREA, AREA):
        assert draw(ids, (twice, "CAL-01"), (twice, "CAL-02"), on=LATER) == Overlap((twice,))
    assert mapped(ids, LATER) == {(AREA, "CAL-01")}
    assert leaves() == before


@pytest.mark.parametrize("claims", [[(AREA, "CAL-02")], [(AREA, "CAL-01"), (OTHER_AREA, "CAL-01")], []])
def test_what_is_drawn_for_a_later_day_is_not_undone_from_before(ids: Ids, claims: list[tuple[str, str]]) -> None:
    draw(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-01"), on=YESTERDAY)
    draw(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-02"), on=LATER)
    assert draw(ids, *claims) == Overlap((OTHER_AREA,))
    assert mapped(ids, LATER) == {(AREA, "CAL-01"), (OTHER_AREA, "CAL-02")}


def test_another_councils_centre_is_refused_and_so_is_a_strange_kind_of_place(ids: Ids) -> None:
    assert draw(ids, (AREA, "KIR-01")) is NotDrawn.FOREIGN_CENTRE
    strange = redraw(council_id=ids[OURS], claims=[("by-hand", "1", ids["CAL-01"])], from_on=TODAY, by=BY, at=AT)
    assert strange is NotDrawn.UNKNOWN_KIND
    assert not ReachArea.objects.exists()


def test_a_place_in_no_register_is_drawn_and_told_of(ids: Ids) -> None:
    assert draw(ids, (AREA, "CAL-01"), ("E01099999", "CAL-01")) == Redrawn(2, 0, 0, ("E01099999",))


def test_two_councils_draw_without_touching_each_other(ids: Ids) -> None:
    draw(ids, (AREA, "CAL-01"))
    assert draw(ids, (AREA, "KIR-01"), council=THEIRS) == Redrawn(1, 0, 0, ())
    assert mapped(ids, TODAY) == {(AREA, "CAL-01")}


def test_a_map_can_be_drawn_of_postcodes_beside_small_areas(ids: Ids) -> None:
    claims = [("postcode", HOME, ids["CAL-02"]), ("small-area", AREA, ids["CAL-01"])]
    answer = redraw(council_id=ids[OURS], claims=claims, from_on=TODAY, by=BY, at=AT)
    assert answer == Redrawn(2, 0, 0, ())
    assert mapped(ids, TODAY) == {(HOME, "CAL-02"), (AREA, "CAL-01")}


def test_two_redraws_at_once_take_turns_and_one_map_stands(ids: Ids) -> None:
    start, answers = Barrier(2), []

    def work(centre: str) -> None:
        start.wait()
        answers.append(draw(ids, (AREA, centre), (OTHER_AREA, centre)))
        connections.close_all()

    threads = [Thread(target=work, args=(centre,)) for centre in ("CAL-01", "CAL-02")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.ended for one in answers if isinstance(one, Redrawn)) == [0, 2]
    assert mapped(ids, TODAY) in [{(AREA, c), (OTHER_AREA, c)} for c in ("CAL-01", "CAL-02")]


def test_the_database_itself_lets_no_two_claims_overlap(ids: Ids) -> None:
    draw(ids, (AREA, "CAL-01"))
    again = {"council_id": ids[OURS], "centre_id": ids["CAL-02"], "kind": "small-area", "place": AREA}
    with pytest.raises(IntegrityError, match="reach_areas_never_overlap"), transaction.atomic():
        ReachArea.objects.create(**again, during=DateRange(LATER, None))


# -- tried out ---------------------------------------------------------------------------------------------------------


def test_a_dry_run_counts_births_by_centre_and_changes_nothing(ids: Ids) -> None:
    draw(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-01"), on=YESTERDAY)
    for postcode in (HOME, HOME, OTHER_HOME):
        born(ids, postcode)
    before = leaves()
    answer = tried(ids, (AREA, "CAL-01"), (OTHER_AREA, "CAL-02"))
    assert answer == ([("CAL-01", 3, 2), ("CAL-02", 0, 1)], 0, 0, 1)
    assert mapped(ids, LATER) == {(AREA, "CAL-01"), (OTHER_AREA, "CAL-01")}
    assert leaves() == before


def test_a_dry_run_counts_births_that_no_centre_serves(ids: Ids) -> None:
    draw(ids, (AREA, "CAL-01"), on=YESTERDAY)
    for postcode in (HOME, OTHER_HOME, FOREIGN_HOME, "ZZ99 3VZ", "HX9 9XX", None):
        born(ids, postcode)
    assert tried(ids, (OTHER_AREA, "CAL-01")) == ([("CAL-01", 1, 1), ("CAL-02", 0, 0)], 5, 5, 2)


def test_a_dry_run_goes_by_where_a_birth_lives_now(ids: Ids) -> None:
    birth = born(ids, HOME)
    moved(birth, OTHER_HOME, AT)
    assert tried(ids, (OTHER_AREA, "CAL-02")) == ([("CAL-01", 0, 0), ("CAL-02", 0, 1)], 1, 0, 1)


def test_a_birth_placed_by_hand_stays_in_a_dry_run_until_it_moves(ids: Ids) -> None:
    birth = born(ids, HOME)
    by_hand(birth.reference)
    assert tried(ids, (AREA, "CAL-01")) == ([("CAL-01", 0, 0), ("CAL-02", 1, 1)], 0, 0, 0)
    moved(birth, OTHER_HOME, AT)
    assert tried(ids, (OTHER_AREA, "CAL-01")) == ([("CAL-01", 0, 1), ("CAL-02", 0, 0)], 1, 0, 1)


def test_a_dry_run_refuses_the_maps_that_a_redraw_refuses(ids: Ids) -> None:
    refused = dry_run(council_id=ids[OURS], claims=drawn(ids, [(AREA, "KIR-01")]), from_on=TODAY)
    assert refused is NotDrawn.FOREIGN_CENTRE


# -- by hand -----------------------------------------------------------------------------------------------------------


def test_a_placing_by_hand_is_kept_with_who_when_and_why_about_this_home(ids: Ids) -> None:
    birth = born(ids, HOME)
    moved(birth, OTHER_HOME, AT)
    before = leaves()
    assert by_hand(birth.reference) == HandPlaced(birth.pk, ids["CAL-02"])  # type: ignore[arg-type]
    [placing] = HandPlacing.objects.all()
    assert (placing.centre_id, text(placing.key, placing.sealed)) == (ids["CAL-02"], "the hub across the road")
    assert (placing.from_on, placing.by, placing.at) == (TODAY, "job:test", AT)
    assert bytes(placing.home_key) == home_key(OTHER_HOME)
    assert leaves() == before + 1


def test_a_birth_without_a_postcode_can_be_placed_by_hand(ids: Ids) -> None:
    assert isinstance(by_hand(born(ids, None).reference), HandPlaced)
    assert bytes(HandPlacing.objects.get().home_key) == home_key("")


def test_a_birth_is_placed_only_with_a_centre_of_its_own_council_and_for_a_reason(ids: Ids) -> None:
    reference = born(ids, HOME).reference
    assert by_hand("NO-SUCH-BIRTH") is NotPlaced.UNKNOWN_BIRTH
    assert by_hand(reference, council=ids[THEIRS]) is NotPlaced.UNKNOWN_BIRTH
    assert by_hand(reference, "NOWHERE") is NotPlaced.UNKNOWN_CENTRE
    assert by_hand(reference, OURS) is NotPlaced.UNKNOWN_CENTRE
    assert by_hand(reference, "KIR-01") is NotPlaced.OTHER_COUNCIL
    assert by_hand(reference, reason="  ") is NotPlaced.NO_REASON
    assert not HandPlacing.objects.exists()


def test_neither_the_birth_nor_the_reason_of_a_placing_reaches_the_ledger(ids: Ids) -> None:
    birth = born(ids, HOME)
    by_hand(birth.reference, reason="they live with Mrs Jones")
    assert not [leaf for leaf in written() if "Jones" in leaf or birth.reference in leaf or HOME in leaf]
