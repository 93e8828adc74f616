"""Hides the page where a centre's people say that they are away, and their manager says so of them and names who stands in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rightstart.contact.assigning import workers
from rightstart.cover import away as absences
from rightstart.cover.away import AwayRow, NotSaid
from rightstart.cover.moving import move_at
from rightstart.cover.naming import limit
from rightstart.cover.reading import in_other_hands
from rightstart.directory.rules import Verb
from rightstart.web.components import Cell, Column, Table
from rightstart.web.cover.forms import NOBODY, AwayForm, BackForm, StandInForm
from rightstart.web.cover.sentences import WHYS
from rightstart.web.days import counted, day
from rightstart.web.seat import Seat, seated


@seated(Verb.SAY_AWAY)
def away(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say from when until when one is away, and who covers; the manager says so of others too."""
    form = _form(seat, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, from_on, back_on, cover = form.said()
        days = {"from_on": from_on, "back_on": back_on}
        answer = absences.say(viewer=seat.viewer, person=person, cover=cover, **days, by=seat.by, at=seat.at)
        if not isinstance(answer, NotSaid):
            return _moved(request, seat, "Kept.")
        form.object_to(answer)
    return render(request, "cover/away.html", _shown(seat, form=form))


@require_POST
@seated(Verb.SAY_AWAY)
def back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Somebody is back earlier, or is not away after all."""
    form = BackForm(request.POST, rows=_own(seat, absences.away(seat.viewer, at=seat.at)))
    if not form.is_valid():
        return render(request, "cover/away.html", _shown(seat, back=form))
    of = None if seat.allows(Verb.KEEP_TEAM) else seat.person
    absences.back(viewer=seat.viewer, reference=form.cleaned_data["away"], of=of, by=seat.by, at=seat.at)
    return _moved(request, seat, "Welcome back." if of else "Kept.")


@require_POST
@seated(Verb.KEEP_TEAM)
def stand_in(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who takes over where nobody is named."""
    form = StandInForm(request.POST, team=_team(seat))
    if not form.is_valid():
        return render(request, "cover/away.html", _shown(seat, stand_in=form))
    absences.name_stand_in(viewer=seat.viewer, person=form.named(), by=seat.by, at=seat.at)
    messages.success(request, "Kept.")
    return redirect("away")


def _moved(request: HttpRequest, seat: Seat, said: str) -> HttpResponse:
    """What is to go into other hands today goes at once."""
    went = move_at(seat.organisation, by=seat.by, at=seat.at)
    changed = f" {counted(len(went), 'family changed', 'families changed')} hands." if went else ""
    messages.success(request, said + changed)
    return redirect("away")


def _team(seat: Seat) -> Mapping[int, str]:
    return workers(seat.organisation, on=seat.today)


def _form(seat: Seat, given: Any = None) -> AwayForm:
    others = seat.allows(Verb.KEEP_TEAM)
    return AwayForm(given, me=seat.person, team=_team(seat), others=others, initial={"from_on": seat.today})


def _own(seat: Seat, rows: Sequence[AwayRow]) -> list[AwayRow]:
    """The absences that this person may end: their own, or anybody's where they keep the team."""
    return [one for one in rows if one.person == seat.person or seat.allows(Verb.KEEP_TEAM)]


def _shown(
    seat: Seat, *, form: AwayForm | None = None, back: BackForm | None = None, stand_in: StandInForm | None = None
) -> dict[str, Any]:
    rows = absences.away(seat.viewer, at=seat.at)
    shown: dict[str, Any] = {
        "form": form or _form(seat),
        "back_form": back or BackForm(rows=_own(seat, rows)) if _own(seat, rows) else None,
        "table": away_table(seat, rows) if rows else None,
        "back": reverse("worklist"),
        "days": limit(seat.council),
    }
    if seat.allows(Verb.KEEP_TEAM):
        named = absences.stand_in(seat.organisation)
        initial = {"person": NOBODY if named is None else str(named)}
        shown["stand_in"] = stand_in or StandInForm(team=_team(seat), initial=initial)
    return shown


def away_table(seat: Seat, rows: Sequence[AwayRow]) -> Table:
    moved = in_other_hands(seat.viewer)
    columns = [Column("Who"), Column("From"), Column("Back on"), Column("Who covers")]
    columns.append(Column("Families in other hands", numeric=True))
    cells = [
        [
            Cell(one.name, note=WHYS[one.why].format(limit(seat.council))),
            Cell(day(one.from_on)),
            Cell(day(one.back_on, "Not known")),
            Cell(one.cover or "Nobody named"),
            Cell(f"{moved.get(one.person, 0):,}"),
        ]
        for one in rows
    ]
    return Table("Away now or soon", columns, cells)
