"""What pages say of services by their codes: each table complete."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.listings.keep import NotListed
from rightstart.listings.rules import ListingKind

KINDS: Final = {
    ListingKind.STAY_AND_PLAY: "Stay and play",
    ListingKind.HEALTH_CLINIC: "Health clinic",
    ListingKind.PARENTING: "Parenting programme",
    ListingKind.FREE_EARLY_EDUCATION: "Free early education",
    ListingKind.DEBT_ADVICE: "Debt advice",
    ListingKind.OTHER: "Something else",
}

NOT_LISTED: Final = {
    NotListed.UNKNOWN: "Your directory has no such service any more. Nothing was changed.",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (KINDS, NOT_LISTED)
