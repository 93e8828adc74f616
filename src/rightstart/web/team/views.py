"""Hides the manager's desk of a centre: the team, and the reach of the centre."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.contact.choosing import Choice, Show
from rightstart.contact.worklist import how_many
from rightstart.cover import away
from rightstart.directory.rules import Verb
from rightstart.reach.measure import counts
from rightstart.reach.team import looked_at, team
from rightstart.terms import FamilyId
from rightstart.visits import out
from rightstart.visits.rules import State
from rightstart.web.components import Table
from rightstart.web.cover.absences import away_table
from rightstart.web.seat import Seat, seated
from rightstart.web.team.tables import looked_table, reach_figures, reach_table, team_table

OVERDUE: Final = Choice(show=Show.OVERDUE)


@require_safe
@seated(Verb.SEE_TEAM)
def desk(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What each of the team has done, and how many families the centre has reached."""
    reached = counts(seat.viewer)
    held = out.held(seat.viewer, of=None, at=seat.at)
    shown = {
        "overdue": how_many(seat.viewer, OVERDUE, at=seat.at),
        "held": len(held),
        "over": sum(one.state is State.OVER for one in held),
        "name": seat.name,
        "table": team_table(team(seat.viewer, at=seat.at)),
        "away": away_table(seat, found) if (found := away.away(seat.viewer, at=seat.at)) else None,
        "figures": reach_figures(reached),
        "reach": reach_table(reached) if reached else None,
    }
    return render(request, "team/team.html", shown)


def looked(seat: Seat, family: FamilyId) -> Table | None:
    """For the centre's manager: who saw this family; nobody else is shown it."""
    found = looked_at(seat.viewer, family) if seat.allows(Verb.SEE_TEAM) else []
    return looked_table(found) if found else None
