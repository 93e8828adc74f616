"""Hides how the month within which parents are to be told is shown: in counts, by why, and whose turn it is, by reference."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.release.standing import find_birth
from rightstart.rights import informing as reads
from rightstart.rights.informing import PAGE_SIZE, Counted, Waits
from rightstart.rights.rules import Clock, Exempt
from rightstart.web.components import Cell, Column, Figure, Link, Table
from rightstart.web.days import short_day
from rightstart.web.rights.forms import ExemptForm
from rightstart.web.rights.sentences import CLOCKS, TAGS, UNTOLD
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_INFORMING)
def informing(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How many parents were told, how many not and why, and those whose month is nearly or wholly over."""
    found = reads.counts(seat.viewer, at=seat.at)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= 10_000 else 1
    waits = reads.waiting(seat.viewer, at=seat.at, page=number)
    if number > 1 and not waits.waits:
        return redirect("informing")
    shown = {
        "figures": figures(found),
        "suppliers": clocks_table("By who told the council", "Who", found, lambda one: one.name),
        "whys": clocks_table("Why not told yet", "Why", found, lambda one: UNTOLD[one.why] if one.why else ""),
        "table": waits_table(waits.waits) if waits.waits else None,
        "page": Paginator(range(waits.total), PAGE_SIZE).page(number),
        "total": waits.total,
    }
    return render(request, "rights/informing.html", shown)


def figures(found: Sequence[Counted]) -> list[Figure]:
    def births(which: Callable[[Counted], bool]) -> str:
        return f"{sum(one.births for one in found if which(one)):,}"

    return [
        Figure(births(lambda one: one.written), "told by a letter"),
        Figure(births(lambda one: one.told_before and not one.written), "told before, by the health service"),
        Figure(
            births(lambda one: one.exempt is not None and not one.written and not one.told_before), "need not be told"
        ),
        Figure(births(lambda one: one.clock is Clock.IN_TIME), "not told yet, in time"),
        Figure(births(lambda one: one.clock is Clock.SOON), "due within 5 days"),
        Figure(births(lambda one: one.clock is Clock.LATE), "late"),
    ]


def clocks_table(caption: str, heading: str, found: Iterable[Counted], of: Callable[[Counted], str]) -> Table | None:
    """Those who are not told, by anything, against where their month stands; None where everybody is told."""
    counted: dict[str, dict[Clock, int]] = defaultdict(lambda: dict.fromkeys(Clock, 0))
    for one in found:
        if one.clock is not None:
            counted[of(one)][one.clock] += one.births
    columns = [Column(heading), *(Column(words, numeric=True) for words in CLOCKS.values())]
    rows = [[Cell(name), *(Cell(f"{by[one]:,}") for one in CLOCKS)] for name, by in sorted(counted.items())]
    return Table(caption, columns, rows) if rows else None


def waits_table(found: Sequence[Waits]) -> Table:
    columns = [Column("Birth"), Column("From"), Column("Came"), Column("Due"), Column("Why not told yet")]
    columns.append(Column("What to do"))
    return Table("Parents to be told first", columns, [_row(one) for one in found], caption_hidden=True)


def _row(one: Waits) -> list[Cell]:
    exempt = Link("Need not be told", reverse("informing-exempt", args=[one.birth]), f": {one.birth}")
    return [
        Cell(one.birth),
        Cell(one.supplier),
        Cell(short_day(one.obtained_on)),
        Cell(short_day(one.due_on), tag=TAGS[one.clock]),
        Cell(UNTOLD[one.why]),
        Cell(link=exempt),
    ]


@seated(Verb.SEE_INFORMING)
def exempt(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """A lead's word that the parents of one birth need not be told."""
    if find_birth(seat.viewer, reference) is None:
        return render(request, "explaining/unknown.html", status=404)
    form = ExemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = Exempt(form.cleaned_data["reason"])
        reads.exempt(viewer=seat.viewer, reference=reference, reason=reason, by=seat.by, at=seat.at)
        messages.success(request, "Noted. This birth counts as one whose parents need not be told.")
        return redirect("informing")
    shown = {"form": form, "reference": reference, "back": reverse("informing")}
    return render(request, "rights/exempt.html", shown)
