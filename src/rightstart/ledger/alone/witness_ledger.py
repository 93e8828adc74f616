#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.11"
# dependencies = ["cryptography>=42"]
# ///
"""Cosigns the checkpoints of a ledger as a witness, without Right Start: Python and `cryptography` are enough.

    python witness_ledger.py key --home DIR --name NAME          make the witness's key; print its public half
    python witness_ledger.py cosign FILE --home DIR --log KEY    answer a request that came as a file
    python witness_ledger.py serve --home DIR --log KEY [--port] answer requests by HTTP: POST /add-checkpoint

DIR keeps the key and, for each ledger, the last checkpoint cosigned: keep it, and keep it to yourself. KEY is the public key of
a ledger (name+id+base64), got from its owner; more than one may be named. A checkpoint is cosigned only where it is shown to
begin with the last one cosigned: a ledger that was rewritten, cut or forked is refused. A cosignature says no more than that.
Formats: c2sp.org/tlog-witness, tlog-cosignature. Exit status: 0 cosigned, 1 refused, 2 wrong usage.
"""

import argparse
import fcntl
import os
import re
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = b"\1", b"\4"  # kinds of key: a log signs as signed-note says, a witness as cosignature/v1
EMPTY = sha256().digest()
MOST_BYTES, MOST_HASHES = 64 * 1024, 63
NUMBER = "(0|[1-9][0-9]{0,18})"
REQUEST = re.compile(f"old {NUMBER}\n((?:[A-Za-z0-9+/]{{43}}=\n)*)\n(.*)", re.DOTALL)
CHECKPOINT = re.compile(f"([^\n]+)\n{NUMBER}\n([A-Za-z0-9+/]{{43}}=)(?:\n[^\n]+)*")
SIGNATURE = re.compile("\u2014 (\\S+) ([A-Za-z0-9+/]+={0,2})")
WHY = {
    400: "The request cannot be read.",
    403: "The checkpoint is not signed by the ledger's key.",
    404: "No ledger of this name is witnessed here: name its public key with --log.",
    409: "The request does not start from the last checkpoint cosigned here",
    422: "REFUSED: the ledger does not begin with what was cosigned before. Keep the request: it is evidence.",
}


class Key(NamedTuple):
    name: str
    id: bytes
    public: bytes


class Note(NamedTuple):
    text: str
    signatures: list[tuple[str, bytes]]
    origin: str
    size: int
    root: bytes


class Answer(NamedTuple):
    """An answer as tlog-witness has it, and the checkpoint that was asked about where it could be read."""

    status: int
    body: str
    note: Note | None = None
    kind: str = "text/plain; charset=utf-8"


def key_id(name: str, blob: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + blob).digest()[:4]


def read_key(told: str) -> Key:
    name, told_id, body = [*told.strip().split("+", 2), "", ""][:3]
    blob = b64decode(body)
    if len(blob) != 33 or blob[:1] != LOG or key_id(name, blob).hex() != told_id:
        raise ValueError(f"This is not a ledger's public key like name+1a2b3c4d+AbC…=: {told}")
    return Key(name, key_id(name, blob), blob[1:])


def read_note(told: str) -> Note | None:
    text, _, tail = told.rpartition("\n\n")
    head, signed = CHECKPOINT.fullmatch(text), [SIGNATURE.fullmatch(line) for line in tail.split("\n")[:-1]]
    if not head or not all(signed):
        return None
    signatures = [(one[1], b64decode(one[2])) for one in signed if one]
    return Note(text + "\n", signatures, head[1], int(head[2]), b64decode(head[3]))


def is_signed(note: Note, log: Key) -> bool:
    found = [blob[4:] for name, blob in note.signatures if (name, blob[:4]) == (log.name, log.id)]
    try:
        for blob in found:
            Ed25519PublicKey.from_public_bytes(log.public).verify(blob, note.text.encode())
    except InvalidSignature:
        return False
    return bool(found)


def grew(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Does the proof show the tree of `size` to begin with the tree of `old`? (RFC 9162, 2.1.4.2)."""
    if old in (0, size):
        return not proof and old_root == (EMPTY if old == 0 else root)
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = path[0] if path else b""
    for beside in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = sha256(b"\1" + beside + older).digest(), sha256(b"\1" + beside + newer).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            newer = sha256(b"\1" + newer + beside).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and (older, newer) == (old_root, root)


class Witness:
    """A witness's key, and the last checkpoint of each ledger that it cosigned, in a folder."""

    def __init__(self, home: Path, logs: Sequence[Key]) -> None:
        self.home, self.logs = home, {log.name: log for log in logs}
        self.name, secret = (home / "witness.key").read_text("utf-8").split("\n")[:2]
        self.key = Ed25519PrivateKey.from_private_bytes(b64decode(secret))

    @property
    def blob(self) -> bytes:
        return WITNESS + self.key.public_key().public_bytes_raw()

    def answer(self, request: str, now: int) -> Answer:
        """Cosign what a request asks for, or say why not."""
        asked = REQUEST.fullmatch(request)
        note = read_note(asked[3]) if asked else None
        if not asked or note is None or int(asked[1]) > note.size or asked[2].count("\n") > MOST_HASHES:
            return Answer(400, WHY[400], note)
        if note.origin not in self.logs:
            return Answer(404, WHY[404], note)
        if not is_signed(note, self.logs[note.origin]):
            return Answer(403, WHY[403], note)
        with self.alone(note.origin) as kept:
            last = read_note(kept.read_text("utf-8")) if kept.exists() else None
            size, root = (last.size, last.root) if last else (0, EMPTY)
            if int(asked[1]) != size or (note.size == size and note.root != root):
                return Answer(409, f"{size}\n", note, "text/x.tlog.size")
            if not grew(size, note.size, root, note.root, [b64decode(line) for line in asked[2].split()]):
                return Answer(422, WHY[422], note)
            keep(kept, asked[3])
        return Answer(200, self.cosigned(note, now), note)

    def cosigned(self, note: Note, now: int) -> str:
        signature = self.key.sign(f"cosignature/v1\ntime {now}\n{note.text}".encode())
        told = key_id(self.name, self.blob) + now.to_bytes(8, "big") + signature
        return f"\u2014 {self.name} {b64encode(told).decode()}\n"

    @contextmanager
    def alone(self, origin: str) -> Iterator[Path]:
        """Where the last checkpoint of a ledger is kept, with nobody else at it: no two answers can overtake each other."""
        path = self.home / f"{sha256(origin.encode()).hexdigest()[:16]}.checkpoint"
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield path


def keep(path: Path, told: str) -> None:
    """On the disk, whole, before anything is answered."""
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def make_key(home: Path, name: str) -> None:
    if not re.fullmatch(r"[^\s+]+", name):
        raise ValueError("A witness's name has no blanks and no plus, such as council.example/witness.")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = home / "witness.key"
    if place.exists():
        return
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{name}\n{b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()}\n")


def cosign(witness: Witness, file: str, out: str | None) -> int:
    """Answer a request that came as a file: the cosigned checkpoint, for the ledger to publish."""
    request = Path(file).read_text("utf-8")
    answer = witness.answer(request, int(time.time()))
    if answer.status != 200:
        size = f": ask for one from {answer.body.strip()} entries on." if answer.status == 409 else ""
        print(WHY[answer.status] + size, file=sys.stderr)
        return 1
    told = request.partition("\n\n")[2] + answer.body
    if out:
        Path(out).write_text(told, "utf-8")
    else:
        print(told, end="")
    return 0


def serve(witness: Witness, host: str, port: int) -> None:
    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:
            length = max(0, int(self.headers.get("Content-Length") or 0))
            body = self.rfile.read(min(length, MOST_BYTES))
            self.close_connection = self.close_connection or length > MOST_BYTES
            if self.path != "/add-checkpoint":
                answer = Answer(404, "POST /add-checkpoint\n")
            elif length > MOST_BYTES:
                answer = Answer(400, WHY[400])
            else:
                answer = witness.answer(body.decode(errors="replace"), int(time.time()))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body.encode())))
            self.end_headers()
            self.wfile.write(answer.body.encode())

    server = ThreadingHTTPServer((host, port), Door)
    print(f"Cosigning on http://{host}:{server.server_port}/add-checkpoint", flush=True)
    server.serve_forever()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["key", "cosign", "serve"])
    parser.add_argument("file", nargs="?", help="the request")
    parser.add_argument("--home", required=True, type=Path, help="the folder of the key and of what was cosigned")
    parser.add_argument("--name", default="", help="the witness's name, such as council.example/witness")
    parser.add_argument("--log", action="append", default=[], help="the public key of a ledger to witness")
    parser.add_argument("--out", help="where to write the cosigned checkpoint (standard output, if not said)")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    asked = parser.parse_args()
    try:
        if asked.what == "key":
            make_key(asked.home, asked.name)
        witness = Witness(asked.home, [read_key(told) for told in asked.log])
        if asked.what == "key":
            told = key_id(witness.name, witness.blob).hex()
            print(f"{witness.name}+{told}+{b64encode(witness.blob).decode()}")
        elif asked.what == "serve":
            serve(witness, asked.host, asked.port)
        elif asked.file:
            return cosign(witness, asked.file, asked.out)
        else:
            parser.error("cosign needs the file of the request")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
