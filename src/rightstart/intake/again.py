"""Hides how a held file is taken up again from what was kept of it: confirmed by its supplier, or under what is agreed by now."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from rightstart.engine import keys
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.judging import Status
from rightstart.intake.models import Consignment, KeptBytes
from rightstart.intake.receive import HandedIn
from rightstart.intake.shares import Watched
from rightstart.terms import Period


class NotAgain(StrEnum):
    """Why a file is not taken up again. UNKNOWN: there is none of this reference, or it is another supplier's."""

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
        found = Consignment.objects.using(using).filter(reference=reference, supplier=viewer.organisation).first()
    if found is None:
        return NotAgain.UNKNOWN
    return found if found.status == Status.HELD else NotAgain.NOT_HELD
