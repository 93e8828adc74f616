"""Hides who sends whose first letters: a council for all of its centres, or each centre its own."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from rightstart.contact.letters.rules import Sender
from rightstart.contact.models import LetterSender
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, viewing
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId

SENDS: Final = "SELECT sender FROM contact_lettersender WHERE council_id = %(council)s::bigint"


def who_sends(council: OrganisationId) -> Sender:
    """For every worklist: asked past the ORM."""
    found = ask(SENDS, {"council": council})
    return Sender(found[0][0]) if found else Sender.COUNCIL


@transaction.atomic
def choose_sender(*, council: OrganisationId, sender: Sender, by: Actor, at: datetime) -> None:
    """From now on these send the first letters; batches already made stay with whoever made them."""
    LetterSender.objects.update_or_create(council_id=council, defaults={"sender": sender.value})
    code = people.named([council])[council].code
    append([{"act": "letters.sender", "council": code, "sender": sender.value, "by": str(by)}], at=at)


@dataclass(frozen=True, slots=True)
class Office:
    """Whose letters a sender prints: a council those of its centres, a centre its own. `sends`: also makes new ones."""

    council: OrganisationId
    centres: tuple[OrganisationId, ...]
    sends: bool


def office_of(sender: OrganisationId) -> Office:
    row = people.named([sender])[sender]
    council, sends = row.council_id or sender, who_sends(row.council_id or sender)
    if row.kind is OrganisationKind.CENTRE:
        return Office(council, (sender,), sends is Sender.CENTRES)
    centres = tuple(one.id for one in people.organisations(OrganisationKind.CENTRE, sender))
    return Office(council, centres, bool(centres) and sends is Sender.COUNCIL)


def looking(office: Office) -> AbstractContextManager[dict[OrganisationId, Viewer]]:
    """Look as each of the centres would."""
    return viewing(OrganisationKind.CENTRE.value, office.centres)
