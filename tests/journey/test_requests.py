"""Stories of what families request: who asks is seen first, each has its clock, its owner and its answer; complaints too."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births.models import Birth
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.ledger.models import Leaf
from rightstart.rights.erase import erase_family
from rightstart.rights.models import RequestWords
from rightstart.rights.requests import chasing, keeping, reads, replies
from rightstart.rights.requests.keeping import Asked, NotOpened
from rightstart.rights.requests.rules import Changed, Delay, Ground, Next, Outcome, RequestKind, Step
from rightstart.rights.rules import Erased, Giver
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, FamilyId
from tests.journey import look
from tests.journey.requesting import (
    ANN,
    IG,
    NAMED,
    SAFE,
    STEWARD,
    answered,
    made,
    on,
    opened,
    row_of,
    twins,
)
from tests.journey.world import CALDERDALE, KIRKLEES, World

DAY = timedelta(days=1)


@pytest.fixture
def family(world: World) -> World:
    world.hand_in(*twins())
    return world


def alerts(world: World, roles: frozenset[RoleKind] = IG) -> list[AlertKind]:
    return sorted(one.kind for one in open_alerts(world.viewer(CALDERDALE), roles))


def test_nothing_leaves_before_somebody_has_seen_who_asks_and_the_month_runs_from_then(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS, known=None)
    assert (row_of(family, reference).next, made(family, reference)) == (Next.SEE_WHO, None)
    assert not answered(family, reference, Outcome.GIVEN)
    assert "Before we answer we must be sure who you are" in " ".join(
        replies.reply(row_of(family, reference), "Calderdale")
    )
    family.today += 9 * DAY
    seen = {"viewer": family.viewer(CALDERDALE), "reference": reference, "known": NAMED, "by": ANN, "at": family.at}
    assert [keeping.see_who(**seen), keeping.see_who(**seen)] == [True, False]
    found = row_of(family, reference)
    assert (found.next, found.due_on) == (Next.MAKE_PACK, date(2026, 11, 14))
    acts = [bytes(one.body).decode() for one in Leaf.objects.all() if b'"parent.known"' in bytes(one.body)]
    assert [(reference in act, "photo-and-certificate" in act) for act in acts] == [(True, True)]


def test_a_request_that_came_days_ago_and_whose_parent_was_known_at_once_runs_from_when_it_came(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS, received_on=family.today - 3 * DAY)
    assert row_of(family, reference).due_on == date(2026, 11, 2)
    later = opened(family, RequestKind.ACCESS, received_on=family.today + 3 * DAY)
    assert row_of(family, later).days.received_on == family.today


def test_a_new_request_is_told_to_its_lead_until_somebody_has_it(family: World) -> None:
    at, told = family.at, {"by": ANN, "at": family.at}
    numbers = {}
    for name, kind in (
        ("ig", RoleKind.IG_LEAD),
        ("safe", RoleKind.SAFEGUARDING_LEAD),
        ("steward", RoleKind.DATA_STEWARD),
    ):
        email = f"{name}@example.org"
        numbers[name] = people.add_person(email=email, name=name, password="a long phrase", **told)
        roles.give_role(email=email, organisation_code=CALDERDALE, kind=kind, from_on=family.today, **told)
    reference = opened(family, RequestKind.ACCESS)
    assert alerts(family) == [AlertKind.REQUEST_WAITS]
    assert not keeping.assign(**on(family, reference), to=numbers["steward"])
    assert keeping.assign(**on(family, reference), to=numbers["ig"])
    assert keeping.assign(**on(family, reference), to=numbers["safe"])
    assert (row_of(family, reference).owner, alerts(family)) == ("safe", [])
    kind = MarkerKind.ADOPTION
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=kind, source="person", by=ANN, at=at)
    assert not keeping.assign(**on(family, reference, SAFE), to=numbers["ig"])


def test_a_complaint_is_acknowledged_by_its_thirtieth_day_or_its_lead_is_told(family: World) -> None:
    reference = opened(family, RequestKind.COMPLAINT, said="You wrote to my old address")
    assert row_of(family, reference).due_on == family.today + 29 * DAY
    family.today += 23 * DAY
    assert chasing.chase(at=family.at) == 0
    family.today += DAY
    assert chasing.chase(at=family.at) == chasing.chase(at=family.at) == 1
    assert alerts(family) == [AlertKind.REQUEST_DUE, AlertKind.REQUEST_WAITS]
    assert not answered(family, reference, Outcome.UPHELD)
    assert keeping.do(**on(family, reference), step=Step.ACKNOWLEDGED)
    assert alerts(family) == [AlertKind.REQUEST_WAITS]
    assert answered(family, reference, Outcome.UPHELD, changed=[Changed.WORDING, Changed.RECORD])
    assert alerts(family) == []
    [logged] = reads.complaints_log(family.viewer(CALDERDALE))
    assert (logged.outcome, logged.changed) == (Outcome.UPHELD, (Changed.RECORD, Changed.WORDING))
    said = " ".join(replies.reply(logged, "Calderdale"))
    assert all(words in said for words in ("right to complain", "put the record right", "ico.org.uk"))


def test_a_complaint_ends_with_the_regulator_too(family: World) -> None:
    reference = opened(family, RequestKind.COMPLAINT, said="Nobody answered me")
    keeping.do(**on(family, reference), step=Step.ACKNOWLEDGED)
    assert not answered(family, reference, Outcome.GIVEN)
    assert answered(family, reference, Outcome.TO_REGULATOR)


def test_two_months_more_are_taken_with_a_reason_that_the_reply_tells(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS)
    assert not keeping.do(**on(family, reference), step=Step.EXTENDED)
    assert keeping.do(**on(family, reference), step=Step.EXTENDED, why=Delay.COMPLEX)
    found = row_of(family, reference)
    assert found.due_on == date(family.today.year + 1, 1, 5)
    assert "two months more, for it is complex" in " ".join(replies.reply(found, "Calderdale"))
    second = opened(family, RequestKind.ACCESS)
    family.today += 40 * DAY
    assert not keeping.do(**on(family, second), step=Step.EXTENDED, why=Delay.COMPLEX)


def test_a_refusal_has_its_ground_and_says_how_to_complain(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS)
    assert not answered(family, reference, Outcome.REFUSED)
    assert not answered(family, reference, Outcome.REFUSED, Ground.NOT_KNOWN)
    assert answered(family, reference, Outcome.REFUSED, Ground.NOT_ENTITLED)
    told = " ".join(replies.reply(row_of(family, reference), "Calderdale"))
    assert ("nobody but the person" in told, "ico.org.uk" in told) == (True, True)


def test_who_never_shows_who_they_are_is_told_so_and_nothing_else(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS, known=None)
    assert not answered(family, reference, Outcome.REFUSED, Ground.NOT_HELD)
    assert answered(family, reference, Outcome.REFUSED, Ground.NOT_KNOWN)


def test_a_request_about_a_family_that_is_marked_later_becomes_the_leads(family: World) -> None:
    reference = opened(family, RequestKind.COMPLAINT, said="Who told you?")
    keeping.do(**on(family, reference), step=Step.ACKNOWLEDGED)
    kind = MarkerKind.PROTECTED_ADDRESS
    journey.mark(birth=BirthId(look.birth_of("R2")), kind=kind, source="person", by=ANN, at=family.at)
    viewer = family.viewer(CALDERDALE)
    assert row_of(family, reference).giver is Giver.SAFEGUARDING_LEAD
    assert not answered(family, reference, Outcome.NOT_UPHELD)
    assert [reads.words_of(viewer, reference, roles).said for roles in (IG, STEWARD, SAFE)] == ["", "", "Who told you?"]
    family.today += 60 * DAY
    chasing.chase(at=family.at)
    assert AlertKind.REQUEST_WAITS in alerts(family, SAFE)
    assert answered(family, reference, Outcome.NOT_UPHELD, roles=SAFE)
    assert reads.words_of(viewer, reference, IG).said == ""


def test_another_council_knows_nothing_of_it_and_what_was_said_goes_with_the_family(family: World) -> None:
    reference = opened(family, RequestKind.COMPLAINT, said="You wrote to my old address")
    viewer = family.viewer(CALDERDALE)
    assert reads.request_of(family.viewer(KIRKLEES), reference) is None
    assert reads.words_of(viewer, reference, IG).said == "You wrote to my old address"
    number = Birth.objects.get(pk=look.birth_of("R1")).family_id
    erase_family(family=FamilyId(number), why=Erased.ASKED, by=ANN, at=family.at)
    assert (RequestWords.objects.count(), reads.words_of(viewer, reference, IG).said) == (0, "")
    assert row_of(family, reference).kind is RequestKind.COMPLAINT
    asked, birth = Asked(RequestKind.ACCESS, NAMED), row_of(family, reference).birth
    again = keeping.open_request(viewer=viewer, birth=birth, asked=asked, by=ANN, at=family.at)
    assert again is NotOpened.UNKNOWN
