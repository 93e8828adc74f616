"""Hides how one family's pack is gathered: all that is held of it, but for what the rules leave out, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.contact.sealed import text
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Row, ask, named
from rightstart.engine.isolation import Viewer
from rightstart.intake.sealed import Private, read
from rightstart.rights.account import Account, account_of, giver_of
from rightstart.rights.requests.keeping import RequestRow, do, family_of, request_of, requests_of
from rightstart.rights.requests.rules import Part, RequestKind, Step, Why, left_out
from rightstart.rights.rules import Giver
from rightstart.terms import Actor, BirthId, london_date

_PLAIN: Final = (
    *("born_on", "birth_order", "births_in_confinement", "hv_seen_on", "told_on", "language", "interpreter"),
)
_HOME: Final = frozenset({"address", "postcode", "uprn", "phone", "email"})
_PARENT: Final = frozenset({"parent_name"})
HOLDS: Final = """
SELECT 1 FROM release_decision WHERE birth_id = ANY(%(births)s::bigint[]) AND outcome = 'withheld' LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one notice said of one baby, by the names of its fields."""

    baby: str
    by: str
    received_on: date
    as_at: datetime
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tried:
    """One try to reach the family. `note`: a worker's words, where they may be given."""

    centre: str
    channel: Channel
    outcome: AttemptOutcome
    made_on: date
    note: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All of one family that may be given to the parent who asked. `left_out` is for the council's own record."""

    reference: str
    council: str
    made_on: date
    statements: tuple[Statement, ...]
    account: Account
    tried: tuple[Tried, ...]
    requests: tuple[RequestRow, ...]
    left_out: dict[Part, Why]


@transaction.atomic
def make(
    *,
    viewer: Viewer,
    council: str,
    reference: str,
    notes_read: bool,
    roles: frozenset[RoleKind],
    by: Actor,
    at: datetime,
) -> Pack | None:
    """Gather a request's pack and note that it was made, with what was left out; None where it may not be made by this person."""
    row = request_of(viewer, reference)
    if row is None or row.kind is not RequestKind.ACCESS:
        return None
    births = family_of(row.birth_id)
    guarded = giver_of(births) is Giver.SAFEGUARDING_LEAD
    tried = list(_tried(ask(named("rights", "tried"), {"birth": row.birth_id})))
    out = left_out(
        is_named=row.is_named,
        notes=any(one.note for one in tried),
        notes_read=notes_read,
        holds=bool(ask(HOLDS, {"births": births})),
        guarded=guarded,
    )
    told = {part.value: why.value for part, why in out.items()}
    if not do(viewer=viewer, reference=reference, step=Step.PACKED, roles=roles, by=by, at=at, left_out=told):
        return None
    return Pack(
        reference=reference,
        council=council,
        made_on=london_date(at),
        statements=tuple(_statements(births, out)),
        account=account_of(viewer.organisation, births),
        tried=tuple(_without_notes(tried) if Part.NOTES in out else tried),
        requests=tuple(one for one in requests_of(viewer) if one.birth_id in births),
        left_out=out,
    )


def _statements(births: Sequence[BirthId], out: dict[Part, Why]) -> Iterable[Statement]:
    hidden = (_HOME if Part.HOME in out else frozenset()) | (_PARENT if Part.PARENT in out else frozenset())
    for said, row in read(ask(named("rights", "said"), {"births": list(births)})):
        yield _statement(said, row, hidden)


def _statement(said: Private, row: Row, hidden: frozenset[str]) -> Statement:
    baby, by, received_at, as_at, _, *plain = row
    told: dict[str, Any] = {name: getattr(said, name) for name in Private.__struct_fields__}
    told |= dict(zip(_PLAIN, plain, strict=True))
    shown = {name: _word(value) for name, value in told.items() if value not in (None, "") and name not in hidden}
    return Statement(baby, by, london_date(received_at), as_at, shown)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("\n", ", ")


def _tried(rows: Iterable[Row]) -> Iterable[Tried]:
    for centre, channel, outcome, made_on, key, sealed in rows:
        note = text(key, sealed) if sealed else ""
        yield Tried(centre, Channel(channel), AttemptOutcome(outcome), made_on, note)


def _without_notes(tried: Sequence[Tried]) -> list[Tried]:
    return [Tried(one.centre, one.channel, one.outcome, one.made_on, "") for one in tried]
