"""Hides how a person's important notices become a page: what to do now for each family, and what came before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.contact import notices as kept
from rightstart.contact.notices import Told
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.terms import OrganisationId
from rightstart.web.components import Cell, Colour, Column, Link, Table, Tag
from rightstart.web.days import counted, moment
from rightstart.web.notices.sentences import MATTERS, RINGS, STEPS
from rightstart.web.ringing import Ring, rings_at_centres, rings_at_council
from rightstart.web.seat import Seat, seated

NEW = Tag("New", Colour.BLUE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One family's last change as the page shows it."""

    references: Sequence[str]
    matter: str
    step: str
    since: str
    tag: Tag | None
    rings: str
    ring: Ring | None
    family: Link | None

    @property
    def named(self) -> str:
        return " and ".join(self.references)


@require_safe
@seated(Verb.SEE_WORKLIST, Verb.SEE_CALL_BACKS)
def notices(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What has changed, latest first. To open it is to have read it: the banner goes."""
    found = kept.open_notices(seat.viewer, seat.person, at=seat.at)
    earlier = [one for one in found if not one.latest]
    shown = {
        "entries": entries([one for one in found if one.latest], seat),
        "earlier": earlier_table(earlier) if earlier else None,
        "at_centre": seat.kind is OrganisationKind.CENTRE,
    }
    return render(request, "notices/notices.html", shown)


@require_POST
@seated(Verb.SEE_WORKLIST, Verb.SEE_CALL_BACKS)
def cleared(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This person has done what was to be done."""
    gone = kept.clear(seat.viewer, seat.person, request.POST.getlist("reference"), at=seat.at)
    said = f"Cleared: {counted(gone, 'notice', 'notices')}." if gone else "These were cleared before."
    messages.success(request, said)
    return redirect("notices")


def entries(found: Sequence[Told], seat: Seat) -> list[Entry]:
    rung = _whom(found, seat)
    return [_entry(one, rung.get(one.centre) if one.change in RINGS else None) for one in found]


def _whom(found: Iterable[Told], seat: Seat) -> dict[OrganisationId, Ring]:
    """By centre: a centre's people ring their council, the council's ring the centre."""
    centres = {one.centre for one in found if one.change in RINGS}
    if not centres or seat.council is None:
        return {}
    if seat.kind is OrganisationKind.CENTRE:
        return dict.fromkeys(centres, rings_at_council(seat.council))
    return rings_at_centres(centres)


def _entry(one: Told, ring: Ring | None) -> Entry:
    return Entry(
        references=one.references,
        matter=MATTERS[one.change],
        step=STEPS[one.change],
        since=moment(one.at),
        tag=NEW if one.new else None,
        rings=RINGS.get(one.change, ""),
        ring=ring,
        family=Link("Open the family’s page", reverse("family", args=[one.on_list])) if one.on_list else None,
    )


def earlier_table(found: Sequence[Told]) -> Table:
    columns = [Column("Reference"), Column("What had changed"), Column("When")]
    rows = [[Cell(" and ".join(one.references)), Cell(MATTERS[one.change]), Cell(moment(one.at))] for one in found]
    return Table("Earlier: do nothing by these any more", columns, rows)
