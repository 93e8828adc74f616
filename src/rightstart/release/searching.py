"""Hides how a council finds its births by a surname, a postcode or a day of birth, though neither name nor home can be read there.

Names and homes are sealed, so whole ones are looked up by their keyed fingerprints, and what is found is opened. What a marker
withholds is found by those alone who may know it: that somebody is not found tells nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from rightstart.engine.bulk import Question, Row, ask
from rightstart.engine.isolation import Viewer, proven
from rightstart.engine.keys import named_key
from rightstart.intake import keys
from rightstart.intake.sealed import Private, read
from rightstart.release.rules import OutcomeKind
from rightstart.terms import OrganisationId, postcode

MOST: Final = 50
# Each way by its own index; whoever gives more ways narrows what is found.
BY_NAME: Final = """
(SELECT birth_id FROM births_identity WHERE found_by_surname = ANY(%(names)s::bytea[])
UNION SELECT birth_id FROM births_identity WHERE found_by_parent = ANY(%(names)s::bytea[]))
"""
BY_HOME: Final = """
(SELECT birth_id FROM births_identity WHERE home_key = ANY(%(homes)s::bytea[]) AND council_id = %(council)s::bigint)
"""
BY_DAY: Final = """
(SELECT birth_id FROM births_identity WHERE council_id = %(council)s::bigint AND born_on = %(born_on)s::date)
"""
# Of these births what was said last, in the order of their coming, latest first.
FOUND: Final = """
WITH alike AS MATERIALIZED ({ways}), shown AS (
    SELECT b.id, b.reference, d.outcome FROM births_birth b
    LEFT JOIN release_decision d ON d.birth_id = b.id AND d.superseded_at IS NULL
    WHERE b.id IN (SELECT birth_id FROM alike)
      AND (%(knows)s::boolean OR NOT coalesce(d.outcome = 'withheld' AND d.marked, true))
    ORDER BY b.id DESC LIMIT %(most)s::bigint
)
SELECT s.reference, s.outcome, n.born_on, n.key, n.sealed
FROM shown s CROSS JOIN LATERAL (
    SELECT i.notice_id FROM births_identity i WHERE i.birth_id = s.id ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
) latest JOIN intake_notice n ON n.id = latest.notice_id
ORDER BY s.id DESC
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: a whole surname, the baby's or the parent's; a whole postcode; a day of birth. Empty: not given."""

    surname: str = ""
    postcode: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A birth that was found, by what tells it from another. `outcome`: of its current decision, if it has one yet."""

    reference: str
    forename: str | None
    surname: str
    parent: str | None
    born_on: date
    outcome: OutcomeKind | None


@dataclass(frozen=True, slots=True)
class Matches:
    """The births found, those that came last first; `more`: there are others, which a second detail would tell apart."""

    births: tuple[Match, ...]
    more: bool


def search(viewer: Viewer, asked: Asked, *, knows: bool) -> Matches:
    """The viewer's council's births with this surname, postcode and day of birth, as far as each is given.

    `knows`: whether whoever asks may know what a marker withholds.
    """
    council = proven(viewer, "council")
    if council is None or (looks := looking_for(council, asked, knows=knows)) is None:
        return Matches((), more=False)
    rows = list(read(ask(*looks)))
    return Matches(tuple(_match(said, row) for said, row in rows[:MOST]), more=len(rows) > MOST)


def looking_for(council: OrganisationId, asked: Asked, *, knows: bool) -> Question | None:
    """The question for one more than are shown of a council's births that fit; None where nothing is asked for."""
    ways = "INTERSECT".join(_ways(asked))
    return Question(FOUND.format(ways=ways), _values(council, asked, knows)) if ways else None


def _ways(asked: Asked) -> Iterator[str]:
    if keys.name_key(asked.surname):
        yield BY_NAME
    if asked.postcode:
        yield BY_HOME
    if asked.born_on:
        yield BY_DAY


def _values(council: OrganisationId, asked: Asked, knows: bool) -> dict[str, object]:
    secret = named_key(settings.HOME, "fingerprint")
    spelt = {keys.name_key(asked.surname), keys.last_name_key(asked.surname)}
    return {
        "council": council,
        "names": [keys.found_by(secret, council, name) for name in sorted(filter(None, spelt))],
        "homes": [keys.home_key(secret, postcode(asked.postcode))],
        "born_on": asked.born_on,
        "knows": knows,
        "most": MOST + 1,
    }


def _match(said: Private, row: Row) -> Match:
    reference, outcome, born_on = row
    stands = OutcomeKind(outcome) if outcome else None
    return Match(reference, said.baby_forename, said.baby_surname, said.parent_name, born_on, stands)
