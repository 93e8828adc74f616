"""Our own matching as the product does it, consignment by consignment and council by council, only kept in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, groupby

import polars as pl

from bench._memory import Memory
from bench._noise import Record
from bench._rivals import Pair
from rightstart.births.crowd import Statement
from rightstart.births.rules import Likeness
from rightstart.intake import reading
from rightstart.intake.keys import name_key


def likenesses(records: Sequence[Record]) -> list[Likeness]:
    """What each record says, by the product's own keys; what stands for a name not given yet is none."""
    named = pl.DataFrame({"baby_forename": [one.forename.strip() for one in records]})
    forenames = named.select(reading.named("baby_forename")).to_series().to_list()
    return [
        Likeness(
            supplier=one.supplier,
            record_key=one.record_id.encode(),
            surname_key=name_key(one.surname) or "",
            born_on=one.born_on,
            postcode=one.postcode or None,
            parent_key=name_key(one.parent),
            forename_key=name_key(forename),
            nhs_key=one.number.encode() or None,
            birth_order=one.order,
            births_in_confinement=one.total,
        )
        for one, forename in zip(records, forenames, strict=True)
    ]


def ours(records: Sequence[Record], said: Sequence[Likeness]) -> tuple[set[Pair], set[Pair], int]:
    """Pairs joined, pairs asked about, and how many notices were sent to people for any question, families' too."""
    councils: dict[str, Memory] = defaultdict(Memory)
    told = [(one.council, Statement(place, likeness, one.as_at)) for place, (one, likeness) in _numbered(records, said)]
    for (council, _), together in groupby(told, key=lambda one: (one[0], one[1].as_at.isocalendar()[:2])):
        councils[council].take(statement for _, statement in together)
    joined: set[Pair] = set()
    asked: set[Pair] = set()
    for memory in councils.values():
        births = memory.births()
        joined |= {pair for notices in births.values() for pair in combinations(notices, 2)}
        for one in memory.open.values():
            if one.other is not None and one.kind == "same-baby":
                asked |= {(min(a, b), max(a, b)) for a in births[one.birth] for b in births[one.other]}
    return joined, asked, len({notice for memory in councils.values() for notice in memory.opened_for})


def _numbered(records: Sequence[Record], said: Sequence[Likeness]) -> Iterable[tuple[int, tuple[Record, Likeness]]]:
    """In the order in which consignments arrive: week by week, each council's on its own."""
    numbered = enumerate(zip(records, said, strict=True))
    return sorted(numbered, key=lambda one: (one[1][0].as_at.isocalendar()[:2], one[1][0].council, one[0]))
