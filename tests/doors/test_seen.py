"""Who saw a family is kept for every page, below the pages; it goes with the family, and a centre reads only its own people's."""

from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse

from rightstart.births.models import Birth
from rightstart.contact.worklist import worklist
from rightstart.directory.models import Person
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing, seen_by
from rightstart.intake.models import Notice, Quarantined
from rightstart.release import seen
from rightstart.release.models import Sight
from rightstart.rights.erase import erase_family
from rightstart.rights.rules import Erased
from rightstart.terms import FamilyId
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

WORKER, STEWARD = RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD
Pages = list[tuple[str, str]]
KHAN = {"parent_name": "Noor Khan", "baby_surname": "Khan", "baby_forename": "Imran", "address_line_1": "3 Green Road"}


@pytest.fixture
def family(world: World) -> str:
    """The reference under which a centre knows a family."""
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", **KHAN))
    viewer = viewing("centre", world.centre, world)
    return next(one.reference for one in worklist(viewer, at=world.at).families if one.addressee == "Alex Smith")


def viewing(kind: str, organisation: int, world: World) -> Viewer:
    return open_viewing(kind, organisation, until=world.at + timedelta(days=1))  # type: ignore[arg-type]


def sights() -> Pages:
    names = dict(Person.objects.values_list("pk", "email"))
    rows = Sight.objects.order_by("page").values_list("person_id", "page").distinct()
    return [(names[person].split("@")[0], page) for person, page in rows]


def test_whoever_opens_a_family_is_kept_with_the_page_once_an_hour(world: World, sign_in: SignIn, family: str) -> None:
    worker = sign_in(WORKER)
    worker.get(reverse("family", args=[family]))
    assert sights() == [("worker", "family")]
    assert list(Sight.objects.values_list("key", flat=True)) == [Notice.objects.order_by("pk")[0].key]
    worker.get(reverse("family", args=[family]))
    assert Sight.objects.count() == 1


def test_a_search_keeps_whom_it_found_and_not_whom_it_compared(world: World, sign_in: SignIn, family: str) -> None:
    sign_in(WORKER).post(reverse("worklist_search"), {"words": "Noor"}, follow=True)
    assert sights() == [("worker", "worklist_search")]
    assert Sight.objects.count() == 1


def test_asking_about_a_birth_is_kept_though_nothing_of_it_is_shown(world: World, sign_in: SignIn, family: str) -> None:
    reference = Birth.objects.first().reference  # type: ignore[union-attr]
    sign_in(STEWARD).get(reverse("birth", args=[reference]))
    assert sights() == [("steward", "birth")]


def test_a_row_in_quarantine_is_kept_by_its_number_for_as_long_as_it_could_wait(world: World, sign_in: SignIn) -> None:
    bring(world.at, *(born(world.at, f"R{n}") for n in range(4)), born(world.at, "R9", born_on="2019-99-99"))
    sign_in(STEWARD).get(reverse("quarantined", args=[Quarantined.objects.get().pk]))
    assert sights() == [("steward", "quarantined")]
    seen.forget(at=world.at + timedelta(days=364))
    assert Sight.objects.count() == 1
    seen.forget(at=world.at + timedelta(days=366))
    assert Sight.objects.count() == 0


def test_work_that_nobody_looks_at_is_no_sight(world: World, family: str) -> None:
    assert worklist(viewing("centre", world.centre, world), at=world.at).total == 2
    assert sights() == []


def test_who_saw_a_family_is_forgotten_with_it_and_of_others_is_kept(
    world: World, sign_in: SignIn, family: str
) -> None:
    sign_in(WORKER).get(reverse("worklist"))
    assert Sight.objects.count() == 2
    first = Birth.objects.order_by("pk").first()
    assert first
    erase_family(family=FamilyId(first.family_id), why=Erased.NEVER_REACHED, by=BY, at=world.at)
    assert Sight.objects.count() == 1


def test_a_centre_reads_its_own_peoples_sights_and_its_council_all_of_them(
    world: World, sign_in: SignIn, family: str
) -> None:
    sign_in(WORKER).get(reverse("family", args=[family]))
    sign_in(STEWARD).post(reverse("births_search"), {"surname": "Smith"}, follow=True)

    def read(kind: str, organisation: int) -> set[str]:
        with seen_by(viewing(kind, organisation, world)) as using, connections[using].cursor() as cursor:
            cursor.execute("SELECT page FROM release_sight WHERE organisation_id > 0 OR true")
            return {page for (page,) in cursor.fetchall()}

    assert read("centre", world.centre) == {"family"}
    assert read("centre", world.other_centre) == set()
    assert read("council", world.council) == {"family", "births_search"}
