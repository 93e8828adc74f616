"""Hides how a browser's long description of itself becomes a kind that its owner knows again, and nothing more of it is kept."""

from enum import StrEnum
from typing import Final


class Browser(StrEnum):
    EDGE = "edge"
    CHROME = "chrome"
    FIREFOX = "firefox"
    SAFARI = "safari"
    OTHER = "other"


class System(StrEnum):
    WINDOWS = "windows"
    ANDROID = "android"
    APPLE_MOBILE = "apple-mobile"
    MAC = "mac"
    LINUX = "linux"
    OTHER = "other"


# The first that fits: each names those that stand below it as well (Edge says Chrome and Safari, Android says Linux).
_BROWSERS: Final = (
    ("Edg", Browser.EDGE),
    ("Firefox/", Browser.FIREFOX),
    ("FxiOS/", Browser.FIREFOX),
    ("Chrome/", Browser.CHROME),
    ("CriOS/", Browser.CHROME),
    ("Safari/", Browser.SAFARI),
)
_SYSTEMS: Final = (
    ("Windows", System.WINDOWS),
    ("Android", System.ANDROID),
    ("iPhone", System.APPLE_MOBILE),
    ("iPad", System.APPLE_MOBILE),
    ("Macintosh", System.MAC),
    ("Linux", System.LINUX),
    ("CrOS", System.LINUX),
)


def kind_of(told: str) -> tuple[Browser, System]:
    """The kinds of browser and system that a User-Agent header names, as far as it names one that is known here."""
    browser = next((kind for word, kind in _BROWSERS if word in told), Browser.OTHER)
    return browser, next((kind for word, kind in _SYSTEMS if word in told), System.OTHER)
