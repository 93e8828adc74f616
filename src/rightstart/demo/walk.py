"""Turns the demonstration's clock: from five weeks ago to today, files come in as they were due and centres do their work."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from django.utils import timezone

from rightstart import journey
from rightstart.contact.rules import AttemptOutcome, Channel, Made, Stage
from rightstart.contact.shown import FamilyView
from rightstart.contact.worklist import worklist
from rightstart.demo.scene import BY, SUPPLIER, Scene
from rightstart.engine.isolation import Viewer, end_viewing, open_viewing
from rightstart.handover.hand_over import acknowledge
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Received
from rightstart.synth.rows import to_csv
from rightstart.synth.season import Handover, season
from rightstart.terms import LONDON, OrganisationId, london_date

WEEKS: Final = 5
PASS_AT: Final = time(5, 10)
CENTRES_WORK_AT: Final = time(14)
CENTRE_DAYS: Final = frozenset({1, 3})  # Tuesdays and Thursdays
LETTER_CHANCE, ANSWER_CHANCE, JOIN_CHANCE = 0.6, 0.35, 0.5

Tell = Callable[[str], None]


def walk(scene: Scene, *, today: datetime, births: int | None, seed: int, tell: Tell) -> Counter[str]:
    """Live through the weeks; gives the totals of all receipts."""
    until = london_date(today)
    due = sorted(_hand_overs(scene, until, births, seed), key=lambda one: one.due_at)
    day = min(one.due_at for one in due).astimezone(LONDON).date()
    dice = Random(seed)
    totals: Counter[str] = Counter()
    while day <= until:
        if day.weekday() == 0:
            tell(f"the week of {day:%d %B} …")
        todays = [one for one in due if one.due_at.astimezone(LONDON).date() == day]
        _live(day, todays, scene, dice, totals, today)
        day += timedelta(days=1)
    return totals


def _hand_overs(scene: Scene, until: date, births: int | None, seed: int) -> Iterator[Handover]:
    for council in scene.councils:
        yield from season(council, until, WEEKS, seed, births, late_deaths=1).hand_overs


def _live(day: date, todays: list[Handover], scene: Scene, dice: Random, totals: Counter[str], today: datetime) -> None:
    """One day: the daily pass, the files as they come, the handing over, and on some days the centres' work."""
    morning = _moment(day, PASS_AT)
    if morning > today:
        return
    journey.advance_all(by=BY, at=morning)
    journey.hand_over_due(by=BY, at=morning)
    for one in todays:
        if one.due_at <= today:
            _bring_in(one, totals)
            journey.hand_over_due(by=BY, at=one.due_at)
    afternoon = _moment(day, CENTRES_WORK_AT)
    if day.weekday() in CENTRE_DAYS and afternoon <= today:
        for centre in scene.centres:
            _work(centre, day, afternoon, dice)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def _bring_in(one: Handover, totals: Counter[str]) -> None:
    handed = HandedIn(
        content=b"" if one.nil else to_csv(one.rows),
        supplier=SUPPLIER,
        council=one.council,
        period=one.period,
        kind=one.kind,
        as_at=one.as_at,
        attests=frozenset(Attestation),
        births_in_period=one.births_in_period,
        withheld=one.withheld,
        nil=one.nil,
    )
    answer = journey.bring_in(handed, by=BY, at=one.due_at)
    if not isinstance(answer, Received):
        raise RuntimeError(f"a file of the demonstration was turned away: {answer.value}")
    totals["consignments"] += 1
    totals["stops"] += answer.receipt["stops"]
    totals.update(answer.receipt["totals"])


def _work(centre: OrganisationId, day: date, at: datetime, dice: Random) -> None:
    """What a centre's people do in an afternoon: some letters, some calls."""
    viewer = open_viewing("centre", centre, until=timezone.now() + timedelta(hours=1))
    acknowledge(centre=centre, by=BY, at=at)
    for family in worklist(viewer, at=at).families:
        if made := _attempt(family, dice):
            _note(viewer, family, made, day, at)
    end_viewing(viewer)


def _attempt(family: FamilyView, dice: Random) -> Made | None:
    """A letter first; of those who had one, some answer when called and some of them join."""
    if family.stage is Stage.TO_DO:
        return Made(Channel.LETTER, AttemptOutcome.SENT) if dice.random() < LETTER_CHANCE else None
    if family.stage is Stage.TRIED:
        answered = dice.random() < ANSWER_CHANCE
        return Made(Channel.PHONE, AttemptOutcome.REACHED if answered else AttemptOutcome.NO_ANSWER)
    return Made(Channel.AT_CENTRE, AttemptOutcome.JOINED) if dice.random() < JOIN_CHANCE else None


def _note(viewer: Viewer, family: FamilyView, made: Made, day: date, at: datetime) -> None:
    journey.record_attempt(viewer=viewer, reference=family.reference, made=made, made_on=day, note="", by=BY, at=at)
