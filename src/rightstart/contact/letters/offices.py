"""Hides who sends whose first letters: a council for all of its centres, or each centre its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import transaction

from rightstart.contact.letters.rules import Sender
from rightstart.contact.models import LetterSender
from rightstart.directory.models import Organisation
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, viewing
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId

LETTERS_LOCK: Final = 6
SENDS: Final = "SELECT sender FROM contact_lettersender WHERE council_id = %(council)s::bigint"


def who_sends(council: OrganisationId) -> Sender:
    """For every worklist: asked past the ORM."""
    found = ask(SENDS, {"council": council})
    return Sender(found[0][0]) if found else Sender.COUNCIL


@transaction.atomic
def choose_sender(*, council: OrganisationId, sender: Sender, by: Actor, at: datetime) -> None:
    """From now on these send the first letters; batches already made stay with whoever made them."""
    LetterSender.objects.update_or_create(council_id=council, defaults={"sender": sender.value})
    code = Organisation.objects.values_list("code", flat=True).get(pk=council)
    append([{"act": "letters.sender", "council": code, "sender": sender.value, "by": str(by)}], at=at)


def council_of(sender: OrganisationId) -> OrganisationId:
    """The council itself, or the council of a centre."""
    return OrganisationId(Organisation.objects.get(pk=sender).council_id or sender)


def centres_of(sender: OrganisationId) -> list[OrganisationId]:
    """The centres of a council, or the one centre itself."""
    of = Organisation.objects.filter(kind=OrganisationKind.CENTRE)
    found = of.filter(council_id=sender) | of.filter(pk=sender)
    return [OrganisationId(one) for one in found.order_by("pk").values_list("pk", flat=True)]


def writes_for(sender: OrganisationId) -> list[OrganisationId]:
    """The centres whose families somebody writes to: none, where that is somebody else's to do."""
    council = council_of(sender)
    sends = who_sends(council) is (Sender.COUNCIL if sender == council else Sender.CENTRES)
    return centres_of(sender) if sends else []


@contextmanager
def looking(sender: OrganisationId) -> Iterator[dict[OrganisationId, Viewer]]:
    """Look as each of a sender's centres would."""
    with viewing(OrganisationKind.CENTRE.value, centres_of(sender)) as viewers:
        yield viewers
