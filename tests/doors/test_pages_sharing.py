"""Who shares births, and how regularly: by what was received, and nothing else."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import viewing
from rightstart.handover.models import Parcel
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.reach.sharing.reading import CouncilFlows, every_flow, flows
from rightstart.reach.sharing.rules import Kind, MonthState, Sharing
from rightstart.terms import OrganisationId, Period, london_date, months_after
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, THEIRS, World


def begun(world: World) -> date:
    """The day on which every agreement of this council began."""
    return london_date(world.at) - timedelta(days=35)


def nil(world: World, months: Iterable[int]) -> None:
    """A nil return for each of these months after the one in which all began, nine days after its end."""
    for month in months:
        first = max(months_after(begun(world).replace(day=1), month), begun(world))
        end = months_after(first.replace(day=1), 1)
        handed = HandedIn(b"", "CHIS01", OURS, Period(first, end), attests=frozenset(Attestation), nil=True)
        journey.bring_in(handed, by=BY, at=on_day(world, end + timedelta(days=9)))


def later(world: World, months: int) -> datetime:
    """Day 28 of so manieth a month after the one in which all began."""
    return on_day(world, months_after(begun(world).replace(day=1), months).replace(day=28))


def on_day(world: World, on: date) -> datetime:
    return world.at + (on - london_date(world.at))


def seen_by(world: World, kind: str, organisation: OrganisationId, at: datetime) -> list[CouncilFlows]:
    with viewing(kind, [organisation]) as viewers:
        return flows(viewers[organisation], at=at)


def ours(world: World, at: datetime) -> CouncilFlows:
    [found] = seen_by(world, "council", world.council, at)
    return found


def test_a_nil_month_keeps_a_council_and_its_centres_regular(world: World) -> None:
    nil(world, range(6))
    found = ours(world, later(world, 6))
    assert found.first.kind is Kind.MONTHLY
    assert found.onward == {Sharing.REGULAR: 2}
    assert {one.state for one in found.first.due} == {MonthState.IN_TIME}


def test_an_agreement_that_is_signed_and_brings_nothing_is_seen_as_such(world: World) -> None:
    """The protocol of 2014 that "has not been implemented": signed and flowing are two things."""
    found = ours(world, later(world, 5))
    assert found.first.kind is Kind.SIGNED_NO_DATA
    assert {one.regularity.kind for one in found.centres} == {Kind.SIGNED_NO_DATA}


def test_a_council_that_goes_silent_has_stopped(world: World) -> None:
    nil(world, range(5))
    assert ours(world, later(world, 6)).first.kind is Kind.MONTHLY
    assert ours(world, later(world, 10)).first.kind is Kind.STOPPED


def test_a_file_that_is_refused_counts_for_nothing(world: World) -> None:
    nil(world, range(1))
    at = later(world, 2)
    month = Period(date(at.year, at.month, 1), london_date(at))
    journey.bring_in(HandedIn(b"not a table \x00", "CHIS01", OURS, month), by=BY, at=at)
    found = ours(world, later(world, 4)).first
    assert [one.state for one in found.due] == [MonthState.IN_TIME, MonthState.MISSED, MonthState.MISSED]


def test_a_centre_whose_parcels_cannot_leave_is_given_nothing(world: World) -> None:
    nil(world, range(6))
    Parcel.objects.create(centre_id=world.centre, carrier="worklist", packed_at=world.at, leaf_hash=b"")
    stuck, other = ours(world, later(world, 6)).centres
    assert (stuck.taker.code, stuck.regularity.kind) == ("CAL-01", Kind.STOPPED)
    assert other.regularity.sharing is Sharing.REGULAR


def test_who_is_not_enrolled_is_unknown_and_never_none(world: World) -> None:
    found = {one.council.code: one for one in every_flow(at=later(world, 5))}
    assert found[THEIRS].first.kind is Kind.NOT_ENROLLED
    assert [one.giver for one in found[THEIRS].suppliers] == [None]


def test_a_monitor_sees_every_council_a_council_itself_and_a_centre_none(world: World) -> None:
    at = later(world, 3)
    monitor = next(one.id for one in people.organisations(OrganisationKind.MONITOR))
    assert [one.council.code for one in seen_by(world, "monitor", monitor, at)] == [OURS, THEIRS]
    assert [one.council.code for one in seen_by(world, "council", world.council, at)] == [OURS]
    assert seen_by(world, "centre", world.centre, at) == []


def page(client: Client, name: str, *given: str) -> tuple[int, str]:
    answer = client.get(reverse(name, args=given), follow=True)
    return answer.status_code, answer.content.decode()


def test_the_monitors_page_leads_to_each_council(sign_in: SignIn) -> None:
    client = sign_in(RoleKind.MONITOR_VIEWER)
    status, told = page(client, "who-shares")
    assert status == 200
    assert "Calderdale" in told
    assert "Kirklees" in told
    assert "Nobody there uses Right Start" in told
    assert "47 %" in told
    status, told = page(client, "council-shares", OURS)
    assert status == 200
    assert "Calderdale Child Health" in told
    assert "Little Stars Family Hub" in told


@pytest.mark.parametrize("role", [RoleKind.DATA_STEWARD, RoleKind.DIRECTOR])
def test_a_council_sees_its_own_flows_alone(sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    status, told = page(client, "who-shares")
    assert status == 200
    assert "Calderdale Child Health" in told
    assert "Kirklees" not in told
    assert page(client, "council-shares", THEIRS)[0] == 404


@pytest.mark.parametrize("role", [RoleKind.CENTRE_WORKER, RoleKind.SUPPLIER_SENDER, RoleKind.SAFEGUARDING_LEAD])
def test_others_do_not_open_it(sign_in: SignIn, role: RoleKind) -> None:
    assert page(sign_in(role), "who-shares")[0] == 403
