"""Hides how letters are taken out of a batch, and how a person answers for those that must not go out."""

from collections.abc import Sequence, Set
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rightstart.contact.letters import withdrawing
from rightstart.contact.letters.rules import ANSWERS, Answer, NotDone
from rightstart.contact.letters.standing import noted, on_their_way, open_batch
from rightstart.contact.models import Letter
from rightstart.handover import chasing
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId


@transaction.atomic
def take_out(*, sender: OrganisationId, reference: str, numbers: Set[int], by: Actor, at: datetime) -> int:
    """A person takes letters out of a batch that is not posted, for a reason of their own; gives how many."""
    batch = open_batch(sender, reference, only_to_take_out=True)
    if isinstance(batch, NotDone):
        return 0
    letters = [one for one in on_their_way(batch) if one.number in numbers]
    _stop(letters, at)
    _answer(letters, Answer.TAKEN_OUT, by, at)
    return len(letters)


@transaction.atomic
def answer(
    *, organisation: OrganisationId, reference: str, numbers: Set[int], said: Answer, by: Actor, at: datetime
) -> int:
    """A person's word on letters that must not go out, of whoever sends them or of its council; gives for how many it was taken."""
    of = Q(batch__sender_id=organisation) | Q(batch__council_id=organisation)
    found = Letter.objects.select_for_update(of=("self",)).select_related("batch").filter(of, number__in=numbers)
    letters = [one for one in found.filter(batch__reference=reference) if said in ANSWERS.get(noted(one), ())]
    _answer(letters, said, by, at)
    return len(letters)


def withdraw(letters: Sequence[Letter], at: datetime) -> None:
    """These may no longer go; whoever has one on paper is told."""
    withdrawing.tell(_stop(letters, at), at=at)


def _stop(letters: Sequence[Letter], at: datetime) -> list[int]:
    numbers = [one.pk for one in letters]
    Letter.objects.filter(pk__in=numbers).update(withdrawn_at=at)
    return numbers


def _answer(letters: Sequence[Letter], answer: Answer, by: Actor, at: datetime) -> None:
    """A person's word on letters that must not go out, in the ledger; nobody need be told of them any more."""
    names = [withdrawing.name_of(one.batch.reference, one.number) for one in letters]
    leaves = append([{"act": f"letter.{answer}", "letter": name, "by": str(by)} for name in names], at=at)
    for one, leaf in zip(letters, leaves, strict=True):
        one.answer, one.answered_at, one.answered_by, one.answer_leaf_hash = answer.value, at, str(by), leaf
    Letter.objects.bulk_update(letters, ("answer", "answered_at", "answered_by", "answer_leaf_hash"))
    chasing.settled(withdrawing.OF_LETTERS, names, at=at)
