"""Stories of first letters: printed, looked through and posted; and of those that must not go out after all."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact.letters import batches, offices, pulling, queueing, reading
from rightstart.contact.letters.batches import Batch, Sheet
from rightstart.contact.letters.houses import keep_welcome
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.contact.letters.rules import Answer, NotDone, Sender, State
from rightstart.contact.letters.withdrawing import chase
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.ledger.models import Leaf
from rightstart.release import halt
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
STEWARD, LEAD, IG, WORKER = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD, RoleKind.CENTRE_WORKER
SENT = Made(Channel.LETTER, AttemptOutcome.SENT)
STOP, LATE = AlertKind.LETTER_TO_STOP, AlertKind.LETTER_OVERDUE


@pytest.fixture
def families(world: World) -> World:
    return three_families(world)


def three_families(world: World) -> World:
    """Three families of two centres, handed over and not written to yet; both centres can be rung."""
    for code in ("CAL-01", "CAL-02"):
        keep_number(organisation_code=code, role=WORKER, number="01422 000000", hours="9 to 5", by=BY, at=world.at)
    homes = ("HX1 1UJ", "HX1 1UJ", "HX2 7AA")
    names = ("Smith", "Jones", "Brown")
    rows = [
        row(f"R{n}", name, BORN, address_line_1=f"{n} High Street", postcode=home)
        for n, (name, home) in enumerate(zip(names, homes, strict=True), 1)
    ]
    world.hand_in(*rows)
    return world


def queue(world: World, sender: str = CALDERDALE) -> str:
    made = queueing.make(sender=world.ids[sender], by=BY, at=world.at)
    assert isinstance(made, Batch), made
    return made.reference


def print_(world: World, batch: str, sender: str = CALDERDALE) -> list[Sheet]:
    sheets = batches.print_letters(sender=world.ids[sender], reference=batch, by=BY, at=world.at)
    assert isinstance(sheets, list), sheets
    return sheets


def post(world: World, batch: str, sender: str = CALDERDALE) -> Batch | NotDone:
    return batches.post(sender=world.ids[sender], reference=batch, by=BY, at=world.at)


def mark(world: World, record: str, kind: MarkerKind = MarkerKind.DEATH_INFORMAL) -> None:
    journey.mark(birth=BirthId(look.birth_of(record)), kind=kind, source="person", by=BY, at=world.at)


def shown(world: World, batch: str, viewer: str = CALDERDALE) -> reading.BatchRow:
    found = reading.batch(world.viewer(viewer), batch)
    assert found is not None
    return found


def states(world: World, batch: str) -> list[State]:
    return [one.state for one in shown(world, batch).letters]


def told(world: World, code: str, *roles: RoleKind) -> list[AlertKind]:
    return [one.kind for one in open_alerts(world.viewer(code), roles) if one.kind in (STOP, LATE)]


def answered(world: World, batch: str, said: Answer, *numbers: int, by: str = CALDERDALE) -> int:
    return pulling.answer(
        organisation=world.ids[by], reference=batch, numbers=set(numbers), said=said, by=BY, at=world.at
    )


def test_the_councils_batch_goes_to_every_family_of_its_centres_once(families: World) -> None:
    batch = queue(families)
    sheets = print_(families, batch)
    assert [one.number for one in sheets] == [1, 2, 3]
    assert {one.address[0] for one in sheets} == {"1 High Street", "2 High Street", "3 High Street"}
    assert post(families, batch) == Batch(batch, 3)
    assert [one.made for code in ("CAL-01", "CAL-02") for one in families.families(code)] == [[SENT]] * 3
    assert queueing.make(sender=families.ids[CALDERDALE], by=BY, at=families.at) is NotDone.NOBODY


def test_a_family_with_a_letter_under_way_gets_no_second_one(families: World) -> None:
    queue(families)
    assert queueing.make(sender=families.ids[CALDERDALE], by=BY, at=families.at) is NotDone.NOBODY


def test_twins_are_one_letter(world: World) -> None:
    twins = {"births_in_confinement": "2", "baby_surname": "Smith", "parent_name": "Alex Smith"}
    ones = [
        row(f"T{n}", "Smith", BORN, **twins, birth_order=str(n), baby_forename=f)
        for n, f in ((1, "Jack"), (2, "Olivia"))
    ]
    world.hand_in(*ones)
    [letter] = shown(world, queue(world)).letters
    assert letter.state is State.QUEUED


def test_a_centre_sends_its_own_where_the_council_left_it_to_its_centres(families: World) -> None:
    council, centre = families.ids[CALDERDALE], families.ids["CAL-01"]
    assert queueing.make(sender=centre, by=BY, at=families.at) is NotDone.NOT_SENDER
    offices.choose_sender(council=council, sender=Sender.CENTRES, by=BY, at=families.at)
    assert queueing.make(sender=council, by=BY, at=families.at) is NotDone.NOT_SENDER
    batch = queue(families, "CAL-01")
    assert len(print_(families, batch, "CAL-01")) == 2
    assert post(families, batch, "CAL-01") == Batch(batch, 2)
    assert [one.sender_name for one in reading.batches(families.viewer(CALDERDALE))] == ["CAL-01"]
    assert reading.batches(families.viewer("CAL-02")) == []


def test_nothing_is_posted_that_was_not_printed_and_nothing_twice(families: World) -> None:
    batch = queue(families)
    assert post(families, batch) is NotDone.NOT_PRINTED
    print_(families, batch)
    assert isinstance(post(families, batch), Batch)
    assert post(families, batch) is NotDone.POSTED_BEFORE
    again = batches.print_letters(sender=families.ids[CALDERDALE], reference=batch, by=BY, at=families.at)
    assert again is NotDone.POSTED_BEFORE


def test_nobody_prints_or_posts_what_another_sends(families: World) -> None:
    batch = queue(families)
    for other in ("CAL-01", "E08000034"):
        assert post(families, batch, other) is NotDone.UNKNOWN


def test_a_letter_that_says_nobody_to_ring_is_not_printed(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    batch = queue(world)
    printed = batches.print_letters(sender=world.ids[CALDERDALE], reference=batch, by=BY, at=world.at)
    assert printed is NotDone.NOBODY_TO_RING


def test_a_person_takes_a_letter_out_for_a_reason_of_their_own(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    out = pulling.take_out(sender=families.ids[CALDERDALE], reference=batch, numbers={2}, by=BY, at=families.at)
    assert (out, post(families, batch)) == (1, Batch(batch, 2))
    assert states(families, batch) == [State.POSTED, State.TAKEN_OUT, State.POSTED]


def test_a_death_before_printing_leaves_no_paper(families: World) -> None:
    batch = queue(families)
    mark(families, "R1")
    assert len(print_(families, batch)) == 2
    assert told(families, CALDERDALE, STEWARD, LEAD) == []
    assert isinstance(post(families, batch), Batch)


def test_a_death_between_print_and_post_is_taken_out_of_the_pile_with_an_alarm(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    mark(families, "R1")
    assert told(families, CALDERDALE, STEWARD) == told(families, CALDERDALE, LEAD) == [STOP]
    assert post(families, batch) is NotDone.TAKE_OUT
    [letter] = shown(families, batch).unanswered
    assert answered(families, batch, Answer.TAKEN_OUT, letter.number) == 1
    assert told(families, CALDERDALE, STEWARD, LEAD) == []
    assert post(families, batch) == Batch(batch, 2)


@pytest.mark.parametrize("kind", [kind for kind in MarkerKind if kind is not MarkerKind.SIBLING])
def test_no_marker_lets_a_printed_letter_be_posted(families: World, kind: MarkerKind) -> None:
    batch = queue(families)
    print_(families, batch)
    mark(families, "R1", kind)
    assert post(families, batch) is NotDone.TAKE_OUT
    assert len(shown(families, batch).unanswered) == 1


def test_a_posted_letter_is_told_of_at_once_and_chased_until_somebody_says_what_became_of_it(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    post(families, batch)
    families.today += timedelta(days=2)
    mark(families, "R1")
    [letter] = shown(families, batch).unanswered
    assert letter.state is State.STOP
    assert told(families, CALDERDALE, STEWARD) == [STOP]
    families.today += timedelta(days=1)
    assert chase(at=families.at) == 1
    assert told(families, CALDERDALE, IG) == [LATE]
    assert answered(families, batch, Answer.TAKEN_OUT, letter.number) == 0
    assert answered(families, batch, Answer.DELIVERED, letter.number) == 1
    assert (chase(at=families.at), told(families, CALDERDALE, STEWARD, LEAD, IG)) == (0, [])


def test_what_was_delivered_long_ago_is_not_chased(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    post(families, batch)
    families.today += timedelta(days=8)
    mark(families, "R1")
    assert shown(families, batch).unanswered == ()


def test_a_centre_that_sends_hears_of_its_letter_and_its_council_can_answer_for_it(families: World) -> None:
    offices.choose_sender(council=families.ids[CALDERDALE], sender=Sender.CENTRES, by=BY, at=families.at)
    batch = queue(families, "CAL-01")
    print_(families, batch, "CAL-01")
    mark(families, "R1")
    assert told(families, "CAL-01", WORKER) == told(families, CALDERDALE, LEAD) == [STOP]
    [letter] = shown(families, batch).unanswered
    assert answered(families, batch, Answer.TAKEN_OUT, letter.number, by="CAL-02") == 0
    assert answered(families, batch, Answer.TAKEN_OUT, letter.number) == 1


def test_an_address_that_changed_since_it_was_printed_is_taken_out_and_written_to_anew(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    families.hand_in(row("R1", "Smith", BORN, address_line_1="9 High Street", action="correct"))
    assert post(families, batch) is NotDone.TAKE_OUT
    [letter] = shown(families, batch).unanswered
    answered(families, batch, Answer.TAKEN_OUT, letter.number)
    assert post(families, batch) == Batch(batch, 2)
    [sheet] = print_(families, queue(families))
    assert sheet.address[0] == "9 High Street"


def test_a_letter_is_not_printed_again_to_another_address_while_the_first_one_lies_in_the_pile(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    families.hand_in(row("R1", "Smith", BORN, address_line_1="9 High Street", action="correct"))
    assert "9 High Street" not in {one.address[0] for one in print_(families, batch)}
    [letter] = shown(families, batch).unanswered
    assert letter.state is State.TAKE_OUT


def test_who_was_reached_meanwhile_gets_no_letter(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    [first, _] = families.families("CAL-01")
    families.tried(first, Made(Channel.AT_CENTRE, AttemptOutcome.JOINED))
    assert post(families, batch) is NotDone.TAKE_OUT


def test_while_everything_is_stopped_nothing_is_queued_printed_or_posted_but_taken_out(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    council = families.ids[CALDERDALE]
    halt.stop_everything(council=council, reason=halt.Reason.DRILL, by=BY, at=families.at)
    told = {"sender": council, "reference": batch, "by": BY, "at": families.at}
    assert queueing.make(sender=council, by=BY, at=families.at) is NotDone.HALTED
    assert batches.print_letters(**told) is batches.post(**told) is NotDone.HALTED
    assert batches.preview(families.viewer(CALDERDALE), reference=batch, number=1, at=families.at) is None
    assert states(families, batch) == [State.PRINTED] * 3
    assert pulling.take_out(**told, numbers={1}) == 1


def test_a_word_gone_stale_sends_nothing(families: World) -> None:
    batch = queue(families)
    families.today += timedelta(days=60)
    printed = batches.print_letters(sender=families.ids[CALDERDALE], reference=batch, by=BY, at=families.at)
    assert printed is NotDone.NOBODY


@pytest.mark.parametrize("form", Form)
def test_the_paper_names_neither_baby_nor_parent(families: World, form: Form) -> None:
    keep_welcome(centre=families.ids["CAL-01"], welcome="Come in.\n\nWe are open.")
    batch = queue(families)
    found = PdfReader(BytesIO(as_pdf(batch, print_(families, batch), form, on=families.today)))
    text = "\n".join(page.extract_text() for page in found.pages)
    assert text.count("Parent or carer") == 3
    assert not [name for name in ("Smith", "Jones", "Brown", "Olivia", "Alex", "2026-09-14") if name in text]
    if form is not Form.LABELS:
        assert all(words in text for words in ("Come in.", "01422 000000", "You can say no"))


def test_the_ledger_counts_letters_and_names_nobody(families: World) -> None:
    batch = queue(families)
    print_(families, batch)
    post(families, batch)
    bodies = [bytes(one.body).decode() for one in Leaf.objects.all() if b'"letters.' in bytes(one.body)]
    assert len(bodies) == 3
    assert all('"letters":3' in body and batch in body for body in bodies)
