"""Stories of several files that come at once: each council's end is the same as if they had come one after another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart import journey
from rightstart.births import match
from rightstart.births.batches import BATCH, SIDE_BY_SIDE, side_by_side
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Received, Waiting, receive
from rightstart.terms import OrganisationId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, as_csv, row

BORN = date(2026, 9, 14)
THERE = "HD1 2AA"


def files(world: World) -> list[HandedIn]:
    """Two files for one council, of which the later says more of the earlier one's births, and one for another between them."""
    told = (
        (CALDERDALE, [row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street")]),
        (KIRKLEES, [row("R1", "Smith", BORN, postcode=THERE), row("R3", "Brown", BORN, postcode=THERE)]),
        (CALDERDALE, [row("R2", "Jones", BORN, address_line_1="2 High Street", contact="died")]),
    )
    return [world.handed(as_csv(rows), council=council) for council, rows in told]


def outcomes_by_council() -> list[tuple[object, ...]]:
    return look.ask(
        "SELECT b.council_id, d.outcome, count(*) FROM release_decision d JOIN births_birth b ON b.id = d.birth_id"
        " WHERE d.superseded_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )


def received(world: World) -> list[int]:
    answers = [receive(one, by=BY, at=world.at) for one in files(world)]
    return [one.consignment for one in answers if isinstance(one, Received)]


def test_files_that_come_at_once_end_as_if_each_had_come_alone(world: World) -> None:
    answers = journey.bring_in_all(files(world), by=BY, at=world.at)
    assert [one.receipt["status"] for one in answers if isinstance(one, Received)] == ["accepted"] * 3
    ours, theirs = world.ids[CALDERDALE], world.ids[KIRKLEES]
    assert outcomes_by_council() == [(ours, "disclose", 1), (ours, "withheld", 1), (theirs, "disclose", 2)]
    assert look.count("births_birth") == look.count("births_family") == 4
    assert look.count("births_carried") == 3


def test_the_same_record_told_to_two_councils_at_once_is_a_birth_of_each(world: World) -> None:
    journey.bring_in_all(files(world), by=BY, at=world.at)
    assert look.ask(
        "SELECT count(*), count(DISTINCT birth_id) FROM births_identity WHERE record_key IN"
        " (SELECT record_key FROM births_identity GROUP BY 1 HAVING count(DISTINCT council_id) = 2)"
    ) == [(2, 2)]


def test_the_same_file_twice_in_one_go_has_one_receipt(world: World) -> None:
    first, again = journey.bring_in_all([files(world)[0]] * 2, by=BY, at=world.at)
    assert isinstance(first, Received)
    assert isinstance(again, Received)
    assert (again.consignment, again.again) == (first.consignment, True)
    assert look.count("births_birth") == 2


def test_a_file_that_breaks_holds_up_its_council_s_later_ones_and_nobody_else_s(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other, later = received(world)
    with monkeypatch.context() as broken:
        whole = match.put

        def put(*, consignments: list[int], at: object) -> match.Matched:
            if first in consignments:
                raise ArithmeticError
            return whole(consignments=consignments, at=at)  # type: ignore[arg-type]

        broken.setattr(match, "put", put)
        with pytest.raises(ArithmeticError):
            journey.carry_unfinished(by=BY, at=world.at)
    assert look.ask("SELECT consignment_id FROM births_carried") == [(other,)]
    journey.carry_unfinished(by=BY, at=world.at)
    assert look.ask("SELECT consignment_id FROM births_carried ORDER BY 1") == sorted([(first,), (other,), (later,)])
    assert ("withheld", "death-informal") in look.outcomes().values()


waiting = st.builds(
    Waiting,
    consignment=st.integers(1, 99),
    council=st.integers(1, 6).map(OrganisationId),
    notices=st.integers(0, 2 * BATCH) | st.integers(0, 400),
)


@given(st.lists(waiting, max_size=40))
def test_batches_keep_each_council_s_order_and_their_size(consignments: list[Waiting]) -> None:
    batches = list(side_by_side(consignments))
    assert [one for batch in batches for one in batch] == consignments
    for batch in batches:
        assert len({one.council for one in batch}) == len(batch) <= SIDE_BY_SIDE
        assert len(batch) == 1 or sum(one.notices for one in batch) <= BATCH
