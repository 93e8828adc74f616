"""Everything that may be missing for one flow, as a table: what stands in the register, and each piece with whose turn it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from rightstart.agreements.barriers import Barrier
from rightstart.agreements.missing import Hold, Paper, Refuser
from rightstart.agreements.rules import Instrument, Missing
from rightstart.agreements.states import SuspensionReason
from tests.spec.agreements import IN_FORCE, TODAY, TOMORROW
from tests.spec.markdown import table

YESTERDAY: Final = TODAY - timedelta(days=1)
GIVER, TAKER = "giver", "taker"
BOTH: Final = frozenset({GIVER, TAKER})
LATER: Final = TODAY + timedelta(days=300)
RUNS: Final = replace(IN_FORCE, from_on=YESTERDAY, ends_on=LATER, review_on=LATER)
BREACH: Final = SuspensionReason.BREACH


def paper(one: Instrument, *, waits_for: frozenset[str] = frozenset(), holds: tuple[str, ...] = ()) -> Paper:
    """A version of two parties, signed but by those for whom it waits, and suspended by these since yesterday."""
    said = replace(one, signed=not waits_for, suspended=bool(holds))
    return Paper(said, BOTH, waits_for, tuple(Hold(party, YESTERDAY, BREACH) for party in holds))


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in the register in words and as facts, and each missing piece as its code and whose it is."""

    stands: str
    papers: tuple[Paper, ...]
    pieces: tuple[tuple[Missing, tuple[str, ...]], ...]
    refusers: tuple[Refuser, ...] = ()


ROWS: Final = (
    Row("an agreement in force", (paper(RUNS),), ()),
    Row("nothing at all", (), ((Missing.NO_AGREEMENT, (GIVER, TAKER)),)),
    Row("unsigned by the taker", (paper(RUNS, waits_for=frozenset({TAKER})),), ((Missing.NOT_SIGNED, (TAKER,)),)),
    Row(
        "unsigned by both, to begin tomorrow",
        (paper(replace(RUNS, from_on=TOMORROW), waits_for=BOTH),),
        ((Missing.NOT_SIGNED, (GIVER,)), (Missing.NOT_SIGNED, (TAKER,)), (Missing.NOT_BEGUN, ())),
    ),
    Row(
        "suspended by both",
        (paper(RUNS, holds=(GIVER, TAKER)),),
        ((Missing.SUSPENDED, (GIVER,)), (Missing.SUSPENDED, (TAKER,))),
    ),
    Row(
        "suspended by the giver, and its review overdue",
        (paper(replace(RUNS, review_on=TODAY), holds=(GIVER,)),),
        ((Missing.SUSPENDED, (GIVER,)), (Missing.REVIEW_OVERDUE, (GIVER, TAKER))),
    ),
    Row(
        "ended, and suspended when it did",
        (paper(replace(RUNS, ended_on=TODAY), holds=(GIVER,)),),
        ((Missing.ENDED, (GIVER, TAKER)),),
    ),
    Row(
        "version 1 ended, version 2 unsigned by the giver",
        (
            paper(replace(RUNS, ended_on=TODAY)),
            paper(replace(RUNS, version=2), waits_for=frozenset({GIVER})),
        ),
        ((Missing.NOT_SIGNED, (GIVER,)),),
    ),
    Row(
        "version 1 suspended, version 2 signed and begun, and ended",
        (paper(RUNS, holds=(GIVER,)), paper(replace(RUNS, version=2, ended_on=TODAY))),
        ((Missing.ENDED, (GIVER, TAKER)),),
    ),
    Row(
        "version 1 suspended by the taker, version 2 unsigned by both, to begin tomorrow",
        (paper(RUNS, holds=(TAKER,)), paper(replace(RUNS, version=2, from_on=TOMORROW), waits_for=BOTH)),
        (
            (Missing.SUSPENDED, (TAKER,)),
            (Missing.NOT_SIGNED, (GIVER,)),
            (Missing.NOT_SIGNED, (TAKER,)),
            (Missing.NOT_BEGUN, ()),
        ),
    ),
    Row(
        "another instrument in force beside a suspended one",
        (paper(RUNS, holds=(GIVER,)), paper(replace(RUNS, reference="ISA-2"))),
        (),
    ),
    Row(
        "an agreement in force, and the taker refuses",
        (paper(RUNS),),
        ((Missing.REFUSAL_STANDS, (TAKER,)),),
        (Refuser(TAKER, TODAY, (Barrier.CAPACITY,)),),
    ),
    Row(
        "an agreement in force, and the taker refuses from tomorrow",
        (paper(RUNS),),
        (),
        (Refuser(TAKER, TOMORROW, ()),),
    ),
    Row(
        "no agreement, and both refuse",
        (),
        (
            (Missing.REFUSAL_STANDS, (GIVER,)),
            (Missing.REFUSAL_STANDS, (TAKER,)),
            (Missing.NO_AGREEMENT, (GIVER, TAKER)),
        ),
        (Refuser(GIVER, YESTERDAY, (Barrier.SYSTEM,)), Refuser(TAKER, TODAY, (Barrier.CONSENT,))),
    ),
    Row(
        "leaves something out, and is unsigned by both",
        (paper(replace(RUNS, blank=frozenset({"items"})), waits_for=BOTH),),
        ((Missing.INCOMPLETE, (GIVER, TAKER)), (Missing.NOT_SIGNED, (GIVER,)), (Missing.NOT_SIGNED, (TAKER,))),
    ),
)


def drawn() -> Iterator[str]:
    """The table in words, for the page about agreements."""
    yield "## Everything that is missing"
    yield (
        "Whoever asks why nothing moves over a flow is told each missing piece, and whose turn it is. Nothing is missing exactly "
        "where an agreement is in force and nobody refuses."
    )
    rows = ((row.stands, "; ".join(map(_told, row.pieces)) or "nothing") for row in ROWS)
    yield table(("in the register", "missing: whose turn it is"), rows)


def _told(piece: tuple[Missing, tuple[str, ...]]) -> str:
    missing, whose = piece
    return f"`{missing}`: {' and '.join(whose) or 'its day comes by itself'}"
