"""Hides how words about a version are recorded for both sides: a comment, or a data protection officer's advice."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.agreements.barriers import names_somebody
from rightstart.agreements.drafting import act_of
from rightstart.agreements.entries import Entry, locked
from rightstart.agreements.models import Remark
from rightstart.agreements.reminding import parties, tell_said
from rightstart.agreements.states import Advice
from rightstart.agreements.wording import digest
from rightstart.directory.people import OrganisationRow, find
from rightstart.directory.rules import RoleKind
from rightstart.ledger.append import JSON, append
from rightstart.terms import Actor

MOST_WORDS: Final = 2000


@dataclass(frozen=True, slots=True)
class Remarked:
    """What was said stands beside the version, by its number."""

    remark: int


class NotRemarked(StrEnum):
    """Why nothing was recorded."""

    UNKNOWN = "unknown"
    NOT_A_PARTY = "not-a-party"
    NO_WORDS = "no-words"
    TOO_LONG = "too-long"
    SOMEBODY = "somebody"


@transaction.atomic
def comment(
    *, reference: str, version: int, party_code: str, words: str, by: Actor, at: datetime
) -> Remarked | NotRemarked:
    """A party's word about a version, for all its parties to read; it changes nothing."""
    return _say(reference, version, party_code, words, None, by, at)


@transaction.atomic
def advise(
    *, reference: str, version: int, party_code: str, advice: Advice, words: str = "", by: Actor, at: datetime
) -> Remarked | NotRemarked:
    """What a party's data protection officer advises. It decides nothing: signing stays possible, and is seen to go against it."""
    return _say(reference, version, party_code, words, advice, by, at)


def _say(
    reference: str, version: int, code: str, words: str, advice: Advice | None, by: Actor, at: datetime
) -> Remarked | NotRemarked:
    one = next((entry for entry in locked(reference) if entry.version.version == version), None)
    if one is None:
        return NotRemarked.UNKNOWN
    party = find(code)
    if party is None or party.id not in parties(one):
        return NotRemarked.NOT_A_PARTY
    words = words.strip()
    if why := _unfit(words, needed=advice is None):
        return why
    return Remarked(_enter(one, party, words, advice, by, at))


def _unfit(words: str, *, needed: bool) -> NotRemarked | None:
    if needed and not words:
        return NotRemarked.NO_WORDS
    if len(words) > MOST_WORDS:
        return NotRemarked.TOO_LONG
    return NotRemarked.SOMEBODY if names_somebody(words) else None


def _enter(one: Entry, party: OrganisationRow, words: str, advice: Advice | None, by: Actor, at: datetime) -> int:
    """The words are in the ledger by their digest alone."""
    told: dict[str, JSON] = {"party": party.code, "words": digest({"words": words})}
    if advice:
        told |= {"advice": advice.value, "role": RoleKind.DATA_PROTECTION_OFFICER.value}
    [leaf] = append([act_of("advised" if advice else "commented", one.version, by) | told], at=at)
    role = RoleKind.DATA_PROTECTION_OFFICER.value if advice else ""
    said = {"role": role, "advice": advice, "words": words}
    made = Remark.objects.create(
        version=one.version, organisation_id=party.id, at=at, by=str(by), leaf_hash=leaf, **said
    )
    tell_said(one, party.id, advice=advice is not None, at=at)
    return made.pk
