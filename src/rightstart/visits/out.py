"""Hides which sheets are still held, by whom and until when; that they are destroyed or struck out is a person's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all
from rightstart.directory import people
from rightstart.directory.roles import head_of
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.ledger.append import Act, append
from rightstart.terms import Actor, FamilyId, OrganisationId, london_date
from rightstart.visits.models import OnSheet, VisitSheet
from rightstart.visits.rules import KEPT_DAYS, Form, State, state

KINDS: Final = (AlertKind.SHEET_TO_STRIKE, AlertKind.SHEET_OVERDUE)


# Asked as a centre's own role, which sees its own sheets alone.
ANY: Final = """
SELECT EXISTS (SELECT FROM visits_visitsheet WHERE person_id = %(person)s::bigint AND destroyed_at IS NULL)
"""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet that is still held. `strike`: the references to be struck out on it, which nobody has said were."""

    reference: str
    person: int
    name: str
    form: Form
    families: int
    at: datetime
    until_at: datetime
    state: State
    strike: tuple[str, ...]


def asking(person: int) -> Question:
    """Whether somebody holds a sheet at all: to be asked together with others, before `held`."""
    return Question(ANY, {"person": person})


def held(viewer: Viewer, *, of: int | None, at: datetime) -> list[SheetRow]:
    """The sheets of the viewer's centre that nobody has said were destroyed, those first that must go first.

    `of`: whose they must be (None: anybody's).
    """
    with seen_by(viewer) as using:
        found = VisitSheet.objects.using(using).filter(destroyed_at__isnull=True).order_by("until_at", "pk")
        mine = list(
            found.prefetch_related("lines") if of is None else found.filter(person_id=of).prefetch_related("lines")
        )
    names = people.names({one.person_id for one in mine})
    return [_row(one, names, at) for one in mine]


def _row(one: VisitSheet, names: dict[int, str], at: datetime) -> SheetRow:
    strike = tuple(line.reference for line in one.lines.all() if line.struck_at and not line.struck_out_at)
    stands = state(one.until_at, one.destroyed_at, at)
    name = names.get(one.person_id, "")
    form = Form(one.form)
    return SheetRow(one.reference, one.person_id, name, form, one.families, one.at, one.until_at, stands, strike)


@transaction.atomic
def destroyed(*, viewer: Viewer, references: Sequence[str], of: int | None, by: Actor, at: datetime) -> int:
    """A person says that these sheets and every copy of them are destroyed; gives how many. `of`: whose they must be."""
    found = VisitSheet.objects.select_for_update().filter(
        centre_id=viewer.organisation, reference__in=references, destroyed_at__isnull=True
    )
    sheets = list(found if of is None else found.filter(person_id=of))
    acts: list[Act] = [{"act": "sheet.destroyed", "sheet": one.reference, "by": str(by)} for one in sheets]
    for one, leaf in zip(sheets, append(acts, at=at) if acts else [], strict=True):
        one.destroyed_at, one.destroyed_by, one.destroyed_leaf_hash = at, str(by), leaf
    VisitSheet.objects.bulk_update(sheets, ("destroyed_at", "destroyed_by", "destroyed_leaf_hash"))
    settle_all(kinds=KINDS, about=[one.reference for one in sheets], at=at)
    return len(sheets)


@transaction.atomic
def struck_out(*, viewer: Viewer, reference: str, of: int | None, by: Actor, at: datetime) -> int:
    """A person says that whatever was to be struck out on a sheet is; gives how many families that were."""
    found = OnSheet.objects.filter(
        sheet__centre_id=viewer.organisation,
        sheet__reference=reference,
        struck_at__isnull=False,
        struck_out_at__isnull=True,
    )
    lines = [one.pk for one in (found if of is None else found.filter(sheet__person_id=of)).select_for_update()]
    if lines:
        append([{"act": "sheet.struck", "sheet": reference, "families": len(lines), "by": str(by)}], at=at)
        OnSheet.objects.filter(pk__in=lines).update(struck_out_at=at)
        settle_all(kinds=[AlertKind.SHEET_TO_STRIKE], about=[reference], at=at)
    return len(lines)


def chase(*, at: datetime) -> int:
    """Tell the centre of each sheet whose time is over and that nobody has said is destroyed; gives how many there are."""
    over = list(VisitSheet.objects.filter(destroyed_at__isnull=True, until_at__lte=at))
    for one in over:
        centre = OrganisationId(one.centre_id)
        for role in {RoleKind.CENTRE_WORKER, head_of(centre, london_date(at))}:
            raise_alert(to=centre, role=role, kind=AlertKind.SHEET_OVERDUE, about=one.reference, at=at)
    return len(over)


def erase(family: FamilyId) -> None:
    """A family is forgotten, in the caller's transaction: no sheet says any more that it stood there; how many did, stays."""
    OnSheet.objects.filter(family_id=family).delete()


def forget(*, at: datetime) -> None:
    """Sheets that were destroyed a year ago are gone, with whoever had them."""
    old = VisitSheet.objects.filter(destroyed_at__lt=at - timedelta(days=KEPT_DAYS))
    OnSheet.objects.filter(sheet__in=old).delete()
    old.delete()
