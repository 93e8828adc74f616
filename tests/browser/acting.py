"""Hides what somebody at a desk does with a page, in the words of a story."""

from playwright.sync_api import Page

from rightstart.directory.rules import RoleKind
from tests.browser.test_work import sign_in
from tests.doors.world import PASSWORD


def said(page: Page) -> str:
    """What the page says, without its frame."""
    return page.get_by_role("main").inner_text()


def go(page: Page, link: str, heading: str) -> None:
    page.get_by_role("main").get_by_role("link", name=link).first.click()
    page.get_by_role("heading", name=heading).first.wait_for()


def press(page: Page, button: str, then: str) -> None:
    page.get_by_role("button", name=button).first.click()
    page.get_by_text(then).first.wait_for()


def confirmed(page: Page, then: str) -> None:
    """Shows again who one is, as what weighs much asks."""
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text(then).first.wait_for()


def another(page: Page, role: RoleKind) -> None:
    """Somebody else sits down at the same desk."""
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, role)


def refused(page: Page, address: str) -> bool:
    """Whether a page is not for this role, whatever address is typed."""
    answer = page.goto(address)
    return answer is not None and answer.status == 403
