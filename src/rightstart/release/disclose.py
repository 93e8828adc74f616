"""Hides how decisions are written: with their ledger lines or not at all, superseding the last ones, never editing any."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

import msgspec
from django.db import connection

from rightstart.agreements.rules import NotYet
from rightstart.engine.bulk import insert_rows, together
from rightstart.ledger.append import PlainAct, append, fresh_salts, moment
from rightstart.notice import Payload
from rightstart.release.gather import Gathered
from rightstart.release.queries import numbered
from rightstart.release.rules import KEEPS, Disclose, Outcome, Then, kind_of, reason_of, stays, stays_marked, succession
from rightstart.safeguards.rules import MarkerKind, Withheld
from rightstart.terms import Actor, FamilyId, Item, OrganisationId, london_date

SUPERSEDE: Final = "UPDATE release_decision SET superseded_at = %s WHERE id = ANY(%s) AND superseded_at IS NULL"


class Recorded(msgspec.Struct, frozen=True):
    """What came of one birth's outcome: what follows, and the number of the new decision where there is one."""

    gathered: Gathered
    outcome: Outcome
    then: Then
    decision: int | None = None


class Decided(PlainAct, frozen=True, kw_only=True, tag="decided"):
    """The ledger's line about one decision; without `items`, `to` and `under` where nothing goes out."""

    birth: str
    by: str
    content: str
    items: tuple[str, ...] | None = None
    outcome: str
    to: str | None = None
    under: str | None = None


class OvertakenError(Exception):
    """Another pass superseded a decision while this one was being made; this one must be made again."""


def follow(gathered: Gathered, outcome: Outcome, contacted: frozenset[FamilyId]) -> Then:
    """What follows from an outcome; where an agreement has ended, families already contacted stay with its exit clause."""
    current = gathered.current
    then = succession(
        current.standing if current else None,
        outcome,
        reviewed=gathered.reviewed,
        payload_changed=_payload_changed(gathered, outcome),
    )
    return Then.NOTHING if then is Then.END and stays(outcome, contacted=gathered.family in contacted) else then


def record(
    decided: Iterable[tuple[Gathered, Outcome]], *, contacted: frozenset[FamilyId], by: Actor, at: datetime
) -> list[Recorded]:
    """Write every decision that changes something, with its ledger line, in the caller's transaction."""
    follows = [(one, outcome, follow(one, outcome, contacted)) for one, outcome in decided]
    changes = [(one, outcome) for one, outcome, then in follows if then not in KEEPS]
    _supersede([one.current.decision for one, _ in changes if one.current], at)
    written = iter(_write(changes, by, at))
    return [Recorded(*told, None if told[2] in KEEPS else next(written)) for told in follows]


def newly_marked(one: Recorded) -> MarkerKind | None:
    """The marker of its own that a birth has just been withheld for; one of a sibling's says nothing of itself."""
    if one.decision is None or not isinstance(one.outcome, Withheld) or one.outcome.on_sibling:
        return None
    return one.outcome.why if isinstance(one.outcome.why, MarkerKind) else None


def _supersede(decisions: Sequence[int], at: datetime) -> None:
    if not decisions:
        return
    with connection.cursor() as cursor:
        cursor.execute(SUPERSEDE, [at, list(decisions)])
        if cursor.rowcount != len(decisions):
            raise OvertakenError


def _write(changes: Sequence[tuple[Gathered, Outcome]], by: Actor, at: datetime) -> list[int]:
    """Add the decisions with their ledger lines; gives their numbers."""
    if not changes:
        return []
    births, outcomes = [one for one, _ in changes], [outcome for _, outcome in changes]
    salts = fresh_salts(len(changes))
    bound = list(map(_bind, outcomes, salts))
    permitted = {told.to for told in outcomes if isinstance(told, Disclose)}
    ids, code_of = numbered("release_decision", len(changes), permitted)
    disclosed = [isinstance(outcome, Disclose) for outcome in outcomes]
    told = {
        "id": ids,
        **_columns(births, outcomes),
        "salt": salts,
        "payload": [content if is_out else None for content, is_out in zip(bound, disclosed, strict=True)],
        "decided_on": london_date(at),
        "decided_at": at,
        "by": str(by),
    }
    acts = _acts(births, outcomes, salts, bound, code_of, by, at)
    with together():
        insert_rows("release_decision", told | {"leaf_hash": append(acts, at=at)})
    return ids


def _columns(births: list[Gathered], outcomes: list[Outcome]) -> dict[str, object]:
    """What is decided about whom, column by column."""
    pairs = list(zip(births, outcomes, strict=True))
    permits = [(told.to, told.under.version_id) if isinstance(told, Disclose) else (None, None) for told in outcomes]
    return {
        "birth_id": [one.birth for one in births],
        "council_id": [one.council for one in births],
        "notice_id": [one.notice for one in births],
        "outcome": [kind_of(told).value for told in outcomes],
        "reason": [reason_of(told) for told in outcomes],
        "until_on": [told.until if isinstance(told, NotYet) else None for told in outcomes],
        "marked": [
            stays_marked(one.current.standing if one.current else None, told, reviewed=one.reviewed)
            for one, told in pairs
        ],
        "recipient_id": [recipient for recipient, _ in permits],
        "version_id": [version for _, version in permits],
    }


def _acts(
    births: list[Gathered],
    outcomes: list[Outcome],
    salts: list[bytes],
    bound: list[bytes],
    code_of: Mapping[OrganisationId, str],
    by: Actor,
    at: datetime,
) -> list[Decided]:
    """The ledger's lines: whom each is about and what it held or why not stand in it as salted commitments only."""
    who, when = str(by), moment(at)
    acts: list[Decided] = []
    for one, outcome, salt, content in zip(births, outcomes, salts, bound, strict=True):
        about = sha256(salt + one.birth.to_bytes(8)).hexdigest()
        told = Decided(at=when, birth=about, by=who, content=content.hex(), outcome=kind_of(outcome).value)
        if isinstance(outcome, Disclose):
            to, under = code_of[outcome.to], f"{outcome.under.reference}/{outcome.under.version}"
            told = msgspec.structs.replace(told, to=to, under=under, items=_listed(outcome.under.items))
        acts.append(told)
    return acts


@lru_cache(maxsize=64)
def _listed(items: frozenset[Item]) -> tuple[str, ...]:
    return tuple(sorted(item.value for item in items))


def _bind(outcome: Outcome, salt: bytes) -> bytes:
    """The salted commitment to what is handed over, or to the reason why nothing is."""
    content = _encode(outcome.payload) if isinstance(outcome, Disclose) else reason_of(outcome).encode()
    return sha256(salt + content).digest()


def _payload_changed(gathered: Gathered, outcome: Outcome) -> bool:
    current = gathered.current
    if current is None or current.payload is None or not isinstance(outcome, Disclose):
        return False
    if current.notice == gathered.notice and current.standing.items == outcome.under.items:
        return False
    return _bind(outcome, current.salt) != bytes(current.payload)


def _encode(payload: Payload) -> bytes:
    return msgspec.json.encode(payload)
