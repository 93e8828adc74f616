"""Truths about what the database itself lets each role see, whatever SQL it is given."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction

from rightstart import journey
from rightstart.contact.notices import open_notices
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question, ask_together
from rightstart.engine.isolation import SETTING, Viewer, ask_as, end_viewing, open_viewing, proven, seen_by
from rightstart.handover import sealed
from rightstart.handover.sent import sent_since
from rightstart.reach.measure import counts
from rightstart.release.explain import explain
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.clean import put_back
from tests.journey import look, staff
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

VIEWERS = ("centre", "council", "supplier", "monitor")
OURS = ("intake", "worker", *VIEWERS)
CENTRE_READS = {
    *("handover_parcel", "handover_line", "handover_receipt", "handover_callback"),
    *("contact_attempt", "contact_attemptnote", "contact_importantnotice", "contact_letter", "contact_letterbatch"),
    *("ledger_checkpoint", "alerts_alert", "release_sight"),
    *("joining_joining", "joining_attendance", "joining_export"),  # of its own families
    *("cover_away", "cover_standin", "cover_silence"),  # of its own people, and whom it covers
    *("visits_visitsheet", "visits_onsheet"),  # that its people took
    # What covers it, for its operator signs for itself.
    *("agreements_agreement", "agreements_version", "agreements_version_recipients", "agreements_event"),
    *("agreements_document", "agreements_remark", "agreements_invitation"),
    *("agreements_refusal", "agreements_refusalreview"),
}


@pytest.fixture
def world(database: str) -> World:
    """Two centres with one family each."""
    world = put_back(database, "journey", World)
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-09-14", postcode="HX2 7AA"))
    return world


def ask(viewer: Viewer, query: str, *values: object) -> list[tuple[object, ...]]:
    """Raw SQL in a viewer's own session, as an injection would run it."""
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


OWN = "SELECT key, sealed FROM handover_line"


def surnames(viewer: Viewer, query: str = OWN) -> list[str | None]:
    return [handed.baby_surname for handed, _ in sealed.read(ask(viewer, query))]


def test_no_role_owns_anything_goes_round_row_security_or_can_become_another(database: str) -> None:
    with psycopg.connect(database) as connection:
        for role in (f"rightstart_{name}" for name in OURS):
            told = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
                " (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid),"
                " (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid)"
                " FROM pg_roles r WHERE rolname = %s",
                [role],
            ).fetchone()
            assert told == (False, False, False, False, 0, 0), role


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_a_viewer_may_read_has_row_security(viewer: str, database: str) -> None:
    with psycopg.connect(database) as connection:
        readable = connection.execute(
            "SELECT relname, relrowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(%s, oid, 'SELECT')",
            [f"rightstart_{viewer}"],
        ).fetchall()
    assert {name for name, secured in readable if not secured} <= {"ledger_checkpoint"}


def test_a_centre_may_read_parcel_lines_and_its_own_attempts_and_no_births_or_notices(database: str) -> None:
    with psycopg.connect(database) as connection:
        readable = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'm') AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege('rightstart_centre', oid, 'SELECT')"
        ).fetchall()
        writable = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege('rightstart_centre', oid, 'INSERT, UPDATE, DELETE')"
        ).fetchall()
    assert {name for (name,) in readable} == CENTRE_READS
    assert writable == []


def test_a_centres_session_sees_its_own_lines_whatever_it_asks_for(world: World) -> None:
    first, second = world.viewer("CAL-01"), world.viewer("CAL-02")
    assert surnames(first) == ["Smith"]
    assert surnames(second) == ["Jones"]
    other = world.ids["CAL-02"]
    assert surnames(first, f"{OWN} WHERE centre_id = {other} OR true") == ["Smith"]
    assert surnames(first, f"{OWN} WHERE centre_id = {other}") == []


@pytest.mark.parametrize("guess", ["'2'", "''", "'rightstart_worker'", "sec.organisation()::text", "'x' || 'y'"])
def test_an_injected_set_config_reads_nothing_foreign(world: World, guess: str) -> None:
    taken = f"WITH taken AS MATERIALIZED (SELECT set_config('{SETTING}', {guess}, true)) "
    found = surnames(world.viewer("CAL-01"), taken + f"{OWN}, taken")
    assert "Jones" not in found
    with seen_by(world.viewer("CAL-01")) as using, connections[using].cursor() as cursor:
        cursor.execute(f"SELECT set_config('{SETTING}', {guess}, true)")
        cursor.execute(OWN)
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "query",
    [
        "SET ROLE rightstart_worker",
        "SET SESSION AUTHORIZATION rightstart_worker",
        "SELECT * FROM sec.viewing",
        "SELECT * FROM births_birth",
        "SELECT * FROM intake_notice",
        "SELECT * FROM release_decision",
        "SELECT * FROM safeguards_marker",
        "ALTER TABLE handover_line DISABLE ROW LEVEL SECURITY",
        "UPDATE handover_line SET centre_id = 1",
        "CREATE TABLE mine (x int)",
    ],
)
def test_a_centres_session_is_refused_what_is_not_its_own(world: World, query: str) -> None:
    viewer = world.viewer("CAL-01")
    with pytest.raises(DatabaseError), transaction.atomic(using="centre"):
        ask(viewer, query)


def test_switching_row_security_off_fails_and_does_not_leak(world: World) -> None:
    with pytest.raises(DatabaseError):
        ask(
            world.viewer("CAL-01"),
            f"SET LOCAL row_security = off; {OWN}",
        )


def test_without_a_token_or_with_one_that_has_run_out_nothing_is_seen(world: World) -> None:
    centre = world.ids["CAL-01"]
    past = open_viewing("centre", centre, until=datetime.now(UTC) - timedelta(seconds=1))
    ended = world.viewer("CAL-01")
    end_viewing(ended)
    for viewer in (past, ended, Viewer("centre", centre, "")):
        assert surnames(viewer) == []


def test_a_token_is_bound_for_what_is_asked_with_it_and_nothing_after(world: World) -> None:
    everything = {"all": Question("SELECT family_id FROM handover_line", {})}
    assert len(ask_as(world.viewer("CAL-01"), everything)["all"]) == 1
    assert ask_together(everything, using="centre")["all"] == []


def test_a_token_of_another_kind_of_viewer_opens_nothing(world: World) -> None:
    council = open_viewing("council", world.ids[CALDERDALE], until=datetime.now(UTC) + timedelta(hours=1))
    assert surnames(Viewer("centre", world.ids["CAL-01"], council.token)) == []


def test_a_line_called_back_is_gone_by_the_databases_own_rule(world: World) -> None:
    world.today += timedelta(days=2)
    world.hand_in({"record_id": "R1", "action": "withdraw"})
    assert surnames(world.viewer("CAL-01")) == []


def test_the_intake_role_reads_no_births_and_no_decisions(world: World) -> None:
    for table in (
        "births_birth",
        "births_identity",
        "release_decision",
        "handover_line",
        "safeguards_marker",
        "sec.viewing",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(using="intake"), connections["intake"].cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")


def test_a_centre_reads_the_notices_of_its_own_people_and_of_no_others_by_raw_sql(world: World) -> None:
    steward = staff.employ(world, "steward", CALDERDALE, RoleKind.DATA_STEWARD)
    people = {code: staff.employ(world, code.lower(), code) for code in ("CAL-01", "CAL-02")}
    for record, surname, code in (("R1", "Smith", "CAL-01"), ("R2", "Jones", "CAL-02")):
        staff.writes(world, people[code], surname, code)
        birth = BirthId(look.birth_of(record))
        journey.mark(birth=birth, kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    everything = "SELECT DISTINCT person_id FROM contact_importantnotice WHERE organisation_id > 0 OR true"
    for code, own in (*people.items(), (CALDERDALE, steward)):
        assert ask(world.viewer(code), everything) == [(own,)]
        theirs = f"SELECT person_id FROM contact_importantnotice WHERE person_id <> {own}"
        assert ask(world.viewer(code), theirs) == []
        with pytest.raises(DatabaseError), transaction.atomic(using=world.viewer(code).kind):
            ask(world.viewer(code), "UPDATE contact_importantnotice SET opened_at = now()")
    assert open_notices(world.viewer("CAL-01"), people["CAL-02"], at=world.at) == []
    with pytest.raises(DatabaseError), transaction.atomic(using="centre"):
        ask(world.viewer("CAL-01"), "SELECT number FROM directory_telephone")


def test_what_the_worker_reads_for_a_viewer_is_whose_the_token_is_and_not_whose_it_is_said_to_be(world: World) -> None:
    ours, long_ago = world.viewer(CALDERDALE), world.at - timedelta(days=99)
    forged = Viewer("council", ours.organisation, world.viewer(KIRKLEES).token)
    assert proven(forged, "council") == world.ids[KIRKLEES]
    assert (
        proven(world.viewer("CAL-01"), "council") is proven(Viewer("council", ours.organisation, ""), "council") is None
    )
    reference = look.birth_reference("Smith")
    assert (len(explain(ours, reference) or []), explain(forged, reference)) == (1, None)
    assert (len(sent_since(ours, long_ago)), sent_since(forged, long_ago)) == (2, [])
    assert {one.centre for one in counts(ours)} == {"CAL-01", "CAL-02"}
    assert ({one.centre for one in counts(world.viewer("CAL-01"))}, counts(forged)) == ({"CAL-01"}, [])
    end_viewing(ours)
    assert (explain(ours, reference), sent_since(ours, long_ago), counts(ours)) == (None, [], [])
