"""What a version of an instrument says, and what keeps such words from being drafted; pure."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

import msgspec

from rightstart.agreements.citing import unfounded
from rightstart.agreements.rules import (
    DEFAULT_CONTRACT,
    DEFAULT_EARLIEST_CONTACT_DAY,
    DEFAULT_FRESHNESS_DAYS,
    DEFAULT_TARGET_DAY,
    KINDS_BY_HOP,
    ExitRule,
    FirstContact,
    Frequency,
    Hop,
    InstrumentKind,
)
from rightstart.directory.rules import RoleKind
from rightstart.terms import NEVER_TO_A_CENTRE, Item

MOST_DAYS: Final = 366
# Clauses that came after versions had been signed, and what those mean that do not have them.
LATER: Final[Mapping[str, str]] = {"first_contact": FirstContact.LETTER_FIRST}
DEFAULT_RETENTION_MONTHS: Final = 12
MOST_MONTHS: Final = 12 * 26
# Numbers that people bear for their health's sake, and what tells of care (UK GDPR Art 4(15), recital 35).
HEALTH_ITEMS: Final = frozenset({Item.NHS_NUMBER, Item.HV_SEEN_ON})


class Confidentiality(StrEnum):
    """Which position a party takes on common law confidentiality."""

    NOT_CONFIDENTIAL = "not-confidential"
    CONSENT = "consent"
    LEGAL_AUTHORITY = "legal-authority"
    PUBLIC_INTEREST = "public-interest"


class Informer(StrEnum):
    """Who tells parents that their details are shared."""

    GIVER = "giver"
    TAKER = "taker"
    BOTH = "both"
    HEALTH_VISITOR = "health-visitor"


class Contact(msgspec.Struct, frozen=True, order=True):
    """Where an office of a party is reached, by its role: never a person's name or a person's own number."""

    party: str
    role: RoleKind
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one version says. Each party names its own task and gateway; days are dates, `ends_on` is not included.

    A text left out is empty: such a draft is incomplete and cannot be signed. `attests`: what the supplier confirms for
    each file (codes of the feed contract). Days after birth: `earliest_contact_day` (or the health visitor's visit,
    where `visit_opens`), `target_day` for the first contact. `freshness_days`: how old the supplier's word may be.
    `first_contact`: by which channels a centre may go out; empty in versions from before the clause, which mean a letter first.
    `contract`: the feed contract's version; `frequency`: daily, weekly, fortnightly or monthly. `tells_back`: the
    council may tell the supplier of returned letters and offer it corrections. `special_category` (UK GDPR Art 9) and
    `dpa_condition` (Data Protection Act 2018 Sch 1) are needed beside health items alone. Operators run the flow for a
    controller, where they are somebody else. `retention_months` after birth a family that was never reached is
    forgotten; `retention` says the rest. `paper`: SHA-256, in hex, of a signed PDF which says all that the entry leaves to it.
    """

    purpose: str = ""
    giver_task: str = ""
    giver_gateway: str = ""
    giver_confidentiality: str = ""
    giver_operator: str = ""
    taker_task: str = ""
    taker_gateway: str = ""
    taker_confidentiality: str = ""
    taker_operator: str = ""
    lawful_basis: str = ""
    special_category: str = ""
    dpa_condition: str = ""
    items: frozenset[Item]
    from_on: date
    ends_on: date
    review_on: date
    attests: frozenset[str] = frozenset()
    contract: str = DEFAULT_CONTRACT
    frequency: str = Frequency.WEEKLY
    tells_back: bool = False
    earliest_contact_day: int = DEFAULT_EARLIEST_CONTACT_DAY
    visit_opens: bool = False
    target_day: int = DEFAULT_TARGET_DAY
    freshness_days: int = DEFAULT_FRESHNESS_DAYS
    first_contact: str = FirstContact.LETTER_FIRST
    exclusions: str = ""
    informed_by: str = ""
    informed_how: str = ""
    objections: str = ""
    retention_months: int = DEFAULT_RETENTION_MONTHS
    retention: str = ""
    security: str = ""
    exit_rule: str = ""
    exit_clause: str = ""
    dpia_reference: str = ""
    dpia_on: date | None = None
    contacts: tuple[Contact, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation by its code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one version says, and between whom: what papers are drawn from and what is signed."""

    reference: str
    version: int
    hop: Hop
    kind: InstrumentKind
    giver: Named
    council: Named
    takers: tuple[Named, ...]
    terms: Terms


class NotDrafted(StrEnum):
    """Why there is no draft."""

    UNKNOWN_COUNCIL = "unknown-council"
    UNKNOWN_GIVER = "unknown-giver"
    WRONG_GIVER = "wrong-giver"
    UNKNOWN_RECIPIENT = "unknown-recipient"
    WRONG_RECIPIENT = "wrong-recipient"
    NO_RECIPIENT = "no-recipient"
    WRONG_KIND = "wrong-kind"
    OTHER_PARTIES = "other-parties"
    FORBIDDEN_ITEM = "forbidden-item"
    DATES = "dates"
    DAYS = "days"
    FREQUENCY = "frequency"
    NO_SUCH_CODE = "no-such-code"
    MONTHS = "months"
    CONTACTS = "contacts"
    NOT_A_PDF = "not-a-pdf"
    STATISTICS_ONLY = "statistics-only"
    ONLY_BOUNDS = "only-bounds"
    NOT_COMMENCED = "not-commenced"
    HEALTH_SERVICE_ONLY = "health-service-only"
    NOT_FOR_COUNCILS = "not-for-councils"


def unfit(hop: Hop, kind: InstrumentKind, terms: Terms) -> NotDrafted | None:
    """What no instrument of this kind may say on this hop; None where it may be drafted."""
    checks = (
        (kind not in KINDS_BY_HOP[hop], NotDrafted.WRONG_KIND),
        (hop is Hop.COUNCIL_TO_CENTRE and terms.items & NEVER_TO_A_CENTRE, NotDrafted.FORBIDDEN_ITEM),
        (min(terms.ends_on, terms.review_on) <= terms.from_on, NotDrafted.DATES),
        (not 0 <= terms.earliest_contact_day <= terms.target_day <= MOST_DAYS, NotDrafted.DAYS),
        (not 1 <= terms.freshness_days <= MOST_DAYS, NotDrafted.DAYS),
        (terms.frequency not in set(Frequency), NotDrafted.FREQUENCY),
        (not 1 <= terms.retention_months <= MOST_MONTHS, NotDrafted.MONTHS),
        (any(said not in {"", *known} for said, known in _coded(terms)), NotDrafted.NO_SUCH_CODE),
    )
    return next((why for fails, why in checks if fails), None) or _ungrounded(hop, kind, terms)


def _ungrounded(hop: Hop, kind: InstrumentKind, terms: Terms) -> NotDrafted | None:
    """Why what one side cites carries no such flow. A council's own centre is the council."""
    of_council = hop is not Hop.COUNCIL_TO_CENTRE or kind is InstrumentKind.INTERNAL_INSTRUCTION
    sides = ((terms.giver_gateway, hop is not Hop.SUPPLIER_TO_COUNCIL), (terms.taker_gateway, of_council))
    found = (unfounded(said, council=council, from_on=terms.from_on) for said, council in sides)
    return next((NotDrafted(why.value) for why in found if why), None)


def _coded(terms: Terms) -> tuple[tuple[str, Collection[str]], ...]:
    return (
        (terms.giver_confidentiality, set(Confidentiality)),
        (terms.taker_confidentiality, set(Confidentiality)),
        (terms.informed_by, set(Informer)),
        (terms.first_contact, set(FirstContact)),
        (terms.exit_rule, set(ExitRule)),
    )


def columns(terms: Terms) -> dict[str, Any]:
    """The terms as the version's columns: sets as sorted lists, contacts as plain objects.

    A clause that came later is left out where a version does not have it: what was signed before keeps its digest.
    """
    told = {field.name: _column(getattr(terms, field.name)) for field in fields(terms)}
    return {name: value for name, value in told.items() if value or name not in LATER}


def meaning(terms: Terms) -> dict[str, Any]:
    """The same, with what a version without a later clause means by its silence."""
    return dict(LATER) | columns(terms)


def _column(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return [msgspec.to_builtins(one) for one in sorted(value)] if isinstance(value, tuple) else value


def said(columns: Mapping[str, Any]) -> Terms:
    """The terms again, from the columns of a version."""
    told = {field.name: columns[field.name] for field in fields(Terms)}
    told["items"] = frozenset(map(Item, told["items"]))
    told["attests"] = frozenset(told["attests"])
    told["contacts"] = msgspec.convert(told["contacts"], tuple[Contact, ...])
    return Terms(**told)


def digest(told: Mapping[str, object]) -> str:
    """SHA-256, in hex, of all that is said, by column: what is signed is known by it, free text and all."""
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
