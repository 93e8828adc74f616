"""The words for how, with what browser and on what kind of machine somebody signed in."""

from typing import Final

from rightstart.directory.browsers import Browser, System
from rightstart.directory.signing_in import How

HOW: Final = {
    How.PASSWORD: "Password alone",
    How.APP: "Password and app",
    How.SECURITY_KEY: "Password and security key",
    How.RECOVERY_CODE: "Password and recovery code",
    How.ORGANISATION: "Your organisation’s sign-in",
}
BROWSERS: Final = {
    Browser.EDGE: "Edge",
    Browser.CHROME: "Chrome",
    Browser.FIREFOX: "Firefox",
    Browser.SAFARI: "Safari",
    Browser.OTHER: "Another browser",
}
SYSTEMS: Final = {
    System.WINDOWS: "Windows",
    System.ANDROID: "Android",
    System.APPLE_MOBILE: "an iPhone or iPad",
    System.MAC: "a Mac",
    System.LINUX: "Linux",
    System.OTHER: "another kind of device",
}
