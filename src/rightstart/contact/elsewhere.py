"""Hides how one family of another centre is opened for one view: as that centre would be shown it, through the gate, and noted."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import families
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, ask_as, viewing
from rightstart.release.break_glass import Reason, note, note_nothing_found, released_elsewhere
from rightstart.terms import Actor, BirthId, OrganisationId

# Asked as that other centre's own role, which sees its open lines and no others.
LINES: Final = (
    "SELECT reference, birth_id FROM handover_line WHERE birth_id = ANY(%(births)s::bigint[]) ORDER BY birth_id"
)


class NotOpened(StrEnum):
    """Why no family is shown. Nothing found is all that anybody learns of one that is withheld."""

    NOTHING_FOUND = "nothing-found"
    SEVERAL = "several"


def open_elsewhere(
    *,
    viewer: Viewer,
    council: OrganisationId,
    surname: str,
    born_on: date,
    reason: Reason,
    by: Actor,
    at: datetime,
) -> tuple[OrganisationId, FamilyView | WaitingFamily] | NotOpened:
    """The one family of another centre of the council with this whole surname and day of birth, with that centre's number."""
    found = released_elsewhere(council=council, own=viewer.organisation, surname=surname, born_on=born_on)
    with viewing("centre", found) as viewers:
        shown = [
            (centre, births[0], one)
            for centre, births in found.items()
            for one in families(viewers[centre], _references(viewers[centre], births), at=at)
        ]
    if len(shown) != 1:
        note_nothing_found(centre=viewer.organisation, by=by, at=at)
        return NotOpened.SEVERAL if shown else NotOpened.NOTHING_FOUND
    [(centre, birth, family)] = shown
    told = {"council": council, "centre": viewer.organisation, "of_centre": centre}
    note(**told, birth=birth, reason=reason, by=by, at=at)
    return centre, family


def _references(viewer: Viewer, births: list[BirthId]) -> list[str]:
    rows = ask_as(viewer, {"lines": Question(LINES, {"births": births})})["lines"]
    return [reference for reference, _ in rows]
