"""Hides how a centre's families leave for its own system, such as eStart or EYES: each through the gate, each row marked.

Who took it, when, and under which reference stands in every row, so that no sorting or cutting takes it off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import count, islice
from secrets import token_hex
from typing import Final

from django.db import transaction

from rightstart.contact.rules import Interpreter
from rightstart.contact.shown import Baby, FamilyView
from rightstart.contact.worklist import worklist
from rightstart.directory import people
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.joining.models import Export
from rightstart.joining.reading import Membership, members, memberships
from rightstart.joining.rules import How, Whom
from rightstart.ledger.append import append
from rightstart.release import halt
from rightstart.terms import Actor, OrganisationId, moment_in_words

MOST: Final = 1_000  # families in one file
SHOWN: Final = 25
ADDRESS_LINES: Final = 4
YES_NO: Final = {Interpreter.NEEDED: "yes", Interpreter.NOT_NEEDED: "no"}
COLUMNS: Final = (
    *("family_reference", "child_forename", "child_surname", "child_date_of_birth", "parent_name"),
    *(f"address_line_{line}" for line in range(1, ADDRESS_LINES + 1)),
    *("postcode", "telephone", "email", "language", "interpreter", "centre"),
    *("registered_on", "known_already", "service"),
    *("export", "exported_by", "exported_at"),
)


class NotExported(StrEnum):
    """Why no file was made."""

    NOBODY = "nobody"
    HALTED = "halted"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of one row for each baby."""

    reference: str
    families: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file that was made, by its reference; who made it is known to the ledger by number."""

    reference: str
    whom: Whom
    families: int
    at: datetime


def export(*, viewer: Viewer, whom: Whom, who: str, by: Actor, at: datetime) -> Exported | NotExported:
    """Make the file of a centre's families that may be contacted at this second. `who`: the name of the person who takes it.

    While everything is stopped nothing leaves. The ledger has how many, and no name. Of more families than fit those on
    top of their list are taken.
    """
    centre = people.named([viewer.organisation])[viewer.organisation]
    assert centre.council_id is not None  # the viewer is a centre
    found = list(islice(_open(viewer, whom, at), MOST))
    came = memberships(viewer, [one.family for one in found])
    with transaction.atomic():
        halt.sending()
        if halt.halted(centre.council_id):
            return NotExported.HALTED
        if not found:
            return NotExported.NOBODY
        reference = token_hex(4).upper()
        mark = (centre.code, reference, who, moment_in_words(at))
        rows = tuple(row for one in found for row in _rows(one, came[one.family], mark))
        _note(viewer.organisation, centre.code, reference, whom, len(found), by, at)
    return Exported(reference, len(found), rows)


def _note(
    centre: OrganisationId, code: str, reference: str, whom: Whom, families: int, by: Actor, at: datetime
) -> None:
    told = {"export": reference, "centre": code, "whom": whom.value, "families": families}
    [leaf] = append([{"act": "families.exported", **told, "by": str(by)}], at=at)
    Export.objects.create(
        reference=reference, centre_id=centre, whom=whom.value, families=families, at=at, by=str(by), leaf_hash=leaf
    )


def _open(viewer: Viewer, whom: Whom, at: datetime) -> Iterator[FamilyView]:
    """The families whom the gate lets through whole; those who wait stay here."""
    for page in count(1):
        match whom:
            case Whom.ON_LIST:
                told = worklist(viewer, at=at, page=page)
                found, total, last = list(told.families), told.total, page >= told.pages
            case Whom.JOINED:
                joined = members(viewer, at=at, page=page)
                found = [one.family for one in joined.members if isinstance(one.family, FamilyView)]
                total, last = joined.total, page >= joined.pages
        yield from found
        if last or not total:
            return


def _rows(family: FamilyView, came: Membership, mark: tuple[str, str, str, str]) -> Iterator[tuple[str, ...]]:
    """One row for each baby, as far as the agreement lets the centre know."""
    centre, *watermark = mark
    lines = [*family.address[: ADDRESS_LINES - 1], ", ".join(family.address[ADDRESS_LINES - 1 :])]
    home = (*lines, *[""] * (ADDRESS_LINES - len(lines)), family.postcode, family.phone or "", family.email or "")
    spoken = family.spoken
    needs = (spoken.language or "", YES_NO[spoken.interpreter] if spoken.interpreter else "")
    joined = (_day(came.joined_on), _known_already(came), came.through.value if came.through else "")
    for baby in family.babies:
        yield (family.reference, *_baby(baby), family.addressee, *home, *needs, centre, *joined, *watermark)


def _baby(baby: Baby) -> tuple[str, str, str]:
    return baby.forename or "", baby.surname or "", _day(baby.born_on)


def _known_already(came: Membership) -> str:
    return "" if came.how is None else "yes" if came.how is How.SIBLING else "no"


def _day(on: date | None) -> str:
    return f"{on:%d/%m/%Y}" if on else ""


def exports(viewer: Viewer) -> list[ExportRow]:
    """The files that the viewer's centre made, latest first."""
    with seen_by(viewer) as using:
        found = list(Export.objects.using(using).order_by("-at", "-pk")[:SHOWN])
    return [ExportRow(one.reference, Whom(one.whom), one.families, one.at) for one in found]
