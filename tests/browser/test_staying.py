"""Before somebody is signed out they are warned and can stay; afterwards nothing of the page is left to be seen."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import NARROW, WIDE, Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making


@pytest.fixture
def page_at_work(live: str, settings: Settings, page: Page) -> Page:
    settings.PASSWORD_HASHERS = making.QUICK
    making.build()
    page.clock.install()
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/told-no")
    return page


def test_whoever_does_nothing_is_warned_stays_if_they_like_and_is_else_led_to_sign_in(
    page_at_work: Page, eye: Eye
) -> None:
    page = page_at_work
    assert "If you do nothing more, you are signed out at " in page.inner_text("footer")
    page.locator("main input[name=said]").focus()
    page.clock.fast_forward("55:30")
    warning = page.get_by_role("alertdialog", name="You are about to be signed out")
    warning.get_by_text("in 5 minutes").wait_for()
    for size, width in ((NARROW, "375"), (WIDE, "1280")):
        page.set_viewport_size(size)
        eye.fits(page)
        eye.keep(page, f"staying-{width}")
    eye.accessible(page)
    assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
    page.keyboard.press("Enter")
    warning.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.name") == "said"  # as it was
    page.clock.fast_forward("54:00")
    assert not warning.is_visible()
    page.clock.fast_forward("05:30")
    warning.get_by_text("in less than a minute").wait_for()
    Session.objects.all().delete()
    page.clock.fast_forward("00:40")
    page.wait_for_url("**/sign-in/?next=/told-no")


def test_whoever_works_in_another_tab_is_not_warned_and_to_whom_the_longest_has_come_it_is_said(
    page_at_work: Page, eye: Eye, settings: Settings
) -> None:
    page = page_at_work
    page.clock.fast_forward("30:00")
    other = page.context.new_page()
    other.clock.install(time=page.evaluate("Date.now()"))
    other.goto(page.url)
    page.clock.fast_forward("26:00")
    assert not page.get_by_role("alertdialog").is_visible()
    other.close()
    settings.SESSION_LONGEST = 20 * 60
    page.reload()
    page.clock.fast_forward("16:00")
    page.get_by_role("alertdialog").get_by_text("longer than 0 hours").wait_for()
    eye.accessible(page)
    assert not page.get_by_role("button", name="Stay signed in").is_visible()
    page.get_by_role("button", name="Go back to the page").click()
    page.clock.fast_forward("01:00")
    assert not page.get_by_role("alertdialog").is_visible()
