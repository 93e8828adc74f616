"""Hides how somebody takes a visit sheet: each family through the gate at that moment, kept by number, and soon to be destroyed.

What stands on the sheet is made when it is taken and kept nowhere here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex

from django.db import transaction

from rightstart.contact.assigning import workers
from rightstart.contact.choosing import Asker, Choice, Whose
from rightstart.contact.shown import FamilyView
from rightstart.contact.worklist import families, worklist
from rightstart.directory import people
from rightstart.engine import turns
from rightstart.engine.isolation import Viewer
from rightstart.engine.turns import Turn
from rightstart.ledger.append import append
from rightstart.release import halt
from rightstart.terms import Actor, OrganisationId, london_date
from rightstart.visits.models import OnSheet, VisitSheet
from rightstart.visits.rules import LASTS, MOST, Form, Step, step


class NotTaken(StrEnum):
    """Why there is no sheet. NOBODY: none of these families may be visited or rung at this moment."""

    NOBODY = "nobody"
    TOO_MANY = "too-many"
    HALTED = "halted"


@dataclass(frozen=True, slots=True)
class Entry:
    """A family on a sheet, and what may be done about it."""

    family: FamilyView
    step: Step


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is handed over: who took it, when, until when they may keep it."""

    reference: str
    centre: str
    who: str
    at: datetime
    until_at: datetime
    entries: tuple[Entry, ...]


def take(
    *, viewer: Viewer, references: Sequence[str], form: Form, person: int, who: str, by: Actor, at: datetime
) -> Sheet | NotTaken:
    """Take a sheet of these families of the viewer's centre; without any, of those in this person's hands, due first.

    `who`: the person's name, as it stands on the sheet. The ledger has how many families, and no name.
    """
    if len(references) > MOST:
        return NotTaken.TOO_MANY
    centre = people.named([viewer.organisation])[viewer.organisation]
    assert centre.council_id is not None  # the viewer is a centre
    with transaction.atomic():
        # Whatever is about to call a family back waits, and finds it on the sheet; or is done, and the gate knows of it.
        turns.take(Turn.COUNCIL, centre.council_id)
        halt.sending()
        if halt.halted(centre.council_id):
            return NotTaken.HALTED
        found = families(viewer, references, at=at) if references else _mine(viewer, person, at)
        entries = tuple(
            Entry(one, next_one) for one in found if isinstance(one, FamilyView) and (next_one := step(one.shut))
        )
        if not entries:
            return NotTaken.NOBODY
        sheet = Sheet(token_hex(4).upper(), centre.name, who, at, at + LASTS, entries[:MOST])
        _keep(sheet, viewer.organisation, centre.code, form, person, by)
    return sheet


def _mine(viewer: Viewer, person: int, at: datetime) -> list[FamilyView]:
    """The families in somebody's hands that may be contacted, due first: no more than fit."""
    asker = Asker(person, workers(viewer.organisation, on=london_date(at)))
    found: list[FamilyView] = []
    page, pages = 1, 1
    while page <= pages and len(found) < MOST:
        told = worklist(viewer, at=at, page=page, choice=Choice(whose=Whose.MINE), asker=asker)
        found += [one for one in told.families if step(one.shut)]
        page, pages = page + 1, told.pages
    return found


def _keep(sheet: Sheet, centre: OrganisationId, code: str, form: Form, person: int, by: Actor) -> None:
    told = {"sheet": sheet.reference, "centre": code, "form": form.value, "families": len(sheet.entries)}
    [leaf] = append([{"act": "sheet.taken", **told, "by": str(by)}], at=sheet.at)
    kept = VisitSheet.objects.create(
        reference=sheet.reference,
        centre_id=centre,
        person_id=person,
        form=form.value,
        families=len(sheet.entries),
        at=sheet.at,
        until_at=sheet.until_at,
        leaf_hash=leaf,
    )
    OnSheet.objects.bulk_create(
        OnSheet(sheet=kept, family_id=one.family.family, reference=one.family.reference) for one in sheet.entries
    )
