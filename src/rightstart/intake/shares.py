"""Whether a file's share of holds, deaths or withdrawals is unlike the supplier's own past: a stated test, zero included.

A feed that silently began to carry children who had died, or to leave its holds out, is how bereaved parents were written to.

The test, for each of the three apart. The past is the supplier's accepted files of this kind to this council in the last 365
days, given as rows and rows that say so. Under what the past has shown (a Beta posterior from Jeffreys' prior) the count in the
new file has a beta-binomial distribution. The share is unlike the past if a count as far out as this one, on its side, has a
probability below one in a thousand, and the share itself is more than twice or less than half the past one. Files before this
one that had none at all are counted together with one that has none, so that weekly silence adds up. Without four files in the
past nothing can be said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from math import exp, lgamma, log
from typing import Final

from rightstart.intake.contract import Stop

RARE: Final = 0.001
FACTOR: Final = 2
LEAST_FILES: Final = 4
LOOK_BACK_DAYS: Final = 365


class Watched(StrEnum):
    """What a file says of some rows, and never of many."""

    HOLDS = "holds"
    DEATHS = "deaths"
    WITHDRAWALS = "withdrawals"


BY_STOP: Final = {Stop.HOLD: Watched.HOLDS, Stop.DIED: Watched.DEATHS, Stop.WITHDRAWN: Watched.WITHDRAWALS}


@dataclass(frozen=True, slots=True)
class Tally:
    """One file: its rows, and how many of them say each thing watched."""

    rows: int
    said: Mapping[Watched, int]


@dataclass(frozen=True, slots=True)
class Unlike:
    """`now` of `rows` (with the silent files just before, where there are none) against `before` of `rows_before`."""

    watched: Watched
    now: int
    rows: int
    before: int
    rows_before: int


def unlike(file: Tally, past: Sequence[Tally]) -> list[Unlike]:
    """What in a file is unlike the past, given latest first."""
    if not file.rows:
        return []
    found = (_compared(watched, file, [one for one in past if one.rows]) for watched in Watched)
    return [one for one in found if one and _is_unlike(one)]


def _compared(watched: Watched, file: Tally, past: Sequence[Tally]) -> Unlike | None:
    now = file.said.get(watched, 0)
    silent = list(takewhile(lambda one: not one.said.get(watched, 0), past)) if now == 0 else []
    before = past[len(silent) :]
    if len(before) < LEAST_FILES:
        return None
    said_before = sum(one.said.get(watched, 0) for one in before)
    return Unlike(watched, now, file.rows + _rows(silent), said_before, _rows(before))


def _rows(files: Iterable[Tally]) -> int:
    return sum(one.rows for one in files)


def _is_unlike(one: Unlike) -> bool:
    share, usual = one.now / one.rows, one.before / one.rows_before
    if usual / FACTOR <= share <= usual * FACTOR:
        return False
    lower, upper = tails(one.now, one.rows, one.before + 0.5, one.rows_before - one.before + 0.5)
    return (lower if share < usual else upper) < RARE


def tails(count: int, rows: int, a: float, b: float) -> tuple[float, float]:
    """The probability of at most, and of at least, this count among so many rows: beta-binomial with Beta(a, b)."""
    each = _log_choose_beta(0, rows, a, b)
    at_most = below = 0.0
    for k in range(count + 1):
        below = at_most
        at_most += exp(each)
        if k < rows:
            each += _log_step(k, rows, a, b)
    return min(at_most, 1.0), max(1.0 - below, 0.0)


def _log_choose_beta(k: int, rows: int, a: float, b: float) -> float:
    """The logarithm of the probability of exactly k."""
    choose = lgamma(rows + 1) - lgamma(k + 1) - lgamma(rows - k + 1)
    return choose + _log_beta(a + k, b + rows - k) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_step(k: int, rows: int, a: float, b: float) -> float:
    """From the logarithm of the probability of k to that of k + 1."""
    return log((rows - k) / (k + 1) * (a + k) / (b + rows - k - 1))
