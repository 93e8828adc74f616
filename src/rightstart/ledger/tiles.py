"""Hides how a log lies in files: names and contents of tiles and entry bundles (C2SP tlog-tiles).

A tile is up to 256 neighbouring hashes of one level; level 0 holds leaf hashes, a hash of level L + 1 is the tree hash
of a full tile of level L. A bundle is up to 256 neighbouring entries, each with its length in two bytes before it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rightstart.ledger.merkle import Subtree, node_hash, root, split

WIDTH = 256
HASH_BYTES = 32
MOST_ENTRY_BYTES = 0xFFFF

Read = Callable[[str], bytes | None]
"""Answers with the content at a path within the log, or none when nothing is there."""


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Where tile `index` of a level is: `tile/<L>/<N>`, with `.p/<W>` while it is not full."""
    return f"tile/{level}/{_placed(index, width)}"


def bundle_path(index: int, width: int = WIDTH) -> str:
    """Where entry bundle `index` is: `tile/entries/<N>`, with `.p/<W>` while it is not full."""
    return f"tile/entries/{_placed(index, width)}"


def _placed(index: int, width: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    whole = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return whole if width == WIDTH else f"{whole}.p/{width}"


def width_at(level: int, index: int, size: int) -> int:
    """How many hashes tile `index` of a level has in a log of `size` leaves: 0 to 256."""
    return max(0, min(WIDTH, (size >> 8 * level) - index * WIDTH))


def bundled(entries: Iterable[bytes]) -> bytes:
    """An entry bundle: each entry after its length. Raises OverflowError above 65,535 bytes an entry."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundled(bundle: bytes) -> list[bytes] | None:
    """The entries of a bundle, or none when its lengths do not add up."""
    entries: list[bytes] = []
    start, end = 0, len(bundle)
    while start + 2 <= end:
        following = start + 2 + int.from_bytes(bundle[start : start + 2], "big")
        entries.append(bundle[start + 2 : following])
        start = following
    return entries if start == end else None


def hashes_of(tile: bytes) -> list[bytes]:
    """The hashes in a tile."""
    return [tile[start : start + HASH_BYTES] for start in range(0, len(tile), HASH_BYTES)]


def read_tile(read: Read, level: int, index: int, size: int) -> list[bytes] | None:
    """The hashes of a tile as a log of `size` leaves has it, or none when it is missing or of another length.

    A partial tile that has since grown full is read from the full one, as tlog-tiles allows.
    """
    width = width_at(level, index, size)
    found = read(tile_path(level, index, width)) or read(tile_path(level, index))
    if found is None or len(found) < width * HASH_BYTES or len(found) % HASH_BYTES:
        return None
    return hashes_of(found)[:width]


def outgrown(old: int, size: int) -> Iterator[str]:
    """Directories of partial tiles and bundles at the edge of `old` leaves that are full now that there are `size`."""
    if old % WIDTH and width_at(0, old // WIDTH, size) == WIDTH:
        yield f"{bundle_path(old // WIDTH)}.p"
    level = 0
    while count := old >> 8 * level:
        if count % WIDTH and width_at(level, count // WIDTH, size) == WIDTH:
            yield f"{tile_path(level, count // WIDTH)}.p"
        level += 1


def subtree_in(read: Read, size: int) -> Subtree:
    """The subtrees of a log of `size` leaves kept as tiles. Raises LookupError when a tile that it needs is missing.

    Each tile is read once: to prove one act takes one of each level, and eight hashes of each.
    """
    rows: dict[tuple[int, int], list[bytes] | None] = {}

    def subtree(start: int, end: int) -> bytes:
        count = end - start
        if count & (count - 1):
            middle = start + split(count)
            return node_hash(subtree(start, middle), subtree(middle, end))
        level = (count.bit_length() - 1) // 8
        first, last = start >> 8 * level, end >> 8 * level
        place = (level, first // WIDTH)
        if place not in rows:
            rows[place] = read_tile(read, *place, size)
        row = rows[place]
        if row is None:
            raise LookupError(f"missing or damaged: {tile_path(level, first // WIDTH)}")
        return root(row[first % WIDTH : (last - 1) % WIDTH + 1])

    return subtree


@dataclass(frozen=True, slots=True)
class Tile:
    """Neighbouring hashes of one level, with their place."""

    level: int
    index: int
    hashes: list[bytes]

    @property
    def path(self) -> str:
        """Where it is published."""
        return tile_path(self.level, self.index, len(self.hashes))

    @property
    def content(self) -> bytes:
        """What is published."""
        return b"".join(self.hashes)


@dataclass(slots=True)
class Tiling:
    """Turns leaf hashes into tiles, level upon level.

    `rows` holds, for each level, the hashes of the tile that is not full yet; `filled` counts the full ones.
    """

    rows: list[list[bytes]] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)

    def add(self, hashes: Iterable[bytes], level: int = 0) -> Iterator[Tile]:
        """Puts hashes at the end of a level; gives every tile that this fills, lower ones first."""
        if level == len(self.rows):
            self.rows.append([])
            self.filled.append(0)
        row = [*self.rows[level], *hashes]
        full = len(row) - len(row) % WIDTH
        self.rows[level] = row[full:]
        for start in range(0, full, WIDTH):
            tile = Tile(level, self.filled[level], row[start : start + WIDTH])
            self.filled[level] += 1
            yield tile
            yield from self.add([root(tile.hashes)], level + 1)

    def unfilled(self) -> Iterator[Tile]:
        """Each tile at the right edge that has begun and is not full."""
        for level, row in enumerate(self.rows):
            if row:
                yield Tile(level, self.filled[level], row)

    @property
    def root(self) -> bytes:
        """The tree hash of all leaves added."""
        joined: list[bytes] = []
        for row in self.rows:
            joined = [root([*row, *joined])] if row or joined else []
        return joined[0] if joined else root([])


def resumed(read: Read, size: int) -> Tiling | None:
    """The tiling of a log of `size` leaves as its files have it, or none when a tile at its edge is missing."""
    tiling = Tiling()
    level = 0
    while size >> 8 * level:
        index = (size >> 8 * level) // WIDTH
        row = read_tile(read, level, index, size) if width_at(level, index, size) else []
        if row is None:
            return None
        tiling.rows.append(row)
        tiling.filled.append(index)
        level += 1
    return tiling
