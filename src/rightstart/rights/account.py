"""Hides how one family's account is drawn up: who was told what of it, when, under which agreement, and what was called back.

It names organisations, days and items, and nobody: no name, no address, nothing of anybody else, and never that something was
withheld or why. Whoever asks was known to be the parent first; whoever the rules keep from answering is not told which rule it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any, Final

from django.db import transaction
from msgspec.structs import asdict

from rightstart.agreements.citing import cited, in_names
from rightstart.cover.silence import SEEN_ON
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Row, ask, named
from rightstart.engine.isolation import Viewer, proven
from rightstart.intake.sealed import Private, read
from rightstart.ledger.append import append
from rightstart.release.break_glass import PAGE
from rightstart.rights.ask import known_as
from rightstart.rights.known import family_of, giver_of, note_known
from rightstart.rights.models import Asking
from rightstart.rights.rules import Giver
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.terms import Actor, BirthId, Item, OrganisationId, london_date

SHOWN: Final = 50  # askings, latest first
_PLAIN: Final = (
    "born_on",
    "births_in_confinement",
    "hv_seen_on",
    "told_on",
    "language",
    "interpreter",
)  # as in came.sql


@dataclass(frozen=True, slots=True)
class Ground:
    """Under what something was told: the agreement with its version, the task, the law by its names with where to read it."""

    agreement: str
    version: int
    task: str
    gateway: str
    links: tuple[tuple[str, str], ...]
    lawful_basis: str


@dataclass(frozen=True, slots=True)
class Told:
    """One time that an organisation was told. `entry`: its place in the ledger, once it is sealed."""

    organisation: str
    on: date
    items: tuple[Item, ...]
    ground: Ground | None
    entry: int | None
    called_back_on: date | None = None
    destroyed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who was told: their supplier of a correction, another council, an office that runs another system."""

    sort: str
    name: str
    on: date
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Who told the council of a family, whom the council told, and who else was told something."""

    came: tuple[Told, ...]
    went: tuple[Told, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class NotYours:
    """The safeguarding lead answers this one."""


@dataclass(frozen=True, slots=True)
class AskingRow:
    reference: str
    birth: str
    known_by: ParentKnownBy
    asked_at: datetime
    answered_at: datetime | None


@transaction.atomic
def note_asking(*, viewer: Viewer, birth: str, known_by: ParentKnownBy, by: Actor, at: datetime) -> str | None:
    """A parent asks who was told, and somebody has seen who it is. `birth`: its reference, or what stands on the letter.

    Gives the asking's reference, None where there is no such family. The ledger has what was seen, by whom and when, of nobody.
    """
    found = known_as(viewer.organisation, birth)
    if not found:
        return None
    reference = token_hex(8)
    leaf = note_known("asking", reference, known_by=known_by, by=by, at=at)
    told = {"known_by": known_by.value, "asked_at": at, "asked_by": str(by), "leaf_hash": leaf}
    Asking.objects.create(reference=reference, council_id=viewer.organisation, birth_id=found[0], **told)
    return reference


def askings_of(viewer: Viewer) -> list[AskingRow]:
    """A council's askings: those that wait for an answer first, then latest first."""
    found = Asking.objects.filter(council_id=proven(viewer, "council")).select_related("birth")
    return [_row(one) for one in found.order_by("answered_at", "-asked_at")[:SHOWN]]


def asking(viewer: Viewer, reference: str) -> AskingRow | None:
    found = (
        Asking.objects.filter(council_id=proven(viewer, "council"), reference=reference).select_related("birth").first()
    )
    return _row(found) if found else None


def _row(one: Asking) -> AskingRow:
    known_by = ParentKnownBy(one.known_by)
    return AskingRow(one.reference, one.birth.reference, known_by, one.asked_at, one.answered_at)


def account(viewer: Viewer, asking: str, roles: frozenset[RoleKind]) -> Account | NotYours | None:
    """The account that an asking is about, for a lead; None where the viewer's council has no such asking."""
    births = _asked_about(viewer, asking)
    if not births:
        return None
    if giver_of(births) is Giver.SAFEGUARDING_LEAD and RoleKind.SAFEGUARDING_LEAD not in roles:
        return NotYours()
    return account_of(viewer.organisation, births)


def _asked_about(viewer: Viewer, asking: str) -> list[BirthId]:
    birth = Asking.objects.filter(council_id=proven(viewer, "council"), reference=asking).values_list(
        "birth_id", flat=True
    )
    return [one for found in birth for one in family_of(found)]


def account_of(council: OrganisationId, births: Sequence[BirthId]) -> Account:
    """The account of one family's births; whoever calls knows that it may be given."""
    of = {"births": list(births)}
    came = _came(read(ask(named("rights", "came"), of)))
    went = [_told(*row) for row in ask(named("rights", "went"), of)]
    others = ask(named("rights", "others"), of | {"council": council, "pages": [*SEEN_ON, PAGE]})
    return Account(tuple(came), tuple(went), tuple(_other(*row) for row in others))


def _came(notices: Iterable[tuple[Private, Row]]) -> list[Told]:
    """What came, consignment by consignment, with every item that any of its notices about the family filled."""
    items: dict[int, set[str]] = defaultdict(set)
    about: dict[int, list[Any]] = {}
    for said, (consignment, *ground) in notices:
        filled = asdict(said) | dict(zip(_PLAIN, ground[8:], strict=True))
        items[consignment] |= {name for name, value in filled.items() if value is not None}
        about[consignment] = ground[:8]
    rows = ((*ground[:-1], sorted(items[one]), ground[-1]) for one, ground in about.items())
    return [_told(*row) for row in rows]


def only_lead(viewer: Viewer, asking: str) -> bool:
    """Whether the safeguarding lead alone may answer, so that the lead is told to look twice."""
    births = _asked_about(viewer, asking)
    return bool(births) and giver_of(births) is Giver.SAFEGUARDING_LEAD


@transaction.atomic
def note_answered(*, viewer: Viewer, reference: str, by: Actor, at: datetime) -> bool:
    """The account is printed for the parent; the first time counts. False where there is no such asking."""
    one = Asking.objects.select_for_update().filter(council_id=viewer.organisation, reference=reference).first()
    if one is None:
        return False
    [leaf] = append([{"act": "parent.answered", "asking": reference, "by": str(by)}], at=at)
    if one.answered_at is None:
        one.answered_at, one.answered_by, one.answer_leaf_hash = at, str(by), leaf
        one.save(update_fields=("answered_at", "answered_by", "answer_leaf_hash"))
    return True


def _told(
    name: str,
    at: datetime,
    agreement: str | None,
    version: int | None,
    task: str | None,
    gateway: str | None,
    lawful_basis: str | None,
    items: Sequence[str],
    entry: int | None,
    called_back_at: datetime | None = None,
    destroyed_at: datetime | None = None,
) -> Told:
    ground = None
    if agreement is not None and version is not None:
        ground = _ground(agreement, version, task or "", gateway or "", lawful_basis or "")
    listed = tuple(item for item in Item if item.value in items)
    return Told(name, london_date(at), listed, ground, entry, _day(called_back_at), _day(destroyed_at))


def _ground(agreement: str, version: int, task: str, gateway: str, lawful_basis: str) -> Ground:
    links = tuple((one.name, one.source) for one in cited(gateway))
    return Ground(agreement, version, task, in_names(gateway), links, in_names(lawful_basis))


def _day(at: datetime | None) -> date | None:
    return None if at is None else london_date(at)


def _other(sort: str, name: str, at: datetime, columns: Sequence[str]) -> Other:
    return Other(sort, name, london_date(at), tuple(columns))
