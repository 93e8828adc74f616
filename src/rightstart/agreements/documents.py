"""Hides the exact bytes that parties put to signature, and that they are known by their SHA-256."""

from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec
import rfc8785

from rightstart.agreements.models import Document
from rightstart.agreements.wording import Statement, columns
from rightstart.engine.isolation import Viewer, seen_by

PDF: Final = b"%PDF-"


def is_pdf(content: bytes) -> bool:
    return content.startswith(PDF)


def sha256_of(content: bytes) -> str:
    """The name of a document: SHA-256 in hex."""
    return sha256(content).hexdigest()


def drawn(one: Statement) -> bytes:
    """The bytes that are signed where no paper was signed before: the whole statement."""
    told = {name: str(value) if name.endswith("_on") else value for name, value in columns(one.terms).items()}
    return rfc8785.dumps(msgspec.to_builtins(one) | {"terms": told})


def keep(content: bytes, *, at: datetime) -> str:
    """Keep these bytes under their SHA-256, which is given back; the same bytes are kept once."""
    name = sha256_of(content)
    Document.objects.get_or_create(sha256=name, defaults={"content": content, "made_at": at})
    return name


def content(viewer: Viewer, name: str) -> bytes | None:
    """The bytes of a document that the viewer is a party to; None where there is none."""
    with seen_by(viewer) as using:
        found = Document.objects.using(using).filter(sha256=name).first()
    return bytes(found.content) if found else None
