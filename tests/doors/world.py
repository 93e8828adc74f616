"""A small council for the doors' tests, made with the verbs alone: two centres, a supplier, agreements, one person a role."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.concluding import conclude
from rightstart.agreements.reviewing import review
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.sign import Terms
from rightstart.allocation import redraw
from rightstart.directory import people, roles
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import viewing
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Received
from rightstart.places import register
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from rightstart.terms import Actor, Item, OrganisationId, Period, london_date
from tests.said import said

BY = Actor.job("test")
PASSWORD = "a long phrase for tests"
QUICK = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # a person for each role a test: the real one is slow on purpose
OURS, THEIRS = "E08000033", "E08000034"
AREA, OTHER_AREA = "E01010996", "E01010929"
NOBODYS = "E01034582"  # a small area of the council in no reach area
# Homes of which each is one family's alone, so that a postcode tells whose it is.
HIDDEN_HOMES = [f"HX7 {number // 8}{letter}B" for number, letter in enumerate("ABDEFGHJ" * 10)]
POSTCODES = {"HX1 3XL": AREA, "HX1 4RG": OTHER_AREA, "HX1 9ZZ": NOBODYS} | dict.fromkeys(HIDDEN_HOMES, AREA)
COLUMNS = (
    *("record_id", "action", "baby_surname", "born_on", "address_line_1", "postcode", "contact", "outcome"),
    *("parent_name", "baby_forename", "birth_order", "births_in_confinement", "nhs_number", "told_on", "objection"),
    *("language", "interpreter"),
)
ITEMS_IN = frozenset(Item) - {Item.PHONE, Item.EMAIL, Item.HV_SEEN_ON}
ITEMS_OUT = ITEMS_IN - {Item.NHS_NUMBER}

# Each role with who holds it, where.
SEATS = {
    RoleKind.SUPPLIER_SENDER: ("sender@example.org", "CHIS01"),
    RoleKind.DATA_STEWARD: ("steward@example.org", OURS),
    RoleKind.IG_LEAD: ("ig@example.org", OURS),
    RoleKind.SAFEGUARDING_LEAD: ("safeguarding@example.org", OURS),
    RoleKind.SOCIAL_CARE: ("social@example.org", OURS),
    RoleKind.DIRECTOR: ("director@example.org", OURS),
    RoleKind.SIRO: ("siro@example.org", "CHIS01"),
    RoleKind.SIGNING_DIRECTOR: ("operator@example.org", "CAL-02"),
    RoleKind.CALDICOTT_GUARDIAN: ("guardian@example.org", "CHIS01"),
    RoleKind.DATA_PROTECTION_OFFICER: ("dpo@example.org", OURS),
    RoleKind.CENTRE_WORKER: ("worker@example.org", "CAL-01"),
    RoleKind.CENTRE_MANAGER: ("manager@example.org", "CAL-01"),
    RoleKind.ADMINISTRATOR: ("admin@example.org", OURS),
    RoleKind.MONITOR_VIEWER: ("monitor@example.org", "NAT-01"),
}


@dataclass(frozen=True, slots=True)
class World:
    """Where the test happens, and when."""

    at: datetime
    council: OrganisationId
    centre: OrganisationId
    other_centre: OrganisationId
    supplier: OrganisationId


def build(*, at: datetime | None = None) -> World:
    """The council with all that a birth needs to reach its centre, from five weeks before `at` (default: now)."""
    at = at or timezone.now()
    then = at - timedelta(days=35)
    _organisations(then)
    _places(then)
    ids = {code: _id(code) for code in (OURS, "CAL-01", "CAL-02", "CHIS01")}
    claims = [("small-area", AREA, ids["CAL-01"]), ("small-area", OTHER_AREA, ids["CAL-02"])]
    redraw.redraw(council_id=ids[OURS], claims=claims, from_on=london_date(then), by=BY, at=then)
    agree(then)
    for kind, (email, code) in SEATS.items():
        people.add_person(email=email, name=kind.value, password=PASSWORD, by=BY, at=then)
        roles.give_role(email=email, organisation_code=code, kind=kind, from_on=london_date(then), by=BY, at=then)
    return World(at, ids[OURS], ids["CAL-01"], ids["CAL-02"], ids["CHIS01"])


def _organisations(at: datetime) -> None:
    for kind, code, name, council in (
        (OrganisationKind.COUNCIL, OURS, "Calderdale", None),
        (OrganisationKind.COUNCIL, THEIRS, "Kirklees", None),
        (OrganisationKind.CENTRE, "CAL-01", "Little Stars Family Hub", OURS),
        (OrganisationKind.CENTRE, "CAL-02", "Sunshine Children’s Centre", OURS),
        (OrganisationKind.SUPPLIER, "CHIS01", "Calderdale Child Health", None),
        (OrganisationKind.MONITOR, "NAT-01", "National monitor", None),
    ):
        people.add_organisation(kind=kind, code=code, name=name, council_code=council, by=BY, at=at)


def _places(at: datetime) -> None:
    councils = [
        Council(code, code, name, name, "MD", "E12", "", name)
        for code, name in ((OURS, "Calderdale"), (THEIRS, "Kirklees"))
    ]
    areas = [SmallArea(code, code, OURS, "", 10.0) for code in set(POSTCODES.values())]
    areas.append(SmallArea("E01011107", "E01011107", THEIRS, "", 10.0))
    postcodes = [PostcodeRow(one, PostcodeStatus.LIVE, OURS, area) for one, area in POSTCODES.items()]
    postcodes.append(PostcodeRow("HD1 1AA", PostcodeStatus.LIVE, THEIRS, "E01011107"))
    on = london_date(at) - timedelta(days=400)
    register.load(councils=councils, small_areas=areas, postcodes=postcodes, from_on=on, by=BY, at=at)


def agree(at: datetime) -> None:
    """One agreement for each hop, signed by all who must."""
    instruction = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION)
    agree_on(at, "DSA-1", "CHIS01", OURS)
    agree_on(at, "II-1", OURS, OURS, *instruction, recipients=["CAL-01", "CAL-02"], items=ITEMS_OUT)


def agree_on(
    at: datetime,
    reference: str,
    giver: str,
    council: str,
    hop: Hop = Hop.SUPPLIER_TO_COUNCIL,
    kind: InstrumentKind = InstrumentKind.DATA_SHARING,
    *,
    recipients: Sequence[str] = (),
    items: frozenset[Item] = ITEMS_IN,
    **terms: Any,
) -> None:
    """One agreement from a day on, signed by all who must."""
    version = draft_on(at, reference, giver, council, hop, kind, recipients=recipients, items=items, **terms)
    signers = dict.fromkeys((giver, council), RoleKind.DIRECTOR)
    assert conclude(reference=reference, version=version, signers=signers, by=BY, at=at) is None


def draft_on(
    at: datetime,
    reference: str,
    giver: str,
    council: str,
    hop: Hop = Hop.SUPPLIER_TO_COUNCIL,
    kind: InstrumentKind = InstrumentKind.DATA_SHARING,
    *,
    recipients: Sequence[str] = (),
    items: frozenset[Item] = ITEMS_IN,
    **terms: Any,
) -> int:
    """The next version of an agreement, a draft that leaves nothing out unless it is said so; gives its number."""
    on = london_date(at)
    terms = {
        "giver_task": "Tell of births",
        "giver_gateway": "Children Act 2004 s.10",
        "taker_task": "Offer early help",
        "taker_gateway": "Childcare Act 2006 s.3",
        "lawful_basis": "UK GDPR Art 6(1)(e)",
        **said(council),
        "items": items,
        "attests": frozenset(Attestation),
        "from_on": on,
        "ends_on": on + timedelta(days=730),
        "review_on": on + timedelta(days=365),
        **terms,
    }
    drafted = sign.draft(
        reference=reference,
        hop=hop,
        kind=kind,
        giver_code=giver,
        council_code=council,
        recipient_codes=recipients,
        terms=Terms(**terms),
        by=BY,
        at=at,
    )
    assert isinstance(drafted, sign.Drafted), drafted
    return drafted.version


def _id(code: str) -> OrganisationId:
    found = people.find(code)
    assert found is not None
    return found.id


def born(at: datetime, record: str, **more: str) -> dict[str, str]:
    """A row of the feed: a baby born 20 days ago whose parents were told."""
    on = london_date(at)
    row = {
        "record_id": record,
        "baby_surname": "Smith",
        "baby_forename": "Olivia",
        "born_on": str(on - timedelta(days=20)),
        "address_line_1": "12 Parkinson Lane",
        "postcode": "HX1 3XL",
        "outcome": "live",
        "parent_name": "Alex Smith",
        "told_on": str(on - timedelta(days=10)),
        "objection": "no",
        "language": "en",
        "interpreter": "no",
    }
    return row | more


def file_of(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as the contract's CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def bring(at: datetime, *rows: Mapping[str, str], attests: Set[Attestation] = frozenset(Attestation)) -> Received:
    """Bring a file in and hand over what is due; everything is attested unless it is said otherwise."""
    on = london_date(at)
    handed = HandedIn(
        content=file_of(rows),
        supplier="CHIS01",
        council=OURS,
        period=Period(on - timedelta(days=7), on),
        attests=frozenset(attests),
    )
    answer = journey.bring_in(handed, by=BY, at=at)
    assert isinstance(answer, Received)
    journey.hand_over_due(by=BY, at=at)
    return answer


def proposed(reference: str, version: int, at: datetime, party: str = OURS) -> str:
    """A draft put to signature; gives the SHA-256 of its document."""
    answer = sign.propose(reference=reference, version=version, party_code=party, by=BY, at=at)
    assert isinstance(answer, sign.Changed), answer
    with viewing("council", [answer.council]) as viewers:
        found = review(viewers[answer.council], reference, version, at=at)
    assert found is not None
    return found.document
