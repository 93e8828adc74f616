"""Hides how other systems of a council are made to stop too: one stop for each and each child, told and chased until answered."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from rightstart.engine.bulk import ask, insert_rows
from rightstart.handover import chasing
from rightstart.handover.chasing import Waits
from rightstart.handover.models import DownstreamStop
from rightstart.handover.rules import STOPS_DOWNSTREAM, Haste, Way, haste, hides_home, home
from rightstart.ledger.append import Act, append, commit, fresh_salts
from rightstart.release import halt
from rightstart.release.disclose import Recorded
from rightstart.release.gather import gather
from rightstart.release.rules import OutcomeKind
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

GRAVE: Final = frozenset(kind.value for kind in STOPS_DOWNSTREAM)
# Each child with each standing system of its council that was never asked to stop for it; `anew` asks again what was answered.
LACKING: Final = """
SELECT s.id, s.reference, s.council_id, given.birth
FROM unnest(%(births)s::bigint[], %(councils)s::bigint[], %(anew)s::boolean[]) AS given (birth, council, anew)
JOIN handover_downstreamsystem s ON s.council_id = given.council AND s.from_on <= %(on)s::date
  AND (s.until_on IS NULL OR s.until_on > %(on)s::date)
WHERE NOT EXISTS (
    SELECT 1 FROM handover_downstreamstop d
    WHERE d.system_id = s.id AND d.birth_id = given.birth AND (d.answered_at IS NULL OR NOT given.anew)
)
ORDER BY s.id, given.birth
"""


class Answer(StrEnum):
    """What a person says of a stop: nothing goes out from there any more, or nothing need stop there any more."""

    STOPPED = "stopped"
    GOES_ON = "goes-on"


class NotNoted(StrEnum):
    """Why nothing was noted, or no file given."""

    UNKNOWN = "unknown"
    ALREADY = "already"
    STILL_STANDS = "still-stands"
    HALTED = "halted"
    NOTHING_OPEN = "nothing-open"
    ANOTHER_WAY = "another-way"


class Child(NamedTuple):
    """Whom a system must stop for, as far as it is needed to find the child there; never why. `haste`: as it stands now.

    `protected`: the home is shown to nobody, so there is no postcode. That is for those alone who may know why a birth is withheld.
    """

    surname: str
    forename: str | None
    born_on: date
    postcode: str | None
    haste: Haste
    protected: bool


class FileLine(NamedTuple):
    """A child in a system's file, by that system's own reference."""

    reference: str
    child: Child


# -- opened with the decision ------------------------------------------------------------------------------------------


def demand(recorded: Sequence[Recorded], *, by: Actor, at: datetime) -> int:
    """Ask every standing system of the council to stop for each child of whom something grave and lasting is stated.

    In the caller's transaction, so that decision and stop are one. Run it twice: nothing more happens. Gives how many it opened.
    """
    today = london_date(at)
    marked = [(one, haste(one.gathered.facts.markers, today)) for one in recorded if one.gathered.facts.markers]
    grave = [(one, soon) for one, soon in marked if soon is not Haste.NOT_AT_ALL]
    if not grave:
        return 0
    asked = {
        "births": [one.gathered.birth for one, _ in grave],
        "councils": [one.gathered.council for one, _ in grave],
        "anew": [_anew(one) for one, _ in grave],
        "on": today,
    }
    urgent = {one.gathered.birth for one, soon in grave if soon is Haste.AT_ONCE}
    opened = _open(ask(LACKING, asked), urgent, by, at)
    chasing.tell(chasing.OF_STOPS, [*_hurried(urgent, at), *(one for one in opened if one.urgent)], at=at)
    return len(opened)


def _anew(one: Recorded) -> bool:
    """Whether the child is newly withheld so: what a system once answered may have been undone there after a lift."""
    current = one.gathered.current
    if one.decision is None or current is None:
        return False
    before = current.standing
    return before.kind is not OutcomeKind.WITHHELD or before.reason not in GRAVE


def _open(lacking: Sequence[tuple[Any, ...]], urgent: set[BirthId], by: Actor, at: datetime) -> list[Waits]:
    """A stop for each of these; drawn one by one, for references that begin alike could be joined."""
    if not lacking:
        return []
    salts = fresh_salts(len(lacking))
    references = [token_hex(8) for _ in lacking]
    acts: list[Act] = [
        {"act": "downstream.opened", "system": row[1], "about": commit(salt, reference.encode()), "by": str(by)}
        for row, salt, reference in zip(lacking, salts, references, strict=True)
    ]
    opened: dict[str, object] = {
        "reference": references,
        "system_id": [row[0] for row in lacking],
        "council_id": [row[2] for row in lacking],
        "birth_id": [row[3] for row in lacking],
        "urgent": [row[3] in urgent for row in lacking],
        "salt": salts,
    }
    insert_rows("handover_downstreamstop", opened | {"opened_at": at, "leaf_hash": append(acts, at=at)})
    return [
        Waits(reference, OrganisationId(row[2]), london_date(at), row[3] in urgent)
        for row, reference in zip(lacking, references, strict=True)
    ]


def _hurried(urgent: set[BirthId], at: datetime) -> list[Waits]:
    """What was open already and could wait, and no longer can."""
    found = list(open_at(at).filter(birth_id__in=urgent, urgent=False)) if urgent else []
    if found:
        DownstreamStop.objects.filter(pk__in=[one.pk for one in found]).update(urgent=True)
    return [_waits(one)._replace(urgent=True) for one in found]


# -- told and answered -------------------------------------------------------------------------------------------------


def children(births: Sequence[BirthId], *, at: datetime) -> dict[BirthId, Child]:
    """What is known of these children now; without those of whom nothing is kept any more."""
    today, wanted = london_date(at), set(births)
    found: dict[BirthId, Child] = {}
    for one in gather(births, at=at) if births else ():
        if one.birth in wanted:
            said, own = one.facts.notice, one.facts.markers
            around = (*own, *one.facts.siblings.markers)
            who, lives = (said.baby_surname, said.baby_forename, said.born_on), home(said.postcode, around)
            found[one.birth] = Child(*who, lives, haste(own, today), hides_home(around))
    return found


@transaction.atomic
def take_file(*, council: OrganisationId, system: str, by: Actor, at: datetime) -> list[FileLine] | NotNoted:
    """The open stops of a system that is told by file, for its office; who has not been told of yet is from now on.

    Nothing leaves a council that has stopped everything. Whoever need not be stopped any more is left out.
    """
    halt.sending()
    if halt.halted(council):
        return NotNoted.HALTED
    found = open_at(at).filter(council_id=council, system__reference=system).select_for_update(of=("self",))
    stops = list(found.order_by("-urgent", "opened_at", "pk"))
    if not stops:
        return NotNoted.NOTHING_OPEN
    if stops[0].system.way != Way.FILE:
        return NotNoted.ANOTHER_WAY
    known = children([BirthId(one.birth_id) for one in stops], at=at)
    listed = {one: child for one in stops if (child := known.get(BirthId(one.birth_id))) and _stands(child)}
    if not listed:
        return NotNoted.NOTHING_OPEN
    append([{"act": "downstream.file", "system": system, "lines": len(listed), "by": str(by)}], at=at)
    for one in listed:
        if one.told_at is None:
            note_told(one, by=by, at=at)
    return [FileLine(one.reference, child) for one, child in listed.items()]


@transaction.atomic
def told(*, council: OrganisationId, reference: str, by: Actor, at: datetime) -> NotNoted | None:
    """A person has told the system's office, whichever way it is told as a rule; None: noted."""
    stop = _locked(council, reference)
    if isinstance(stop, NotNoted):
        return stop
    if stop.told_at is not None:
        return NotNoted.ALREADY
    note_told(stop, way=Way.PAGE, by=by, at=at)
    return None


@transaction.atomic
def answer(*, council: OrganisationId, reference: str, said: Answer, by: Actor, at: datetime) -> NotNoted | None:
    """A person's word on a stop, which ends it and every telling of it; None: noted.

    That it may go on there can be said only once nothing grave is stated of the child any more.
    """
    stop = _locked(council, reference)
    if isinstance(stop, NotNoted):
        return stop
    child = children([BirthId(stop.birth_id)], at=at).get(BirthId(stop.birth_id))
    if said is Answer.GOES_ON and child and _stands(child):
        return NotNoted.STILL_STANDS
    [leaf] = append([_act("downstream.answered", stop, by) | {"answer": said.value}], at=at)
    stop.answer, stop.answered_at, stop.answered_by, stop.answer_leaf_hash = said.value, at, str(by), leaf
    stop.save(update_fields=("answer", "answered_at", "answered_by", "answer_leaf_hash"))
    chasing.settled(chasing.OF_STOPS, [reference], at=at)
    return None


def note_told(stop: DownstreamStop, *, way: Way | None = None, by: Actor, at: datetime) -> None:
    """Note that a system's office was told, in the caller's transaction."""
    how = (way or Way(stop.system.way)).value
    [leaf] = append([_act("downstream.told", stop, by) | {"how": how}], at=at)
    stop.told_at, stop.told_how, stop.told_by, stop.told_leaf_hash = at, how, str(by), leaf
    stop.save(update_fields=("told_at", "told_how", "told_by", "told_leaf_hash"))


def _locked(council: OrganisationId, reference: str) -> DownstreamStop | NotNoted:
    found = DownstreamStop.objects.select_for_update(of=("self",)).select_related("system")
    stop = found.filter(council_id=council, reference=reference).first()
    if stop is None:
        return NotNoted.UNKNOWN
    return NotNoted.ALREADY if stop.answered_at is not None else stop


def _act(kind: str, stop: DownstreamStop, by: Actor) -> dict[str, str]:
    """The published ledger shows no reference: two systems could join their lists by what stands there side by side."""
    return {"act": kind, "about": commit(bytes(stop.salt), stop.reference.encode()), "by": str(by)}


def _stands(child: Child) -> bool:
    return child.haste is not Haste.NOT_AT_ALL


# -- chased ------------------------------------------------------------------------------------------------------------


def open_at(at: datetime, *, using: str = "default") -> "QuerySet[DownstreamStop]":
    """The stops that nobody has answered, of systems that have not ended."""
    stands = Q(system__until_on__isnull=True) | Q(system__until_on__gt=london_date(at))
    return DownstreamStop.objects.using(using).filter(stands, answered_at__isnull=True).select_related("system")


def chase_stops(*, at: datetime) -> int:
    """Remind, and tell higher up, of every stop that nobody has answered; gives how many are open."""
    return chasing.pursue(chasing.OF_STOPS, [_waits(one) for one in open_at(at).order_by("pk")], at=at)


def _waits(one: DownstreamStop) -> Waits:
    return Waits(one.reference, OrganisationId(one.council_id), london_date(one.opened_at), one.urgent)
