"""Stories of letters that come back: nobody writes to that address again until it is known to be right, or another one is."""

from datetime import date, timedelta

import pytest

from rightstart.agreements.rules import Hop
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact import retrace
from rightstart.contact.follow_up import Noted, give_up
from rightstart.contact.letters import batches, queueing
from rightstart.contact.letters.batches import Batch
from rightstart.contact.letters.rules import NotDone
from rightstart.contact.retrace import NotTraced, Traced
from rightstart.contact.rules import AttemptOutcome, Channel, Made, NotAllowed, Objection, Stage, Trace
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.intake.contract import Kind
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import CALDERDALE, SUPPLIER, World, row

BORN = date(2026, 9, 14)
LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)
BACK = Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL)
CALL = Made(Channel.PHONE, AttemptOutcome.NO_ANSWER)
CLERK = Actor.person(3)


@pytest.fixture
def world(world: World) -> World:
    """A family whose first letter has come back; its supplier may be told."""
    agree(world, tells_back=True)
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, LETTER)
    world.today += timedelta(days=3)
    assert isinstance(world.tried(family, BACK), Noted)
    return world


def agree(world: World, *, tells_back: bool) -> None:
    parties = (Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE])
    world.agree(f"DSA-{CALDERDALE}", *parties, tells_back=tells_back)


def letters(world: World, whose: str = SUPPLIER) -> list[tuple[str, bool]]:
    found = retrace.waiting(world.viewer(whose), at=world.at)
    return [(one.record_id, one.overdue) for one in found]


def answer(world: World, found: Trace, whose: str = SUPPLIER) -> Traced | NotTraced:
    [one] = retrace.waiting(world.viewer(whose), at=world.at)
    return retrace.answer(
        reference=one.reference, organisation=look.organisation(whose), found=found, by=CLERK, at=world.at
    )


def told(world: World, whose: str, role: RoleKind) -> list[AlertKind]:
    return [one.kind for one in open_alerts(world.viewer(whose), {role})]


def trace(world: World) -> Trace | None:
    [family] = world.families("CAL-01")
    return family.trace


def test_nobody_writes_or_goes_to_an_address_from_which_a_letter_came_back(world: World) -> None:
    [family] = world.families("CAL-01")
    for outgoing in (LETTER, Made(Channel.VISIT, AttemptOutcome.NO_ANSWER)):
        assert world.tried(family, outgoing) == NotAllowed(Objection.ADDRESS_IN_DOUBT)
    assert isinstance(world.tried(family, CALL), Noted)


def test_a_letter_that_came_back_is_made_anew_once_the_address_is_right_and_then_not_again(world: World) -> None:
    told_ = {"number": "01422 000000", "hours": "9 to 5", "by": CLERK, "at": world.at}
    keep_number(organisation_code=CALDERDALE, role=RoleKind.DATA_STEWARD, **told_)
    sends = {"sender": world.ids[CALDERDALE], "by": CLERK}
    assert queueing.make(**sends, at=world.at) is NotDone.NOBODY
    answer(world, Trace.SAME_ADDRESS)
    made = queueing.make(**sends, at=world.at)
    assert isinstance(made, Batch)
    batches.print_letters(**sends, reference=made.reference, at=world.at)
    assert batches.post(**sends, reference=made.reference, at=world.at) == Batch(made.reference, 1)
    assert told(world, "CAL-01", RoleKind.CENTRE_WORKER) == []
    assert queueing.make(**sends, at=world.at) is NotDone.NOBODY


def test_the_supplier_is_asked_by_its_own_record_and_the_centre_told_of_the_answer(world: World) -> None:
    assert letters(world) == [("R1", False)]
    assert told(world, SUPPLIER, RoleKind.SUPPLIER_SENDER) == [AlertKind.RETURNED_MAIL]
    assert isinstance(answer(world, Trace.SAME_ADDRESS), Traced)
    assert (letters(world), told(world, SUPPLIER, RoleKind.SUPPLIER_SENDER)) == ([], [])
    assert told(world, "CAL-01", RoleKind.CENTRE_WORKER) == [AlertKind.RETRACE_ANSWERED]
    [family] = world.families("CAL-01")
    assert isinstance(world.tried(family, LETTER), Noted)
    assert told(world, "CAL-01", RoleKind.CENTRE_WORKER) == []


def test_where_the_agreement_tells_nothing_back_the_steward_looks_for_the_address(world: World) -> None:
    agree(world, tells_back=False)
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 High Street"))
    jones = next(one for one in world.families("CAL-01") if one.babies[0].surname == "Jones")
    world.tried(jones, BACK)
    assert letters(world) == [("R1", False)]
    assert [one.asked_supplier for one in retrace.waiting(world.viewer(CALDERDALE), at=world.at)] == [
        SUPPLIER,
        None,
    ]
    assert told(world, CALDERDALE, RoleKind.DATA_STEWARD) == [AlertKind.RETURNED_MAIL]


@pytest.mark.parametrize("kind", [Kind.BIRTHS, Kind.STATUS])
def test_a_new_address_in_the_feed_is_the_answer(world: World, kind: Kind) -> None:
    world.today += timedelta(days=2)
    new = {"address_line_1": "7 Low Street", "postcode": "HX1 1UJ"}
    whole = row("R1", "Smith", BORN, action="correct", **new)
    world.hand_in(whole if kind is Kind.BIRTHS else {"record_id": "R1"} | new, kind=kind)
    assert (trace(world), letters(world)) == (Trace.NEW_ADDRESS, [])
    [family] = world.families("CAL-01")
    assert family.address == ("7 Low Street",)
    assert isinstance(world.tried(family, LETTER), Noted)


def test_the_same_address_written_otherwise_is_no_answer(world: World) -> None:
    world.today += timedelta(days=2)
    world.hand_in(row("R1", "Smith", BORN, action="correct", address_line_1="1, HIGH STREET"))
    assert (trace(world), letters(world)) == (Trace.ASKED, [("R1", False)])


def test_a_family_that_has_moved_away_need_not_be_looked_for(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, action="correct", postcode="HD1 2AA"))
    assert (world.surnames(), letters(world), len(world.called_back())) == ([], [], 1)


def test_a_family_is_given_up_once_nobody_knows_its_address_and_comes_back_with_a_new_one(world: World) -> None:
    [family] = world.families("CAL-01")
    viewer = world.viewer("CAL-01")
    early = give_up(viewer=viewer, reference=family.reference, by=CLERK, at=world.at)
    assert early is NotTraced.NO_ANSWER_YET
    answer(world, Trace.NOT_FOUND)
    assert world.tried(family, LETTER) == NotAllowed(Objection.ADDRESS_IN_DOUBT)
    assert isinstance(give_up(viewer=viewer, reference=family.reference, by=CLERK, at=world.at), Traced)
    assert world.surnames() == []
    assert world.called_back() == []
    world.today += timedelta(days=2)
    world.hand_in(row("R1", "Smith", BORN, action="correct", address_line_1="7 Low Street"))
    [again] = world.families("CAL-01")
    assert (again.trace, again.stage) == (Trace.NEW_ADDRESS, Stage.TRIED)


def test_a_supplier_that_does_not_answer_is_chased_through_the_steward(world: World) -> None:
    assert retrace.chase(at=world.at) == 0
    world.today += timedelta(days=8)
    assert retrace.chase(at=world.at) == 1
    assert (letters(world), letters(world, CALDERDALE)) == ([("R1", True)], [("R1", True)])
    assert told(world, CALDERDALE, RoleKind.DATA_STEWARD) == [AlertKind.RETURNED_MAIL]
    assert isinstance(answer(world, Trace.NOT_FOUND, CALDERDALE), Traced)
    assert told(world, CALDERDALE, RoleKind.DATA_STEWARD) == []


def test_nobody_answers_for_another_organisation_or_twice(world: World) -> None:
    [one] = retrace.waiting(world.viewer(SUPPLIER), at=world.at)
    for who, expected in (("KIR-01", NotTraced.UNKNOWN), (SUPPLIER, Traced), (SUPPLIER, NotTraced.ANSWERED)):
        said = retrace.answer(
            reference=one.reference,
            organisation=look.organisation(who),
            found=Trace.NOT_FOUND,
            by=CLERK,
            at=world.at,
        )
        assert isinstance(said, Traced) if expected is Traced else said is expected


def test_a_second_letter_that_comes_back_asks_anew(world: World) -> None:
    answer(world, Trace.SAME_ADDRESS)
    [family] = world.families("CAL-01")
    world.tried(family, LETTER)
    world.tried(family, BACK)
    assert (trace(world), letters(world)) == (Trace.ASKED, [("R1", False)])
