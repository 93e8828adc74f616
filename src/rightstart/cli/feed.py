"""Commands at the door: a synthetic feed to send, and a consignment received."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import IO, Any, Final

import click

from rightstart import journey
from rightstart.cli.asking import Days, Moment, Totals, Word, actor, as_json, as_of, example
from rightstart.cli.sentences import NOT_RECEIVED, STATUSES
from rightstart.cli.telling import Declined, busy, document, facts, line, table
from rightstart.engine import database
from rightstart.engine.mapped import mapped
from rightstart.intake.contract import Attestation, Contract, Kind, demand
from rightstart.intake.contracts.known import CONTRACTS, LATEST
from rightstart.intake.door import HandedIn, NotReceived
from rightstart.intake.formats.blocks import Content
from rightstart.intake.judging import Status
from rightstart.intake.papers import schema, template_csv, template_xlsx
from rightstart.intake.receive import try_out
from rightstart.intake.shares import Watched
from rightstart.synth.homes import NotCovered, covered
from rightstart.synth.oddities import Oddity
from rightstart.synth.season import births_file
from rightstart.terms import Item, Period, london_date

FAULTS_SHOWN: Final = 20
EVERYTHING: Final = "all"
NOTHING: Final = "none"
WOULD_BE: Final = {
    Status.ACCEPTED: "It would be accepted.",
    Status.HELD: "It would be held: nothing would go further until that is settled. Every stop in it would take effect.",
    Status.REFUSED: "It would be refused. Every stop in it that can be read would take effect.",
}


@click.group("synth")
def synth() -> None:
    """Make synthetic data: nobody in it exists, and every NHS number is of the test range."""


@synth.command(
    "births",
    epilog=example("rightstart synth births --council E08000033 --period 2026-10 --out births.csv --with twins"),
)
@click.option("--council", metavar="GSS", required=True, help="Whose births; a council whose places are shipped.")
@click.option("--period", "during", type=Days(), required=True, help="A month like 2026-10, or 2026-10-05/2026-10-11.")
@click.option("--out", type=click.File("wb"), required=True, help="The CSV file to write; - for standard output.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same births.")
@click.option(
    "--with",
    "oddities",
    metavar="ODDITY",
    type=Word(Oddity),
    multiple=True,
    help=f"Only these oddities, each at least once: {', '.join(Oddity)}.",
)
@click.option("--plain", is_flag=True, help="No oddities at all.")
@as_json
def births(
    council: str, during: Period, out: IO[bytes], seed: int, oddities: tuple[Oddity, ...], plain: bool, as_json: bool
) -> None:
    """Write a supplier's file of births newly known in a period, with the usual share of every oddity."""
    if plain and oddities:
        raise click.UsageError("--plain and --with say the opposite of each other.")
    chosen = frozenset(oddities) if oddities or plain else None
    try:
        content = births_file(council, during, seed, chosen)
    except NotCovered:
        said = f"No places of {council} are shipped. There are: {', '.join(covered())}."
        raise Declined("not-covered", said, as_json=as_json) from None
    out.write(content)
    if out.name == "<stdout>":
        return
    rows = content.count(b"\r\n") - 1
    if as_json:
        document({"file": out.name, "rows": rows, "council": council, "period": str(during), "seed": seed})
    else:
        line(f"{rows} rows written to {out.name}.")


def _attested(_context: click.Context, _param: click.Parameter, value: str) -> frozenset[Attestation]:
    if value in (EVERYTHING, NOTHING):
        return frozenset(Attestation) if value == EVERYTHING else frozenset()
    try:
        return frozenset(map(Attestation, value.split(",")))
    except ValueError:
        raise click.BadParameter(f"it is not {EVERYTHING}, {NOTHING} or some of {', '.join(Attestation)}.") from None


@click.command("receive", epilog=example("rightstart receive births.csv --from CHIS01 --to E08000033 --period 2026-10"))
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--from", "supplier", metavar="ODS", required=True, help="The supplier's code.")
@click.option("--to", "council", metavar="GSS", help="The council's code; not needed with one agreement only.")
@click.option("--period", "during", type=Days(), required=True, help="A month like 2026-10, or 2026-10-05/2026-10-11.")
@click.option("--as-at", type=Moment(), help="When the extract was drawn.  [default: the moment of receipt]")
@click.option("--kind", metavar="|".join(Kind), type=Word(Kind), default=Kind.BIRTHS, show_default=True)
@click.option("--births", type=click.IntRange(0), help="The supplier's own total of births in the period.")
@click.option(
    "--withheld",
    metavar="REASON=N",
    type=Totals(),
    multiple=True,
    help="The supplier's own total of births withheld, by reason.",
)
@click.option(
    "--attests",
    metavar="all|none|LIST",
    default=EVERYTHING,
    show_default=True,
    callback=_attested,
    help=f"What the supplier confirms for this file, of {', '.join(Attestation)}; at most what is agreed.",
)
@click.option(
    "--confirms",
    metavar="|".join(Watched),
    type=Word(Watched),
    multiple=True,
    help="A share that is unlike the supplier's past and was checked to be right; may be given for each.",
)
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook, where several have something in them.")
@click.option("--nil", is_flag=True, help="There were none: no FILE.")
@click.option(
    "--brought-in", is_flag=True, help="The council brings it in: its supplier sent it another way. Needs --to."
)
@as_of
@as_json
def receive(file: IO[bytes] | None, nil: bool, as_json: bool, at: datetime, **told: Any) -> None:
    """Take a consignment in from FILE (- for standard input), carry it onwards, and print its receipt.

    Exit status 1 where it was held or refused. The same consignment again gives its first receipt.
    """
    if nil == (file is not None):
        raise click.UsageError("Give either FILE or --nil.")
    if told["brought_in"] and not told["council"]:
        raise click.UsageError("--brought-in needs --to: the council that brings it in.")
    content = mapped(file) if file else b""
    database.make_ready()
    with busy("Receiving …"):
        answer = journey.bring_in(_handed(content, nil, told), by=actor(), at=at)
    if isinstance(answer, NotReceived):
        raise Declined(answer.value, NOT_RECEIVED[answer], as_json=as_json)
    if as_json:
        document(answer.receipt | {"again": answer.again})
    else:
        _print(answer.receipt, answer.again)
        _print_sheets(answer.sheets)
    if Status(answer.receipt["status"]) is not Status.ACCEPTED:
        raise SystemExit(1)


@click.command("check", epilog=example("rightstart check births.csv --from CHIS01 --to E08000033"))
@click.argument("file", type=click.File("rb"))
@click.option("--from", "supplier", metavar="ODS", required=True, help="The supplier's code.")
@click.option("--to", "council", metavar="GSS", help="The council's code; not needed with one agreement only.")
@click.option("--kind", metavar="|".join(Kind), type=Word(Kind), default=Kind.BIRTHS, show_default=True)
@click.option("--births", type=click.IntRange(0), help="The supplier's own total of births in the period.")
@click.option(
    "--attests",
    metavar="all|none|LIST",
    default=EVERYTHING,
    show_default=True,
    callback=_attested,
    help="As for receive.",
)
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook, where several have something in them.")
@as_of
@as_json
def check(file: IO[bytes], as_json: bool, at: datetime, **told: Any) -> None:
    """Say what would become of FILE (- for standard input) if it were sent now. Nothing of it is stored.

    Exit status 1 where it would be held or refused.
    """
    database.make_ready()
    day = Period(london_date(at), london_date(at) + timedelta(days=1))
    nothing = {"during": day, "as_at": None, "withheld": (), "confirms": (), "brought_in": False}
    with busy("Checking …"):
        answer = try_out(_handed(mapped(file), False, nothing | told), by=actor(), at=at)
    if isinstance(answer, NotReceived):
        raise Declined(answer.value, NOT_RECEIVED[answer], as_json=as_json)
    status = Status(answer.receipt["status"])
    if as_json:
        document(answer.receipt | {"again": answer.again, "sheets": list(answer.sheets)})
    else:
        line(WOULD_BE[status] + (" It has been sent before: nothing would happen twice." if answer.again else ""))
        _print_rows(answer.receipt)
        _print_sheets(answer.sheets)
    if status is not Status.ACCEPTED:
        raise SystemExit(1)


def _handed(content: Content, nil: bool, told: dict[str, Any]) -> HandedIn:
    return HandedIn(
        content=content,
        supplier=told["supplier"],
        council=told["council"],
        period=told["during"],
        kind=told["kind"],
        as_at=told["as_at"],
        attests=told["attests"],
        births_in_period=told["births"],
        withheld=dict(told["withheld"]),
        nil=nil,
        confirms=frozenset(told["confirms"]),
        sheet=told["sheet"],
        brought_by=told["council"] if told["brought_in"] else None,
    )


def _print(receipt: dict[str, Any], again: bool) -> None:
    line(STATUSES[Status(receipt["status"])] + (" It had come before: this is its first receipt." if again else ""))
    facts(
        {
            name.replace("_", " "): receipt[name]
            for name in ("consignment", "supplier", "council", "kind", "period", "as_at", "received_at")
        }
    )
    line()
    _print_rows(receipt)
    line(f"Ledger leaf {receipt['ledger']['leaf']}")


def _print_sheets(sheets: Sequence[str]) -> None:
    if sheets:
        line(f"Its sheets: {', '.join(sheets)}. Name one with --sheet.")


def _print_rows(receipt: dict[str, Any]) -> None:
    totals = {name.replace("_", " "): number for name, number in receipt["totals"].items()}
    areas = {f"  {area}": number for area, number in receipt["not_ours_by_area"].items()}
    facts({**totals, **areas, "rows that stop": receipt["stops"]})
    if receipt["control"]["difference"]:
        line(f"The supplier's own totals differ by {receipt['control']['difference']}.")
    faults = receipt["faults"]
    if faults:
        line()
        rows = [[one.get(name) for name in ("row", "column", "message")] for one in faults[:FAULTS_SHOWN]]
        table(("row", "column", "what is wrong"), rows, right=("row",))
    if len(faults) > FAULTS_SHOWN:
        line(f"… and {len(faults) - FAULTS_SHOWN} more: see --json.")


PAPERS: Final[dict[str, Callable[[Contract], bytes]]] = {
    "template.xlsx": lambda one: template_xlsx(one, frozenset(Item)),
    "template.csv": lambda one: template_csv(one, frozenset(Item)),
    "example.xlsx": lambda one: template_xlsx(one, frozenset(Item), example=True),
    "example.csv": lambda one: template_csv(one, frozenset(Item), example=True),
    "schema.json": lambda one: json.dumps(schema(one, frozenset(Item)), indent=2).encode(),
}


@click.command("contract", epilog=example("rightstart contract --paper template.xlsx --out births.xlsx"))
@click.option("--version", "version", type=click.Choice(list(CONTRACTS)), default=LATEST.version, show_default=True)
@click.option("--paper", type=click.Choice(list(PAPERS)), help="Write this paper of the contract.")
@click.option("--out", type=click.File("wb"), help="Where to; - for standard output.")
@as_json
def contract(version: str, paper: str | None, out: IO[bytes] | None, as_json: bool) -> None:
    """The feed contract: its columns, or one of its papers (template, worked example, schema for machines) as a file."""
    if (paper is None) != (out is None):
        raise click.UsageError("--paper and --out go together.")
    one = CONTRACTS[version]
    if paper and out:
        out.write(PAPERS[paper](one))
    elif as_json:
        document(schema(one, frozenset(Item)))
    else:
        table(("column", "must", "content"), [[column.name, demand(column), column.note] for column in one.columns])
