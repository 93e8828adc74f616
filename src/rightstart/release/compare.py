"""Hides how a council's own role is given the two births of a question side by side, and what is kept from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connections

from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.sealed import Private, read

COMPARED: Final = "SELECT * FROM release_compared(%s)"


@dataclass(frozen=True, slots=True)
class Side:
    """The latest that is said about one birth of a question.

    `record_id` is the supplier's, to ask it by. `numbered`: an NHS number is known, which nobody needs to read. `protected`: its
    address is given to nobody, so both parts of it are None, as they are where nothing of it is known. `sealed`: only those who
    may know what is withheld may compare this birth with another.
    """

    reference: str
    supplier: str
    record_id: str
    as_at: datetime
    surname: str
    forename: str | None
    born_on: date
    parent: str | None
    address: str | None
    postcode: str | None
    order: int | None
    total: int | None
    numbered: bool
    protected: bool
    sealed: bool


def sides(viewer: Viewer, review: int) -> list[Side]:
    """The births of one of the council's own questions, the elder first; of contradicting identities, and of births whose

    notices are no longer with them, nothing.
    """
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        cursor.execute(COMPARED, [review])
        return [_side(said, row) for said, row in read(cursor.fetchall())]


def _side(said: Private, row: Sequence[Any]) -> Side:
    reference, supplier, as_at, born_on, order, total, numbered, protected, for_leads = row
    home = (None, None) if protected else (said.address or None, said.postcode or None)
    called = said.baby_surname, said.baby_forename
    told = reference, supplier, said.record_id, as_at, *called, born_on, said.parent_name, *home
    return Side(*told, order, total, numbered, protected, for_leads)
