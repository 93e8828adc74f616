"""Hides the browser: Chromium from the system's packages, looking at a server of our own on a free loopback port."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, sync_playwright

CHROMIUM = os.environ.get("RIGHTSTART_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu"]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 375, "height": 740}
AXE = Axe()
PICTURE = {"width": 820, "height": 470}
ALLOW = "DJANGO_ALLOW_ASYNC_UNSAFE"


class Silent(WSGIRequestHandler):
    """The development server's handler, without a line for each request."""

    def log_message(self, *said: object) -> None:
        return None


@pytest.fixture
def live(database: object) -> Iterator[str]:
    """The address of the whole application, served from threads of this process on its own database."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent, allow_reuse_address=False)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of this process.

    Playwright keeps an event loop running in this thread; Django would then refuse to let a test look into the
    database, so it is told that this is meant, until the browser is closed.
    """
    before = os.environ.get(ALLOW)
    os.environ[ALLOW] = "true"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET + root)
        yield launched
        launched.close()
    os.environ.pop(ALLOW) if before is None else os.environ.update({ALLOW: before})


def watched(page: Page, home: str) -> list[str]:
    """Collects what no page may do: fail in a script, break the content policy, ask another host."""
    seen: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            seen.append(f"asked {request.url}")

    page.on("pageerror", lambda error: seen.append(f"script: {error}"))
    page.on("console", lambda said: seen.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("request", asked)
    return seen


def opened(context: BrowserContext, home: str) -> Iterator[Page]:
    page = context.new_page()
    seen = watched(page, home)
    yield page
    assert seen == []


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    """A window of a desk's width; `page.goto("/worklist")` takes addresses of the application."""
    with closing(browser.new_context(base_url=live, viewport=WIDE, locale="en-GB")) as context:
        yield from opened(context, live)


@pytest.fixture
def narrow(browser: Browser, live: str) -> Iterator[Page]:
    """A window of a small telephone's width."""
    with closing(browser.new_context(base_url=live, viewport=NARROW, locale="en-GB", has_touch=True)) as context:
        yield from opened(context, live)


@pytest.fixture
def scriptless(browser: Browser, live: str) -> Iterator[Page]:
    """A window in which JavaScript is off."""
    with closing(browser.new_context(base_url=live, viewport=WIDE, java_script_enabled=False)) as context:
        yield from opened(context, live)


class Eye:
    """What a test asks of a page that is open."""

    def accessible(self, page: Page) -> None:
        """Fails with every fault that axe finds."""
        assert self.faults(page) == []

    def look(self, page: Page, name: str, *, axe: bool = True) -> None:
        """The page fits, axe finds nothing, and a picture is kept where one is asked for. `axe`: whether it is asked here."""
        self.fits(page)
        if axe:
            self.accessible(page)
        self.keep(page, name)

    def faults(self, page: Page) -> list[str]:
        """Every fault that axe finds: its rule, and where."""
        found = AXE.run(page).response["violations"]
        return [f"{one['id']}: {at['html'][:200]} ({at['failureSummary']})" for one in found for at in one["nodes"]]

    def fits(self, page: Page) -> None:
        """Fails if the page must be scrolled sideways."""
        page.locator("html").wait_for(state="attached")  # whoever clicked may be between two pages
        page.wait_for_load_state()
        assert self.too_wide(page) == []

    def too_wide(self, page: Page) -> list[str]:
        """By how much a page is wider than its window, if it is."""
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        return [f"{page.url} is {wide} pixels wide in a window of {room}"] if wide > room else []

    def focus(self, page: Page) -> str:
        """Presses Tab; fails if nothing shows where the focus is; returns the focused element's words."""
        page.keyboard.press("Tab")
        words, outline, shadow, back = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.innerText || e.value || e.name || "", s.outlineStyle, s.boxShadow, s.backgroundColor]; }"""
        )
        assert outline != "none" or shadow != "none" or back == "rgb(255, 221, 0)", f"no focus seen on {words!r}"
        return str(words)

    def keep(self, page: Page, name: str) -> None:
        """A picture of the whole page, where RIGHTSTART_SHOTS names a directory for them."""
        if folder := os.environ.get("RIGHTSTART_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def show(self, page: Page, name: str, part: Locator | None = None) -> None:
        """A picture for README and how-tos of the top of a page at a desk, where RIGHTSTART_PICTURES names a directory for them.

        `part`: what stands first in the picture instead.
        """
        folder = os.environ.get("RIGHTSTART_PICTURES")
        if folder and page.viewport_size == WIDE and page.evaluate("document.body.classList.contains('js-enabled')"):
            page.set_viewport_size(PICTURE)
            if part is not None:
                part.evaluate("one => { one.scrollIntoView(); window.scrollBy(0, -20) }")
            page.screenshot(path=Path(folder) / f"{name}.png")
            page.set_viewport_size(WIDE)


@pytest.fixture
def eye() -> Eye:
    return Eye()
