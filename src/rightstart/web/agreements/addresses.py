"""Hides where the pages about one version of an agreement are: its reference and number stand in the query."""

from urllib.parse import urlencode

from django.urls import reverse


def version_address(reference: str, version: int, page: str = "agreement") -> str:
    """A page about one version."""
    return f"{reverse(page)}?{urlencode({'reference': reference, 'version': version})}"


def about_address(about: str) -> str:
    """The page of the version that an alert names, as in "DSA-1, version 2: …"; the register where it names none."""
    reference, named, rest = about.rpartition(", version ")
    number = rest.partition(":")[0]
    return version_address(reference, int(number)) if named and number.isdecimal() else reverse("agreements")
