"""Hides the one switch, off until somebody switches it on, and what is kept of each run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from rightstart.canaries import ground
from rightstart.canaries.models import Run, Switch
from rightstart.canaries.rules import Verdict
from rightstart.ledger.append import append
from rightstart.terms import Actor, london_date

MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run; without `ended_at` and `verdict` it is under way, or was cut short. `ways`: how often a way out was asked."""

    number: int
    begun_at: datetime
    by: str
    ended_at: datetime | None
    verdict: Verdict | None
    ways: int


@dataclass(frozen=True, slots=True)
class State:
    """Whether canaries fly, since when and by whom, and the latest runs first. Never switched: off, since no moment."""

    on: bool
    since: datetime | None
    by: str | None
    runs: tuple[RunRow, ...]


@transaction.atomic
def turn(*, on: bool, by: Actor, at: datetime) -> bool:
    """Switch on or off; gives whether that changed anything. The ground is made when it is first switched on."""
    last = Switch.objects.select_for_update().order_by("-id").first()
    if (last is not None and last.on) is on:
        return False
    if on:
        ground.prepare(by=by, at=at)
    [leaf] = append([{"act": "canaries.on" if on else "canaries.off", "by": str(by)}], at=at)
    Switch.objects.create(on=on, at=at, by=str(by), leaf_hash=leaf)
    return True


def is_on() -> bool:
    last = _last()
    return last is not None and last.on


def state() -> State:
    last = _last()
    runs = tuple(map(_row, Run.objects.order_by("-number")[:MOST_SHOWN]))
    return State(last.on, last.at, last.by, runs) if last else State(False, None, None, runs)


def _last() -> Switch | None:
    return Switch.objects.order_by("-id").first()


def passed_today(at: datetime) -> bool:
    """Whether the day's proof is made: what comes after it on the same day would say the same."""
    last = Run.objects.filter(verdict=Verdict.PASSED).order_by("-number").first()
    return last is not None and last.ended_at is not None and london_date(last.ended_at) == london_date(at)


def _row(one: Run) -> RunRow:
    verdict = Verdict(one.verdict) if one.verdict else None
    return RunRow(one.number, one.begun_at, one.by, one.ended_at, verdict, len(one.asked or ()))
