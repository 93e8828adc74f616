#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.11"
# dependencies = ["cryptography>=42"]
# ///
"""Checks a ledger of Right Start, or one entry of it, without Right Start: Python and `cryptography` are enough.

    python check_ledger.py log PLACE --key KEY [--earlier FILE ...] [--witness KEY ... --quorum K]
    python check_ledger.py proof FILE ... --key KEY [--witness KEY ... --quorum K]

PLACE is a folder or web address with `checkpoint` and `tile/`. `log` makes every hash anew from the entries and holds them
against the signed checkpoint, every tile, each earlier checkpoint, and what witnesses cosigned. `proof` reads the text of a
proof, or what the QR codes of one on paper said (- for standard input). Exit status: 0 sound, 1 not, 2 wrong usage.
KEY is name+id+base64, got from its owner and not from PLACE. Formats: c2sp.org/tlog-tiles, tlog-cosignature, tlog-proof.
"""

import argparse
import json
import re
import sys
import time
import zlib
from base64 import b32decode, b64decode
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH, HASH, MOST_BYTES = 256, 32, 20_000_000
LOG, WITNESS = 1, 4  # kinds of key: a log signs as signed-note says, a witness as cosignature/v1
PROOF = "c2sp.org/tlog-proof@v1\n"
SIGNATURE = re.compile("\u2014 (\\S+) ([A-Za-z0-9+/]+={0,2})")
PROVED = re.compile(f"{re.escape(PROOF)}extra (\\S+)\nindex (0|[1-9][0-9]{{0,18}})\n((?:\\S+\n)*)\n(.*)", re.DOTALL)
PART = re.compile(r"RSPROOF/(\d+)/(\d+)/([0-9A-F]{8})/((?:(?!RSPROOF/)[A-Z2-7\s])+)")

Read = Callable[[str], bytes | None]


class Key(NamedTuple):  # who signs; the id is four bytes that tell its key from others
    name: str
    id: bytes
    public: bytes
    kind: int


class Note(NamedTuple):  # a signed checkpoint: the text signed, the signature lines, and what the text says
    text: str
    signatures: list[tuple[str, bytes]]
    origin: str
    size: int
    root: bytes


def read_key(told: str, kind: int) -> Key:
    name, told_id, body = [*told.strip().split("+", 2), "", ""][:3]
    blob = b64decode(body)
    key_id = sha256(name.encode() + b"\n" + blob).digest()[:4]
    if len(blob) != 33 or key_id.hex() != told_id or blob[0] != kind:
        raise ValueError(f"This is not a {'log' if kind == LOG else 'witness'}'s key like name+1a2b3c4d+AbC…=: {told}")
    return Key(name, key_id, blob[1:], kind)


def read_note(told: str) -> Note:
    """A signed checkpoint, also where it stands at the end of a proof."""
    text, _, tail = (told.partition("\n\n")[2] if told.startswith(PROOF) else told).rpartition("\n\n")
    head = re.fullmatch("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)(\n[^\n]+)*", text)
    signed = [SIGNATURE.fullmatch(line) for line in tail.split("\n")[:-1]]
    if not head or not all(signed):
        raise ValueError("The checkpoint cannot be read.")
    signatures = [(one[1], b64decode(one[2])) for one in signed if one]
    return Note(text + "\n", signatures, head[1], int(head[2]), b64decode(head[3]))


def signed_by(note: Note, key: Key) -> int | None:
    """The moment at which this key signed (0 of a log, which tells none), or none; a signature that is false is an error."""
    found = [blob[4:] for name, blob in note.signatures if (name, blob[:4]) == (key.name, key.id)]
    public, moments = Ed25519PublicKey.from_public_bytes(key.public), []
    for blob in found:
        at = int.from_bytes(blob[:8], "big") if key.kind == WITNESS else 0
        told = f"cosignature/v1\ntime {at}\n{note.text}" if key.kind == WITNESS else note.text
        try:
            public.verify(blob[8 if key.kind == WITNESS else 0 :], told.encode())
        except InvalidSignature:
            raise ValueError(f"A signature of {key.name} is false (checkpoint of {note.size} entries).") from None
        moments.append(at)
    return max(moments, default=None)


def believed(told: str, log: Key, what: str) -> Note:
    note = read_note(told)
    if note.origin != log.name or signed_by(note, log) is None:
        raise ValueError(f"{what} is not signed by {log.name}.")
    return note


def reader(place: str) -> Read:
    """Reads below a folder or a web address; none where there is no such file."""

    def fetch(path: str) -> bytes | None:
        try:
            if not place.startswith(("https://", "http://")):
                return (Path(place) / path).read_bytes()
            with urlopen(f"{place.rstrip('/')}/{path}", timeout=30) as answer:  # noqa: S310 - one of the two
                return bytes(answer.read(MOST_BYTES))
        except (HTTPError, FileNotFoundError, NotADirectoryError):
            return None

    return fetch


def tile_at(level: int | str, index: int, width: int) -> str:
    digits = f"{index:0{-(-len(str(index)) // 3) * 3}}"
    parts = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    whole = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return f"tile/{level}/{whole}" + (f".p/{width}" if width < WIDTH else "")


def read_tile(read: Read, level: int | str, index: int, width: int) -> bytes | None:
    """A tile or bundle; of a partial one that has since grown full, the full one."""
    return read(tile_at(level, index, width)) or read(tile_at(level, index, WIDTH))


def entries(read: Read, size: int) -> Iterator[bytes]:
    """Every entry below `size`, in order."""
    for index in range(-(-size // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        bundle, start = read_tile(read, "entries", index, width) or b"", 0
        for _ in range(width):
            end = start + 2 + int.from_bytes(bundle[start : start + 2], "big")
            if start + 2 > len(bundle) or end > len(bundle):
                raise ValueError(f"Missing or damaged: {tile_at('entries', index, width)}")
            yield bundle[start + 2 : end]
            start = end


class Tree:
    """A tree grown leaf by leaf: complete subtrees, largest first; of each tile level the hashes of its last tile."""

    def __init__(self, read: Read) -> None:
        self.read, self.size = read, 0
        self.peaks: list[bytes] = []
        self.rows: dict[int, list[bytes]] = {}
        self.full: dict[int, int] = {}
        self.wrong: list[str] = []

    def add(self, entry: bytes) -> None:
        node, height, place = sha256(b"\0" + entry).digest(), 0, self.size
        self._tiled(0, node)
        while place & 1:
            node, height, place = sha256(b"\1" + self.peaks.pop() + node).digest(), height + 1, place >> 1
            if not height & 7:
                self._tiled(height >> 3, node)
        self.peaks.append(node)
        self.size += 1

    def _tiled(self, level: int, node: bytes) -> None:
        row = self.rows.setdefault(level, [])
        row.append(node)
        if len(row) == WIDTH:
            self.compare(level)

    def compare(self, level: int) -> None:
        """Hold the last tile of a level against the published one."""
        row, self.rows[level] = self.rows[level], []
        index = self.full.get(level, 0)
        self.full[level] = index + 1
        found = (read_tile(self.read, level, index, len(row)) if row else None) or b""
        places = [n for n, ours in enumerate(row) if found[n * HASH : (n + 1) * HASH] != ours]
        if places:
            first = (index * WIDTH + places[0]) << 8 * level
            self.wrong.append(
                f"{tile_at(level, index, len(row))} is missing, or not what the entries give, from entry {first} on."
            )

    def root(self) -> bytes:
        joined = self.peaks[-1] if self.peaks else sha256().digest()
        for peak in self.peaks[-2::-1]:
            joined = sha256(b"\1" + peak + joined).digest()
        return joined


def check_log(place: str, log: Key, earlier: Sequence[str], witnesses: Sequence[Key], quorum: int) -> list[str]:
    """Every fault that is found, in words."""
    read = reader(place)
    note = believed((read("checkpoint") or b"").decode(), log, "The checkpoint")
    cosigned = [one for key in witnesses for one in [last_cosigned(read, note, log, key)] if one]
    marks = [("An earlier checkpoint", believed(told, log, "An earlier checkpoint")) for told in earlier]
    marks += [(f"What {key.name} cosigned at {moment(at)}", one) for key, one, at in cosigned]
    tree = Tree(read)
    roots = {0: tree.root()} | dict.fromkeys((one.size for _, one in marks if one.size), b"")
    for entry in entries(read, note.size):
        tree.add(entry)
        if tree.size in roots:
            roots[tree.size] = tree.root()
    for level in tree.rows:
        tree.compare(level)
    cut = "({} entries) is not what this ledger begins with: it was rewritten or cut."
    wrong = tree.wrong + [f"{what} {cut.format(one.size)}" for what, one in marks if roots[one.size] != one.root]
    if tree.root() != note.root:
        wrong.append("The entries do not give the root that was signed.")
    print(f"{log.name}: {note.size} entries, root {tree.root().hex()}")
    return wrong + counted([(key.name, one.size, at) for key, one, at in cosigned], note.size, quorum)


def last_cosigned(read: Read, note: Note, log: Key, witness: Key) -> tuple[Key, Note, int] | None:
    """The largest checkpoint here that this witness has cosigned."""
    apart = read(f"cosigned/{witness.id.hex()}")
    notes = [note] + ([believed(apart.decode(), log, f"What {witness.name} cosigned")] if apart else [])
    found = [(witness, one, at) for one in notes if (at := signed_by(one, witness)) is not None]
    return max(found, key=lambda one: one[1].size, default=None)


def counted(cosigned: Sequence[tuple[str, int, int]], size: int, quorum: int) -> list[str]:
    for name, covered, at in cosigned:
        print(f"Cosigned by {name} at {moment(at)}: the first {covered} of {size} entries.")
    return [] if len(cosigned) >= quorum else [f"{len(cosigned)} of the witnesses named cosigned; {quorum} are wanted."]


def moment(at: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(min(at, 253402300799)))


def joined(told: str) -> str:
    """The proof itself, where the text is what QR codes said: parts in any order, line breaks of no account."""
    parts = {(all_, leaf, int(nth)): body for nth, all_, leaf, body in PART.findall(told)}
    if not parts:
        return told
    [(count, leaf), *others] = {part[:2] for part in parts}
    missing = [str(nth) for nth in range(1, int(count) + 1) if (count, leaf, nth) not in parts]
    if others or missing:
        raise ValueError(f"QR codes are missing: {', '.join(missing)}" if missing else "These are codes of two proofs.")
    body = "".join("".join(parts[count, leaf, nth].split()) for nth in range(1, int(count) + 1))
    try:
        return zlib.decompressobj().decompress(b32decode(body + "=" * (-len(body) % 8)), 1 << 20).decode()
    except (ValueError, zlib.error):
        raise ValueError("The QR codes were not read rightly.") from None


def check_proof(told: str, log: Key, witnesses: Sequence[Key], quorum: int) -> list[str]:
    if not (found := PROVED.fullmatch(told)):
        raise ValueError("The proof cannot be read.")
    note = believed(told, log, "The checkpoint of this proof")
    entry, index, path = b64decode(found[1]), int(found[2]), [b64decode(line) for line in found[3].split()]
    if leads_to(sha256(b"\0" + entry).digest(), index, note.size, path) != note.root:
        raise ValueError("The proof does not lead from this entry to the root that was signed.")
    print(f"{log.name}: entry {index} of {note.size} is", json.dumps(json.loads(entry), indent=2, ensure_ascii=False))
    moments = [(key, signed_by(note, key)) for key in witnesses]
    return counted([(key.name, note.size, at) for key, at in moments if at is not None], note.size, quorum)


def leads_to(node: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, 2.1.3.2); none when it is too long, too short or from no entry at all."""
    place, last = index, size - 1
    for beside in path if index < size else ():
        if last == 0:
            return None
        if place & 1 or place == last:
            node = sha256(b"\1" + beside + node).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = sha256(b"\1" + node + beside).digest()
        place, last = place >> 1, last >> 1
    return node if last == 0 and index < size else None


def read_text(path: str) -> str:
    return sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["log", "proof"])
    parser.add_argument("place", nargs="+")
    parser.add_argument("--key", required=True, help="the ledger's public key")
    parser.add_argument("--earlier", action="append", default=[], help="a signed checkpoint or a proof from before")
    parser.add_argument("--witness", action="append", default=[], help="a witness's public key")
    parser.add_argument("--quorum", type=int, help="how many of the witnesses must have cosigned (all, if not said)")
    asked = parser.parse_args()
    try:
        log = read_key(asked.key, LOG)
        witnesses = list({key.public: key for key in (read_key(told, WITNESS) for told in asked.witness)}.values())
        quorum = asked.quorum or len(witnesses)
        if asked.what == "log":
            wrong = check_log(asked.place[0], log, [joined(read_text(one)) for one in asked.earlier], witnesses, quorum)
        else:
            wrong = check_proof(joined("\n".join(map(read_text, asked.place))), log, witnesses, quorum)
    except (OSError, ValueError) as error:
        wrong = [str(error)]
    print("\n".join(["NOT SOUND", *wrong]) if wrong else "Sound.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
