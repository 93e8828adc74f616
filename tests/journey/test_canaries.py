"""Made-up births go the whole journey each day, meet nobody on it, and stop everything where one that must be held is seen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, transaction

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.register import feeds
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.canaries import ground, switch
from rightstart.canaries.flight import Flight
from rightstart.canaries.rules import Canary, Verdict
from rightstart.canaries.send import TRY, UNLOCK, NotRun, Ran, send
from rightstart.canaries.ways import WAYS
from rightstart.directory import people, roles
from rightstart.directory.models import Organisation, Person, Role
from rightstart.directory.people import NotEntered, organisations
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.handover.sent import sent_since
from rightstart.intake import backlog, punctuality, quality
from rightstart.reach.measure import counts
from rightstart.release import gate, halt, holds
from rightstart.release.rules import Passage
from rightstart.safeguards import rules as safeguards
from rightstart.safeguards.rules import MarkerKind
from tests.architecture.source import imports, modules
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, CENTRES, KIRKLEES, SUPPLIER, World, row

GATE = "rightstart.release.gate"
OVERLOOKED = [MarkerKind.DEATH_INFORMAL, MarkerKind.PROTECTED_ADDRESS, MarkerKind.ADOPTION]


@pytest.fixture
def flying(world: World) -> World:
    """A world where canary births are on, and one real family is with its centre."""
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    switch.turn(on=True, by=BY, at=world.at)
    return world


def run(world: World) -> Ran | NotRun:
    return send(by=BY, at=world.at, until=datetime.now(UTC) + timedelta(hours=1))


def next_day(world: World) -> None:
    world.today += timedelta(days=1)


def stopped(world: World) -> set[str]:
    found = {council: halt.halted(world.ids[council]) for council in (CALDERDALE, KIRKLEES)}
    return {council for council, one in found.items() if one and one.reason is halt.Reason.CANARY_LET_THROUGH}


def told(world: World, role: RoleKind = RoleKind.IG_LEAD, council: str = CALDERDALE) -> list[AlertKind]:
    return [one.kind for one in open_alerts(world.viewer(council), [role])]


def lets_through(*kinds: MarkerKind) -> Callable[..., safeguards.Cleared | safeguards.Withheld]:
    """A screen that overlooks some markers."""
    whole = safeguards.screen

    def screen(clearances, markers, siblings, on):
        answer = whole(clearances, [one for one in markers if one.kind not in kinds], siblings, on)
        return answer if isinstance(answer, safeguards.Withheld) and answer.by_marker else safeguards.CLEARED

    return screen


def seen_by_people(world: World) -> list[object]:
    """Every list, count and register that somebody of a real organisation reads."""
    roles = set(RoleKind)
    quality.tell_suppliers(at=world.at + timedelta(days=31))
    councils, centres = [world.viewer(one) for one in (CALDERDALE, KIRKLEES)], list(CENTRES)
    since = world.at - timedelta(days=30)
    return [
        look.worklists(world),
        [counts(world.viewer(one)) for one in (CALDERDALE, KIRKLEES)],
        [holds.holds(one, roles, at=world.at) for one in councils],
        [sent_since(world.viewer(one), since) for one in (CALDERDALE, KIRKLEES)],
        [punctuality.all_feeds(at=world.at), feeds(at=world.at)],
        [one.code for one in organisations()],
        [len(organisations(kind)) for kind in OrganisationKind],
        [backlog.chase(at=world.at), punctuality.chase(at=world.at), holds.chase(at=world.at)],
        journey.advance_all(by=BY, at=world.at),
        [open_alerts(one, roles) for one in (*councils, world.viewer(SUPPLIER), *map(world.viewer, centres))],
    ]


def test_a_day_s_run_passes_and_every_canary_tried_the_gate(flying: World) -> None:
    assert run(flying) == Ran(1, Verdict.PASSED)
    [one] = switch.state().runs
    assert (one.verdict, one.ways) == (Verdict.PASSED, 18)
    assert look.outcomes()["canary-1-died-before"] == ("withheld", "death-informal")
    assert look.outcomes()["canary-1-protected"] == ("withheld", "protected-address")
    assert look.outcomes()["canary-1-adopted"] == ("withheld", "adoption")
    assert look.outcomes()["canary-1-live"] == ("withheld", "withdrawn")
    assert (stopped(flying), told(flying)) == (set(), [])


def test_nobody_sees_or_counts_anything_of_it(flying: World) -> None:
    before = seen_by_people(flying)
    run(flying)
    assert seen_by_people(flying) == before
    unseen = (
        "SELECT count(*) FROM alerts_alert a JOIN directory_organisation o ON o.id = a.organisation_id WHERE o.canary"
    )
    assert look.ask(unseen) == [(0,)]
    assert look.ask("SELECT count(*) FROM handover_callback WHERE answered_at IS NULL") == [(0,)]
    assert look.ask("SELECT count(*) FROM births_review") == look.ask("SELECT count(*) FROM intake_quarantined")


def test_off_by_default_and_once_off_again_nothing_happens(world: World) -> None:
    before = look.count("ledger_leaf")
    assert run(world) is NotRun.OFF
    assert (look.count("ledger_leaf"), people.find(ground.COUNCIL)) == (before, None)
    assert [switch.turn(on=on, by=BY, at=world.at) for on in (True, True, False, False)] == [True, False, True, False]
    assert run(world) is NotRun.OFF
    assert look.count("canaries_run") == 0


def test_twice_on_one_day_is_one_run_and_another_day_is_another(flying: World) -> None:
    run(flying)
    before = look.count("ledger_leaf")
    assert run(flying) is NotRun.PASSED_TODAY
    assert look.count("ledger_leaf") == before
    for number in range(2, 13):
        next_day(flying)
        flying.pass_to(flying.today)
        assert run(flying) == Ran(number, Verdict.PASSED)
    assert look.ask("SELECT count(*) FROM canaries_run WHERE cleared_at IS NULL") == [(0,)]
    assert look.open_review_kinds() == []
    viewer = flying.viewer(ground.CENTRE)
    assert Flight(12, ground.prepare(by=BY, at=flying.at), viewer, BY, flying.at).births().keys() == set(Canary)


@pytest.mark.parametrize("kind", OVERLOOKED)
def test_a_gate_that_overlooks_a_marker_stops_every_council_and_tells_the_leads(
    flying: World, monkeypatch: pytest.MonkeyPatch, kind: MarkerKind
) -> None:
    monkeypatch.setattr(safeguards, "screen", lets_through(kind))
    assert run(flying) == Ran(1, Verdict.LET_THROUGH)
    assert stopped(flying) == {CALDERDALE, KIRKLEES}
    for role, council in ((RoleKind.IG_LEAD, CALDERDALE), (RoleKind.SAFEGUARDING_LEAD, KIRKLEES)):
        assert told(flying, role, council) == [AlertKind.CANARY_LET_THROUGH]
    assert flying.surnames() == []
    acts = [str(act) for (act,) in look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf")]
    assert sum('"canaries.ran"' in act and '"let-through"' in act for act in acts) == 1


def test_a_hole_in_the_last_second_check_alone_is_found_too(flying: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = gate.ask

    def open_to_all(births, **more):
        return {birth: one._replace(passage=Passage.OPEN) for birth, one in asked(births, **more).items()}

    monkeypatch.setattr(gate, "ask", open_to_all)
    assert run(flying) == Ran(1, Verdict.LET_THROUGH)
    assert stopped(flying) == {CALDERDALE, KIRKLEES}


def test_a_mended_gate_takes_back_what_came_through_and_settles_the_alerts_but_people_resume(
    flying: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(safeguards, "screen", lets_through(*MarkerKind))
        assert run(flying) == Ran(1, Verdict.LET_THROUGH)
        assert run(flying) == Ran(2, Verdict.LET_THROUGH)
    assert run(flying) == Ran(3, Verdict.PASSED)
    assert told(flying) == []
    assert stopped(flying) == {CALDERDALE, KIRKLEES}
    assert look.ask("SELECT count(*) FROM handover_callback WHERE answered_at IS NULL") == [(0,)]
    assert look.ask("SELECT count(*) FROM handover_line WHERE replaced_at IS NULL") == [(1,)]


def test_a_gate_that_lets_nobody_through_is_told_of_and_stops_nothing(
    flying: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = safeguards.Withheld(safeguards.ClearanceKind.NOTHING_KNOWN)
    monkeypatch.setattr(safeguards, "screen", lambda *_: shut)
    assert run(flying) == Ran(1, Verdict.MISSING)
    assert stopped(flying) == set()
    assert told(flying) == told(flying, RoleKind.SAFEGUARDING_LEAD, KIRKLEES) == [AlertKind.CANARIES_MISSING]


def test_births_that_do_not_come_in_prove_nothing(flying: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Flight, "_hand_in", lambda *_: None)
    assert run(flying) == Ran(1, Verdict.MISSING)


def test_the_ground_is_made_again_where_a_part_of_it_was_taken_away(flying: World) -> None:
    sign.end(reference="CANARY-1", party_code=ground.COUNCIL, ended_on=flying.today, by=BY, at=flying.at)
    assert run(flying) == Ran(1, Verdict.PASSED)


def test_a_run_that_was_cut_short_is_ended_and_withdrawn_by_the_next(
    flying: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(_: Flight) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(Flight, "_mark", dies)
        with pytest.raises(KeyboardInterrupt):
            run(flying)
    assert run(flying) == Ran(2, Verdict.PASSED)
    assert [one.verdict for one in switch.state().runs] == [Verdict.PASSED, Verdict.BROKEN_OFF]
    assert look.outcomes()["canary-1-live"] == ("withheld", "withdrawn")


def test_two_at_once_are_one_run(flying: World, database: str) -> None:
    with psycopg.connect(database) as other:
        other.execute(TRY)
        assert run(flying) is NotRun.UNDER_WAY
        other.execute(UNLOCK)
    assert run(flying) == Ran(1, Verdict.PASSED)


def test_people_are_told_of_a_run_that_breaks(flying: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: Flight) -> None:
        raise RuntimeError

    monkeypatch.setattr(Flight, "_mark", breaks)
    with pytest.raises(RuntimeError):
        run(flying)
    assert ([one.verdict for one in switch.state().runs], told(flying)) == (
        [Verdict.BROKEN_OFF],
        [AlertKind.CANARIES_MISSING],
    )
    assert stopped(flying) == set()


def test_nobody_can_hold_a_role_at_a_canary(flying: World) -> None:
    people.add_person(email="a@example.org", name="A", password="a long phrase", by=BY, at=flying.at)
    for code, kinds in ((ground.COUNCIL, RoleKind.IG_LEAD), (ground.CENTRE, RoleKind.CENTRE_WORKER)):
        given = roles.give_role(
            email="a@example.org", organisation_code=code, kind=kinds, from_on=flying.today, by=BY, at=flying.at
        )
        assert given is NotEntered.NOT_HELD_THERE
    held = {"person": Person.objects.get(), "kind": "ig-lead", "from_on": flying.today}
    with pytest.raises(DatabaseError), transaction.atomic():
        Role.objects.create(organisation=Organisation.objects.get(code=ground.COUNCIL), **held)
    with pytest.raises(DatabaseError), transaction.atomic():
        Organisation.objects.filter(code=ground.COUNCIL).update(canary=False)


def test_no_agreement_and_no_centre_joins_a_canary_to_a_real_organisation(flying: World) -> None:
    terms = flying.agree("AGAIN", sign.Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, KIRKLEES, [KIRKLEES])
    assert isinstance(terms, sign.Drafted)
    for giver, council in ((SUPPLIER, ground.COUNCIL), (ground.SUPPLIER, CALDERDALE)):
        with pytest.raises(AssertionError, match="unknown-giver"):
            flying.agree("MIXED", sign.Hop.SUPPLIER_TO_COUNCIL, giver, council, [council])
    centre = {"kind": OrganisationKind.CENTRE, "code": "X", "name": "X", "by": BY, "at": flying.at}
    assert people.add_organisation(council_code=ground.COUNCIL, **centre) is NotEntered.UNKNOWN_COUNCIL
    council = centre | {"kind": OrganisationKind.COUNCIL, "code": ground.COUNCIL}
    assert people.add_organisation(**council) is NotEntered.CODE_TAKEN


def test_every_module_that_shows_what_passed_the_gate_is_asked() -> None:
    """A new way out is named in canaries/ways.py, and here with the word for where it is asked."""
    asked = {"contact/worklist.py": "worklist", "canaries/ways.py": "gate"}
    # Of rows, of corrections and of homes that are shown to nobody, which are no births of a centre.
    homes = {
        *("web/told_back/views.py", "web/quarantine/views.py", "web/explaining/views.py"),
        *("release/told_back.py", "cli/one_birth.py"),
        "breaches/telling.py",  # it shows nobody, only who may speak to a family
        *("rights/requests/pack.py", "rights/requests/reviewing.py"),
    }
    asks = {one.name for one in modules() if any(name.startswith(GATE) for _, name, _ in imports(one))}
    assert asks == asked.keys() | homes
    assert {way.value for way in WAYS} >= set(asked.values())
