"""Stories of what families request: a copy of what is held, a detail put right, a complaint; each in time, each with its answer."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births.models import Birth
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.intake.offers import offers
from rightstart.release.records import PROMISED
from rightstart.rights.erase import erase_family
from rightstart.rights.models import RequestStep, RequestWords
from rightstart.rights.requests import keeping, pack, paper, replies
from rightstart.rights.requests.keeping import Asked
from rightstart.rights.requests.pack import Pack
from rightstart.rights.requests.rules import Delay, Detail, Ground, Next, Outcome, Part, RequestKind, Step, Why
from rightstart.rights.rules import Erased
from rightstart.safeguards.rules import MarkerKind, ParentKnownBy
from rightstart.terms import Actor, BirthId, FamilyId
from tests.journey import look
from tests.journey.world import CALDERDALE, KIRKLEES, SUPPLIER, World, row

BORN, DAY = date(2026, 9, 14), timedelta(days=1)
IG, SAFE = frozenset({RoleKind.IG_LEAD}), frozenset({RoleKind.SAFEGUARDING_LEAD})
ANN = Actor.job("ann")
SEEN = ParentKnownBy.PHOTO_AND_CERTIFICATE
HOME = "7 Cobblestone Mews"


@pytest.fixture
def family(world: World) -> World:
    """Twins of one family, and a neighbour."""
    twins = {"births_in_confinement": "2", "address_line_1": HOME, "parent_name": "Robin Quillfeather"}
    world.hand_in(
        row("R1", "Quillfeather", BORN, **twins, birth_order="1", baby_forename="Peregrine", phone="01632 960123"),
        row("R2", "Quillfeather", BORN, **twins, birth_order="2", baby_forename="Tarquin"),
        row("R3", "Jones", BORN, address_line_1="2 High Street"),
    )
    return world


def opened(world: World, kind: RequestKind, **more: Any) -> str:
    asked = Asked(kind, SEEN, more.pop("is_named", True), **more)
    birth = Birth.objects.get(pk=look.birth_of("R1")).reference
    reference = keeping.open_request(viewer=world.viewer(CALDERDALE), birth=birth, asked=asked, by=ANN, at=world.at)
    assert reference is not None
    return reference


def on(world: World, reference: str, roles: frozenset[RoleKind] = IG) -> dict[str, Any]:
    return {"viewer": world.viewer(CALDERDALE), "reference": reference, "roles": roles, "by": ANN, "at": world.at}


def made(world: World, reference: str, roles: frozenset[RoleKind] = IG, *, read: bool = True) -> Pack | None:
    return pack.make(**on(world, reference, roles), council="Calderdale", notes_read=read)


def answered(world: World, reference: str, outcome: Outcome, ground: Ground | None = None) -> bool:
    return keeping.answer(**on(world, reference), outcome=outcome, ground=ground)


def row_of(world: World, reference: str) -> keeping.RequestRow:
    found = keeping.request_of(world.viewer(CALDERDALE), reference)
    assert found is not None
    return found


def test_a_parent_has_all_that_is_held_of_the_family_in_one_action_and_nothing_of_another(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS)
    assert not answered(family, reference, Outcome.GIVEN)
    found = made(family, reference)
    assert found is not None
    told = json.dumps(paper.as_json(found), ensure_ascii=False)
    for word in ("Peregrine", "Tarquin", "Robin Quillfeather", HOME, "01632 960123", SUPPLIER, "CAL-01"):
        assert word in told
    assert "Jones" not in told
    assert "2 High Street" not in told
    assert set(json.loads(paper.schema())["required"]) == set(paper.as_json(found))
    assert paper.as_zip(found).startswith(b"PK")
    assert answered(family, reference, Outcome.GIVEN)
    assert row_of(family, reference).next is Next.NOTHING


def test_whoever_is_not_the_parent_in_the_record_is_not_told_where_the_family_lives(family: World) -> None:
    found = made(family, opened(family, RequestKind.ACCESS, is_named=False))
    assert found is not None
    told = json.dumps(paper.as_json(found), ensure_ascii=False)
    assert not any(word in told for word in (HOME, "HX1 1UJ", "960123", "Robin"))
    assert found.left_out == {Part.HOME: Why.OTHERS, Part.PARENT: Why.OTHERS}
    assert len(paper.as_json(found)["left_out"]) == 2
    [kept] = RequestStep.objects.filter(step=Step.PACKED).values_list("left_out", flat=True)
    assert kept == {"home": "others", "parent": "others"}
    assert "others" not in str(look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf"))


@pytest.mark.parametrize("read", [True, False])
def test_what_a_worker_wrote_is_given_once_somebody_has_read_it(family: World, read: bool) -> None:
    [first, *_] = [one for one in family.families("CAL-01") if one.addressee.startswith("Robin")]
    journey.record_attempt(
        viewer=family.viewer("CAL-01"),
        reference=first.reference,
        made=Made(Channel.LETTER, AttemptOutcome.SENT),
        made_on=family.today,
        note="Grandmother rang",
        by=ANN,
        at=family.at,
    )
    found = made(family, opened(family, RequestKind.ACCESS), read=read)
    assert found is not None
    assert ("Grandmother" in json.dumps(paper.as_json(found))) is read
    assert (Part.NOTES in found.left_out) is not read


def test_a_family_with_a_safeguard_is_the_leads_and_nobody_is_told_why(family: World) -> None:
    kind = MarkerKind.PROFESSIONAL_ADVICE
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=kind, source="person", by=ANN, at=family.at)
    reference = opened(family, RequestKind.ACCESS)
    assert row_of(family, reference).leads_only
    assert made(family, reference) is None
    assert not answered(family, reference, Outcome.WITHDRAWN)
    found = made(family, reference, SAFE)
    assert found is not None
    told = json.dumps(paper.as_json(found), ensure_ascii=False).lower()
    assert not any(word in told for word in (HOME.lower(), "advice", "safeguard", "withheld", "marker", "hold"))
    assert found.left_out[Part.HOLDS] is Why.SAFEGUARD
    assert PROMISED == {"decided"}


def test_a_correction_reaches_whoever_sent_the_record_where_that_is_agreed(family: World) -> None:
    told = {"detail": Detail.BABY_FORENAME, "should_be": "Peregrin"}
    reference = opened(family, RequestKind.CORRECTION, **told)
    assert row_of(family, reference).next is Next.REVIEW
    assert keeping.put_right(**on(family, reference)) is Step.BY_HAND
    assert offers(family.viewer(SUPPLIER)) == []
    with_offers = "UPDATE agreements_version SET tells_back = true RETURNING 1"
    look.ask(with_offers)
    second = opened(family, RequestKind.CORRECTION, **told)
    assert keeping.put_right(**on(family, second)) is Step.OFFERED
    assert keeping.put_right(**on(family, second)) is None
    [offer] = offers(family.viewer(SUPPLIER))
    assert (offer.record_id, offer.values) == ("R1", {"baby_forename": "Peregrin"})
    assert look.birth_of("R1")
    assert answered(family, second, Outcome.PUT_RIGHT)
    assert "put its own record right" in " ".join(replies.reply(row_of(family, second), "Calderdale"))


def test_a_complaint_is_acknowledged_in_thirty_days_or_its_lead_is_told(family: World) -> None:
    reference = opened(family, RequestKind.COMPLAINT, said="You wrote to my old address")
    council = family.viewer(CALDERDALE)
    assert row_of(family, reference).due_on == family.today + 30 * DAY
    family.today += 24 * DAY
    assert keeping.chase(at=family.at) == 0
    family.today += DAY
    assert keeping.chase(at=family.at) == keeping.chase(at=family.at) == 1
    assert [one.about for one in open_alerts(council, IG) if one.kind is AlertKind.REQUEST_DUE] == [reference]
    assert not answered(family, reference, Outcome.UPHELD)
    assert keeping.do(**on(family, reference), step=Step.ACKNOWLEDGED)
    assert answered(family, reference, Outcome.UPHELD)
    assert [one for one in open_alerts(council, IG) if one.kind is AlertKind.REQUEST_DUE] == []
    [logged] = keeping.complaints_log(council)
    assert (logged.outcome, Step.ACKNOWLEDGED in logged.done) == (Outcome.UPHELD, True)
    assert "right to complain" in " ".join(replies.reply(logged, "Calderdale"))


def test_two_months_more_are_taken_with_a_reason_in_the_first_month(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS)
    assert not keeping.do(**on(family, reference), step=Step.EXTENDED)
    assert keeping.do(**on(family, reference), step=Step.EXTENDED, why=Delay.COMPLEX)
    found = row_of(family, reference)
    assert found.due_on == date(family.today.year + 1, 1, 5)
    assert "two months more" in " ".join(replies.reply(found, "Calderdale", delay=Delay.COMPLEX))


def test_a_refusal_has_its_ground_and_says_how_to_complain(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS)
    assert not answered(family, reference, Outcome.REFUSED)
    assert answered(family, reference, Outcome.REFUSED, Ground.NOT_ENTITLED)
    told = " ".join(replies.reply(row_of(family, reference), "Calderdale"))
    assert ("nobody but the person" in told, "ico.org.uk" in told) == (True, True)
    assert replies.as_pdf(row_of(family, reference), "Calderdale", on=family.today).startswith(b"%PDF")


def test_another_council_knows_nothing_of_it_and_what_was_said_goes_with_the_family(family: World) -> None:
    reference = opened(family, RequestKind.COMPLAINT, said="You wrote to my old address")
    viewer = family.viewer(CALDERDALE)
    assert keeping.request_of(family.viewer(KIRKLEES), reference) is None
    assert keeping.words_of(viewer, reference, IG).said == "You wrote to my old address"
    number = Birth.objects.get(pk=look.birth_of("R1")).family_id
    erase_family(family=FamilyId(number), why=Erased.ASKED, by=ANN, at=family.at)
    assert (RequestWords.objects.count(), keeping.words_of(viewer, reference, IG).said) == (0, "")
    assert row_of(family, reference).kind is RequestKind.COMPLAINT
