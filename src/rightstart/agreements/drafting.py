"""Hides how an instrument is drafted: between whom, in which words, as its first version or its next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from django.db import transaction

from rightstart.agreements import documents
from rightstart.agreements.entries import Entry, locked
from rightstart.agreements.models import Agreement, Version
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import NotDrafted, Terms, columns, digest, meaning, said, unfit
from rightstart.directory.models import Organisation
from rightstart.directory.rules import OrganisationKind
from rightstart.ledger.append import JSON, append
from rightstart.terms import Actor


@dataclass(frozen=True, slots=True)
class Drafted:
    """A version that waits for its signatures; `again` where the newest version said exactly this before."""

    reference: str
    version: int
    version_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Flow:
    """Who gives to whom, through which council."""

    giver: Organisation
    council: Organisation
    recipients: tuple[Organisation, ...]


@transaction.atomic
def draft(
    *,
    reference: str,
    hop: Hop,
    kind: InstrumentKind,
    giver_code: str,
    council_code: str,
    recipient_codes: Sequence[str],
    terms: Terms,
    paper: bytes | None = None,
    by: Actor,
    at: datetime,
) -> Drafted | NotDrafted:
    """Enter the first version of an instrument, or the next one. It permits nothing until all who must have signed.

    Hop 1: a supplier gives to the council, which alone receives. Hop 2: the council gives to centres of its own. Hop 3:
    another council gives to the council. A version is never edited: other words are the next version, the same words
    are the version that stands. `paper`: a PDF that was signed elsewhere, beside which the entry stands.
    """
    if paper is not None:
        if not documents.is_pdf(paper):
            return NotDrafted.NOT_A_PDF
        terms = replace(terms, paper=documents.sha256_of(paper))
    flow = _flow(hop, giver_code, council_code, recipient_codes)
    if isinstance(flow, NotDrafted):
        return flow
    if why := unfit(hop, kind, terms) or _unreachable(flow, terms):
        return why
    fixed = {"hop": hop.value, "kind": kind.value, "giver": flow.giver, "council": flow.council}
    agreement, _ = Agreement.objects.get_or_create(reference=reference, defaults=fixed)
    if any(getattr(agreement, name) != value for name, value in fixed.items()):
        return NotDrafted.OTHER_PARTIES
    earlier = locked(reference)
    if earlier and _says(earlier[-1], terms, flow):
        return Drafted(reference, earlier[-1].version.version, earlier[-1].version.pk, again=True)
    if paper is not None:
        documents.keep(paper, at=at)
    return _enter(agreement, len(earlier) + 1, flow, terms, by, at)


def _unreachable(flow: _Flow, terms: Terms) -> NotDrafted | None:
    """A contact is of a party to this flow, and names a way to reach it."""
    parties = {one.code for one in (flow.giver, flow.council, *flow.recipients)}
    fit = all(one.party in parties and (one.email or one.telephone) for one in terms.contacts)
    return None if fit else NotDrafted.CONTACTS


def _flow(hop: Hop, giver: str, council: str, recipients: Sequence[str]) -> _Flow | NotDrafted:
    found = {one.code: one for one in Organisation.objects.filter(code__in=[giver, council, *recipients])}
    if council not in found or found[council].kind != OrganisationKind.COUNCIL:
        return NotDrafted.UNKNOWN_COUNCIL
    # Canaries and real ones have nothing to do with each other: to each, the others are not there.
    found = {code: one for code, one in found.items() if one.canary is found[council].canary}
    if giver not in found:
        return NotDrafted.UNKNOWN_GIVER
    if not set(recipients) <= found.keys():
        return NotDrafted.UNKNOWN_RECIPIENT
    flow = _Flow(found[giver], found[council], tuple(found[code] for code in sorted(set(recipients))))
    match hop:
        case Hop.SUPPLIER_TO_COUNCIL:
            return _to_council(flow, OrganisationKind.SUPPLIER)
        case Hop.COUNCIL_TO_COUNCIL:
            return _to_council(flow, OrganisationKind.COUNCIL)
        case Hop.COUNCIL_TO_CENTRE:
            return _to_centres(flow)
    assert_never(hop)


def _to_council(flow: _Flow, whose: OrganisationKind) -> _Flow | NotDrafted:
    if flow.giver.kind != whose or flow.giver == flow.council:
        return NotDrafted.WRONG_GIVER
    if any(one != flow.council for one in flow.recipients):
        return NotDrafted.WRONG_RECIPIENT
    return _Flow(flow.giver, flow.council, (flow.council,))


def _to_centres(flow: _Flow) -> _Flow | NotDrafted:
    if flow.giver != flow.council:
        return NotDrafted.WRONG_GIVER
    if not flow.recipients:
        return NotDrafted.NO_RECIPIENT
    return flow if all(one.council_id == flow.council.pk for one in flow.recipients) else NotDrafted.WRONG_RECIPIENT


def _says(one: Entry, terms: Terms, flow: _Flow) -> bool:
    """Whether a version says the very same to the same, and nobody has ended it."""
    same = meaning(one.terms) == meaning(terms)
    return same and one.recipients == {each.pk for each in flow.recipients} and one.history.ended_on is None


def _enter(agreement: Agreement, number: int, flow: _Flow, terms: Terms, by: Actor, at: datetime) -> Drafted:
    version = Version.objects.create(agreement=agreement, version=number, **columns(terms))
    version.recipients.set(flow.recipients)
    told: dict[str, JSON] = {
        "hop": agreement.hop,
        "kind": agreement.kind,
        "giver": flow.giver.code,
        "council": flow.council.code,
        "recipients": [one.code for one in flow.recipients],
        "items": sorted(item.value for item in terms.items),
        "from": str(terms.from_on),
        "ends": str(terms.ends_on),
    }
    append([act_of("drafted", version, by) | told], at=at)
    return Drafted(agreement.reference, number, version.pk)


def act_of(verb: str, version: Version, by: Actor) -> dict[str, JSON]:
    """The act for the ledger; all the words of the version are there by their digest alone."""
    return {
        "act": f"agreement.{verb}",
        "agreement": version.agreement.reference,
        "version": version.version,
        "terms": digest(columns(said(vars(version)))),
        "by": str(by),
    }
