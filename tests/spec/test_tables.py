"""The rules answer as the decision tables say, and the pages of docs/rules are those tables."""

from datetime import date, timedelta

import pytest

from rightstart.agreements.rules import FirstContact, Missing, Refused, in_force, lacking
from rightstart.births.rules import same_baby, same_confinement
from rightstart.contact.letters.rules import ANSWERS, UNDER_WAY, State, state
from rightstart.contact.rules import (
    POSSIBLE,
    Allowed,
    AttemptOutcome,
    Channel,
    Made,
    NotAllowed,
    Stage,
    may_follow,
    stage,
)
from rightstart.directory.rules import RoleKind
from rightstart.handover.chasing import OF_STOPS
from rightstart.handover.rules import DOWNSTREAM, Haste, chase, haste
from rightstart.intake.shares import Watched, unlike
from rightstart.intake.timetable import clock
from rightstart.release.rules import Passage, Then, passage, succession
from rightstart.safeguards.fingerprints import LASTS, SUPPRESSES
from rightstart.safeguards.resemblance import fits
from rightstart.safeguards.rules import (
    ALONE,
    LIFTS,
    THROUGH_HEALTH_VISITOR,
    ClearanceKind,
    Cleared,
    Confinement,
    Doubt,
    LiftReason,
    Marker,
    MarkerKind,
    Withheld,
    care_for,
    screen,
)
from tests.spec import agreements, babies, calls, contact, downstream, feed, safeguards, tables
from tests.spec import succession as after

ON = date(2026, 10, 20)
EVERYTHING = frozenset(ClearanceKind)


@pytest.mark.parametrize("row", safeguards.MARKERS, ids=lambda row: row.kind.value)
def test_each_marker_withholds_its_baby_and_its_siblings_as_the_table_says(row: safeguards.MarkerRow) -> None:
    marker = Marker(row.kind, ON)
    assert screen(EVERYTHING, [marker], ALONE, ON) == Withheld(row.kind)
    sibling = screen(EVERYTHING, (), Confinement(2, 2, (marker,)), ON)
    held = Withheld(MarkerKind.SIBLING, on_sibling=True)
    assert sibling == (held if row.siblings == safeguards.HELD else Cleared())


def test_the_table_of_markers_names_each_once_gravest_first() -> None:
    assert [row.kind for row in safeguards.MARKERS] == list(MarkerKind)
    for number, graver in enumerate(safeguards.MARKERS):
        for lesser in safeguards.MARKERS[number:]:
            both = [Marker(lesser.kind, ON), Marker(graver.kind, ON)]
            assert screen(EVERYTHING, both, ALONE, ON) == Withheld(graver.kind)


def test_a_family_is_helped_through_its_health_visitor_alone_where_the_table_says_so() -> None:
    assert frozenset(safeguards.THROUGH_HEALTH_VISITOR.split()) == THROUGH_HEALTH_VISITOR


@pytest.mark.parametrize("row", feed.DUE, ids=str)
def test_each_delivery_moves_the_clock_as_the_table_says(row: feed.DueRow) -> None:
    assert clock(feed.MONDAY, row.periods, row.frequency).due_on == row.due_on


@pytest.mark.parametrize("row", feed.SHARES, ids=str)
def test_each_share_is_held_or_goes_on_as_the_table_says(row: feed.ShareRow) -> None:
    assert sum(one.said[Watched.HOLDS] for one in row.past) == row.before
    assert bool(unlike(row.file, row.past)) == row.held


@pytest.mark.parametrize("row", calls.ROWS, ids=lambda row: row.said)
def test_each_call_freezes_as_the_table_says(row: calls.CallRow) -> None:
    assert fits(row.details, calls.BIRTH) is row.answer


@pytest.mark.parametrize("row", safeguards.LIFTS, ids=lambda row: row.kind.value)
def test_each_marker_ends_as_the_table_says(row: safeguards.LiftRow) -> None:
    rule = LIFTS[row.kind]
    assert (set(row.asks.split()), set(row.confirms.split())) == (rule.asks, rule.confirms)
    assert row.reasons.split() == list(rule.reasons)


def test_every_marker_has_a_way_to_end_and_the_second_person_is_never_of_the_data_team() -> None:
    assert [row.kind for row in safeguards.LIFTS] == list(MarkerKind)
    assert all(RoleKind.DATA_STEWARD not in rule.confirms and rule.reasons for rule in LIFTS.values())
    assert set(LiftReason) == {reason for rule in LIFTS.values() for reason in rule.reasons}


def test_every_hold_is_somebody_s_and_is_looked_at_again_as_the_table_says() -> None:
    told = {
        reason: (owner, int(days.removesuffix(" days")))
        for days, whose in safeguards.CARES.items()
        for owner, reasons in whose.items()
        for reason in reasons.split()
    }
    every = [kind.value for table in (MarkerKind, ClearanceKind, Doubt) for kind in table]
    assert sorted(told) == sorted(every)
    assert {reason: tuple(care_for(reason)) for reason in told} == told
    assert care_for("never heard of").review_days == 2


def test_what_outlives_a_suppressed_record_is_kept_as_long_as_the_table_says() -> None:
    found = [(trait, f"{lasts.years} years", lasts.means.value) for trait, lasts in LASTS.items()]
    assert found == list(safeguards.KEPT)
    assert {kind.value for kind in SUPPRESSES} == set(safeguards.SUPPRESSING.split())


@pytest.mark.parametrize("row", safeguards.CONFINEMENTS, ids=lambda row: row.situation)
def test_each_confinement_is_judged_as_the_table_says(row: safeguards.ConfinementRow) -> None:
    expected = Cleared() if row.why is None else Withheld(row.why)
    assert screen(EVERYTHING, (), row.siblings, ON) == expected


def test_the_table_of_clearances_names_each_and_each_is_needed() -> None:
    assert [row.kind for row in safeguards.CLEARANCES] == list(ClearanceKind)
    for row in safeguards.CLEARANCES:
        assert screen(EVERYTHING - {row.kind}, (), ALONE, ON) == Withheld(row.kind)


@pytest.mark.parametrize("row", after.ROWS, ids=lambda row: f"{row.now}, {row.then_comes}")
def test_each_new_outcome_means_for_the_current_one_what_the_table_says(row: after.Row) -> None:
    then = succession(row.current, row.new, reviewed=row.reviewed, payload_changed=row.payload_changed)
    assert then is row.follows


def test_the_table_of_succession_shows_everything_that_can_follow() -> None:
    assert {row.follows for row in after.ROWS} == set(Then) == set(after.MEANINGS)


@pytest.mark.parametrize("row", after.GATE, ids=lambda row: row.now)
def test_the_gate_answers_as_the_table_says(row: after.GateRow) -> None:
    assert passage(after.DISCLOSED, row.new, row.asking, contacted=row.contacted, stopped=row.stopped) is row.answers


@pytest.mark.parametrize("current", [None, after.MARKED, after.UNMARKED, after.WAITING, after.NOWHERE, after.REFUSED])
def test_the_gate_is_closed_to_whatever_is_not_disclosed(current: after.Standing | None) -> None:
    assert {passage(current, row.new, row.asking, contacted=True) for row in after.GATE} == {Passage.CLOSED}


@pytest.mark.parametrize("row", agreements.ROWS, ids=lambda row: row.instrument)
def test_each_instrument_lacks_what_the_table_says(row: agreements.Row) -> None:
    assert lacking(row.facts, agreements.TODAY) is row.lacks


@pytest.mark.parametrize("row", agreements.VERSIONS, ids=lambda row: row.instruments)
def test_of_several_instruments_the_one_in_the_table_speaks(row: agreements.VersionsRow) -> None:
    answer = Refused(row.answer) if isinstance(row.answer, Missing) else row.answer
    assert in_force(row.facts, agreements.TODAY) == answer
    assert in_force(row.facts[::-1], agreements.TODAY) == answer


def test_the_tables_of_agreements_show_everything_that_can_be_missing() -> None:
    shown = {row.lacks for row in agreements.ROWS} | {row.answer for row in agreements.VERSIONS}
    assert set(Missing) <= shown


@pytest.mark.parametrize("channel", Channel)
def test_of_each_channel_comes_what_the_table_says(channel: Channel) -> None:
    assert POSSIBLE[channel] == contact.ONLY_HERE[channel] | contact.REPLIES | contact.STOPS
    assert set().union(*POSSIBLE.values()) == set(AttemptOutcome)


@pytest.mark.parametrize(
    "row", contact.STAGES, ids=lambda row: f"{row.stands}-{row.trace}-{row.first}" + "-waits" * row.waits
)
def test_at_each_stage_may_follow_what_the_table_says(row: contact.StageRow) -> None:
    assert stage(row.after, row.trace) is row.stands
    tries = (
        (contact.LETTER, row.letter),
        (contact.CALL, row.call),
        (contact.TEXT, row.call),
        (contact.MAIL, row.call),
        (contact.VISIT, row.visit),
        (contact.REPLY, row.reply),
        (contact.BEREAVED, row.bereavement),
        (contact.BEREAVED_AT_THE_DOOR, row.bereavement),
    )
    for attempt, why in tries:
        told = {"first": row.first, "waits": row.waits, "trace": row.trace, "referred": row.referred}
        assert may_follow(row.after, attempt, **told) == (Allowed() if why is None else NotAllowed(why))


def test_each_step_of_the_drawing_of_contact_leads_where_the_rules_do() -> None:
    for step in contact.STEPS:
        assert (stage(step.after), may_follow(step.after, step.made)) == (step.before, Allowed())
        assert stage([*step.after, step.made]) is step.then
    assert {(step.before, step.then) for step in contact.STEPS} == {
        (stage(after), stage([*after, made]))
        for after in {step.after for step in contact.STEPS}
        for channel in Channel
        for outcome in POSSIBLE[channel]
        if may_follow(after, made := Made(channel, outcome)) == Allowed()
    }


def test_the_table_of_contact_shows_every_stage() -> None:
    assert list(dict.fromkeys(row.stands for row in contact.STAGES)) == list(Stage)
    assert list(dict.fromkeys(row.first for row in contact.STAGES)) == list(FirstContact)


@pytest.mark.parametrize("row", contact.LETTERS, ids=lambda row: f"{row.stands}-{row.noted.answer}")
def test_a_letter_stands_and_is_answered_for_as_the_table_says(row: contact.LetterRow) -> None:
    assert state(row.noted) is row.stands
    assert ANSWERS.get(row.stands, frozenset()) == row.answers


def test_the_table_of_letters_names_each_state_and_those_still_to_go_are_the_first_two() -> None:
    assert list(dict.fromkeys(row.stands for row in contact.LETTERS)) == list(State)
    assert [one for one in State if one in UNDER_WAY] == list(State)[:2]


@pytest.mark.parametrize("row", babies.ROWS, ids=lambda row: row.statements)
def test_two_statements_are_one_baby_or_one_family_as_the_table_says(row: babies.Row) -> None:
    assert same_baby(row.a, row.b) is same_baby(row.b, row.a) is row.baby
    assert same_confinement(row.a, row.b) is same_confinement(row.b, row.a) is row.family


@pytest.mark.parametrize("soon", Haste)
def test_other_systems_stop_as_soon_as_the_table_says(soon: Haste) -> None:
    assert {haste([Marker(kind, ON)], ON) for kind in downstream.kinds(soon)} == {soon}
    assert sorted(kind for one in Haste for kind in downstream.kinds(one)) == sorted(MarkerKind)


@pytest.mark.parametrize("days", downstream.CHASED)
def test_a_stop_elsewhere_is_chased_as_the_table_says(days: int) -> None:
    since = ON - timedelta(days=days)
    stands = tuple(chase(since, ON, urgent=urgent, clock=DOWNSTREAM) for urgent in (False, True))
    assert stands == downstream.CHASED[days]
    for one in stands:
        told = [role for role, _ in OF_STOPS.at_council.get(one, ())]
        words = {
            RoleKind.DATA_STEWARD: "data steward",
            RoleKind.IG_LEAD: "IG lead",
            RoleKind.SAFEGUARDING_LEAD: "safeguarding",
        }
        assert {role for role, word in words.items() if word in downstream.TOLD[one]} == set(told)


def test_the_pages_of_the_rules_are_drawn_from_these_tables() -> None:
    kept = {
        path.relative_to(tables.ROOT): path.read_text("utf-8") for path in (tables.ROOT / tables.RULES).glob("*.md")
    }
    assert kept == tables.render(), "write them anew: python -m tests.spec.tables"
