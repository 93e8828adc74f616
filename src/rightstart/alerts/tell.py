"""Hides how a role is told: raised once, on its page at once, by e-mail through a job, again each week until settled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connections, transaction

from rightstart.alerts.models import Alert
from rightstart.alerts.rules import INFORMS, AlertKind, Telling, telling
from rightstart.alerts.wording import WORDS
from rightstart.carriers import email
from rightstart.directory.roles import addresses
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import OrganisationId, london_date, london_midnight

# At a canary there is nobody to tell.
RAISE: Final = """
INSERT INTO alerts_alert (organisation_id, role, kind, about, raised_at)
SELECT id, %(role)s, %(kind)s, %(about)s, %(at)s FROM directory_organisation o
WHERE id = %(to)s AND NOT canary AND NOT (%(once)s AND EXISTS (
    SELECT FROM alerts_alert WHERE (organisation_id, role, kind, about) = (o.id, %(role)s, %(kind)s, %(about)s)
))
ON CONFLICT (organisation_id, role, kind, about) WHERE settled_at IS NULL DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Open:
    """An open alert as a page shows it."""

    kind: AlertKind
    about: str
    raised_at: datetime


def raise_alert(
    *,
    to: OrganisationId,
    role: RoleKind,
    kind: AlertKind,
    about: str = "",
    at: datetime,
    once: bool = False,
    using: str = "default",
) -> None:
    """Tell a role at an organisation, in the caller's transaction. While it is open, the same again changes nothing.

    `once`: nor after it was settled, or seen.

    `about`: a reference, a code or a month, never a person.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            RAISE, {"role": role.value, "kind": kind.value, "about": about, "at": at, "to": to, "once": once}
        )


def settle_alert(
    *, kind: AlertKind, about: str = "", at: datetime, to: OrganisationId | None = None, using: str = "default"
) -> int:
    """Close what was raised of a kind about something, for one organisation or for every one; gives how many."""
    open_ones = Alert.objects.using(using).filter(kind=kind, about=about, settled_at__isnull=True)
    return (open_ones if to is None else open_ones.filter(organisation_id=to)).update(settled_at=at)


def settle_all(*, kinds: Iterable[AlertKind], about: Iterable[str], at: datetime) -> int:
    """Close at once what was raised of several kinds about any of these, for every organisation; gives how many."""
    found = Alert.objects.filter(kind__in=list(kinds), about__in=list(about), settled_at__isnull=True)
    return found.update(settled_at=at)


def settle_others(*, kind: AlertKind, than: Iterable[str], at: datetime) -> int:
    """Close what was raised of a kind about anything else: a feed that has ended owes nothing any more."""
    others = Alert.objects.filter(kind=kind, settled_at__isnull=True).exclude(about__in=list(than))
    return others.update(settled_at=at)


def settle_unless(
    *, kinds: Iterable[AlertKind], about: str, still: Collection[tuple[OrganisationId, AlertKind]], at: datetime
) -> int:
    """Close what was raised of several kinds about something, but for who is still to act on it; gives how many."""
    found = Alert.objects.filter(kind__in=list(kinds), about=about, settled_at__isnull=True)
    done = [one.pk for one in found if (OrganisationId(one.organisation_id), AlertKind(one.kind)) not in still]
    return Alert.objects.filter(pk__in=done).update(settled_at=at)


def forget_settled(*, before: date) -> int:
    """Delete alerts that were settled before a day; gives how many went."""
    return Alert.objects.filter(settled_at__lt=london_midnight(before)).delete()[0]


def open_alerts(viewer: Viewer, roles: Iterable[RoleKind]) -> list[Open]:
    """What these roles at the viewer's organisation are still to act on, latest first."""
    wanted = [role.value for role in roles]
    with seen_by(viewer) as using:
        rows = Alert.objects.using(using).filter(settled_at__isnull=True, role__in=wanted).order_by("-raised_at", "-pk")
        return [Open(AlertKind(kind), about, at) for kind, about, at in rows.values_list("kind", "about", "raised_at")]


def seen(viewer: Viewer, roles: Iterable[RoleKind], *, at: datetime) -> int:
    """Somebody of these roles at the viewer's organisation has seen what only informs; gives how many matters that were."""
    wanted = [role.value for role in roles]
    with seen_by(viewer) as using:
        found = Alert.objects.using(using).filter(settled_at__isnull=True, role__in=wanted, kind__in=INFORMS)
        own = list(found.values_list("pk", flat=True))
    return Alert.objects.filter(pk__in=own).update(settled_at=at)


def tell_due(*, at: datetime) -> int:
    """E-mail every open alert that is due to be told; gives how many were. Without a mail server nothing is tried.

    Each in a transaction of its own: one address that is refused keeps nobody else's from going out.
    """
    if not email.configured():
        return 0
    waiting = list(Alert.objects.filter(settled_at__isnull=True).values_list("pk", "kind", "told_at", "tried_at"))
    due = [
        pk for pk, kind, told_at, tried_at in waiting if telling(AlertKind(kind), told_at, tried_at, at) is Telling.NOW
    ]
    return sum(_tell(pk, at) for pk in due)


def _tell(pk: int, at: datetime) -> bool:
    with transaction.atomic():
        alert = Alert.objects.select_for_update(skip_locked=True).filter(pk=pk, settled_at__isnull=True).first()
        if alert is None or telling(AlertKind(alert.kind), alert.told_at, alert.tried_at, at) is Telling.LATER:
            return False
        told = addresses(OrganisationId(alert.organisation_id), RoleKind(alert.role), london_date(at))
        words = WORDS[AlertKind(alert.kind)]
        alert.tried_at = at
        went = bool(told) and email.send(told, words.matter, f"{words.matter}. {words.step}") is email.Answer.SENT
        alert.told_at = at if went else alert.told_at
        alert.save(update_fields=("tried_at", "told_at"))
        return went
