"""No address of the site shows a withheld birth to anybody but the named exceptions."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from rightstart import journey
from rightstart.births.models import Birth, Identity
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import VERBS, RoleKind, Verb
from rightstart.engine.isolation import open_viewing
from rightstart.intake.models import Notice
from rightstart.safeguards.lift import ask_lift
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.terms import Actor, BirthId
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

SIGNS_OUT = "account_logout"
SEEN, UNSEEN = "Quillfeather", "Thistlewood"  # handed over and then marked; withheld from the first
SECRET = (SEEN, UNSEEN, "Cobblestone Mews", "Peregrine")
NUMBERS = ("1", "2", "3")


def addresses(
    patterns: list[URLPattern | URLResolver], front: str = "/"
) -> Iterator[tuple[str | None, str, list[bool]]]:
    """Every address of the site: its name, its form with {} for what varies, and for each whether it is a number."""
    for one in patterns:
        route = str(one.pattern)
        converters = one.pattern.converters
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, front + route)
            continue
        for name, converter in converters.items():
            route = route.replace(f"<{'int' if isinstance(converter, IntConverter) else 'str'}:{name}>", "{}")
        assert "<" not in route, route
        yield one.name, front + route, [isinstance(converter, IntConverter) for converter in converters.values()]


def every_address(words: list[str]) -> list[str]:
    """Each address with everything that could stand in its place put there."""
    found = []
    for name, form, numbers in addresses(get_resolver().url_patterns):
        if name != SIGNS_OUT:
            found += [form.format(*given) for given in product(*(NUMBERS if number else words for number in numbers))]
    return found


def withheld(world: World) -> tuple[dict[str, str], list[str]]:
    """One birth withheld after it was handed over, one from the first, one faulty and held, beside a family that may be seen.

    Gives the withheld births' references by surname, and everything that may stand in an address.
    """
    hidden = {"address_line_1": "7 Cobblestone Mews", "baby_forename": "Peregrine"}
    rows = [
        born(world.at, "R1"),
        born(world.at, "R2", baby_surname=SEEN, parent_name=f"Robin {SEEN}", **hidden),
        born(world.at, "R3", baby_surname=UNSEEN, parent_name=f"Robin {UNSEEN}", contact="hold", **hidden),
    ]
    received = bring(world.at, *rows)
    births = dict(_references())
    adopted = BirthId(Birth.objects.get(reference=births[SEEN]).pk)
    viewer = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    lines = [family.reference for family in worklist(viewer, at=world.at).families]
    assert len(lines) == 2
    journey.mark(birth=adopted, kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    why, lead = LiftReason.SOCIAL_CARE_CLEARED, {RoleKind.SAFEGUARDING_LEAD}
    ask_lift(birth=adopted, kind=MarkerKind.ADOPTION, reason=why, roles=lead, by=Actor.job("other"), at=world.at)
    hidden_births = {name: births[name] for name in (SEEN, UNSEEN) if name in births}
    return hidden_births, [*births.values(), *lines, received.receipt["consignment"]]


def _references() -> Iterator[tuple[str, str]]:
    for notice, birth in Identity.objects.values_list("notice_id", "birth__reference"):
        yield Notice.objects.get(pk=notice).baby_surname, birth


@pytest.mark.parametrize("role", RoleKind)
def test_no_page_shows_who_is_withheld(world: World, sign_in: SignIn, role: RoleKind) -> None:
    births, words = withheld(world)
    client = sign_in(role)
    knows = bool(VERBS[role] & {Verb.EXPLAIN, Verb.MARK, Verb.CONFIRM_LIFT})
    pages = {address: client.get(address).content.decode() for address in every_address(words)}
    for address, shown in pages.items():
        assert not [word for word in SECRET if word in shown], (role, address)
        assert knows or not [one for one in births.values() if one in shown], (role, address)
    assert len(pages) > 40
    assert any("Alex Smith" in shown for shown in pages.values()) is (role is RoleKind.CENTRE_WORKER)


def test_nobody_who_is_signed_out_sees_anybody(world: World, client: Client) -> None:
    births, words = withheld(world)
    for address in every_address(words):
        shown = client.get(address).content.decode()
        assert not [word for word in (*SECRET, *births.values(), "Alex Smith") if word in shown], address
