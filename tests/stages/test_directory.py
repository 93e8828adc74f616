"""Organisations, people and roles: entered once, held only where their kind of organisation has them, named in no ledger."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection

from rightstart.directory import people, roles
from rightstart.directory.models import Person
from rightstart.directory.people import HeldRole, NotEntered, OrganisationRow
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.roles import RoleEnded, RoleGiven
from rightstart.directory.rules import Answer, OrganisationKind, Role, RoleKind, Verb, may
from rightstart.terms import Actor, OrganisationId

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 10, 1), date(2026, 10, 2)
BY = Actor.job("test")
COUNCIL, CENTRE = "E08000033", "CAL-01"
EMAIL = "olivia@example.org"
KINDS = {
    OrganisationKind.SUPPLIER: "CHIS01",
    OrganisationKind.COUNCIL: COUNCIL,
    OrganisationKind.CENTRE: CENTRE,
    OrganisationKind.MONITOR: "NAT-01",
}

pytestmark = pytest.mark.usefixtures("database")


def enter(
    kind: OrganisationKind, code: str, council: str | None = None, name: str = "A name"
) -> OrganisationId | NotEntered:
    return people.add_organisation(kind=kind, code=code, name=name, council_code=council, by=BY, at=AT)


def enter_all() -> dict[OrganisationKind, OrganisationId]:
    """One organisation of each kind."""
    entered = {}
    for kind, code in KINDS.items():
        answer = enter(kind, code, COUNCIL if kind is OrganisationKind.CENTRE else None)
        assert not isinstance(answer, NotEntered)
        entered[kind] = answer
    return entered


def add(email: str = EMAIL, password: str = "a long phrase") -> int:
    return people.add_person(email=email, name="Olivia Smith", password=password, by=BY, at=AT)


def give(kind: RoleKind, code: str, *, email: str = EMAIL, from_on: date = TODAY) -> RoleGiven | NotEntered:
    return roles.give_role(email=email, organisation_code=code, kind=kind, from_on=from_on, by=BY, at=AT)


def end(kind: RoleKind, code: str, *, email: str = EMAIL, until_on: date = TODAY) -> RoleEnded | NotEntered:
    return roles.end_role(email=email, organisation_code=code, kind=kind, until_on=until_on, by=BY, at=AT)


def leaves() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(body, 'UTF8') FROM ledger_leaf")
        return [row[0] for row in cursor.fetchall()]


def adds_a_leaf(do: Callable[[], object]) -> bool:
    before = len(leaves())
    do()
    return len(leaves()) == before + 1


def test_an_organisation_is_found_by_its_code_and_a_centre_by_its_council() -> None:
    entered = enter_all()
    council = entered[OrganisationKind.COUNCIL]
    centre = OrganisationRow(entered[OrganisationKind.CENTRE], OrganisationKind.CENTRE, CENTRE, "A name", council)
    assert people.find(CENTRE) == centre
    assert people.organisations(council=council) == (centre,)
    assert [one.code for one in people.organisations(OrganisationKind.COUNCIL)] == [COUNCIL]
    assert {one.code for one in people.organisations()} == set(KINDS.values())
    assert people.named([council])[council].code == COUNCIL
    assert people.find("nobody's") is None


def test_the_same_organisation_entered_again_changes_nothing() -> None:
    first = enter(OrganisationKind.COUNCIL, COUNCIL)
    assert not adds_a_leaf(lambda: enter(OrganisationKind.COUNCIL, COUNCIL))
    assert enter(OrganisationKind.COUNCIL, COUNCIL) == first


def test_another_name_replaces_the_old_one_and_is_noted() -> None:
    first = enter(OrganisationKind.COUNCIL, COUNCIL)
    assert adds_a_leaf(lambda: enter(OrganisationKind.COUNCIL, COUNCIL, name="Calderdale"))
    found = people.find(COUNCIL)
    assert found is not None
    assert (found.id, found.name) == (first, "Calderdale")


def test_a_centre_needs_a_council_that_is_there_and_nothing_else_takes_one() -> None:
    enter(OrganisationKind.SUPPLIER, "CHIS01")
    assert enter(OrganisationKind.CENTRE, CENTRE) is NotEntered.COUNCIL_MISSING
    assert enter(OrganisationKind.CENTRE, CENTRE, COUNCIL) is NotEntered.UNKNOWN_COUNCIL
    assert enter(OrganisationKind.CENTRE, CENTRE, "CHIS01") is NotEntered.UNKNOWN_COUNCIL
    assert enter(OrganisationKind.MONITOR, "NAT-01", "CHIS01") is NotEntered.COUNCIL_NOT_TAKEN


def test_a_code_never_changes_its_kind_or_its_council() -> None:
    enter_all()
    enter(OrganisationKind.COUNCIL, "E08000034")
    assert enter(OrganisationKind.SUPPLIER, COUNCIL, name="Another") is NotEntered.CODE_TAKEN
    assert enter(OrganisationKind.CENTRE, CENTRE, "E08000034", name="Another") is NotEntered.CODE_TAKEN
    assert {one.name for one in people.organisations()} == {"A name"}


def test_a_person_is_entered_once_whatever_the_spelling_of_their_address() -> None:
    first = add()
    assert not adds_a_leaf(lambda: add("  Olivia@Example.org", "another phrase"))
    assert add("OLIVIA@example.org") == first
    [person] = people.people()
    assert (person.email, person.name, person.active, person.roles) == (EMAIL, "Olivia Smith", True, ())


def test_a_password_is_kept_hashed_and_never_replaced_by_entering_somebody_again() -> None:
    add(password="a long phrase")
    add(password="another phrase")
    kept = Person.objects.get(email=EMAIL).password
    assert "a long phrase" not in kept
    assert check_password("a long phrase", kept)
    assert not check_password("another phrase", kept)


@pytest.mark.parametrize("organisation", list(OrganisationKind))
def test_a_role_is_given_only_where_that_kind_of_organisation_has_it(organisation: OrganisationKind) -> None:
    at = enter_all()[organisation]
    person = add()
    for kind in RoleKind:
        answer = give(kind, KINDS[organisation])
        assert isinstance(answer, RoleGiven) if kind in ROLES_AT[organisation] else answer is NotEntered.NOT_HELD_THERE
    assert set(roles.roles_of(person)) == {Role(kind, at, TODAY) for kind in ROLES_AT[organisation]}


def test_nobody_unknown_and_nowhere_unknown_gets_or_ends_a_role() -> None:
    enter_all()
    add()
    for do in (give, end):
        assert do(RoleKind.CENTRE_WORKER, CENTRE, email="no@example.org") is NotEntered.UNKNOWN_PERSON
        assert do(RoleKind.CENTRE_WORKER, "nowhere") is NotEntered.UNKNOWN_ORGANISATION


def test_a_role_given_again_stays_as_it_is() -> None:
    at = enter_all()[OrganisationKind.CENTRE]
    person = add()
    first = give(RoleKind.CENTRE_WORKER, CENTRE)
    assert not adds_a_leaf(lambda: give(RoleKind.CENTRE_WORKER, CENTRE, from_on=TOMORROW))
    assert give(RoleKind.CENTRE_WORKER, CENTRE) == first
    assert roles.roles_of(person) == (Role(RoleKind.CENTRE_WORKER, at, TODAY),)


def test_an_ended_role_opens_nothing_from_its_last_day_on_and_can_be_given_again() -> None:
    at = enter_all()[OrganisationKind.CENTRE]
    person = add()
    give(RoleKind.CENTRE_WORKER, CENTRE)
    assert isinstance(end(RoleKind.CENTRE_WORKER, CENTRE, until_on=TOMORROW), RoleEnded)
    held = roles.roles_of(person)
    assert may(held, Verb.SEE_WORKLIST, at, TODAY) is Answer.ALLOWED
    assert may(held, Verb.SEE_WORKLIST, at, TOMORROW) is Answer.FORBIDDEN
    assert end(RoleKind.CENTRE_WORKER, CENTRE) is NotEntered.NOT_HELD
    assert isinstance(give(RoleKind.CENTRE_WORKER, CENTRE, from_on=TOMORROW), RoleGiven)
    assert len(roles.roles_of(person)) == 2


def test_somebody_whose_account_is_closed_holds_no_role() -> None:
    enter_all()
    person = add()
    give(RoleKind.CENTRE_WORKER, CENTRE)
    Person.objects.filter(pk=person).update(is_active=False)
    assert roles.roles_of(person) == ()


def test_people_are_listed_with_their_roles_in_all_or_at_one_organisation() -> None:
    entered = enter_all()
    add()
    add("sam@example.org")
    give(RoleKind.CENTRE_WORKER, CENTRE)
    give(RoleKind.DIRECTOR, COUNCIL)
    assert [one.email for one in people.people()] == [EMAIL, "sam@example.org"]
    [worker] = people.people(organisation=entered[OrganisationKind.CENTRE])
    assert worker.roles == (
        HeldRole(RoleKind.CENTRE_WORKER, CENTRE, "A name", TODAY, None),
        HeldRole(RoleKind.DIRECTOR, COUNCIL, "A name", TODAY, None),
    )


def test_no_name_and_no_address_of_a_person_reaches_the_ledger() -> None:
    enter_all()
    add()
    give(RoleKind.CENTRE_WORKER, CENTRE)
    end(RoleKind.CENTRE_WORKER, CENTRE)
    written = leaves()
    assert len(written) == len(KINDS) + 3
    assert not [leaf for leaf in written if "olivia" in leaf.lower() or "smith" in leaf.lower()]
