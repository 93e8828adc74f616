"""Hides what a birth that may not go out today waits for, as far as no safeguard holds it: each thing, and whose turn it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from rightstart.agreements.explaining import FlowTold, Step, explain_flow
from rightstart.agreements.rules import NotYet, Refused, Wait
from rightstart.allocation.rules import Placed, place
from rightstart.directory.people import coded, named
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, RoleKind, Verb
from rightstart.engine.isolation import Viewer
from rightstart.release.gather import Gathered, gather
from rightstart.release.rules import decide
from rightstart.terms import BirthId, london_date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wait, until a day or (None) until somebody acts: the name of whose turn it is and its roles; none where a day ends it."""

    why: Wait
    until: date | None
    whose: str | None
    roles: tuple[RoleKind, ...]


def wanting(viewer: Viewer, birth: BirthId, *, at: datetime) -> Step | Waiting | None:
    """What the council's birth lacks today, decided afresh: the step to its centre, or a wait; None where it lacks neither.

    Of a withheld birth nothing is told, and nothing is looked up.
    """
    found = next((one for one in gather([birth], at=at) if one.birth == birth), None)
    if found is None or found.council != viewer.organisation:
        return None
    outcome = decide(found.facts, london_date(at))
    if isinstance(outcome, NotYet):
        return _waiting(found, outcome)
    return _step(viewer, found, at) if isinstance(outcome, Refused) else None


def _step(viewer: Viewer, found: Gathered, at: datetime) -> Step | None:
    """The step to the centre in whose reach area the home lies, which no decision keeps that refuses it."""
    placing = place(found.facts.claims, london_date(at))
    if not isinstance(placing, Placed):
        return None
    known = named([found.council, placing.centre])
    told = explain_flow(viewer, known[found.council].code, known[placing.centre].code, at=at)
    return told.steps[-1] if isinstance(told, FlowTold) else None


def _waiting(found: Gathered, outcome: NotYet) -> Waiting:
    """Each wait ends with its day, its supplier's fresh word, or the council's own word that what it stopped goes on."""
    match outcome.why:
        case Wait.EARLIEST_DAY:
            return Waiting(outcome.why, outcome.until, None, ())
        case Wait.STATUS_STALE:
            return _turn_of(found.facts.notice.supplier, Verb.SEND_FILE, outcome)
        case Wait.STOPPED:
            return _turn_of(found.facts.notice.council, Verb.RESUME, outcome)
    assert_never(outcome.why)


def _turn_of(code: str, verb: Verb, outcome: NotYet) -> Waiting:
    whose = coded([code])[code]
    roles = tuple(role for role in RoleKind if role in ROLES_AT[whose.kind] and verb in VERBS[role])
    return Waiting(outcome.why, outcome.until, whose.name, roles)
