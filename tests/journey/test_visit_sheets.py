"""A visit sheet leaves through the gate, is told of what is called back, has its time, and goes with a family that is forgotten."""

from datetime import timedelta

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact import assigning
from rightstart.contact.rules import AttemptOutcome, Change, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.ledger.models import Leaf
from rightstart.release import halt
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from rightstart.visits import out, paper
from rightstart.visits.models import OnSheet, VisitSheet
from rightstart.visits.out import SheetRow
from rightstart.visits.rules import LASTS, MOST, Form, State, Step
from rightstart.visits.take import NotTaken, Sheet, take
from tests import opened
from tests.journey import look, staff
from tests.journey.world import BY, CALDERDALE, World, row

CENTRE = "CAL-01"


@pytest.fixture
def worker(world: World) -> int:
    """A worker at a centre with two families, to whom the council has written."""
    worker = staff.employ(world, "anna", CENTRE)
    world.hand_in(row("R1", "Smith", "2026-09-14", phone="01422 555000"), row("R2", "Jones", "2026-09-14"))
    for family in world.families(CENTRE):
        world.tried(family, staff.LETTER)
    return worker


def references(world: World, *surnames: str) -> list[str]:
    return [one.reference for one in world.families(CENTRE) if one.babies[0].surname in surnames]


def taken(world: World, worker: int, *surnames: str, form: Form = Form.PDF) -> Sheet | NotTaken:
    wanted = references(world, *surnames)
    return taken_of(world, worker, wanted, form)


def taken_of(world: World, worker: int, wanted: list[str], form: Form = Form.PDF) -> Sheet | NotTaken:
    by = Actor.person(worker)
    return take(
        viewer=world.viewer(CENTRE), references=wanted, form=form, person=worker, who="Anna", by=by, at=world.at
    )


def held(world: World, worker: int | None) -> list[SheetRow]:
    return out.held(world.viewer(CENTRE), of=worker, at=world.at)


def told(world: World) -> set[tuple[AlertKind, str]]:
    """What the centre is told of its sheets."""
    found = open_alerts(world.viewer(CENTRE), [RoleKind.CENTRE_WORKER])
    return {(one.kind, one.about) for one in found if one.kind in out.KINDS}


def stop(world: World, record: str = "R1") -> None:
    birth = BirthId(look.birth_of(record))
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)


def test_a_sheet_names_who_took_it_when_and_until_when_and_the_ledger_counts_it(world: World, worker: int) -> None:
    sheet = taken(world, worker, "Smith", "Jones")
    assert isinstance(sheet, Sheet)
    assert [one.step for one in sheet.entries] == [Step.CALL, Step.CALL]
    assert sheet.until_at - sheet.at == LASTS
    for line in paper.rows(sheet, str):
        assert line[-4:] == (sheet.reference, "Anna", "5 October 2026, 10:00", "7 October 2026, 10:00")
    assert paper.marking(sheet).startswith(f"Sheet {sheet.reference}. Taken by Anna, CAL-01, on 5 October 2026")
    [act] = [bytes(one).decode() for one in Leaf.objects.values_list("body", flat=True) if b"sheet.taken" in bytes(one)]
    assert '"families":2' in act
    assert "Smith" not in act
    assert [(one.families, one.state) for one in held(world, worker)] == [(2, State.OUT)]
    assert paper.made(sheet, Form.PDF, in_words=str).startswith(b"%PDF")


def test_without_a_choice_those_in_ones_own_hands_are_taken(world: World, worker: int) -> None:
    assert taken_of(world, worker, []) is NotTaken.NOBODY
    mine = {"references": references(world, "Jones"), "to": worker, "by": BY, "at": world.at}
    assigning.assign(viewer=world.viewer(CENTRE), **mine)  # type: ignore[arg-type]
    sheet = taken_of(world, worker, [])
    assert isinstance(sheet, Sheet)
    assert [one.family.babies[0].surname for one in sheet.entries] == ["Jones"]


def test_only_who_may_be_visited_or_rung_at_this_moment_stands_on_a_sheet(world: World, worker: int) -> None:
    smith, jones = references(world, "Smith"), references(world, "Jones")
    reply = Made(Channel.PHONE, AttemptOutcome.WILL_COME)
    staff.writes(world, worker, "Jones", made=reply)
    stop(world)
    sheet = taken_of(world, worker, smith + jones)
    assert isinstance(sheet, Sheet)
    assert [(one.family.babies[0].surname, one.step) for one in sheet.entries] == [("Jones", Step.VISIT)]
    assert taken_of(world, worker, smith) is NotTaken.NOBODY
    world.hand_in(row("R3", "Brown", "2026-09-14"))
    assert taken(world, worker, "Brown") is NotTaken.NOBODY  # nobody has written to it
    assert taken_of(world, worker, ["X"] * (MOST + 1)) is NotTaken.TOO_MANY
    halt.stop_everything(council=look.organisation(CALDERDALE), reason=halt.Reason.DRILL, by=BY, at=world.at)
    assert taken_of(world, worker, jones) is NotTaken.HALTED
    assert VisitSheet.objects.count() == 1


def test_what_is_called_back_is_struck_out_on_every_sheet_still_held_and_its_holder_told(
    world: World, worker: int
) -> None:
    sheet = taken(world, worker, "Smith", "Jones")
    assert isinstance(sheet, Sheet)
    smith = references(world, "Smith")
    stop(world)
    [found] = held(world, worker)
    assert found.strike == tuple(smith)
    assert told(world) == {(AlertKind.SHEET_TO_STRIKE, sheet.reference)}
    assert (staff.changes(world, worker), staff.bannered(worker)) == ([Change.CALLED_BACK], False)
    said = {"viewer": world.viewer(CENTRE), "reference": sheet.reference, "by": BY, "at": world.at}
    assert out.struck_out(of=worker + 999, **said) == 0  # type: ignore[arg-type]
    assert out.struck_out(of=worker, **said) == 1  # type: ignore[arg-type]
    assert (told(world), held(world, worker)[0].strike) == (set(), ())


def test_what_is_called_back_after_a_sheet_is_destroyed_concerns_it_no_more(world: World, worker: int) -> None:
    sheet = taken(world, worker, "Smith")
    assert isinstance(sheet, Sheet)
    said = {"viewer": world.viewer(CENTRE), "references": [sheet.reference], "by": BY, "at": world.at}
    assert out.destroyed(of=worker + 999, **said) == 0  # type: ignore[arg-type]
    assert out.destroyed(of=None, **said | {"viewer": world.viewer("CAL-02")}) == 0  # type: ignore[arg-type]
    assert out.destroyed(of=worker, **said) == 1  # type: ignore[arg-type]
    stop(world)
    assert (told(world), held(world, None)) == (set(), [])
    assert staff.changes(world, worker) == []


def test_whose_time_is_over_is_told_of_until_somebody_says_that_it_is_destroyed(world: World, worker: int) -> None:
    sheet = taken(world, worker, "Smith")
    assert isinstance(sheet, Sheet)
    world.today += timedelta(days=1)
    assert (out.chase(at=world.at), told(world)) == (0, set())
    world.today += timedelta(days=1)
    assert out.chase(at=world.at) == 1
    assert told(world) == {(AlertKind.SHEET_OVERDUE, sheet.reference)}
    assert held(world, worker)[0].state is State.OVER
    out.destroyed(viewer=world.viewer(CENTRE), references=[sheet.reference], of=None, by=BY, at=world.at)
    assert (out.chase(at=world.at), told(world)) == (0, set())


def test_another_centre_reads_no_sheet(world: World, worker: int) -> None:
    taken(world, worker, "Smith")
    assert out.held(world.viewer("CAL-02"), of=None, at=world.at) == []


def test_a_family_that_is_forgotten_stands_on_no_sheet(world: World, worker: int) -> None:
    taken(world, worker, "Smith", "Jones")
    [(family,)] = ask("SELECT family_id FROM births_birth WHERE id = %(id)s::bigint", {"id": look.birth_of("R1")})
    out.erase(family)
    assert OnSheet.objects.count() == 1
    assert VisitSheet.objects.get().families == 2
    assert len(opened.lines()) == 2


def test_who_took_a_sheet_is_forgotten_a_year_after_it_was_destroyed(world: World, worker: int) -> None:
    for surname in ("Smith", "Jones"):
        sheet = taken(world, worker, surname)
    assert isinstance(sheet, Sheet)
    out.destroyed(viewer=world.viewer(CENTRE), references=[sheet.reference], of=None, by=BY, at=world.at)
    out.forget(at=world.at + timedelta(days=365))
    assert VisitSheet.objects.count() == 2
    out.forget(at=world.at + timedelta(days=366))
    assert VisitSheet.objects.count() == OnSheet.objects.count() == 1
