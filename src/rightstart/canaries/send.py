"""Hides a day's run: made-up births go the whole journey, every way out is asked, and what that proves is acted on at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import Final

from django.db import connection, transaction

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all
from rightstart.canaries import ground, switch, ways
from rightstart.canaries.flight import Flight
from rightstart.canaries.models import Run
from rightstart.canaries.rules import Looked, Stage, Verdict, verdict
from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import end_viewing, open_viewing
from rightstart.ledger.append import Act, append
from rightstart.release.halt import Reason, stop_everything
from rightstart.terms import Actor

TRY: Final = "SELECT pg_try_advisory_lock(hashtext('rightstart.canaries'))"
UNLOCK: Final = "SELECT pg_advisory_unlock(hashtext('rightstart.canaries'))"
TOLD: Final = (RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD)
ALERTS: Final = {
    Verdict.LET_THROUGH: AlertKind.CANARY_LET_THROUGH,
    Verdict.MISSING: AlertKind.CANARIES_MISSING,
    Verdict.BROKEN_OFF: AlertKind.CANARIES_MISSING,
}


class NotRun(StrEnum):
    """Why no run was made."""

    OFF = "off"
    PASSED_TODAY = "passed-today"
    UNDER_WAY = "under-way"


@dataclass(frozen=True, slots=True)
class Ran:
    """A run that came to its end."""

    number: int
    verdict: Verdict


def send(*, by: Actor, at: datetime, until: datetime) -> Ran | NotRun:
    """Make the day's run, once it is switched on and has not passed today; a run that did not pass may be made again.

    `until`: how long it may look as the centre, by the real clock.
    """
    with _alone() as alone:
        if not alone:
            return NotRun.UNDER_WAY
        if not switch.is_on():
            return NotRun.OFF
        if switch.passed_today(at):
            return NotRun.PASSED_TODAY
        return _run(by, at, until)


@contextmanager
def _alone() -> Iterator[bool]:
    """One run at a time. The lock is the session's: where this process dies, it is free."""
    with connection.cursor() as cursor:
        cursor.execute(TRY)
        [taken] = cursor.fetchone()
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute(UNLOCK)


def _run(by: Actor, at: datetime, until: datetime) -> Ran:
    place = ground.prepare(by=by, at=at)
    viewer = open_viewing("centre", place.centre, until=until)
    try:
        _clear_left_over(Flight(0, place, viewer, by, at))
        run = _begun(by, at)
        flight = Flight(run.number, place, viewer, by, at)
        looked = _fly(run, flight)
        found = verdict(looked)
        _conclude(run, looked, found, by, at)
        _clear(run, flight)
    finally:
        end_viewing(viewer)
    return Ran(run.number, found)


def _fly(run: Run, flight: Flight) -> list[Looked]:
    """Stage by stage; as soon as one is let through there is nothing more to find out. People are told of a run that breaks."""
    looked: list[Looked] = []
    try:
        for stage in Stage:
            flight.to(stage)
            looked.append(ways.look(flight, stage))
            if verdict(looked) is Verdict.LET_THROUGH:
                break
    except Exception:
        _conclude(run, looked, Verdict.BROKEN_OFF, flight.by, flight.at)
        raise
    return looked


def _begun(by: Actor, at: datetime) -> Run:
    last = Run.objects.order_by("-number").first()
    return Run.objects.create(number=last.number + 1 if last else 1, begun_at=at, by=str(by))


def _clear_left_over(one: Flight) -> None:
    """End and withdraw what was cut short, and judge all earlier canaries anew: what a mended gate holds again comes back."""
    for run in Run.objects.filter(ended_at__isnull=True):
        _end(run, [], Verdict.BROKEN_OFF, one.by, one.at)
    for run in Run.objects.filter(cleared_at__isnull=True):
        _clear(run, Flight(run.number, one.ground, one.viewer, one.by, one.at))
    journey.advance_all(council=one.ground.council, by=one.by, at=one.at)


def _clear(run: Run, flight: Flight) -> None:
    flight.withdraw()
    Run.objects.filter(pk=run.pk).update(cleared_at=flight.at)


def _conclude(run: Run, looked: Sequence[Looked], found: Verdict, by: Actor, at: datetime) -> None:
    """Stop first, each council by itself: whatever breaks afterwards, they are stopped. Then tell, and keep the result."""
    councils = organisations(OrganisationKind.COUNCIL)
    if found is Verdict.LET_THROUGH:
        for council in councils:
            stop_everything(council=council.id, reason=Reason.CANARY_LET_THROUGH, by=by, at=at)
    with transaction.atomic():
        for council, role in product(councils, TOLD) if found in ALERTS else ():
            raise_alert(to=council.id, role=role, kind=ALERTS[found], at=at)
        if found is Verdict.PASSED:
            settle_all(kinds=set(ALERTS.values()), about=[""], at=at)
        _end(run, looked, found, by, at)


@transaction.atomic
def _end(run: Run, looked: Sequence[Looked], found: Verdict, by: Actor, at: datetime) -> None:
    """Keep what a run proved, with its ledger line."""
    asked = [
        {"stage": one.stage.value, "way": way.value, "said": {canary.value: says for canary, says in told.items()}}
        for one in looked
        for way, told in one.told.items()
    ]
    act: Act = {"act": "canaries.ran", "run": run.number, "verdict": found.value, "asked": len(asked), "by": str(by)}
    [leaf] = append([act], at=at)
    Run.objects.filter(pk=run.pk, ended_at__isnull=True).update(
        ended_at=at, verdict=found.value, asked=asked, leaf_hash=leaf
    )
