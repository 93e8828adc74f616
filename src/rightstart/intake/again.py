"""Hides how a held file is taken up again from what was kept of it: by whoever brought it in, confirmed by its supplier's word."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings

from rightstart.directory import people
from rightstart.engine import keys
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.door import HandedIn
from rightstart.intake.judging import Status
from rightstart.intake.models import Consignment, KeptBytes
from rightstart.intake.shares import Watched
from rightstart.terms import Period


class NotAgain(StrEnum):
    """Why a file is not taken up again. UNKNOWN: there is none of this reference, or others handed it in."""

    UNKNOWN = "unknown"
    NOT_HELD = "not-held"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A held file as its supplier is asked about it: what is unlike the past, and what was attested."""

    reference: str
    unlike: frozenset[Watched]
    attests: frozenset[Attestation]


def to_confirm(viewer: Viewer, reference: str) -> ToConfirm | NotAgain:
    """What its supplier must confirm before a held file can be taken up again."""
    found = _held(viewer, reference)
    if isinstance(found, NotAgain):
        return found
    unlike = (Watched(fault["share"]) for fault in found.receipt["faults"] if "share" in fault)
    return ToConfirm(reference, frozenset(unlike), frozenset(map(Attestation, found.receipt["attests"])))


def as_handed_in(
    viewer: Viewer, reference: str, *, confirms: Set[Watched], attests: Set[Attestation]
) -> HandedIn | NotAgain:
    """The held file as it was handed in, with what its supplier confirms and attests anew.

    GONE where thirty days are over or nothing of it might be kept. It is judged afresh, by what is agreed today.
    """
    found = _held(viewer, reference)
    if isinstance(found, NotAgain):
        return found
    content = _kept(found)
    if content is None:
        return NotAgain.GONE
    control = found.receipt["control"]
    return HandedIn(
        content=content,
        supplier=found.receipt["supplier"],
        council=found.receipt["council"],
        period=Period(found.start_on, found.end_on),
        kind=Kind(found.kind),
        as_at=found.as_at,
        attests=frozenset(attests),
        births_in_period=control["declared"],
        withheld=control["withheld"],
        confirms=frozenset(confirms),
        takes_up=reference,
        brought_by=brought_by if (brought_by := found.receipt.get("brought_by")) == _code(viewer) else None,
    )


def _kept(found: Consignment) -> bytes | None:
    pieces = KeptBytes.objects.filter(consignment=found.pk, destroyed_at__isnull=True).order_by("piece")
    try:
        opened = [keys.unseal(settings.HOME, "kept", found.reference, bytes(piece.sealed)) for piece in pieces]
    except keys.KeyDestroyed:
        return None
    return b"".join(opened) or None


def _held(viewer: Viewer, reference: str) -> Consignment | NotAgain:
    with seen_by(viewer) as using:
        found = Consignment.objects.using(using).filter(reference=reference).first()
    if found is None or not may_take_up(viewer, found.receipt):
        return NotAgain.UNKNOWN
    return found if found.status == Status.HELD else NotAgain.NOT_HELD


def may_take_up(viewer: Viewer, receipt: Mapping[str, Any]) -> bool:
    """Whether a file is the viewer's to take up: its supplier's, or the council's where that brought it in."""
    return _code(viewer) in (receipt["supplier"], receipt.get("brought_by"))


def _code(viewer: Viewer) -> str:
    return people.named([viewer.organisation])[viewer.organisation].code
