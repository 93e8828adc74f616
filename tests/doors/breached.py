"""A log of breaches that everybody stands in, so that whatever its pages, lists and drafts could tell of anybody is looked at."""

from datetime import datetime, timedelta
from typing import Final

from rightstart.births.models import Birth
from rightstart.breaches.codes import Cause, Consequence, Kind, Risk
from rightstart.breaches.drafts import Notice
from rightstart.breaches.log import Noted, OfBirth, OfCentre, Written, note, open_by_hand, widen
from rightstart.breaches.rules import Act
from rightstart.breaches.said import Find
from rightstart.engine.isolation import Viewer
from rightstart.terms import london_date
from tests.doors.world import BY

# What stands in its addresses beside the reference of an entry.
SLOTS: Final = {"act": [*Act, "advised"], "notice": list(Notice)}


def log_of_everybody(viewer: Viewer, *, at: datetime) -> None:
    """One entry about every birth, and all that a centre was sent; assessed, so that there are drafts."""
    told = {"viewer": viewer, "by": BY, "at": at}
    day = london_date(at)
    births = [OfBirth(reference) for reference in Birth.objects.order_by("pk").values_list("reference", flat=True)]
    entry = open_by_hand(about=OfCentre("CAL-01", day - timedelta(days=9), day), aware_at=at, **told)
    assert isinstance(entry, Written)
    assert all(widen(reference=entry.reference, about=one, **told) == entry for one in births)
    finding = Find((Kind.CONFIDENTIALITY,), Cause.OTHER, Risk.HIGH, (Consequence.DISTRESS,), ())
    assert note(reference=entry.reference, said=finding, **told) == Noted()
