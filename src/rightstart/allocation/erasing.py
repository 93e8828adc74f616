"""Hides how a steward's words about where a birth belongs are erased; to which centre it was given stays a fact."""

from collections.abc import Sequence

from rightstart.allocation.models import HandPlacing
from rightstart.terms import BirthId


def erase(births: Sequence[BirthId]) -> None:
    """Erase why these births were placed by hand, and the home that it was about, in the caller's transaction."""
    HandPlacing.objects.filter(birth_id__in=births).update(sealed=None, home_key=b"")
