"""Stories of families who leave for their centre's own system as a file, and of joins that come back from it."""

import json
from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.engine.exports import csv_bytes
from rightstart.joining import exporting, sheets
from rightstart.joining.exporting import COLUMNS, Exported, NotExported
from rightstart.joining.models import Attendance, Joining
from rightstart.joining.rules import NotRecorded, Whom
from rightstart.joining.sheets import Sheet
from rightstart.joining.taking_in import Refused, TakenIn, take_in
from rightstart.ledger.models import Leaf
from rightstart.release import halt
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
TWINS = {"births_in_confinement": "2", "address_line_1": "2 Row"}


@pytest.fixture
def families(world: World) -> World:
    """Twins and a single baby of one centre, and a family of another."""
    world.hand_in(
        row("R1", "Smith", BORN, address_line_1="1 Row", phone="+44 1632 960123"),
        row("R2", "Hill", BORN, birth_order="1", baby_forename="Ada", **TWINS),
        row("R3", "Hill", BORN, birth_order="2", baby_forename="Bea", **TWINS),
        row("R4", "Brown", BORN, postcode="HX2 7AA"),
    )
    return world


def export(world: World, whom: Whom = Whom.ON_LIST) -> Exported | NotExported:
    return exporting.export(viewer=world.viewer("CAL-01"), whom=whom, who="Robin Worker", by=BY, at=world.at)


def rows_of(made: Exported | NotExported) -> list[dict[str, str]]:
    assert isinstance(made, Exported), made
    return [dict(zip(COLUMNS, one, strict=True)) for one in made.rows]


def brought(world: World, rows: list[dict[str, str]], centre: str = "CAL-01") -> TakenIn:
    """Rows of the file as a centre's own system gives them back."""
    header = tuple(dict.fromkeys(name for one in rows for name in one))
    found = sheets.read(csv_bytes(header, [[one.get(name, "") for name in header] for one in rows]))
    assert isinstance(found, Sheet), found
    return take_in(viewer=world.viewer(centre), rows=found.rows, by=BY, at=world.at)


def acts(act: str) -> list[dict[str, object]]:
    bodies = [json.loads(bytes(one.body)) for one in Leaf.objects.order_by("pk")]
    return [one for one in bodies if one["act"] == act]


def test_a_file_holds_the_centres_open_families_and_who_took_it_in_every_row(families: World) -> None:
    made = export(families)
    rows = rows_of(made)
    assert sorted((one["child_surname"], one["child_forename"]) for one in rows) == [
        *(("Hill", "Ada"), ("Hill", "Bea")),
        ("Smith", "Olivia"),
    ]
    assert {one["child_date_of_birth"] for one in rows} == {"14/09/2026"}
    assert len({one["family_reference"] for one in rows}) == 2
    assert {(one["export"], one["exported_by"]) for one in rows} == {(made.reference, "Robin Worker")}  # type: ignore[union-attr]
    assert all(one["exported_at"].startswith("5 October 2026") for one in rows)
    [told] = acts("families.exported")
    assert (told["families"], told["whom"]) == (2, "on-list")
    assert not [word for word in ("Smith", "Robin", rows[0]["family_reference"]) if word in json.dumps(told)]
    [kept] = exporting.exports(families.viewer("CAL-01"))
    assert (kept.families, exporting.exports(families.viewer("CAL-02"))) == (2, [])


def test_whom_the_gate_hides_or_who_waits_is_in_no_file(families: World) -> None:
    journey.mark(birth=BirthId(look.birth_of("R3")), kind=MarkerKind.ADOPTION, source="person", by=BY, at=families.at)
    assert {one["child_surname"] for one in rows_of(export(families))} == {"Smith"}
    assert export(families, Whom.JOINED) is NotExported.NOBODY
    families.today += timedelta(days=60)
    assert export(families) is NotExported.NOBODY  # the supplier's word has gone stale


def test_while_everything_is_stopped_no_file_leaves(families: World) -> None:
    council = families.ids[CALDERDALE]
    halt.stop_everything(council=council, reason=halt.Reason.DRILL, by=BY, at=families.at)
    assert export(families) is NotExported.HALTED
    assert acts("families.exported") == []


def test_joins_come_back_and_the_same_sheet_again_changes_nothing(families: World) -> None:
    rows = rows_of(export(families))
    for one in rows:
        if one["child_surname"] == "Hill":
            one |= {"registered_on": "01/10/2026", "known_already": "yes", "service": "Parenting"}
    taken = brought(families, rows)
    assert (taken.rows, taken.joined, taken.before, taken.blank, taken.refused) == (3, 1, 1, 1, ())
    [joining] = Joining.objects.all()
    assert (joining.joined_on, joining.how, joining.through) == (date(2026, 10, 1), "sibling", "parenting")
    again = brought(families, rows)
    assert (again.joined, again.before) == (0, 2)
    joined = rows_of(export(families, Whom.JOINED))
    assert {(one["child_surname"], one["registered_on"], one["known_already"]) for one in joined} == {
        ("Hill", "01/10/2026", "yes")
    }
    assert [(one["rows"], one["joined"]) for one in acts("joins.taken-in")] == [(3, 1), (3, 0)]


def test_what_cannot_be_recorded_is_told_by_its_row_and_all_else_is_taken(families: World) -> None:
    theirs = families.families("CAL-02")[0].reference
    [smith] = [one.reference for one in families.families("CAL-01") if one.babies[0].surname == "Smith"]
    told = {"family_reference": smith, "registered_on": "1/10/2026", "attended_on": "2/10/2026", "service": "clinic"}
    taken = brought(
        families,
        [
            told,
            told | {"registered_on": "", "attended_on": "30/9/2026"},
            told | {"registered_on": "", "attended_on": "1/1/2090"},
            told | {"registered_on": "", "attended_on": "5/10/2026", "service": ""},
            told | {"family_reference": theirs},
            told | {"family_reference": "NOBODY"},
        ],
    )
    assert (taken.joined, taken.attended) == (1, 2)
    assert taken.refused == (
        Refused(3, NotRecorded.BEFORE_JOINING),
        Refused(4, NotRecorded.IN_FUTURE),
        Refused(6, NotRecorded.UNKNOWN),
        Refused(7, NotRecorded.UNKNOWN),
    )
    assert sorted(Attendance.objects.values_list("kind", flat=True)) == ["health-clinic", "other"]
