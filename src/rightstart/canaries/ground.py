"""Hides where canaries live: a council of their own with one centre, one supplier, places and agreements, apart from all real ones.

Nothing leads from here to anybody: whoever lists organisations, feeds or agreements never meets these, no agreement can
name one of these and a real one, and nobody can hold a role at one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from rightstart.agreements import sign
from rightstart.agreements.concluding import conclude
from rightstart.agreements.rules import ExitRule, Hop, InstrumentKind
from rightstart.agreements.wording import Confidentiality, Contact, Informer
from rightstart.allocation.redraw import redraw
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.intake.contract import Attestation
from rightstart.places import register
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from rightstart.terms import Actor, Item, OrganisationId

COUNCIL: Final = "CANARY-COUNCIL"
CENTRE: Final = "CANARY-CENTRE"
SUPPLIER: Final = "CANARY-SUPPLIER"
SMALL_AREA: Final = "CANARY-AREA"
# No postcode begins with a Q. So many that no two canaries of ten runs are neighbours, for neighbours may be twins.
POSTCODES: Final = tuple(f"QX{district} {sector}QX" for district in range(1, 6) for sector in range(10))
FROM_ON: Final = date(2020, 1, 1)
ENDS_ON: Final = date(2120, 1, 1)  # nobody would review it
# No NHS number: a safeguard fact under one holds whoever bears it, in every council.
ITEMS: Final = frozenset(
    {Item.BABY_SURNAME, Item.BABY_FORENAME, Item.BORN_ON, Item.PARENT_NAME, Item.ADDRESS, Item.POSTCODE, Item.TOLD_ON}
)

TERMS: Final = sign.Terms(
    giver_task="to try the gate with made-up births",
    giver_gateway="none is needed: no record is about anybody",
    taker_task="to try the gate with made-up births",
    taker_gateway="none is needed: no record is about anybody",
    lawful_basis="none is needed: no personal data",
    items=ITEMS,
    attests=frozenset(Attestation),
    exit_clause="Nothing is kept from anybody.",
    purpose="to try the gate with made-up births",
    giver_confidentiality=Confidentiality.NOT_CONFIDENTIAL,
    taker_confidentiality=Confidentiality.NOT_CONFIDENTIAL,
    exclusions="whoever a safeguard names",
    informed_by=Informer.BOTH,
    informed_how="nobody is there to be told",
    objections="nobody is there to object",
    retention="they are withdrawn with the next flight",
    security="they never leave this installation",
    exit_rule=ExitRule.RECALL_ALL,
    dpia_reference="none is needed: no personal data",
    dpia_on=FROM_ON,
    contacts=(Contact(COUNCIL, RoleKind.DATA_STEWARD, telephone="none"),),
    from_on=FROM_ON,
    ends_on=ENDS_ON,
    review_on=ENDS_ON,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The canaries' council and centre."""

    council: OrganisationId
    centre: OrganisationId


class Taken(Exception):
    """One of the canaries' codes is a real organisation's: nothing was made."""

    safe_to_tell = True


@transaction.atomic
def prepare(*, by: Actor, at: datetime) -> Ground:
    """Make the ground where it is not there yet. The same again changes nothing."""
    council = _enter(OrganisationKind.COUNCIL, COUNCIL, None, by, at)
    centre = _enter(OrganisationKind.CENTRE, CENTRE, COUNCIL, by, at)
    _enter(OrganisationKind.SUPPLIER, SUPPLIER, None, by, at)
    register.load(
        councils=[Council(COUNCIL, COUNCIL, COUNCIL, COUNCIL, "", "", "", "")],
        small_areas=[SmallArea(SMALL_AREA, SMALL_AREA, COUNCIL, "", 1.0)],
        postcodes=[PostcodeRow(one, PostcodeStatus.LIVE, COUNCIL, SMALL_AREA) for one in POSTCODES],
        from_on=FROM_ON,
        by=by,
        at=at,
    )
    redraw(council_id=council, claims=[("small-area", SMALL_AREA, centre)], from_on=FROM_ON, by=by, at=at)
    _agree("CANARY-1", Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING, SUPPLIER, COUNCIL, by, at)
    _agree("CANARY-2", Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION, COUNCIL, CENTRE, by, at)
    return Ground(council, centre)


def _enter(kind: OrganisationKind, code: str, council: str | None, by: Actor, at: datetime) -> OrganisationId:
    entered = people.add_organisation(
        kind=kind, code=code, name="Canary births (made up)", council_code=council, canary=True, by=by, at=at
    )
    if isinstance(entered, people.NotEntered):
        raise Taken(code)
    return entered


def _agree(reference: str, hop: Hop, kind: InstrumentKind, giver: str, recipient: str, by: Actor, at: datetime) -> None:
    drafted = sign.draft(
        reference=reference,
        hop=hop,
        kind=kind,
        giver_code=giver,
        council_code=COUNCIL,
        recipient_codes=[recipient],
        terms=TERMS,
        by=by,
        at=at,
    )
    if not isinstance(drafted, sign.Drafted):
        raise Taken(reference)
    if not drafted.again:
        signers = dict.fromkeys((giver, COUNCIL), RoleKind.DIRECTOR)
        conclude(reference=reference, version=drafted.version, signers=signers, by=by, at=at)
