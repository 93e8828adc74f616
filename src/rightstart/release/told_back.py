"""Hides that whoever is offered a correction is told of it only as long as the gate lets it be told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.release import gate
from rightstart.release.gather import Gathered
from rightstart.terms import OrganisationId

# What is offered about these births and not answered yet.
OFFERED: Final = """
SELECT DISTINCT o.reference, o.supplier_id, o.council_id, o.record_key
FROM intake_offer o JOIN births_identity i ON i.record_key = o.record_key AND i.council_id = o.council_id
WHERE o.answer IS NULL AND i.birth_id = ANY(%(births)s::bigint[])
"""


def follow(judged: Iterable[Gathered], *, at: datetime) -> None:
    """In the transaction in which births are judged: an offer that is shut now is alerted no longer, one that may be told

    again is alerted again. Nothing is written of either that its supplier or the ledger could tell from an answer. Most
    births have never been marked, and nothing is asked about them.
    """
    concerned = [one.birth for one in judged if _was_marked(one)]
    offered = ask(OFFERED, {"births": concerned}) if concerned else []
    records: dict[OrganisationId, set[bytes]] = defaultdict(set)
    for _, _, council, record in offered:
        records[council].add(bytes(record))
    told = {council: gate.told_back(known, council=council, at=at) for council, known in records.items()}
    shut = [reference for reference, _, council, record in offered if bytes(record) not in told[council]]
    if shut:
        settle_all(kinds=[AlertKind.CORRECTION_OFFERED], about=shut, at=at)
    for reference, supplier, *_ in offered:
        if reference not in shut:
            kind = AlertKind.CORRECTION_OFFERED
            raise_alert(to=supplier, role=RoleKind.SUPPLIER_SENDER, kind=kind, about=reference, at=at)


def _was_marked(one: Gathered) -> bool:
    """Whether a marker stands on a birth or its family, or stood when it was last decided about."""
    facts = one.facts
    return bool(facts.markers or facts.siblings.markers or (one.current and one.current.standing.marked))
