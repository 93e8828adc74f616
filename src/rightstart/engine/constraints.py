"""Hides how a table keeps together what belongs to one act: all of it is filled, or nothing."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q


def filled_together(name: str, *columns: str, needs: Iterable[str] = (), ends: Iterable[str] = ()) -> CheckConstraint:
    """These columns are all empty, or all filled; then those that it `needs` are filled too, and those that it `ends` are empty."""
    filled = {f"{column}__isnull": False for column in (*columns, *needs)} | {f"{one}__isnull": True for one in ends}
    return CheckConstraint(name=name, condition=Q(**{f"{one}__isnull": True for one in columns}) | Q(**filled))
