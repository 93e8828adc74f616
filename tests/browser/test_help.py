"""Help in a browser: found, read, and a word's meaning shown and taken away as WCAG 1.4.13 asks."""

from playwright.sync_api import Page

from tests.browser.conftest import Eye


def test_a_word_shows_its_meaning_by_pointer_and_by_keyboard_until_it_is_taken_away(
    page: Page, narrow: Page, scriptless: Page, eye: Eye
) -> None:
    page.goto("/help/how-to/answer-a-call-back")
    meaning = page.get_by_role("tooltip", include_hidden=True).first
    word = page.locator(".app-term__word").first
    assert not meaning.is_visible()
    word.focus()
    meaning.wait_for()
    eye.accessible(page)
    eye.keep(page, "help-word-page")
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    page.locator("h1").click()
    word.hover()
    meaning.wait_for()
    meaning.hover()  # the pointer may come onto it, and it stays
    page.wait_for_timeout(400)
    assert meaning.is_visible()
    page.locator("h1").hover()
    meaning.wait_for(state="hidden")
    narrow.goto("/help/how-to/answer-a-call-back")
    narrow.locator(".app-term__word").last.focus()
    narrow.locator(".app-term__meaning").last.wait_for()
    eye.fits(narrow)
    eye.keep(narrow, "help-word-narrow")
    scriptless.goto("/help/how-to/answer-a-call-back")
    scriptless.locator(".app-term__word").first.click()
    assert "/help/words#" in scriptless.url


def test_help_is_found_from_a_page_by_a_word(page: Page, narrow: Page, eye: Eye) -> None:
    for window, width in ((page, "page"), (narrow, "narrow")):
        window.goto("/account/sign-in/")
        window.get_by_role("link", name="Help with this page").click()
        eye.keep(window, f"help-{width}")
        window.get_by_label("Search help").fill("returned letter")
        window.get_by_role("button", name="Search").click()
        eye.fits(window)
        eye.keep(window, f"help-found-{width}")
        window.get_by_role("link", name="Follow up a returned letter").click()
        window.get_by_role("heading", name="Follow up a returned letter").wait_for()
        for name in ("words", "whats-new", "accessibility", "how-to/the-first-day", "rules/breaches"):
            window.goto(f"/help/{name}")
            eye.fits(window)
            eye.keep(window, f"help-{name.replace('/', '-')}-{width}")
