"""Hides how batches are read for those who print and post them: numbers, centres and references, and never a name or an address."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from rightstart.contact.letters.rules import ANSWERS, State
from rightstart.contact.letters.standing import noted
from rightstart.contact.models import TO_ANSWER, Letter, LetterBatch
from rightstart.directory.people import OrganisationRow, named
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import FamilyId, OrganisationId

SHOWN: Final = 50  # batches, latest first: the rest is done long ago


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in its pile. `reference`: as its centre knows the family."""

    number: int
    centre: str
    reference: str
    state: State


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of a sender; a council sees those of its centres too."""

    reference: str
    sender: OrganisationId
    sender_name: str
    made_at: datetime
    printed_at: datetime | None
    posted_at: datetime | None
    letters: tuple[LetterRow, ...]

    @property
    def states(self) -> Counter[State]:
        return Counter(one.state for one in self.letters)

    @property
    def unanswered(self) -> tuple[LetterRow, ...]:
        """The letters that must not go out and that nobody has accounted for."""
        return tuple(one for one in self.letters if one.state in ANSWERS)


def batches(viewer: Viewer, reference: str | None = None) -> list[BatchRow]:
    """The batches that a viewer's organisation may see, or that of a reference: what must be stopped first, then latest first."""
    to_answer = Exists(Letter.objects.filter(TO_ANSWER, batch=OuterRef("pk")))
    with seen_by(viewer) as using:
        found = LetterBatch.objects.using(using).order_by(to_answer.desc(), "-made_at", "-pk")
        wanted = list((found.filter(reference=reference) if reference else found)[:SHOWN])
        letters = list(Letter.objects.using(using).filter(batch__in=wanted).order_by("number"))
    names = named({one.sender_id for one in wanted} | {one.centre_id for one in letters})
    rows: dict[int, list[LetterRow]] = defaultdict(list)
    for one in letters:
        name = names[OrganisationId(one.centre_id)].name
        rows[one.batch_id].append(LetterRow(one.number, name, one.reference, noted(one)))
    return [_row(one, names[OrganisationId(one.sender_id)], rows[one.pk]) for one in wanted]


def on_its_way(viewer: Viewer, family: FamilyId) -> bool:
    """Whether a letter to a family of a centre is neither posted nor withdrawn, whoever sends it."""
    with seen_by(viewer) as using:
        return Letter.objects.using(using).filter(family_id=family, posted_at=None, withdrawn_at=None).exists()


def _row(one: LetterBatch, sender: OrganisationRow, letters: Sequence[LetterRow]) -> BatchRow:
    return BatchRow(one.reference, sender.id, sender.name, one.made_at, one.printed_at, one.posted_at, tuple(letters))


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
