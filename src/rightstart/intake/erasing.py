"""Hides how what intake keeps of people is erased: the sealed part goes, its key is named to be destroyed, and the fact stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rightstart.engine.bulk import ask

# Of the day of birth its month stays, by which families are counted. The key by which the record is known becomes another one,
# drawn by chance, so that nothing is found by it and no two erased notices look alike.
ERASE: Final = """
UPDATE intake_notice SET sealed = NULL, content_hash = ''::bytea, record_key = uuid_send(gen_random_uuid()),
    born_on = date_trunc('month', born_on)::date, birth_order = NULL, births_in_confinement = NULL, address_until = NULL,
    hv_seen_on = NULL, told_on = NULL, language = NULL, interpreter = NULL
WHERE id = ANY(%(notices)s::bigint[]) RETURNING key
"""


ENDED: Final = "DELETE FROM intake_foundstop WHERE as_at < %(before)s::timestamptz RETURNING 1"


def end_stops(*, before: datetime) -> int:
    """Forget stops that files carried so long ago: each has become a marker, which has an end of its own. Gives how many went."""
    return len(ask(ENDED, {"before": before}))


def erase(notices: Sequence[int]) -> list[int]:
    """Erase what these notices say, in the caller's transaction; gives the slots of the keys that are to be destroyed with it."""
    return [slot for (slot,) in ask(ERASE, {"notices": list(notices)})]
