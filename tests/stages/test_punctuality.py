"""Who delivers in time and whose word is fresh: shown to both sides, told to a role, and settled by the delivery that comes."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.wording import NotDrafted
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.rules import RoleKind
from rightstart.intake import punctuality
from rightstart.intake.contract import Kind
from rightstart.intake.punctuality import FeedRow, feed_rows
from rightstart.terms import Period
from tests.journey.world import BY, CALDERDALE, KIRKLEES, SUPPLIER, World, row

MONDAY = date(2026, 10, 5)
OVERDUE, STALE = AlertKind.DELIVERY_OVERDUE, AlertKind.STATUS_STALE
SIDES = ((SUPPLIER, RoleKind.SUPPLIER_SENDER), (CALDERDALE, RoleKind.DATA_STEWARD))


@pytest.fixture
def world(database: str) -> World:
    """A week delivered to each council, on the Monday after it."""
    world = World(today=MONDAY)
    week = Period(MONDAY - timedelta(days=7), MONDAY)
    world.hand_in(row("R1", "Smith", "2026-09-14"), period=week)
    world.hand_in(row("K1", "Khan", "2026-09-14", postcode="HD1 2AA"), council=KIRKLEES, period=week)
    return world


def seen(world: World, code: str, council: str = CALDERDALE) -> FeedRow:
    [found] = [one for one in feed_rows(world.viewer(code), at=world.at) if one.council.code == council]
    return found


def told(world: World, feed: str = "") -> list[list[tuple[AlertKind, str]]]:
    punctuality.chase(at=world.at)
    punctuality.chase(at=world.at)
    ours = f"{SUPPLIER} to {CALDERDALE}{feed}"
    return [
        sorted((one.kind, one.about) for one in open_alerts(world.viewer(code), [role]) if one.about == ours)
        for code, role in SIDES
    ]


def test_both_sides_see_what_is_due_next_and_each_its_own_feeds_only(world: World) -> None:
    for code in (SUPPLIER, CALDERDALE):
        found = seen(world, code)
        assert (found.clock.open_from, found.clock.due_on, found.days_late) == (MONDAY, date(2026, 10, 14), 0)
        assert (found.confirmed_at, found.fresh) == (world.at, True)
    assert len(feed_rows(world.viewer(SUPPLIER), at=world.at)) == 2
    assert [one.council.code for one in feed_rows(world.viewer(KIRKLEES), at=world.at)] == [KIRKLEES]


def test_a_missed_delivery_is_told_to_a_role_on_both_sides_once_and_settled_when_it_comes(world: World) -> None:
    world.today = date(2026, 10, 14)
    assert told(world) == [[(STALE, f"{SUPPLIER} to {CALDERDALE}")]] * 2
    world.today = date(2026, 10, 15)
    assert [kind for kind, _ in told(world)[0]] == [OVERDUE, STALE]
    assert seen(world, CALDERDALE).days_late == 1
    journey.bring_in(world.handed(b"", nil=True, period=Period(MONDAY, date(2026, 10, 12))), by=BY, at=world.at)
    assert told(world) == [[], []]
    assert seen(world, SUPPLIER).delivered_at == world.at


def test_a_held_file_is_no_delivery_and_confirms_nobody(world: World) -> None:
    world.today = date(2026, 10, 15)
    held = world.hand_in(row("R2", "Jones", "2026-09-28", shoe="3"), period=Period(MONDAY, date(2026, 10, 12)))
    assert held["status"] == "held"
    assert [kind for kind, _ in told(world)[0]] == [OVERDUE, STALE]


def test_a_status_file_makes_the_word_fresh_and_delivers_no_births(world: World) -> None:
    world.today = date(2026, 10, 15)
    journey.bring_in(world.handed(b"", nil=True, kind=Kind.STATUS), by=BY, at=world.at)
    assert [kind for kind, _ in told(world)[0]] == [OVERDUE]


def test_a_stale_word_stops_contact_until_the_supplier_gives_it_again(world: World) -> None:
    world.pass_to(date(2026, 10, 6))
    assert world.surnames() == ["Smith"]
    world.today = date(2026, 10, 15)
    assert (world.surnames(), seen(world, CALDERDALE).fresh) == ([], False)
    world.confirm()
    assert (world.surnames(), seen(world, CALDERDALE).fresh) == (["Smith"], True)


def test_a_feed_of_arrivals_has_a_clock_of_its_own_and_its_own_word(world: World) -> None:
    parties = (sign.Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE])
    world.agree("ARR-1", *parties, sign.InstrumentKind.ARRIVALS_SHARING, from_on=date(2026, 10, 5))
    world.today = date(2026, 10, 15)
    world.confirm()
    assert told(world, " (arrivals)")[0] == [(OVERDUE, f"{SUPPLIER} to {CALDERDALE} (arrivals)")]
    week = Period(date(2026, 10, 5), date(2026, 10, 12))
    journey.bring_in(world.handed(b"", nil=True, kind=Kind.ARRIVALS, period=week), by=BY, at=world.at)
    assert told(world, " (arrivals)") == [[], []]
    world.today = date(2026, 10, 20)
    journey.bring_in(
        world.handed(b"", nil=True, kind=Kind.ARRIVALS, period=Period(week.end_on, date(2026, 10, 19))),
        by=BY,
        at=world.at,
    )
    world.today = date(2026, 10, 25)
    rows = {row.arrivals: row.fresh for row in feed_rows(world.viewer(CALDERDALE), at=world.at)}
    assert rows == {False: False, True: True}


def test_a_feed_whose_agreement_has_ended_owes_nothing_any_more(world: World) -> None:
    world.today = date(2026, 10, 15)
    assert told(world)[0]
    sign.end(reference=f"DSA-{CALDERDALE}", party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    assert told(world) == [[], []]


def test_an_agreement_says_how_often_in_one_of_four_words(world: World) -> None:
    with pytest.raises(AssertionError, match=NotDrafted.FREQUENCY.value):
        world.agree(f"DSA-{CALDERDALE}", *_parties(), frequency="whenever")
    world.agree(f"DSA-{CALDERDALE}", *_parties(), frequency="monthly")
    assert seen(world, CALDERDALE).frequency == "monthly"


def _parties() -> tuple[object, ...]:
    return sign.Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE]
