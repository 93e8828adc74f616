"""What the stories of families' requests share: a family of twins beside a neighbour, and who asks and acts."""

import json
from datetime import date
from typing import Any

from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.rights.requests import keeping, pack, paper, reads
from rightstart.rights.requests.detail import Unfit
from rightstart.rights.requests.keeping import Asked, Known, NotOpened
from rightstart.rights.requests.pack import Choice, Pack
from rightstart.rights.requests.reads import RequestRow
from rightstart.rights.requests.rules import Asker, Ground, Outcome, RequestKind
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import CALDERDALE, World, row

BORN = date(2026, 9, 14)
IG, SAFE = frozenset({RoleKind.IG_LEAD}), frozenset({RoleKind.SAFEGUARDING_LEAD})
STEWARD = frozenset({RoleKind.DATA_STEWARD})
ANN = Actor.job("ann")
SEEN = ParentKnownBy.PHOTO_AND_CERTIFICATE
NAMED, OTHER = Known(SEEN, Asker.NAMED), Known(SEEN, Asker.OTHER)
HOME = "7 Cobblestone Mews"
NOTHING = Choice()


def twins(**more: str) -> list[dict[str, str]]:
    """Twins of one family, and a neighbour."""
    both = {"births_in_confinement": "2", "address_line_1": HOME, "parent_name": "Robin Quillfeather"} | more
    return [
        row("R1", "Quillfeather", BORN, birth_order="1", baby_forename="Peregrine", phone="01632 960123", **both),
        row("R2", "Quillfeather", BORN, birth_order="2", baby_forename="Tarquin", **both),
        row("R3", "Jones", BORN, address_line_1="2 High Street"),
    ]


def reference_of(record: str = "R1") -> str:
    return Birth.objects.get(pk=look.birth_of(record)).reference


def tried_to_open(world: World, kind: RequestKind, **more: Any) -> str | NotOpened | Unfit:
    asked = Asked(kind, more.pop("known", NAMED), **{name: more[name] for name in more if name != "record"})
    birth = reference_of(more.get("record", "R1"))
    return keeping.open_request(viewer=world.viewer(CALDERDALE), birth=birth, asked=asked, by=ANN, at=world.at)


def opened(world: World, kind: RequestKind, **more: Any) -> str:
    reference = tried_to_open(world, kind, **more)
    assert not isinstance(reference, NotOpened | Unfit)
    return reference


def on(world: World, reference: str, roles: frozenset[RoleKind] = IG) -> dict[str, Any]:
    return {"viewer": world.viewer(CALDERDALE), "reference": reference, "roles": roles, "by": ANN, "at": world.at}


def made(world: World, reference: str, roles: frozenset[RoleKind] = IG, choice: Choice = NOTHING) -> Pack | None:
    return pack.make(**on(world, reference, roles), council="Calderdale", choice=choice)


def told(found: Pack | None) -> str:
    """Everything that a pack tells."""
    assert found is not None
    return json.dumps(paper.as_json(found), ensure_ascii=False)


def answered(world: World, reference: str, outcome: Outcome, ground: Ground | None = None, **more: Any) -> bool:
    return keeping.answer(**on(world, reference, more.pop("roles", IG)), outcome=outcome, ground=ground, **more)


def row_of(world: World, reference: str) -> RequestRow:
    found = reads.request_of(world.viewer(CALDERDALE), reference)
    assert found is not None
    return found
