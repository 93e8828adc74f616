"""A supplier's month, summed up from what was counted of each file: the same after every row is erased."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.rules import RoleKind
from rightstart.intake import quality as months
from rightstart.intake.models import Notice
from rightstart.intake.quality import Quality, percentile, quality
from rightstart.intake.quality_paper import as_pdf, parts
from rightstart.terms import Period
from tests.journey.world import CALDERDALE, KIRKLEES, SUPPLIER, World, row


@pytest.fixture
def world(database: str) -> World:
    """Eight good rows of babies 5, 15 and 35 days old, one faulty, one of another council; and a held file."""
    world = World(today=date(2026, 10, 5))
    ages = [5, 5, 5, 5, 15, 15, 15, 35]
    good = [
        row(f"R{n}", f"Green{n}x", world.today - timedelta(days=age), told_on="2026-10-01", address_line_1=f"{n} Road",
            language="ur" if n == 0 else "")
        for n, age in enumerate(ages)
    ]  # fmt: skip
    faulty = row("F1", "Brown", "soon", told_on="2026-10-01", language="")
    away = row("A1", "White", "2026-10-01", postcode="HD1 2AA", language="en")
    world.hand_in(*good, faulty, away, births_in_period=11)
    world.hand_in(row("H1", "Black", "2026-10-01", shoe="x"))
    return world


def seen(world: World, code: str = SUPPLIER) -> Quality:
    found = quality(world.viewer(code), month="2026-10", supplier=SUPPLIER, council=CALDERDALE)
    assert found is not None
    return found


def test_a_month_tells_of_files_faults_completeness_lateness_and_control_totals(world: World) -> None:
    found = seen(world)
    month = found.month
    assert (month.accepted, month.held, month.refused, month.rows, month.quarantined) == (1, 1, 0, 11, 1)
    assert found.faults == (("date-form", 1),)
    assert (found.declared, found.difference) == (11, 2)
    assert (found.waiting, found.settled, found.sent_back) == (1, 0, 0)
    assert (month.median_weeks, month.late_weeks) == (0, 5)
    shares = dict(found.completeness)
    assert shares["record_id"] > 0.8
    assert 0 < shares["language"] < 0.2


def test_both_sides_see_the_same_and_nobody_else_anything(world: World) -> None:
    assert seen(world, CALDERDALE) == seen(world)
    assert quality(world.viewer(KIRKLEES), month="2026-10", supplier=SUPPLIER, council=CALDERDALE) is None
    assert quality(world.viewer(SUPPLIER), month="2026-09", supplier=SUPPLIER, council=CALDERDALE) is None
    assert months.months_of(world.viewer(CALDERDALE)) == [("2026-10", SUPPLIER, CALDERDALE)]
    assert months.months_of(world.viewer(KIRKLEES)) == []


def test_it_stays_true_after_the_rows_are_erased(world: World) -> None:
    before = seen(world)
    Notice.objects.all().delete()
    assert seen(world) == before


def test_the_trend_ends_with_the_month_and_counts_nothing_where_there_was_nothing(world: World) -> None:
    trend = seen(world).trend
    assert [month.month for month in trend][::11] == ["2025-11", "2026-10"]
    assert [month.rows for month in trend] == [0] * 11 + [11]


def test_the_paper_is_a_tagged_pdf_with_the_tables_of_the_page(world: World) -> None:
    made = as_pdf(seen(world), {SUPPLIER: "A supplier"})
    assert made.startswith(b"%PDF")
    assert b"/MarkInfo" in made
    assert b"pdfuaid" in made
    assert [title for title, _, _ in parts(seen(world))][:2] == ["Files", "Rows"]


def test_on_the_first_of_the_next_month_its_supplier_is_told_once(world: World) -> None:
    world.today = date(2026, 11, 1)
    assert [months.tell_suppliers(at=world.at), months.tell_suppliers(at=world.at)] == [1, 1]
    told = open_alerts(world.viewer(SUPPLIER), [RoleKind.SUPPLIER_SENDER])
    assert [one.about for one in told if one.kind is AlertKind.QUALITY_REPORT] == ["2026-10"]


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 50), max_size=12), st.integers(1, 100))
def test_a_percentile_is_the_least_that_so_many_do_not_exceed(weeks: dict[int, int], share: int) -> None:
    found, total = percentile(weeks, share), sum(weeks.values())
    if not total:
        assert found is None
        return
    assert found is not None
    assert sum(n for week, n in weeks.items() if week <= found) * 100 >= share * total
    assert sum(n for week, n in weeks.items() if week < found) * 100 < share * total


def test_a_held_file_that_came_again_for_its_period_counts_once(world: World) -> None:
    assert seen(world).month.rows == 11
    world.today += timedelta(days=1)
    week = {"period": Period(date(2026, 9, 29), date(2026, 10, 6))}
    world.hand_in(row("H2", "Black", "2026-10-01", shoe="x"), **week)
    assert seen(world).month.rows == 12
    world.hand_in(row("H2", "Black", "2026-10-01"), **week)
    assert (seen(world).month.held, seen(world).month.rows) == (2, 12)
