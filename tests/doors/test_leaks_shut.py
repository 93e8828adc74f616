"""Where the gate cannot be asked nothing goes out: the page answers with an error, the command fails, and no family is shown."""

from collections.abc import Iterator
from typing import Final

import psycopg
import pytest
from click.testing import CliRunner
from django.db import OperationalError, connections
from django.test import Client
from django.urls import reverse
from psycopg import sql

from rightstart.cli.main import commands
from rightstart.contact.models import Attempt
from rightstart.directory.rules import RoleKind
from rightstart.engine import database as engine
from rightstart.release import gate
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.population import SHOWN, families
from tests.doors.world import World, born, bring

# What the gate reads of the worker's right: without any one of these it cannot answer.
ASKED: Final = ["safeguards_marker", "safeguards_lift", "safeguards_clearance", "release_decision", "intake_notice"]
WORDS: Final = (SHOWN, "Olivia", "12 Parkinson Lane")


@pytest.fixture
def worker(world: World, sign_in: SignIn) -> Client:
    """A worker with one family that may be seen, and a browser that shows errors as a person would see them."""
    bring(world.at, born(world.at, "R1"))
    client = sign_in(RoleKind.CENTRE_WORKER)
    assert SHOWN in client.get(reverse("worklist")).content.decode()
    client.raise_request_exception = False
    return client


@pytest.fixture
def page(world: World, worker: Client) -> str:
    """The family's own page, found while the gate still answers."""
    [family] = families(world)
    return reverse("family", args=[family.reference])


@pytest.fixture(params=ASKED)
def shut(request: pytest.FixtureRequest, database: str) -> Iterator[str]:
    """The worker's role may not read a table that the gate asks."""
    table = sql.Identifier(request.param)
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute(sql.SQL("REVOKE SELECT ON {} FROM rightstart_worker").format(table))
        try:
            yield request.param
        finally:
            connections.close_all()
            owner.execute(sql.SQL("GRANT SELECT ON {} TO rightstart_worker").format(table))


def test_no_page_shows_a_family_while_the_gate_cannot_be_asked(
    world: World, worker: Client, page: str, shut: str
) -> None:
    on = london_date(world.at)
    told = {"channel": "letter", "outcome": "sent", "made_on": f"{on:%d/%m/%Y}"}
    answers = [worker.get(reverse("worklist")), worker.get(page), worker.post(page, told)]
    assert [answer.status_code for answer in answers] == [500, 500, 500]
    assert not [word for word in WORDS for answer in answers if word in answer.content.decode()]
    assert not Attempt.objects.exists()


def test_no_command_shows_a_family_while_the_gate_cannot_be_asked(
    world: World, worker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "make_ready", lambda: None)
    monkeypatch.setattr(gate, "gather", _breaks)
    for more in ((), ("--json",)):
        answer = CliRunner().invoke(commands, ["worklist", "CAL-01", *more])
        assert answer.exit_code != 0
        assert not [word for word in WORDS if word in answer.output]


def test_what_the_gate_was_not_told_of_is_shut(world: World, worker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "gather", lambda births, at: [])
    shown = worker.get(reverse("worklist"))
    assert shown.status_code == 200
    assert not [word for word in WORDS if word in shown.content.decode()]


def _breaks(births: object, at: object) -> list[object]:
    raise OperationalError("the connection is gone")
