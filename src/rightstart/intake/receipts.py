"""Hides where receipts lie: shown to the two sides of each consignment, with the ledger's place once there is one."""

from typing import Any, Final

from django.db.models import F, Func, JSONField, TextField, Value
from django.db.models.functions import Cast

from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.models import Consignment
from rightstart.ledger.kept import positions

# A list needs no faults, and of a large file they are nearly all of the receipt.
_WITHOUT_FAULTS: Final = Func(
    F("receipt"), Cast(Value("faults"), TextField()), function="", arg_joiner=" - ", output_field=JSONField()
)


def receipts(viewer: Viewer, *, most: int | None = None) -> list[dict[str, Any]]:
    """The last receipts (or all) that the viewer's organisation gave or got, latest first, without their faults."""
    with seen_by(viewer) as using:
        latest = Consignment.objects.using(using).order_by("-received_at", "-pk")
        return list(latest.values_list(_WITHOUT_FAULTS, flat=True)[:most])


def receipt(viewer: Viewer, reference: str) -> dict[str, Any] | None:
    """One receipt as the feed contract prints it; None where there is none, or it is not the viewer's."""
    with seen_by(viewer) as using:
        found = Consignment.objects.using(using).filter(reference=reference).first()
    if found is None:
        return None
    leaf = bytes(found.leaf_hash)
    told: dict[str, Any] = found.receipt
    return told | {"ledger": {"leaf": leaf.hex(), "entry": positions([leaf]).get(leaf)}}
