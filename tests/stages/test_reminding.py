"""Both sides are told what nears and what has stopped, once each, and no longer once it is moot."""

from datetime import date, datetime, timedelta

import pytest

from rightstart.agreements import reminding
from rightstart.alerts.models import Alert
from rightstart.alerts.rules import AlertKind
from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.stages.agreeing import (
    AT,
    COUNCIL,
    DATA_SHARING,
    DAY,
    INSTRUCTION,
    TODAY,
    Ids,
    draft,
    end,
    organisations,
    resume,
    signed,
    suspend,
)

ENDS, REVIEW, STOPPED = AlertKind.AGREEMENT_ENDS, AlertKind.AGREEMENT_REVIEW, AlertKind.AGREEMENT_STOPPED
MATTERS = (ENDS, REVIEW, STOPPED, AlertKind.FLOW_STOPPED)
SIDES = {("CHIS01", RoleKind.SUPPLIER_SENDER), (COUNCIL, RoleKind.DIRECTOR), (COUNCIL, RoleKind.IG_LEAD)}
LAST, REVIEWED = TODAY + 730 * DAY, TODAY + 365 * DAY
LONG = {"review_on": LAST}


@pytest.fixture(autouse=True)
def ids(database: str) -> Ids:
    return organisations()


def on(day: date) -> datetime:
    return AT + (day - TODAY)


def told(day: date) -> dict[tuple[AlertKind, str], set[tuple[str, RoleKind]]]:
    """What is open after the job has run twice on a day, and to whom it is told; but for whose turn it is."""
    reminding.chase(at=on(day))
    reminding.chase(at=on(day))
    found: dict[tuple[AlertKind, str], set[tuple[str, RoleKind]]] = {}
    for one in Alert.objects.filter(settled_at__isnull=True).filter(kind__in=MATTERS).select_related("organisation"):
        matter = found.setdefault((AlertKind(one.kind), one.about), set())
        assert (one.organisation.code, RoleKind(one.role)) not in matter
        matter.add((one.organisation.code, RoleKind(one.role)))
    return found


@pytest.mark.parametrize(("ahead", "within"), [(90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7)])
def test_the_last_day_is_told_to_both_sides_at_each_threshold(ahead: int, within: int) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL, **LONG)
    assert told(LAST - (ahead * DAY)) == {
        (ENDS, f"DSA-1, version 1: {LAST.day} {LAST:%B %Y}, within {within} days"): SIDES
    }


def test_each_threshold_is_told_once_even_after_somebody_has_seen_it() -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL, **LONG)
    assert told(LAST - 91 * DAY) == {}
    assert len(told(LAST - 90 * DAY)) == 1
    Alert.objects.update(settled_at=on(LAST - 90 * DAY))
    assert told(LAST - 89 * DAY) == {}
    assert len(told(LAST - 30 * DAY)) == 1


def test_the_review_is_told_the_same_way_and_is_moot_where_the_end_comes_first() -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    assert {kind for kind, _ in told(REVIEWED - 30 * DAY)} == {REVIEW}
    end(DATA_SHARING, COUNCIL, REVIEWED - 10 * DAY)
    assert {kind for kind, _ in told(REVIEWED - 30 * DAY)} == {ENDS}


def test_a_newer_version_makes_it_moot_once_it_is_signed() -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL, **LONG)
    later = {"from_on": LAST - 5 * DAY, "ends_on": LAST + 700 * DAY, "review_on": LAST + 700 * DAY}
    signed(DATA_SHARING, "CHIS01", **later)
    assert {kind for kind, _ in told(LAST - 30 * DAY)} == {ENDS}
    signed(DATA_SHARING, "CHIS01", COUNCIL, frequency="daily", **later)
    assert told(LAST - 30 * DAY) == {}


def test_a_lapse_is_told_at_once_and_a_draft_is_no_cure() -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL, **LONG)
    draft(DATA_SHARING, frequency="daily", ends_on=LAST + 365 * DAY)
    assert {kind for kind, _ in told(LAST - DAY)} == {ENDS}
    assert told(LAST) == {(STOPPED, f"DSA-1, version 1: over since {LAST.day} {LAST:%B %Y}"): SIDES}
    signed(DATA_SHARING, "CHIS01", COUNCIL, from_on=LAST, ends_on=LAST + 365 * DAY, review_on=LAST + 365 * DAY)
    assert told(LAST) == {}


def test_a_review_that_nobody_made_is_told_as_a_stop() -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    assert [about.partition(": ")[2] for _, about in told(REVIEWED)] == [
        f"review was due by {REVIEWED.day} {REVIEWED:%B %Y}"
    ]


def test_a_suspension_is_told_in_its_own_transaction_and_is_over_when_it_is_lifted() -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    suspend(DATA_SHARING, "CHIS01")
    stopped = Alert.objects.filter(kind=STOPPED)
    [about] = stopped.values_list("about", flat=True).distinct()
    assert about == "DSA-1, version 1: suspended since 20 October 2026, 10:00"
    assert stopped.count() == len(SIDES)
    assert set(told(TODAY)) == {(STOPPED, about)}
    resume(DATA_SHARING, "CHIS01")
    assert told(TODAY) == {}


def test_centres_hear_of_what_has_stopped_and_of_nothing_else() -> None:
    signed(INSTRUCTION, COUNCIL, **LONG)
    at_council = {side for side in SIDES if side[0] == COUNCIL}
    assert set(map(frozenset, told(LAST - DAY).values())) == {frozenset(at_council)}
    at_centres = {(code, RoleKind.CENTRE_WORKER) for code in ("CAL-01", "CAL-02")}
    found = {kind: sides for (kind, _), sides in told(LAST).items()}
    assert found == {STOPPED: at_council, AlertKind.FLOW_STOPPED: at_centres}


def test_nobody_is_told_of_what_was_never_signed_or_has_not_begun() -> None:
    draft(DATA_SHARING)
    signed(INSTRUCTION, COUNCIL, from_on=TODAY + 10 * DAY)
    assert told(TODAY) == {}
    assert told(LAST + timedelta(days=1)) != {}
    assert london_date(AT) == TODAY
