"""Stories of an incident: everything stops at once, bad news still travels, and two people let it go on."""

import threading
from datetime import date, timedelta

from django.db import connection, transaction

from rightstart import journey
from rightstart.contact.follow_up import Noted
from rightstart.contact.rules import AttemptOutcome, Channel, Made, NotAllowed, Objection
from rightstart.handover import hand_over
from rightstart.handover.sent import by_centre, sent_since
from rightstart.intake.contract import Kind
from rightstart.release.halt import Halted, Reason, Resuming, halted, stop_everything
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
ONE, TWO = Actor.person(1), Actor.person(2)


def stop(world: World, council: str = CALDERDALE) -> Halted:
    return stop_everything(council=world.ids[council], reason=Reason.WRONG_DATA, by=ONE, at=world.at)


def resume(world: World, *people: Actor) -> list[Resuming]:
    return [journey.resume(council=world.ids[CALDERDALE], by=by, at=world.at) for by in people]


def test_nothing_new_goes_out_and_what_went_out_is_not_shown_until_two_people_resume(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    stop(world)
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 High Street"))
    assert (world.surnames(), [one.addressee for one in world.waiting()]) == ([], ["Alex Smith"])
    assert look.outcomes()["R2"] == ("not-yet", "stopped")
    assert resume(world, ONE, ONE) == [Resuming.ASKED, Resuming.SAME_PERSON]
    assert world.surnames() == []
    assert resume(world, TWO, TWO) == [Resuming.RESUMED, Resuming.NOT_STOPPED]
    assert sorted(world.surnames()) == ["Jones", "Smith"]


def test_a_parcel_that_was_packed_is_not_sent(world: World) -> None:
    world.answer([row("R1", "Smith", BORN)])
    stop(world)
    assert journey.hand_over_due(by=BY, at=world.at) == 0
    resume(world, ONE, TWO)
    assert world.surnames() == ["Smith"]


def test_another_council_goes_on(world: World) -> None:
    stop(world)
    world.hand_in(row("K1", "Khan", BORN, postcode="HD1 2AA"), council=KIRKLEES)
    assert world.surnames("KIR-01") == ["Khan"]


def test_a_death_told_while_all_is_stopped_is_called_back_at_once(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    stop(world)
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    assert (world.waiting(), len(world.called_back())) == ([], 1)
    resume(world, ONE, TWO)
    assert world.surnames() == []


def test_a_family_is_heard_while_all_is_stopped(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    stop(world)
    assert world.tried(family, Made(Channel.LETTER, AttemptOutcome.SENT)) == NotAllowed(Objection.WAITS)
    assert isinstance(world.tried(family, Made(Channel.PHONE, AttemptOutcome.BEREAVEMENT)), Noted)


def test_families_kept_by_an_exit_clause_are_not_shown_either(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, Made(Channel.LETTER, AttemptOutcome.SENT))
    world.today += timedelta(days=1)
    look.end(world, "INT-CAL", CALDERDALE)
    world.pass_to(world.today)
    assert world.surnames() == ["Smith"]
    stop(world)
    assert (world.surnames(), len(world.waiting())) == ([], 1)


def test_who_was_sent_what_since_a_moment_is_listed_by_reference(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    before = world.at
    world.today += timedelta(days=1)
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 High Street"), row("R3", "Khan", BORN, postcode="HX2 7AA"))
    hand_over.acknowledge(centre=world.ids["CAL-01"], by=ONE, at=world.at)
    [first, second] = by_centre(sent_since(world.viewer(CALDERDALE), before + timedelta(hours=1)))
    assert [(one.code, len(one.lines), one.unseen) for one in (first, second)] == [("CAL-01", 1, 0), ("CAL-02", 1, 1)]
    assert "Jones" not in str(first)
    assert len(sent_since(world.viewer(CALDERDALE), before)) == 3


def test_to_stop_twice_is_one_stop_and_the_ledger_knows_of_each_step(world: World) -> None:
    first = stop(world)
    assert stop(world) == Halted(first.reference, again=True)
    resume(world, ONE, TWO)
    assert halted(world.ids[CALDERDALE]) is None
    acts = [str(act) for (act,) in look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf ORDER BY id")]
    for act in ("everything.stopped", "resume.asked", "everything.resumed"):
        assert sum(f'"{act}"' in told for told in acts) == 1


def test_whoever_stops_waits_until_what_is_being_sent_is_sent_and_then_nothing_is_any_more(world: World) -> None:
    world.answer([row("R1", "Smith", BORN)])
    stopped = threading.Event()

    def pull_the_cord() -> None:
        stop(world)
        stopped.set()
        connection.close()

    with transaction.atomic():
        assert journey.hand_over_due(by=BY, at=world.at) == 1
        other = threading.Thread(target=pull_the_cord)
        other.start()
        assert not stopped.wait(0.5)
    other.join()
    assert stopped.is_set()
    assert (world.surnames(), len(world.waiting())) == ([], 1)
