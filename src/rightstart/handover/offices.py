"""Hides how offices told by e-mail hear of a stop: that there is one, its reference and whom to ring, and nothing of anybody."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from rightstart.alerts.rules import RETRY_AFTER
from rightstart.carriers import email
from rightstart.handover.downstream import note_told, open_at
from rightstart.handover.rules import Way
from rightstart.release import halt
from rightstart.terms import Actor, OrganisationId

SUBJECT: Final = "A stop waits for you"
TEXT: Final = (
    "There is a stop to look at for {system}: all mailings for one family must stop.\n\n"
    "Reference: {reference}\nRing: {ring}\n\n"
    "Give the reference and you are told for whom. Say there that it is stopped. Never send a name by e-mail."
)


def tell_offices(*, by: Actor, at: datetime) -> int:
    """E-mail the offices of systems told by e-mail of which stop waits for them; gives how many were.

    Without a mail server nothing is tried; what a server refused is tried again. Each in a transaction of its own.
    """
    if not email.configured():
        return 0
    untried = Q(tried_at__isnull=True) | Q(tried_at__lte=at - RETRY_AFTER)
    waiting = open_at(at).filter(untried, system__way=Way.EMAIL, told_at__isnull=True).order_by("pk")
    return sum(_tell(pk, by, at) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _tell(pk: int, by: Actor, at: datetime) -> bool:
    halt.sending()
    waiting = open_at(at).filter(pk=pk, told_at__isnull=True)
    stop = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if stop is None or halt.halted(OrganisationId(stop.council_id)):
        return False
    system = stop.system
    text = TEXT.format(system=system.name, reference=stop.reference, ring=system.ring)
    went = email.send([str(system.email)], SUBJECT, text, signs_in=False) is email.Answer.SENT
    stop.tried_at = at
    stop.save(update_fields=("tried_at",))
    if went:
        note_told(stop, by=by, at=at)
    return went
