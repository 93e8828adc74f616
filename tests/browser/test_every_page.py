"""Every page there is, found from the resolver: read by axe, opened at 400 %, and some of each kind in other ways of seeing."""

import os
import re
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.fixtures import Settings

from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.handover.models import Line
from rightstart.terms import london_date
from rightstart.web.frame import PLACES
from rightstart.web.home import views as home
from tests.browser.conftest import WIDE, Eye, watched
from tests.browser.everywhere import every_page, route, signed_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.population import populate
from tests.doors.world import BY, SEATS, World, born, bring

FOUR_TIMES = {"width": 320, "height": 256}  # what 400 % leaves of a window of 1280 by 1024
MOVES = """() => [...document.querySelectorAll("*")].filter(one => { const s = getComputedStyle(one);
    return parseFloat(s.transitionDuration) > 0.01 || (s.animationName !== "none" && parseFloat(s.animationDuration) > 0.01); })
    .map(one => one.outerHTML.slice(0, 80))"""

# In forced colours shadows and backgrounds are gone: an outline or a border has to say where the focus is.
OUTLINED = """() => { const one = document.activeElement, s = getComputedStyle(one), label = one.labels && one.labels[0];
    const box = label && getComputedStyle(label, "::before");
    return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0)
        || (box && box.outlineStyle !== "none" && parseFloat(box.outlineWidth) > 0); }"""
WORKER, STEWARD = RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD
MISSED = {
    "/choose": "You have roles at several organisations",
    "/account/password/": "Change your password",
    "/account/confirm/": "Confirm that it is you",
    "/nowhere": "Page not found",
    "/attribution": "Something has gone wrong",
}
SEEN_OTHERWISE = (
    (WORKER, "/worklist"),
    (WORKER, "/families/{family}"),
    (STEWARD, "/"),
    (STEWARD, "/quarantine/1"),
    (STEWARD, "/agreements"),
    (STEWARD, "/help/how-to/the-first-day"),
)
TREES = Path(__file__).parent / "trees"
TOLD = {
    "sign-in": (None, "/account/sign-in/"),
    "worklist": (WORKER, "/worklist"),
    "family": (WORKER, "/families/{family}"),
    "home-of-a-steward": (STEWARD, "/"),
    "row-in-quarantine": (STEWARD, "/quarantine/1"),
    "stop-everything": (STEWARD, "/stop-everything"),
}
WHOLE = ("sign-in", "worklist")  # with what stands around every page
VARIES = (
    (r"\b\d{1,2} [A-Z][a-z]+ \d{4}", "DATE"),
    (r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", "DAY"),
    (r"\b\d{1,2}:\d\d\b", "TIME"),
    (r"\b(?=[A-Z0-9]*\d)[A-Z0-9]{16}\b|\b[0-9a-f]{16}\b|\b[A-Z]{16}\b", "REFERENCE"),
    (r"/static/\S+", "FILE"),
)


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "mail.example.org"
    world = put_back(database, "doors", making.build)
    populate(world)
    return world


def lent(context: BrowserContext, live: str, session: str | None) -> None:
    """The context goes on as whoever has this session."""
    context.clear_cookies()
    if session:
        context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": live}])


def test_every_page_there_is_can_be_heard_and_fits_at_four_times_its_size(
    world: World, live: str, page: Page, browser: Browser, eye: Eye
) -> None:
    found, clients = every_page()
    assert {route(reverse(name)) for _, name, _ in PLACES} <= set(found.pages)
    faults = list[str]()
    for role in (None, *clients):
        lent(page.context, live, clients[role].cookies[configured.SESSION_COOKIE_NAME].value if role else None)
        for address in found.of(role):
            page.goto(address)
            faults += [f"{role} {address}: {fault}" for fault in eye.faults(page)]
            page.set_viewport_size(FOUR_TIMES)
            faults += [f"{role} {address}: {fault}" for fault in eye.too_wide(page)]
            page.set_viewport_size(WIDE)
    assert faults == []


@pytest.fixture
def small(database: str, live: str, settings: Settings) -> World:
    """Four families on the worklist, and a row in quarantine."""
    settings.PASSWORD_HASHERS = making.QUICK
    world = put_back(database, "doors", making.build)
    names = {"Noor Khan": "Khan", "Jo Taylor": "Taylor", "Robin Hall": "Hall"}
    more = [born(world.at, name, parent_name=name, baby_surname=last) for name, last in names.items()]
    bring(world.at, born(world.at, "R1"), *more, born(world.at, "R2", born_on="2019-99-99"))
    return world


def lend(page: Page, live: str, role: RoleKind) -> None:
    lent(page.context, live, signed_in(role).cookies[configured.SESSION_COOKIE_NAME].value)


def test_the_pages_for_what_goes_wrong_and_for_signing_in_can_be_heard(
    small: World, live: str, page: Page, eye: Eye, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def heard(heading: str) -> None:
        page.get_by_role("heading", name=heading, level=1).wait_for()
        assert eye.faults(page) == [], heading
        page.set_viewport_size(FOUR_TIMES)
        eye.fits(page)
        page.set_viewport_size(WIDE)

    page.goto("/account/sign-in/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Sign in").click()
    heard("This page was open too long")
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for _ in range(2):
        page.goto("/account/sign-in/")
        page.get_by_label("Email address").fill("nobody@example.org")
        page.get_by_label("Password", exact=True).fill("wrong")
        page.get_by_role("button", name="Sign in").click()
    heard("Too many tries")
    more = {"email": SEATS[WORKER][0], "organisation_code": "CAL-02", "kind": WORKER, "from_on": london_date(small.at)}
    roles.give_role(**more, by=BY, at=small.at)
    lend(page, live, WORKER)
    monkeypatch.setattr(home, "sources", lambda: 1 / 0)
    for address, heading in MISSED.items():
        page.goto(address)
        heard(heading)


def test_pages_keep_their_focus_in_forced_colours_and_nothing_moves(
    small: World, live: str, browser: Browser, eye: Eye
) -> None:
    ways = {"forced_colors": "active", "reduced_motion": "reduce", "viewport": FOUR_TIMES, "base_url": live}
    family = Line.objects.earliest("pk").reference
    with closing(browser.new_context(**ways)) as context:  # type: ignore[arg-type]
        page = context.new_page()
        seen = watched(page, live)
        for role, address in SEEN_OTHERWISE:
            lend(page, live, role)
            page.goto(address.format(family=family))
            assert (eye.faults(page), eye.too_wide(page), page.evaluate(MOVES)) == ([], [], []), address
            for _ in range(12):
                page.keyboard.press("Tab")
                assert page.evaluate(OUTLINED), (address, page.evaluate("document.activeElement.outerHTML"))
        assert seen == []


def test_what_a_screen_reader_is_told_is_what_was_agreed(small: World, live: str, page: Page) -> None:
    """Written anew where RIGHTSTART_TREES=write; what the clock and chance say is left out."""
    family, kept, told = Line.objects.earliest("pk").reference, dict[str, str](), dict[str, str]()
    for name, (role, address) in TOLD.items():
        if role:
            lend(page, live, role)
        page.goto(address.format(family=family))
        told[name] = page.locator("body" if name in WHOLE else "main").aria_snapshot() + "\n"
        for pattern, words in VARIES:
            told[name] = re.sub(pattern, words, told[name])
        file = TREES / f"{name}.yaml"
        if os.environ.get("RIGHTSTART_TREES") == "write":
            file.write_text(told[name], encoding="utf-8")
        kept[name] = file.read_text(encoding="utf-8")
    assert told == kept
