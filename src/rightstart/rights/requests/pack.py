"""Hides how one family's pack is made: all that is held of it, but for what the rules leave out, each with its reason kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar

from django.db import transaction

from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer
from rightstart.release import gate
from rightstart.rights.account import Account, account_of
from rightstart.rights.known import family_of
from rightstart.rights.requests import gathering, words
from rightstart.rights.requests.gathering import (
    Came,
    Decided,
    PrintedLetter,
    Referred,
    Stated,
    Statement,
    Tried,
)
from rightstart.rights.requests.keeping import do
from rightstart.rights.requests.reads import RequestRow, of_family, request_of
from rightstart.rights.requests.redaction import OWN, TELLS_WHERE, LeftOut, Part, Thing, Whose, why_left_out
from rightstart.rights.requests.rules import Asker, RequestKind, Step, may_answer
from rightstart.rights.requests.words import Words
from rightstart.rights.rules import Giver
from rightstart.terms import Actor, BirthId, london_date

T = TypeVar("T")
NONE: Final = frozenset[Part]()


@dataclass(frozen=True, slots=True)
class Before:
    """What was requested before by the same parent, or now: with its words."""

    row: RequestRow
    words: Words


@dataclass(frozen=True, slots=True)
class Pack:
    """All of one family that may be given to the parent who asked. `left_out`, how many things, is for the council's own record."""

    reference: str
    council: str
    made_on: date
    asker: Asker | None
    statements: tuple[Statement, ...]
    decisions: tuple[Decided, ...]
    account: Account
    letters: tuple[PrintedLetter, ...]
    tried: tuple[Tried, ...]
    joined: tuple[Came, ...]
    referred: tuple[Referred, ...]
    objections: tuple[Stated, ...]
    requests: tuple[Before, ...]
    left_out: dict[Part, dict[LeftOut, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person who may answer says that goes: workers' notes by number, and of a guarded family whole parts."""

    notes: frozenset[int] = frozenset()
    parts: frozenset[Part] = NONE


class _Sieve:
    """Lets through what may be given, and counts by why what may not."""

    def __init__(self, giver: Giver, choice: Choice) -> None:
        self._giver, self._choice = giver, choice
        self.left_out: Counter[tuple[Part, LeftOut]] = Counter()

    def passes(self, thing: Thing) -> bool:
        chosen = thing.part in self._choice.parts and thing.part in TELLS_WHERE
        why = why_left_out(replace(thing, given=thing.given or chosen), self._giver)
        if why is not None:
            self.left_out[thing.part, why] += 1
        return why is None

    def all(self, found: Iterable[T], part: Part) -> tuple[T, ...]:
        return tuple(one for one in found if self.passes(Thing(part)))

    def told(self) -> dict[Part, dict[LeftOut, int]]:
        parts = sorted({part for part, _ in self.left_out})
        return {
            one: {why: count for (part, why), count in sorted(self.left_out.items()) if part is one} for one in parts
        }


@transaction.atomic
def make(
    *,
    viewer: Viewer,
    council: str,
    reference: str,
    choice: Choice,
    roles: frozenset[RoleKind],
    by: Actor,
    at: datetime,
) -> Pack | None:
    """Gather a request's pack and note that it was made, with what was left out; None where it may not be made by this person."""
    row = request_of(viewer, reference)
    if row is None or row.kind is not RequestKind.ACCESS:
        return None
    sieve = _Sieve(row.giver, choice)
    found = _gathered(row, council, viewer, sieve, choice, london_date(at))
    told = {part.value: {why.value: count for why, count in by_why.items()} for part, by_why in found.left_out.items()}
    done = do(viewer=viewer, reference=reference, step=Step.PACKED, roles=roles, by=by, at=at, left_out=told)
    return found if done else None


def _gathered(row: RequestRow, council: str, viewer: Viewer, sieve: _Sieve, choice: Choice, on: date) -> Pack:
    births = family_of(row.birth_id)
    account = account_of(viewer.organisation, births)
    went, others = sieve.all(account.went, Part.TOLD), sieve.all(account.others, Part.OTHERS)
    parts = {
        "statements": tuple(_statements(births, row.asker, sieve)),
        "decisions": tuple(_decided(births, sieve)),
        "account": Account(account.came, went, others),
        "letters": sieve.all(gathering.letters(row.birth_id), Part.LETTER),
        "tried": tuple(_tried(row.birth_id, sieve, choice)),
        "joined": sieve.all(gathering.joined(row.birth_id), Part.JOINED),
        "referred": sieve.all(gathering.referred(row.birth_id), Part.ATTEMPT),
        "objections": tuple(_objections(births, sieve)),
        "requests": tuple(_before(row, births, viewer, sieve)),
    }
    return Pack(row.reference, council, on, row.asker, **parts, left_out=sieve.told())  # type: ignore[arg-type]


def _statements(births: Sequence[BirthId], asker: Asker | None, sieve: _Sieve) -> Iterator[Statement]:
    hidden = not all(gate.may_show_home_of(one) for one in births)
    found = gathering.statements(births)
    for statement, filled in gathering.fields(found, asker, hidden_home=hidden):
        yield replace(statement, said={name: value for name, value, thing in filled if sieve.passes(thing)})


def _decided(births: Sequence[BirthId], sieve: _Sieve) -> Iterator[Decided]:
    """What may be told of the decisions, the same again only once: that nothing stands between two tells nothing."""
    before = None
    for one, thing in gathering.decisions(births):
        if sieve.passes(thing) and (one.baby, one.told_to, one.own_no) != before:
            before = one.baby, one.told_to, one.own_no
            yield one


def _tried(birth: BirthId, sieve: _Sieve, choice: Choice) -> Iterator[Tried]:
    for one in gathering.tried(birth):
        if not sieve.passes(Thing(Part.ATTEMPT)):
            continue
        note = Thing(Part.NOTE, given=one.number in choice.notes)
        yield one if not one.note or sieve.passes(note) else replace(one, note="")


def _objections(births: Sequence[BirthId], sieve: _Sieve) -> Iterator[Stated]:
    for one in gathering.stated(births):
        if sieve.passes(Thing(Part.MARKER, marker=one.kind)) and one.kind in OWN:
            yield one


def _before(row: RequestRow, births: Sequence[BirthId], viewer: Viewer, sieve: _Sieve) -> Iterator[Before]:
    """The request itself, and those of the parent whom the record names where it is that one who asks: others are others'."""
    found = of_family(births, viewer)
    said = words.of_requests(one.number for one in found)
    for one in found:
        own = one.number == row.number or (one.asker is row.asker is Asker.NAMED)
        if sieve.passes(Thing(Part.REQUEST, Whose.OWN if own else Whose.UNKNOWN)):
            yield Before(one, said.get(one.number, Words()))


def notes_of(viewer: Viewer, reference: str, roles: frozenset[RoleKind]) -> list[Tried]:
    """What workers wrote about the family, for whoever makes the pack to read first; nothing before it is known who asks."""
    row = request_of(viewer, reference)
    if row is None or row.kind is not RequestKind.ACCESS or Step.KNOWN not in row.done:
        return []
    return [one for one in gathering.tried(row.birth_id) if one.note] if may_answer(row.giver, roles) else []
