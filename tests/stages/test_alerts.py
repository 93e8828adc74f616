"""Truths about alerts: raised once, seen by their own role only, e-mailed without a word about anybody, until settled."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Collecting
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from rightstart.alerts.rules import AGAIN_AFTER, INFORMS, RETRY_AFTER, AlertKind, Telling, telling
from rightstart.alerts.tell import Open, open_alerts, raise_alert, seen, settle_alert, tell_due
from rightstart.alerts.wording import WORDS
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.terms import Actor
from tests.clean import put_back
from tests.journey.world import CALDERDALE, KIRKLEES, SUPPLIER, World

HELD = AlertKind.CONSIGNMENT_HELD
STEWARD = "steward@example.org"


class Post(Collecting):
    """A real mail server on this machine, which keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.came.append(message)


@pytest.fixture
def post(settings: LazySettings) -> Iterator[Post]:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    kept = Post()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield kept
    controller.stop()


@pytest.fixture
def world(database: str) -> World:
    world = put_back(database, "journey", World)
    by = Actor.job("test")
    people.add_person(email=STEWARD, name="A Steward", password="long-enough-1", by=by, at=world.at)
    role = {"kind": RoleKind.DATA_STEWARD, "from_on": world.today}
    roles.give_role(email=STEWARD, organisation_code=CALDERDALE, by=by, at=world.at, **role)
    return world


def raised(world: World, about: str = "a1b2", role: RoleKind = RoleKind.DATA_STEWARD) -> None:
    raise_alert(to=world.ids[CALDERDALE], role=role, kind=HELD, about=about, at=world.at)


def test_the_same_is_raised_once_while_it_is_open_and_anew_after_it_was_settled(world: World) -> None:
    raised(world)
    raised(world)
    steward = [RoleKind.DATA_STEWARD]
    assert open_alerts(world.viewer(CALDERDALE), steward) == [Open(HELD, "a1b2", world.at)]
    assert settle_alert(kind=HELD, about="a1b2", at=world.at) == 1
    assert open_alerts(world.viewer(CALDERDALE), steward) == []
    raised(world)
    assert len(open_alerts(world.viewer(CALDERDALE), steward)) == 1


def test_an_alert_is_seen_by_its_own_role_at_its_own_organisation_only(world: World) -> None:
    raised(world)
    assert open_alerts(world.viewer(CALDERDALE), [RoleKind.IG_LEAD]) == []
    assert open_alerts(world.viewer(KIRKLEES), [RoleKind.DATA_STEWARD]) == []
    assert open_alerts(world.viewer(SUPPLIER), [RoleKind.DATA_STEWARD]) == []


def test_whoever_holds_the_role_is_e_mailed_once_and_again_each_week_until_it_is_settled(
    world: World, post: Post
) -> None:
    raised(world)
    assert [tell_due(at=world.at), tell_due(at=world.at + AGAIN_AFTER / 2)] == [1, 0]
    assert tell_due(at=world.at + AGAIN_AFTER) == 1
    settle_alert(kind=HELD, about="a1b2", at=world.at)
    assert tell_due(at=world.at + 3 * AGAIN_AFTER) == 0
    assert [message["To"] for message in post.came] == [STEWARD, STEWARD]


def test_an_e_mail_names_the_matter_and_the_way_and_nothing_that_tells_of_anybody(world: World, post: Post) -> None:
    raised(world, about="a1b2c3d4")
    tell_due(at=world.at)
    [message] = post.came
    said = message.get_payload(decode=True).decode()
    assert message["Subject"] == f"Right Start: {WORDS[HELD].matter}"
    assert WORDS[HELD].step in said
    assert "/alerts" in said
    assert "a1b2c3d4" not in said + message["Subject"]


def test_a_mail_server_that_is_away_is_tried_again_later_and_nothing_is_lost(
    world: World, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    raised(world)
    assert tell_due(at=world.at) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tell_due(at=world.at + RETRY_AFTER / 2) == 0
    assert tell_due(at=world.at + RETRY_AFTER) == 1


def test_without_a_mail_server_alerts_stand_on_the_page_alone(world: World) -> None:
    raised(world)
    assert tell_due(at=world.at) == 0


@given(st.datetimes(timezones=st.just(UTC)), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_what_was_told_is_told_again_after_a_week_and_not_before(told: datetime, later: timedelta) -> None:
    try:
        at = told + later
    except OverflowError:
        return
    assert (telling(HELD, told, told, at) is Telling.NOW) == (later >= AGAIN_AFTER)


@pytest.mark.parametrize("kind", sorted(INFORMS))
def test_what_only_informs_is_told_once_and_gone_once_it_was_seen(kind: AlertKind, world: World, post: Post) -> None:
    raise_alert(to=world.ids[CALDERDALE], role=RoleKind.DATA_STEWARD, kind=kind, about="2026-10", at=world.at)
    raised(world)
    assert tell_due(at=world.at) == 2
    assert tell_due(at=world.at + AGAIN_AFTER) == 1
    assert seen(world.viewer(KIRKLEES), [RoleKind.DATA_STEWARD], at=world.at) == 0
    assert seen(world.viewer(CALDERDALE), [RoleKind.DATA_STEWARD], at=world.at) == 1
    assert [one.kind for one in open_alerts(world.viewer(CALDERDALE), [RoleKind.DATA_STEWARD])] == [HELD]


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(AlertKind)
