"""Stories of things that come twice, at once, or are cut short: the end is the same as if they had come once and whole."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

from django.db import connections

from rightstart import journey
from rightstart.handover import hand_over
from rightstart.intake.receive import Received
from tests import opened
from tests.journey import look
from tests.journey.killed import Order, Workers, do_it_all
from tests.journey.world import BY, World, row

BORN = date(2026, 9, 14)


def state() -> dict[str, object]:
    """What stands at the end, without the numbers and moments that chance or order give."""
    return {
        "outcomes": look.outcomes(),
        "markers": look.marker_kinds(),
        "lines": sorted((one.baby_surname, one.postcode, not one.replaced_at, one.handed_on) for one in opened.lines()),
        "sent": look.ask("SELECT count(*), count(sent_at) FROM handover_parcel"),
        "call-backs": look.ask("SELECT handed_on, answered_at FROM handover_callback ORDER BY 1"),
        "families": look.ask("SELECT count(*) FROM births_family"),
        "births": look.ask("SELECT count(*) FROM births_birth"),
        "statements": look.ask("SELECT count(*), count(DISTINCT birth_id) FROM births_identity"),
        "clearances": look.ask("SELECT count(*) FROM safeguards_clearance"),
        "quarantine": look.ask("SELECT row, faults::text FROM intake_quarantined ORDER BY 1"),
        "decisions": sorted(look.ask("SELECT outcome, reason, superseded_at IS NULL FROM release_decision")),
        "leaves": sorted(look.ask("SELECT convert_from(body, 'UTF8')::jsonb ->> 'act' FROM ledger_leaf")),
    }


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    rows = [row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street", contact="hold")]
    first = world.hand_in(*rows)
    before = state()
    again = world.answer(rows)
    assert isinstance(again, Received)
    assert again.again
    assert again.receipt["consignment"] == first["consignment"]
    assert state() == before


def test_the_same_rows_in_another_file_are_duplicates(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    before = state() | {"leaves": None}
    world.today += timedelta(days=1)
    receipt = world.hand_in(row("R1", "Smith", BORN))
    assert receipt["totals"] == {
        "records": 1,
        "accepted": 0,
        "duplicate": 1,
        "quarantined": 0,
        "stillbirth": 0,
        "refused": 0,
        "not_ours": 0,
    }
    assert state() | {"leaves": None} == before


def test_a_pass_made_twice_does_nothing_more(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    before = state()
    tally = journey.advance_all(by=BY, at=world.at)
    assert (tally.recorded, tally.called_back, tally.asked) == (0, 0, 0)
    assert state() == before


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same time, each on connections of its own."""
    answers: list[object] = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def run(place: int) -> None:
        barrier.wait()
        answers[place] = acts[place]()
        connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_the_same_file_handed_in_at_once_has_one_receipt(world: World) -> None:
    rows = [row(f"R{n}", f"Name{n}", BORN, address_line_1=f"{n} High Street") for n in range(30)]
    answers = at_once(*[lambda: world.answer(rows)] * 3)
    references = {answer.receipt["consignment"] for answer in answers if isinstance(answer, Received)}
    assert len(references) == 1
    assert look.count("births_birth") == look.count("intake_notice") == 30
    assert look.count("release_decision") == 30


def test_two_colleagues_who_open_the_worklist_at_once_make_one_receipt(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    centre = world.ids["CAL-01"]
    receipts = at_once(*[lambda: hand_over.acknowledge(centre=centre, by=BY, at=world.at)] * 4)
    assert sorted(map(str, receipts)) == ["0", "0", "0", "1"]
    assert look.count("handover_receipt") == 1


def test_two_files_about_one_baby_at_once_make_one_birth(world: World) -> None:
    one, other = row("R1", "Smith", BORN), row("R1", "Smith", BORN, baby_forename="Ada", action="correct")
    at_once(lambda: world.answer([one]), lambda: world.answer([other]))
    assert look.count("births_birth") == 1
    assert look.count("births_identity") == 2


def prelude(world: World) -> None:
    """A family already with its centre, before the day on which everything happens."""
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    world.today += timedelta(days=2)


EVENTFUL = [
    row("R1", "Smith", BORN, contact="died"),
    row("R2", "Jones", BORN, address_line_1="2 High Street", postcode="HX2 7AA", action="correct"),
    row("R3", "Brown", BORN, birth_order="1", births_in_confinement="2", baby_forename="Ada", address_line_1="3 Lane"),
    row("R4", "Brown", BORN, birth_order="2", births_in_confinement="2", baby_forename="Bea", address_line_1="3 Lane"),
    row("R5", "Black", "31/02/2026", address_line_1="4 Lane"),
]


def test_a_worker_killed_anywhere_and_run_again_comes_to_the_same_end(
    workers: Workers, database: str, empty_again: Callable[[], None]
) -> None:
    world = World()
    prelude(world)
    order = Order("all", {"rows": EVENTFUL}, world.today)
    undisturbed = workers.do(order)
    assert (undisturbed.how, undisturbed.asked > 50) == ("done", True)
    wanted = state()
    for step in range(2, undisturbed.asked, undisturbed.asked // 9):
        empty_again()
        world = World()
        prelude(world)
        connections.close_all()
        assert workers.do(order._replace(at=step)).how == "killed", f"at {step} of {undisturbed.asked}"
        do_it_all(world, rows=EVENTFUL)
        assert state() == wanted, f"killed at {step} of {undisturbed.asked}"
