"""Hides how a family is forgotten: its keys are destroyed, so that no backup opens either, and facts that name nobody stay true.

What is blanked here is unreadable in every copy of the database from the moment that its keys are gone. A family is erased whole,
with all its babies, in one transaction with its line in the ledger.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.allocation import erasing as placings
from rightstart.births import erasing as identities
from rightstart.contact import erasing as contacts
from rightstart.engine import keystore
from rightstart.engine.bulk import ask
from rightstart.handover import erasing as lines
from rightstart.intake import erasing as notices
from rightstart.intake import offers
from rightstart.intake.sealed import ROOM
from rightstart.joining import erasing as joinings
from rightstart.ledger.append import ERASURE, append
from rightstart.ledger.kept import batched
from rightstart.release import erasing as decisions
from rightstart.release import seen
from rightstart.rights.models import Erasure
from rightstart.rights.requests import words
from rightstart.rights.rules import Erased
from rightstart.terms import Actor, BirthId, FamilyId
from rightstart.visits import out as sheets

LEAVES: Final = 500  # named by one act: a leaf has its greatest length
ROWS_AT_ONCE: Final = 10_000
SEALED: Final = """
SELECT id, key FROM intake_notice WHERE sealed IS NOT NULL AND id > %(last)s::bigint ORDER BY id LIMIT %(most)s::bigint
"""
FAMILIES: Final = """
SELECT DISTINCT b.family_id FROM births_identity i JOIN births_birth b ON b.id = i.birth_id
WHERE i.notice_id = ANY(%(notices)s::bigint[]) ORDER BY b.family_id
"""


@transaction.atomic
def erase_family(*, family: FamilyId, why: Erased, by: Actor, at: datetime) -> list[BirthId]:
    """Forget a family; gives its births. Run it twice, or cut it short: it is forgotten once, and nothing of it is left.

    The keys go before the database has it for good: cut short between the two nothing can be read any more, and the next
    run notes it.
    """
    births, said, records = identities.of_family(family)
    slots = notices.erase(said)
    seen.erase(slots)
    identities.erase(births)
    placings.erase(births)
    lines.erase(births)
    contacts.erase(family)
    joinings.erase(family)
    sheets.erase(family)
    words.erase(births)
    offers.forget(records, by=by, at=at)
    leaf = _proved(decisions.erase(births, at=at), len(births), why, by, at)
    Erasure.objects.bulk_create(
        (Erasure(birth_id=birth, why=why.value, at=at, by=str(by), leaf_hash=leaf) for birth in births),
        ignore_conflicts=True,
    )
    keystore.destroy(settings.HOME, ROOM, slots)
    return births


def _proved(gone: Iterable[bytes], births: int, why: Erased, by: Actor, at: datetime) -> bytes:
    """The acts by which a verifier knows that these records are gone with right; the leaf of the first."""
    parts = list(batched(gone, LEAVES)) or [[]]
    told = {"act": ERASURE, "why": why.value, "births": births, "by": str(by)}
    return append([told | {"of": [leaf.hex() for leaf in part]} for part in parts], at=at)[0]


def erase_again(*, by: Actor, at: datetime) -> int:
    """Forget again whom a restored backup brought back: every family with a notice whose key is destroyed. Gives how many."""
    last, forgotten = 0, 0
    while rows := ask(SEALED, {"last": last, "most": ROWS_AT_ONCE}):
        slot_of: dict[int, int] = dict(rows)
        gone = keystore.destroyed(settings.HOME, ROOM, slot_of.values())
        back = [notice for notice, slot in slot_of.items() if slot in gone]
        families = ask(FAMILIES, {"notices": back}) if back else []
        for (family,) in families:
            erase_family(family=FamilyId(family), why=Erased.RESTORED, by=by, at=at)
        forgotten += len(families)
        last = max(slot_of)
    return forgotten
