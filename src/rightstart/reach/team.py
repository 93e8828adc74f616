"""Hides what a centre's manager reads: what each of the team has done, who saw a family, and the reach of the centre."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from rightstart.cover.silence import SEEN_ON
from rightstart.directory import people
from rightstart.engine.bulk import Question, ask, named
from rightstart.engine.isolation import Viewer, ask_as, proven
from rightstart.release.break_glass import PAGE
from rightstart.terms import FamilyId, OrganisationId

WEEKS: Final = timedelta(days=28)
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Mate:
    """One of a centre's people: families in their care now; attempts of four weeks and the families they were for, families seen,

    and when last at work.
    """

    name: str
    cares: int
    attempts: int
    families: int
    seen: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody saw a family on a page. `elsewhere`: the name of the other centre that they worked for."""

    name: str
    page: str
    at: datetime
    elsewhere: str | None


def team(viewer: Viewer, *, at: datetime) -> list[Mate]:
    """Everybody who works at the viewer's centre, or did something there in the last four weeks, by name."""
    rows = ask_as(viewer, {"team": Question(named("reach", "team"), {"since": at - WEEKS})})["team"]
    did = {person: rest for person, *rest in rows}
    here = {one.id: one for one in people.people(organisation=viewer.organisation)}
    shown = {pk: one.name for pk, one in here.items() if one.active or pk in did}
    return sorted(
        (Mate(name, *did.get(pk, (0, 0, 0, 0, None))) for pk, name in shown.items()), key=lambda one: one.name
    )


def looked_at(viewer: Viewer, family: FamilyId) -> list[Looked]:
    """Who saw a family of the viewer's centre, latest first; of its council's looking a centre learns nothing."""
    centre = proven(viewer, "centre")
    asked = {"family": family, "centre": centre, "elsewhere": [*SEEN_ON, PAGE], "most": MOST}
    rows = [] if centre is None else ask(named("reach", "looked"), asked)
    others = people.named(OrganisationId(place) for _, place, _, _ in rows if place != viewer.organisation)
    names = people.names({person for person, *_ in rows})
    return [
        Looked(names[person], page, at, others[OrganisationId(place)].name if place in others else None)
        for person, place, page, at in rows
    ]
