"""Hides who stands at the door: what is handed in, between whom, what is agreed between them, and how it is judged by that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.conf import settings

from rightstart.agreements.register import between
from rightstart.agreements.rules import Instrument, InstrumentKind, Refused, in_force
from rightstart.directory.models import Organisation
from rightstart.directory.people import OrganisationRow, coded
from rightstart.directory.rules import OrganisationKind
from rightstart.intake import judging, past, store
from rightstart.intake.contract import NOTHING_KNOWN_NEEDS, Attestation, Contract, Kind
from rightstart.intake.contracts.known import CONTRACTS, LATEST
from rightstart.intake.formats.blocks import Content
from rightstart.intake.judging import Desk, Judged
from rightstart.intake.shares import Watched
from rightstart.terms import OrganisationId, Period, london_date

INTAKE: Final = "intake"
UNDER: Final = {
    Kind.BIRTHS: (InstrumentKind.DATA_SHARING,),
    Kind.STATUS: (InstrumentKind.DATA_SHARING, InstrumentKind.ARRIVALS_SHARING),
    Kind.ARRIVALS: (InstrumentKind.ARRIVALS_SHARING,),
}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One hand-over as it reaches the door. `council` None: the only council the supplier has an agreement with.

    `births_in_period` and `withheld` (by reason) are the supplier's own control totals. `as_at` None: the moment of receipt.
    `sheet`: which one of a workbook. `single`: one record put right by hand, and no extract. `confirms`: what is unlike the
    supplier's past and yet right. `takes_up`: the held consignment that this is again. `brought_by`: the council that
    brings in for itself what its supplier sent it by another way; None: the supplier's own people handed it in.
    """

    content: Content
    supplier: str
    council: str | None
    period: Period
    kind: Kind = Kind.BIRTHS
    as_at: datetime | None = None
    attests: frozenset[Attestation] = frozenset()
    births_in_period: int | None = None
    withheld: Mapping[str, int] = field(default_factory=dict)
    nil: bool = False
    sheet: str | None = None
    single: bool = False
    confirms: frozenset[Watched] = frozenset()
    takes_up: str | None = None
    brought_by: str | None = None


class NotReceived(StrEnum):
    """Why there is no consignment at all."""

    UNKNOWN_SUPPLIER = "unknown-supplier"
    UNKNOWN_COUNCIL = "unknown-council"
    WHICH_COUNCIL = "which-council"
    UNKNOWN_CONTRACT = "unknown-contract"
    NIL_WITH_ROWS = "nil-with-rows"
    IN_THE_FUTURE = "in-the-future"
    BROUGHT_BY_ANOTHER = "brought-by-another"


@dataclass(frozen=True, slots=True)
class Door:
    """Who hands in to whom, and what stands between them."""

    supplier: OrganisationRow
    council: OrganisationRow
    agreement: Instrument | Refused
    contract: Contract
    attests: frozenset[Attestation]
    confirms: bool = False


def opened(handed: HandedIn, at: datetime) -> Door | NotReceived:
    """The door that a hand-over stands at, or why there is none."""
    if handed.nil and handed.content[:].strip():
        return NotReceived.NIL_WITH_ROWS
    if handed.as_at is not None and handed.as_at > at:
        return NotReceived.IN_THE_FUTURE
    codes = [code for code in (handed.supplier, handed.council) if code]
    found = coded(codes, using=INTAKE)
    supplier = found.get(handed.supplier)
    if supplier is None or not _may_hand_in(supplier.kind, handed):
        return NotReceived.UNKNOWN_SUPPLIER
    council = found.get(handed.council) if handed.council else _only_council(supplier)
    if council is None:
        return NotReceived.UNKNOWN_COUNCIL if handed.council else NotReceived.WHICH_COUNCIL
    if council.kind is not OrganisationKind.COUNCIL:
        return NotReceived.UNKNOWN_COUNCIL
    if handed.brought_by not in (None, council.code):
        return NotReceived.BROUGHT_BY_ANOTHER
    agreed = _agreed(supplier.id, council.id, handed.kind, london_date(at))
    if isinstance(agreed, Refused):
        return Door(supplier, council, agreed, LATEST, handed.attests)
    if agreed.contract not in CONTRACTS:
        return NotReceived.UNKNOWN_CONTRACT
    attests = handed.attests & frozenset(map(Attestation, agreed.attests))
    looked = attests >= NOTHING_KNOWN_NEEDS & frozenset(map(Attestation, agreed.attests))
    return Door(supplier, council, agreed, CONTRACTS[agreed.contract], attests, looked)


def _may_hand_in(kind: OrganisationKind, handed: HandedIn) -> bool:
    """A supplier sends files; a council tells another of a family that moved, and how fresh its word is, and no more."""
    if kind is OrganisationKind.COUNCIL:
        return (handed.kind is Kind.ARRIVALS and handed.single) or (handed.kind is Kind.STATUS and handed.nil)
    return kind is OrganisationKind.SUPPLIER


def _agreed(giver: OrganisationId, council: OrganisationId, kind: Kind, on: date) -> Instrument | Refused:
    """What a consignment of this kind comes under: arrivals under an agreement of their own, a status under either."""
    found: list[Instrument | Refused] = []
    for about in UNDER[kind]:
        found.append(in_force(between(giver, council, about=about, using=INTAKE), on))
        if isinstance(found[-1], Instrument):
            return found[-1]
    return found[0]


def _only_council(supplier: OrganisationRow) -> OrganisationRow | None:
    """The council of the supplier's only agreement; None where it has several, or none."""
    agreements = Organisation.objects.using(INTAKE).filter(agreements__giver=supplier.id, agreements__hop=1)
    codes = list(agreements.values_list("code", flat=True).distinct()[:2])
    return coded(codes, using=INTAKE)[codes[0]] if len(codes) == 1 else None


def digest(handed: HandedIn) -> bytes:
    """By which the same hand-over is known again: SHA-256 of its bytes, and of the sheet's name where one was given."""
    told = sha256(handed.content)
    if handed.sheet is not None:  # another sheet of the same workbook is another hand-over
        told.update(b"\0" + handed.sheet.encode())
    return told.digest()


def judged(handed: HandedIn, door: Door, at: datetime) -> Judged:
    """What a hand-over is found to be; nothing is stored."""
    desk = Desk(
        contract=door.contract,
        council=door.council.code,
        kind=handed.kind,
        received_on=london_date(at),
        attests=door.attests,
        agreement=door.agreement,
        past=() if handed.nil or handed.single else past.tallies(door.supplier.id, door.council.id, handed.kind, at),
        confirms=handed.confirms,
        demo=settings.DEMO,
    )
    return judging.judge(handed.content, desk, store.homes, handed.sheet) if not handed.nil else judging.nil(desk)
