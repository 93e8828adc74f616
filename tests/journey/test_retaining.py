"""Stories of the nights in which families are forgotten, and of what keeps one longer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection

from rightstart import journey
from rightstart.alerts.models import Alert
from rightstart.births.models import Birth
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.engine.keys import directory
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.intake import quarantine
from rightstart.intake.contract import Kind
from rightstart.intake.quarantine import SentBackFor
from rightstart.reach.first_day import first_day
from rightstart.reach.measure import counts
from rightstart.rights import erase
from rightstart.rights.account import note_asking
from rightstart.rights.models import Erasure
from rightstart.rights.retention import clock
from rightstart.rights.retention.rules import Open
from rightstart.rights.rules import Erased
from rightstart.safeguards.rules import MarkerKind, ParentKnownBy
from rightstart.terms import Actor, BirthId, months_after
from tests import opened
from tests.journey import look
from tests.journey.test_movers import TODDLER, agree_on_arrivals
from tests.journey.world import BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)
JOINED = Made(Channel.AT_CENTRE, AttemptOutcome.JOINED)


@pytest.fixture
def three(world: World) -> World:
    """One family that nobody tried, one that was reached, one that joined."""
    names = ("Smith", "Jones", "Khan")
    world.hand_in(*(row(f"R{n}", name, BORN, address_line_1=f"{n} Row") for n, name in enumerate(names, 1)))
    for family in world.families("CAL-01"):
        match family.babies[0].surname:
            case "Jones":
                world.tried(family, LETTER)
                world.tried(family, Made(Channel.PHONE, AttemptOutcome.REACHED))
            case "Khan":
                world.tried(family, LETTER)
                world.tried(family, JOINED)
    return world


def night(world: World, on: date) -> dict[Erased, int]:
    world.today = on
    return clock.run(by=BY, at=world.at).families


def left() -> list[str]:
    return sorted(one.baby_surname for one in opened.notices())


def test_each_family_goes_on_its_own_day_and_not_before(three: World) -> None:
    tried = three.today
    never, joined, reached = months_after(BORN, 12), months_after(tried, 12), months_after(tried, 24)
    day = timedelta(days=1)
    assert night(three, never - day) == {}
    assert night(three, never) == {Erased.NEVER_REACHED: 1}
    assert left() == ["Jones", "Khan"]
    assert (night(three, joined - day), night(three, joined)) == ({}, {Erased.JOINED: 1})
    assert (night(three, reached - day), night(three, reached)) == ({}, {Erased.REACHED: 1})
    assert (left(), night(three, reached + day)) == ([], {})


def test_the_preview_says_what_the_night_does_and_changes_nothing(three: World) -> None:
    viewer = three.viewer(CALDERDALE)
    before = look.count("rights_erasure")
    found = clock.preview(viewer, at=three.at)
    never, joined = months_after(BORN, 12).replace(day=1), months_after(three.today, 12).replace(day=1)
    assert [(one.why, one.month, one.families) for one in found.going] == [(Erased.NEVER_REACHED, never, 1)]
    assert (found.due, found.kept, look.count("rights_erasure")) == (0, (), before)
    three.today = never.replace(day=28)
    then = clock.preview(viewer, at=three.at)
    assert then.due == 1
    assert (Erased.JOINED, joined, 1) in [(one.why, one.month, one.families) for one in then.going]
    assert night(three, three.today) == {Erased.NEVER_REACHED: 1}
    assert clock.preview(viewer, at=three.at).due == 0


def called_back(world: World) -> None:
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)


def asked(world: World) -> None:
    reference = look.birth_reference("Smith")
    seen = ParentKnownBy.PHOTO_AND_CERTIFICATE
    note_asking(viewer=world.viewer(CALDERDALE), birth=reference, known_by=seen, by=Actor.person(1), at=world.at)


@pytest.mark.parametrize(("happens", "why"), [(called_back, Open.CALL_BACK), (asked, Open.REQUEST)])
def test_what_is_open_keeps_a_family_and_is_told(three: World, happens: Callable[[World], None], why: Open) -> None:
    happens(three)
    assert night(three, months_after(BORN, 13)).get(Erased.NEVER_REACHED) is None
    assert clock.preview(three.viewer(CALDERDALE), at=three.at).kept == ((why, 1),)
    assert "Smith" in left()


def test_a_call_back_that_is_answered_keeps_nobody(three: World) -> None:
    called_back(three)
    confirm_destroyed(references=three.called_back(), centre=three.ids["CAL-01"], by=BY, at=three.at)
    assert night(three, months_after(BORN, 12)) == {Erased.NEVER_REACHED: 1}


def test_a_run_that_is_cut_short_is_finished_by_the_next(three: World, monkeypatch: pytest.MonkeyPatch) -> None:
    destroyed = erase.keystore.destroy

    def cut(*told: object) -> None:
        destroyed(*told)  # type: ignore[arg-type]
        raise RuntimeError

    monkeypatch.setattr(erase.keystore, "destroy", cut)
    with pytest.raises(RuntimeError):
        night(three, months_after(BORN, 12))
    assert (left(), Erasure.objects.count()) == (["Jones", "Khan"], 0)
    monkeypatch.undo()
    assert night(three, months_after(BORN, 12)) == {Erased.NEVER_REACHED: 1}
    assert Erasure.objects.count() == 1


def test_counts_stay_true(three: World) -> None:
    viewer = three.viewer(CALDERDALE)
    before = counts(viewer), first_day(three.viewer(CALDERDALE), at=three.at)
    night(three, months_after(three.today, 24))
    assert left() == []
    assert counts(viewer) == before[0]
    assert Birth.objects.count() == 3


def test_an_agreements_own_months_count_where_they_are_shorter(three: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_version SET retention_months = 6")
    assert night(three, months_after(BORN, 6)) == {Erased.NEVER_REACHED: 1}


def test_a_family_that_moves_in_with_an_older_child_is_kept_from_when_it_came(three: World) -> None:
    agree_on_arrivals(three)
    three.today = date(2026, 10, 7)
    three.hand_in(row("A1", "Brown", TODDLER, address_line_1="9 Row"), kind=Kind.ARRIVALS)
    assert night(three, three.today) == {}
    came = date(2026, 10, 7)
    assert night(three, months_after(came, 12) - timedelta(days=1)) == {Erased.NEVER_REACHED: 1, Erased.JOINED: 1}
    assert left() == ["Brown", "Jones"]
    assert night(three, months_after(came, 12)) == {Erased.NEVER_REACHED: 1}


def faulty(three: World, day: str) -> None:
    good = [row(f"X{number}", f"Other{number}", BORN, address_line_1=f"{number} Road") for number in range(4)]
    three.hand_in(row("R9", "Walker", day, told_on=str(BORN)), *good)


def test_a_row_that_nobody_puts_right_is_let_go_after_a_year_and_its_key_with_it(three: World) -> None:
    came = three.today
    faulty(three, "31/02/2026")
    [(reference,)] = look.ask(
        "SELECT c.reference FROM intake_quarantined q JOIN intake_consignment c ON c.id = q.consignment_id"
    )
    key = directory(settings.HOME) / "quarantine" / f"{reference}.key"
    assert key.exists()
    night(three, months_after(came, 12))
    assert (key.exists(), len(quarantine.waiting(three.viewer(CALDERDALE), at=three.at))) == (True, 1)
    night(three, months_after(came, 12) + timedelta(days=1))
    assert quarantine.waiting(three.viewer(CALDERDALE), at=three.at) == []
    assert not key.exists()
    assert look.ask("SELECT sealed, settled_how FROM intake_quarantined") == [(None, "let-go")]


def test_why_a_row_was_sent_back_is_forgotten_a_year_later(three: World) -> None:
    faulty(three, "31/02/2026")
    steward = three.viewer(CALDERDALE)
    [waits] = quarantine.waiting(steward, at=three.at)
    why = {"why": SentBackFor.VALUE_WRONG, "reason": "Is it Wanda Walker?"}
    quarantine.reject(viewer=steward, number=waits.number, **why, by=BY, at=three.at)
    assert look.ask("SELECT reason, record_key IS NULL FROM intake_quarantined") == [("Is it Wanda Walker?", False)]
    night(three, months_after(three.today, 13))
    assert look.ask("SELECT reason, record_key IS NULL FROM intake_quarantined") == [("", True)]


def test_markers_and_settled_alerts_end_and_what_still_holds_somebody_stays(three: World) -> None:
    called_back(three)
    three.hand_in(row("R2", "Jones", BORN, address_line_1="2 Row", objection="yes"))
    Alert.objects.update(settled_at=three.at)
    markers = look.count("safeguards_marker")
    confirm_destroyed(references=three.called_back(), centre=three.ids["CAL-01"], by=BY, at=three.at)
    night(three, months_after(BORN, 12))
    assert look.count("safeguards_marker") == markers
    three.today = date(2033, 1, 10)
    done = clock.run(by=BY, at=three.at)
    assert done.markers > 0
    assert done.alerts > 0
    assert look.count("intake_foundstop") == look.count("safeguards_marker") == 0
    assert settings.HOME.exists()
