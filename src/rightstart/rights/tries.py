"""Hides how often one address, and everybody together, has lately used a page that is open to all; no address is kept."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.conf import settings

from rightstart.engine.bulk import ask
from rightstart.engine.keys import fingerprint, named_key
from rightstart.rights.rules import WINDOW, Heard, hears


class Page(StrEnum):
    """A page that is open to all."""

    SAY_NO = "say-no"
    FIND_CENTRE = "find-centre"


# Counts from this address and from all; a count is begun anew where its window has passed. What is over is deleted on the way.
COUNT: Final = """
WITH over AS (DELETE FROM rights_try WHERE since <= %(before)s::timestamptz AND NOT bucket = ANY(%(buckets)s::bytea[]))
INSERT INTO rights_try AS one (bucket, since, count)
SELECT bucket, %(at)s::timestamptz, 1 FROM unnest(%(buckets)s::bytea[]) AS given (bucket) ORDER BY bucket
ON CONFLICT (bucket) DO UPDATE SET
    since = CASE WHEN one.since <= %(before)s::timestamptz THEN excluded.since ELSE one.since END,
    count = CASE WHEN one.since <= %(before)s::timestamptz THEN 1 ELSE one.count + 1 END
RETURNING bucket, count
"""


def tried(page: Page, *, address: str, at: datetime) -> Heard:
    """Another use of a page, from a network address: whether it is looked at, by how many came before it."""
    own, every = _bucket(page, "one", address, at), _bucket(page, "all", "", at)
    found = ask(COUNT, {"buckets": [own, every], "before": at - WINDOW, "at": at})
    counts = {bytes(bucket): count for bucket, count in found}
    return hears(counts[own], counts[every])


def _bucket(page: Page, kind: str, address: str, at: datetime) -> bytes:
    """What stands for an address on one day: the next day's is another, and the two cannot be joined without the key."""
    return fingerprint(named_key(settings.HOME, "say-no"), f"tries-of-{kind}", page.value, address, f"{at:%Y-%m-%d}")


def forget(*, at: datetime) -> int:
    """Counts of windows that have passed: what is left of an address goes, also where nobody comes after it."""
    gone = ask("DELETE FROM rights_try WHERE since <= %(before)s::timestamptz RETURNING 1", {"before": at - WINDOW})
    return len(gone)
