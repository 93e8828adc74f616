"""Stories of a no that is undone: by the parent alone, who was known to be the parent, and by two leads."""

import pytest

from rightstart import journey
from rightstart.ledger.models import Leaf
from rightstart.rights import ask
from rightstart.safeguards.lift import Asked, NotLifted, ask_lift, open_lifts
from rightstart.safeguards.models import Suppression
from rightstart.safeguards.rules import LiftReason, MarkerKind, ParentKnownBy
from tests.journey import look
from tests.journey.held import IG, LEAD, ONE, STEWARD, TWO, birth
from tests.journey.world import BY, CALDERDALE, World, row

WITHDREW, SEEN = LiftReason.PARENT_WITHDREW, ParentKnownBy.PHOTO_AND_RED_BOOK


@pytest.fixture
def said_no(world: World) -> World:
    """A family that said no on the telephone."""
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    [family] = world.families("CAL-01")
    told = {"said": family.reference, "mark": journey.mark, "by": BY, "at": world.at}
    assert ask.told_no(organisation=world.ids[CALDERDALE], **told)
    return world


def undo(world: World, *, reason: LiftReason = WITHDREW, known_by: ParentKnownBy | None = SEEN, role=IG):
    asked = {"birth": birth("R1"), "kind": MarkerKind.OBJECTION, "reason": reason, "roles": {role}}
    return ask_lift(**asked, known_by=known_by, by=ONE, at=world.at)


def test_nobody_undoes_it_without_saying_how_the_parent_was_known(said_no: World) -> None:
    assert undo(said_no, known_by=None) is NotLifted.PARENT_NOT_KNOWN
    assert undo(said_no, role=STEWARD) is undo(said_no, role=LEAD) is NotLifted.WRONG_ROLE


def test_what_a_parent_said_is_never_undone_as_a_mistake(said_no: World) -> None:
    assert undo(said_no, reason=LiftReason.ENTERED_IN_ERROR) is NotLifted.NOT_BY_HAND


def test_two_leads_undo_it_and_the_second_sees_how_the_parent_was_known(said_no: World) -> None:
    asked = undo(said_no)
    assert isinstance(asked, Asked)
    [waits] = open_lifts(said_no.viewer(CALDERDALE))
    assert waits.known_by is SEEN
    alone = journey.confirm_lift(lift=asked.lift, roles={LEAD}, by=ONE, at=said_no.at)
    assert alone is NotLifted.SAME_PERSON
    journey.confirm_lift(lift=asked.lift, roles={LEAD}, by=TWO, at=said_no.at)
    journey.hand_over_due(by=BY, at=said_no.at)
    assert said_no.surnames() == ["Smith"]
    assert Suppression.objects.count() == 0


def test_the_ledger_says_how_and_not_who(said_no: World) -> None:
    undo(said_no)
    [act] = [bytes(one.body).decode() for one in Leaf.objects.all() if b"lift.asked" in bytes(one.body)]
    assert SEEN.value in act
    assert look.birth_reference("smith") not in act


def test_the_letter_says_no_again_after_it_was_undone(said_no: World) -> None:
    asked = undo(said_no)
    assert isinstance(asked, Asked)
    journey.confirm_lift(lift=asked.lift, roles={LEAD}, by=TWO, at=said_no.at)
    journey.hand_over_due(by=BY, at=said_no.at)
    [family] = said_no.families("CAL-01")
    told = {"said": family.reference, "mark": journey.mark, "by": BY}
    ask.told_no(organisation=said_no.ids["CAL-01"], **told, at=said_no.at.replace(hour=15))
    assert said_no.surnames() == []
