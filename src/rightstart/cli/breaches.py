"""Commands about the log of breaches: what is open with the hours left, opening an entry, and each step that a lead takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import click

from rightstart.breaches import said as says
from rightstart.breaches.candidates import look
from rightstart.breaches.codes import Cause, Consequence, Kind, Late, Measure, NotBreach, NotNotified, Risk
from rightstart.breaches.log import (
    About,
    Noted,
    NotNoted,
    NotOpened,
    OfBirth,
    OfCentre,
    OfConsignment,
    note,
    open_by_hand,
)
from rightstart.breaches.reading import Entry, entries
from rightstart.breaches.reading import entry as entry_of
from rightstart.breaches.what import What, what
from rightstart.breaches.wording import DONE, HINDERED, OPENED, STATES, in_words
from rightstart.cli import finding
from rightstart.cli.asking import Days, Moment, Word, actor, as_json, as_of, example
from rightstart.cli.breach_words import NOT_OPENED
from rightstart.cli.telling import Declined, document, facts, line, say, table
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.engine.isolation import Viewer
from rightstart.terms import Period, moment_in_words

COUNCIL: Final = click.option("--council", metavar="GSS", required=True, help="Whose log.")


def _words(words: type[StrEnum], *, several: bool = False) -> dict[str, Any]:
    return {"metavar": "|".join(words), "type": Word(words), "multiple": several}


@click.group("breach")
def breach() -> None:
    """The log of breaches: what may be one, the 72 hours, and what became of it."""


@contextmanager
def _viewing(council: str, as_json: bool) -> Iterator[Viewer]:
    database.make_ready()
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    with finding.viewing(whose) as viewer:
        yield viewer


@breach.command("list", epilog=example("rightstart breach list --council E08000033"))
@COUNCIL
@as_of
@as_json
def show_all(council: str, at: datetime, as_json: bool) -> None:
    """The whole log: what is open first, the least time left before others. What has come up since is written down first."""
    with _viewing(council, as_json) as viewer:
        look(by=actor(), at=at)
        found = entries(viewer)
    if as_json:
        document([_told(one, at) for one in found])
    elif found:
        table(
            ["entry", "opened by", "where it stands", "hours left"],
            [_row(one, at) for one in found],
            right=["hours left"],
        )
    else:
        line("The log is empty.")


def _row(one: Entry, at: datetime) -> list[object]:
    return [one.reference, OPENED[one.opened], STATES[one.state], one.hours_left(at) if one.running else None]


def _told(one: Entry, at: datetime) -> dict[str, object]:
    return asdict(one) | {"due_at": one.due_at, "hours_left": one.hours_left(at) if one.running else None}


@breach.command("show", epilog=example("rightstart breach show 5f1c0d2e9ab34c77 --council E08000033"))
@click.argument("entry")
@COUNCIL
@as_of
@as_json
def show(entry: str, council: str, at: datetime, as_json: bool) -> None:
    """One entry: its clock, what it concerns in counts, and each step."""
    with _viewing(council, as_json) as viewer:
        one = entry_of(viewer, entry)
        found = what(viewer, entry)
    if one is None:
        raise Declined("unknown", NOT_OPENED[NotOpened.UNKNOWN], as_json=as_json)
    if as_json:
        document(_told(one, at) | {"counts": _counts(found)})
        return
    facts(
        {
            "where it stands": STATES[one.state],
            "known since": moment_in_words(one.aware_at),
            **_clock(one, at),
            **_counts(found),
        }
    )
    for step in one.steps:
        line(f"{moment_in_words(step.at)}  {DONE[step.act]}  {'; '.join(in_words(step.act, step.codes))}")


def _clock(one: Entry, at: datetime) -> dict[str, object]:
    return {"hours left": one.hours_left(at), "due": moment_in_words(one.due_at)} if one.running else {}


def _counts(found: What) -> dict[str, object]:
    return {
        "families": found.families,
        "babies": found.babies,
        "lines sent": len(found.disclosures),
        "centres": ", ".join(found.centres),
        "called back": found.called_back,
        "not answered": found.unanswered,
        "others' residents": found.others,
    }


@breach.command("open", epilog=example("rightstart breach open --council E08000033 --centre CAL-01 --period 2026-10"))
@COUNCIL
@click.option("--birth", metavar="REFERENCE", help="It concerns one birth.")
@click.option("--consignment", metavar="REFERENCE", help="It concerns a whole file.")
@click.option("--centre", metavar="CODE", help="It concerns what a centre was sent in --period.")
@click.option("--period", type=Days(), metavar="PERIOD", help="A month, or two days with a slash between.")
@click.option("--known-since", "known", type=Moment(), help="Since when anybody knows of it.  [default: now]")
@as_of
@as_json
def open_one(council: str, known: datetime | None, at: datetime, as_json: bool, **about: Any) -> None:
    """Write down what may be a breach. The 72 hours run from when anybody at the council knew of it."""
    with _viewing(council, as_json) as viewer:
        told = open_by_hand(viewer=viewer, about=_about(**about), aware_at=known or at, by=actor(), at=at)
    if isinstance(told, NotOpened):
        raise Declined(told.value, NOT_OPENED[told], as_json=as_json)
    say(as_json, {"entry": told.reference}, f"Written down as {told.reference}.")


def _about(birth: str | None, consignment: str | None, centre: str | None, period: Period | None) -> About:
    match (birth, consignment, centre, period):
        case (str(), None, None, None):
            return OfBirth(birth)
        case (None, str(), None, None):
            return OfConsignment(consignment)
        case (None, None, str(), Period()):
            return OfCentre(centre, period.start_on, period.end_on - timedelta(days=1))
        case _:
            raise click.UsageError("Give one of --birth, --consignment, or --centre with --period.")


# -- the steps ---------------------------------------------------------------------------------------------------------


def _note(entry: str, council: str, one: says.Said, at: datetime, as_json: bool) -> None:
    with _viewing(council, as_json) as viewer:
        answer = note(viewer=viewer, reference=entry, said=one, by=actor(), at=at)
    if isinstance(answer, NotNoted):
        raise Declined(answer.value, NOT_OPENED[NotOpened.UNKNOWN], as_json=as_json)
    if not isinstance(answer, Noted):
        raise Declined(answer.value, HINDERED[answer], as_json=as_json)
    say(as_json, {"entry": entry, "noted": True}, "Recorded in the log and in the ledger.")


@breach.command(
    "assess",
    epilog=example(
        "rightstart breach assess 5f1c0d2e9ab34c77 --council E08000033 --kind confidentiality --cause late-word --risk high "
        "--consequence distress --measure called-back",
        also="Or `--not-a-breach` with a reason alone.",
    ),
)
@click.argument("entry")
@COUNCIL
@click.option("--not-a-breach", "reason", **_words(NotBreach), help="It is none, and why.")
@click.option("--kind", "kinds", **_words(Kind, several=True), help="What broke; may be given again.")
@click.option("--cause", **_words(Cause))
@click.option("--risk", **_words(Risk), help="To people.")
@click.option("--consequence", "consequences", **_words(Consequence, several=True), help="What may come of it; again.")
@click.option("--measure", "measures", **_words(Measure, several=True), help="What was done; again.")
@as_of
@as_json
def assess(entry: str, council: str, at: datetime, as_json: bool, **told: Any) -> None:
    """Say that an entry is a breach, with its cause and risk, or that it is none."""
    _note(entry, council, _assessed(**told), at, as_json)


def _assessed(
    reason: NotBreach | None, kinds: tuple[Kind, ...], cause: Cause | None, risk: Risk | None, **more: Any
) -> says.Said:
    if reason is not None and not (kinds or cause or risk or any(more.values())):
        return says.Clear(reason)
    if reason is None and kinds and cause and risk and more["consequences"]:
        return says.Find(kinds, cause, risk, more["consequences"], more["measures"])
    raise click.UsageError("Give --kind, --cause, --risk and --consequence, or --not-a-breach alone.")


@breach.command("notify", epilog=example("rightstart breach notify 5f1c0d2e9ab34c77 --council E08000033"))
@click.argument("entry")
@COUNCIL
@click.option("--need-not", "reason", **_words(NotNotified), help="The regulator need not be told, and why.")
@click.option("--late", **_words(Late), help="Why it was told after the 72 hours.")
@as_of
@as_json
def notify(
    entry: str, council: str, reason: NotNotified | None, late: Late | None, at: datetime, as_json: bool
) -> None:
    """Record that the regulator has been told, or that it need not be. This sends nothing: draw the notice on the page."""
    if reason and late:
        raise click.UsageError("Give --need-not or --late, not both.")
    _note(entry, council, says.NotNotify(reason) if reason else says.Notify(late), at, as_json)
