"""Hides how many families are in other hands, as their own centre reads it."""

from typing import Final

from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, ask_as

# Asked as the centre's own role, which sees its own families alone.
IN_OTHER_HANDS: Final = """
SELECT s.covers_for_id, count(*) FROM contact_assignment s
WHERE s.ended_at IS NULL AND s.covers_for_id IS NOT NULL
  AND EXISTS (SELECT FROM handover_line l WHERE l.family_id = s.family_id)
GROUP BY s.covers_for_id
"""


def in_other_hands(viewer: Viewer) -> dict[int, int]:
    """How many families of the viewer's centre somebody covers, by in whose stead."""
    return dict(ask_as(viewer, {"covered": Question(IN_OTHER_HANDS, {})})["covered"])
