"""Hides whom a first letter may be written to: families that their centre's own role finds and that the gate lets through now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, TypeAlias

from rightstart.contact import worklist
from rightstart.contact.models import Letter
from rightstart.contact.rules import RIGHTED, STOPPING, AttemptOutcome, takes_letter
from rightstart.contact.shown import FamilyView
from rightstart.engine.bulk import Question, named
from rightstart.engine.isolation import Viewer, ask_as
from rightstart.terms import FamilyId, OrganisationId

Viewers: TypeAlias = Mapping[OrganisationId, Viewer]
CODES: Final = {
    "stopping": sorted(STOPPING),
    "righted": sorted(RIGHTED),
    "doubting": [AttemptOutcome.RETURNED_MAIL.value, AttemptOutcome.NOT_AT_ADDRESS.value],
}


class Candidate(NamedTuple):
    """A family that a letter may be to be written to, before the gate is asked; in their order: due first."""

    due_on: date
    family: FamilyId
    reference: str
    centre: OrganisationId


class Writable(NamedTuple):
    """A family that may be written to, as the centre sees it that has it."""

    family: FamilyView
    centre: OrganisationId


def candidates(viewers: Viewers, *, skip: int, size: int) -> tuple[int, list[Candidate]]:
    """How many there are at these centres, and those who come `skip` places after the first, `size` of them at most."""
    asked = {"to_write": Question(named("contact", "to_write"), CODES | {"size": skip + size})}
    found = {centre: ask_as(viewer, asked)["to_write"] for centre, viewer in viewers.items()}
    total = sum(rows[0][0] for rows in found.values() if rows)
    ones = [Candidate._make((*row, centre)) for centre, rows in found.items() for _, *row in rows]
    return total, sorted(ones)[skip : skip + size]


def let_through(viewers: Viewers, ones: Iterable[Candidate], *, at: datetime) -> list[Writable]:
    """Those of the candidates that may be written to at this second, due first."""
    wanted: dict[OrganisationId, list[str]] = {}
    for one in ones:
        wanted.setdefault(one.centre, []).append(one.reference)
    return _due_first(
        Writable(family, centre)
        for centre, references in wanted.items()
        for family in writable(viewers[centre], references, at=at).values()
    )


def chosen(viewers: Viewers, references: Sequence[str], *, at: datetime) -> list[Writable]:
    """Those with these references that may be written to at this second and have no letter on its way out, due first."""
    found = [
        Writable(family, centre)
        for centre, viewer in viewers.items()
        for family in writable(viewer, references, at=at).values()
    ]
    written = under_way(one.family.family for one in found)
    return _due_first(one for one in found if one.family.family not in written)


def writable(viewer: Viewer, references: Sequence[str], *, at: datetime) -> dict[FamilyId, FamilyView]:
    """Of a centre's families with these references those that the gate lets through and whose next step is a letter."""
    found = worklist.families(viewer, references, at=at)
    return {one.family: one for one in found if isinstance(one, FamilyView) and takes(one)}


def takes(one: FamilyView) -> bool:
    """Whether a family's next step is a letter, and there is somewhere to send it."""
    return takes_letter(one.made, one.trace) and bool(one.address)


def under_way(families: Iterable[FamilyId]) -> Collection[FamilyId]:
    """Those of these families that have a letter which is neither posted nor withdrawn."""
    found = Letter.objects.filter(family_id__in=list(families), posted_at=None, withdrawn_at=None)
    return {FamilyId(one) for one in found.values_list("family_id", flat=True)}


def _due_first(ones: Iterable[Writable]) -> list[Writable]:
    return sorted(ones, key=lambda one: (one.family.due_on, one.family.reference))
