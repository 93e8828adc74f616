"""Signing in with a second step in a browser: an app, a security key, recovery codes, and one's own account."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.engine.providers import Provider, as_apps
from tests.browser.conftest import NARROW, WIDE, Eye, watched
from tests.doors import world as making
from tests.doors.test_second_step import code
from tests.doors.world import PASSWORD, SEATS, World


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PROVIDERS = (Provider("council", "Calderdale Council", "https://login.example.org", "id", "secret"),)
    settings.SOCIALACCOUNT_PROVIDERS = as_apps(settings.PROVIDERS)
    return making.build()


def seen(page: Page, eye: Eye, name: str) -> None:
    """Looked at wide and narrow, and read aloud."""
    for size, width in ((NARROW, "375"), (WIDE, "1280")):
        page.set_viewport_size(size)
        eye.fits(page)
        eye.keep(page, f"{name}-{width}")
    eye.accessible(page)


def begin(page: Page) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(SEATS[RoleKind.CENTRE_WORKER][0])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")


def with_a_key(page: Page) -> None:
    """A security key that answers when it is asked, as Chromium can play one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": told | {"automaticPresenceSimulation": True}})


def set_up_key(page: Page, eye: Eye) -> None:
    page.get_by_role("button", name="Use a security key").click()
    page.get_by_label("Name for this key").fill("Blue key")
    seen(page, eye, "second-step-key")
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    seen(page, eye, "recovery-codes")
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url("**/worklist")


def set_up_app(page: Page, eye: Eye) -> str:
    """Gives the secret, as whoever cannot scan reads it."""
    page.goto("/account/second-step/app/")
    seen(page, eye, "second-step-app")
    page.get_by_text("I cannot scan it").click()
    secret = page.locator(".app-code").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill("000000")
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("link", name="The code is not right").wait_for()
    seen(page, eye, "second-step-app-wrong")
    page.get_by_label("Code from the app").fill(code(secret))
    page.get_by_role("button", name="Set up").click()
    page.get_by_text("The app is set up.").wait_for()
    seen(page, eye, "second-step")
    return secret


def test_somebody_sets_up_both_second_steps_and_signs_in_with_each(
    world: World, live: str, browser: Browser, eye: Eye
) -> None:
    home = f"http://localhost:{urlsplit(live).port}"  # a key belongs to a name, never to a number
    context = browser.new_context(base_url=home, viewport=WIDE, locale="en-GB")
    page = context.new_page()
    broken = watched(page, home)
    with_a_key(page)
    page.goto("/account/sign-in/")
    seen(page, eye, "sign-in")
    begin(page)
    seen(page, eye, "second-step-needed")
    set_up_key(page, eye)
    leave(page)
    begin(page)
    seen(page, eye, "second-step-by-key")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url("**/worklist")
    secret = set_up_app(page, eye)
    leave(page)
    begin(page)
    seen(page, eye, "second-step-by-code")
    page.get_by_label("Code").fill(code(secret, steps=1))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/worklist")
    page.get_by_role("link", name="Your account").click()
    seen(page, eye, "your-account")
    for name in ("app/remove/", "codes/new/", "codes/", "again/?next=/", "again/key/?next=/"):
        page.goto(f"/account/second-step/{name}")
        seen(page, eye, f"second-step-{name.split('?')[0].strip('/').replace('/', '-')}")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url("**/worklist")
    page.goto("/account/second-step/")
    page.get_by_role("link", name="Remove Blue key").click()
    seen(page, eye, "second-step-key-remove")
    page.get_by_role("button", name="Remove the key").click()
    page.get_by_text("The security key is removed.").wait_for()
    assert broken == []
    context.close()


def test_who_comes_back_from_elsewhere_without_an_answer_is_told_so(world: World, page: Page, eye: Eye) -> None:
    page.goto("/account/sign-in/")
    assert page.get_by_role("link", name="Calderdale Council").get_attribute("href") == "/account/oidc/council/login/"
    page.goto("/account/oidc/council/login/callback/?error=access_denied")
    page.get_by_role("heading", name="You are not signed in").wait_for()
    seen(page, eye, "not-signed-in")


def test_a_key_that_does_not_answer_is_said_so(world: World, live: str, browser: Browser, eye: Eye) -> None:
    context = browser.new_context(base_url=live, viewport=NARROW, locale="en-GB")  # at a number no key answers
    page = context.new_page()
    begin(page)
    page.get_by_role("button", name="Use a security key").click()
    assert page.get_by_text("The key did not answer").is_hidden()
    page.get_by_role("button", name="Set up").click()
    page.get_by_text("The key did not answer").wait_for()
    eye.accessible(page)
    context.close()
