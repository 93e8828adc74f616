"""Stories of letters that are queued: for all, for those chosen, and a step at a time where they are many."""

import pytest

from rightstart import journey
from rightstart.contact.letters import batches, offices, queueing, reading, whom
from rightstart.contact.letters.batches import Batch
from rightstart.contact.letters.rules import NotDone, Sender, State
from rightstart.release import halt
from rightstart.safeguards import mark as safeguards
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.test_letters import mark, print_, queue, shown, states, three_families
from tests.journey.world import BY, CALDERDALE, World


@pytest.fixture
def families(world: World) -> World:
    return three_families(world)


def test_letters_are_made_for_those_chosen_alone_and_for_none_twice(families: World) -> None:
    [one, _], [other] = families.families("CAL-01"), families.families("CAL-02")
    asked = {"sender": families.ids[CALDERDALE], "references": [one.reference, other.reference, "NOBODYS"]}
    made = queueing.make(**asked, by=BY, at=families.at)
    assert isinstance(made, Batch)
    assert {letter.reference for letter in shown(families, made.reference).letters} == {one.reference, other.reference}
    assert queueing.make(**asked, by=BY, at=families.at) is NotDone.NONE_OF_THESE
    assert queue(families) != made.reference


def test_a_centre_makes_letters_for_its_own_families_and_only_where_it_sends_them(families: World) -> None:
    [own, _], [foreign] = families.families("CAL-01"), families.families("CAL-02")
    asked = {"sender": families.ids["CAL-01"], "references": [own.reference, foreign.reference]}
    assert queueing.make(**asked, by=BY, at=families.at) is NotDone.NOT_SENDER
    offices.choose_sender(council=families.ids[CALDERDALE], sender=Sender.CENTRES, by=BY, at=families.at)
    made = queueing.make(**asked, by=BY, at=families.at)
    assert isinstance(made, Batch)
    assert [letter.reference for letter in shown(families, made.reference).letters] == [own.reference]


def test_who_is_hidden_by_the_gate_gets_no_letter_though_chosen(families: World) -> None:
    [one, _] = families.families("CAL-01")
    mark(families, f"R{one.address[0][0]}")
    asked = {"sender": families.ids[CALDERDALE], "references": [one.reference]}
    assert queueing.make(**asked, by=BY, at=families.at) is NotDone.NONE_OF_THESE


def test_whoever_is_hidden_by_the_gate_hides_nobody_who_comes_after(
    families: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "MOST", 1)
    offices.choose_sender(council=families.ids[CALDERDALE], sender=Sender.CENTRES, by=BY, at=families.at)
    [first, second] = families.families("CAL-01")
    birth, kind = BirthId(look.birth_of(f"R{first.address[0][0]}")), MarkerKind.DEATH_INFORMAL
    safeguards.mark_birth(birth=birth, kind=kind, source="person", by=BY, at=families.at)  # and no pass has carried it
    [letter] = shown(families, queue(families, "CAL-01")).letters
    assert letter.reference == second.reference


@pytest.fixture
def in_steps(families: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A family is asked about at a time."""
    monkeypatch.setattr(queueing, "STEP", 1)
    return families


def begun(world: World) -> Batch:
    made = queueing.begin(sender=world.ids[CALDERDALE], by=BY, at=world.at)
    assert isinstance(made, Batch)
    return made


def test_a_batch_says_how_far_it_is_and_is_not_printed_before_it_is_whole(in_steps: World) -> None:
    batch = begun(in_steps)
    assert (batch.letters, batch.unfinished) == (1, True)
    found = shown(in_steps, batch.reference)
    assert found.making == reading.Making(1, 3, in_steps.at, broke=False)
    told = {"sender": in_steps.ids[CALDERDALE], "reference": batch.reference, "by": BY, "at": in_steps.at}
    assert batches.print_letters(**told) is batches.post(**told) is NotDone.BEING_MADE
    assert begun(in_steps).reference == batch.reference
    queueing.finish(at=in_steps.at)
    queueing.finish(at=in_steps.at)
    found = shown(in_steps, batch.reference)
    assert (found.making, [one.number for one in found.letters]) == (None, [1, 2, 3])
    assert len(print_(in_steps, batch.reference)) == 3


def test_a_batch_that_broke_off_keeps_its_letters_says_so_and_goes_on(
    in_steps: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = begun(in_steps)
    with monkeypatch.context() as broken:
        broken.setattr(whom, "let_through", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            queueing.finish(at=in_steps.at)
    assert shown(in_steps, batch.reference).making == reading.Making(1, 3, in_steps.at, broke=True)
    queueing.finish(at=in_steps.at)
    assert states(in_steps, batch.reference) == [State.QUEUED] * 3


def test_a_batch_waits_while_everything_is_stopped_and_leaves_out_who_was_called_back_meanwhile(
    in_steps: World,
) -> None:
    batch, council = begun(in_steps), in_steps.ids[CALDERDALE]
    [letter] = shown(in_steps, batch.reference).letters
    everybody = [*in_steps.families("CAL-01"), *in_steps.families("CAL-02")]
    other = next(one for one in everybody if one.reference != letter.reference)
    halt.stop_everything(council=council, reason=halt.Reason.DRILL, by=BY, at=in_steps.at)
    mark(in_steps, f"R{other.address[0][0]}")
    queueing.finish(at=in_steps.at)
    assert states(in_steps, batch.reference) == [State.QUEUED]
    for person in (1, 2):
        journey.resume(council=council, by=Actor.person(person), at=in_steps.at)
    queueing.finish(at=in_steps.at)
    found = shown(in_steps, batch.reference)
    assert (found.making, found.states) == (None, {State.QUEUED: 2})
