"""Hides how whoever was sent a link approves or signs: a code mailed to the same address shows that they hold the mailbox now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from secrets import randbelow
from typing import Final

from django.db import transaction

from rightstart.agreements.inviting import invitation
from rightstart.agreements.models import Invitation
from rightstart.agreements.sign import NotSigned, Signed, approve, sign
from rightstart.carriers import email as mail
from rightstart.directory.rules import SIGNS, RoleKind
from rightstart.terms import Actor

DIGITS: Final = 6
CODE_LASTS: Final = timedelta(minutes=10)
NEXT_AFTER: Final = timedelta(minutes=1)
MOST_TRIES: Final = 5
MOST_CODES: Final = (
    20  # with five tries each: whoever has the link alone guesses right once in ten thousand invitations
)
MATTER: Final = "the code that you asked for"
WORDS: Final = "{code}\n\nEnter it on the page within 10 minutes. If you did not ask for it, do nothing."


@dataclass(frozen=True, slots=True)
class CodeSent:
    """A code is on its way to the address of the invitation."""

    until_at: datetime


class NoCode(StrEnum):
    """Why no code was sent."""

    UNKNOWN = "unknown"
    NOT_OF_ROLE = "not-of-role"
    TOO_SOON = "too-soon"
    TOO_MANY = "too-many"
    NOT_SENT = "not-sent"


class WrongCode(StrEnum):
    """Why a code proves nothing."""

    UNKNOWN = "unknown"
    WRONG = "wrong"
    NONE = "none"
    SPENT = "spent"


def puts_a_name(role: RoleKind) -> bool:
    """Whether somebody invited in this role approves or signs."""
    return role in SIGNS or role is RoleKind.CALDICOTT_GUARDIAN


@transaction.atomic
def send_code(*, token: str, at: datetime) -> CodeSent | NoCode:
    """Mail a fresh code to the address that the link was sent to; the one before it is void."""
    found = invitation(token, at=at, lock=True)
    if found is None:
        return NoCode.UNKNOWN
    if not puts_a_name(RoleKind(found.role)):
        return NoCode.NOT_OF_ROLE
    if found.codes >= MOST_CODES:
        return NoCode.TOO_MANY
    if found.code_until_at is not None and at < found.code_until_at - CODE_LASTS + NEXT_AFTER:
        return NoCode.TOO_SOON
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    if mail.send([found.email], MATTER, WORDS.format(code=code), signs_in=False) is mail.Answer.NOT_SENT:
        return NoCode.NOT_SENT
    found.code_hash, found.code_until_at = _hashed(token, code), at + CODE_LASTS
    found.code_tries, found.codes = 0, found.codes + 1
    found.save(update_fields=("code_hash", "code_until_at", "code_tries", "codes"))
    return CodeSent(found.code_until_at)


@transaction.atomic
def put_name(*, token: str, code: str, document: str, at: datetime) -> Signed | NotSigned | WrongCode:
    """Approve or sign, as the role that was invited does, over these exact bytes. A code serves once, whatever is answered."""
    found = invitation(token, at=at, lock=True)
    if found is None:
        return WrongCode.UNKNOWN
    if why := _wrong(found, token, code, at):
        return why
    verb = approve if RoleKind(found.role) is RoleKind.CALDICOTT_GUARDIAN else sign
    return verb(
        reference=found.version.agreement.reference,
        version=found.version.version,
        party_code=found.organisation.code,
        role=RoleKind(found.role),
        document=document,
        by=Actor.invited(found.pk),
        at=at,
    )


def _wrong(found: Invitation, token: str, code: str, at: datetime) -> WrongCode | None:
    """Why a code does not fit; one that does is used up. Each try is kept, for the answer rolls nothing back."""
    if found.code_hash is None or found.code_until_at is None or found.code_until_at <= at:
        return WrongCode.NONE
    if found.code_tries >= MOST_TRIES:
        return WrongCode.SPENT
    found.code_tries += 1
    fits = compare_digest(bytes(found.code_hash), _hashed(token, code))
    if fits:
        found.code_tries = MOST_TRIES
    found.save(update_fields=("code_tries",))
    if fits:
        return None
    return WrongCode.SPENT if found.code_tries >= MOST_TRIES else WrongCode.WRONG


def _hashed(token: str, code: str) -> bytes:
    """With the token, which is kept nowhere: who reads the database cannot find the six digits by trying them all."""
    return sha256(f"{token} {code.strip()}".encode()).digest()
