"""Hides how batches are read for those who print and post them: numbers, centres and references, and never a name or an address."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from rightstart.contact.letters.rules import ANSWERS, Answer, Noted, State, state
from rightstart.contact.letters.standing import noted
from rightstart.contact.models import TO_ANSWER, Letter, LetterBatch
from rightstart.directory.people import named
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import FamilyId, OrganisationId

SHOWN: Final = 50  # batches, latest first: the rest is done long ago
COUNTED: Final = """
SELECT batch_id, printed_at IS NOT NULL, posted_at IS NOT NULL, withdrawn_at IS NOT NULL, answer, count(*)
FROM contact_letter WHERE batch_id = ANY(%(batches)s::bigint[]) GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in its pile. `reference`: as its centre knows the family."""

    number: int
    centre: str
    reference: str
    state: State


@dataclass(frozen=True, slots=True)
class Making:
    """How far a batch is that is being made: `letters` of about `wanted`, the last at a moment. `broke`: it broke off then."""

    letters: int
    wanted: int
    carried_at: datetime
    broke: bool


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of a sender; a council sees those of its centres too. `states`: how many letters stand where.

    `letters`: each of them, or (in a list of batches) those alone that must not go out and that nobody has accounted for.
    """

    reference: str
    sender: OrganisationId
    sender_name: str
    made_at: datetime
    printed_at: datetime | None
    posted_at: datetime | None
    making: Making | None
    states: Counter[State]
    letters: tuple[LetterRow, ...]

    @property
    def total(self) -> int:
        return self.states.total()

    @property
    def unanswered(self) -> tuple[LetterRow, ...]:
        """The letters that must not go out and that nobody has accounted for."""
        return tuple(one for one in self.letters if one.state in ANSWERS)


def batches(viewer: Viewer) -> list[BatchRow]:
    """The batches that a viewer's organisation may see: what must be stopped first, then latest first."""
    to_answer = Exists(Letter.objects.filter(TO_ANSWER, batch=OuterRef("pk")))
    with seen_by(viewer) as using:
        found = LetterBatch.objects.using(using).order_by(to_answer.desc(), "-made_at", "-pk")
        return _rows(list(found[:SHOWN]), TO_ANSWER, using)


def batch(viewer: Viewer, reference: str) -> BatchRow | None:
    """One batch with every letter of it; None where the viewer's organisation may see no such batch."""
    with seen_by(viewer) as using:
        found = LetterBatch.objects.using(using).filter(reference=reference)
        return next(iter(_rows(list(found), Q(), using)), None)


def _rows(found: Sequence[LetterBatch], which: Q, using: str) -> list[BatchRow]:
    letters = list(Letter.objects.using(using).filter(which, batch__in=found).order_by("number"))
    states: dict[int, Counter[State]] = defaultdict(Counter)
    for pk, printed, posted, withdrawn, answer, count in ask(
        COUNTED, {"batches": [one.pk for one in found]}, using=using
    ):
        states[pk][state(Noted(printed, posted, withdrawn, Answer(answer) if answer else None))] += count
    names = named({one.sender_id for one in found} | {one.centre_id for one in letters})
    rows: dict[int, list[LetterRow]] = defaultdict(list)
    for one in letters:
        name = names[OrganisationId(one.centre_id)].name
        rows[one.batch_id].append(LetterRow(one.number, name, one.reference, noted(one)))
    return [
        BatchRow(
            reference=one.reference,
            sender=OrganisationId(one.sender_id),
            sender_name=names[OrganisationId(one.sender_id)].name,
            made_at=one.made_at,
            printed_at=one.printed_at,
            posted_at=one.posted_at,
            making=_making(one, states[one.pk].total()),
            states=states[one.pk],
            letters=tuple(rows[one.pk]),
        )
        for one in found
    ]


def _making(one: LetterBatch, letters: int) -> Making | None:
    if one.whole_at is not None:
        return None
    return Making(letters, one.wanted, one.carried_at or one.made_at, broke=one.broke_at is not None)


def on_its_way(viewer: Viewer, family: FamilyId) -> bool:
    """Whether a letter to a family of a centre is neither posted nor withdrawn, whoever sends it."""
    with seen_by(viewer) as using:
        return Letter.objects.using(using).filter(family_id=family, posted_at=None, withdrawn_at=None).exists()


# -- for the log of an incident ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One letter that went on paper, by its batch and number and the reference under which its centre knows the family."""

    batch: str
    number: int
    centre: str
    reference: str
    printed_at: datetime
    posted_at: datetime | None
    withdrawn_at: datetime | None
    state: State


def on_paper_since(viewer: Viewer, since: datetime) -> list[PaperRow]:
    """Every letter to a family of the viewer's council printed or posted since a moment, in the order of batches and numbers."""
    lately = Q(printed_at__gte=since) | Q(posted_at__gte=since)
    with seen_by(viewer) as using:
        found = Letter.objects.using(using).filter(lately, printed_at__isnull=False).select_related("batch")
        letters = list(found.order_by("batch__made_at", "batch_id", "number"))
    names = named(one.centre_id for one in letters)
    return [
        PaperRow(
            batch=one.batch.reference,
            number=one.number,
            centre=names[OrganisationId(one.centre_id)].name,
            reference=one.reference,
            printed_at=one.printed_at,
            posted_at=one.posted_at,
            withdrawn_at=one.withdrawn_at,
            state=noted(one),
        )
        for one in letters
        if one.printed_at is not None
    ]
