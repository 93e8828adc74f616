"""Hides when what was handed over is destroyed: its key first, so that no backup can bring it back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from rightstart.engine import keys
from rightstart.intake.models import KeptBytes, Quarantined
from rightstart.ledger.append import append
from rightstart.terms import Actor, london_date


def destroy_due(*, by: Actor, at: datetime) -> int:
    """Destroy the keys of all files whose time is over; gives how many. Run it twice: nothing more happens.

    A key goes before it is noted as gone: cut short between the two, the next run notes it.
    """
    with transaction.atomic():
        over = KeptBytes.objects.filter(destroy_on__lte=london_date(at), destroyed_at__isnull=True)
        pieces = list(over.select_for_update(of=("self",)).values_list("pk", "consignment__reference"))
        due = sorted({reference for _, reference in pieces})
        for reference in due:
            keys.destroy(settings.HOME, "kept", reference)
        KeptBytes.objects.filter(pk__in=[pk for pk, _ in pieces]).update(destroyed_at=at, sealed=b"")
        append([{"act": "kept.destroyed", "consignment": reference, "by": str(by)} for reference in due], at=at)
    _destroy_left_over()
    return len(due)


def _destroy_left_over() -> None:
    """Keys of quarantines that were settled to the last row by somebody who was cut short before the key was gone."""
    waits = Quarantined.objects.filter(settled_at__isnull=True).values("consignment")
    settled = Quarantined.objects.exclude(consignment__in=waits).values_list("consignment__reference", flat=True)
    for reference in settled.distinct():
        keys.destroy(settings.HOME, "quarantine", reference)
