"""Stories of families who join their centre, come to it, and keep coming; and of how they are counted."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.contact.rules import AttemptOutcome, Channel, Made, Stage
from rightstart.joining.models import Attendance, Joining
from rightstart.joining.reading import members, memberships
from rightstart.joining.record import Recorded, attend, join, set_threshold
from rightstart.joining.rules import Engagement, How, NotRecorded, Threshold
from rightstart.ledger.models import Leaf
from rightstart.listings.rules import ListingKind
from rightstart.reach.measure import counts
from rightstart.rights.erase import erase_family
from rightstart.rights.rules import Erased
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
PLAY = ListingKind.STAY_AND_PLAY


@pytest.fixture
def families(world: World) -> World:
    """Two families of one centre, and one of another."""
    homes = ("HX1 1UJ", "HX1 1UJ", "HX2 7AA")
    names = enumerate(zip(("Smith", "Jones", "Brown"), homes, strict=True), 1)
    world.hand_in(*(row(f"R{n}", name, BORN, address_line_1=f"{n} Row", postcode=home) for n, (name, home) in names))
    return world


def reference(world: World, surname: str = "Smith") -> str:
    return next(one.reference for one in world.families("CAL-01") if one.babies[0].surname == surname)


def joined(world: World, known_as: str, on: date | None = None, how: How = How.NEW) -> Recorded | NotRecorded:
    told = {"viewer": world.viewer("CAL-01"), "reference": known_as, "joined_on": on or world.today}
    return join(**told, how=how, through=PLAY, by=BY, at=world.at)


def came(world: World, known_as: str, back: int = 0, centre: str = "CAL-01") -> Recorded | NotRecorded:
    told = {"viewer": world.viewer(centre), "reference": known_as, "kind": PLAY}
    return attend(**told, attended_on=world.today - timedelta(days=back), by=BY, at=world.at)


def counted(world: World) -> tuple[int, int, int, int]:
    found = counts(world.viewer(CALDERDALE))
    names = ("notified", "registered", "attended", "sustained")
    return tuple(sum(getattr(one, name) for one in found) for name in names)  # type: ignore[return-value]


def test_who_joins_leaves_the_worklist_and_is_counted_step_by_step(families: World) -> None:
    known_as = reference(families)
    assert counted(families) == (3, 0, 0, 0)
    assert came(families, known_as) is NotRecorded.NOT_JOINED
    assert joined(families, known_as, families.today - timedelta(days=9)) == Recorded()
    assert joined(families, known_as) is NotRecorded.BEFORE
    assert families.surnames() == ["Jones"]
    assert counted(families) == (3, 1, 0, 0)
    assert came(families, known_as, 10) is NotRecorded.BEFORE_JOINING
    assert [came(families, known_as, back) for back in (8, 4)] == [Recorded(), Recorded()]
    assert came(families, known_as, 4) is NotRecorded.BEFORE
    assert counted(families) == (3, 1, 1, 0)
    came(families, known_as, 1)
    assert counted(families) == (3, 1, 1, 1)
    [member] = members(families.viewer("CAL-01"), at=families.at).members
    assert (member.family.reference, member.membership.engagement) == (known_as, Engagement.SUSTAINED)
    assert len(member.membership.visits) == 3


def test_a_household_known_through_a_sibling_is_counted_and_its_first_contact_done(families: World) -> None:
    known_as = reference(families)
    assert joined(families, known_as, date(2024, 3, 1), How.SIBLING) == Recorded()
    [member] = members(families.viewer("CAL-01"), at=families.at).members
    assert member.family.attempts[-1].outcome is AttemptOutcome.ALREADY_KNOWN
    assert member.family.attempts[-1].made_on == families.today
    assert (member.membership.joined_on, member.membership.how) == (date(2024, 3, 1), How.SIBLING)
    assert counted(families) == (3, 1, 0, 0)


def test_first_contact_that_says_joined_counts_and_the_rest_can_be_said_later(families: World) -> None:
    [family] = [one for one in families.families("CAL-01") if one.babies[0].surname == "Smith"]
    families.tried(family, Made(Channel.AT_CENTRE, AttemptOutcome.JOINED))
    assert counted(families) == (3, 1, 0, 0)
    viewer = families.viewer("CAL-01")
    told = memberships(viewer, [family.family])[family.family]
    assert (told.joined_on, told.how, told.recorded) == (families.today, How.NEW, False)
    assert came(families, family.reference) == Recorded()
    assert joined(families, family.reference, families.today - timedelta(days=2)) == Recorded()
    assert memberships(viewer, [family.family])[family.family].through is PLAY
    assert counted(families) == (3, 1, 1, 0)


def test_a_family_that_said_no_and_came_all_the_same_has_joined(families: World) -> None:
    [family] = [one for one in families.families("CAL-01") if one.babies[0].surname == "Smith"]
    families.tried(family, Made(Channel.HEALTH_VISITOR, AttemptOutcome.DECLINED))
    assert joined(families, family.reference) == Recorded()
    [member] = members(families.viewer("CAL-01"), at=families.at).members
    assert [one.outcome for one in member.family.attempts] == [AttemptOutcome.DECLINED]
    assert member.family.stage is Stage.CLOSED  # type: ignore[union-attr]


def test_whom_the_gate_hides_neither_joins_nor_comes_nor_is_listed(families: World) -> None:
    known_as = reference(families)
    joined(families, known_as)
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=MarkerKind.ADOPTION, source="person", by=BY, at=families.at)
    assert came(families, known_as) is NotRecorded.UNKNOWN
    assert members(families.viewer("CAL-01"), at=families.at).members == ()


def test_another_centre_records_and_sees_nothing_of_it(families: World) -> None:
    known_as = reference(families)
    joined(families, known_as)
    assert came(families, known_as, centre="CAL-02") is NotRecorded.UNKNOWN
    assert members(families.viewer("CAL-02"), at=families.at).total == 0


def test_a_council_says_when_a_family_keeps_coming(families: World) -> None:
    known_as = reference(families)
    joined(families, known_as, families.today - timedelta(days=30))
    for back in (20, 2):
        came(families, known_as, back)
    assert counted(families) == (3, 1, 1, 0)
    set_threshold(council=families.ids[CALDERDALE], threshold=Threshold(2, 30), by=BY, at=families.at)
    assert counted(families) == (3, 1, 1, 1)


def test_when_a_family_is_forgotten_what_it_came_for_is_gone_and_the_counts_stay(families: World) -> None:
    known_as = reference(families)
    joined(families, known_as, families.today - timedelta(days=9))
    for back in (8, 4, 1):
        came(families, known_as, back)
    before = counted(families)
    erase_family(family=Joining.objects.get().family_id, why=Erased.ASKED, by=BY, at=families.at)
    assert Joining.objects.get().through is None
    assert set(Attendance.objects.values_list("kind", flat=True)) == {None}
    assert counted(families) == before == (3, 1, 1, 1)
    bodies = [bytes(one.body).decode() for one in Leaf.objects.all()]
    assert len([body for body in bodies if '"act":"attended"' in body]) == 3
    assert not [body for body in bodies if PLAY.value in body]
