"""Hides how a centre finds one of its families by a name or a postcode: its own lines are opened, some hundreds, and compared."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import families
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, ask_as
from rightstart.handover.sealed import Handed, weigh
from rightstart.intake.keys import name_key

MOST: Final = 25
LEAST_LETTERS: Final = 2
# Asked as the centre's own role, which sees no other lines.
LINES: Final = "SELECT l.reference, l.key, l.sealed FROM handover_line l ORDER BY l.due_on, l.family_id, l.birth_id"


def search(viewer: Viewer, words: str, *, at: datetime) -> list[FamilyView | WaitingFamily]:
    """The centre's families in whose names or postcode every word begins one, due first; each through the gate.

    A family whose contact is closed is found too: it may ring again. Nothing for fewer than two letters.
    """
    asked = [spelt for word in words.split() if (spelt := name_key(word))]
    if sum(map(len, asked)) < LEAST_LETTERS:
        return []
    lines = weigh(ask_as(viewer, {"lines": Question(LINES, {})})["lines"])
    found = [reference for handed, (reference,) in lines if _fits(asked, handed)]
    return families(viewer, found[:MOST], at=at)


def _fits(asked: Sequence[str], handed: Handed) -> bool:
    names = " ".join(filter(None, (handed.parent_name, handed.baby_forename, handed.baby_surname)))
    known = [name_key(word) or "" for word in (*names.replace("-", " ").split(), handed.baby_surname or "")]
    home = name_key(handed.postcode) or ""
    together = "".join(asked)
    return home.startswith(together) or all(any(name.startswith(word) for name in known) for word in asked)
