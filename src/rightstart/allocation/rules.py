"""Which centre's reach area a home lies in on a day, or why that cannot be said."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from rightstart.terms import OrganisationId, PostcodeKind, postcode_kind


class UnplacedReason(StrEnum):
    NO_POSTCODE = "no-postcode"
    PSEUDO_POSTCODE = "pseudo-postcode"
    UNKNOWN_POSTCODE = "unknown-postcode"
    OTHER_COUNCIL = "other-council"
    CROSS_BORDER = "cross-border"
    NO_REACH_AREA = "no-reach-area"


class ClaimKind(StrEnum):
    """How a centre comes to serve a home, strongest first."""

    BY_HAND = "by-hand"
    POSTCODE = "postcode"
    SMALL_AREA = "small-area"


class Claim(msgspec.Struct, frozen=True):
    """A centre serves a place from a day until a day not included (None: still)."""

    kind: ClaimKind
    centre: OrganisationId
    from_on: date
    until_on: date | None = None

    def stands(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


class Home(StrEnum):
    """What the register of places says of the home's postcode, seen from the council that was told of the birth."""

    OURS = "ours"
    CROSS_BORDER = "cross-border"  # the postcode is ours, its best-fit small area another council's
    OTHER_COUNCIL = "other-council"
    UNKNOWN = "unknown"
    PSEUDO = "pseudo"
    NOT_GIVEN = "not-given"


def home_of(postcode: str, council: str, lies_in: str | None, area_lies_in: str | None) -> Home:
    """What a normalised postcode is to a council, given which councils the register says it and its small area lie in.

    `lies_in` None: the register does not know the postcode; `area_lies_in` None: nor its small area.
    """
    if not postcode:
        return Home.NOT_GIVEN
    if postcode_kind(postcode) is PostcodeKind.PSEUDO:
        return Home.PSEUDO
    if lies_in is None:
        return Home.UNKNOWN
    if lies_in != council:
        return Home.OTHER_COUNCIL
    return Home.OURS if area_lies_in in {None, council} else Home.CROSS_BORDER


class Claims(msgspec.Struct, frozen=True):
    home: Home
    claims: Sequence[Claim] = ()


class Placed(msgspec.Struct, frozen=True):
    centre: OrganisationId
    by: ClaimKind


class Unplaced(msgspec.Struct, frozen=True):
    why: UnplacedReason


_NOT_OURS = {
    Home.CROSS_BORDER: UnplacedReason.CROSS_BORDER,
    Home.OTHER_COUNCIL: UnplacedReason.OTHER_COUNCIL,
    Home.UNKNOWN: UnplacedReason.UNKNOWN_POSTCODE,
    Home.PSEUDO: UnplacedReason.PSEUDO_POSTCODE,
    Home.NOT_GIVEN: UnplacedReason.NO_POSTCODE,
}
_ORDER = tuple(ClaimKind)
_COUNTS = dict.fromkeys(Home, frozenset({ClaimKind.BY_HAND})) | {
    Home.OURS: frozenset(ClaimKind),
    Home.CROSS_BORDER: frozenset({ClaimKind.BY_HAND, ClaimKind.POSTCODE}),
}


def place(claims: Claims, on: date) -> Placed | Unplaced:
    """The centre that serves a home on a day.

    A steward's placing by hand wins, then a claim on the very postcode, then one on its small area; of two of one kind
    the later. A home outside the council is placed by hand only, one on its border by hand or by its very postcode.
    """
    standing = [claim for claim in claims.claims if claim.stands(on) and claim.kind in _COUNTS[claims.home]]
    if standing:
        first = min(standing, key=lambda claim: (_ORDER.index(claim.kind), -claim.from_on.toordinal(), claim.centre))
        return Placed(first.centre, first.kind)
    return Unplaced(_NOT_OURS.get(claims.home, UnplacedReason.NO_REACH_AREA))
