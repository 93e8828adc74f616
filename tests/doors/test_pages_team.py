"""A manager reads what the team did and who saw a family; a family of another centre is opened once, for a reason, and told of."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births.models import Birth
from rightstart.contact import assigning
from rightstart.contact.worklist import how_many, worklist
from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.ledger.models import Leaf
from rightstart.reach.team import team
from rightstart.release.models import BrokenGlass, Sight
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, OrganisationId, london_date
from rightstart.web.team.views import OVERDUE
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

WORKER, MANAGER, IG = RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER, RoleKind.IG_LEAD
THERE = {"baby_surname": "Khan", "parent_name": "Noor Khan", "address_line_1": "3 Green Road", "postcode": "HX1 4RG"}


@pytest.fixture
def families(world: World) -> World:
    """One family of the first centre, and one of the other."""
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", **THERE))
    return world


def ask(client: Client, world: World, surname: str = "Khan", reason: str = "is-here") -> str:
    born_on = london_date(world.at) - timedelta(days=20)
    given = {"surname": surname, "born_on": f"{born_on:%d/%m/%Y}", "reason": reason}
    return client.post(reverse("elsewhere"), given).content.decode()


def viewer(kind: str, organisation: OrganisationId, world: World) -> Viewer:
    return open_viewing(kind, organisation, until=world.at + timedelta(days=1))


def acts() -> list[str]:
    return [act for act in ("glass.broken", "glass.nothing-found") for body in _bodies() if f'"{act}"' in body]


def _bodies() -> list[str]:
    return [bytes(one).decode() for one in Leaf.objects.values_list("body", flat=True)]


def test_a_family_of_another_centre_is_shown_once_told_of_and_seen_by_its_manager(
    families: World, sign_in: SignIn
) -> None:
    worker = sign_in(WORKER)
    shown = ask(worker, families)
    assert "Noor Khan" in shown
    assert "Sunshine Children’s Centre" in shown
    assert "Record" not in shown
    assert "Noor Khan" not in worker.get(reverse("elsewhere")).content.decode()
    assert "Noor Khan" not in worker.get(reverse("worklist")).content.decode()
    assert [one.kind for one in open_alerts(viewer("council", families.council, families), [IG])] == [
        AlertKind.GLASS_BROKEN
    ]
    lead = sign_in(IG).get(reverse("opened-elsewhere")).content.decode()
    assert "The family is here with us now" in lead
    assert "Little Stars Family Hub" in lead
    assert "Khan" not in lead
    assert list(Sight.objects.filter(page="elsewhere").values_list("organisation_id", flat=True)) == [families.centre]
    given = {"organisation_code": "CAL-02", "kind": MANAGER, "from_on": london_date(families.at)}
    roles.give_role(email="operator@example.org", **given, by=BY, at=families.at)
    reference = worklist(viewer("centre", families.other_centre, families), at=families.at).families[0].reference
    page = sign_in("operator@example.org").get(reverse("family", args=[reference])).content.decode()
    assert "Who saw this family" in page
    assert "Opened from another centre" in page
    assert "Little Stars Family Hub" in page


@pytest.mark.parametrize("surname", ["Smith", "Jones", "Kha"])
def test_nothing_is_found_but_a_whole_name_at_another_centre_and_the_try_is_kept(
    families: World, sign_in: SignIn, surname: str
) -> None:
    assert "No family of another centre was found" in ask(sign_in(WORKER), families, surname)
    assert acts() == ["glass.nothing-found"]
    assert not BrokenGlass.objects.exists()


def test_whom_a_safeguard_withholds_nobody_opens_elsewhere(families: World, sign_in: SignIn) -> None:
    birth = Birth.objects.order_by("pk").last()
    assert birth
    journey.mark(birth=BirthId(birth.pk), kind=MarkerKind.OBJECTION, source="person", by=BY, at=families.at)
    shown = ask(sign_in(WORKER), families)
    assert "Noor" not in shown
    assert "No family of another centre was found" in shown
    assert Sight.objects.count() == 0


def test_of_several_none_is_shown(families: World, sign_in: SignIn) -> None:
    other = THERE | {"baby_surname": "Ali", "parent_name": "Aisha Khan", "address_line_1": "9 Long Lane"}
    bring(families.at, born(families.at, "R3", **other))
    shown = ask(sign_in(WORKER), families)
    assert "More than one family fits" in shown
    assert "Noor" not in shown


def test_families_who_wait_too_long_are_counted_and_none_of_them_is_opened(families: World) -> None:
    looker, late = viewer("centre", families.centre, families), families.at + timedelta(days=60)
    assert (how_many(looker, OVERDUE, at=families.at), how_many(looker, OVERDUE, at=late)) == (0, 1)
    assert how_many(looker, OVERDUE, at=late) == worklist(looker, at=late, choice=OVERDUE).total
    assert not Sight.objects.exists()


def test_a_manager_reads_the_team_and_who_saw_a_family_and_a_worker_does_not(families: World, sign_in: SignIn) -> None:
    reference = worklist(viewer("centre", families.centre, families), at=families.at).families[0].reference
    page = sign_in(WORKER).get(reverse("family", args=[reference])).content.decode()
    assert "Who saw this family" not in page
    manager = sign_in(MANAGER)
    page = manager.get(reverse("family", args=[reference])).content.decode()
    assert "Who saw this family" in page
    assert "centre-worker" in page
    staff = assigning.workers(families.centre, on=london_date(families.at))
    worker = next(number for number, name in staff.items() if name == WORKER)
    manager.post(reverse("assign"), {"reference": [reference], "to": str(worker)})
    found = {one.name: one for one in team(viewer("centre", families.centre, families), at=families.at)}
    assert (found[WORKER].cares, found[MANAGER].cares) == (1, 0)
    desk = manager.get(reverse("team")).content.decode()
    assert "Takes care of now" in desk
    assert "families notified to you" in desk
    assert "signing-director" not in desk
