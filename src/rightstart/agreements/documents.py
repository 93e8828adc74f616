"""Hides the exact bytes that parties put to signature, and that they are known by their SHA-256."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

from rightstart.agreements.kit.agreement import agreement
from rightstart.agreements.models import Document
from rightstart.agreements.wording import Statement
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.engine.pdf import paper_pdf

PDF: Final = b"%PDF-"
SIGNED: Final = "Put to signature as it stands"


def is_pdf(content: bytes) -> bool:
    return content.startswith(PDF)


def sha256_of(content: bytes) -> str:
    """The name of a document: SHA-256 in hex."""
    return sha256(content).hexdigest()


@lru_cache(maxsize=64)  # one statement is drawn once, however often it is proposed, looked at or tried
def drawn(one: Statement) -> bytes:
    """The bytes that are signed where no paper was signed before: the agreement's own paper as PDF, no longer for review."""
    return paper_pdf(replace(agreement(one), marking=SIGNED))


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
