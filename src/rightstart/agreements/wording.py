"""What a version of an instrument says, and what keeps such words from being drafted; pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from rightstart.agreements.citing import unfounded
from rightstart.agreements.rules import (
    DEFAULT_CONTRACT,
    DEFAULT_EARLIEST_CONTACT_DAY,
    DEFAULT_FRESHNESS_DAYS,
    DEFAULT_TARGET_DAY,
    KINDS_BY_HOP,
    Frequency,
    Hop,
    InstrumentKind,
)
from rightstart.terms import NEVER_TO_A_CENTRE, Item

MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one version says. Each party names its own task and gateway; days are dates, `ends_on` is not included.

    A text left out is empty: such a draft is incomplete and cannot be signed. `attests`: what the supplier confirms for
    each file (codes of the feed contract). Days after birth: `earliest_contact_day` (or the health visitor's visit,
    where `visit_opens`), `target_day` for the first contact. `freshness_days`: how old the supplier's word may be.
    `contract`: the feed contract's version; `frequency`: daily, weekly, fortnightly or monthly. `tells_back`: the
    council may tell the supplier of returned letters and offer it corrections.
    """

    giver_task: str = ""
    giver_gateway: str = ""
    taker_task: str = ""
    taker_gateway: str = ""
    lawful_basis: str = ""
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
    exit_clause: str = ""


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
    )
    return next((why for fails, why in checks if fails), None) or _ungrounded(hop, kind, terms)


def _ungrounded(hop: Hop, kind: InstrumentKind, terms: Terms) -> NotDrafted | None:
    """Why what one side cites carries no such flow. A council's own centre is the council."""
    of_council = hop is not Hop.COUNCIL_TO_CENTRE or kind is InstrumentKind.INTERNAL_INSTRUCTION
    sides = ((terms.giver_gateway, hop is not Hop.SUPPLIER_TO_COUNCIL), (terms.taker_gateway, of_council))
    found = (unfounded(said, council=council, from_on=terms.from_on) for said, council in sides)
    return next((NotDrafted(why.value) for why in found if why), None)


def columns(terms: Terms) -> dict[str, object]:
    """The terms as the version's columns: sets as sorted lists."""
    return {
        name: sorted(str(one) for one in value) if isinstance(value, frozenset) else value
        for name, value in asdict(terms).items()
    }


def digest(said: Mapping[str, object]) -> str:
    """SHA-256, in hex, of all that a version says, by column: what is signed is known by it, free text and all."""
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
