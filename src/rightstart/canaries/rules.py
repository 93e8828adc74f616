"""Was the gate proved? Which canary may be seen at which stage, and what it means where one is seen, or is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rightstart.release.rules import Passage


class Canary(StrEnum):
    """The made-up births of a run, by what becomes of them. Of LIVE nothing bad is ever told: it must come through."""

    LIVE = "live"
    DIED_BEFORE = "died-before"
    DIED_AFTER = "died-after"
    PROTECTED = "protected"
    ADOPTED = "adopted"


class Stage(StrEnum):
    """What has happened when the ways out are asked, in this order."""

    HANDED_OVER = "handed-over"
    MARKED = "marked"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """A way out towards a centre."""

    GATE = "gate"
    GATE_AFTER_CONTACT = "gate-after-contact"
    LINES = "lines"
    WORKLIST = "worklist"
    FAMILY = "family"
    LETTER = "letter"


class Verdict(StrEnum):
    """What a run proved. MISSING: who must come through did not, so that nothing is proved. BROKEN_OFF: cut short."""

    PASSED = "passed"
    LET_THROUGH = "let-through"
    MISSING = "missing"
    BROKEN_OFF = "broken-off"


# Who must be seen at each stage; all others must not. A gate that lets nobody through would prove nothing.
SEEN: Final[dict[Stage, frozenset[Canary]]] = {
    Stage.HANDED_OVER: frozenset(Canary) - {Canary.DIED_BEFORE},
    Stage.MARKED: frozenset({Canary.LIVE}),
    Stage.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found at a stage: which canaries the council knows as births, and what each way out says of each."""

    stage: Stage
    known: frozenset[Canary]
    told: Mapping[Way, Mapping[Canary, Passage]]


def verdict(looked: Sequence[Looked]) -> Verdict:
    """What the stages so far prove. To be shown without an address, as one who waits, is to be let through too."""
    if any(_let_through(one) for one in looked):
        return Verdict.LET_THROUGH
    return Verdict.MISSING if any(_missing(one) for one in looked) else Verdict.PASSED


def _let_through(one: Looked) -> bool:
    held = frozenset(Canary) - SEEN[one.stage]
    return any(says[canary] is not Passage.CLOSED for says in one.told.values() for canary in held)


def _missing(one: Looked) -> bool:
    """A canary that never became a birth has not tried the gate; one that is only shown as waiting has not come through."""
    seen = SEEN[one.stage]
    through = all(says[canary] is Passage.OPEN for says in one.told.values() for canary in seen)
    return one.known != frozenset(Canary) or not through
