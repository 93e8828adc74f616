"""Hides under which records a birth is known elsewhere: to its supplier, and to the council it was handed to when it moved."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.births.models import HandedOn
from rightstart.directory.people import OrganisationRow
from rightstart.engine import turns
from rightstart.engine.bulk import Question, ask, ask_together
from rightstart.engine.keys import named_key
from rightstart.engine.turns import Turn
from rightstart.intake import keys
from rightstart.intake.offers import Record
from rightstart.intake.sealed import weigh
from rightstart.ledger.append import append
from rightstart.terms import Actor, BirthId

# Each birth that bears one of these keys and was handed on: the key it bears, and the one by which it is known there.
KNOWN_THERE: Final = """
SELECT i.record_key, h.key FROM births_handedon h JOIN births_identity i ON i.birth_id = h.birth_id
WHERE i.record_key = ANY(%(keys)s::bytea[])
UNION
SELECT i.nhs_key, h.key FROM births_handedon h JOIN births_identity i ON i.birth_id = h.birth_id
WHERE i.nhs_key = ANY(%(keys)s::bytea[])
UNION
SELECT i.confinement_key, h.key FROM births_handedon h JOIN births_identity i ON i.birth_id = h.birth_id
WHERE i.confinement_key = ANY(%(keys)s::bytea[])
"""


# Whose record last spoke of each of these births.
SAID_BY: Final = """
SELECT DISTINCT ON (i.birth_id) n.supplier_id, n.council_id, n.arrived, n.key, n.sealed
FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
WHERE i.birth_id = ANY(%(births)s::bigint[]) ORDER BY i.birth_id, n.as_at DESC, n.id DESC
"""


def said_by(births: Iterable[BirthId]) -> list[Record]:
    """The records that last spoke of these births."""
    found = weigh(ask(SAID_BY, {"births": list(births)}))
    return [Record(supplier, council, told.record_id, arrived) for told, (supplier, council, arrived) in found]


# Whoever states something about births holds it together with others, whoever hands a birth on holds it alone from the check to
# the link: so a statement is either seen by the check, or sees the link.
def hold_statements() -> None:
    """Until the end of the caller's transaction nothing new is stated about any birth; what was being stated is in."""
    turns.take(Turn.STATING)


@transaction.atomic
def link(births: Mapping[BirthId, str], *, giver: str, to: OrganisationRow, by: Actor, at: datetime) -> None:
    """Note that these births, by the giving council's own references, are handed to another one. Run it twice: once."""
    secret = named_key(settings.HOME, "fingerprint")
    known = set(HandedOn.objects.filter(birth_id__in=births, council_id=to.id).values_list("birth_id", flat=True))
    fresh = {birth: reference for birth, reference in births.items() if birth not in known}
    leaves = append([{"act": "handed-on", "giver": giver, "to": to.code, "by": str(by)} for _ in fresh], at=at)
    HandedOn.objects.bulk_create(
        HandedOn(
            birth_id=birth,
            council_id=to.id,
            key=keys.record_key(secret, giver, reference),
            at=at,
            by=str(by),
            leaf_hash=leaf,
        )
        for (birth, reference), leaf in zip(fresh.items(), leaves, strict=True)
    )


def known_there(borne: Iterable[bytes]) -> dict[bytes, set[bytes]]:
    """For each of these keys those under which other councils know its bearer; on through every council it went to."""
    found: dict[bytes, set[bytes]] = {}
    asked = {key: {key} for key in borne}  # a key, and whose keys it stands for
    first_asked = {"held": turns.sharing(Turn.STATING), "there": Question(KNOWN_THERE, {"keys": list(asked)})}
    rows = ask_together(first_asked)["there"]
    while asked:
        onwards: dict[bytes, set[bytes]] = {}
        for key, there in rows:
            for first in asked[key]:
                if there not in found.setdefault(first, set()):
                    found[first].add(there)
                    onwards.setdefault(there, set()).add(first)
        asked = onwards
        rows = ask(KNOWN_THERE, {"keys": list(asked)}) if asked else []
    return found
