"""Hides how a family is stopped by a few details that somebody telephoned: every birth that may be meant is frozen at once,

those still to come wait to be compared, and a person says later which family it is. The details are sealed under a key of their
own and destroyed with it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys as engine_keys
from rightstart.engine.bulk import ask, insert_rows
from rightstart.intake.keys import name_key
from rightstart.intake.sealed import Private, weigh
from rightstart.ledger.append import append
from rightstart.safeguards.lift import ask_lift
from rightstart.safeguards.mark import mark_birth
from rightstart.safeguards.models import FamilyStop, StopMatch
from rightstart.safeguards.resemblance import Answer, Details, Enough, Facts, enough, fits, plain_street
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId, london_date, postcode, working_days

WAITS_DAYS: Final = 60  # how long a stop waits for births that have not come yet
LOOK_BACK_DAYS: Final = 400
ROOM: Final = "stops"
TELLINGS: Final = (AlertKind.FAMILY_STOPPED, AlertKind.STOP_UNCONFIRMED)
OPEN: Final = """
SELECT id FROM safeguards_familystop WHERE council_id = ANY(%(councils)s::bigint[]) AND closed_at IS NULL ORDER BY id
"""
# The latest that was said of each of a council's births of a time, or of some of them.
NEAR: Final = """
SELECT DISTINCT ON (i.birth_id) i.birth_id, i.born_on, n.key, n.sealed
FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
WHERE i.council_id = %(council)s AND i.born_on >= %(since)s::date
  AND (%(births)s::bigint[] IS NULL OR i.birth_id = ANY(%(births)s::bigint[]))
ORDER BY i.birth_id, i.as_at DESC, i.notice_id DESC
"""


class What(StrEnum):
    """What was telephoned."""

    DIED = "died"
    HOLD = "hold"


class Caller(StrEnum):
    """In which function somebody rang; who it was is not kept."""

    FAMILY = "family"
    HEALTH_VISITOR = "health-visitor"
    HOSPITAL = "hospital"
    OTHER_PROFESSIONAL = "other-professional"
    COLLEAGUE = "colleague"


MEANS: Final = {What.DIED: MarkerKind.DEATH_INFORMAL, What.HOLD: MarkerKind.PROFESSIONAL_ADVICE}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, in the caller's words; blank where nothing was."""

    name: str = ""
    street: str = ""
    born_on: date | None = None
    about: bool = False
    postcode: str = ""

    def details(self) -> Details:
        spelt = postcode(self.postcode) if len("".join(self.postcode.split())) > 4 else self.postcode.strip().upper()
        return Details(name_key(self.name), plain_street(self.street), self.born_on, self.about, spelt or None)


@dataclass(frozen=True, slots=True)
class Stopped:
    """The stop is in force; `births` are frozen already and are to be judged again."""

    reference: str
    births: tuple[BirthId, ...]


class NotStopped(StrEnum):
    """Why there is no such stop, or nothing to answer. TOO_FEW, NOTHING_NARROWS: the details say too little."""

    TOO_FEW = "too-few"
    NOTHING_NARROWS = "nothing-narrows"
    UNKNOWN = "unknown"
    ALREADY = "already-answered"


@transaction.atomic
def open_stop(
    *, council: OrganisationId, said: Said, what: What, caller: Caller, by: Actor, at: datetime
) -> Stopped | NotStopped:
    """Stop whoever these details may mean, from now on, in the caller's transaction; the births are to be judged at once."""
    if (lacking := enough(said.details())) is not Enough.ENOUGH:
        return NotStopped(lacking.value)
    reference = token_hex(8)
    told = {"name": said.name, "street": said.street, "postcode": said.postcode, "about": said.about}
    told["born_on"] = said.born_on.isoformat() if said.born_on else ""
    act = {"act": "family.stopped", "stop": reference, "what": what.value, "caller": caller.value, "by": str(by)}
    [leaf] = append([act], at=at)
    stop = FamilyStop.objects.create(
        reference=reference,
        council_id=council,
        what=what.value,
        caller=caller.value,
        sealed=engine_keys.seal(settings.HOME, ROOM, reference, json.dumps(told).encode()),
        opened_at=at,
        opened_by=str(by),
        until_on=london_date(at) + timedelta(days=WAITS_DAYS),
        leaf_hash=leaf,
    )
    births = _freeze(stop, said.details(), None, by, at)
    raise_alert(to=council, role=RoleKind.SAFEGUARDING_LEAD, kind=AlertKind.FAMILY_STOPPED, about=reference, at=at)
    return Stopped(reference, tuple(births))


def freeze_new(*, councils: Sequence[OrganisationId], births: Sequence[BirthId], by: Actor, at: datetime) -> None:
    """Compare these councils' births that have just come, or of which something new was said, with every open stop of theirs.

    In the caller's transaction and before they are decided, so that none goes out in between.
    """
    found = [row[0] for row in ask(OPEN, {"councils": list(councils)})] if births else ()
    for stop in FamilyStop.objects.filter(pk__in=found).order_by("pk") if found else ():
        said = opened(stop)
        if said and (frozen := _freeze(stop, said.details(), births, by, at)):
            kind = AlertKind.FAMILY_STOPPED
            to, role = OrganisationId(stop.council_id), RoleKind.SAFEGUARDING_LEAD
            raise_alert(to=to, role=role, kind=kind, about=stop.reference, at=at)
            append([{"act": "family.frozen", "stop": stop.reference, "births": len(frozen), "by": str(by)}], at=at)


def _freeze(
    stop: FamilyStop, details: Details, births: Sequence[BirthId] | None, by: Actor, at: datetime
) -> list[BirthId]:
    """Mark every birth that fits and was not compared with this stop before."""
    since = london_date(at) - timedelta(days=LOOK_BACK_DAYS)
    asked: dict[str, Any] = {
        "council": stop.council_id,
        "since": since,
        "births": None if births is None else list(births),
    }
    known = set(StopMatch.objects.filter(stop=stop).values_list("birth_id", flat=True))
    found = [
        BirthId(birth)
        for told, (birth, born_on) in weigh(ask(NEAR, asked))
        if birth not in known and fits(details, _facts(told, born_on)) is not Answer.NO
    ]
    if found:
        insert_rows("safeguards_stopmatch", {"stop_id": stop.pk, "birth_id": found, "frozen_at": at})
    for birth in found:  # under all that identifies it, so that it holds whatever the birth turns out to be one with
        mark_birth(birth=birth, kind=MarkerKind.FAMILY_STOP, source=f"stop {stop.reference}", by=by, at=at)
    return found


def _facts(told: Private, born_on: date) -> Facts:
    street, parent = plain_street(told.address.partition("\n")[0]), name_key(told.parent_name)
    return Facts(name_key(told.baby_surname) or "", born_on, parent, street, told.postcode or None)


def opened(stop: FamilyStop) -> Said | None:
    """What was said of a stop; None once it is destroyed."""
    try:
        told = json.loads(engine_keys.unseal(settings.HOME, ROOM, stop.reference, bytes(stop.sealed or b"")))
    except engine_keys.KeyDestroyed:
        return None
    told["born_on"] = date.fromisoformat(told["born_on"]) if told["born_on"] else None
    return Said(**told)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one birth: `marks` is what is to be put on it for good, None where it is another family."""

    birth: BirthId
    marks: MarkerKind | None


@transaction.atomic
def answer_stop(
    *, council: OrganisationId, reference: str, birth: str, is_family: bool, by: Actor, at: datetime
) -> Answered | NotStopped:
    """A person's word on one frozen birth. That it is another family frees nothing by itself: two people lift the marker."""
    match = StopMatch.objects.select_for_update().filter(stop__reference=reference, birth__reference=birth)
    found = match.filter(stop__council_id=council, stop__closed_at__isnull=True).select_related("stop").first()
    if found is None:
        return NotStopped.UNKNOWN
    if found.answer is not None:
        return NotStopped.ALREADY
    found.answer, found.answered_by, found.answered_at = ("family" if is_family else "other"), str(by), at
    found.save(update_fields=("answer", "answered_by", "answered_at"))
    append([{"act": "family.answered", "stop": reference, "answer": found.answer, "by": str(by)}], at=at)
    _settle(found.stop, by, at)
    freed = BirthId(found.birth_id)
    if not is_family:  # whoever answers is a lead, and the first of the two
        lead, kind, why = {RoleKind.SAFEGUARDING_LEAD}, MarkerKind.FAMILY_STOP, LiftReason.NOT_THIS_FAMILY
        ask_lift(birth=freed, kind=kind, reason=why, roles=lead, by=by, at=at)
    return Answered(freed, MEANS[What(found.stop.what)] if is_family else None)


def _settle(stop: FamilyStop, by: Actor, at: datetime) -> None:
    """Once every frozen birth is answered nobody need be told; and once the family is found, the details are destroyed."""
    answers = list(stop.matches.values_list("answer", flat=True))
    if None in answers:
        return
    settle_all(kinds=TELLINGS, about=[stop.reference], at=at)
    if "family" in answers:
        _close(stop, "found", by, at)


@transaction.atomic
def close_stop(*, council: OrganisationId, reference: str, by: Actor, at: datetime) -> NotStopped | None:
    """A person ends a stop: it waits for nobody any more. What is frozen stays frozen until two people lift it."""
    stop = FamilyStop.objects.select_for_update().filter(reference=reference, council_id=council).first()
    if stop is None or stop.closed_at is not None:
        return NotStopped.UNKNOWN if stop is None else NotStopped.ALREADY
    _close(stop, "closed", by, at)
    return None


def _close(stop: FamilyStop, how: str, by: Actor, at: datetime) -> None:
    stop.closed_at, stop.closed_by, stop.closed_how, stop.sealed = at, str(by), how, None
    stop.save(update_fields=("closed_at", "closed_by", "closed_how", "sealed"))
    append([{"act": "family.stop.closed", "stop": stop.reference, "how": how, "by": str(by)}], at=at)
    settle_all(kinds=TELLINGS, about=[stop.reference], at=at)
    engine_keys.destroy(settings.HOME, ROOM, stop.reference)


def chase_stops(*, by: Actor, at: datetime) -> int:
    """End what has waited its time, and remind of what nobody has answered for a working day; gives how many wait."""
    today, waiting = london_date(at), 0
    with transaction.atomic():
        for stop in FamilyStop.objects.select_for_update().filter(closed_at__isnull=True, until_on__lte=today):
            _close(stop, "ended", by, at)
    open_ones = StopMatch.objects.filter(answer__isnull=True, stop__closed_at__isnull=True)
    late = open_ones.values_list("stop__reference", "frozen_at", "stop__council__id")
    for reference, frozen_at, council in late:
        if working_days(london_date(frozen_at), today) >= 1:
            waiting += 1
            to, role = OrganisationId(council), RoleKind.SAFEGUARDING_LEAD
            raise_alert(to=to, role=role, kind=AlertKind.STOP_UNCONFIRMED, about=reference, at=at)
    return waiting
