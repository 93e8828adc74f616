"""Who of the house may read of a withheld birth at all: the named exceptions to the standing proof, each by its verb alone."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rightstart.directory.rules import Verb
from rightstart.safeguards.rules import MarkerKind


class Standing(StrEnum):
    """Why somebody of the house might have to read of a withheld birth at all."""

    SILENT = "silent"
    ASKED = "asked"
    SEALED = "sealed"
    STOPPED = "stopped"
    QUARANTINED = "quarantined"
    REQUESTED = "requested"
    REQUESTED_OF_THE_LEAD = "requested-of-the-lead"


# The named exceptions: a question about who a birth is, a stop to be confirmed, a row to be put right; each by its verb alone.
MAY_READ: Final[Mapping[Standing, frozenset[Verb]]] = {
    Standing.SILENT: frozenset(),
    Standing.ASKED: frozenset({Verb.SETTLE_REVIEW}),
    Standing.SEALED: frozenset({Verb.SEE_WITHHELD}),
    Standing.STOPPED: frozenset({Verb.SEE_WITHHELD}),
    Standing.QUARANTINED: frozenset({Verb.MEND_QUARANTINE}),
    Standing.REQUESTED: frozenset({Verb.ANSWER_PARENT, Verb.REVIEW_CORRECTION}),
    Standing.REQUESTED_OF_THE_LEAD: frozenset({Verb.SEE_WITHHELD}),
}
# Of whom a copy of what is held is asked for, and a detail said to be wrong.
REQUESTED: Final[Mapping[MarkerKind, Standing]] = {
    MarkerKind.OBJECTION: Standing.REQUESTED,
    MarkerKind.LOOKED_AFTER: Standing.REQUESTED_OF_THE_LEAD,
    MarkerKind.PROTECTED_ADDRESS: Standing.REQUESTED_OF_THE_LEAD,
}
