"""Hides whom a council's social care team is asked about: births that nothing else withholds, and no others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connections

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.births.models import Birth
from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.sealed import Private, read
from rightstart.safeguards import social_care
from rightstart.safeguards.rules import ClearanceKind, MarkerKind
from rightstart.safeguards.social_care import MEANS, Answer
from rightstart.terms import Actor, BirthId, OrganisationId

ASKED: Final = """
SELECT council_id, birth_id FROM release_decision
WHERE superseded_at IS NULL AND outcome = 'withheld' AND reason = %s ORDER BY birth_id
"""
SAID: Final = """
SELECT DISTINCT ON (b.id) b.reference, n.born_on, b.known_at, n.key, n.sealed
FROM births_birth b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
WHERE b.id = ANY(%(births)s::bigint[]) ORDER BY b.id, i.as_at DESC, i.notice_id DESC
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Which births their team's word holds, and by which marker; which it clears; which references wait for no word here."""

    held: Mapping[BirthId, MarkerKind]
    cleared: Sequence[BirthId]
    unknown: Sequence[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A birth that their team is asked about, as it is shown to them."""

    birth: str
    surname: str
    forename: str | None
    born_on: date
    parent: str | None
    address: str
    postcode: str
    since: datetime


def waiting(viewer: Viewer) -> list[Waiting]:
    """Whom the viewer's council asks about, those first that have waited longest."""
    with seen_by(viewer) as using:
        births = [birth for _, birth in _asked(using)]
    found = read(ask(SAID, {"births": births}) if births else [])
    return sorted((_waiting(told, *row) for told, row in found), key=lambda one: (one.since, one.birth))


def _waiting(told: Private, birth: str, born_on: date, since: datetime) -> Waiting:
    home = told.address.replace("\n", ", "), told.postcode
    return Waiting(birth, told.baby_surname, told.baby_forename, born_on, told.parent_name, *home, since)


def answered(*, council: OrganisationId, answers: Mapping[str, Answer], by: Actor, at: datetime) -> Taken:
    """Keep the team's word about these births, by reference, in the transaction that marks them or judges them again."""
    births = [birth for of, birth in _asked() if of == council]
    waits = {
        reference: BirthId(birth)
        for birth, reference in Birth.objects.filter(pk__in=births).values_list("pk", "reference")
    }
    said = {waits[one]: answer for one, answer in answers.items() if one in waits}
    for birth, answer in said.items():
        social_care.keep(birth=birth, answer=answer, by=by, at=at)
    held = {birth: MEANS[answer] for birth, answer in said.items() if answer in MEANS}
    return Taken(held, sorted(said.keys() - held.keys()), sorted(answers.keys() - waits.keys()))


def chase(*, at: datetime) -> int:
    """Tell each team whom it has to answer for, and close what is answered; gives how many births wait."""
    waits = Counter(council for council, _ in _asked())
    for council in organisations(OrganisationKind.COUNCIL):
        kind = AlertKind.SOCIAL_CARE_ASKED
        if waits[council.id]:
            raise_alert(to=council.id, role=RoleKind.SOCIAL_CARE, kind=kind, at=at)
        else:
            settle_alert(kind=kind, to=council.id, at=at)
    return waits.total()


def _asked(using: str = "default") -> list[tuple[OrganisationId, BirthId]]:
    """Every birth that nothing but the team's silence withholds, with its council."""
    with connections[using].cursor() as cursor:
        cursor.execute(ASKED, [ClearanceKind.SOCIAL_CARE])
        return [(OrganisationId(council), BirthId(birth)) for council, birth in cursor.fetchall()]
