"""Hides how the proof of one act is written: as text that tools of others read (C2SP tlog-proof), and in parts for QR codes.

The act itself stands in the proof as its extra data; whoever checks makes the leaf hash from it. For QR codes the text is
compressed and written in base 32, which telephones read as plain capitals and which no line break or order spoils.
"""

import zlib
from base64 import b32encode, b64encode

from rightstart.ledger.checkpoint import hash_line
from rightstart.ledger.prove import Inclusion

FORMAT = "c2sp.org/tlog-proof@v1"
PART_CHARACTERS = 560
"""So that a code has some 77 modules a side, which a telephone reads from five centimetres of paper."""


def proof_text(proof: Inclusion, body: bytes) -> str:
    """The act (its canonical JSON), its place, the hashes on its way to the root, and the signed checkpoint."""
    hashes = "".join(f"{hash_line(one)}\n" for one in proof.path)
    return f"{FORMAT}\nextra {b64encode(body).decode()}\nindex {proof.position}\n{hashes}\n{proof.note}"


def proof_parts(proof: Inclusion, body: bytes) -> list[str]:
    """What the QR codes say: `RSPROOF/<which>/<of how many>/<first of the leaf hash>/<a piece>`."""
    told = b32encode(zlib.compress(proof_text(proof, body).encode(), 9)).decode().rstrip("=")
    count = -(-len(told) // PART_CHARACTERS)
    length = -(-len(told) // count)
    pieces = [told[start : start + length] for start in range(0, len(told), length)]
    leaf = proof.leaf.hex()[:8].upper()
    return [f"RSPROOF/{nth}/{len(pieces)}/{leaf}/{piece}" for nth, piece in enumerate(pieces, 1)]
