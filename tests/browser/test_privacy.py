"""A centre's full privacy notice in a browser: on a desk, on a small telephone, and without scripts."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from tests.browser.conftest import Eye
from tests.clean import put_back
from tests.doors import world as making


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_anybody_reads_a_centres_privacy_notice(
    database: str, live: str, settings: Settings, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    settings.PASSWORD_HASHERS = making.QUICK
    put_back(database, "doors", making.build)
    page: Page = request.getfixturevalue(width)
    page.goto("/privacy/CAL-01")
    page.get_by_role("link", name="What Calderdale tells Little Stars Family Hub").click()
    page.get_by_role("heading", name="How your details are kept").first.wait_for()
    eye.look(page, f"privacy-{width}", axe=width != "scriptless")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Say no with the code on your letter").click()
    page.get_by_role("heading", name="Say no to being contacted").wait_for()
