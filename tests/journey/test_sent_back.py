"""Stories of rows that wait: overdue ones are told of; what goes back to its supplier is ticked off when it comes again."""

from datetime import date

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.rules import RoleKind
from rightstart.intake import backlog, quarantine, sent_back
from rightstart.intake.backlog import Backlog, backlogs
from rightstart.intake.quarantine import Readmitted, SentBackFor
from rightstart.intake.sent_back import rows_sent_back
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, KIRKLEES, SUPPLIER, World, row

OVERDUE, BACK = AlertKind.QUARANTINE_OVERDUE, AlertKind.ROW_REJECTED
TOLD = {"told_on": "2026-09-20"}
GOOD = [row(f"G{number}", f"Green{number}", "2026-09-14", address_line_1=f"{number} Road") for number in range(6)]


@pytest.fixture
def world(database: str) -> World:
    """Six good rows and two with a fault, on a Monday."""
    world = put_back(database, "journey", World)
    world.hand_in(*GOOD, row("R1", "Smith", "2026-09-31", **TOLD), row("R2", "Jones", "soon", **TOLD))
    return world


def told(world: World, code: str, role: RoleKind, kind: AlertKind) -> int:
    return sum(one.kind is kind for one in open_alerts(world.viewer(code), [role]))


def send_back(world: World) -> None:
    ours = world.viewer(CALDERDALE)
    number = quarantine.waiting(ours, at=world.at)[0].number
    given = {"viewer": ours, "number": number, "by": BY, "at": world.at}
    quarantine.reject(why=SentBackFor.VALUE_WRONG, reason="There is no such day", **given)


def test_what_waits_more_than_five_working_days_is_told_and_after_ten_the_ig_lead_too(world: World) -> None:
    expected = {date(2026, 10, 12): (0, 0), date(2026, 10, 13): (1, 0), date(2026, 10, 20): (1, 1)}
    for day, (steward, lead) in expected.items():
        world.today = day
        backlog.chase(at=world.at)
        assert told(world, CALDERDALE, RoleKind.DATA_STEWARD, OVERDUE) == steward, day
        assert told(world, CALDERDALE, RoleKind.IG_LEAD, OVERDUE) == lead, day
    for waits in quarantine.waiting(world.viewer(CALDERDALE), at=world.at):
        given = {"viewer": world.viewer(CALDERDALE), "number": waits.number, "by": BY, "at": world.at}
        assert isinstance(journey.readmit(changes={"born_on": "2026-09-20"}, **given), Readmitted)
    backlog.chase(at=world.at)
    assert told(world, CALDERDALE, RoleKind.DATA_STEWARD, OVERDUE) == 0
    assert told(world, CALDERDALE, RoleKind.IG_LEAD, OVERDUE) == 0


def test_a_row_whose_council_can_t_be_told_is_its_supplier_s_to_settle(world: World) -> None:
    world.hand_in(row("R3", "Khan", "2026-09-14", postcode="ZZ99 3VZ"), council=KIRKLEES)
    world.today = date(2026, 10, 13)
    backlog.chase(at=world.at)
    assert told(world, SUPPLIER, RoleKind.SUPPLIER_SENDER, OVERDUE) == 1
    assert told(world, KIRKLEES, RoleKind.DATA_STEWARD, OVERDUE) == 0


def test_how_much_waits_is_shown_by_supplier_with_its_share(world: World) -> None:
    assert backlogs(world.viewer(CALDERDALE), at=world.at) == [Backlog(SUPPLIER, 2, world.today, 2, 8)]
    assert backlogs(world.viewer(KIRKLEES), at=world.at) == []


def test_a_row_sent_back_is_told_to_its_supplier_with_the_reason_and_nothing_of_what_stood_in_it(world: World) -> None:
    send_back(world)
    assert told(world, SUPPLIER, RoleKind.SUPPLIER_SENDER, BACK) == 1
    [back] = rows_sent_back(world.viewer(SUPPLIER), at=world.at)
    assert (back.row, back.council, back.why) == (8, CALDERDALE, "value-wrong")
    assert (back.reason, back.faults) == ("There is no such day", (("born_on", "date-form"),))
    assert rows_sent_back(world.viewer(CALDERDALE), at=world.at) == []


def test_it_is_ticked_off_when_its_record_comes_again(world: World) -> None:
    send_back(world)
    world.hand_in(row("R9", "Other", "2026-09-14"))
    assert len(rows_sent_back(world.viewer(SUPPLIER), at=world.at)) == 1
    world.hand_in(row("R1", "Smith", "2026-09-30"))
    assert rows_sent_back(world.viewer(SUPPLIER), at=world.at) == []
    assert told(world, SUPPLIER, RoleKind.SUPPLIER_SENDER, BACK) == 0


def test_or_when_its_supplier_says_that_it_needs_nothing_more(world: World) -> None:
    send_back(world)
    [back] = rows_sent_back(world.viewer(SUPPLIER), at=world.at)
    assert sent_back.done(viewer=world.viewer(CALDERDALE), number=back.number, by=BY, at=world.at) == 0
    assert sent_back.done(viewer=world.viewer(SUPPLIER), number=back.number, by=BY, at=world.at) == 1
    assert told(world, SUPPLIER, RoleKind.SUPPLIER_SENDER, BACK) == 0
