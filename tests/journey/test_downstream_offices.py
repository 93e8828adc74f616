"""Stories of offices told by e-mail: that there is a stop, by which reference and whom to ring, and nothing of anybody."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail

from rightstart import journey
from rightstart.alerts.rules import RETRY_AFTER
from rightstart.handover.offices import tell_offices
from rightstart.handover.rules import Way
from rightstart.handover.systems import NotKept, SystemRow, Told, add_system
from rightstart.handover.unstopped import open_stops
from rightstart.release.halt import Reason, stop_everything
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

OFFICE = "admissions@example.org"
RING = "Data steward, 01632 960000"
ONE, TWO = Actor.person(1), Actor.person(2)


@pytest.fixture(autouse=True)
def _mail(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "mail"
    mail.outbox = []


def enter(world: World, *, email: str = OFFICE, ring: str = RING) -> SystemRow | NotKept:
    told = Told("Admissions", "Admissions team", Way.EMAIL, "01632 960001", email, ring)
    return add_system(council=world.ids[CALDERDALE], told=told, by=BY, at=world.at)


def open_stop(world: World) -> str:
    """A baby has died, and the office is to be told of it; gives the stop's reference."""
    assert isinstance(enter(world), SystemRow)
    world.hand_in(row("R1", "Quillfeather", date(2026, 9, 14)))
    birth = BirthId(look.birth_of("R1"))
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)
    [one] = open_stops(world.viewer(CALDERDALE), at=world.at)
    return one.stops[0].reference


def told_how(world: World) -> list[Way | None]:
    return [stop.told_how for one in open_stops(world.viewer(CALDERDALE), at=world.at) for stop in one.stops]


def test_an_office_hears_once_of_a_stop_with_its_reference_and_whom_to_ring_and_nothing_else(world: World) -> None:
    reference = open_stop(world)
    assert [tell_offices(by=BY, at=world.at), tell_offices(by=BY, at=world.at + RETRY_AFTER)] == [1, 0]
    [message] = mail.outbox
    said = f"{message.subject}\n{message.body}"
    assert message.to == [OFFICE]
    assert [word in said for word in (reference, RING, "Admissions", "Sign in")] == [True, True, True, False]
    assert not [word for word in ("Quillfeather", "Olivia", "HX1", "2026", "died", "death") if word in said]
    assert told_how(world) == [Way.EMAIL]


def test_an_e_mail_that_was_refused_is_tried_again_later(world: World, settings: LazySettings) -> None:
    open_stop(world)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert (tell_offices(by=BY, at=world.at), told_how(world)) == (0, [None])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tell_offices(by=BY, at=world.at + RETRY_AFTER / 2) == 0
    assert (tell_offices(by=BY, at=world.at + RETRY_AFTER), told_how(world)) == (1, [Way.EMAIL])


def test_nothing_is_e_mailed_while_everything_is_stopped_and_it_goes_once_two_people_resume(world: World) -> None:
    open_stop(world)
    council = world.ids[CALDERDALE]
    stop_everything(council=council, reason=Reason.DRILL, by=ONE, at=world.at)
    assert (tell_offices(by=BY, at=world.at), mail.outbox) == (0, [])
    for person in (ONE, TWO):
        journey.resume(council=council, by=person, at=world.at)
    assert tell_offices(by=BY, at=world.at + timedelta(minutes=1)) == 1


def test_without_a_mail_server_nothing_is_tried(world: World, settings: LazySettings) -> None:
    open_stop(world)
    settings.EMAIL_HOST = ""
    assert (tell_offices(by=BY, at=world.at), told_how(world)) == (0, [None])


def test_who_is_told_by_e_mail_has_an_address_and_somebody_to_ring(world: World) -> None:
    assert enter(world, email="") is NotKept.NO_ADDRESS
    assert enter(world, email="not an address") is NotKept.NO_ADDRESS
    assert enter(world, ring="") is NotKept.NOBODY_TO_RING
    incomplete = Told("", "Admissions team", Way.PAGE, "01632 960001")
    assert add_system(council=world.ids[CALDERDALE], told=incomplete, by=BY, at=world.at) is NotKept.INCOMPLETE
