"""Hides how a centre's worklist and its families are read: as the centre's own role, and each family through the gate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Final

from django.db import connection, connections

from rightstart.contact.models import Attempt
from rightstart.contact.rules import CLOSING, STOPPING, AttemptOutcome, Channel, Made, Stage, stage
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.handover.models import CallBack, Line
from rightstart.handover.rules import Chase, chase
from rightstart.release import gate
from rightstart.release.rules import Passage
from rightstart.terms import BirthId, FamilyId, london_date

PAGE_SIZE: Final = 50
ENDED: Final = sorted(CLOSING | STOPPING)


@dataclass(frozen=True, slots=True)
class Baby:
    """One baby as far as the agreement lets the centre know."""

    forename: str | None
    surname: str | None
    born_on: date | None


@dataclass(frozen=True, slots=True)
class MadeAttempt:
    channel: Channel
    outcome: AttemptOutcome
    made_on: date
    note: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family as its centre sees it: twins are one family with two babies. `reference` is this centre's own."""

    family: FamilyId
    reference: str
    addressee: str
    babies: tuple[Baby, ...]
    address: tuple[str, ...]
    postcode: str
    phone: str | None
    email: str | None
    language: str | None
    interpreter: bool | None
    told_on: date | None
    handed_on: date
    due_on: date
    attempts: tuple[MadeAttempt, ...]

    @property
    def stage(self) -> Stage:
        return stage(self.made)

    @property
    def made(self) -> list[Made]:
        return [Made(attempt.channel, attempt.outcome) for attempt in self.attempts]


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of what a centre should do today. `waiting`: families on it that wait for the supplier's fresh word."""

    families: tuple[FamilyView, ...]
    total: int
    page: int
    waiting: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def worklist(viewer: Viewer, *, at: datetime, page: int = 1) -> Worklist:
    """The families that a centre should contact, due first, each let through by the gate at this second."""
    with seen_by(viewer) as using:
        with connections[using].cursor() as cursor:
            cursor.execute(_due(), {"ended": ENDED, "size": PAGE_SIZE, "skip": PAGE_SIZE * (page - 1)})
            due = cursor.fetchall()
        lines = _lines([row[0] for row in due], using)
        attempts = _attempts([row[0] for row in due], using)
    passages = _pass(lines, attempts, viewer, at)
    shown = [_view(lines[row[0]], attempts[row[0]]) for row in due if passages.get(row[0]) is Passage.OPEN]
    waiting = sum(passages.get(row[0]) is Passage.PAUSED for row in due)
    return Worklist(tuple(shown), due[0][2] if due else 0, page, waiting)


def family(viewer: Viewer, reference: str, *, at: datetime) -> FamilyView | None:
    """One family by the reference of any of its lines; None where this centre has no such family, or the gate is shut."""
    with seen_by(viewer) as using:
        found = Line.objects.using(using).filter(reference=reference).values_list("family_id", flat=True).first()
        lines = _lines([found] if found else [], using)
        attempts = _attempts(list(lines), using)
    passages = _pass(lines, attempts, viewer, at)
    if found is None or passages.get(FamilyId(found)) is not Passage.OPEN:
        return None
    return _view(lines[FamilyId(found)], attempts[FamilyId(found)])


def _lines(families: Sequence[int], using: str) -> Mapping[FamilyId, list[Line]]:
    found: dict[FamilyId, list[Line]] = defaultdict(list)
    if families:
        for line in Line.objects.using(using).filter(family_id__in=families).order_by("birth_id"):
            found[FamilyId(line.family_id)].append(line)
    return found


def _attempts(families: Iterable[int], using: str) -> Mapping[FamilyId, list[MadeAttempt]]:
    made: dict[FamilyId, list[MadeAttempt]] = defaultdict(list)
    rows = Attempt.objects.using(using).filter(family_id__in=list(families)).order_by("made_on", "id")
    for family_id, channel, outcome, made_on, note in rows.values_list(
        "family_id", "channel", "outcome", "made_on", "note__text"
    ):
        made[FamilyId(family_id)].append(MadeAttempt(Channel(channel), AttemptOutcome(outcome), made_on, note or ""))
    return made


def _pass(
    lines: Mapping[FamilyId, Sequence[Line]],
    attempts: Mapping[FamilyId, Sequence[MadeAttempt]],
    viewer: Viewer,
    at: datetime,
) -> dict[FamilyId, Passage]:
    """The gate's answer for each family: the strictest of its babies', for a family is never shown in part."""
    births = [BirthId(line.birth_id) for ones in lines.values() for line in ones]
    answers = gate.ask(births, centre=viewer.organisation, contacted={one for one in attempts if attempts[one]}, at=at)
    order = list(Passage)
    return {
        family: max((answers[BirthId(line.birth_id)] for line in ones), key=order.index)
        for family, ones in lines.items()
    }


def _view(lines: Sequence[Line], attempts: Sequence[MadeAttempt]) -> FamilyView:
    first = lines[0]
    return FamilyView(
        family=FamilyId(first.family_id),
        reference=first.reference,
        addressee=first.parent_name or "Parent or carer",
        babies=tuple(Baby(line.baby_forename, line.baby_surname, line.born_on) for line in lines),
        address=tuple((first.address or "").splitlines()),
        postcode=first.postcode or "",
        phone=first.phone,
        email=first.email,
        language=first.language,
        interpreter=first.interpreter,
        told_on=first.told_on,
        handed_on=min(line.handed_on for line in lines),
        due_on=min(line.due_on for line in lines),
        attempts=tuple(attempts),
    )


def contacted(families: Sequence[FamilyId]) -> frozenset[FamilyId]:
    """Which of these families somebody has tried to contact."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT family_id FROM contact_attempt WHERE family_id = ANY(%s)", [list(families)])
        return frozenset(FamilyId(row[0]) for row in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that was called back, as the centre is told of it: by its reference alone, never why."""

    reference: str
    handed_on: date
    demanded_on: date
    chase: Chase


def removals(viewer: Viewer, *, at: datetime) -> list[Removal]:
    """The call-backs that a centre has still to answer, oldest first."""
    with seen_by(viewer) as using:
        rows = (
            CallBack.objects.using(using)
            .filter(answered_at__isnull=True)
            .order_by("demanded_at", "id")
            .values_list("reference", "handed_on", "demanded_at")
        )
        today = london_date(at)
        return [Removal(ref, on, london_date(since), chase(london_date(since), today)) for ref, on, since in rows]


@cache
def _due() -> str:
    return files("rightstart.contact").joinpath("sql", "due.sql").read_text()
