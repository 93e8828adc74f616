"""Hides where rows with a fault wait: sealed, shown to their own council only, until a person corrects or rejects them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.agreements.register import between
from rightstart.engine import keys
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.engine.looking import opened_row
from rightstart.intake import judging, offers, sent_back, store
from rightstart.intake.contract import Attestation, Column, Contract, Kind
from rightstart.intake.contracts.known import CONTRACTS, LATEST
from rightstart.intake.faults import Fault, says
from rightstart.intake.inspection import ADDRESS, Fate, Inspection
from rightstart.intake.judging import Desk, Status
from rightstart.intake.keys import nhs_key, record_key
from rightstart.intake.models import Consignment, FoundStop, Quarantined
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId, london_date, working_days

WORKING_DAYS: Final = 5
REJECTED: Final = "rejected"
HOME: Final = frozenset({*ADDRESS, "postcode", "uprn"})
SETTLED: Final = (
    *("settled_at", "settled_by", "settled_how", "sealed", "reason", "sent_back_for", "record_key", "taken_up_at"),
)
WORKER: Final = "default"  # a correction is carried onwards in the same transaction, which the intake role could not do

Sentences = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits, as a list shows it: what is wrong, in sentences by column, and nothing of what stands in it.

    `wrong`: each fault as `column:code`. `days` since it was received; `overdue` after five working days (Monday to Friday).
    """

    number: int
    consignment: str
    supplier: str
    row: int
    faults: Sentences
    wrong: frozenset[str]
    received_on: date
    days: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its cells as sent, by column, and what its contract says of each; a protected address is not among them.

    `keys`: the fingerprints of its record and its NHS number, to ask by whether its home was protected otherwise.
    """

    number: int
    consignment: str
    supplier: str
    row: int
    faults: Sentences
    values: Mapping[str, str]
    columns: Mapping[str, Column]
    keys: tuple[bytes, ...]

    @property
    def says_home(self) -> bool:
        """Whether the reader sees where somebody lives, or is asked for it because it is at fault."""
        return any(self.values.get(name, "").strip() or name in self.faults for name in HOME)

    def without_home(self) -> "Shown":
        return replace(self, values={name: cell for name, cell in self.values.items() if name not in HOME})


@dataclass(frozen=True, slots=True)
class Readmitted:
    """The corrected row was judged afresh and settled: `fate` says as what. The consignment is to be carried again."""

    consignment: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class StillFaulty:
    """What is wrong with the corrected row, in sentences by column; it goes on waiting as it was."""

    faults: Sentences


@dataclass(frozen=True, slots=True)
class Rejected:
    consignment: int


class NotSettled(StrEnum):
    """Why a row was not settled. UNKNOWN: there is none of this number, or it is another council's."""

    UNKNOWN = "unknown"
    ALREADY = "already-settled"
    COLUMN_OUTSIDE = "column-outside"
    UNREADABLE = "unreadable"


def waiting(viewer: Viewer, *, at: datetime) -> list[Waiting]:
    """The rows that wait for the viewer's people, longest first."""
    with seen_by(viewer) as using:
        open_rows = Quarantined.objects.using(using).filter(settled_at__isnull=True).select_related("consignment")
        return [_waiting(one, london_date(at)) for one in open_rows.order_by("consignment__received_at", "pk")]


def how_many_wait(viewer: Viewer) -> int:
    """How many rows wait for the viewer's people."""
    with seen_by(viewer) as using:
        return Quarantined.objects.using(using).filter(settled_at__isnull=True).count()


def _waiting(one: Quarantined, today: date) -> Waiting:
    received_on = london_date(one.consignment.received_at)
    return Waiting(
        number=one.pk,
        consignment=one.consignment.reference,
        supplier=one.consignment.receipt["supplier"],
        row=one.row,
        faults=_told(one),
        wrong=frozenset(f"{told['column']}:{told['code']}" for told in one.faults),
        received_on=received_on,
        days=(today - received_on).days,
        overdue=working_days(received_on, today) > WORKING_DAYS,
    )


def _told(one: Quarantined) -> Sentences:
    return _in_words(_contract(one), ((told["column"], told["code"]) for told in one.faults))


def _contract(one: Quarantined) -> Contract:
    """The version that the row came under; one that is gone from the house is read by the latest."""
    return CONTRACTS.get(one.consignment.contract, LATEST)


def _in_words(contract: Contract, faults: Iterable[tuple[str, str]]) -> Sentences:
    """Faults (column, code) as sentences by column."""
    told: dict[str, list[str]] = {}
    for column, code in faults:
        told.setdefault(column, []).append(says(contract, Fault(code), column))
    return told


def show(viewer: Viewer, number: int) -> Shown | None:
    """One waiting row with its cells; None where there is none, or it is settled, or not the viewer's."""
    with seen_by(viewer) as using:
        open_rows = Quarantined.objects.using(using).filter(settled_at__isnull=True).select_related("consignment")
        one = open_rows.filter(pk=number).first()
    cells = None if one is None else _cells(one)
    if one is None or cells is None:
        return None
    supplier = one.consignment.receipt["supplier"]
    known = _keys(supplier, cells)
    opened_row(one.pk)
    return Shown(one.pk, one.consignment.reference, supplier, one.row, _told(one), cells, _contract(one).by_name, known)


def _keys(supplier: str, cells: Mapping[str, str]) -> tuple[bytes, ...]:
    secret = keys.named_key(settings.HOME, "fingerprint")
    record, number = cells.get("record_id", "").strip(), "".join(filter(str.isdigit, cells.get("nhs_number", "")))
    found = (record_key(secret, supplier, record) if record else None, nhs_key(secret, number or None))
    return tuple(key for key in found if key)


def correct(
    *, viewer: Viewer, number: int, changes: Mapping[str, str], by: Actor, at: datetime
) -> Readmitted | StillFaulty | NotSettled:
    """Put cells of a waiting row right and judge it again by the rules it came under, in the caller's transaction.

    If nothing is wrong any more it becomes a notice of its consignment (or a stop, or whatever else it now says).
    """
    with transaction.atomic():
        one = _open_row(viewer, number)
        if isinstance(one, NotSettled):
            return one
        cells = _cells(one)
        if cells is None:
            return NotSettled.UNREADABLE
        found = _judged_again(one, {**cells, **changes})
        if found is None:
            return NotSettled.COLUMN_OUTSIDE
        if not found.faults.is_empty():
            return StillFaulty(_in_words(_contract(one), found.faults.select("column", "code").iter_rows()))
        sorted_out = store.sort_out(Status.ACCEPTED, found, _sent(one.consignment), using=WORKER)
        if sorted_out.unknown:
            return StillFaulty(_in_words(_contract(one), [("record_id", Fault.RECORD_UNKNOWN)]))
        store.keep(one.consignment, replace(sorted_out, stops=_unlike_before(one, sorted_out.stops)), using=WORKER)
        fate = Fate(found.fates.item(0, "fate"))
        _settle(one, how=fate.value, by=by, at=at)
        if viewer.organisation != one.consignment.supplier_id:
            offers.offer_corrected(one.consignment, cells, changes, by=by, at=at)
        return Readmitted(one.consignment_id, fate)


class SentBackFor(StrEnum):
    """Why a row goes back to its supplier."""

    VALUE_WRONG = "value-wrong"
    INCOMPLETE = "incomplete"
    NOT_OUR_FAMILY = "not-our-family"
    ANOTHER_RECORD = "another-record"
    OTHER = "other"


def reject(
    *, viewer: Viewer, number: int, why: SentBackFor, reason: str, by: Actor, at: datetime
) -> Rejected | NotSettled:
    """Send a waiting row back to its supplier; what stood in it is gone, what it stopped stays stopped.

    Its supplier is told which row it was and why, and it is known again by its record's fingerprint when it comes.
    """
    with transaction.atomic():
        one = _open_row(viewer, number)
        if isinstance(one, NotSettled):
            return one
        record = (_cells(one) or {}).get("record_id", "").strip()
        supplier = one.consignment.receipt["supplier"]
        secret = keys.named_key(settings.HOME, "fingerprint")
        one.record_key = record_key(secret, supplier, record) if record else None
        one.reason, one.sent_back_for = reason.strip(), why.value
        if viewer.organisation == one.consignment.supplier_id:
            one.taken_up_at = at  # its supplier drops a row of its own: nobody is to be told
        else:
            sent_back.tell(one.consignment, at=at)
        _settle(one, how=REJECTED, by=by, at=at)
        return Rejected(one.consignment_id)


def _open_row(viewer: Viewer, number: int) -> Quarantined | NotSettled:
    """The row, locked with its consignment; whether it is the viewer's, the database itself says."""
    with seen_by(viewer) as using:
        if not Quarantined.objects.using(using).filter(pk=number).exists():
            return NotSettled.UNKNOWN
    one = Quarantined.objects.select_for_update().select_related("consignment").get(pk=number)
    return one if one.settled_at is None else NotSettled.ALREADY


def _cells(one: Quarantined) -> dict[str, str] | None:
    try:
        return store.open_row(one.consignment.reference, bytes(one.sealed or b""))
    except keys.KeyDestroyed:
        return None


def _judged_again(one: Quarantined, cells: Mapping[str, str]) -> Inspection | None:
    """The row by the rules of its own day; None where it has a column that the agreement does not list."""
    consignment = one.consignment
    parties = OrganisationId(consignment.supplier_id), OrganisationId(consignment.council_id)
    versions = between(*parties, about=None)
    [agreement] = [version for version in versions if version.version_id == consignment.agreement_version]
    desk = Desk(
        contract=_contract(one),
        council=consignment.receipt["council"],
        kind=Kind(consignment.kind),
        received_on=london_date(consignment.received_at),
        attests=frozenset(map(Attestation, consignment.receipt["attests"])),
        agreement=agreement,
        demo=settings.DEMO,
    )
    return judging.judge_row(cells, one.row, desk, partial(store.homes, using=WORKER))


def _sent(consignment: Consignment) -> store.Sent:
    supplier = consignment.receipt["supplier"]
    return store.Sent(supplier, consignment.council_id, Kind(consignment.kind), consignment.as_at)


def _unlike_before(one: Quarantined, stops: Sequence[store.RowStop]) -> list[store.RowStop]:
    """The stops that the row did not have when it came: those took effect then."""
    had = FoundStop.objects.filter(consignment=one.consignment_id, row=one.row).values_list("kind", "key")
    known = {(kind, bytes(key)) for kind, key in had}
    return [stop for stop in stops if (stop[1].value, stop[2]) not in known]


def _settle(one: Quarantined, *, how: str, by: Actor, at: datetime) -> None:
    """Note who settled the row and how, and forget its cells; with a consignment's last row its key goes too."""
    one.settled_at, one.settled_by, one.settled_how, one.sealed = at, str(by), how, None
    one.save(update_fields=SETTLED)
    reference = one.consignment.reference
    append([{"act": "quarantine.settled", "consignment": reference, "row": one.row, "how": how, "by": str(by)}], at=at)
    if not Quarantined.objects.filter(consignment=one.consignment_id, settled_at__isnull=True).exists():
        transaction.on_commit(partial(keys.destroy, settings.HOME, "quarantine", reference))
