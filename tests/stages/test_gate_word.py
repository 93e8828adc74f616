"""Since when the gate holds a supplier's word for fresh, as a table: which files came beside the first, and what that confirms."""

from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_bytes, token_hex

import pytest

from rightstart.directory.rules import OrganisationKind
from rightstart.intake.models import Consignment
from tests.clean import put_back
from tests.journey.world import CALDERDALE, FIRST_DAY, KIRKLEES, SUPPLIER, World, row
from tests.stages.at_the_gate import asked

ANOTHER = "CHIS02"
ASKED = 9  # days after the first file


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came as at so many days after the first one."""

    days: int
    status: str = "accepted"
    kind: str = "births"
    supplier: str = SUPPLIER
    council: str = CALDERDALE
    confirms: bool = True
    single: bool = False


# What came, in its order, and after how many days the word that counts was given; None: no word counts.
ROWS: tuple[tuple[str, list[Came], int | None], ...] = (
    ("nothing more", [], 0),
    ("a file of births", [Came(8)], 8),
    ("a file at the very moment", [Came(9)], 9),
    ("a later and an earlier one", [Came(8), Came(3)], 8),
    ("a status file", [Came(8, kind="status")], 8),
    ("one as at a later moment", [Came(10)], 0),
    ("one that was refused", [Came(8, "refused")], 0),
    ("one for which nobody looked", [Came(8, confirms=False)], 0),
    ("one record put right", [Came(8, single=True)], 0),
    ("one of another supplier", [Came(8, supplier=ANOTHER)], 0),
    ("one for another council", [Came(8, council=KIRKLEES)], 0),
    ("a file of arrivals", [Came(8, kind="arrivals")], 0),
    ("one that is held", [Came(8, "held")], None),
    ("one that is held as at the very moment", [Came(9, "held")], None),
    ("one that is held as at a later moment", [Came(10, "held")], 0),
    ("another supplier's that is held", [Came(8, "held", supplier=ANOTHER)], 0),
    ("one for another council that is held", [Came(8, "held", council=KIRKLEES)], 0),
    ("a file of arrivals that is held", [Came(8, "held", kind="arrivals")], 0),
    ("a held one and then its better", [Came(7, "held"), Came(8)], 8),
    ("a held one and its better as at the same moment", [Came(8, "held"), Came(8)], 8),
    ("a held one and one older that came later", [Came(8, "held"), Came(7)], None),
    ("a held one after one as at the same moment", [Came(8), Came(8, "held")], None),
    ("a held one and a status file", [Came(7, "held"), Came(8, kind="status")], None),
    ("a held status file and its better", [Came(7, "held", kind="status"), Came(8, kind="status")], 8),
    ("a held one and one record put right", [Came(7, "held"), Came(8, single=True)], None),
    ("a held one and one refused", [Came(7, "held"), Came(8, "refused")], None),
    ("a held one and another supplier's", [Came(7, "held"), Came(8, supplier=ANOTHER)], None),
    ("a held one and one for another council", [Came(7, "held"), Came(8, council=KIRKLEES)], None),
)


@pytest.fixture
def world(database: str) -> World:
    world = put_back(database, "journey", World)
    world.enter(OrganisationKind.SUPPLIER, ANOTHER)
    world.hand_in(row("R1", "Smith", date(2026, 9, 14)))
    return world


def keep(world: World, came: Came) -> None:
    """Keep the receipt of a file like the first one."""
    one = Consignment.objects.earliest("id")
    one.pk, one.reference, one.sha256 = None, token_hex(8), token_bytes(32)
    one.as_at += timedelta(days=came.days)
    one.status, one.kind, one.confirms, one.single = came.status, came.kind, came.confirms, came.single
    one.supplier_id, one.council_id = world.ids[came.supplier], world.ids[came.council]
    one.save(force_insert=True, using="owner")


@pytest.mark.parametrize(("came", "confirmed"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_supplier_s_word_is_as_fresh_as_the_table_says(
    world: World, came: list[Came], confirmed: int | None
) -> None:
    for one in came:
        keep(world, one)
    world.today += timedelta(days=ASKED)
    day = None if confirmed is None else FIRST_DAY + timedelta(days=confirmed)
    assert asked(world, "R1").confirmed_on == day
