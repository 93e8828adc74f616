"""Hides how joins come back from a centre's own system: each row recorded as a worker would, told again by its number alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rightstart.contact.worklist import families
from rightstart.directory import people
from rightstart.engine.isolation import Viewer
from rightstart.joining.reading import NOT_JOINED, Membership, memberships
from rightstart.joining.record import Recorded, attend, join
from rightstart.joining.rules import NotRecorded
from rightstart.joining.sheets import Said
from rightstart.ledger.append import append
from rightstart.listings.rules import ListingKind
from rightstart.terms import Actor


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of which something could not be recorded, by its number, and why."""

    row: int
    why: NotRecorded


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a sheet. `before`: so many rows said what is recorded already; `blank`: so many say nothing of joining."""

    rows: int
    joined: int
    attended: int
    before: int
    blank: int
    refused: tuple[Refused, ...]


def take_in(*, viewer: Viewer, rows: Sequence[Said], by: Actor, at: datetime) -> TakenIn:
    """Record what a sheet says of the centre's families. The same sheet again records nothing.

    Each row stands for itself: what breaks in the middle leaves whole rows, and the sheet can be given again.
    """
    came = _known(viewer, rows, at)
    told = [(one, list(_recorded(viewer, one, came.get(one.reference, NOT_JOINED), by, at))) for one in rows]
    answers = [answer for _, found in told for answer in found]
    taken = TakenIn(
        rows=len(rows),
        joined=answers.count("joined"),
        attended=answers.count("attended"),
        before=sum(found != [] and set(found) == {NotRecorded.BEFORE} for _, found in told),
        blank=sum(one.joined_on is None and one.attended_on is None for one in rows),
        refused=tuple(
            Refused(one.row, answer)
            for one, found in told
            for answer in dict.fromkeys(found)
            if isinstance(answer, NotRecorded) and answer is not NotRecorded.BEFORE
        ),
    )
    _note(viewer, taken, by, at)
    return taken


@transaction.atomic
def _note(viewer: Viewer, taken: TakenIn, by: Actor, at: datetime) -> None:
    code = people.named([viewer.organisation])[viewer.organisation].code
    counted = {"rows": taken.rows, "joined": taken.joined, "attended": taken.attended}
    append([{"act": "joins.taken-in", "centre": code, **counted, "by": str(by)}], at=at)


def _known(viewer: Viewer, rows: Sequence[Said], at: datetime) -> dict[str, Membership]:
    """How far the families of a sheet came, asked together, so that what is recorded already costs nothing more."""
    found = families(viewer, sorted({one.reference for one in rows}), at=at)
    came = memberships(viewer, [one.family for one in found])
    return {one.reference: came[one.family] for one in found}


def _recorded(viewer: Viewer, said: Said, came: Membership, by: Actor, at: datetime) -> Iterator[str | NotRecorded]:
    """What is recorded of one row: that the family joined, that it came, both or nothing; or why not."""
    if said.joined_on is not None:
        yield (
            NotRecorded.BEFORE
            if came.recorded
            else _told(
                join(
                    viewer=viewer,
                    reference=said.reference,
                    joined_on=said.joined_on,
                    how=said.how,
                    through=said.kind,
                    by=by,
                    at=at,
                ),
                "joined",
            )
        )
    if said.attended_on is not None:
        kind = said.kind or ListingKind.OTHER
        again = any((one.attended_on, one.kind) == (said.attended_on, kind) for one in came.visits)
        yield (
            NotRecorded.BEFORE
            if again
            else _told(
                attend(viewer=viewer, reference=said.reference, attended_on=said.attended_on, kind=kind, by=by, at=at),
                "attended",
            )
        )


def _told(answer: Recorded | NotRecorded, done: str) -> str | NotRecorded:
    return done if isinstance(answer, Recorded) else answer
