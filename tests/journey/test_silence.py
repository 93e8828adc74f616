"""A centre falls silent: its cover sees its families where one agreement allows it, the council is told, and it comes back."""

from datetime import timedelta

import pytest

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact.follow_up import Noted
from rightstart.contact.shown import FamilyView
from rightstart.contact.worklist import worklist
from rightstart.cover import naming, silence, waiting
from rightstart.cover.covering import as_covered, beside, family_to_cover
from rightstart.cover.desk import silences
from rightstart.cover.models import Silence
from rightstart.cover.rules import SILENT_DAYS, NoCover, Over
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import ask_as
from rightstart.engine.looking import Opened
from rightstart.ledger.models import Leaf
from rightstart.release import seen
from rightstart.release.seen import Looker
from rightstart.rights.account import Other, account_of
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look, staff
from tests.journey.staff import LETTER
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

QUIET, COVER = "CAL-01", "CAL-02"


@pytest.fixture
def people(world: World) -> tuple[int, int]:
    """Somebody at each of two centres of one agreement; the first has two families."""
    quiet, cover = staff.employ(world, "quiet", QUIET), staff.employ(world, "cover", COVER)
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-09-14"))
    return quiet, cover


def name(world: World, cover: str | None = COVER) -> NoCover | None:
    return naming.name(
        viewer=world.viewer(CALDERDALE), centre=QUIET, cover=cover, from_on=world.today, by=BY, at=world.at
    )


def hour(world: World) -> None:
    """The job of an hour."""
    for one in waiting.everywhere(at=world.at):
        silence.watch(one, by=BY, at=world.at)
    silence.end_empty(by=BY, at=world.at)


def fall_silent(world: World) -> None:
    """The first centre lets its families wait for just too long."""
    world.pass_to(world.today + timedelta(days=SILENT_DAYS))
    hour(world)


def seen_by_cover(world: World) -> list[str | None]:
    """The surnames on the list that the cover sees; none where it covers nobody."""
    with as_covered(world.viewer(COVER), QUIET, at=world.at) as found:
        families = worklist(found[1], at=world.at).families if found else ()
        return sorted(one.babies[0].surname or "" for one in families)


def told(world: World, code: str, *roles: RoleKind) -> set[AlertKind]:
    return {one.kind for one in open_alerts(world.viewer(code), roles or [RoleKind.CENTRE_WORKER])}


def acts(name: str) -> int:
    return sum(f'"{name}"' in bytes(one).decode() for one in Leaf.objects.values_list("body", flat=True))


def test_a_silent_centres_families_are_worked_by_its_cover_until_it_is_back(
    world: World, people: tuple[int, int]
) -> None:
    quiet, cover = people
    assert name(world) is None
    hour(world)
    assert (seen_by_cover(world), told(world, COVER)) == ([], set())
    fall_silent(world)
    assert seen_by_cover(world) == ["Jones", "Smith"]
    assert told(world, COVER) == {AlertKind.COVERING}
    assert told(world, QUIET) == {AlertKind.LIST_UNREAD}
    assert told(world, CALDERDALE, RoleKind.DATA_STEWARD) == {AlertKind.CENTRE_SILENT}
    with as_covered(world.viewer(COVER), QUIET, at=world.at) as found:
        assert found
        family = worklist(found[1], at=world.at).families[0]
        noted = {"made": LETTER, "made_on": world.today, "note": "", "by": Actor.person(cover), "at": world.at}
        answer = journey.record_attempt(viewer=found[1], reference=family.reference, **noted)  # type: ignore[arg-type]
    assert isinstance(answer, Noted)
    hour(world)
    assert (len(seen_by_cover(world)), acts("centre.silent")) == (2, 1)  # the cover's own step is not the centre's
    world.pass_to(world.today + timedelta(days=1))
    staff.writes(world, quiet, "Smith")
    assert seen_by_cover(world) == []  # in that very second
    hour(world)
    assert [one.over for one in Silence.objects.all()] == [Over.CAME_BACK]
    assert told(world, COVER) | told(world, QUIET) | told(world, CALDERDALE, RoleKind.DATA_STEWARD) == set()
    tried = [one for one in world.families(QUIET) if one.attempts]
    assert len(tried) >= 1
    assert len(beside(world.viewer(QUIET), at=world.at).was_covered) == 1


def test_without_a_cover_the_council_is_told_how_many_are_untouched(world: World, people: tuple[int, int]) -> None:
    fall_silent(world)
    for role in (RoleKind.DATA_STEWARD, RoleKind.DIRECTOR):
        assert told(world, CALDERDALE, role) == {AlertKind.CENTRE_UNTOUCHED}
    [found] = silences(world.viewer(CALDERDALE), at=world.at)
    assert (found.families, found.hinders, found.untouched) == (2, NoCover.NOT_NAMED, True)
    name(world)
    hour(world)
    assert told(world, CALDERDALE, RoleKind.DIRECTOR) == set()
    assert seen_by_cover(world) == ["Jones", "Smith"]


def test_a_cover_that_takes_no_step_either_is_told_of_higher_up(world: World, people: tuple[int, int]) -> None:
    name(world)
    fall_silent(world)
    world.pass_to(world.today + timedelta(days=SILENT_DAYS))
    hour(world)
    assert told(world, CALDERDALE, RoleKind.DIRECTOR) == {AlertKind.CENTRE_UNTOUCHED}
    [found] = silences(world.viewer(CALDERDALE), at=world.at)
    assert (found.cover, found.untouched) == (COVER, True)
    by = Looker(people[1], look.organisation(COVER), look.organisation(CALDERDALE))
    seen.record(Opened(births={look.birth_of("R1")}), by=by, page="covered", at=world.at)
    hour(world)
    assert told(world, CALDERDALE, RoleKind.DIRECTOR) == set()


def test_no_centre_covers_outside_of_the_agreement_both_stand_in(world: World, people: tuple[int, int]) -> None:
    assert name(world, "KIR-01") is NoCover.NOT_OURS
    assert name(world, QUIET) is NoCover.ITSELF
    assert name(world) is None
    fall_silent(world)
    assert seen_by_cover(world) == ["Jones", "Smith"]
    world.agree("INT-TWO", Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, [COVER], from_on=world.today)
    assert seen_by_cover(world) == []  # its newest agreement does not name the silent centre
    hour(world)
    [found] = silences(world.viewer(CALDERDALE), at=world.at)
    assert (found.cover, found.hinders) == (None, NoCover.NOT_TOGETHER)
    assert told(world, COVER) == set()
    assert name(world) is NoCover.NOT_TOGETHER


def test_whom_a_safeguard_withholds_no_cover_sees(world: World, people: tuple[int, int]) -> None:
    name(world)
    fall_silent(world)
    birth = BirthId(look.birth_of("R1"))
    journey.mark(birth=birth, kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    assert seen_by_cover(world) == ["Jones"]
    with as_covered(world.viewer(COVER), QUIET, at=world.at) as found:
        assert found
        [one] = worklist(found[1], at=world.at).families
        assert isinstance(family_to_cover(found[1], one.reference, at=world.at), FamilyView)
    with as_covered(world.viewer(COVER), "CAL-99", at=world.at) as none:
        assert none is None


def test_a_cover_reads_no_line_of_the_other_centre_in_its_own_session_and_a_stranger_no_silence(
    world: World, people: tuple[int, int]
) -> None:
    name(world)
    fall_silent(world)
    silent = Question("SELECT centre_id, cover_id FROM cover_silence WHERE true OR centre_id > 0", {})
    lines = Question("SELECT family_id FROM handover_line WHERE true OR centre_id > 0", {})
    parties = [(look.organisation(QUIET), look.organisation(COVER))]
    for code, seen_there in ((QUIET, parties), (COVER, parties), ("KIR-01", []), (CALDERDALE, parties), (KIRKLEES, [])):
        assert ask_as(world.viewer(code), {"silent": silent})["silent"] == seen_there
    assert ask_as(world.viewer(COVER), {"lines": lines})["lines"] == []


def test_a_parents_account_names_the_centre_that_covered(world: World, people: tuple[int, int]) -> None:
    births, council = [BirthId(look.birth_of("R1"))], look.organisation(CALDERDALE)
    assert account_of(council, births).others == ()
    by = Looker(people[1], look.organisation(COVER), council)
    seen.record(Opened(births=set(births)), by=by, page="covered-family", at=world.at)
    assert account_of(council, births).others == (Other("centre", COVER, world.today, ()),)


def test_a_centre_whose_last_family_is_gone_is_not_silent_any_more(world: World, people: tuple[int, int]) -> None:
    fall_silent(world)
    for record in ("R1", "R2"):
        birth = BirthId(look.birth_of(record))
        journey.mark(birth=birth, kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    hour(world)
    assert [one.over for one in Silence.objects.all()] == [Over.NOTHING_WAITS]


def test_a_council_says_after_how_many_days_a_centre_is_silent(world: World, people: tuple[int, int]) -> None:
    told_days = {"viewer": world.viewer(CALDERDALE), "by": BY, "at": world.at}
    assert [naming.limit_silence(days=days, **told_days) for days in (2, 29, 5)] == [False, False, True]  # type: ignore[arg-type]
    world.pass_to(world.today + timedelta(days=4))
    hour(world)
    assert silences(world.viewer(CALDERDALE), at=world.at) == []
    world.pass_to(world.today + timedelta(days=1))
    hour(world)
    assert len(silences(world.viewer(CALDERDALE), at=world.at)) == 1
