"""Hides what is chased by itself: who is told that something is due or overdue, and what is closed because it has come."""

from datetime import datetime

from rightstart.access import reviewing
from rightstart.agreements import refusals, reminding
from rightstart.contact import retrace
from rightstart.contact.letters import withdrawing
from rightstart.cover import moving, silence, waiting
from rightstart.handover import chasing, downstream
from rightstart.intake import backlog, punctuality
from rightstart.jobs.by_the_clock import EACH_HOUR, EACH_NIGHT, periodic
from rightstart.release import holds, social_care
from rightstart.rights import informing
from rightstart.rights.requests import chasing as requests
from rightstart.safeguards import stops
from rightstart.terms import Actor
from rightstart.visits import out


@periodic(EACH_HOUR)
def chase_access(by: Actor, at: datetime) -> None:
    """Tell whose people's roles are to be looked at again, and close what was."""
    reviewing.chase(at=at)


@periodic(EACH_HOUR)
def chase_feeds(by: Actor, at: datetime) -> None:
    """Tell both sides of each feed what is overdue or stale, and close what has come."""
    punctuality.chase(at=at)


@periodic(EACH_HOUR)
def chase_agreements(by: Actor, at: datetime) -> None:
    """Tell both sides of each agreement that its end or review is near, or that nothing flows under it any more."""
    reminding.chase(at=at)


@periodic(EACH_HOUR)
def chase_quarantine(by: Actor, at: datetime) -> None:
    """Tell whose rows in quarantine are overdue, and close what is settled."""
    backlog.chase(at=at)


@periodic(EACH_HOUR)
def chase_stops(by: Actor, at: datetime) -> None:
    """End the stops of families that have waited their time, and remind of those nobody has confirmed."""
    stops.chase_stops(by=by, at=at)


@periodic(EACH_HOUR)
def chase_call_backs(by: Actor, at: datetime) -> None:
    """Remind of call-backs that nobody has answered, and tell higher up of those that stay so."""
    chasing.chase_call_backs(at=at)


@periodic(EACH_HOUR)
def chase_downstream(by: Actor, at: datetime) -> None:
    """Remind of stops at other systems that nobody has answered, and tell higher up of those that stay so."""
    downstream.chase_stops(at=at)


@periodic(EACH_HOUR)
def chase_holds(by: Actor, at: datetime) -> None:
    """Tell whose holds are due to be looked at again, and close what was."""
    holds.chase(at=at)


@periodic(EACH_HOUR)
def chase_social_care(by: Actor, at: datetime) -> None:
    """Tell each social care team that births wait for its check."""
    social_care.chase(at=at)


@periodic(EACH_HOUR)
def chase_retraces(by: Actor, at: datetime) -> None:
    """Tell the council of returned letters whose supplier has not answered."""
    retrace.chase(at=at)


@periodic(EACH_HOUR)
def chase_letters(by: Actor, at: datetime) -> None:
    """Remind of letters that must not go out and that nobody has accounted for, and tell higher up of those that stay so."""
    withdrawing.chase(at=at)


@periodic(EACH_HOUR)
def cover(by: Actor, at: datetime) -> None:
    """Hand on the due families of whoever is away, has left or is not seen any more, and back; and find centres that are silent."""
    for one in waiting.everywhere(at=at):
        moving.move(one, by=by, at=at)
        silence.watch(one, by=by, at=at)
    silence.end_empty(by=by, at=at)


@periodic(EACH_HOUR)
def chase_sheets(by: Actor, at: datetime) -> None:
    """Remind of visit sheets whose time is over and that nobody has said are destroyed."""
    out.chase(at=at)


@periodic(EACH_HOUR)
def chase_refusals(by: Actor, at: datetime) -> None:
    """Tell who decided not to share that it is time to look at that again, and close what was looked at."""
    refusals.chase(at=at)


@periodic(EACH_NIGHT)
def chase_untold(by: Actor, at: datetime) -> None:
    """Tell each council's lead whose parents are still to be told, and which request of a family is due."""
    informing.chase(at=at)
    requests.chase(at=at)
