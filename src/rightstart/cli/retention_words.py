"""What the command line says of why families are forgotten, and of what keeps them."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.rights.retention.rules import Open
from rightstart.rights.rules import Erased

ERASED: Final = {
    Erased.NEVER_REACHED: "never reached",
    Erased.REACHED: "reached",
    Erased.JOINED: "joined their centre",
    Erased.ASKED: "asked for it",
    Erased.RESTORED: "brought back by a backup",
}
KEPT_BY: Final = {
    Open.CALL_BACK: "a call-back",
    Open.OTHER_SYSTEM: "a stop at another system",
    Open.QUESTION: "which birth or family it is",
    Open.HELD: "a hold, or a home without a centre",
    Open.TELEPHONED: "a stop by telephone",
    Open.RETURNED_LETTER: "a returned letter",
    Open.LETTER: "a printed letter",
    Open.SHEET: "a visit sheet",
    Open.LIFT: "the lift of a marker",
    Open.REQUEST: "what the family asked",
    Open.BREACH: "a breach",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (ERASED, KEPT_BY)
