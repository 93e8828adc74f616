"""Hides how births are decided under their councils' locks: gathered, decided, written, packed, and told on."""

from collections.abc import Sequence
from datetime import datetime

from rightstart.agreements.rules import Refused
from rightstart.contact import follow_up, notices
from rightstart.contact.letters import withdrawing
from rightstart.engine import turns
from rightstart.engine.turns import Turn
from rightstart.handover import downstream, hand_over, homes
from rightstart.release import disclose, questions
from rightstart.release.gather import gather
from rightstart.release.rules import decide
from rightstart.release.tally import Tally
from rightstart.safeguards import suppress
from rightstart.terms import Actor, BirthId, OrganisationId, london_date
from rightstart.visits import striking


def hold(councils: Sequence[OrganisationId]) -> None:
    """One pass at a time for each council: two that meet take turns and the second finds the first one's work done."""
    for council in councils:
        turns.take(Turn.COUNCIL, council)


def decide_batch(batch: Sequence[BirthId], tally: Tally, by: Actor, at: datetime) -> None:
    """One batch, in the caller's transaction and under its locks: gathered, decided, written, packed."""
    today = london_date(at)
    decided = [(one, decide(one.facts, today)) for one in gather(batch, at=at)]
    ended = [one.family for one, outcome in decided if one.current and isinstance(outcome, Refused)]
    recorded = disclose.record(decided, contacted=follow_up.contacted(ended), by=by, at=at)
    homes.forget(one for one, _ in decided)
    suppress.keep({one.gathered.birth: why for one in recorded if (why := disclose.newly_marked(one))})
    notices.tell(recorded, holding=striking.strike(recorded, at=at), at=at)
    withdrawing.withdraw(recorded, at=at)
    tally.add(recorded, hand_over.pack(recorded, by=by, at=at), questions.keep(recorded, at=at))
    downstream.demand(recorded, by=by, at=at)
