"""Commands about what families request: noted, looked through and answered; no words of a family, and no pack."""

import json

import pytest
from click.testing import CliRunner, Result

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.cli.main import commands
from rightstart.engine import database
from rightstart.rights.models import Request
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.doors.world import BY, OURS, THEIRS, World, born, bring

SEEN = ["--known-by", "vouched-for", "--named"]


@pytest.fixture
def birth(world: World, monkeypatch: pytest.MonkeyPatch) -> Birth:
    monkeypatch.setattr(database, "make_ready", lambda: None)  # it is ready
    bring(world.at, born(world.at, "R1"))
    return Birth.objects.get()


def run(*order: str, council: str = OURS) -> Result:
    return CliRunner().invoke(commands, ["request", *order, "--council", council])


def opened(birth: Birth, kind: str = "access", *more: str) -> str:
    answer = run("open", birth.reference, kind, *more)
    assert answer.exit_code == 0, answer.output
    return Request.objects.latest("pk").reference


def test_a_request_is_opened_listed_and_shown_about_nobody(birth: Birth) -> None:
    assert "No family has requested anything" in run("list").output
    reference = opened(birth, "access", *SEEN)
    [listed] = json.loads(run("list", "--json").output)
    assert (listed["request"], listed["next"], listed["late"]) == (reference, "make-pack", False)
    shown = run("show", reference).output
    assert "make-pack" in shown
    assert "Smith" not in shown + run("list").output


def test_who_asks_may_be_seen_later_and_until_then_nothing_is_next_but_that(birth: Birth) -> None:
    told = json.loads(run("show", opened(birth), "--json").output)
    assert (told["next"], told["known_by"]) == ("see-who", None)


def test_an_answer_prints_the_reply_and_may_be_given_once(birth: Birth) -> None:
    reference = opened(birth, "access", *SEEN)
    early = run("answer", reference, "given")
    assert (early.exit_code, "may not end so" in early.output) == (1, True)
    done = run("answer", reference, "refused", "--ground", "excessive", "--json")
    told = json.loads(done.output)
    assert (told["outcome"], told["ground"], done.exit_code) == ("refused", "excessive", 0)
    assert "ico.org.uk" in told["reply"][-1]
    assert run("answer", reference, "withdrawn").exit_code == 1


def test_where_the_safeguarding_lead_alone_answers_no_command_does(world: World, birth: Birth) -> None:
    reference = opened(birth, "access", *SEEN)
    kind = MarkerKind.ADOPTION
    journey.mark(birth=BirthId(birth.pk), kind=kind, source="person", by=BY, at=world.at)
    answer = run("answer", reference, "withdrawn")
    assert (answer.exit_code, "The safeguarding lead answers this one" in answer.output) == (1, True)
    assert "adoption" not in run("show", reference).output


def test_what_is_not_this_councils_is_unknown(birth: Birth) -> None:
    reference = opened(birth, "complaint", *SEEN)
    for order in (["show", reference], ["answer", reference, "withdrawn"], ["open", birth.reference, "access"]):
        answer = run(*order, council=THEIRS)
        assert (answer.exit_code, answer.output.startswith("This council")) == (1, True)
