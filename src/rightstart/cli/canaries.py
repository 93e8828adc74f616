"""Commands that switch canary births on and off, make a run, and say what the last ones proved."""

from datetime import datetime, timedelta
from typing import Final

import click
from django.utils import timezone

from rightstart.canaries import switch
from rightstart.canaries.ground import Taken
from rightstart.canaries.rules import Verdict
from rightstart.canaries.send import NotRun, send
from rightstart.canaries.switch import RunRow, State
from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.telling import Declined, busy, document, line, say, table
from rightstart.engine import database

LOOK: Final = timedelta(minutes=10)
VERDICTS: Final = {
    Verdict.PASSED: "passed: who must be held was held everywhere, and who may come through came",
    Verdict.LET_THROUGH: "LET THROUGH: one that must be held was seen; everything of every council was stopped",
    Verdict.MISSING: "missing: one that must come through did not, so nothing was proved; nothing was stopped",
    Verdict.BROKEN_OFF: "broken off before its end: nothing was proved",
}
NOT_RUN: Final = {
    NotRun.OFF: "Canary births are off. Switch them on with `rightstart canary on`.",
    NotRun.PASSED_TODAY: "Today's run has passed already. The next one is tomorrow's.",
    NotRun.UNDER_WAY: "A run is under way.",
}


@click.group("canary")
def canary() -> None:
    """Made-up births that must never come through the gate, sent each day to try it."""


@canary.command("on", epilog=example("rightstart canary on"))
@as_of
@as_json
def on(at: datetime, as_json: bool) -> None:
    """Send canary births each morning from now on. The information governance lead's word, or the system's administrator's."""
    database.make_ready()
    try:
        changed = switch.turn(on=True, by=actor(), at=at)
    except Taken as taken:
        said = f"{taken} is a real organisation's or agreement's here. Canaries need a name of their own."
        raise Declined("taken", said, as_json=as_json) from None
    said = "Canary births are on. The first run is tomorrow morning's; `rightstart canary run` makes one now."
    say(as_json, {"on": True, "changed": changed}, said if changed else "Canary births are on already.")


@canary.command("off", epilog=example("rightstart canary off"))
@as_of
@as_json
def off(at: datetime, as_json: bool) -> None:
    """Send none any more. What is stopped stays stopped."""
    database.make_ready()
    changed = switch.turn(on=False, by=actor(), at=at)
    say(
        as_json,
        {"on": False, "changed": changed},
        "Canary births are off." if changed else "Canary births are off already.",
    )


@canary.command("run", epilog=example("rightstart canary run"))
@as_of
@as_json
def run(at: datetime, as_json: bool) -> None:
    """Make today's run now. Exit status 1 where it did not pass, or none was made."""
    database.make_ready()
    with busy("sending made-up births through the journey …"):
        answer = send(by=actor(), at=at, until=timezone.now() + LOOK)
    if isinstance(answer, NotRun):
        raise Declined(answer.value, NOT_RUN[answer], as_json=as_json)
    said = {"run": answer.number, "verdict": answer.verdict}
    say(as_json, said, f"Run {answer.number} {VERDICTS[answer.verdict]}.")
    if answer.verdict is not Verdict.PASSED:
        raise SystemExit(1)


@canary.command("status", epilog=example("rightstart canary status"))
@as_json
def status(as_json: bool) -> None:
    """Say whether canary births are on, and what the last runs proved."""
    database.make_ready()
    found = switch.state()
    if as_json:
        document(found)
        return
    line(_switched(found))
    if found.runs:
        table(("run", "begun", "by", "result", "asked"), list(map(_run, found.runs)), right=("run", "asked"))
    else:
        line("There has been no run yet.")


def _switched(found: State) -> str:
    since = f" since {found.since:%Y-%m-%d %H:%M} UTC, by {found.by}" if found.since else ""
    return f"Canary births are {'on' if found.on else 'off'}{since}."


def _run(one: RunRow) -> tuple[object, ...]:
    result = VERDICTS[one.verdict] if one.verdict else "under way"
    return one.number, f"{one.begun_at:%Y-%m-%d %H:%M} UTC", one.by, result, one.ways
