"""What is kept of a browser's description of itself: its kind and its system's kind, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.directory.browsers import Browser, System, kind_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
TOLD = [
    (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/142.0 Safari/537.36 Edg/142.0", Browser.EDGE, System.WINDOWS),
    (f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} Chrome/142.0 Mobile Safari/537.36", Browser.CHROME, System.ANDROID),
    (f"Mozilla/5.0 (X11; CrOS x86_64) {WEBKIT} Chrome/142.0 Safari/537.36", Browser.CHROME, System.LINUX),
    ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/18.0 Safari/604.1", Browser.SAFARI, System.APPLE_MOBILE),
    ("Mozilla/5.0 (iPad; CPU like Mac OS X) FxiOS/140.0 Safari/604.1", Browser.FIREFOX, System.APPLE_MOBILE),
    ("Mozilla/5.0 (Macintosh; rv:140.0) Gecko Firefox/140.0", Browser.FIREFOX, System.MAC),
    ("", Browser.OTHER, System.OTHER),
]


@pytest.mark.parametrize(("told", "browser", "system"), TOLD)
def test_a_browser_is_known_by_its_kind(told: str, browser: Browser, system: System) -> None:
    assert kind_of(told) == (browser, system)


@given(st.text())
def test_whatever_a_browser_says_it_is_of_some_kind(told: str) -> None:
    browser, system = kind_of(told)
    assert browser in Browser
    assert system in System
