# /// script
# requires-python = ">=3.9"
# dependencies = ["cryptography"]
# ///
"""Checks a signed agreement offline, from the files beside this one alone. It is of no use to it who gave you the files.

    python verify_agreement.py [FOLDER] [--key KEY]

FOLDER (default: where this file lies) holds `acts.json`: what happened to the agreement, each act as the ledger keeps it, with
the proof that it is in there and the checkpoint which the ledger's key has signed; `documents/`, the exact bytes that were
signed; and `entries/`, what the register holds of each version. KEY is the ledger's public key (name+id+base64) as you have it
from somewhere else, such as its public page: without it you learn that all fits together, but not whose ledger it is.

It needs Python and the library `cryptography`, and nothing of the program that made the files. Exit status 0: everything fits.
RFC 9162 (Merkle tree), C2SP signed-note and tlog-checkpoint.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NAMES_A_DOCUMENT = ("agreement.proposed", "agreement.approved", "agreement.signed")
WORDS = {"drafted": "drafted", "proposed": "put to signature", "approved": "approved", "signed": "signed"}
WORDS.update({"suspended": "suspended", "resumed": "resumed", "ended": "ended"})


def key_of(text: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """Name, four bytes that tell the key, and the key, from name+id+base64."""
    name, _, encoded = text.split("+", 2)
    told = base64.b64decode(encoded)
    if told[:1] != b"\x01" or len(told) != 33:
        raise ValueError("it is not an Ed25519 key")
    return name, hashlib.sha256(name.encode() + b"\n" + told).digest()[:4], Ed25519PublicKey.from_public_bytes(told[1:])


def checkpoint(note: str, key: str) -> tuple[int, bytes]:
    """Size and root that the key has signed. Raises ValueError with what is wrong."""
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    name, known_by, public = key_of(key)
    origin, size, root = text.split("\n")[:3]
    if origin != name:
        raise ValueError(f"the checkpoint is of another ledger ({origin})")
    ours = [line.rsplit(" ", 1)[1] for line in signatures.splitlines() if line.startswith(f"\u2014 {name} ")]
    blobs = [blob[4:] for blob in map(base64.b64decode, ours) if blob[:4] == known_by]
    if not blobs:
        raise ValueError("the checkpoint does not bear the signature of this key")
    try:
        public.verify(blobs[0], text.encode())
    except InvalidSignature:
        raise ValueError("the checkpoint's signature is forged") from None
    return int(size), base64.b64decode(root)


def root_from(leaf: bytes, place: int, size: int, path: list[bytes]) -> bytes | None:
    """The root to which a leaf leads (RFC 9162, 2.1.3.2); None where the path does not fit the tree."""
    first, last, found = place, size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if first & 1 or first == last:
            found = hashlib.sha256(b"\x01" + beside + found).digest()
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + beside).digest()
        first, last = first >> 1, last >> 1
    return found if last == 0 else None


def wrong_acts(told: dict[str, Any], size: int, root: bytes) -> Iterator[str]:
    """What is wrong with each act's place in the ledger."""
    for act in told["acts"]:
        leaf = hashlib.sha256(b"\x00" + act["body"].encode()).digest()
        path = [bytes.fromhex(one) for one in act["path"]]
        if not 0 <= act["position"] < size or root_from(leaf, act["position"], size, path) != root:
            name = json.loads(act["body"]).get("act", "an act")
            yield f"{name} at place {act['position']} is not in the ledger as it stands here: altered, or its proof is another's"


def wrong_company(acts: list[dict[str, Any]]) -> Iterator[str]:
    """What does not belong together: acts of several agreements, or a name put to other bytes than were proposed."""
    if len({one["agreement"] for one in acts}) > 1:
        yield "the acts are of more than one agreement"
    proposed = {one["version"]: one.get("document") for one in acts if one["act"] == "agreement.proposed"}
    for one in acts:
        if one["act"] in NAMES_A_DOCUMENT and one.get("document") != proposed.get(one["version"]):
            yield f"version {one['version']} was {one['act'].partition('.')[2]} over other bytes than were proposed"


def wrong_documents(folder: Path, acts: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong between the documents here and those that were signed."""
    signed = {
        (one["version"], one["document"]) for one in acts if one.get("act") in NAMES_A_DOCUMENT and one.get("document")
    }
    here = {hashlib.sha256(one.read_bytes()).hexdigest(): one.name for one in sorted((folder / "documents").glob("*"))}
    for version, document in sorted(signed):
        if document not in here:
            yield f"the document that was signed as version {version} is not here as it was: its SHA-256 is to be {document}"
    for document, name in here.items():
        if document not in {one for _, one in signed}:
            yield f"documents/{name} is nothing that was signed: altered, or of another agreement"


def wrong_entries(folder: Path, acts: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong between the entries here and the acts, which know each version's words by their digest."""
    for file in sorted((folder / "entries").glob("*.json")):
        entry = json.loads(file.read_text(encoding="utf-8"))
        digest = hashlib.sha256(json.dumps(entry["terms"], sort_keys=True).encode()).hexdigest()
        known = {one["terms"] for one in acts if one.get("version") == entry["version"] and "terms" in one}
        if {digest} != known:
            yield f"entries/{file.name} does not say what was signed as version {entry['version']}"


def lines(acts: list[dict[str, Any]]) -> Iterator[str]:
    """What happened, in words."""
    for one in acts:
        verb = one["act"].partition(".")[2]
        role = f" as {one['role']}" if one.get("role") else ""
        link = one.get("by", "").startswith("invitation:")
        how = " by hand on paper" if one.get("on_paper") else " by a link sent to its office" if link else ""
        who = f" by {one['party']}" if one.get("party") else ""
        when = f" on {one['on']}" if one.get("on") else ""
        yield f"  {one['agreement']}, version {one['version']}: {WORDS.get(verb, verb)}{who}{role}{how}{when}"


def check(folder: Path, key: str | None) -> tuple[list[str], list[dict[str, Any]]]:
    """Everything that does not fit, and the acts; no finding: everything fits."""
    told = json.loads((folder / "acts.json").read_text(encoding="utf-8"))
    acts = [json.loads(one["body"]) for one in told["acts"]]
    try:
        size, root = checkpoint(told["checkpoint"], key or told["key"])
    except (ValueError, IndexError) as error:
        return [str(error)], acts
    findings = [
        *wrong_acts(told, size, root),
        *wrong_company(acts),
        *wrong_documents(folder, acts),
        *wrong_entries(folder, acts),
    ]
    return findings, acts


def main() -> int:
    asked = argparse.ArgumentParser(description="Checks a signed agreement offline.")
    asked.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    asked.add_argument("--key", help="the ledger's public key as you have it from somewhere else")
    given = asked.parse_args()
    findings, acts = check(given.folder, given.key)
    if findings:
        print("THIS DOES NOT FIT:", *(f"  {one}" for one in findings), sep="\n")
        return 1
    print("Everything fits. What happened, by organisation and role:", *lines(acts), sep="\n")
    if not given.key:
        key = json.loads((given.folder / "acts.json").read_text(encoding="utf-8"))["key"]
        print(
            "Whose ledger it is you know once you have compared this key with the one on its public page:",
            key,
            sep="\n",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
