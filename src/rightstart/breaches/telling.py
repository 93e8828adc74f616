"""Hides who may tell which family of a breach: a letter only where the gate is open at this moment, else the health visitor.

It shows nothing about a family but who is to speak to it: a letter about a breach to a family that grieves, hides or has said no
would be the next one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rightstart.breaches.codes import Way
from rightstart.breaches.what import Disclosure
from rightstart.release import gate
from rightstart.release.rules import Passage
from rightstart.terms import FamilyId


@dataclass(frozen=True, slots=True)
class ToTell:
    """One family by its babies' references at the council; `centre` and `reference`: who had it, and as what."""

    births: tuple[str, ...]
    centre: str
    reference: str
    way: Way


def whom_to_tell(lines: Iterable[Disclosure], *, at: datetime) -> list[ToTell]:
    """Each family once for each centre that had it, those for the health visitor first."""
    told: dict[tuple[FamilyId, str], list[Disclosure]] = defaultdict(list)
    for one in lines:
        told[one.family_id, one.centre].append(one)
    found = [_family(ones, at) for ones in told.values()]
    return sorted(found, key=lambda one: (one.way is Way.LETTER, one.centre, one.births))


def _family(lines: list[Disclosure], at: datetime) -> ToTell:
    births = sorted({one.birth_id for one in lines})
    contacted = {one.family_id for one in lines if one.contacted}
    answers = gate.ask(births, centre=lines[0].centre_id, contacted=contacted, at=at)
    is_open = all(answers[one].passage is Passage.OPEN for one in births)
    names = tuple(sorted({one.birth for one in lines}))
    return ToTell(names, lines[0].centre, lines[-1].reference, Way.LETTER if is_open else Way.HEALTH_VISITOR)
