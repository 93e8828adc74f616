"""Hides how a family that has moved is handed to its new council: through the gate, under their agreement, as a consignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from rightstart import journey
from rightstart.agreements.register import Feed, feeds
from rightstart.agreements.rules import Instrument, InstrumentKind
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.births import known_elsewhere
from rightstart.births.models import Birth
from rightstart.directory.people import OrganisationRow, named
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.exports import csv_bytes
from rightstart.intake import receive
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.contracts.known import CONTRACTS
from rightstart.intake.door import HandedIn
from rightstart.movers.rules import NewHome, NotHandedOn, may_be_handed_on, row
from rightstart.release.gather import Gathered, gather
from rightstart.terms import Actor, BirthId, OrganisationId, Period, london_date

# Of the families that one council has handed to another: the oldest last word of those who told the first one of them.
OLDEST_WORD: Final = """
WITH told AS (
    SELECT i.supplier_id, bool_and(n.arrived) AS arrived
    FROM births_handedon h
    JOIN births_birth b ON b.id = h.birth_id AND b.council_id = %(giver)s::bigint
    JOIN births_identity i ON i.birth_id = b.id
    JOIN intake_notice n ON n.id = i.notice_id
    WHERE h.council_id = %(taker)s::bigint
    GROUP BY i.supplier_id
), word AS (
    SELECT told.supplier_id, max(c.as_at) AS as_at
    FROM told LEFT JOIN intake_consignment c ON c.supplier_id = told.supplier_id AND c.council_id = %(giver)s::bigint
      AND c.status = 'accepted' AND c.confirms AND NOT c.single AND (c.kind <> 'arrivals' OR told.arrived)
    GROUP BY told.supplier_id
)
SELECT min(as_at) FROM word HAVING bool_and(as_at IS NOT NULL)
"""
PASSED_ON: Final = """
SELECT max(as_at) FROM intake_consignment
WHERE supplier_id = %(giver)s::bigint AND council_id = %(taker)s::bigint AND status = 'accepted' AND NOT single
"""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The new council has the family: by this receipt of its consignment."""

    consignment: str
    births: tuple[BirthId, ...]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """The new council's door would not take the rows: by these faults, as a receipt prints them. Nothing has happened."""

    faults: tuple[dict[str, Any], ...]
    elsewhere: bool


def destinations(council: OrganisationId, *, at: datetime) -> list[OrganisationRow]:
    """The councils to which this one may hand a family today, by name."""
    flows = _flows(council, at)
    known = named(flow.council for flow in flows)
    return sorted((known[flow.council] for flow in flows), key=lambda one: one.name)


def _flows(council: OrganisationId, at: datetime) -> list[Feed]:
    found = feeds(at=at, party=council, about=InstrumentKind.ARRIVALS_SHARING)
    return [flow for flow in found if flow.supplier == council]


def hand_on(
    *, birth: BirthId, council: OrganisationId, to: str, home: NewHome, by: Actor, at: datetime
) -> HandedOn | NotTaken | NotHandedOn:
    """Hand the whole family of a birth to another council. Run it twice: it is handed on once.

    The link by which later bad news follows the family stands before anything is sent, and what was stated before the
    link is seen by the check that is made with it.
    """
    babies = _checked(birth, council, at)
    if isinstance(babies, NotHandedOn):
        return babies
    found = _flow(council, to, at)
    if found is None:
        return NotHandedOn.NO_AGREEMENT
    giver, taker, flow = found
    handed = _handed(babies, flow.instrument, giver.code, taker.code, home, at)
    if refused := _refused(handed, len(babies), by, at):
        return refused
    with transaction.atomic():
        known_elsewhere.hold_statements()
        babies = _checked(birth, council, at)
        if isinstance(babies, NotHandedOn):
            return babies
        known_elsewhere.link(_references(babies), giver=giver.code, to=taker, by=by, at=at)
    pass_on_word(giver, flow, by=by, at=at)
    answer = journey.bring_in(handed, by=by, at=at)
    assert isinstance(answer, receive.Received)  # it was tried a moment ago, and its council's door knows both
    _tell(babies, taker.id, answer.receipt["consignment"], at)
    return HandedOn(answer.receipt["consignment"], tuple(baby.birth for baby in babies))


def _checked(birth: BirthId, council: OrganisationId, at: datetime) -> list[Gathered] | NotHandedOn:
    """The whole family of a birth, where nothing but its move keeps it from being contacted."""
    babies = _family(birth, council, at)
    return may_be_handed_on([baby.facts for baby in babies], london_date(at)) or babies


def _refused(handed: HandedIn, rows: int, by: Actor, at: datetime) -> NotTaken | NotHandedOn | None:
    """Why the new council's door would not take the rows; None where it takes each of them."""
    tried = receive.try_out(handed, by=by, at=at)
    if not isinstance(tried, receive.Preview):
        return NotHandedOn.NO_AGREEMENT
    totals = tried.receipt["totals"]
    if tried.receipt["status"] == "accepted" and totals["accepted"] + totals["duplicate"] >= rows:
        return None
    return NotTaken(tuple(tried.receipt["faults"]), bool(totals["not_ours"]))


def _flow(council: OrganisationId, to: str, at: datetime) -> tuple[OrganisationRow, OrganisationRow, Feed] | None:
    """Both councils and what is agreed between them; None where nothing is in force."""
    flows = _flows(council, at)
    known = named([council, *(flow.council for flow in flows)])
    return next(((known[council], known[one.council], one) for one in flows if known[one.council].code == to), None)


def _family(birth: BirthId, council: OrganisationId, at: datetime) -> list[Gathered]:
    """Every baby of a birth's family, where the birth is this council's own."""
    found = gather([birth], at=at)
    return found if any(one.birth == birth and one.council == council for one in found) else []


def _handed(
    babies: Sequence[Gathered], agreed: Instrument, giver: str, to: str, home: NewHome, at: datetime
) -> HandedIn:
    """The family as a consignment of arrivals: only what the agreement lists, each baby by its council's own reference."""
    references, contract = _references(babies), CONTRACTS[agreed.contract]
    rows = [row(one.facts.notice, references[one.birth], home, contract, agreed.items) for one in babies]
    columns = list(dict.fromkeys(name for one in rows for name in one))
    today = london_date(at)
    return HandedIn(
        content=csv_bytes(columns, [[one.get(name, "") for name in columns] for one in rows]),
        supplier=giver,
        council=to,
        period=Period(today, today + timedelta(days=1)),
        kind=Kind.ARRIVALS,
        as_at=min(one.facts.notice.as_at for one in babies),  # no fresher than what was told of them
        attests=frozenset(Attestation),
        single=True,
    )


def _references(babies: Sequence[Gathered]) -> dict[BirthId, str]:
    told = Birth.objects.filter(pk__in=[one.birth for one in babies]).values_list("pk", "reference")
    return {BirthId(birth): reference for birth, reference in told}


@transaction.atomic
def _tell(babies: Sequence[Gathered], to: OrganisationId, consignment: str, at: datetime) -> None:
    """The new council hears of it; what told the old one to act is settled."""
    raise_alert(to=to, role=RoleKind.DATA_STEWARD, kind=AlertKind.MOVED_IN, about=consignment, at=at)
    for reference in _references(babies).values():
        settle_alert(kind=AlertKind.MOVED_AWAY, about=reference, at=at)


def pass_on_words(*, by: Actor, at: datetime) -> int:
    """For all who hand families on: tell each new council how fresh the word on them is; gives how many it was news to."""
    flows = feeds(at=at, about=InstrumentKind.ARRIVALS_SHARING)
    known = named(flow.supplier for flow in flows)
    given = [flow for flow in flows if known[flow.supplier].kind is OrganisationKind.COUNCIL]
    return sum(pass_on_word(known[flow.supplier], flow, by=by, at=at) for flow in given)


def pass_on_word(giver: OrganisationRow, flow: Feed, *, by: Actor, at: datetime) -> bool:
    """What was handed on is as fresh as the oldest word of those who told the old council of it, and never fresher."""
    between = {"giver": giver.id, "taker": flow.council}
    oldest = next((row[0] for row in ask(OLDEST_WORD, between)), None)
    [(before,)] = ask(PASSED_ON, between)
    if oldest is None or (before is not None and before >= oldest):
        return False
    day = london_date(oldest)
    nil = HandedIn(
        content=b"",
        supplier=giver.code,
        council=named([flow.council])[flow.council].code,
        period=Period(day, day + timedelta(days=1)),
        kind=Kind.STATUS,
        as_at=oldest,
        attests=frozenset(Attestation),
        nil=True,
    )
    return isinstance(journey.bring_in(nil, by=by, at=at), receive.Received)
