"""Hides how somebody says no by the code on a letter, so that a right and a wrong code are the same from outside.

Whoever types a code has it written down, and that is all the page does. What it means is looked up and carried out right after, by
the server itself and again each minute by a job, so that neither the answer nor the time it takes tells whose code it is.
"""

from datetime import datetime
from typing import Final, Protocol

from django.db import transaction

from rightstart.contact.letters.codes import births_of, key_of
from rightstart.contact.letters.rules import typed
from rightstart.engine.bulk import ask
from rightstart.rights.models import SaidNo
from rightstart.rights.rules import Heard
from rightstart.rights.tries import Page, tried
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId

BY_LETTER: Final = "letter"  # the source of a marker that a code brought
BY_TELEPHONE: Final = "telephone"
WRITE: Final = """
INSERT INTO rights_saidno (key, at) VALUES (%(key)s::bytea, %(at)s::timestamptz) ON CONFLICT (key) DO NOTHING RETURNING 1
"""

# Every baby of the family that a council, one of its centres, or a centre itself ever knew by a reference.
OF_REFERENCE: Final = """
SELECT f.id FROM births_birth b JOIN births_birth f ON f.family_id = b.family_id WHERE b.id IN (
    SELECT id FROM births_birth WHERE reference = %(reference)s::text AND council_id = %(organisation)s::bigint
    UNION
    SELECT l.birth_id FROM handover_line l JOIN directory_organisation c ON c.id = l.centre_id
    WHERE l.reference = %(reference)s::text AND %(organisation)s::bigint IN (l.centre_id, c.council_id)
) ORDER BY f.id
"""
# Of these births those that a council holds, or that a centre was given.
OF_ORGANISATION: Final = """
SELECT b.id FROM births_birth b WHERE b.id = ANY(%(births)s::bigint[]) AND (b.council_id = %(organisation)s::bigint OR EXISTS (
    SELECT 1 FROM handover_line l WHERE l.family_id = b.family_id AND l.centre_id = %(organisation)s::bigint
)) ORDER BY b.id
"""


class Mark(Protocol):
    """Puts a marker on a birth and lets it take effect at once."""

    def __call__(self, *, birth: BirthId, kind: MarkerKind, source: str, by: Actor, at: datetime) -> object: ...


@transaction.atomic
def say_no(*, code: str, address: str, at: datetime) -> Heard:
    """Somebody typed a code, as `letters.rules.typed` spells it, from a network address: written down, whatever it is."""
    heard = tried(Page.SAY_NO, address=address, at=at)
    if heard is Heard.HEARD:
        ask(WRITE, {"key": key_of(code), "at": at})
    return heard


def carry_out(*, mark: Mark, by: Actor, at: datetime) -> int:
    """Carry out what was typed, each code by itself; gives how many families said no. What is no code is forgotten."""
    families = 0
    while (found := _next(mark, by, at)) is not None:
        families += found
    return families


@transaction.atomic
def _next(mark: Mark, by: Actor, at: datetime) -> bool | None:
    """The oldest code that nobody else has in hand: whether it was a family's; None where there is none."""
    one = SaidNo.objects.select_for_update(skip_locked=True).order_by("at", "pk").first()
    if one is None:
        return None
    births = births_of(bytes(one.key))
    _mark(births, BY_LETTER, mark, by, at)
    one.delete()
    return bool(births)


@transaction.atomic
def told_no(*, organisation: OrganisationId, said: str, mark: Mark, by: Actor, at: datetime) -> list[BirthId]:
    """A family said no to staff of a council or a centre, and gave the reference or the code on its letter.

    Gives the births that are marked; none where the organisation never had such a family.
    """
    births = known_as(organisation, said)
    _mark(births, BY_TELEPHONE, mark, by, at)
    return births


def known_as(organisation: OrganisationId, said: str) -> list[BirthId]:
    """The babies of the family that an organisation knows, or once knew, by what stands on a letter: its reference or its code."""
    asked: dict[str, object] = {"organisation": organisation}
    if (code := typed(said)) is not None and (births := births_of(key_of(code))):
        return [BirthId(birth) for (birth,) in ask(OF_ORGANISATION, asked | {"births": births})]
    return [BirthId(birth) for (birth,) in ask(OF_REFERENCE, asked | {"reference": spelt(said)})]


def spelt(reference: str) -> str:
    """A reference as it is printed, however it was typed."""
    return "".join(reference.replace("-", " ").split()).upper()


def _mark(births: list[BirthId], source: str, mark: Mark, by: Actor, at: datetime) -> None:
    for birth in births:
        mark(birth=birth, kind=MarkerKind.OBJECTION, source=source, by=by, at=at)
