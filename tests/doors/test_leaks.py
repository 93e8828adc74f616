"""A standing proof: nothing that leaves the site tells anybody of a withheld birth, but the named exceptions.

Every address is discovered from the resolver, every link, form and download from the pages themselves, as every role and signed
out, with a birth of every kind of marker, and a printed letter to each in the pile. Letters and labels are walked with the rest,
and read as a person reads them.
"""

import inspect
import logging

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve
from pytest_django.fixtures import Settings

from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, OrganisationKind, RoleKind, Verb
from rightstart.jobs import chasing, work
from rightstart.release.models import Sight
from rightstart.safeguards.rules import MarkerKind
from tests.doors.confirming import confirmed, unconfirmed
from tests.doors.conftest import SignIn
from tests.doors.exceptions import MAY_READ, REQUESTED, Standing
from tests.doors.population import SHOWN, Population, populate
from tests.doors.proof import KNOW_REFERENCES, REASONS, Walk, every_address, is_file, leaks, may_know_reasons, verbs_of
from tests.doors.world import World

EVERYBODY = [*RoleKind, None]  # None: signed out
NEVER = frozenset().union(*(VERBS[role] for kind in OrganisationKind if kind != "council" for role in ROLES_AT[kind]))


@pytest.fixture
def people(world: World, settings: Settings) -> Population:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "mail.example.org"
    return populate(world)


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_page_form_or_download_shows_who_is_withheld(
    people: Population, sign_in: SignIn, role: RoleKind | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    walk, verbs = Walk(confirmed(sign_in(role)) if role else Client()), verbs_of(role)
    walk.walk_all(every_address(people.slots))
    walk.post()
    assert leaks(walk.shown, people.forbidden(verbs)) == []
    assert verbs & KNOW_REFERENCES or leaks(walk.shown, people.references) == []
    assert may_know_reasons(role) or leaks(walk.shown, REASONS) == []
    assert any(SHOWN in text for text in walk.shown.values()) is (Verb.SEE_WORKLIST in verbs)
    packs = [text for way, text in walk.shown.items() if way.startswith("POST") and "/pack" in way]
    asked_for = [one.surname for one in people.people if one.standing in REQUESTED.values()]
    told = any(surname in text for text in packs for surname in asked_for)
    assert told is (Verb.ANSWER_PARENT in verbs)  # the walk does come to a family's own pack
    assert leaks({"log": caplog.text}, people.forbidden(frozenset())) == []
    assert unseen(walk, people) == set()
    assert unasked_for(people, walk) or Verb.STOP_EVERYTHING not in verbs


def unseen(walk: Walk, people: Population) -> set[str]:
    """The pages that showed a family's words, and of which it is not kept who saw them there."""
    words = [SHOWN, *(word for one in people.people for word in (one.surname, one.parent))]
    pages = {resolve(walk.ended[way]).url_name for way, _ in leaks(walk.shown, words)}
    return pages - set(Sight.objects.values_list("page", flat=True))


def unasked_for(people: Population, walk: Walk) -> list[str]:
    """The files that do not come to somebody who has not just shown again who they are; those that do name no family."""
    unconfirmed(walk.client)
    files = {way: is_file(walk.again(way)) for way, text in walk.shown.items() if is_file(text)}
    named = [SHOWN, *people.references, *(one.surname for one in people.people)]
    assert leaks({way: walk.shown[way] for way, comes in files.items() if comes}, named) == []
    return [way for way, comes in files.items() if not comes]


def test_no_message_and_no_job_tells_who_is_withheld_or_why(
    people: Population, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert chasing.periodic is work.periodic  # both registered theirs
    every = [one.task for one in work.app.periodic_registry.periodic_tasks.values()]
    for job in sorted(every, key=lambda task: task.name == "tell-alerts"):  # last, with what the others raised
        if not inspect.iscoroutinefunction(job.func):  # which look after the queue itself
            job.func(timestamp=0)
    told = {f"e-mail {number}": str(one.message()) for number, one in enumerate(mail.outbox)}
    assert len(told) > 3
    assert leaks(told | {"log": caplog.text}, people.forbidden(frozenset())) == []
    assert leaks(told, [*REASONS, *people.references]) == []


def test_the_named_exceptions_are_of_the_council_alone_but_for_a_suppliers_own_rows() -> None:
    assert {standing for standing, verbs in MAY_READ.items() if verbs & NEVER} == {Standing.QUARANTINED}
    assert MAY_READ[Standing.QUARANTINED] & VERBS[RoleKind.CENTRE_WORKER] == set()
    assert Verb.SEE_WITHHELD not in NEVER


def test_the_population_has_a_birth_of_every_marker_once_seen_and_one_marked_from_the_first(people: Population) -> None:
    records = {one.record for one in people.people}
    assert records >= {f"{first}-{kind}" for kind in MarkerKind for first in "SU"}
