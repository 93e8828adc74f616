"""Hides how what was stated of a child ends: once nothing is kept of the record that bears it, and years have passed."""

from datetime import datetime
from typing import Final

from django.db import transaction

from rightstart.engine.bulk import ask
from rightstart.intake.erasing import end_stops
from rightstart.ledger.append import append
from rightstart.terms import Actor, london_date

YEARS: Final = 6  # as long as the longest fingerprint of a suppressed child
# A marker whose bearer is still kept stays with it, however old: it may be all that forbids contact.
ENDED: Final = """
DELETE FROM safeguards_marker m
WHERE m.stated_at < %(before)s::timestamptz
  AND NOT EXISTS (SELECT FROM births_identity i WHERE i.record_key = m.key)
  AND NOT EXISTS (SELECT FROM births_identity i WHERE i.nhs_key = m.key)
  AND NOT EXISTS (SELECT FROM births_identity i WHERE i.confinement_key = m.key)
  AND NOT EXISTS (
      SELECT FROM births_birth b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
      WHERE n.sealed IS NOT NULL AND m.key = convert_to(b.reference, 'UTF8')
  )
RETURNING 1
"""


@transaction.atomic
def end_due(*, by: Actor, at: datetime) -> int:
    """Delete markers whose time is over; gives how many went. Run it twice: nothing more happens."""
    today = london_date(at)
    before = at.replace(year=today.year - YEARS, day=min(at.day, 28))
    ended, stops = len(ask(ENDED, {"before": before})), end_stops(before=before)
    if ended or stops:
        append([{"act": "markers.ended", "markers": ended, "stops": stops, "by": str(by)}], at=at)
    return ended
