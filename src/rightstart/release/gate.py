"""The last-second check: every page, letter, list, export and answer that shows a birth asks here first."""

from collections.abc import Sequence, Set
from datetime import date, datetime
from typing import Final, NamedTuple

from rightstart.agreements.rules import FirstContact
from rightstart.engine.bulk import ask as ask_database
from rightstart.release.gather import gather
from rightstart.release.rules import Disclose, Passage, decide, may_be_told_back, passage
from rightstart.safeguards.mark import borne_by, home_is_protected
from rightstart.terms import BirthId, FamilyId, OrganisationId, london_date


class Answer(NamedTuple):
    """What the gate says of one birth, the day of its supplier's last word, and how the agreement lets first contact be made.

    Where no agreement is in force any more, and the centre may finish what it has begun, that is the strictest way.
    """

    passage: Passage
    confirmed_on: date | None
    first_contact: FirstContact = FirstContact.LETTER_FIRST


_UNKNOWN: Final = Answer(Passage.CLOSED, None)
RECORDS: Final = """
SELECT birth_id, record_key FROM births_identity WHERE council_id = %(council)s::bigint AND record_key = ANY(%(records)s::bytea[])
"""


def ask(
    births: Sequence[BirthId], *, centre: OrganisationId, contacted: Set[FamilyId], at: datetime
) -> dict[BirthId, Answer]:
    """For each birth, whether it may be shown to this centre at this moment. What is not known is closed.

    It decides afresh by the same rules as the pass does: there is no second, weaker check.
    """
    answers = dict.fromkeys(births, _UNKNOWN)
    for one in gather(births, at=at) if births else ():
        if one.birth in answers:
            standing = one.current.standing if one.current else None
            outcome = decide(one.facts, london_date(at))
            may = passage(standing, outcome, centre, contacted=one.family in contacted, stopped=one.facts.stopped)
            first = outcome.under.first_contact if isinstance(outcome, Disclose) else FirstContact.LETTER_FIRST
            answers[one.birth] = Answer(may, one.facts.timing.confirmed_on, first)
    return answers


def told_back(records: Set[bytes], *, council: OrganisationId, at: datetime) -> frozenset[bytes]:
    """Of these records (by fingerprint) those of which their supplier may be told at this moment what this council learnt."""
    born = ask_database(RECORDS, {"council": council, "records": sorted(records)}) if records else []
    today, births = london_date(at), sorted({birth for birth, _ in born})
    facts = {one.birth: one.facts for one in gather(births, at=at)} if births else {}
    open_ones = {birth for birth, one in facts.items() if may_be_told_back(one, today)}
    shut = {bytes(record) for birth, record in born if birth not in open_ones}
    return frozenset(bytes(record) for _, record in born) - shut


def may_show_home(keys: Sequence[bytes]) -> bool:
    """Whether the home of whoever bears one of these fingerprints may be shown to anybody at all."""
    return not home_is_protected(keys)


def may_show_home_of(birth: BirthId) -> bool:
    """The same of one birth."""
    return may_show_home(sorted(borne_by(birth)))
