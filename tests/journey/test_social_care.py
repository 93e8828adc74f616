"""Stories of social care's check: their team is asked about our births, and no list of looked-after children is ever sent to us."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.release import social_care as asked_of
from rightstart.release.holds import holds
from rightstart.release.social_care import Waiting
from rightstart.safeguards import social_care
from rightstart.safeguards.rules import MarkerKind
from rightstart.safeguards.social_care import Answer, NotAsking
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, LONG_AGO, World, row

BORN = date(2026, 9, 14)
TEAM, LEAD = RoleKind.SOCIAL_CARE, RoleKind.SAFEGUARDING_LEAD
MIA = Actor.person(7)


def asking(world: World) -> World:
    """A council that asks its social care team about every birth from today on."""
    mia = "mia@example.org"
    people.add_person(email=mia, name="Mia", password="a long enough password", by=BY, at=world.at)
    roles.give_role(email=mia, organisation_code=CALDERDALE, kind=TEAM, from_on=LONG_AGO, by=BY, at=world.at)
    assert social_care.ask_from_now(council=world.ids[CALDERDALE], by=BY, at=world.at) is None
    return world


def waiting(world: World, council: str = CALDERDALE) -> list[Waiting]:
    return asked_of.waiting(world.viewer(council))


def answer(world: World, reference: str, said: Answer, council: str = CALDERDALE) -> bool:
    taken = journey.answer_social_care(council=world.ids[council], answers={reference: said}, by=MIA, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    return not taken.unknown


def test_a_birth_waits_for_social_care_and_goes_on_once_they_know_of_nothing(world: World) -> None:
    asking(world)
    world.hand_in(row("R1", "Smith", BORN))
    assert look.outcomes()["R1"] == ("withheld", "social-care")
    [one] = waiting(world)
    assert (one.surname, one.forename, one.born_on, one.parent) == ("Smith", "Olivia", BORN, "Alex Smith")
    assert "1 High Street" in one.address
    assert answer(world, one.birth, Answer.CLEAR)
    assert (world.surnames(), waiting(world)) == (["Smith"], [])


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (Answer.ADOPTION, MarkerKind.ADOPTION),
        (Answer.LOOKED_AFTER, MarkerKind.LOOKED_AFTER),
        (Answer.OTHER, MarkerKind.PROFESSIONAL_ADVICE),
    ],
)
def test_whoever_social_care_holds_is_held_by_a_marker_that_only_leads_end(
    world: World, said: Answer, kind: MarkerKind
) -> None:
    asking(world)
    world.hand_in(row("R1", "Smith", BORN))
    [one] = waiting(world)
    assert answer(world, one.birth, said)
    assert (look.outcomes()["R1"], waiting(world), world.surnames()) == (("withheld", kind.value), [], [])


def test_only_who_has_nothing_else_against_contact_is_shown_to_social_care(world: World) -> None:
    asking(world)
    world.hand_in(
        row("R1", "Smith", BORN, contact="hold"),
        row("R2", "Jones", BORN, postcode="ZZZSECUR", address_line_1=""),
        row("R3", "Brown", BORN, objection="yes", address_line_1="3 High Street"),
    )
    assert waiting(world) == []
    assert {why for _, why in look.outcomes().values()} == {"supplier-hold", "protected-address", "objection"}


def test_births_known_before_the_council_asked_are_not_called_back_and_other_councils_ask_nobody(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    asking(world)
    journey.advance_all(by=BY, at=world.at)
    world.hand_in(row("R2", "Jones", BORN, postcode="HD1 2AA"), council=KIRKLEES)
    assert (world.surnames(), waiting(world)) == (["Smith"], [])
    assert look.outcomes()["R2"][0] == "disclose"


def test_one_who_was_asked_about_waits_for_an_answer_even_if_the_council_asks_no_more(world: World) -> None:
    asking(world)
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    assert social_care.ask_no_more(council=world.ids[CALDERDALE], by=BY, at=world.at) is None
    assert social_care.ask_no_more(council=world.ids[CALDERDALE], by=BY, at=world.at) is NotAsking.NOT_ASKING
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 High Street"))
    assert (world.surnames(), [one.surname for one in waiting(world)]) == (["Jones"], ["Smith"])


def test_nobody_is_asked_where_nobody_could_answer(world: World) -> None:
    assert social_care.ask_from_now(council=world.ids[CALDERDALE], by=BY, at=world.at) is NotAsking.NOBODY
    asking(world)
    assert social_care.ask_from_now(council=world.ids[CALDERDALE], by=BY, at=world.at) is NotAsking.ALREADY


def test_an_answer_is_given_once_about_ones_own_council_and_stands_in_the_ledger(world: World) -> None:
    asking(world)
    world.hand_in(row("R1", "Smith", BORN))
    [one] = waiting(world)
    assert not answer(world, one.birth, Answer.CLEAR, KIRKLEES)
    assert answer(world, one.birth, Answer.CLEAR)
    assert not answer(world, one.birth, Answer.ADOPTION)
    acts = [str(act) for (act,) in look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf ORDER BY id")]
    assert sum('"social-care.answered"' in act for act in acts) == 1
    assert not any(one.birth in act for act in acts)


def test_their_team_is_told_and_the_lead_looks_after_two_days(world: World) -> None:
    asking(world)
    world.hand_in(row("R1", "Smith", BORN))
    assert asked_of.chase(at=world.at) == 1
    assert [one.kind for one in open_alerts(world.viewer(CALDERDALE), {TEAM})] == [AlertKind.SOCIAL_CARE_ASKED]
    world.today += timedelta(days=3)
    [hold] = holds(world.viewer(CALDERDALE), {LEAD}, at=world.at)
    assert (hold.why, hold.owner, hold.overdue) == ("social-care", LEAD, True)
    answer(world, hold.birth, Answer.CLEAR)
    assert asked_of.chase(at=world.at) == 0
    assert open_alerts(world.viewer(CALDERDALE), {TEAM}) == []
