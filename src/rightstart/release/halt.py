"""Hides how a council stops everything at once, and how two people let it go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import Final

from django.db import transaction

from rightstart.engine import turns
from rightstart.engine.bulk import Question, Row, ask
from rightstart.engine.turns import Turn
from rightstart.ledger.append import append
from rightstart.release.models import Halt
from rightstart.terms import Actor, OrganisationId

STANDING: Final = """
SELECT reference, reason, stopped_at, stopped_by, asked_at, asked_by FROM release_halt
WHERE council_id = %(council)s::bigint AND resumed_at IS NULL
"""


class Reason(StrEnum):
    """Why everything is stopped."""

    BEREAVED_CONTACTED = "bereaved-contacted"
    ADDRESS_EXPOSED = "address-exposed"
    WRONG_RECIPIENT = "wrong-recipient"
    WRONG_DATA = "wrong-data"
    SECURITY = "security"
    CANARY_LET_THROUGH = "canary-let-through"
    RESTORED = "restored"
    DRILL = "drill"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Halted:
    """Everything is stopped, by this reference; `again` where it was before."""

    reference: str
    again: bool = False


class Resuming(StrEnum):
    """What became of the word that all may go on."""

    ASKED = "asked"
    RESUMED = "resumed"
    SAME_PERSON = "same-person"
    NOT_STOPPED = "not-stopped"


@dataclass(frozen=True, slots=True)
class HaltRow:
    """A stop that stands, or one that stood."""

    reference: str
    reason: Reason
    stopped_at: datetime
    stopped_by: str
    asked_at: datetime | None
    asked_by: str | None


def sending() -> None:
    """Before anything is sent, in its transaction: together with others, and never beside whoever stops everything.

    So once everything is stopped nothing is on its way any more.
    """
    ask(*turns.sharing(Turn.SENDING))


@transaction.atomic
def stop_everything(*, council: OrganisationId, reason: Reason, by: Actor, at: datetime) -> Halted:
    """From this moment nothing of a council goes out: no disclosure, page, list or export. Intake goes on."""
    turns.take(Turn.SENDING)
    standing = Halt.objects.filter(council_id=council, resumed_at__isnull=True).first()
    if standing is not None:
        return Halted(standing.reference, again=True)
    reference = token_hex(8)
    [leaf] = append([{"act": "everything.stopped", "stop": reference, "reason": reason.value, "by": str(by)}], at=at)
    Halt.objects.create(
        reference=reference,
        council_id=council,
        reason=reason.value,
        stopped_at=at,
        stopped_by=str(by),
        leaf_hash=leaf,
    )
    return Halted(reference)


@transaction.atomic
def resume(*, council: OrganisationId, by: Actor, at: datetime) -> Resuming:
    """One person's word that all may go on; with a second person's it does."""
    standing = Halt.objects.select_for_update().filter(council_id=council, resumed_at__isnull=True).first()
    if standing is None:
        return Resuming.NOT_STOPPED
    if standing.asked_by == str(by):
        return Resuming.SAME_PERSON
    act = "resume.asked" if standing.asked_by is None else "everything.resumed"
    [leaf] = append([{"act": act, "stop": standing.reference, "by": str(by)}], at=at)
    if standing.asked_by is None:
        standing.asked_at, standing.asked_by = at, str(by)
        standing.save(update_fields=("asked_at", "asked_by"))
        return Resuming.ASKED
    standing.resumed_at, standing.resumed_by, standing.resume_leaf_hash = at, str(by), leaf
    standing.save(update_fields=("resumed_at", "resumed_by", "resume_leaf_hash"))
    return Resuming.RESUMED


def halted(council: OrganisationId) -> HaltRow | None:
    """The stop that stands for a council, if one does."""
    asked = asking(council)
    return standing(ask(asked.query, asked.values))


def asking(council: OrganisationId) -> Question:
    """The question of `halted`, to be asked together with others."""
    return Question(STANDING, {"council": council})


def standing(rows: Iterable[Row]) -> HaltRow | None:
    """The answer to it."""
    for reference, reason, *told in rows:
        return HaltRow(reference, Reason(reason), *told)
    return None
