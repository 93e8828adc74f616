"""Hides the council in which each role has a day: what waits for every one of them this morning, made once."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from rightstart import journey
from rightstart.births.models import Identity
from rightstart.breaches import watch
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.engine.isolation import open_viewing
from rightstart.intake import quarantine
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.seal import seal
from rightstart.listings import keep as listings
from rightstart.safeguards import social_care
from rightstart.safeguards.lift import ask_lift
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.terms import Actor, BirthId, london_date
from tests import opened
from tests.doors import world as making
from tests.doors.world import BY, HIDDEN_HOMES, OURS, PASSWORD, SEATS, World, born, bring, draft_on, proposed
from tests.journey.listing import service

BEFORE = timedelta(days=60)  # roles were given 35 days before that: they are due to be looked at
COVER = "Bo Hart"
PATEL = {"baby_surname": "Patel", "address_line_1": "8 Moor End"}
GRANT = {"parent_name": "Lou Grant", "baby_surname": "Grant", "baby_forename": "Ada", "address_line_1": "2 Bank Top"}
# Who they are, so that pages read as they do at work.
NAMES = {
    RoleKind.DATA_STEWARD: "Dilys Price",
    RoleKind.IG_LEAD: "Imran Aziz",
    RoleKind.SAFEGUARDING_LEAD: "Sarah Lund",
    RoleKind.SOCIAL_CARE: "Samuel Obi",
    RoleKind.DIRECTOR: "Dorothy King",
    RoleKind.SIGNING_DIRECTOR: "Owen Shaw",
    RoleKind.DATA_PROTECTION_OFFICER: "Pia Marsh",
    RoleKind.CENTRE_WORKER: "Ana Reid",
    RoleKind.CENTRE_MANAGER: "Mary Cole",
    RoleKind.ADMINISTRATOR: "Alan Frost",
}


def build() -> World:
    """A whole morning: families at a centre, one called back, rows and births that wait for a person, a paper to sign."""
    made = making.build(at=timezone.now() - BEFORE)
    made = replace(made, at=timezone.now())
    for role, name in NAMES.items():
        get_user_model().objects.filter(email=SEATS[role][0]).update(name=name)
    _second_worker(made)
    _births(replace(made, at=made.at - timedelta(hours=3)))
    _withheld(made)
    social_care.ask_from_now(council=made.council, by=BY, at=made.at - timedelta(hours=1))
    other_day = str(london_date(made.at) - timedelta(days=18))  # so that it is like nobody who is withheld
    bring(made.at, born(made.at, "R10", born_on=other_day, postcode=HIDDEN_HOMES[0], **GRANT))
    listings.add(centre=made.centre, told=service("Baby clinic", london_date(made.at)), by=BY, at=made.at)
    draft_on(made.at, "DSA-1", "CHIS01", OURS, frequency="daily")
    proposed("DSA-1", 2, made.at)
    watch.watch(by=BY, at=made.at)
    seal(signer=Signer("example.org/log", keys.signing_key(settings.HOME)), at=made.at)
    return made


def _second_worker(made: World) -> None:
    """Somebody else at the first centre, who can cover."""
    email, then = "second@example.org", made.at - timedelta(days=20)
    people.add_person(email=email, name=COVER, password=PASSWORD, by=BY, at=then)
    role = {"kind": RoleKind.CENTRE_WORKER, "from_on": london_date(then)}
    roles.give_role(email=email, organisation_code="CAL-01", by=BY, at=then, **role)  # type: ignore[arg-type]


def _births(made: World) -> None:
    """Families for a centre; two records that may be one baby; a home in no reach area; one elsewhere; a row at fault."""
    at = made.at
    bring(
        at,
        born(at, "R1"),
        born(at, "R2", parent_name="Noor Khan", baby_surname="Khan", address_line_1="3 Green Road", language="ur"),
        born(at, "R3", parent_name="Jo Taylor", baby_surname="Taylor", address_line_1="9 Hill Top"),
        born(at, "R4", parent_name="Robin Hall", baby_surname="Hall", address_line_1="5 Mill Lane"),
        born(at, "R5", parent_name="Ola Nowak", baby_surname="Nowak", postcode="HX1 9ZZ"),
        born(at, "R6", parent_name="Asha Patel", baby_forename="Baby", **PATEL),
        born(at, "R7", parent_name="Asha J Patel", **PATEL),
        born(at, "R8", parent_name="Sam Jones", baby_surname="Jones", postcode="HD1 1AA"),
        born(at, "R9", parent_name="Kim Ward", baby_surname="Ward", postcode="HX1"),
        born(at, "R11", parent_name="Lee Booth", baby_surname="Booth", born_on="2019-99-99"),
    )
    viewer = open_viewing("council", made.council, until=at + timedelta(days=1))
    [number] = [one.number for one in quarantine.waiting(viewer, at=at) if "born_on" in one.faults]
    why = {"why": quarantine.SentBackFor.VALUE_WRONG, "reason": "Which day was it?"}
    quarantine.reject(viewer=viewer, number=number, by=BY, at=at, **why)  # type: ignore[arg-type]


def _withheld(made: World) -> None:
    """Two of them are adopted, as is heard after they were handed over; for one a lift is asked."""
    for record in ("R3", "R4"):
        journey.mark(birth=birth_of(record), kind=MarkerKind.ADOPTION, source="person", by=BY, at=made.at)
    asked = {"kind": MarkerKind.ADOPTION, "reason": LiftReason.SOCIAL_CARE_CLEARED}
    lead = {RoleKind.SAFEGUARDING_LEAD}
    ask_lift(birth=birth_of("R4"), roles=lead, by=Actor.job("other"), at=made.at, **asked)  # type: ignore[arg-type]


def birth_of(record: str) -> BirthId:
    told = Identity.objects.get(notice_id=opened.notice(record_id=record).id)
    return BirthId(told.birth_id)
