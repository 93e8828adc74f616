"""What stories look at behind the scenes, and the rarer things that happen in them."""

from collections import Counter
from datetime import date

import psycopg
from django.db import connection, connections

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.allocation.redraw import redraw
from rightstart.contact.worklist import worklist
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import seen_by
from rightstart.places import register
from rightstart.places.directories import PostcodeRow, PostcodeStatus, SmallArea
from rightstart.safeguards.lift import Asked, Lifted, NotLifted, ask_lift
from rightstart.safeguards.rules import LIFTS, MarkerKind, ParentKnownBy
from rightstart.terms import NEVER_TO_A_CENTRE, Actor, BirthId, Item, OrganisationId
from tests import opened
from tests.journey.world import BY, CALDERDALE, CENTRES, LONG_AGO, World
from tests.said import said


def ask(query: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def count(table: str) -> int:
    [(found,)] = ask(f"SELECT count(*) FROM {table}")
    assert isinstance(found, int)
    return found


def outcomes() -> dict[str, tuple[str, str]]:
    """The current outcome and reason of each birth, by a record id that speaks of it."""
    records = {one.id: one.record_id for one in opened.notices()}
    return {
        records[notice]: (str(outcome), str(reason))
        for notice, outcome, reason in ask(
            "SELECT i.notice_id, d.outcome, d.reason FROM release_decision d"
            " JOIN births_identity i ON i.birth_id = d.birth_id WHERE d.superseded_at IS NULL"
        )
        if notice in records
    }


def birth_reference(surname: str) -> str:
    bearing = [one.id for one in opened.notices() if one.baby_surname.lower() == surname.lower()]
    [(reference,)] = ask(
        "SELECT DISTINCT b.reference FROM births_birth b JOIN births_identity i ON i.birth_id = b.id"
        " WHERE i.notice_id = ANY(%s)",
        bearing,
    )
    return str(reference)


def birth_of(record: str) -> int:
    """The birth that a record speaks of (the latest, where a record came to speak of two)."""
    speaking = [one.id for one in opened.notices(record_id=record)]
    found = ask(
        "SELECT birth_id FROM births_identity WHERE notice_id = ANY(%s) ORDER BY notice_id DESC LIMIT 1", speaking
    )
    return int(str(found[0][0]))


def open_review_kinds() -> list[str]:
    return sorted(str(row[0]) for row in ask("SELECT kind FROM births_review WHERE settled_at IS NULL"))


def marker_kinds() -> Counter[str]:
    return Counter(str(row[0]) for row in ask("SELECT kind FROM safeguards_marker"))


def agreements_cited() -> set[str]:
    return {
        str(row[0])
        for row in ask(
            "SELECT a.reference FROM release_decision d JOIN agreements_version v ON v.id = d.version_id"
            " JOIN agreements_agreement a ON a.id = v.agreement_id"
        )
    }


def everything_stored(dsn: str) -> str:
    """Every row of every table as text, for the superuser's eyes: what should be stored nowhere is not to be found in it."""
    with psycopg.connect(dsn) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'sec')"
        ).fetchall()
        rows = [connection.execute(f"SELECT t::text FROM {table} t").fetchall() for (table,) in tables]  # type: ignore[call-overload]
    return "\n".join(str(row) for found in rows for row in found)


def serve_postcode(world: World, centre: str, postcode: str) -> None:
    """Enter a new postcode, in a small area of its own that this centre serves."""
    area = f"E01{abs(hash(postcode)) % 1_000_000:06d}"
    register.load(
        councils=[],
        small_areas=[SmallArea(area, area, CALDERDALE, "", 1.0)],
        postcodes=[PostcodeRow(postcode, PostcodeStatus.LIVE, CALDERDALE, area)],
        from_on=LONG_AGO,
        by=BY,
        at=world.at,
    )
    held = ask("SELECT kind, place, centre_id FROM allocation_reacharea WHERE council_id = %s", world.ids[CALDERDALE])
    claims = [*held, ("small-area", area, world.ids[centre])]
    redraw(council_id=world.ids[CALDERDALE], claims=claims, from_on=LONG_AGO, by=BY, at=world.at)  # type: ignore[arg-type]


def end(world: World, reference: str, party: str) -> None:
    sign.end(reference=reference, party_code=party, ended_on=world.today, by=BY, at=world.at)


def draft_only(
    world: World, reference: str, kind: InstrumentKind, centres: list[str]
) -> sign.Drafted | sign.NotDrafted:
    """An instrument with centres that nobody has signed yet."""
    return sign.draft(
        reference=reference,
        hop=Hop.COUNCIL_TO_CENTRE,
        kind=kind,
        giver_code=CALDERDALE,
        council_code=CALDERDALE,
        recipient_codes=centres,
        terms=sign.Terms(
            giver_task="t",
            giver_gateway="g",
            taker_task="t",
            taker_gateway="g",
            lawful_basis="b",
            **said(CALDERDALE),
            items=frozenset(Item) - NEVER_TO_A_CENTRE,
            from_on=LONG_AGO,
            ends_on=date(2030, 1, 1),
            review_on=date(2029, 1, 1),
        ),
        by=BY,
        at=world.at,
    )


def put(world: World, reference: str, party: str) -> None:
    """One more party's signature under what was proposed."""
    [(document,)] = ask(
        "SELECT e.document FROM agreements_event e JOIN agreements_version v ON v.id = e.version_id"
        " JOIN agreements_agreement a ON a.id = v.agreement_id WHERE e.kind = 'proposed' AND a.reference = %s",
        reference,
    )
    role, named = RoleKind.SIGNING_DIRECTOR, {"reference": reference, "version": 1, "document": document}
    assert isinstance(sign.sign(**named, party_code=party, role=role, by=BY, at=world.at), sign.Signed)


def worklists(world: World) -> dict[str, list[str]]:
    return {centre: world.surnames(centre) for centre in CENTRES}


CENTRE_READS = (
    *("handover_parcel", "handover_line", "handover_receipt", "handover_callback"),
    *("contact_attempt", "contact_attemptnote", "alerts_alert"),
)


def all_that_a_centre_reads(world: World, centre: str = "CAL-01") -> str:
    """Its worklist, and every row of every table that its own database role may read, as text."""
    viewer = world.viewer(centre)
    found = [repr(worklist(viewer, at=world.at))]
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        for table in CENTRE_READS:
            cursor.execute(f"SELECT t::text FROM {table} t")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def organisation(code: str) -> OrganisationId:
    """The number of the organisation with a code."""
    found = people.find(code)
    assert found is not None
    return found.id


def lift(world: World, birth: BirthId, kind: MarkerKind, first: Actor, second: Actor) -> Lifted | NotLifted:
    """Two people, of the roles that may, lift a kind of marker from a birth for a reason that can end it."""
    rule = LIFTS[kind]
    told = {"kind": kind, "reason": rule.reasons[0], "roles": rule.asks, "known_by": ParentKnownBy.VOUCHED_FOR}
    asked = ask_lift(birth=birth, by=first, at=world.at, **told)
    assert isinstance(asked, Asked), asked
    return journey.confirm_lift(lift=asked.lift, roles=rule.confirms, by=second, at=world.at)
