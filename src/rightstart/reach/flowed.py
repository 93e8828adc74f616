"""Hides how what flowed under one agreement is counted, by version and month: files and rows, or births, families and call-backs.

Exact numbers for the parties themselves, and for whom they show them to; nothing here is about anybody.
"""

from dataclasses import dataclass
from datetime import date

from rightstart.engine.bulk import ask, named


@dataclass(frozen=True, slots=True)
class Came:
    """Files of one month that came to a council under one version, and the rows of those accepted."""

    version: int
    month: date
    accepted: int
    held: int
    refused: int
    nil: int
    rows: int


@dataclass(frozen=True, slots=True)
class Went:
    """Births of one month (of decision) that went to centres under one version, and what of that was called back since."""

    version: int
    month: date
    births: int
    families: int
    called_back: int
    answered: int


def came(reference: str) -> list[Came]:
    """What came to a council under an agreement; none where it is not one by which something comes."""
    return [Came(*row) for row in ask(named("reach", "came"), {"agreement": reference})]


def went(reference: str) -> list[Went]:
    """What went to centres under an agreement; none where it is not one by which something goes."""
    return [Went(*row) for row in ask(named("reach", "went"), {"agreement": reference})]


@dataclass(frozen=True, slots=True)
class Entered:
    """One disclosure as the ledger has it: the month of its decision, its place (None: not sealed yet) and its leaf's hash."""

    version: int
    month: date
    position: int | None
    leaf: str


def entered(reference: str) -> list[Entered]:
    """Every disclosure under an agreement, in the ledger's order: whoever has the published ledger can find each there."""
    return [Entered(*row) for row in ask(named("reach", "entries"), {"agreement": reference})]
