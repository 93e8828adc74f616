"""Who works here is kept by an administrator, watched by others; looked at every 90 days; and no way in outlives its person."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from rightstart.access import inviting, keeping, reviewing
from rightstart.access.inviting import Invited, Way, Welcomed, choose
from rightstart.access.keeping import Entered, Left, NotKept
from rightstart.access.reviewing import Confirmed
from rightstart.access.staff import Member, staff
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory import people, roles
from rightstart.directory.models import Person
from rightstart.directory.people import NotEntered
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.ledger.models import Leaf
from rightstart.terms import Actor
from tests.doors import world as making
from tests.doors.world import BY, OURS, SEATS, THEIRS, World

ADMIN, IG, WORKER, LEAD = (
    RoleKind.ADMINISTRATOR,
    RoleKind.IG_LEAD,
    RoleKind.CENTRE_WORKER,
    RoleKind.SAFEGUARDING_LEAD,
)
NEW = "new@example.org"


@pytest.fixture
def world(database: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    return making.build()


@pytest.fixture
def viewer(world: World) -> Iterator[Viewer]:
    return open_viewing("council", world.council, until=world.at + timedelta(days=300))


def number(email: str) -> int:
    return Person.objects.get(email=email).pk


def admin() -> Actor:
    return Actor.person(number(SEATS[ADMIN][0]))


def enter(
    viewer: Viewer, world: World, role: RoleKind = WORKER, code: str = "CAL-01", email: str = NEW
) -> Entered | NotKept:
    told = {"email": email, "name": "New One", "organisation_code": code, "role": role}
    return keeping.enter(viewer=viewer, **told, by=admin(), at=world.at)


def told(viewer: Viewer, *held: RoleKind) -> list[AlertKind]:
    return [one.kind for one in open_alerts(viewer, held)]


def standing(viewer: Viewer, world: World, email: str) -> Member:
    return next(one for one in staff(viewer, at=world.at) if one.email == email)


def test_somebody_entered_chooses_a_password_by_a_link_that_works_once(viewer: Viewer, world: World) -> None:
    entered = enter(viewer, world)
    assert isinstance(entered, Entered)
    assert entered.invited
    assert entered.invited.way is Way.SHOWN
    token = entered.invited.link.rsplit("/", 1)[1]
    assert not people.has_password(entered.person)
    assert choose(token="another", password="a long phrase", at=world.at) is Welcomed.OPENS_NOTHING
    late = world.at + timedelta(days=8)
    assert choose(token=token, password="a long phrase", at=late) is Welcomed.OPENS_NOTHING
    assert choose(token=token, password="a long phrase", at=world.at) is Welcomed.CHOSEN
    assert choose(token=token, password="another long phrase", at=world.at) is Welcomed.OPENS_NOTHING
    assert Person.objects.get(pk=entered.person).check_password("a long phrase")
    assert told(viewer, ADMIN, IG) == []  # a worker signs and lifts nothing
    leaves = b" ".join(bytes(one) for one in Leaf.objects.values_list("body", flat=True)).decode()
    assert "new@example" not in leaves
    assert "New One" not in leaves
    assert token not in leaves
    assert inviting.forget(at=world.at + timedelta(days=60)) == 1


def test_a_link_is_mailed_where_mail_goes_out_and_a_newer_one_ends_it(
    viewer: Viewer, world: World, settings: Settings
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "mail.example.org"
    entered = enter(viewer, world)
    assert isinstance(entered, Entered)
    assert entered.invited
    assert (entered.invited.way, entered.invited.link) == (Way.MAILED, "")
    again = keeping.invite_again(viewer=viewer, person=entered.person, by=admin(), at=world.at)
    assert isinstance(again, Invited)
    first, second = (str(one.body).split("/welcome/")[1].split()[0] for one in mail.outbox)
    assert choose(token=first, password="a long phrase", at=world.at) is Welcomed.OPENS_NOTHING
    assert choose(token=second, password="a long phrase", at=world.at) is Welcomed.CHOSEN


def test_an_administrator_keeps_the_people_of_their_own_council_and_its_centres_only(
    viewer: Viewer, world: World
) -> None:
    assert enter(viewer, world, RoleKind.SUPPLIER_SENDER, "CHIS01") is NotKept.NOT_YOURS
    assert enter(viewer, world, RoleKind.DIRECTOR, THEIRS) is NotKept.NOT_YOURS
    assert enter(viewer, world, LEAD, "CAL-01") is NotKept.NOT_HELD_THERE
    assert enter(viewer, world, email="nobody") is NotKept.NO_ADDRESS
    assert not Person.objects.filter(email=NEW).exists()
    sender = number(SEATS[RoleKind.SUPPLIER_SENDER][0])
    acting = {"viewer": viewer, "person": sender, "by": admin(), "at": world.at}
    assert keeping.leave(**acting) is NotKept.UNKNOWN
    assert keeping.invite_again(**acting) is NotKept.UNKNOWN
    assert keeping.give(**acting, organisation_code=OURS, role=LEAD) is NotKept.UNKNOWN


def test_nobody_gives_a_role_to_themselves(viewer: Viewer, world: World) -> None:
    own = number(SEATS[ADMIN][0])
    giving = {"viewer": viewer, "person": own, "organisation_code": OURS, "by": admin(), "at": world.at}
    assert keeping.give(**giving, role=LEAD) is NotKept.OWN_ROLE
    assert enter(viewer, world, LEAD, OURS, email=SEATS[ADMIN][0]) is NotKept.OWN_ROLE
    assert {one.kind for one in roles.roles_of(own)} == {ADMIN}


def test_the_last_administrator_stays_until_another_has_the_role(viewer: Viewer, world: World) -> None:
    own = number(SEATS[ADMIN][0])
    acting = {"viewer": viewer, "person": own, "by": admin(), "at": world.at}
    assert keeping.end(**acting, organisation_code=OURS, role=ADMIN) is NotKept.LAST_ADMINISTRATOR
    assert keeping.leave(**acting) is NotKept.LAST_ADMINISTRATOR
    ended = {"email": SEATS[ADMIN][0], "organisation_code": OURS, "kind": ADMIN, "until_on": world.at.date()}
    assert roles.end_role(**ended, by=BY, at=world.at) is NotEntered.LAST_ADMINISTRATOR
    assert isinstance(enter(viewer, world, ADMIN, OURS), Entered)
    assert keeping.leave(**acting) == Left(1, closed=True)


@pytest.mark.parametrize("role", [LEAD, RoleKind.DIRECTOR, ADMIN])
def test_a_role_that_signs_lifts_or_gives_roles_is_told_of_at_once(
    viewer: Viewer, world: World, role: RoleKind
) -> None:
    entered = enter(viewer, world, role, OURS)
    assert isinstance(entered, Entered)
    assert told(viewer, IG) == told(viewer, ADMIN) == [AlertKind.ACCESS_CHANGED]


def test_whoever_leaves_signs_in_no_more_and_whoever_comes_back_chooses_anew(viewer: Viewer, world: World) -> None:
    worker = number("worker@example.org")
    assert keeping.leave(viewer=viewer, person=worker, by=admin(), at=world.at) == Left(1, closed=True)
    assert not Person.objects.get(pk=worker).is_active
    assert roles.roles_of(worker) == ()
    assert standing(viewer, world, "worker@example.org").due_on is None
    assert isinstance(keeping.invite_again(viewer=viewer, person=worker, by=admin(), at=world.at), NotKept)
    back = enter(viewer, world, email="worker@example.org")
    assert isinstance(back, Entered)
    assert back.invited
    assert Person.objects.get(pk=worker).name == WORKER.value
    assert not people.has_password(worker)


def test_who_works_elsewhere_too_keeps_the_account_and_gets_no_link_from_here(viewer: Viewer, world: World) -> None:
    worker = number("worker@example.org")
    there = {"organisation_code": THEIRS, "kind": RoleKind.DATA_STEWARD, "from_on": world.at.date()}
    roles.give_role(email="worker@example.org", **there, by=BY, at=world.at)
    acting = {"viewer": viewer, "person": worker, "by": admin(), "at": world.at}
    assert keeping.invite_again(**acting) is NotKept.WORKS_ELSEWHERE
    assert keeping.leave(**acting) == Left(1, closed=False)
    assert Person.objects.get(pk=worker).has_usable_password()


def test_roles_are_looked_at_by_somebody_else_every_90_days(viewer: Viewer, world: World) -> None:
    own, ig = number(SEATS[ADMIN][0]), Actor.person(number(SEATS[IG][0]))
    reviewing.chase(at=world.at)
    assert told(viewer, ADMIN, IG) == []
    due, overdue = world.at + timedelta(days=50), world.at + timedelta(days=60)
    reviewing.chase(at=due)
    assert (told(viewer, ADMIN), told(viewer, IG)) == ([AlertKind.ACCESS_DUE], [])
    reviewing.chase(at=overdue)
    assert (told(viewer, ADMIN), told(viewer, IG)) == ([AlertKind.ACCESS_OVERDUE], [AlertKind.ACCESS_OVERDUE])
    assert reviewing.confirm(viewer=viewer, person=own, by=admin(), at=overdue) is Confirmed.OWN
    for one in staff(viewer, at=overdue):
        by = ig if one.id == own else admin()
        assert reviewing.confirm(viewer=viewer, person=one.id, by=by, at=overdue) is Confirmed.CONFIRMED
    reviewing.chase(at=overdue)
    assert told(viewer, ADMIN, IG) == []
    assert reviewing.confirm(viewer=viewer, person=999_999, by=admin(), at=overdue) is Confirmed.UNKNOWN
