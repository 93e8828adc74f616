"""Hides how it is kept that somebody was known to be the parent, for everything that a family asks; and whose answer it is then.

What was seen, by whom and when: one act of the ledger, of nobody. Nothing about a family leaves before it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rightstart.engine.bulk import ask, named
from rightstart.ledger.append import append
from rightstart.rights.rules import Giver, Past, giver
from rightstart.safeguards.rules import MarkerKind, ParentKnownBy
from rightstart.terms import Actor, BirthId

FAMILY: Final = """
SELECT f.id FROM births_birth b JOIN births_birth f ON f.family_id = b.family_id WHERE b.id = %(birth)s::bigint ORDER BY f.id
"""


def note_known(asked: str, reference: str, *, known_by: ParentKnownBy, by: Actor, at: datetime) -> bytes:
    """Somebody has seen who asks, in the caller's transaction. `asked`: an asking or a request, by its own reference."""
    [leaf] = append([{"act": "parent.known", asked: reference, "known_by": known_by.value, "by": str(by)}], at=at)
    return leaf


def family_of(birth: int) -> list[BirthId]:
    """Every baby of the family of a birth."""
    return [BirthId(one) for (one,) in ask(FAMILY, {"birth": birth})]


def giver_of(births: Sequence[BirthId]) -> Giver:
    """Whose answer it is what is asked about a family, by all that was ever stated of it."""
    return giver(past_of(births))


def past_of(births: Sequence[BirthId]) -> Past:
    [(kinds, centres, handed_on, in_doubt)] = ask(named("rights", "past"), {"births": list(births)})
    return Past(frozenset(MarkerKind(one) for one in kinds), centres, handed_on, in_doubt)
