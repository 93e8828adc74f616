"""Hides how a possible breach is seen by itself: others' residents in a file, and a family called back after it was contacted.

Each is written down once, however often this runs; what becomes of it is a person's to say.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from secrets import token_hex
from typing import Any

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.breaches.codes import Opened, Sort
from rightstart.breaches.models import Breach, Concern
from rightstart.directory.rules import RoleKind
from rightstart.engine import turns
from rightstart.engine.bulk import ask, named
from rightstart.engine.turns import Turn
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId


@transaction.atomic
def look(*, by: Actor, at: datetime) -> int:
    """Open an entry for whatever has come up since; gives how many."""
    turns.take(Turn.BREACHES)  # two that look at once would both write it down
    files = ask(named("breaches", "not_ours"), {})
    for council, supplier, sha256, consignment in files:
        told = {"supplier_id": supplier, "sha256": sha256, "consignment_id": consignment}
        write(OrganisationId(council), Opened.NOT_OURS, [(Sort.NOT_OURS, told)], by=by, at=at)
    matters = [
        (key, list(rows)) for key, rows in groupby(ask(named("breaches", "called_back"), {}), itemgetter(0, 1, 2))
    ]
    for (council, _, _), rows in matters:
        backs = [(Sort.CALL_BACK, {"call_back_id": call_back, "birth_id": birth}) for *_, call_back, birth in rows]
        write(OrganisationId(council), Opened.CALLED_BACK, backs, by=by, at=at)
    return len(files) + len(matters)


def write(
    council: OrganisationId,
    opened: Opened,
    about: Sequence[tuple[Sort, dict[str, Any]]],
    *,
    by: Actor,
    at: datetime,
    aware_at: datetime | None = None,
) -> str:
    """Write one entry down, in the caller's transaction, and tell the council's lead; gives its reference."""
    reference = token_hex(8)
    since = aware_at or at
    act = {
        "act": "breach.opened",
        "breach": reference,
        "opened": opened.value,
        "aware": since.isoformat(),
        "by": str(by),
    }
    [leaf] = append([act], at=at)
    told = {"aware_at": since, "opened_at": at, "opened_by": str(by), "leaf_hash": leaf}
    breach = Breach.objects.create(reference=reference, council_id=council, opened=opened.value, **told)
    write_concerns(breach, about, by=by, at=at)
    raise_alert(to=council, role=RoleKind.IG_LEAD, kind=AlertKind.BREACH_CANDIDATE, about=reference, at=at)
    return reference


def write_concerns(breach: Breach, about: Iterable[tuple[Sort, dict[str, Any]]], *, by: Actor, at: datetime) -> None:
    """Write down what an entry is about. The ledger says of which sort, and not which birth."""
    about = list(about)
    acts = [
        {"act": "breach.concerns", "breach": breach.reference, "sort": sort.value, "by": str(by)} for sort, _ in about
    ]
    shared: dict[str, Any] = {"breach": breach, "council_id": breach.council_id, "at": at, "by": str(by)}
    for (sort, told), leaf in zip(about, append(acts, at=at), strict=True):
        Concern.objects.create(sort=sort.value, leaf_hash=leaf, **shared, **told)
