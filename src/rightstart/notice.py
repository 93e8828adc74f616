"""One birth notice: the one shape that every supplier's format ends in and every stage understands."""

from collections.abc import Set
from datetime import date, datetime
from enum import StrEnum

import msgspec

from rightstart.terms import Item


class Action(StrEnum):
    NEW = "new"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


class AddressKind(StrEnum):
    USUAL = "usual"
    DISCHARGE = "discharge"
    TEMPORARY = "temporary"


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a centre is given about one baby: only fields that its agreement lists are ever filled."""

    baby_surname: str | None = None
    baby_forename: str | None = None
    born_on: date | None = None
    parent_name: str | None = None
    address: str | None = None
    postcode: str | None = None
    births_in_confinement: int | None = None
    hv_seen_on: date | None = None
    told_on: date | None = None
    language: str | None = None
    interpreter: bool | None = None
    phone: str | None = None
    email: str | None = None


class Notice(msgspec.Struct, frozen=True):
    """A birth or a correction found fit: one record of one consignment.

    `as_at` is when the supplier drew the statement; the later statement wins by it, not by arrival.
    A blank in the feed is None; `born_on` and the other days are plain dates; `address` has a line break between its lines.
    `arrived`: it tells of a family that has moved in.
    """

    supplier: str
    council: str
    record_id: str
    action: Action
    as_at: datetime
    baby_surname: str
    born_on: date
    address: str
    postcode: str
    parent_name: str | None = None
    baby_forename: str | None = None
    birth_order: int | None = None
    births_in_confinement: int | None = None
    nhs_number: str | None = None
    uprn: str | None = None
    address_kind: AddressKind = AddressKind.USUAL
    address_until: date | None = None
    hv_seen_on: date | None = None
    told_on: date | None = None
    language: str | None = None
    interpreter: bool | None = None
    phone: str | None = None
    email: str | None = None
    arrived: bool = False

    def only(self, items: Set[Item]) -> Payload:
        """What of this notice may travel to a centre under an agreement that lists `items`: nothing else is copied."""
        return Payload(*[getattr(self, name) if name in items else None for name in Payload.__struct_fields__])
