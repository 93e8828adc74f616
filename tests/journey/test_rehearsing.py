"""An agreement is tried out before anybody signs or ends it: what a month's births would have met, and nothing is changed."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.concluding import conclude
from rightstart.agreements.rules import Hop, InstrumentKind, Missing, Wait
from rightstart.agreements.supposing import NotSupposed
from rightstart.births import batches
from rightstart.births.models import Birth
from rightstart.contact.follow_up import contacted
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.release import rehearse as rehearsing
from rightstart.release.models import Decision
from rightstart.release.rehearse import Rehearsal, last_month
from rightstart.release.rules import OutcomeKind
from rightstart.terms import NEVER_TO_A_CENTRE, FamilyId, Item, period
from tests.clean import put_back
from tests.journey.world import ALL_ITEMS, BY, CALDERDALE, KIRKLEES, SUPPLIER, World, row
from tests.said import said

OWN, SUPPLYING = "INT-CAL", f"DSA-{CALDERDALE}"
DISCLOSE, REFUSED, WITHHELD = OutcomeKind.DISCLOSE, OutcomeKind.REFUSED, OutcomeKind.WITHHELD
TOLD = ALL_ITEMS - NEVER_TO_A_CENTRE


@pytest.fixture
def world(database: str) -> World:
    """Three families at their centre, the first written to; one too young, one held, one without a centre."""
    world = put_back(database, "journey", World)
    world.hand_in(
        row("R1", "Smith", "2026-09-14", address_line_1="1 High Street", language="pl"),
        row("R2", "Jones", "2026-09-14", address_line_1="2 High Street", language="en"),
        row("R3", "Khan", "2026-09-14", address_line_1="3 High Street", postcode="HX2 7AA"),
        row("R4", "Young", world.today - timedelta(days=3), address_line_1="4 High Street"),
        row("R5", "Held", "2026-09-14", address_line_1="5 High Street", contact="hold"),
        row("R6", "Lost", "2026-09-14", address_line_1="6 High Street", postcode="HX3 5AA"),
    )
    letter = Made(Channel.LETTER, AttemptOutcome.SENT)
    world.tried(next(one for one in world.families("CAL-01") if one.babies[0].surname == "Smith"), letter)
    return world


def rehearse(
    world: World, reference: str = OWN, version: int | None = None, month: str = "2026-10", code: str = CALDERDALE
) -> Rehearsal | NotSupposed:
    days = period(month)
    assert days is not None
    return rehearsing.rehearse(world.viewer(code), reference, version, month=days, contacted=contacted, at=world.at)


def rehearsed(*given: object, **more: object) -> Rehearsal:
    answer = rehearse(*given, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Rehearsal)
    return answer


def counts(found: Rehearsal) -> dict[tuple[OutcomeKind, str], tuple[int, int]]:
    return {(one.outcome, one.reason): (one.before, one.after) for one in found.counts}


def drafted(world: World, reference: str = OWN, *, covers: tuple[str, ...] = ("CAL-01", "CAL-02"), **terms: Any) -> int:
    """A version that nobody has signed."""
    supplying = reference == SUPPLYING
    whole = said(CALDERDALE) | {
        "giver_task": "telling of births",
        "giver_gateway": "Childcare Act 2006 s.3",
        "taker_task": "early help",
        "taker_gateway": "Childcare Act 2006 ss.1-4",
        "lawful_basis": "UK GDPR Art 6(1)(e)",
        "items": TOLD,
        "from_on": world.today + timedelta(days=9),
        "ends_on": date(2030, 1, 1),
        "review_on": date(2029, 1, 1),
    }
    answer = sign.draft(
        reference=reference,
        hop=Hop.SUPPLIER_TO_COUNCIL if supplying else Hop.COUNCIL_TO_CENTRE,
        kind=InstrumentKind.DATA_SHARING if supplying else InstrumentKind.INTERNAL_INSTRUCTION,
        giver_code=SUPPLIER if supplying else CALDERDALE,
        council_code=CALDERDALE,
        recipient_codes=[CALDERDALE] if supplying else covers,
        terms=sign.Terms(**whole | terms),
        by=BY,
        at=world.at,
    )
    assert isinstance(answer, sign.Drafted), answer
    return answer.version


def test_an_end_would_withhold_exactly_what_the_real_end_then_withholds(world: World) -> None:
    found = rehearsed(world)
    assert counts(found)[DISCLOSE, ""] == (3, 0)
    assert counts(found)[REFUSED, Missing.ENDED] == (0, 4)  # the young one too, which no longer waits for its day
    assert (found.births, found.withheld, found.kept, found.called_back, found.released) == (6, 2, 1, 2, 0)
    sign.end(reference=OWN, party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    journey.advance_all(by=BY, at=world.at, council=world.ids[CALDERDALE])
    journey.hand_over_due(by=BY, at=world.at)
    decided = Decision.objects.filter(superseded_at=None).values_list("outcome", "reason")
    standing = Counter((outcome, "" if outcome == WITHHELD else reason) for outcome, reason in decided)
    after = {(one.outcome.value, one.reason): one.after for one in found.counts if one.after}
    after[REFUSED.value, Missing.ENDED.value] -= found.kept
    assert standing == after | {(DISCLOSE.value, ""): found.kept}
    assert len(world.called_back("CAL-01") + world.called_back("CAL-02")) == found.called_back


def test_where_the_exit_rule_recalls_all_an_end_would_call_back_even_whom_somebody_has_contacted(world: World) -> None:
    version = drafted(world, exit_rule="recall-all", from_on=world.today)
    signers = {CALDERDALE: RoleKind.DIRECTOR}
    assert conclude(reference=OWN, version=version, signers=signers, by=BY, at=world.at) is None
    found = rehearsed(world)
    assert (found.withheld, found.kept, found.called_back) == (3, 0, 3)
    sign.end(reference=OWN, party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    journey.advance_all(by=BY, at=world.at, council=world.ids[CALDERDALE])
    journey.hand_over_due(by=BY, at=world.at)
    assert len(world.called_back("CAL-01") + world.called_back("CAL-02")) == found.called_back
    assert not Decision.objects.filter(superseded_at=None, outcome=DISCLOSE.value).exists()


def test_a_version_with_fewer_items_counts_whom_it_narrows_and_what_it_cuts(world: World) -> None:
    version = drafted(world, items=TOLD - {Item.LANGUAGE, Item.PHONE})
    found = rehearsed(world, OWN, version)
    assert (found.withheld, found.called_back, found.narrowed) == (0, 0, 2)
    assert {one.item: one.births for one in found.cut} == {Item.LANGUAGE: 2, Item.PHONE: 0}
    assert found.added == ()
    assert counts(found)[DISCLOSE, ""] == (3, 3)


def test_what_it_narrows_is_what_the_real_version_then_narrows(world: World) -> None:
    version = drafted(world, items=TOLD - {Item.LANGUAGE}, from_on=world.today)
    found = rehearsed(world, OWN, version)
    signers = {CALDERDALE: RoleKind.DIRECTOR}
    assert conclude(reference=OWN, version=version, signers=signers, by=BY, at=world.at) is None
    journey.advance_all(by=BY, at=world.at, council=world.ids[CALDERDALE])
    journey.hand_over_due(by=BY, at=world.at)
    assert len(world.called_back()) == found.narrowed == 2
    assert not rehearsed(world, OWN, version).changes


def test_a_centre_that_a_version_leaves_out_would_get_nothing_more(world: World) -> None:
    found = rehearsed(world, OWN, drafted(world, covers=("CAL-01",)))
    assert counts(found)[REFUSED, Missing.ENDED] == (0, 1)
    assert (found.withheld, found.called_back) == (1, 1)


def test_a_version_that_lets_families_be_written_to_sooner_would_release_them(world: World) -> None:
    found = rehearsed(world, OWN, drafted(world, earliest_contact_day=0))
    assert counts(found)[OutcomeKind.NOT_YET, Wait.EARLIEST_DAY] == (1, 0)
    assert (found.released, counts(found)[DISCLOSE, ""]) == (1, (3, 4))


def test_a_draft_that_leaves_something_out_is_tried_as_if_it_said_it(world: World) -> None:
    assert not rehearsed(world, OWN, drafted(world, purpose="")).changes


def test_no_version_releases_what_a_safeguard_holds_or_what_has_no_centre(world: World) -> None:
    found = rehearsed(world, OWN, drafted(world, earliest_contact_day=0))
    held = [one for one in found.counts if one.outcome in (OutcomeKind.WITHHELD, OutcomeKind.UNPLACED)]
    assert held
    assert all(one.before == one.after == 1 for one in held)


def test_what_is_suspended_would_go_on_and_what_the_exit_clause_has_kept_is_not_released_anew(world: World) -> None:
    why = sign.SuspensionReason.BREACH
    sign.suspend(reference=OWN, party_code=CALDERDALE, reason=why, by=BY, at=world.at)
    journey.advance_all(by=BY, at=world.at)
    found = rehearsed(world, OWN, 1)
    assert counts(found)[REFUSED, Missing.SUSPENDED] == (4, 0)
    assert counts(found)[DISCLOSE, ""] == (0, 3)
    assert (found.released, found.withheld, found.called_back) == (2, 0, 0)


def test_without_its_supplier_what_it_told_of_would_not_have_come(world: World) -> None:
    found = rehearsed(world, SUPPLYING)
    assert (found.births, found.not_come, found.withheld, found.called_back) == (6, 6, 3, 0)
    assert sum(one.after for one in found.counts) == 0
    assert rehearsed(world, SUPPLYING, month="2026-08").births == 0


def test_what_another_supplier_told_of_too_would_have_come_all_the_same(world: World) -> None:
    world.enter(OrganisationKind.SUPPLIER, "TRUST1")
    world.agree("DSA-TRUST", Hop.SUPPLIER_TO_COUNCIL, "TRUST1", CALDERDALE, [CALDERDALE])
    world.hand_in(row("T1", "Jones", "2026-09-14", address_line_1="2 High Street", language="en"), supplier="TRUST1")
    found = rehearsed(world, SUPPLYING)
    assert (found.births, found.not_come) == (6, 5)
    assert counts(found)[DISCLOSE, ""] == (3, 1)


def test_a_feed_with_fewer_items_says_what_came_and_could_come_no_more(world: World) -> None:
    found = rehearsed(world, SUPPLYING, drafted(world, SUPPLYING, items=ALL_ITEMS - {Item.LANGUAGE, Item.EMAIL}))
    assert {one.item: one.births for one in found.cut} == {Item.LANGUAGE: 2, Item.EMAIL: 0}
    assert (found.not_come, counts(found)[DISCLOSE, ""]) == (0, (3, 3))


def everything(dsn: str) -> dict[str, str]:
    """Every table of the database with its rows as one digest, and what the sequences have given out."""
    with psycopg.connect(dsn) as own:
        tables = own.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN "
            "('pg_catalog', 'information_schema') AND tablename <> 'viewing' ORDER BY 1"
        ).fetchall()
        digest = "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t"
        found = {name: own.execute(digest.format(name)).fetchone() for (name,) in tables}  # type: ignore[arg-type]
        found["sequences"] = own.execute(
            "SELECT md5(string_agg(s::text, '|' ORDER BY s::text)) FROM pg_sequences s"
        ).fetchone()
    return {name: str(digest) for name, digest in found.items()}


def test_a_rehearsal_changes_no_row_of_any_table_and_no_head_of_the_ledger(world: World, database: str) -> None:
    version = drafted(world, items=TOLD - {Item.LANGUAGE})
    before = everything(database)
    assert len(before) > 40
    for reference, given in ((OWN, version), (OWN, None), (SUPPLYING, None)):
        assert rehearsed(world, reference, given).changes
    assert everything(database) == before


def test_the_database_itself_refuses_to_write_while_an_agreement_is_tried(world: World) -> None:
    def writes(families: object) -> frozenset[FamilyId]:
        Birth.objects.update(reference="changed")
        return frozenset()

    month = last_month(world.today + timedelta(days=31))
    with pytest.raises(DatabaseError, match="read-only transaction"):
        rehearsing.rehearse(world.viewer(CALDERDALE), OWN, None, month=month, contacted=writes, at=world.at)


def test_births_are_tried_batch_by_batch_with_the_same_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rehearsed(world)
    monkeypatch.setattr(batches, "BATCH", 1)
    assert rehearsed(world) == whole


def test_only_what_the_councils_own_register_can_bring_is_tried(world: World) -> None:
    assert rehearse(world, "NONE") is rehearse(world, OWN, code=KIRKLEES) is NotSupposed.UNKNOWN
    assert rehearse(world, OWN, 9) is NotSupposed.UNKNOWN_VERSION
    world.agree(OWN, Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01"])
    assert rehearse(world, OWN, 1) is NotSupposed.REPLACED
    sign.end(reference=OWN, party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    assert rehearse(world, OWN, 2) is NotSupposed.ENDED


def test_the_last_whole_month_is_tried_unless_another_is_asked_for() -> None:
    assert last_month(date(2026, 11, 27)) == period("2026-10")
    assert last_month(date(2026, 1, 1)) == period("2025-12")
    assert last_month(date(2026, 3, 31)) == period("2026-02")


def test_a_version_with_a_later_first_day_lets_wait_what_is_handed_over_and_calls_nothing_back(world: World) -> None:
    found = rehearsed(world, OWN, drafted(world, earliest_contact_day=40))
    assert (found.paused, found.withheld, found.called_back) == (3, 0, 0)
    assert counts(found)[OutcomeKind.NOT_YET, Wait.EARLIEST_DAY] == (1, 4)
