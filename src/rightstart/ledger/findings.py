"""Hides how what a check of the ledger found is told: named findings, each with its place."""

from dataclasses import dataclass, field
from enum import Enum

MOST_KEPT = 1_000


class Kind(Enum):
    """What can be wrong with a ledger."""

    CHECKPOINT_MISSING = "checkpoint_missing"
    CHECKPOINT_UNREADABLE = "checkpoint_unreadable"
    CHECKPOINT_NOT_SIGNED_BY_US = "checkpoint_not_signed_by_us"
    HISTORY_REWRITTEN = "history_rewritten"
    """The log does not begin with what an earlier checkpoint signed."""
    COSIGNATURE_FALSE = "cosignature_false"
    """A witness's file is not its word over a checkpoint of this log."""
    TOO_FEW_WITNESSES = "too_few_witnesses"
    ROOT_DIFFERS = "root_differs"
    BUNDLE_MISSING = "bundle_missing"
    BUNDLE_UNREADABLE = "bundle_unreadable"
    TILE_MISSING = "tile_missing"
    TILE_DIFFERS = "tile_differs"
    PLACE_EMPTY = "place_empty"
    LEAF_GONE = "leaf_gone"
    LEAF_ALTERED = "leaf_altered"
    """The body kept is not what its hash says."""
    LEAF_UNREADABLE = "leaf_unreadable"
    ENTRY_UNSIGNED = "entry_unsigned"
    """A leaf has a place above the last checkpoint."""
    PUBLISHED_DIFFERS = "published_differs"
    """The leaf kept here is not the one published at its place."""
    STORE_BEHIND = "store_behind"
    """More is published than is kept here."""
    RECORD_ALTERED = "record_altered"
    """A record is no longer what its leaf commits to."""
    RECORD_WITHOUT_LEAF = "record_without_leaf"
    """A record names a leaf that the ledger does not have."""
    RECORD_GONE = "record_gone"
    """A record is gone, and no erasure leaf shows that it should be."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong. `position` counts leaves from 0, if it is of one; `about` is a path or a leaf hash."""

    kind: Kind
    position: int | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The most that one witness has cosigned: the first `size` leaves, at a moment (seconds since 1970)."""

    name: str
    size: int
    moment: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked and what was found: `found` counts all findings, `findings` holds the first thousand.

    `cosigned` says of each witness asked about that has cosigned how far its word goes.
    """

    size: int
    root: bytes
    findings: tuple[Finding, ...]
    found: int
    cosigned: tuple["Cosigned", ...] = ()

    @property
    def sound(self) -> bool:
        """Nothing was found."""
        return self.found == 0


@dataclass(slots=True)
class Notes:
    """Collects findings while a check runs. Of a log with a million faults, a thousand are enough to read."""

    kept: list[Finding] = field(default_factory=list)
    found: int = 0

    def add(self, kind: Kind, position: int | None = None, about: str = "") -> None:
        """Puts down one finding."""
        self.found += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(Finding(kind, position, about))

    def verdict(self, size: int, root: bytes, cosigned: tuple[Cosigned, ...] = ()) -> Verdict:
        """The end of the check."""
        return Verdict(size, root, tuple(self.kept), self.found, cosigned)
