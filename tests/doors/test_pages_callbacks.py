"""The council's list of call-backs that centres have still to answer."""

from datetime import timedelta

from django.urls import reverse

from rightstart.directory.rules import RoleKind
from rightstart.handover.chasing import open_call_backs
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.handover.rules import Chase
from tests.clean import put_back
from tests.doors.conftest import SignIn
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row


def test_a_call_back_stands_on_its_councils_list_until_a_person_of_the_centre_answers(database: str) -> None:
    world = put_back(database, "journey", World)
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    world.today += timedelta(days=1)
    world.hand_in({"record_id": "R1", "action": "withdraw"})
    [asked] = open_call_backs(world.viewer(CALDERDALE), at=world.at)
    assert (asked.centre, asked.chase) == ("CAL-01", Chase.ASKED)
    [late] = open_call_backs(world.viewer(CALDERDALE), at=world.at + timedelta(days=5))
    assert late.chase is Chase.ESCALATE
    assert open_call_backs(world.viewer(KIRKLEES), at=world.at) == []
    confirm_destroyed(references=[asked.reference], centre=world.ids["CAL-01"], by=BY, at=world.at)
    assert open_call_backs(world.viewer(CALDERDALE), at=world.at) == []


def test_the_page_says_what_to_do(sign_in: SignIn) -> None:
    page = sign_in(RoleKind.DATA_STEWARD).get(reverse("call-backs"))
    assert page.status_code == 200
    assert "Call-backs" in page.content.decode()
