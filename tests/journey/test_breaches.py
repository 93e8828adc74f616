"""Stories of breaches: what opens an entry of the log by itself, once; what a person says of it; and the 72 hours."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.allocation.redraw import redraw
from rightstart.breaches import candidates, log, reading, said, watch
from rightstart.breaches import codes as c
from rightstart.breaches.rules import Hindrance, State
from rightstart.breaches.telling import whom_to_tell
from rightstart.breaches.what import what
from rightstart.contact.letters import batches, pulling, queueing
from rightstart.contact.letters.rules import Answer
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.intake.receive import Received
from rightstart.ledger.models import Leaf
from rightstart.rights.retention import clock
from rightstart.rights.retention.rules import Open
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
IG, SAFE = RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD
OURS = row("R1", "Smith", BORN)
THEIRS = row("R2", "Jones", BORN, postcode="HD1 2AA")
FOUND = said.Find(
    (c.Kind.CONFIDENTIALITY,), c.Cause.LATE_WORD, c.Risk.HIGH, (c.Consequence.DISTRESS,), (c.Measure.CALLED_BACK,)
)


def opened(world: World) -> int:
    """How many entries two rounds of looking open."""
    return candidates.look(by=BY, at=world.at) + candidates.look(by=BY, at=world.at)


def in_log(world: World, council: str = CALDERDALE) -> list[reading.Entry]:
    return reading.entries(world.viewer(council))


def told(world: World, role: RoleKind = IG) -> list[tuple[AlertKind, str]]:
    watch.chase(at=world.at)
    watch.chase(at=world.at)
    kinds = (AlertKind.BREACH_CANDIDATE, AlertKind.BREACH_DUE, AlertKind.BREACH_OVERDUE)
    found = open_alerts(world.viewer(CALDERDALE), {role})
    return sorted((one.kind, one.about) for one in found if one.kind in kinds)


def say(world: World, entry: str, one: said.Said) -> object:
    return log.note(viewer=world.viewer(CALDERDALE), reference=entry, said=one, by=BY, at=world.at)


def die(world: World, record: str = "R1") -> None:
    birth = BirthId(look.birth_of(record))
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)


def write_to_everybody(world: World) -> None:
    told = {"number": "01632 960001", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code=CALDERDALE, role=RoleKind.DATA_STEWARD, **told)
    council = world.ids[CALDERDALE]
    made = queueing.make(sender=council, by=BY, at=world.at)
    assert isinstance(made, batches.Batch)
    batches.print_letters(sender=council, reference=made.reference, by=BY, at=world.at)
    batches.post(sender=council, reference=made.reference, by=BY, at=world.at)


@pytest.fixture
def bereaved(world: World) -> str:
    """A family whose letter was posted before its baby's death was known; gives the entry's reference."""
    world.hand_in(OURS)
    write_to_everybody(world)
    world.today += timedelta(days=1)
    die(world)
    assert opened(world) == 1
    [one] = in_log(world)
    return one.reference


def test_a_file_with_another_councils_resident_is_written_down_once_also_when_it_comes_again(world: World) -> None:
    world.hand_in(OURS, THEIRS)
    assert opened(world) == 1
    world.hand_in(OURS, THEIRS)
    assert opened(world) == 0
    [one] = in_log(world)
    assert (one.state, one.opened) == (State.CANDIDATE, c.Opened.NOT_OURS)
    found = what(world.viewer(CALDERDALE), one.reference)
    assert (found.others, [file.areas for file in found.files], found.disclosures) == (1, [{KIRKLEES: 1}], ())
    assert told(world) == [(AlertKind.BREACH_CANDIDATE, one.reference)]
    assert in_log(world, KIRKLEES) == []


def test_a_file_of_our_own_residents_opens_nothing(world: World) -> None:
    world.hand_in(OURS)
    assert opened(world) == 0


def test_a_held_file_is_written_down_once_however_often_it_is_tried(world: World) -> None:
    odd = OURS | {"contact": "whatever"}
    tries = [world.answer([odd, THEIRS]), world.answer([odd, THEIRS])]
    assert [one.receipt["status"] for one in tries if isinstance(one, Received)] == ["held", "held"]
    assert (look.count("intake_consignment"), opened(world)) == (2, 1)


def test_a_death_known_after_the_letter_was_posted_is_written_down_once(world: World, bereaved: str) -> None:
    [one] = in_log(world)
    assert (one.state, one.opened) == (State.CANDIDATE, c.Opened.CALLED_BACK)
    [line] = what(world.viewer(CALDERDALE), bereaved).disclosures
    assert (line.centre, line.written_to, line.called_back_at, line.destroyed_at) == ("CAL-01", True, world.at, None)
    assert [line.reference] == world.called_back()


def test_before_any_contact_a_call_back_is_no_candidate(world: World) -> None:
    world.hand_in(OURS)
    world.today += timedelta(days=1)
    die(world)
    assert world.called_back()
    assert opened(world) == 0


def test_a_call_back_after_a_telephone_call_is_written_down_also_where_the_call_is_noted_later(world: World) -> None:
    world.agree("INT-CAL", Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01"], first_contact="any-channel")
    world.hand_in(OURS)
    world.tried(world.families("CAL-01")[0], Made(Channel.PHONE, AttemptOutcome.NO_ANSWER))
    world.today += timedelta(days=1)
    die(world)
    assert opened(world) == 1


def test_twins_called_back_together_are_one_matter(world: World) -> None:
    twins = {"births_in_confinement": "2"}
    world.hand_in(
        row("R1", "Smith", BORN, birth_order="1", **twins), row("R3", "Smith", BORN, birth_order="2", **twins)
    )
    write_to_everybody(world)
    world.today += timedelta(days=1)
    die(world)
    assert (opened(world), look.count("breaches_concern")) == (1, 2)


def test_it_waits_for_a_person_who_says_what_it_is(world: World, bereaved: str) -> None:
    assert say(world, bereaved, said.Notify()) is Hindrance.NOT_FOUND_YET
    assert say(world, bereaved, said.TakeUp()) == log.Noted()
    assert told(world) == []
    assert say(world, bereaved, FOUND) == log.Noted()
    assert say(world, bereaved, said.NotNotify(c.NotNotified.UNLIKELY_RISK)) is Hindrance.MUST_NOTIFY
    assert say(world, bereaved, said.Advised(c.Advice.NOTIFY_AND_TELL)) == log.Noted()
    assert say(world, bereaved, said.Notify()) == log.Noted()
    assert say(world, bereaved, said.NotTell(c.NotTold.NOT_HIGH)) is Hindrance.MUST_TELL
    assert say(world, bereaved, said.Close()) is Hindrance.PEOPLE_OPEN
    assert say(world, bereaved, said.Tell((c.Way.HEALTH_VISITOR,))) == log.Noted()
    assert say(world, bereaved, said.Close()) == log.Noted()
    [one] = in_log(world)
    acts = ["take-up", "find", "advised", "notify", "tell", "close"]
    assert (one.state, [step.act for step in one.steps]) == (State.CLOSED, acts)
    assert {step.by for step in one.steps} == {str(BY)}


def test_the_72_hours_run_from_when_it_was_written_down_and_each_mark_is_told_once(world: World, bereaved: str) -> None:
    def passed(days: int) -> tuple[list[tuple[AlertKind, str]], list[tuple[AlertKind, str]]]:
        world.today += timedelta(days=days)
        return told(world), told(world, SAFE)

    new = (AlertKind.BREACH_CANDIDATE, bereaved)
    assert passed(0) == ([new], [])
    assert passed(1) == ([new, (AlertKind.BREACH_DUE, f"{bereaved} (24 hours)")], [])
    second = (AlertKind.BREACH_DUE, f"{bereaved} (48 hours)")
    assert passed(1) == ([new, second], [second])
    over = (AlertKind.BREACH_OVERDUE, f"{bereaved} (72 hours)")
    assert passed(1) == ([new, over], [over])
    assert [one.hours_left(world.at + timedelta(minutes=1)) for one in in_log(world)] == [-1]
    assert say(world, bereaved, FOUND) == log.Noted()
    assert passed(4) == ([over], [over])
    assert say(world, bereaved, said.Notify()) is Hindrance.WHY_LATE
    assert say(world, bereaved, said.Notify(c.Late.FACTS_MISSING)) == log.Noted()
    assert passed(0) == ([], [])


def test_what_is_no_breach_is_told_of_no_more_and_may_turn_out_to_be_one(world: World, bereaved: str) -> None:
    assert say(world, bereaved, said.Clear(c.NotBreach.RIGHT_THEN)) == log.Noted()
    world.today += timedelta(days=5)
    assert (told(world), opened(world), reading.waiting(world.viewer(CALDERDALE))) == ([], 0, [])
    assert say(world, bereaved, FOUND) == log.Noted()
    assert [kind for kind, _ in told(world)] == [AlertKind.BREACH_OVERDUE]


def test_another_council_neither_sees_nor_changes_it(world: World, bereaved: str) -> None:
    stranger = world.viewer(KIRKLEES)
    assert (reading.entries(stranger), reading.entry(stranger, bereaved)) == ([], None)
    assert what(stranger, bereaved).disclosures == ()
    answer = log.note(viewer=stranger, reference=bereaved, said=said.TakeUp(), by=BY, at=world.at)
    assert answer is log.NotNoted.UNKNOWN


def test_who_may_be_written_to_is_the_gates_to_say_at_that_moment(world: World) -> None:
    world.hand_in(OURS, row("R3", "Green", BORN, postcode="HX1 1UJ", address_line_1="9 Mill Lane"))
    viewer = world.viewer(CALDERDALE)
    about = log.OfCentre("CAL-01", world.today, world.today)
    entry = log.open_by_hand(viewer=viewer, about=about, aware_at=world.at, by=BY, at=world.at)
    assert isinstance(entry, log.Written)
    lines = what(viewer, entry.reference).disclosures
    assert [one.way for one in whom_to_tell(lines, at=world.at)] == [c.Way.LETTER, c.Way.LETTER]
    die(world)
    assert [one.way for one in whom_to_tell(lines, at=world.at)] == [c.Way.HEALTH_VISITOR, c.Way.LETTER]


def test_a_person_opens_one_by_birth_by_file_or_by_centre_and_days_and_adds_to_it(world: World) -> None:
    receipt = world.hand_in(OURS, row("R3", "Green", BORN, postcode="HX2 7AA"))
    world.pass_to(world.today + timedelta(days=1))
    viewer, birth = world.viewer(CALDERDALE), look.birth_reference("Smith")
    given = {"viewer": viewer, "by": BY, "at": world.at}
    known = world.at - timedelta(hours=5)
    entry = log.open_by_hand(about=log.OfBirth(birth), aware_at=known, **given)
    assert isinstance(entry, log.Written)
    assert ([one.aware_at for one in in_log(world)], [kind for kind, _ in told(world)]) == (
        [known],
        [AlertKind.BREACH_CANDIDATE],
    )
    assert {one.birth for one in what(viewer, entry.reference).disclosures} == {birth}
    assert log.widen(reference=entry.reference, about=log.OfConsignment(receipt["consignment"]), **given) == entry
    assert what(viewer, entry.reference).babies == 2
    late = {"aware_at": world.at + timedelta(hours=1)}
    assert log.open_by_hand(about=log.OfBirth(birth), **given | late) is log.NotOpened.NOT_YET
    for about, why in (
        (log.OfBirth("nobody"), log.NotOpened.UNKNOWN_BIRTH),
        (log.OfConsignment("none"), log.NotOpened.UNKNOWN_CONSIGNMENT),
        (log.OfCentre("KIR-01", world.today, world.today), log.NotOpened.UNKNOWN_CENTRE),
        (log.OfCentre("CAL-01", world.today, BORN), log.NotOpened.DAYS),
    ):
        assert log.open_by_hand(about=about, aware_at=known, **given) is why


def test_each_step_is_an_act_of_the_ledger_that_names_nobody(world: World, bereaved: str) -> None:
    for one in (said.TakeUp(), FOUND, said.Notify(), said.Tell((c.Way.IN_PERSON,)), said.Close()):
        assert say(world, bereaved, one) == log.Noted()
    bodies = [bytes(one.body).decode() for one in Leaf.objects.all() if b'"act":"breach.' in bytes(one.body)]
    assert len(bodies) == 7
    birth = look.birth_reference("Smith")
    [centre] = world.called_back()
    assert not [word for word in ("Smith", "Olivia", "High Street", birth, centre) for body in bodies if word in body]


def test_a_family_is_not_forgotten_while_an_entry_about_it_is_open(world: World, bereaved: str) -> None:
    [reference] = world.called_back()
    confirm_destroyed(references=[reference], centre=world.ids["CAL-01"], by=BY, at=world.at)
    [letter] = look.ask("SELECT reference FROM contact_letterbatch")
    answered = {"numbers": {1}, "said": Answer.STOPPED, "by": BY, "at": world.at}
    pulling.answer(organisation=world.ids[CALDERDALE], reference=str(letter[0]), **answered)
    world.today = date(2027, 12, 1)
    kept = clock.preview(world.viewer(CALDERDALE), at=world.at).kept
    assert kept == ((Open.BREACH, 1),)
    assert say(world, bereaved, said.Clear(c.NotBreach.RIGHT_THEN)) == log.Noted()
    assert clock.preview(world.viewer(CALDERDALE), at=world.at).due == 1


def test_families_that_move_together_to_another_centre_are_one_matter(world: World) -> None:
    homes = {"R1": "1 High Street", "R3": "9 Mill Lane"}
    names = {"R1": "Smith", "R3": "Green"}
    world.hand_in(*(row(record, names[record], BORN, address_line_1=home) for record, home in homes.items()))
    write_to_everybody(world)
    world.today += timedelta(days=7)
    claims = [("small-area", "E01010901", world.ids["CAL-02"])]
    redraw(council_id=world.ids[CALDERDALE], claims=claims, from_on=world.today, by=BY, at=world.at)
    world.pass_to(world.today)
    assert len(world.called_back()) == 2
    assert (opened(world), look.count("breaches_concern")) == (1, 2)
