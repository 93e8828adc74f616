"""Hides how an act becomes a leaf of the ledger, within the act's own transaction.

The bytes of a leaf are RFC 8785 canonical JSON, written by a fast encoder; what it could write otherwise is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cache
from hashlib import sha256
from secrets import token_bytes
from typing import TypeAlias

import msgspec
from django.db import connections
from django.db.transaction import TransactionManagementError

from rightstart.engine.bulk import insert_rows
from rightstart.ledger.merkle import leaf_hash

JSON: TypeAlias = "Mapping[str, JSON] | Sequence[JSON] | str | int | bool | None"
Act: TypeAlias = Mapping[str, JSON]
"""What was done, without anything personal: plain dicts, lists, text, whole numbers. `act` names its kind."""

ERASURE = "erasure"
MOST_BYTES = 0xFFFF
MOST_NUMBER = 2**53 - 1
LEAST_SALT = 16

_encode = msgspec.json.Encoder(order="deterministic").encode


class Unfit(Enum):
    """Why an act can't be a leaf. A fault of the program that wrote it, never of what people sent."""

    KIND = "a value that is not a dict, a list, text, a whole number, true, false or null"
    KEY = "a key that is not ASCII text"
    NUMBER = "a whole number beyond 2**53 - 1"
    TEXT = "text that is not Unicode"
    LENGTH = "longer than 65,535 bytes"
    NAMELESS = "its kind is not named in `act`"


class UnfitAct(ValueError):
    """An act that can't be a leaf. Says why, and nothing of what the act holds."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


class LeafOf(msgspec.Struct, frozen=True):
    """The leaf of an act: canonical JSON (at most 65,535 bytes) and its RFC 9162 leaf hash (32 bytes)."""

    body: bytes
    hash: bytes


class PlainAct(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="act"):
    """An act of fixed form, for those that come by the hundred: a subclass names its kind as `tag`.

    Its fields hold text or lists of text, None where nothing is said, and stand in the order of their names: so the
    encoder can't but write RFC 8785, and what `leaf_of` checks of it is the form, once, and not every act.
    """

    at: str


def leaf_of(act: Act | PlainAct) -> LeafOf:
    """The leaf of this act. Pure: the same act gives the same leaf everywhere. Raises UnfitAct.

    Source: RFC 8785; RFC 9162, 2.1.1; the length is that of a C2SP tlog-tiles entry.
    """
    if why := _unfit_form(type(act)) if isinstance(act, PlainAct) else _unfit_act(act):
        raise UnfitAct(why)
    try:
        body = _encode(act)
    except UnicodeEncodeError:
        raise UnfitAct(Unfit.TEXT) from None
    if len(body) > MOST_BYTES:
        raise UnfitAct(Unfit.LENGTH)
    return LeafOf(body, leaf_hash(body))


@cache
def _unfit_form(form: type[PlainAct]) -> Unfit | None:
    """Why acts of this form could be written otherwise than by RFC 8785: the tag is written first, then field by field."""
    fields = msgspec.structs.fields(form)
    names = ["act", *(field.encode_name for field in fields)]
    if names != sorted(set(names)) or not all(map(str.isascii, names)):
        return Unfit.KEY
    if any(field.type not in _PLAIN for field in fields):
        return Unfit.KIND
    return None if isinstance(form.__struct_config__.tag, str) else Unfit.NAMELESS


_PLAIN = (str, str | None, tuple[str, ...], tuple[str, ...] | None)


def _unfit_act(act: Act) -> Unfit | None:
    if why := _unfit(act):
        return why
    kind = act.get("act")
    return None if type(kind) is str or isinstance(kind, StrEnum) else Unfit.NAMELESS


def _unfit(value: object) -> Unfit | None:
    """The first reason why the fast encoder and RFC 8785 could differ here. Exact types: a subclass may differ."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return None
    if kind is int:
        return None if -MOST_NUMBER <= value <= MOST_NUMBER else Unfit.NUMBER  # type: ignore[operator]
    if kind is dict:
        return _unfit_key(value) or _unfit_item(value.values())  # type: ignore[arg-type, attr-defined]
    if kind is list or kind is tuple:
        return _unfit_item(value)  # type: ignore[arg-type]
    return None if isinstance(value, StrEnum) else Unfit.KIND


def _unfit_item(values: Iterable[object]) -> Unfit | None:
    for value in values:
        if type(value) is not str and (why := _unfit(value)):
            return why
    return None


def _unfit_key(keys: Iterable[object]) -> Unfit | None:
    """RFC 8785 orders keys by UTF-16, the encoder by UTF-8: of ASCII keys these are the same."""
    for key in keys:
        if type(key) is not str or not key.isascii():
            return Unfit.KEY
    return None


def fresh_salts(count: int) -> list[bytes]:
    """So many salts for `commit`, drawn at once."""
    drawn = token_bytes(LEAST_SALT * count)
    return [drawn[start : start + LEAST_SALT] for start in range(0, len(drawn), LEAST_SALT)]


def commit(salt: bytes, value: bytes) -> str:
    """A commitment to a personal value, silent about it once the salt is gone: SHA-256 of salt and value, in hex.

    The salt is 16 random bytes or more, of one length throughout, kept beside the value and erased with it.
    """
    if len(salt) < LEAST_SALT:
        raise ValueError("a salt has 16 bytes or more")
    return sha256(salt + value).hexdigest()


def erasure(leaves: Iterable[bytes], **more: JSON) -> Act:
    """The act that shows the records behind these leaves (hashes, at most 900) to have been rightly erased."""
    return {"act": ERASURE, "of": [leaf.hex() for leaf in leaves], **more}


def append(acts: Sequence[Act | PlainAct], *, at: datetime, using: str = "default") -> list[bytes]:
    """Puts the acts into the ledger with whatever the caller's transaction does; gives their leaf hashes in order.

    Each body says when (`at`, UTC) unless the act says so itself, as a `PlainAct` always does. One round trip, no lock;
    places follow when they are sealed. Raises TransactionManagementError outside a transaction, UnfitAct for an act
    that can't be a leaf.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise TransactionManagementError("an act and its ledger line belong in one transaction")
    if not acts:
        return []
    when = moment(at)
    leaves = [leaf_of(act if isinstance(act, PlainAct) else {"at": when, **act}) for act in acts]
    hashes = [leaf.hash for leaf in leaves]
    insert_rows("ledger_leaf", {"hash": hashes, "body": [leaf.body for leaf in leaves], "at": at}, using=using)
    return hashes


def moment(at: datetime) -> str:
    """A moment as acts say it: RFC 3339 in UTC, to the microsecond."""
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
