"""Why a party will not share over a flow, in codes that can be counted, and what such a decision may not say; pure."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.agreements.rules import Hop
from rightstart.directory.rules import OrganisationKind

MOST_WORDS: Final = 500
MOST_DAYS: Final = 366  # a decision not to share is looked at again within a year


class Barrier(StrEnum):
    """What stands in the way of sharing, as councils have named it since 2014."""

    NOT_FROM_HEALTH = "cannot-get-from-health"
    NO_AGREEMENT = "no-agreement-with-health"
    CONSENT = "data-protection-or-consent"
    CONFIDENTIALITY = "confidentiality"
    CAPACITY = "capacity"
    SYSTEM = "system-cannot-extract"
    BOUNDARIES = "boundaries-do-not-match"
    NOT_IMPLEMENTED = "agreed-not-implemented"
    STAFF_CHANGE = "staff-change"
    OTHER = "other"


class EndReason(StrEnum):
    """Why a refusal is over."""

    SHARING_BEGINS = "sharing-begins"
    BARRIER_GONE = "barrier-gone"
    NO_SUCH_FLOW = "no-such-flow"
    IN_ERROR = "entered-in-error"


class Standing(StrEnum):
    """How a refusal stands on a day. One that nobody has looked at again in time stands all the same."""

    NOT_BEGUN = "not-begun"
    STANDS = "stands"
    REVIEW_DUE = "review-due"
    ENDED = "ended"


HOPS: Final = {
    (OrganisationKind.SUPPLIER, OrganisationKind.COUNCIL): Hop.SUPPLIER_TO_COUNCIL,
    (OrganisationKind.COUNCIL, OrganisationKind.CENTRE): Hop.COUNCIL_TO_CENTRE,
    (OrganisationKind.COUNCIL, OrganisationKind.COUNCIL): Hop.COUNCIL_TO_COUNCIL,
}
# What is never needed to say why: addresses of e-mail, numbers as long as an NHS or a telephone number, postcodes, titles.
_SOMEBODY: Final = re.compile(
    r"\S@\S|(?:\d[ -]?){9,}\d|\b(?i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.? +[A-Z]"
)


def names_somebody(words: str) -> bool:
    """Whether free words hold what looks like a person's details. What it does not find may be there all the same."""
    return _SOMEBODY.search(words) is not None


def standing(from_on: date, review_on: date, *, ended: bool, on: date) -> Standing:
    """How a refusal stands: from its first day until a person ends it, whether or not its review is due."""
    if ended:
        return Standing.ENDED
    if on < from_on:
        return Standing.NOT_BEGUN
    return Standing.REVIEW_DUE if review_on <= on else Standing.STANDS
