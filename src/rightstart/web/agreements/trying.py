"""Hides how a council tries what a version of an agreement, or its end, would have changed about a month's births."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements.register import AgreementRow, register
from rightstart.agreements.states import OVER
from rightstart.agreements.supposing import NotSupposed
from rightstart.contact.follow_up import contacted
from rightstart.directory.rules import Verb
from rightstart.release.rehearse import ItemChange, Rehearsal, last_month, rehearse
from rightstart.terms import Period
from rightstart.web.agreements.forms import ENDED, TryForm
from rightstart.web.agreements.sentences import NOT_SUPPOSED
from rightstart.web.components import Cell, Column, Table
from rightstart.web.days import counted
from rightstart.web.reasons import reason_words
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import ITEMS, OUTCOMES, STATES

MONTHS: Final = 12
MOST_NAMED: Final = 3


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def what_if(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What an agreement of this council would have changed, in counts; the counts are exact, for its own staff alone."""
    asked = request.GET.get("reference", "")
    rows = [row for row in register(seat.viewer, at=seat.at) if row.council_code == seat.code]
    row = next((one for one in rows if one.reference == asked), None)
    if row is None:
        messages.info(request, NOT_SUPPOSED[NotSupposed.UNKNOWN])
        return redirect("agreements")
    whats, months = _whats(row), _months(seat)
    form = TryForm(request.GET if "what" in request.GET else None, whats=whats, months=months)
    takers = ", ".join(row.recipients) if len(row.recipients) <= MOST_NAMED else f"its {len(row.recipients)} centres"
    shown: dict[str, object] = {
        "agreement": row,
        "takers": takers,
        "form": form if whats else None,
        "back": reverse("agreements"),
    }
    if form.is_bound and form.is_valid():
        version, month = form.version(), form.period()
        found = rehearse(seat.viewer, asked, version, month=month, contacted=contacted, at=seat.at)
        if isinstance(found, NotSupposed):
            form.add_error("what", NOT_SUPPOSED[found])
        else:
            what = "its end" if version is None else f"version {version}"
            shown |= {
                "what": what,
                "month": f"{month.start_on:%B %Y}",
                "table": _table(found),
                "changes": list(_changes(found)),
            }
    return render(request, "agreements/what_if.html", shown)


def _whats(row: AgreementRow) -> list[tuple[str, str]]:
    """What can be tried: each version that is drafted and not in force, and the end where it has not ended."""
    versions = [] if row.in_force or row.state in OVER else [(row.version, row.state)]
    versions += [(one.version, one.state) for one in row.later if one.state not in OVER]
    tried = [(str(number), f"Version {number} ({STATES[state].lower()}) is in force") for number, state in versions]
    return tried if row.state in OVER else [*tried, (ENDED, "The agreement ends today")]


def _months(seat: Seat) -> list[Period]:
    """The last whole months, the latest first; and the present one so far."""
    months = [last_month(seat.today)]
    while len(months) < MONTHS:
        months.append(last_month(months[-1].start_on))
    return [*months, Period(months[0].end_on, seat.today + timedelta(days=1))]


def _table(found: Rehearsal) -> Table:
    columns = [
        Column("What is decided"),
        Column("Why"),
        Column("Births now", numeric=True),
        Column("Then", numeric=True),
    ]
    rows: Sequence[Sequence[Cell]] = [
        [
            Cell(OUTCOMES[one.outcome]),
            Cell(reason_words(one.outcome, one.reason)),
            Cell(f"{one.before:,}"),
            Cell(f"{one.after:,}"),
        ]
        for one in found.counts
    ]
    return Table("What is decided, now and then", columns, rows, caption_hidden=True)


def _changes(found: Rehearsal) -> Iterator[str]:
    """Each thing that would be another way, as a sentence."""
    births = (
        (found.not_come, "would not have come to the council at all. What has come stays"),
        (found.released, "would be handed over, and {} not now"),
        (found.withheld, "would not be handed over, and {} now"),
        (found.kept, "would stay with the centre, as somebody has contacted the family and may finish that"),
        (
            found.paused,
            "would stay with the centre, but nothing goes on until the day has come or the supplier’s word is fresh",
        ),
    )
    for number, words in births:
        if number:
            yield f"{counted(number, 'birth', 'births')} {words.format('is' if number == 1 else 'are')}."
    if found.called_back:
        yield f"{counted(found.called_back, 'family', 'families')} handed over would be called back."
    if found.narrowed:
        yield f"{counted(found.narrowed, 'family', 'families')} handed over would be replaced by fewer details."
    if found.cut:
        yield f"No more told: {', '.join(map(_cut, found.cut))}."
    if found.added:
        yield f"Newly told: {', '.join(ITEMS[one.item] for one in found.added)}."


def _cut(one: ItemChange) -> str:
    return f"{ITEMS[one.item]} (in {one.births:,} of these births)"
