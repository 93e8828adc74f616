"""Hides what has become of a consignment's births since, in counts that tell of no child, and whose word on a birth is how old."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from rightstart.directory.rules import OrganisationKind
from rightstart.engine.isolation import Viewer, proven, seen_by
from rightstart.intake.models import Consignment
from rightstart.release.queries import ask
from rightstart.release.rules import OutcomeKind
from rightstart.release.suppression import Became, for_supplier

WAITING: Final = (OutcomeKind.NOT_YET, OutcomeKind.UNPLACED, OutcomeKind.REFUSED)


def became(viewer: Viewer, reference: str) -> Became | None:
    """Where a consignment's births stand now; None where there is none, it is not the viewer's, or nothing may be told.

    Whose consignment it is, the database itself says; the counting is done by the worker, for the sides may not read decisions.
    """
    with seen_by(viewer) as using:
        found = Consignment.objects.using(using).filter(reference=reference).values_list("pk", flat=True).first()
    if found is None:
        return None
    counted = {OutcomeKind(outcome): number for outcome, number in ask("became", {"consignment": found})}
    became = _grouped(counted)
    return for_supplier(became) if viewer.kind == OrganisationKind.SUPPLIER else became


def _grouped(counted: Mapping[OutcomeKind, int]) -> Became:
    return Became(
        handed=counted.get(OutcomeKind.DISCLOSE, 0),
        withheld=counted.get(OutcomeKind.WITHHELD, 0),
        waiting=sum(counted.get(kind, 0) for kind in WAITING),
    )


def confirmed(viewer: Viewer, reference: str) -> list[tuple[str, datetime]]:
    """As of when each supplier that speaks of a birth of the viewer's council last gave its word: its name and the moment."""
    council = proven(viewer, "council")
    if council is None:
        return []
    return [(name, at) for name, at in ask("word", {"council": council, "reference": reference})]
