"""A service as a centre lists it in stories."""

from dataclasses import replace
from datetime import date
from typing import Any

from rightstart.listings.rules import ListingKind, Told


def service(title: str, from_on: date, **more: Any) -> Told:
    """A clinic on Mondays at the centre, named in letters; anything about it can be said otherwise."""
    told = Told(ListingKind.HEALTH_CLINIC, title, "Mondays", "", "", in_letters=True, from_on=from_on)
    return replace(told, **more)
