"""Stories of the month within which parents are to be told: who was, who was not and why, and who is told of it."""

from collections import Counter
from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact.follow_up import SENT
from rightstart.contact.letters import batches, pulling, queueing
from rightstart.contact.letters.batches import Batch
from rightstart.contact.letters.rules import Answer
from rightstart.contact.rules import RETURNED
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.ledger.models import Leaf
from rightstart.rights import informing
from rightstart.rights.rules import Clock, Exempt, Untold
from rightstart.safeguards.rules import MarkerKind
from tests.journey import look
from tests.journey.held import birth
from tests.journey.world import BY, CALDERDALE, KIRKLEES, SUPPLIER, World, row

BORN = date(2026, 9, 14)
DUE = date(2026, 11, 5)  # what came on 5 October


@pytest.fixture
def council_tells(world: World) -> World:
    """It is for the council to tell parents, whatever day the health service gives; three families have come."""
    reference = f"DSA-{CALDERDALE}"
    world.agree(reference, Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE], informed_by="taker")
    told = {"role": RoleKind.DATA_STEWARD, "number": "01422 000000", "hours": ""}
    keep_number(organisation_code=CALDERDALE, **told, by=BY, at=world.at)
    names = enumerate(("Smith", "Jones", "Brown"), 1)
    world.hand_in(*(row(f"R{n}", name, BORN, address_line_1=f"{n} High Street") for n, name in names))
    return world


def whys(world: World, council: str = CALDERDALE) -> Counter[Untold | None]:
    """Why births are not told; None for those that are, or need not be."""
    counted: Counter[Untold | None] = Counter()
    for one in informing.counts(world.viewer(council), at=world.at):
        counted[one.why] += one.births
    return counted


def listed(world: World) -> list[tuple[str, Clock]]:
    return [(one.birth, one.clock) for one in informing.waiting(world.viewer(CALDERDALE), at=world.at).waits]


def told(world: World) -> list[AlertKind]:
    found = open_alerts(world.viewer(CALDERDALE), [RoleKind.IG_LEAD])
    return [one.kind for one in found if one.kind is AlertKind.PARENTS_UNTOLD]


def post_all(world: World) -> str:
    made = queueing.make(sender=world.ids[CALDERDALE], by=BY, at=world.at)
    assert isinstance(made, Batch)
    asked = {"sender": world.ids[CALDERDALE], "reference": made.reference, "by": BY, "at": world.at}
    batches.print_letters(**asked)
    assert isinstance(batches.post(**asked), Batch)
    return made.reference


def test_the_health_services_word_tells_where_the_agreement_leaves_it_to_it(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    assert whys(world) == {None: 1}
    [one] = informing.counts(world.viewer(CALDERDALE), at=world.at)
    assert (one.told_before, one.written, one.obtained_on) == (True, False, world.today)


def test_a_posted_first_letter_tells_and_one_that_is_printed_does_not(council_tells: World) -> None:
    assert whys(council_tells) == {Untold.TO_WRITE: 3}
    post_all(council_tells)
    assert whys(council_tells) == {None: 3}


def test_a_letter_that_came_back_or_was_stopped_told_nobody(council_tells: World) -> None:
    batch = post_all(council_tells)
    one, *_ = council_tells.families("CAL-01")
    council_tells.tried(one, RETURNED)
    assert whys(council_tells) == {None: 2, Untold.CAME_BACK: 1}
    other = next(n for n in (1, 2, 3) if one.address[0] != f"{n} High Street")
    kind = MarkerKind.DEATH_INFORMAL
    journey.mark(birth=birth(f"R{other}"), kind=kind, source="person", by=BY, at=council_tells.at)
    assert whys(council_tells) == {None: 2, Untold.CAME_BACK: 1}
    asked = {"organisation": council_tells.ids[CALDERDALE], "reference": batch, "said": Answer.STOPPED}
    pulling.answer(**asked, numbers={1, 2, 3}, by=BY, at=council_tells.at)
    assert whys(council_tells) == {None: 1, Untold.CAME_BACK: 1, Untold.WITHHELD: 1}


def test_a_row_in_quarantine_counts_for_its_council_from_the_day_it_came(council_tells: World) -> None:
    others = [row(f"G{n}", f"Green{'abcdefghi'[n]}", BORN, address_line_1=f"{n + 20} High Street") for n in range(9)]
    council_tells.hand_in(*others, row("R4", "White", BORN, address_line_1="1 Unknown", postcode="HX1"))
    found = whys(council_tells)
    assert (found[Untold.QUARANTINED], found.total()) == (1, 13)
    assert whys(council_tells, KIRKLEES) == {}
    council_tells.today = DUE + timedelta(days=1)
    counted = informing.by_clock(informing.counts(council_tells.viewer(CALDERDALE), at=council_tells.at))
    assert counted == {Clock.LATE: 13}


def test_one_that_no_centre_serves_and_one_withheld_are_counted_by_why(council_tells: World) -> None:
    council_tells.hand_in(row("R4", "Green", BORN, postcode="HX3 5AA"))
    kind = MarkerKind.PROTECTED_ADDRESS
    journey.mark(birth=birth("R1"), kind=kind, source="person", by=BY, at=council_tells.at)
    assert whys(council_tells) == {Untold.TO_WRITE: 2, Untold.UNPLACED: 1, Untold.WITHHELD: 1}


def test_the_month_runs_from_the_first_day_whatever_comes_later(council_tells: World) -> None:
    council_tells.today = DUE - timedelta(days=6)
    council_tells.hand_in(row("R1", "Smith", BORN, baby_forename="Ava", action="correct"))
    assert (listed(council_tells), informing.chase(at=council_tells.at), told(council_tells)) == ([], 0, [])
    council_tells.today = DUE
    assert {clock for _, clock in listed(council_tells)} == {Clock.SOON}
    assert (informing.chase(at=council_tells.at), len(told(council_tells))) == (0, 1)
    council_tells.today += timedelta(days=1)
    assert [clock for _, clock in listed(council_tells)] == [Clock.LATE] * 3
    assert (informing.chase(at=council_tells.at), len(told(council_tells))) == (3, 1)


def test_the_alert_ends_with_what_it_is_about(council_tells: World) -> None:
    council_tells.today = DUE
    informing.chase(at=council_tells.at)
    council_tells.confirm()
    post_all(council_tells)
    assert (informing.chase(at=council_tells.at), told(council_tells), listed(council_tells)) == (0, [], [])


def test_a_lead_says_of_one_that_it_need_not_be_told_and_the_ledger_not_of_whom(council_tells: World) -> None:
    reference = look.birth_reference("smith")
    asked = {"reference": reference, "reason": Exempt.SERIOUS_HARM, "by": BY, "at": council_tells.at}
    assert not informing.exempt(viewer=council_tells.viewer(KIRKLEES), **asked)
    assert informing.exempt(viewer=council_tells.viewer(CALDERDALE), **asked)
    assert whys(council_tells) == {Untold.TO_WRITE: 2, None: 1}
    [act] = [bytes(one.body).decode() for one in Leaf.objects.all() if b"informing.exempt" in bytes(one.body)]
    assert (Exempt.SERIOUS_HARM.value in act, reference in act) == (True, False)


def test_a_letter_that_a_centre_notes_by_hand_tells_too(council_tells: World) -> None:
    one, *_ = council_tells.families("CAL-01")
    council_tells.tried(one, SENT)
    assert whys(council_tells) == {Untold.TO_WRITE: 2, None: 1}
