"""Hides how an agreement signed by hand comes into force: a PDF, a short entry beside it, and one person's confirmation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any, Final

import msgspec
from django.db import transaction

from rightstart.agreements import documents
from rightstart.agreements.drafting import Drafted, draft
from rightstart.agreements.models import Unfinished
from rightstart.agreements.rules import Hop, InstrumentKind, must_sign
from rightstart.agreements.sign import Changed, NotSigned, propose, sign
from rightstart.agreements.unfinished import SIGNED, free_reference
from rightstart.agreements.wording import NotDrafted, Terms, unfit
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import Actor, Item, OrganisationId, london_date

LAWFUL_BASIS: Final = "uk-gdpr-6-1-e"
REVIEW_BEFORE: Final = timedelta(days=30)
REVIEW_WITHIN: Final = timedelta(days=365)
LARGEST: Final = 20_000_000  # bytes


class Short(msgspec.Struct, frozen=True, kw_only=True):
    """The short entry beside a signed paper: who it is with (a supplier, or own centres) and what the gate enforces.

    `ends_on` is the first day without it; `attests` what the supplier confirms for each file.
    """

    others: tuple[str, ...]
    items: frozenset[Item]
    giver_task: str
    giver_gateway: str
    taker_task: str
    taker_gateway: str
    from_on: date
    ends_on: date
    exit_rule: str
    attests: frozenset[str] = frozenset()


class NotTaken(StrEnum):
    """Why a signed agreement is not taken in."""

    UNKNOWN = "unknown"
    NO_PAPER = "no-paper"
    TOO_LARGE = "too-large"
    ENDED = "ended"
    MIXED = "mixed"
    SIGNATURES = "signatures"
    FUTURE = "future"
    AFTER_ITS_END = "after-its-end"


@dataclass(frozen=True, slots=True)
class Signature:
    """Which role signed by hand for a party, on which day."""

    role: RoleKind
    on: date


@dataclass(frozen=True, slots=True)
class Prepared:
    """A short entry that waits for its signatures to be confirmed. `signers`: the codes of those who must have signed."""

    key: str
    short: Short
    hop: Hop
    kind: InstrumentKind
    giver: str
    council: str
    signers: tuple[str, ...]
    paper_sha256: str
    paper_bytes: int
    terms: Terms
    changed_role: RoleKind
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """It is drafted, put to both sides, and signed as the paper is."""

    reference: str
    version: int
    council: OrganisationId


# -- preparing ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def prepare(
    *,
    council: OrganisationId,
    short: Short,
    paper: bytes | None,
    key: str | None,
    role: RoleKind,
    by: Actor,
    at: datetime,
) -> str | NotTaken | NotDrafted:
    """Keep a signed PDF with its short entry until its signatures are confirmed; with a key, change what was prepared.

    `paper` None: the one that was prepared stays. Nothing is on the register yet, and nothing flows.
    """
    found = Unfinished.objects.select_for_update().filter(council_id=council, key=key, paper__isnull=False).first()
    if key is not None and found is None:
        return NotTaken.UNKNOWN
    kept = paper if paper is not None else bytes(found.paper or b"") if found else b""
    if not kept:
        return NotTaken.NO_PAPER
    if why := _unfit(council, short, kept, london_date(at)):
        return why
    found = found or Unfinished(key=token_urlsafe(9), council_id=council, started_at=at, started_by=str(by))
    about = {"sha256": documents.sha256_of(kept), "bytes": len(kept)}
    found.answers, found.paper = {SIGNED: msgspec.to_builtins(short), "paper": about}, kept
    found.changed_at, found.changed_by, found.changed_role = at, str(by), role.value
    found.save()
    return found.key


def _unfit(council: OrganisationId, short: Short, paper: bytes, on: date) -> NotTaken | NotDrafted | None:
    if not documents.is_pdf(paper):
        return NotDrafted.NOT_A_PDF
    if len(paper) > LARGEST:
        return NotTaken.TOO_LARGE
    between = between_of(council, short.others)
    if isinstance(between, NotTaken):
        return between
    if short.ends_on <= short.from_on:
        return NotDrafted.DATES
    return NotTaken.ENDED if short.ends_on <= on else unfit(*between, terms_of(short, between[0], on))


def between_of(council: OrganisationId, others: Sequence[str]) -> tuple[Hop, InstrumentKind] | NotTaken:
    """What it is, by whom it is with: one supplier, or centres of the council's own."""
    found = people.coded(others)
    kinds = [found[code].kind for code in others if code in found]
    if len(kinds) != len(others) or not kinds:
        return NotTaken.MIXED
    if kinds == [OrganisationKind.SUPPLIER]:
        return Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING
    own = all(found[code].council_id == council for code in others)
    return (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION) if own else NotTaken.MIXED


def terms_of(short: Short, hop: Hop, on: date) -> Terms:
    """What the short entry says, with everything else as it is preset; the paper says the rest."""
    said = {name: getattr(short, name) for name in short.__struct_fields__ if name not in ("others", "attests")}
    attests = short.attests if hop is Hop.SUPPLIER_TO_COUNCIL else frozenset[str]()
    return Terms(**said, lawful_basis=LAWFUL_BASIS, attests=attests, review_on=review_of(short, on))


def review_of(short: Short, on: date) -> date:
    """The preset day of review: 30 days before the last day, or a year from now if that is sooner; never a day gone by."""
    last = short.ends_on - timedelta(days=1)
    soonest = max(on, short.from_on)
    return max(min(last - REVIEW_BEFORE, soonest + REVIEW_WITHIN), soonest + timedelta(days=1))


# -- read --------------------------------------------------------------------------------------------------------------


def prepared(viewer: Viewer, *, at: datetime) -> list[Prepared]:
    """What waits at the viewer's council for its signatures to be confirmed, the newest first."""
    with seen_by(viewer) as using:
        waiting = Unfinished.objects.using(using).filter(paper__isnull=False).defer("paper")
        found = list(waiting.order_by("-changed_at"))
    return [told for one in found if (told := _told(one, at))]


def paper_of(viewer: Viewer, key: str) -> bytes | None:
    """The PDF that waits."""
    with seen_by(viewer) as using:
        found = Unfinished.objects.using(using).filter(key=key, paper__isnull=False).first()
    return bytes(found.paper) if found and found.paper else None


def _told(one: Unfinished, at: datetime) -> Prepared | None:
    """None where whoever it was with is gone from the directory."""
    short = msgspec.convert(one.answers[SIGNED], Short)
    between = between_of(OrganisationId(one.council_id), short.others)
    if isinstance(between, NotTaken):
        return None
    hop, kind = between
    council = people.named([one.council_id])[OrganisationId(one.council_id)]
    giver = short.others[0] if hop is Hop.SUPPLIER_TO_COUNCIL else council.code
    ids = {row.id: code for code, row in people.coded([giver, council.code]).items()}
    giving = next(pk for pk, code in ids.items() if code == giver)
    signers = tuple(ids[OrganisationId(pk)] for pk in sorted(must_sign(kind, giving, council.id, frozenset())))
    return Prepared(
        key=one.key,
        short=short,
        hop=hop,
        kind=kind,
        giver=giver,
        council=council.code,
        signers=tuple(sorted(signers, key=lambda code: code == council.code)),
        paper_sha256=one.answers["paper"]["sha256"],
        paper_bytes=one.answers["paper"]["bytes"],
        terms=terms_of(short, hop, london_date(at)),
        changed_role=RoleKind(one.changed_role),
        changed_at=one.changed_at,
    )


# -- confirming --------------------------------------------------------------------------------------------------------


class _Stopped(Exception):
    def __init__(self, why: NotTaken | NotDrafted | NotSigned) -> None:
        self.why = why


def confirm(
    *, council: OrganisationId, key: str, signatures: Mapping[str, Signature], by: Actor, at: datetime
) -> Taken | NotTaken | NotDrafted | NotSigned:
    """A person who signs for the council says that these signatures stand under the PDF: drafted, put to both, and signed at once.

    `signatures` by code of the party. What it permits, it permits from its first day; the caller has the births judged.
    """
    try:
        with transaction.atomic():
            return _taken(council, key, signatures, by, at)
    except _Stopped as stopped:
        return stopped.why


def _taken(
    council: OrganisationId, key: str, signatures: Mapping[str, Signature], by: Actor, at: datetime
) -> Taken | NotTaken:
    found = Unfinished.objects.select_for_update().filter(council_id=council, key=key, paper__isnull=False).first()
    one = _told(found, at) if found else None
    if found is None or one is None:
        return NotTaken.UNKNOWN
    if set(signatures) != set(one.signers):
        return NotTaken.SIGNATURES
    if any(each.on > london_date(at) for each in signatures.values()):
        return NotTaken.FUTURE
    if any(each.on >= one.short.ends_on for each in signatures.values()):
        return NotTaken.AFTER_ITS_END
    drafted = _drafted(one, bytes(found.paper or b""), by, at)
    told: dict[str, Any] = {"reference": drafted.reference, "version": drafted.version, "by": by, "at": at}
    if not isinstance(propose(**told, party_code=one.council), Changed):
        raise _Stopped(NotTaken.UNKNOWN)
    for code, each in signatures.items():
        answer = sign(
            **told, party_code=code, role=each.role, document=one.paper_sha256, on_paper=True, signed_on=each.on
        )
        if isinstance(answer, NotSigned):
            raise _Stopped(answer)
    found.delete()
    return Taken(drafted.reference, drafted.version, council)


def _drafted(one: Prepared, paper: bytes, by: Actor, at: datetime) -> Drafted:
    drafted = draft(
        reference=reference_of(one),
        hop=one.hop,
        kind=one.kind,
        giver_code=one.giver,
        council_code=one.council,
        recipient_codes=one.short.others if one.hop is Hop.COUNCIL_TO_CENTRE else (),
        terms=one.terms,
        paper=paper,
        by=by,
        at=at,
    )
    if isinstance(drafted, NotDrafted):
        raise _Stopped(drafted)
    return drafted


def reference_of(one: Prepared) -> str:
    """The reference that it will have."""
    short = one.council[-2:]
    return free_reference(f"DSA-{short}" if one.hop is Hop.SUPPLIER_TO_COUNCIL else f"INT-{short}")
