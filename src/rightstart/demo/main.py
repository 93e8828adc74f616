"""Runs the main job on the demonstration's area and counts what came of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from rightstart.demo.scene import Account, Scene, set_scene
from rightstart.demo.walk import WEEKS, walk
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.isolation import viewing
from rightstart.ledger.audit import verify_store
from rightstart.ledger.own import own_signer
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import Sealed, seal
from rightstart.ledger.verify import verify_published
from rightstart.reach.measure import Count, counts
from rightstart.release.records import PROMISED, records


@dataclass(frozen=True, slots=True)
class CentreFigures:
    """A centre's families so far."""

    centre: str
    notified: int
    contacted: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the demonstration counted. The same seed and day give the same figures; the root and the seconds apart."""

    received: dict[str, int]
    outcomes: dict[str, int]
    called_back: int
    centres: tuple[CentreFigures, ...]
    withheld_families: int
    ledger_size: int
    ledger_root: str
    verified: bool
    seconds: float
    accounts: tuple[Account, ...]


def run(*, births: int | None, seed: int, tell: Callable[[str], None]) -> Summary:
    """Set the scene, live through five weeks up to now, seal and verify the ledger, and count."""
    started = time.perf_counter()
    now = timezone.now()
    tell("entering postcodes, councils, centres, agreements and people …")
    scene = set_scene(now - timedelta(weeks=WEEKS + 1))
    totals = walk(scene, today=now, births=births, seed=seed, tell=tell)
    tell("sealing, publishing and verifying the ledger …")
    signer = own_signer()
    sealed = seal(signer=signer, at=now)
    if not isinstance(sealed, Sealed):
        raise RuntimeError("the ledger could not be sealed")
    publish(directory=settings.LEDGER_DIRECTORY)
    key = signer.key.public_key()
    published = verify_published(settings.LEDGER_DIRECTORY, key)
    store = verify_store(key=key, directory=settings.LEDGER_DIRECTORY, records=records(), promised=PROMISED)
    reached = _reached(scene)
    return Summary(
        received=dict(sorted(totals.items())),
        outcomes=_outcomes(),
        called_back=_count(
            "SELECT count(*) FROM handover_callback b JOIN directory_organisation c ON c.id = b.centre_id WHERE NOT c.canary"
        ),
        centres=_centres(scene, reached),
        withheld_families=sum(one.withheld for one in reached),
        ledger_size=sealed.size,
        ledger_root=sealed.root.hex(),
        verified=published.sound and store.sound,
        seconds=round(time.perf_counter() - started, 1),
        accounts=scene.accounts,
    )


def _outcomes() -> dict[str, int]:
    """Births by where they stand now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.outcome, count(*) FROM release_decision d JOIN directory_organisation c ON c.id = d.council_id"
            " WHERE d.superseded_at IS NULL AND NOT c.canary GROUP BY 1 ORDER BY 1"
        )
        return dict(cursor.fetchall())


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: int = cursor.fetchone()[0]
        return found


def _reached(scene: Scene) -> list[Count]:
    with viewing(OrganisationKind.COUNCIL.value, scene.councils.values()) as viewers:
        return [one for viewer in viewers.values() for one in counts(viewer)]


def _centres(scene: Scene, reached: Sequence[Count]) -> tuple[CentreFigures, ...]:
    figures: dict[str, list[int]] = {name: [0, 0] for name in scene.centres.values()}
    for one in reached:
        if one.name is not None:
            figures[one.name][0] += one.notified
            figures[one.name][1] += one.contacted
    return tuple(CentreFigures(name, *figure) for name, figure in sorted(figures.items()))
