"""Commands of the evidence: who shares births regularly and who does not, and the figures of the study of 2014."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import IO, Final

import click

from rightstart.agreements.barriers import Barrier
from rightstart.cli.asking import as_json, as_of, example
from rightstart.cli.telling import Declined, document, line, table
from rightstart.engine import database
from rightstart.intake.faults import says_unreadable
from rightstart.intake.formats.table import Unreadable
from rightstart.reach import study
from rightstart.reach.sharing.reading import CouncilFlows, Flow, every_flow
from rightstart.reach.sharing.rules import DEFAULT, MonthState
from rightstart.reach.study import Answer, Faulty, Figures, Share, Wrong, figures

SIGNS: Final = {
    MonthState.IN_TIME: "#",
    MonthState.LATE: "l",
    MonthState.MISSED: ".",
    MonthState.NOT_DUE: "?",
    MonthState.BEFORE: " ",
}
SHOWN: Final = 20
WRONG: Final = {
    Wrong.BLANK: "is blank",
    Wrong.TWICE: "names a council that has a row already",
    Wrong.YES_OR_NO: "must be yes or no",
    Wrong.FREQUENCY: f"must be one of {', '.join(study.Frequency)}",
    Wrong.SAID_NOTHING: "must be blank, for the council did not answer",
    Wrong.BARRIER: f"must be codes with ; between them, out of {', '.join(Barrier)}",
}


@click.group("monitor")
def monitor() -> None:
    """Who shares births, how regularly, and how that compares with 2014."""


@monitor.command("sharing", epilog=example("rightstart monitor sharing"))
@click.option("--months", type=click.IntRange(3, 36), default=DEFAULT.months, show_default=True, help="Looked at.")
@click.option("--missed", type=click.IntRange(0, 12), default=DEFAULT.missed, show_default=True, help="May be missed.")
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=DEFAULT.days,
    show_default=True,
    help="After which a month is missed.",
)
@as_of
@as_json
def sharing(months: int, missed: int, days: int, at: datetime, as_json: bool) -> None:
    """How regularly births reach each council, and each of its centres: by the deliveries alone."""
    database.make_ready()
    by = replace(DEFAULT, months=months, missed=missed, days=days)
    found = every_flow(at=at, by=by)
    if as_json:
        document([_told(one) for one in found])
    elif not found:
        line("No council is entered yet. Enter one with `rightstart people organisation`.")
    else:
        table(("from", "to", "shares", "kind", "months, oldest first"), [row for one in found for row in _rows(one)])
        line("# in time, l late, . missed, ? not due yet")


def _rows(one: CouncilFlows) -> list[tuple[str, ...]]:
    return [_row(flow) for flow in (*one.suppliers, *one.centres)]


def _row(flow: Flow) -> tuple[str, ...]:
    found = flow.regularity
    strip = "".join(SIGNS[month.state] for month in found.months)
    giver = flow.giver.name if flow.giver else "(nobody)"
    return giver, flow.taker.name, found.sharing.value, found.kind.value, strip


def _told(one: CouncilFlows) -> dict[str, object]:
    flows = {"suppliers": one.suppliers, "centres": one.centres}
    return {"council": one.council.code} | {name: [_flow(each) for each in ones] for name, ones in flows.items()}


def _flow(flow: Flow) -> dict[str, object]:
    found = flow.regularity
    return {
        "from": flow.giver.code if flow.giver else None,
        "to": flow.taker.code,
        "sharing": found.sharing,
        "kind": found.kind,
        "months": {f"{one.first:%Y-%m}": one.state for one in found.months},
        "covered_until": found.covered_until,
    }


@monitor.command("study", epilog=example("rightstart monitor study answers.csv --asked 153"))
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--asked", type=click.IntRange(1), help="How many councils were asked.  [default: the rows of the file]")
@as_json
def study_figures(file: IO[bytes] | None, asked: int | None, as_json: bool) -> None:
    """The figures of the 2014 study from a round of answers; without FILE from the made-up answers that ship.

    FILE is a workbook (.xlsx) or CSV with the columns council, answered (yes or no), frequency (weekly, monthly, quarterly,
    annually, never), and if you have them source and barriers.
    """
    answers = study.made_up() if file is None else _read(file, as_json)
    found = figures(answers, asked=asked)
    if as_json:
        document(found)
    else:
        _print(found)


def _read(file: IO[bytes], as_json: bool) -> Sequence[Answer]:
    found = study.read(file.read())
    if isinstance(found, Unreadable):
        raise Declined(found.reason.value, says_unreadable(found.reason, found.row), as_json=as_json)
    if isinstance(found, Faulty):
        raise Declined("faulty", _says(found), as_json=as_json)
    return found


def _says(found: Faulty) -> str:
    if found.missing:
        return f"The file has no column {' and no column '.join(found.missing)}."
    told = [f"Row {one.row}, {one.column}: {WRONG[one.wrong]}." for one in found.faults[:SHOWN]]
    more = [f"And {len(found.faults) - SHOWN} more."] if len(found.faults) > SHOWN else []
    return "\n".join(("Nothing of the file was counted.", *told, *more))


def _print(found: Figures) -> None:
    if found.synthetic:
        line(
            "These answers are made up (synthetic): the study of 2014 published its totals, and no council's answer.\n"
        )
    shares = {
        "do not share at least monthly": found.not_monthly,
        "do not share at all": found.never,
        "share quarterly or yearly only": found.seldom,
        "of those who share not at all, cannot get the births from health": found.not_from_health,
    }
    table(
        ("share", "councils", ""), [(_percent(one), f"{one.count} of {one.base}", said) for said, one in shares.items()]
    )
    least, most = found.whole.least, found.whole.most
    line(
        f"\nBase: {found.answered} of {found.asked} councils answered. Whatever the others would have said, between "
        f"{_percent(least)} and {_percent(most)} of all do not share at least monthly."
    )
    if found.barriers:
        line("\nWhat stands in the way of those who do not share at least monthly (several may be named):")
        table(
            ("councils", "barrier"), [(count, barrier.value) for barrier, count in found.barriers], right=("councils",)
        )


def _percent(one: Share) -> str:
    return "-" if one.percent is None else f"{one.percent:.0f} %"
