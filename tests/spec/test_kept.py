"""How long everything is kept: the table against the clock and the constants."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings

from rightstart.access.rules import FORGOTTEN_AFTER
from rightstart.contact.notices import CLEARED_KEPT_DAYS
from rightstart.cover.rules import KEPT_DAYS as AWAY_KEPT_DAYS
from rightstart.directory.signing_in import KEPT_DAYS as SIGN_INS_KEPT_DAYS
from rightstart.engine.postgres import SETTINGS
from rightstart.intake.store import KEPT_DAYS
from rightstart.jobs.work import KEPT_HOURS
from rightstart.release.seen import ROWS_KEPT
from rightstart.rights.retention.rules import AFTER_MONTHS, ALERT_MONTHS, QUARANTINE_MONTHS, Open, verdict
from rightstart.rights.rules import WINDOW, Erased
from rightstart.safeguards.ending import YEARS
from rightstart.safeguards.fingerprints import LASTS
from rightstart.safeguards.rules import (
    ClearanceKind,
)
from rightstart.safeguards.stops import WAITS_DAYS
from rightstart.visits.rules import KEPT_DAYS as SHEETS_KEPT_DAYS
from tests.spec import retention

ON = date(2026, 10, 20)
EVERYTHING = frozenset(ClearanceKind)


@pytest.mark.parametrize("row", retention.FAMILIES, ids=lambda row: row.situation)
def test_each_family_goes_on_the_day_that_the_table_says(row: retention.FamilyRow) -> None:
    found = verdict(row.kept)
    assert (found.why, found.ends_on) == (row.why, row.ends_on)
    assert (found.due(row.ends_on - timedelta(days=1)), found.due(row.ends_on)) == (False, True)


@pytest.mark.parametrize("why", Open)
def test_each_thing_that_is_open_keeps_every_family_of_the_table(why: Open) -> None:
    assert why in retention.KEEPS
    for row in retention.FAMILIES:
        assert not verdict(replace(row.kept, open=frozenset({why}))).due(date(2100, 1, 1))


def test_the_table_of_families_shows_every_time_that_the_clock_knows() -> None:
    assert {row.why for row in retention.FAMILIES} == {Erased.NEVER_REACHED, *AFTER_MONTHS}


def test_all_else_is_kept_as_long_as_the_table_says() -> None:
    told = dict(retention.ALL_ELSE)
    said = {what: next(iter(re.findall(r"[0-9]+", kept)), None) for what, kept in told.items()}
    kept = {
        "a supplier's file as it came": KEPT_DAYS,
        "a row in quarantine": QUARANTINE_MONTHS,
        "why a row was sent back, and the fingerprint of its record": QUARANTINE_MONTHS,
        "a marker, and the stop of a file that it came from": YEARS,
        "fingerprints of a suppressed child": min(one.years for one in LASTS.values()),
        "what was said in a telephone call": WAITS_DAYS,
        "who saw a family on which page": ROWS_KEPT.days // 30,
        "a link by which somebody chooses a password": FORGOTTEN_AFTER.days,
        "an alert": ALERT_MONTHS,
        "an important notice": CLEARED_KEPT_DAYS,
        "who took a visit sheet": SHEETS_KEPT_DAYS,
        "who of a centre was away, and who covered for them": AWAY_KEPT_DAYS,
        "how often somebody tried such codes, or looked for a centre": WINDOW.seconds // 60,
        "who is signed in": settings.SESSION_LONGEST // 3600,
        "when and how somebody signed in, and in what kind of browser": SIGN_INS_KEPT_DAYS,
        "what a job was called, and how it ended": KEPT_HOURS // 24,
        "PostgreSQL's own log": 7 if SETTINGS["log_filename"] == "postgresql-%a.log" else 0,
    }
    assert {what: int(days) for what, days in said.items() if days} == kept
