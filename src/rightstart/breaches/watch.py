"""Hides who is told of the 72 hours: what runs is found, and each mark told once to whoever is higher up by then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_others
from rightstart.breaches.candidates import look
from rightstart.breaches.log import about_hours
from rightstart.breaches.reading import running
from rightstart.breaches.rules import HOURS, TOLD_AFTER, mark
from rightstart.directory.rules import RoleKind
from rightstart.terms import Actor

_IG, _SAFE = RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD
TOLD: Final[Mapping[int, tuple[RoleKind, ...]]] = dict(
    zip(TOLD_AFTER, ((_IG,), (_IG, _SAFE), (_IG, _SAFE)), strict=True)
)
KINDS: Final = {hours: AlertKind.BREACH_OVERDUE if hours == HOURS else AlertKind.BREACH_DUE for hours in TOLD_AFTER}


def watch(*, by: Actor, at: datetime) -> int:
    """Write down what may be a breach, then tell of what runs; gives how many entries that opened."""
    found = look(by=by, at=at)
    chase(at=at)
    return found


def chase(*, at: datetime) -> int:
    """Tell of every entry of which it is not decided whether the regulator is told; gives for how many the time is over."""
    due: dict[AlertKind, list[str]] = {kind: [] for kind in KINDS.values()}
    late = 0
    for council, one in running():
        hours = mark(one.aware_at, at)
        if hours is None:
            continue
        about, kind = about_hours(one.reference, hours), KINDS[hours]
        due[kind].append(about)
        late += hours == HOURS
        for role in TOLD[hours]:
            raise_alert(to=council, role=role, kind=kind, about=about, at=at)
    for kind, abouts in due.items():
        settle_others(kind=kind, than=abouts, at=at)
    return late
