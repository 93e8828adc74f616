"""Stories of who else must stop: every other system of the council, once for each child, told, chased and answered."""

from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.rules import RoleKind
from rightstart.engine import bulk
from rightstart.engine.isolation import seen_by
from rightstart.handover.downstream import Answer, NotNoted, answer, chase_stops, take_file, told
from rightstart.handover.rules import STOPS_DOWNSTREAM, Chase, Haste, Way
from rightstart.handover.systems import NotKept, SystemRow, Told, add_system, end_system, systems
from rightstart.handover.unstopped import StopRow, open_stops, stop_sheet
from rightstart.intake.contract import Kind
from rightstart.release.halt import Reason, stop_everything
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, SUPPLIER, World, row

BORN = date(2026, 9, 14)
STEWARD, LEAD, IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
DUE, RING, LATE = AlertKind.DOWNSTREAM_DUE, AlertKind.DOWNSTREAM_RING, AlertKind.DOWNSTREAM_OVERDUE
ONE, TWO = Actor.person(1), Actor.person(2)


def system(world: World, name: str = "Admissions", way: Way = Way.FILE, council: str = CALDERDALE) -> SystemRow:
    added = add_system(
        council=world.ids[council], told=Told(name, "Its office", way, "01632 960001"), by=BY, at=world.at
    )
    assert isinstance(added, SystemRow)
    return added


def marked(world: World, kind: MarkerKind, record: str = "R1") -> None:
    journey.mark(birth=BirthId(look.birth_of(record)), kind=kind, source="person", by=BY, at=world.at)


def stops(world: World, council: str = CALDERDALE) -> list[StopRow]:
    return [stop for one in open_stops(world.viewer(council), at=world.at) for stop in one.stops]


def alerts(world: World) -> dict[str, list[AlertKind]]:
    """What each role of the council is told of other systems, after two rounds of chasing."""
    chase_stops(at=world.at)
    chase_stops(at=world.at)
    kinds = {DUE, RING, LATE}
    found = {
        role: [one.kind for one in open_alerts(world.viewer(CALDERDALE), {role}) if one.kind in kinds]
        for role in (STEWARD, LEAD, IG)
    }
    return {role.value: told for role, told in found.items() if told}


def note(world: World, stop: StopRow, said: Answer = Answer.STOPPED) -> NotNoted | None:
    return answer(council=world.ids[CALDERDALE], reference=stop.reference, said=said, by=ONE, at=world.at)


@pytest.mark.parametrize("kind", sorted(MarkerKind))
def test_what_is_grave_and_lasts_stops_every_other_system_and_nothing_else_does(world: World, kind: MarkerKind) -> None:
    system(world)
    system(world, "Offer for two-year-olds", Way.PAGE)
    system(world, "Theirs", council=KIRKLEES)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, kind)
    found, urgent = stops(world), STOPS_DOWNSTREAM.get(kind) is Haste.AT_ONCE
    assert [one.urgent for one in found] == ([urgent] * 2 if kind in STOPS_DOWNSTREAM else [])
    assert len({one.reference for one in found}) == len(found)
    assert stops(world, KIRKLEES) == []


def test_a_child_that_no_centre_was_ever_told_of_is_stopped_too_and_in_the_same_moment(world: World) -> None:
    system(world)
    world.hand_in(row("R1", "Smith", BORN, contact="hold"))
    assert (world.families("CAL-01"), stops(world)) == ([], [])
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    assert [one.chase for one in stops(world)] == [Chase.RING]


def test_a_stop_is_opened_once_however_often_births_are_judged_and_whatever_more_is_stated(world: World) -> None:
    system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.OBJECTION)
    [first] = stops(world)
    marked(world, MarkerKind.PARENT_DIED)
    world.pass_to(world.today + timedelta(days=1))
    assert [one.reference for one in stops(world)] == [first.reference]
    note(world, first)
    marked(world, MarkerKind.DEATH_INFORMAL)
    world.pass_to(world.today + timedelta(days=1))
    assert (stops(world), look.count("handover_downstreamstop")) == ([], 1)


def test_what_could_wait_no_longer_can_when_the_baby_dies(world: World) -> None:
    system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.OBJECTION)
    assert ([one.urgent for one in stops(world)], alerts(world)) == ([False], {})
    marked(world, MarkerKind.DEATH_INFORMAL)
    assert [one.urgent for one in stops(world)] == [True]
    assert [one.kind for one in open_alerts(world.viewer(CALDERDALE), {STEWARD}) if one.kind is RING] == [RING]


def test_a_system_that_comes_later_hears_of_all_that_stands_and_one_that_has_ended_of_nothing(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.DEATH_INFORMAL)
    late = system(world)
    assert stops(world) == []
    world.pass_to(world.today + timedelta(days=1))
    assert len(stops(world)) == 1
    ending: dict[str, Any] = {"reference": late.reference, "council": world.ids[CALDERDALE], "by": BY, "at": world.at}
    assert isinstance(end_system(until_on=world.today, **ending), SystemRow)
    assert end_system(until_on=world.today, **ending) is NotKept.ALREADY_ENDED
    assert (stops(world), alerts(world)) == ([], {})


def test_the_same_name_again_replaces_what_was_said_and_asks_nothing_anew(world: World) -> None:
    first = system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.ADOPTION)
    assert system(world, way=Way.PAGE).reference == first.reference
    world.pass_to(world.today + timedelta(days=1))
    assert ([one.way for one in systems(world.viewer(CALDERDALE))], len(stops(world))) == ([Way.PAGE], 1)


def test_an_ordinary_stop_goes_from_the_steward_to_the_lead_to_the_ig_lead_until_it_is_answered(world: World) -> None:
    system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.OBJECTION)
    seen = []
    for day in (0, 1, 2, 5):
        world.today = date(2026, 10, 5) + timedelta(days=day)
        seen.append(alerts(world))
    steward = {"data-steward": [DUE]}
    assert seen[:3] == [{}, steward, steward | {"safeguarding-lead": [LATE]}]
    assert seen[3] == {"data-steward": [LATE], "safeguarding-lead": [LATE], "ig-lead": [LATE]}
    [stop] = stops(world)
    assert (note(world, stop), note(world, stop)) == (None, NotNoted.ALREADY)
    assert (stops(world), alerts(world)) == ([], {})


def test_an_urgent_one_is_told_of_before_any_round_of_chasing_and_the_ig_lead_hears_after_a_day(world: World) -> None:
    system(world)
    world.hand_in(row("R1", "Smith", BORN))
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    for role in (STEWARD, LEAD):
        assert RING in [one.kind for one in open_alerts(world.viewer(CALDERDALE), {role})]
    assert alerts(world) == {"data-steward": [RING], "safeguarding-lead": [RING]}
    world.today += timedelta(days=1)
    assert alerts(world) == {"data-steward": [LATE], "safeguarding-lead": [LATE], "ig-lead": [LATE]}


def test_a_file_says_whom_and_never_why_and_hides_a_protected_home_of_either_twin(world: World) -> None:
    ours, other = system(world), system(world, "Siblings’ mailings")
    twins = {"births_in_confinement": "2", "parent_name": "Alex Smith"}
    one, two = ({**twins, "birth_order": n, "baby_forename": name} for n, name in (("1", "Olivia"), ("2", "Noah")))
    world.hand_in(row("R1", "Smith", BORN, **one), row("R2", "Smith", BORN, **two), row("R3", "Khan", BORN))
    marked(world, MarkerKind.PROTECTED_ADDRESS, "R1")
    for record in ("R2", "R3"):
        marked(world, MarkerKind.DEATH_INFORMAL, record)
    asked: dict[str, Any] = {"council": world.ids[CALDERDALE], "by": ONE, "at": world.at}
    lines = take_file(system=ours.reference, **asked)
    assert not isinstance(lines, NotNoted)
    found = sorted((line.child.surname, line.child.forename, line.child.postcode) for line in lines)
    assert found == [("Khan", "Olivia", "HX1 1UJ"), ("Smith", "Noah", None), ("Smith", "Olivia", None)]
    theirs = take_file(system=other.reference, **asked)
    assert not isinstance(theirs, NotNoted)
    ours_by, theirs_by = ({one.reference[:8] for one in told} for told in (lines, theirs))
    assert not ours_by & theirs_by
    assert {one.told_how for one in stops(world)} == {Way.FILE}
    assert take_file(system="nothing", **asked) is NotNoted.NOTHING_OPEN


def test_nothing_leaves_a_council_that_has_stopped_everything_and_stops_are_opened_all_the_same(world: World) -> None:
    ours = system(world)
    stop_everything(council=world.ids[CALDERDALE], reason=Reason.DRILL, by=ONE, at=world.at)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.DEATH_INFORMAL)
    asked: dict[str, Any] = {"council": world.ids[CALDERDALE], "system": ours.reference, "by": ONE, "at": world.at}
    assert take_file(**asked) is NotNoted.HALTED
    assert [one.told_at for one in stops(world)] == [None]
    assert [journey.resume(council=world.ids[CALDERDALE], by=by, at=world.at).value for by in (ONE, TWO)][
        1
    ] == "resumed"
    assert len(take_file(**asked)) == 1  # type: ignore[arg-type]


def test_a_lift_withdraws_nothing_by_itself_and_a_later_death_is_told_anew(world: World) -> None:
    ours = system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.OBJECTION)
    [stop] = stops(world)
    assert note(world, stop, Answer.GOES_ON) is NotNoted.STILL_STANDS
    world.today += timedelta(days=1)
    look.lift(world, BirthId(look.birth_of("R1")), MarkerKind.OBJECTION, ONE, TWO)
    assert [one.may_go_on for one in stops(world)] == [True]
    given: dict[str, Any] = {"council": world.ids[CALDERDALE], "by": ONE, "at": world.at}
    assert take_file(system=ours.reference, **given) is NotNoted.NOTHING_OPEN
    assert (note(world, stop, Answer.GOES_ON), stops(world)) == (None, [])
    world.pass_to(world.today + timedelta(days=1))
    assert stops(world) == []
    marked(world, MarkerKind.DEATH_FORMAL)
    assert [one.urgent for one in stops(world)] == [True]


def test_only_who_may_know_is_told_whom_a_stop_is_about(world: World) -> None:
    system(world, way=Way.PAGE)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.ADOPTION)
    [stop] = stops(world)
    for names, whom in ((True, "Smith"), (False, None)):
        sheet = stop_sheet(world.viewer(CALDERDALE), stop.reference, names=names, at=world.at)
        assert sheet is not None
        assert (sheet.child.surname if sheet.child else None) == whom
    assert stop_sheet(world.viewer(KIRKLEES), stop.reference, names=True, at=world.at) is None
    other = {"council": world.ids[KIRKLEES], "reference": stop.reference, "by": ONE, "at": world.at}
    assert told(**other) is NotNoted.UNKNOWN  # type: ignore[arg-type]


def test_the_database_itself_shows_a_stop_to_its_own_council_alone(world: World) -> None:
    system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.DEATH_FORMAL)
    for table in ("handover_downstreamsystem", "handover_downstreamstop"):
        for code, seen in ((CALDERDALE, 1), (KIRKLEES, 0)):
            with seen_by(world.viewer(code)) as using:
                assert len(bulk.ask(f"SELECT id FROM {table}", {}, using=using)) == seen
        for code in ("CAL-01", SUPPLIER):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), seen_by(world.viewer(code)) as using:
                bulk.ask(f"SELECT id FROM {table}", {}, using=using)


def test_the_ledger_tells_of_each_step_by_person_and_shows_neither_a_reference_nor_anybody(world: World) -> None:
    ours = system(world)
    world.hand_in(row("R1", "Smith", BORN))
    marked(world, MarkerKind.STILLBIRTH)
    [stop] = stops(world)
    take_file(council=world.ids[CALDERDALE], system=ours.reference, by=ONE, at=world.at)
    note(world, stop)
    acts = [str(act) for (act,) in look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf ORDER BY id")]
    about = [act for act in acts if "downstream." in act]
    for step in ("system", "opened", "file", "told", "answered"):
        assert sum(f'"downstream.{step}"' in act for act in about) == 1
    assert '"by":"person:1"' in about[-1]
    assert not [act for act in about if stop.reference in act or "Smith" in act or "stillbirth" in act]
