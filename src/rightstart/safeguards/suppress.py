"""Hides how a suppressed child is known again when nothing of its record is left: by keyed fingerprints that point at nobody.

No fingerprint stands beside another, a birth or an identity, so that a child's old and new ones are not linked by it. Each ends on
a day of its own. Keys can be added: what is kept from now on is kept under the newest, and an old one can be read until its last
fingerprint has ended, when it is destroyed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.safeguards.fingerprints import SUPPRESSES, Child, Trait, ends_on, likeness, traits
from rightstart.safeguards.mark import Statement, mark
from rightstart.safeguards.models import Suppression
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

RING: Final = "suppression"
SOURCE: Final = "suppression"
# What is said of these births and of the others of their families.
AROUND: Final = """
SELECT b.id, b.family_id, b.council_id, b.reference,
       i.surname_key, i.forename_key, i.parent_key, i.born_on, nullif(i.postcode, '')
FROM births_birth b JOIN births_identity i ON i.birth_id = b.id
WHERE b.family_id IN (SELECT family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[]))
"""
KEEP: Final = """
INSERT INTO safeguards_suppression (key, trait, marker, under, until_on)
SELECT * FROM unnest(%(key)s::bytea[], %(trait)s::text[], %(marker)s::text[], %(under)s::text[], %(until_on)s::date[])
ON CONFLICT (key, marker) DO NOTHING RETURNING 1
"""
FOUND: Final = """
SELECT key, trait FROM safeguards_suppression WHERE key = ANY(%(keys)s::bytea[]) AND until_on > %(today)s::date
"""


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
    under = keys.newest(settings.HOME, RING)
    secret = keys.ring(settings.HOME, RING)[under]
    found = {
        (_fingerprint(secret, one.council, trait, facts), lasting[birth]): (trait, ends_on(trait, child.born_on))
        for birth, one in _around(lasting).items()
        if birth in lasting
        for child in one.said
        for trait, facts in traits(child)
    }
    rows = [(key, trait.value, kind.value, under, until) for (key, kind), (trait, until) in sorted(found.items())]
    columns = ("key", "trait", "marker", "under", "until_on")
    return len(ask(KEEP, dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))) if rows else 0


def hold_again(births: Iterable[BirthId], *, by: Actor, at: datetime) -> list[BirthId]:
    """Hold every newcomer that agrees with a suppressed child, and tell the safeguarding lead; gives whom it holds.

    In the caller's transaction, before they are decided. What another baby of the confinement explains is no likeness.
    """
    new = set(births)
    around = _around(new) if new else {}
    borne = {birth: _fingerprints(one) for birth, one in around.items()}
    of_family: dict[int, set[BirthId]] = defaultdict(set)
    for birth, one in around.items():
        of_family[one.family].add(birth)
    own = {
        birth: borne[birth].keys() - {key for sibling in of_family[around[birth].family] - {birth} for key in borne[sibling]}
        for birth in new & around.keys()
    }  # fmt: skip
    known = _known({key for keys in own.values() for key in keys}, london_date(at))
    held = {
        birth: kind for birth, keys in own.items() if (kind := likeness({borne[birth][key] for key in keys & known}))
    }
    for birth, kind in sorted(held.items()):
        _hold(around[birth], kind, by, at)
    return sorted(held)


def _hold(one: Known, kind: MarkerKind, by: Actor, at: datetime) -> None:
    """By its own reference alone: nothing is said of any record or number, old or new."""
    mark(statements=[Statement(one.reference.encode(), kind, at)], source=SOURCE, by=by, at=at)
    to, role = one.council, RoleKind.SAFEGUARDING_LEAD
    raise_alert(to=to, role=role, kind=AlertKind.LIKE_SUPPRESSED, about=one.reference, at=at)


def forget(birth: BirthId, kind: MarkerKind) -> int:
    """Two people have lifted a marker: what was kept for it goes, but for what another baby of the confinement bears too."""
    around = _around([birth])
    if birth not in around:
        return 0
    borne = _fingerprints(around.pop(birth)).keys() - {key for one in around.values() for key in _fingerprints(one)}
    return Suppression.objects.filter(key__in=borne, marker=kind.value).delete()[0]


@transaction.atomic
def end_due(*, by: Actor, at: datetime) -> int:
    """Delete what has come to its end, and destroy the keys under which nothing is kept any more; gives how many went."""
    ended, _ = Suppression.objects.filter(until_on__lte=london_date(at)).delete()
    in_use = {*Suppression.objects.values_list("under", flat=True).distinct(), keys.newest(settings.HOME, RING)}
    idle = sorted(keys.ring(settings.HOME, RING).keys() - in_use)
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
    for birth, family, council, reference, *said in ask(AROUND, {"births": list(births)}):
        found.setdefault(BirthId(birth), Known(family, council, reference, set())).said.add(Child(*said))
    return found


def _fingerprints(one: Known) -> dict[bytes, Trait]:
    """What this birth would be known by, under every key that there is."""
    return {
        _fingerprint(secret, one.council, trait, facts): trait
        for secret in keys.ring(settings.HOME, RING).values()
        for child in one.said
        for trait, facts in traits(child)
    }


def _fingerprint(secret: bytes, council: OrganisationId, trait: Trait, facts: tuple[str, ...]) -> bytes:
    """Of one council: what two councils know of is compared by identifiers, not by likeness."""
    return keys.fingerprint(secret, trait.value, str(council), *facts)


def _known(borne: set[bytes], today: date) -> set[bytes]:
    rows: list[tuple[Any, ...]] = ask(FOUND, {"keys": list(borne), "today": today}) if borne else []
    return {bytes(key) for key, _ in rows}
