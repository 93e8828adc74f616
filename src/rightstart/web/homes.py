"""Hides how a page speaks of where a family lives: the home, or as far as its reader may know why there is none; whom to ask."""

from functools import cached_property
from typing import Final

from rightstart.directory.rules import Verb
from rightstart.web.components import SummaryRow
from rightstart.web.ringing import asks_about_home
from rightstart.web.seat import Seat

PROTECTED: Final = "Protected"
NOT_KNOWN: Final = "Not known"
NOT_SHOWN: Final = "Not shown"


class Homes:
    """How the homes on one page are told to whoever sits at it.

    Who may know why a birth is withheld reads whether a home is protected or simply not known. Everybody else reads the same words
    for both: a difference would tell them. Either way a home that is kept from its reader names one office to ask, and no other.
    """

    def __init__(self, seat: Seat) -> None:
        assert seat.council is not None  # suppliers and monitors are shown no home that is kept from them
        self._council, self.knows = seat.council, seat.allows(Verb.SEE_WITHHELD)

    @cached_property
    def asks(self) -> str:
        """Whom to ask, and nobody else."""
        return asks_about_home(self._council)

    def is_kept(self, home: str | None, *, protected: bool) -> bool:
        """Whether its reader is not shown a home although there may be one."""
        return protected or (not home and not self.knows)

    def words(self, home: str | None, *, protected: bool) -> str:
        """The home itself, or what stands in its place."""
        if self.is_kept(home, protected=protected):
            return PROTECTED if self.knows else NOT_SHOWN
        return home or NOT_KNOWN

    def row(self, key: str, home: str | None, *, protected: bool) -> SummaryRow:
        """The same as a line of a record, with whom to ask under it."""
        told = self.words(home, protected=protected)
        return SummaryRow(key, [told, self.asks] if self.is_kept(home, protected=protected) else [told])

    def rows_of_withheld(self, *, protected: bool) -> list[SummaryRow]:
        """On a record that has no home on it: whom to ask about it. Who may not know why it is withheld reads that of each."""
        return [self.row("Address", None, protected=protected)] if protected or not self.knows else []
