"""Hides how a suppressed child is known again when nothing of its record is left: by keyed fingerprints that point at nobody.

No fingerprint stands beside another, a birth or an identity, so that a child's old and new ones are not linked by it. Each ends on
a day of its own. Keys can be added: what is kept from now on is kept under the newest, and an old one can be read until its last
fingerprint has ended, when it is destroyed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date, datetime
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.births.match import Newborn
from rightstart.births.rules import Likeness
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.engine.bulk import ask
from rightstart.intake.keys import name_key
from rightstart.intake.sealed import Private, weigh
from rightstart.ledger.append import append
from rightstart.safeguards.fingerprints import SUPPRESSES, Child, Trait, ends_on, first_traits, likeness, traits
from rightstart.safeguards.mark import Statement, mark
from rightstart.safeguards.models import Suppression
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

RING: Final = "suppression"
SOURCE: Final = "suppression"
# What is said of these births and of the others of their families.
AROUND: Final = """
SELECT b.id, b.family_id, b.council_id, b.reference, n.born_on, n.key, n.sealed
FROM births_birth b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
WHERE b.family_id IN (SELECT family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[]))
"""
KEEP: Final = """
INSERT INTO safeguards_suppression (key, trait, marker, under, until_on)
SELECT * FROM unnest(%(key)s::bytea[], %(trait)s::text[], %(marker)s::text[], %(under)s::text[], %(until_on)s::date[])
ON CONFLICT (key, marker) DO NOTHING RETURNING 1
"""
FOUND: Final = """
SELECT key FROM safeguards_suppression WHERE key = ANY(%(keys)s::bytea[]) AND until_on > %(today)s::date
"""


Told: TypeAlias = Callable[[Child], Iterator[tuple[Trait, tuple[str, ...]]]]


class Known(NamedTuple):
    """One birth with what it is called to its council and all that is said of who it is."""

    family: int
    council: OrganisationId
    reference: str
    said: set[Child]


def keep(withheld: Mapping[BirthId, MarkerKind]) -> int:
    """Keep what will know these children again, in the transaction of the decision that withholds them; gives how much is new.

    Only what `SUPPRESSES` lasts; of a protected address nothing is said any more, so nothing of it is kept.
    """
    lasting = {birth: kind for birth, kind in withheld.items() if kind in SUPPRESSES}
    if not lasting:
        return 0
    under, secret = max(keys.ring(settings.HOME, RING).items())
    found = {
        (key, lasting[birth]): of
        for birth, one in _around(lasting).items()
        if birth in lasting
        for key, of in _fingerprints(one.council, one.said, [secret]).items()
    }
    rows = [(key, of.trait.value, kind.value, under, ends_on(*of)) for (key, kind), of in sorted(found.items())]
    columns = ("key", "trait", "marker", "under", "until_on")
    return len(ask(KEEP, dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))) if rows else 0


def hold_again(
    births: Iterable[BirthId],
    *,
    newborn: Mapping[BirthId, Newborn],
    by: Actor,
    at: datetime,
) -> list[BirthId]:
    """Hold every newcomer that agrees with a suppressed child, and tell the safeguarding lead; gives whom it holds.

    In the caller's transaction, before they are decided. What another baby of the confinement explains is no likeness.
    `newborn`: all that is said of those of whom nobody spoke before; what is said of others is asked for.
    """
    new, today = set(births), london_date(at)
    told = {birth: (one.council, set(map(_alike, one.said))) for birth, one in newborn.items() if birth in new}
    if others := new - told.keys():
        told |= {birth: (one.council, one.said) for birth, one in _around(others).items() if birth in others}
    suspected = _suspected(told, today)
    if not suspected:
        return []
    around = _around(suspected)
    own = {birth: of for birth, of in _own(around).items() if birth in suspected}
    known = _known({key for of in own.values() for key in of}, today)
    agrees = {birth: {of[key].trait for key in of.keys() & known} for birth, of in own.items()}
    held = {birth: kind for birth, agreeing in agrees.items() if (kind := likeness(agreeing))}
    for birth, kind in sorted(held.items()):
        _hold(around[birth], kind, by, at)
    return sorted(held)


def _suspected(told: Mapping[BirthId, tuple[OrganisationId, Set[Child]]], today: date) -> set[BirthId]:
    """Of these newcomers whoever agrees at all, by the few fingerprints that tell: nearly all of them do not."""
    secrets = tuple(keys.ring(settings.HOME, RING).values())
    facts = partial(first_traits, today=today)
    first = {birth: set(_fingerprints(council, said, secrets, facts)) for birth, (council, said) in told.items()}
    known = _known(set().union(*first.values()), today)
    return {birth for birth, own in first.items() if not own.isdisjoint(known)} if known else set()


def _hold(one: Known, kind: MarkerKind, by: Actor, at: datetime) -> None:
    """By its own reference alone: nothing is said of any record or number, old or new."""
    mark(statements=[Statement(one.reference.encode(), kind, at)], source=SOURCE, by=by, at=at)
    to, role = one.council, RoleKind.SAFEGUARDING_LEAD
    raise_alert(to=to, role=role, kind=AlertKind.LIKE_SUPPRESSED, about=one.reference, at=at)


def forget(birth: BirthId, kind: MarkerKind) -> int:
    """Two people have lifted a marker: what was kept for it goes, but for what another baby of the confinement bears too."""
    borne = _own(_around([birth])).get(birth, {})
    return Suppression.objects.filter(key__in=borne, marker=kind.value).delete()[0]


@transaction.atomic
def end_due(*, by: Actor, at: datetime) -> int:
    """Delete what has come to its end, and destroy the keys under which nothing is kept any more; gives how many went."""
    ended, _ = Suppression.objects.filter(until_on__lte=london_date(at)).delete()
    ring = keys.ring(settings.HOME, RING)
    idle = sorted(ring.keys() - {*Suppression.objects.values_list("under", flat=True).distinct(), max(ring)})
    if ended or idle:
        append([{"act": "suppression.ended", "fingerprints": ended, "keys": len(idle), "by": str(by)}], at=at)
    for name in idle:
        transaction.on_commit(lambda name=name: keys.destroy(settings.HOME, RING, name))  # type: ignore[misc]
    return ended


def add_key(*, by: Actor, at: datetime) -> str:
    """A new key for what is kept from now on; gives its name. The old ones can be read until their fingerprints have ended."""
    name = keys.add_to_ring(settings.HOME, RING)
    with transaction.atomic():
        append([{"act": "suppression.key-added", "key": name, "by": str(by)}], at=at)
    return name


class Kept(NamedTuple):
    """How many fingerprints of a kind are kept under a key, and when the last of them ends."""

    trait: str
    under: str
    kept: int
    until_on: date


def kept() -> list[Kept]:
    """What is kept, in counts."""
    rows = Suppression.objects.values_list("trait", "under").annotate(kept=Count("pk"), last=Max("until_on"))
    return [Kept(*row) for row in rows.order_by("trait", "under")]


def _around(births: Iterable[BirthId]) -> dict[BirthId, Known]:
    found: dict[BirthId, Known] = {}
    for told, (birth, family, council, reference, born_on) in weigh(ask(AROUND, {"births": list(births)})):
        known = found.setdefault(BirthId(birth), Known(family, council, reference, set()))
        known.said.add(_child(told, born_on))
    return found


def _child(told: Private, born_on: date) -> Child:
    surname = name_key(told.baby_surname) or ""
    return Child(surname, name_key(told.baby_forename), name_key(told.parent_name), born_on, told.postcode or None)


def _alike(one: Likeness) -> Child:
    return Child(one.surname_key, one.forename_key, one.parent_key, one.born_on, one.postcode)


class _Of(NamedTuple):
    """What a fingerprint stands for, and the day of birth, by which it ends."""

    trait: Trait
    born_on: date


def _own(around: Mapping[BirthId, Known]) -> dict[BirthId, dict[bytes, _Of]]:
    """What each of these would be known by, under every key that there is, and no other baby of its family."""
    secrets = tuple(keys.ring(settings.HOME, RING).values())
    borne = {birth: _fingerprints(one.council, one.said, secrets) for birth, one in around.items()}
    bearers = Counter((around[birth].family, key) for birth, of in borne.items() for key in of)
    return {
        birth: {key: of for key, of in found.items() if bearers[around[birth].family, key] == 1}
        for birth, found in borne.items()
    }


def _fingerprints(
    council: OrganisationId, said: Iterable[Child], secrets: Iterable[bytes], told: Told = traits
) -> dict[bytes, _Of]:
    """What a birth of which this is said is known by under some keys, or some of it.

    Of one council: two councils compare by identifiers, not by likeness.
    """
    of = str(council)
    return {
        keys.fingerprint(secret, trait, of, *facts): _Of(trait, child.born_on)
        for secret in secrets
        for child in said
        for trait, facts in told(child)
    }


def _known(borne: set[bytes], today: date) -> set[bytes]:
    return {bytes(key) for (key,) in ask(FOUND, {"keys": list(borne), "today": today})} if borne else set()
