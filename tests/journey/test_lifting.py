"""Stories of how a marker ends: by the rule of its kind and two people's words, and what is said of a death last."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from django.conf import settings

from rightstart import journey
from rightstart.contact.follow_up import Noted
from rightstart.contact.rules import AttemptOutcome, Channel, Made, Stage
from rightstart.directory.rules import RoleKind
from rightstart.engine.keys import named_key
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.keys import record_key
from rightstart.release.standing import waiting_for_a_person
from rightstart.safeguards.lift import Asked, Lifted, NotLifted, ask_lift, open_lifts
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.rules import LIFTS, LiftReason, MarkerKind, ParentKnownBy
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, EVERYTHING, SUPPLIER, World, row

BORN = date(2026, 9, 14)
STEWARD, LEAD = Actor.person(1), Actor.person(2)


def lift(world: World, record: str, kind: MarkerKind) -> object:
    """Two people lift a kind of marker from a birth."""
    return look.lift(world, BirthId(look.birth_of(record)), kind, STEWARD, LEAD)


@pytest.mark.parametrize("kind", [kind for kind in MarkerKind if kind is not MarkerKind.SIBLING])
def test_every_marker_calls_back_and_only_two_people_lift_it(world: World, kind: MarkerKind) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    birth = BirthId(look.birth_of("R1"))
    journey.mark(birth=birth, kind=kind, source="person", by=STEWARD, at=world.at)
    assert world.surnames() == []
    assert look.lift(world, birth, kind, STEWARD, STEWARD) is NotLifted.SAME_PERSON
    assert world.surnames() == []
    [waits] = open_lifts(world.viewer(CALDERDALE))
    confirmed = journey.confirm_lift(lift=waits.number, roles=LIFTS[kind].confirms, by=LEAD, at=world.at)
    assert confirmed == Lifted(birth)
    if kind is MarkerKind.PROTECTED_ADDRESS:  # nothing of where they live was kept: it has to be sent anew
        assert look.outcomes()["R1"][0] == "unplaced"
        world.today += timedelta(days=7)
        world.hand_in(row("R1", "Smith", BORN))
    journey.hand_over_due(by=BY, at=world.at)
    assert world.surnames() == ["Smith"]


def test_a_mistake_made_by_hand_is_undone_and_what_a_source_says_is_not_called_a_mistake(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    ours, theirs = (BirthId(look.birth_of(record)) for record in ("R1", "R2"))
    kind, mistake = MarkerKind.DEATH_INFORMAL, LiftReason.ENTERED_IN_ERROR
    journey.mark(birth=ours, kind=kind, source="person", by=STEWARD, at=world.at)
    world.hand_in({"record_id": "R2", "contact": "died"}, kind=Kind.STATUS)
    asking = {"kind": kind, "reason": mistake, "roles": LIFTS[kind].asks, "by": STEWARD, "at": world.at}
    assert ask_lift(birth=theirs, **asking) is NotLifted.NOT_BY_HAND
    assert isinstance(ask_lift(birth=ours, **asking), Asked)
    world.today += timedelta(days=1)
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    [waits] = open_lifts(world.viewer(CALDERDALE))
    world.today += timedelta(days=1)
    journey.confirm_lift(lift=waits.number, roles=LIFTS[kind].confirms, by=LEAD, at=world.at)
    assert look.outcomes()["R1"] == ("withheld", "death-informal")


@pytest.mark.parametrize("kind", MarkerKind)
def test_nobody_of_another_role_asks_or_confirms_and_no_reason_of_another_marker_ends_it(
    world: World, kind: MarkerKind
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    birth, rule = BirthId(look.birth_of("R1")), LIFTS[kind]
    journey.mark(birth=birth, kind=kind, source="person", by=STEWARD, at=world.at)
    asking = {"birth": birth, "kind": kind, "by": STEWARD, "at": world.at, "known_by": ParentKnownBy.VOUCHED_FOR}
    others, foreign = set(RoleKind) - rule.asks, set(LiftReason) - set(rule.reasons)
    assert ask_lift(reason=rule.reasons[0], roles=others, **asking) is NotLifted.WRONG_ROLE
    for reason in foreign:
        assert ask_lift(reason=reason, roles=rule.asks, **asking) is NotLifted.WRONG_REASON
    asked = ask_lift(reason=rule.reasons[0], roles=rule.asks, **asking)
    assert isinstance(asked, Asked)
    refused = journey.confirm_lift(lift=asked.lift, roles=set(RoleKind) - rule.confirms, by=LEAD, at=world.at)
    assert refused is NotLifted.WRONG_ROLE
    assert world.surnames() == []


def test_a_later_statement_stands_again_after_a_lift(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.OBJECTION, source="person", by=STEWARD, at=world.at
    )
    world.today += timedelta(days=1)
    lift(world, "R1", MarkerKind.OBJECTION)
    world.today += timedelta(days=1)
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.OBJECTION, source="person", by=STEWARD, at=world.at
    )
    world.pass_to(world.today)
    assert world.surnames() == []


def said_of(world: World, kind: MarkerKind, days: int) -> None:
    """A source's statement about R1, as at so many days after the first day."""
    secret = named_key(settings.HOME, "fingerprint")
    stated_at = datetime(2026, 10, 5, 8, tzinfo=UTC) + timedelta(days=days)
    key = record_key(secret, SUPPLIER, "R1")
    journey.stop([Statement(key, kind, stated_at)], source="message", by=BY, at=world.at)


DEATHS_TOLD = ((MarkerKind.DEATH_INFORMAL, 1), (MarkerKind.DEATH_FORMAL, 2), (MarkerKind.DEATH_REMOVED, 3))


@pytest.mark.parametrize("order", list(permutations(DEATHS_TOLD)))
def test_the_last_word_on_a_death_counts_in_whatever_order_it_comes_and_releases_nothing(
    world: World, order: tuple[tuple[MarkerKind, int], ...]
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=4)
    for kind, days in order:
        said_of(world, kind, days)
    assert (world.surnames(), look.outcomes()["R1"]) == ([], ("withheld", "death-removed"))
    assert [one.why for one in waiting_for_a_person(world.viewer(CALDERDALE))] == ["removed"]
    birth = BirthId(look.birth_of("R1"))
    assert isinstance(look.lift(world, birth, MarkerKind.DEATH_REMOVED, STEWARD, LEAD), Lifted)
    assert waiting_for_a_person(world.viewer(CALDERDALE)) == []
    world.pass_to(world.today)
    assert world.surnames() == ["Smith"]


def test_an_older_word_that_comes_late_changes_nothing_and_a_newer_one_everything(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=4)
    said_of(world, MarkerKind.DEATH_REMOVED, 3)
    look.lift(world, BirthId(look.birth_of("R1")), MarkerKind.DEATH_REMOVED, STEWARD, LEAD)
    world.today += timedelta(days=1)
    said_of(world, MarkerKind.DEATH_INFORMAL, 1)
    world.pass_to(world.today)
    assert world.surnames() == ["Smith"]
    said_of(world, MarkerKind.DEATH_FORMAL, 4)
    assert (world.surnames(), look.outcomes()["R1"]) == ([], ("withheld", "death-formal"))


@pytest.mark.parametrize("said", ["hold", "died"])
def test_a_hold_that_is_corrected_away_opens_a_question_and_releases_nothing(world: World, said: str) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    world.hand_in({"record_id": "R1", "contact": said}, kind=Kind.STATUS)
    world.today += timedelta(days=1)
    world.hand_in({"record_id": "R1", "parent_name": "Noor Khan"}, kind=Kind.STATUS)
    assert waiting_for_a_person(world.viewer(CALDERDALE)) == []
    world.hand_in(row("R1", "Smith", BORN, action="correct", parent_name="Sam Khan"))
    assert [one.why for one in waiting_for_a_person(world.viewer(CALDERDALE))] == ["corrected"]
    world.pass_to(world.today + timedelta(days=1))
    assert ([one.why for one in waiting_for_a_person(world.viewer(CALDERDALE))], world.surnames()) == (
        ["corrected"],
        [],
    )
    kind = MarkerKind.SUPPLIER_HOLD if said == "hold" else MarkerKind.DEATH_INFORMAL
    assert isinstance(look.lift(world, BirthId(look.birth_of("R1")), kind, STEWARD, LEAD), Lifted)
    assert waiting_for_a_person(world.viewer(CALDERDALE)) == []


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (AttemptOutcome.DO_NOT_CONTACT, MarkerKind.OBJECTION),
        (AttemptOutcome.BEREAVEMENT, MarkerKind.DEATH_INFORMAL),
        (AttemptOutcome.MOVED, MarkerKind.MOVED_AWAY),
    ],
)
def test_a_family_that_told_its_centre_to_stop_comes_back_once_two_people_end_that(
    world: World, outcome: AttemptOutcome, kind: MarkerKind
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, Made(Channel.PHONE, outcome))
    assert world.surnames() == []
    world.today += timedelta(days=1)
    world.confirm()
    look.lift(world, BirthId(look.birth_of("R1")), kind, STEWARD, LEAD)
    journey.hand_over_due(by=BY, at=world.at)
    [again] = world.families("CAL-01")
    assert (again.stage, [one.ended for one in again.attempts]) == (Stage.TO_DO, [True])
    assert isinstance(world.tried(again, Made(Channel.LETTER, AttemptOutcome.SENT)), Noted)


def test_a_supplier_that_looked_after_all_ends_the_hold_with_the_same_row(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN), attests=EVERYTHING - {Attestation.ADOPTIONS})
    assert look.outcomes()["R1"] == ("withheld", "nothing-known")
    world.today += timedelta(days=1)
    assert world.hand_in(row("R1", "Smith", BORN))["totals"]["accepted"] == 1
    assert world.surnames() == ["Smith"]
    world.today += timedelta(days=1)
    assert world.hand_in(row("R1", "Smith", BORN))["totals"]["duplicate"] == 1
