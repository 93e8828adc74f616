"""Hides how rows end that nobody ever put right: let go, with what stood in them; what they stopped stays stopped."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.engine import keys
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor

LET_GO: Final = "let-go"
ENDED: Final = """
UPDATE intake_quarantined q SET sealed = NULL, settled_at = %(at)s::timestamptz, settled_by = %(by)s, settled_how = %(how)s
FROM intake_consignment c
WHERE c.id = q.consignment_id AND q.settled_at IS NULL AND c.received_at < %(before)s::timestamptz
RETURNING c.reference, q.row
"""
STILL_WAITING: Final = """
SELECT DISTINCT c.reference FROM intake_quarantined q JOIN intake_consignment c ON c.id = q.consignment_id
WHERE q.settled_at IS NULL AND c.reference = ANY(%(references)s)
"""
# Why a row was sent back stands in its council's own words, and by the fingerprint it would still be known again.
FORGOTTEN: Final = """
UPDATE intake_quarantined SET reason = '', record_key = NULL
WHERE settled_at < %(before)s::timestamptz AND (reason <> '' OR record_key IS NOT NULL) RETURNING 1
"""


@transaction.atomic
def end_quarantine(*, before: datetime, by: Actor, at: datetime) -> int:
    """Let go of rows that have waited since then, and of what is known of those settled then; gives how many were let go.

    Run it twice: nothing more happens. The key of a consignment goes with its last row; cut short between, the nightly
    destroying of keys finds it.
    """
    ended = sorted(ask(ENDED, {"before": before, "at": at, "by": str(by), "how": LET_GO}))
    told = {"act": "quarantine.settled", "how": LET_GO, "by": str(by)}
    append([told | {"consignment": reference, "row": row} for reference, row in ended], at=at)
    ask(FORGOTTEN, {"before": before})
    touched = {reference for reference, _ in ended}
    waiting = {reference for (reference,) in ask(STILL_WAITING, {"references": sorted(touched)})}
    transaction.on_commit(lambda: _destroy(touched - waiting))
    return len(ended)


def _destroy(consignments: set[str]) -> None:
    for reference in consignments:
        keys.destroy(settings.HOME, "quarantine", reference)
