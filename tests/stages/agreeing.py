"""A council with its centres, its neighbour and a supplier, and the verbs that set agreements between them, for tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rightstart.agreements import sign
from rightstart.agreements.models import Event
from rightstart.agreements.register import between, instruments
from rightstart.agreements.rules import Hop, InstrumentKind, Missing, Refused, in_force
from rightstart.agreements.sign import (
    Changed,
    Drafted,
    NotChanged,
    NotDrafted,
    NotSigned,
    Signed,
    SuspensionReason,
    Terms,
)
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.terms import Actor, Item, OrganisationId
from tests.said import said as agreed

Ids = dict[str, OrganisationId]
BY = Actor.job("test")
AT = datetime(2026, 10, 20, 9, tzinfo=UTC)
TODAY = date(2026, 10, 20)
DAY = timedelta(days=1)
COUNCIL, NEIGHBOUR = "E08000033", "E08000034"
TERMS = Terms(
    **agreed(COUNCIL),
    giver_task="Tell of births",
    giver_gateway="Children Act 2004 s.10",
    taker_task="Offer early help",
    taker_gateway="Childcare Act 2006 ss.1–4",
    lawful_basis="UK GDPR Art 6(1)(e)",
    items=frozenset({Item.PARENT_NAME, Item.ADDRESS, Item.POSTCODE}),
    from_on=TODAY,
    ends_on=TODAY + 730 * DAY,
    review_on=TODAY + 365 * DAY,
)
DATA_SHARING: dict[str, Any] = {
    "reference": "DSA-1",
    "hop": Hop.SUPPLIER_TO_COUNCIL,
    "kind": InstrumentKind.DATA_SHARING,
    "giver_code": "CHIS01",
    "council_code": COUNCIL,
    "recipient_codes": [COUNCIL],
}
INSTRUCTION: dict[str, Any] = {
    "reference": "II-1",
    "hop": Hop.COUNCIL_TO_CENTRE,
    "kind": InstrumentKind.INTERNAL_INSTRUCTION,
    "giver_code": COUNCIL,
    "council_code": COUNCIL,
    "recipient_codes": ["CAL-01", "CAL-02"],
}
CONTRACT = INSTRUCTION | {"reference": "PC-1", "kind": InstrumentKind.PROCESSOR_CONTRACT}


def organisations() -> Ids:
    """A council with two centres, its neighbour with one, and a supplier: each code's own number."""
    made = {}
    for kind, code, council in (
        ("council", COUNCIL, None),
        ("council", NEIGHBOUR, None),
        ("supplier", "CHIS01", None),
        ("centre", "CAL-01", COUNCIL),
        ("centre", "CAL-02", COUNCIL),
        ("centre", "KIR-01", NEIGHBOUR),
    ):
        made[code] = Organisation.objects.create(
            kind=kind, code=code, name=f"The {code}", council_id=made.get(council)
        ).pk
    return {code: OrganisationId(number) for code, number in made.items()}


def draft(
    flow: dict[str, Any],
    *,
    at: datetime = AT,
    covers: list[str] | None = None,
    paper: bytes | None = None,
    **said: Any,
) -> Drafted | NotDrafted:
    changed = {} if covers is None else {"recipient_codes": covers}
    told = {"contacts": agreed(flow["council_code"])["contacts"]} | said
    return sign.draft(**flow | changed, terms=replace(TERMS, **told), paper=paper, by=BY, at=at)


def signed(flow: dict[str, Any], *parties: str, at: datetime = AT, covers: list[str] | None = None, **said: Any) -> int:
    """A new version with these signatures; gives its number."""
    drafted = draft(flow, at=at, covers=covers, **said)
    assert isinstance(drafted, Drafted)
    assert not drafted.again
    if parties:
        assert isinstance(propose(flow, parties[0], drafted.version, at=at), Changed)
    if flow["hop"] is Hop.SUPPLIER_TO_COUNCIL and "CHIS01" in parties:
        assert isinstance(approve(flow, drafted.version, at=at), Signed)
    for party in parties:
        assert isinstance(put(flow, party, drafted.version, at=at), Signed)
    return drafted.version


def propose(flow: dict[str, Any], party: str, version: int = 1, *, at: datetime = AT) -> Changed | NotChanged:
    return sign.propose(reference=flow["reference"], version=version, party_code=party, by=BY, at=at)


def put(flow: dict[str, Any], party: str, version: int = 1, *, at: datetime = AT) -> Signed | NotSigned:
    return sign.sign(**_named(flow, version), party_code=party, role=RoleKind.DIRECTOR, by=BY, at=at)


def approve(flow: dict[str, Any], version: int = 1, *, party: str = "CHIS01", at: datetime = AT) -> Signed | NotSigned:
    return sign.approve(**_named(flow, version), party_code=party, role=RoleKind.CALDICOTT_GUARDIAN, by=BY, at=at)


def _named(flow: dict[str, Any], version: int) -> dict[str, Any]:
    """A version by its reference and number, with the document that was proposed."""
    proposed = Event.objects.filter(
        version__agreement__reference=flow["reference"], version__version=version, kind="proposed"
    ).first()
    return {"reference": flow["reference"], "version": version, "document": proposed.document if proposed else ""}


def suspend(flow: dict[str, Any], party: str) -> Changed | NotChanged:
    why = SuspensionReason.BREACH
    return sign.suspend(reference=flow["reference"], party_code=party, reason=why, by=BY, at=AT)


def resume(flow: dict[str, Any], party: str) -> Changed | NotChanged:
    return sign.resume(reference=flow["reference"], party_code=party, by=BY, at=AT)


def end(flow: dict[str, Any], party: str, on: date = TODAY) -> Changed | NotChanged:
    return sign.end(reference=flow["reference"], party_code=party, ended_on=on, by=BY, at=AT)


def at_centre(ids: Ids, centre: str, on: date = TODAY) -> int | Missing:
    """The version in force for a centre on a day, or what is missing."""
    answer = in_force(instruments(ids[COUNCIL]).get(ids[centre], ()), on)
    return answer.missing if isinstance(answer, Refused) else answer.version


def from_supplier(ids: Ids, on: date = TODAY, using: str = "intake") -> int | Missing:
    answer = in_force(between(ids["CHIS01"], ids[COUNCIL], using=using), on)
    return answer.missing if isinstance(answer, Refused) else answer.version


def looking(ids: Ids, code: str = COUNCIL, kind: str = "council") -> Viewer:
    return open_viewing(kind, ids[code], until=datetime.now(UTC) + timedelta(minutes=5))
