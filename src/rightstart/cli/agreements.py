"""Commands about agreements: the register, and how an instrument is drafted, signed, suspended, resumed and ended."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import IO, Final

import click

from rightstart import journey
from rightstart.agreements import sign as verbs
from rightstart.agreements.documents import sha256_of
from rightstart.agreements.gateways import GATEWAYS
from rightstart.agreements.register import AgreementRow, register
from rightstart.agreements.sign import Changed, Drafted, NotChanged, NotSigned
from rightstart.agreements.states import SuspensionReason
from rightstart.agreements.wording import NotDrafted
from rightstart.cli import finding
from rightstart.cli.agreement_words import NOT_CHANGED, NOT_DRAFTED, NOT_SIGNED
from rightstart.cli.asking import Day, Word, actor, as_json, as_of, example
from rightstart.cli.drafting_form import FORM, ITEMS, drafting
from rightstart.cli.sentences import FLOWS, INSTRUMENTS, STATES
from rightstart.cli.telling import Declined, document, line, say, table
from rightstart.directory.people import organisations
from rightstart.directory.rules import SIGNS, OrganisationKind, RoleKind
from rightstart.engine import database
from rightstart.handover.flowing import FlowRow, flows
from rightstart.intake.contracts.known import CONTRACTS
from rightstart.terms import london_date

REFERENCE: Final = click.argument("reference")
VERSION: Final = click.option("--version", type=click.IntRange(1), required=True)
PARTY: Final = click.option("--party", metavar="CODE", required=True, help="Who does it: an organisation that signs.")


@click.group("agreement")
def agreement() -> None:
    """The register of agreements: nothing is handed over without one in force."""


@agreement.command("list", epilog=example("rightstart agreement list --council E08000033"))
@click.option("--council", metavar="GSS", help="Only one council's.")
@as_of
@as_json
def show(council: str | None, at: datetime, as_json: bool) -> None:
    """List every agreement, by the version that speaks on the day, with what it lacks, and whether data flows under it."""
    database.make_ready()
    rows = _rows(council, at, as_json)
    if as_json:
        document([asdict(row) | asdict(flow) for row, flow in rows])
    elif not rows:
        line("There is no agreement.")
    else:
        headers = (
            "reference",
            "version",
            "kind",
            "from",
            "to",
            "state",
            "until",
            "data",
            "last",
            "next due",
            "waits for",
        )
        table(headers, [_row(row, flow) for row, flow in rows], right=("version",))


@agreement.command("gateways", epilog=example("rightstart agreement gateways"))
@as_json
def gateways(as_json: bool) -> None:
    """List the legal gateways that an agreement may cite, by code: what each gives, its limit, its source, how far to trust it."""
    if as_json:
        document(GATEWAYS)
        return
    for one in GATEWAYS:
        flags = [one.use.value, one.trust.value, *(["needs a lawyer"] if one.needs_lawyer else [])]
        line(f"{one.code}  {one.name} ({', '.join(flags)})")
        line(f"   gives   {one.gives}")
        line(f"   limit   {one.limit}")
        line(f"   source  {one.source}, {one.read_on}")


def _rows(council: str | None, at: datetime, as_json: bool) -> list[tuple[AgreementRow, FlowRow]]:
    """Each council's agreements as it sees them itself, with their flows."""
    asked = (
        [finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)]
        if council
        else organisations(OrganisationKind.COUNCIL)
    )
    rows: list[tuple[AgreementRow, FlowRow]] = []
    for one in asked:
        with finding.viewing(one) as viewer:
            found = register(viewer, at=at)
            flowing = flows(viewer, found, at=at)
            rows += [(row, flowing[row.reference]) for row in found]
    return rows


def _row(row: AgreementRow, flow: FlowRow) -> Sequence[object]:
    recipients = row.recipients if len(row.recipients) < 3 else (f"{len(row.recipients)} centres",)
    waits = [*row.waits_for, *(f"version {one.version}: {STATES[one.state]}" for one in row.later)]
    return (
        *(row.reference, row.version, INSTRUMENTS[row.kind], row.giver, ", ".join(recipients) or row.council),
        *(STATES[row.state], row.instrument.ends_on, FLOWS[flow.flow]),
        *(flow.last_at and london_date(flow.last_at), flow.clock and flow.clock.due_on, ", ".join(waits)),
    )


@agreement.command("draft", epilog=example("rightstart agreement draft instruction.toml", also=f"{FORM}\n\n{ITEMS}"))
@click.argument("file", type=click.File("rb"))
@as_of
@as_json
def draft(file: IO[bytes], at: datetime, as_json: bool) -> None:
    """Draft an instrument from FILE: its first version, or its next one."""
    asked, terms, paper = drafting(file)
    if terms.contract not in CONTRACTS:
        said = f"There is no feed contract {terms.contract}. There is: {', '.join(CONTRACTS)}."
        raise Declined("unknown-contract", said, as_json=as_json)
    database.make_ready()
    answer = verbs.draft(
        reference=asked.reference,
        hop=asked.hop,
        kind=asked.kind,
        giver_code=asked.giver,
        council_code=asked.council,
        recipient_codes=asked.recipients,
        terms=terms,
        paper=paper,
        by=actor(),
        at=at,
    )
    if isinstance(answer, NotDrafted):
        raise Declined(answer.value, NOT_DRAFTED[answer], as_json=as_json)
    _drafted(answer, as_json)


def _drafted(answer: Drafted, as_json: bool) -> None:
    again = "The newest version says exactly this already: " if answer.again else "Drafted "
    said = f"{again}{answer.reference}, version {answer.version}. It can be signed once a party proposes it."
    say(as_json, {"reference": answer.reference, "version": answer.version, "again": answer.again}, said)


@agreement.command("propose", epilog=example("rightstart agreement propose CALD-INT-1 --version 1 --party E08000033"))
@REFERENCE
@VERSION
@PARTY
@as_of
@as_json
def propose(reference: str, version: int, party: str, at: datetime, as_json: bool) -> None:
    """Put a draft to all who must sign it. Only what was proposed can be signed."""
    database.make_ready()
    answer = verbs.propose(reference=reference, version=version, party_code=party, by=actor(), at=at)
    if isinstance(answer, NotChanged):
        raise Declined(answer.value, NOT_CHANGED[answer], as_json=as_json)
    say(as_json, {"reference": reference, "version": version}, "Proposed. Each party signs it now.")


@agreement.command(
    "sign",
    epilog=example("rightstart agreement sign CALD-INT-1 --version 1 --party E08000033 --role director signed.pdf"),
)
@REFERENCE
@click.argument("paper", type=click.File("rb"))
@VERSION
@PARTY
@click.option(
    "--role", metavar="|".join(sorted(SIGNS)), type=Word(RoleKind), required=True, help="As whom it was signed."
)
@as_of
@as_json
def sign(
    reference: str, paper: IO[bytes], version: int, party: str, role: RoleKind, at: datetime, as_json: bool
) -> None:
    """Enter that a party has signed by hand under PAPER, the PDF beside which the entry stands.

    Whatever was not signed on paper is signed on the site, by a person with the role who signs in afresh.
    """
    database.make_ready()
    answer = verbs.sign(
        reference=reference,
        version=version,
        party_code=party,
        role=role,
        document=sha256_of(paper.read()),
        on_paper=True,
        by=actor(),
        at=at,
    )
    if isinstance(answer, NotSigned):
        raise Declined(answer.value, NOT_SIGNED[answer], as_json=as_json)
    still = f"It still waits for {', '.join(answer.waits_for)}." if answer.waits_for else "All who must have signed."
    say(as_json, {"reference": reference, "version": version, "waits_for": answer.waits_for}, f"Signed. {still}")


@agreement.command(
    "suspend", epilog=example("rightstart agreement suspend CALD-INT-1 --party E08000033 --reason breach")
)
@REFERENCE
@PARTY
@click.option(
    "--reason",
    metavar="|".join(SuspensionReason),
    type=Word(SuspensionReason),
    required=True,
    help="Why: a code, and never about anybody.",
)
@as_of
@as_json
def suspend(reference: str, party: str, reason: SuspensionReason, at: datetime, as_json: bool) -> None:
    """Let nothing more pass under it for now, at once; what the exit clause calls back is called back at once too."""
    _change(verbs.suspend, "Suspended", reference, party, at, as_json, reason=reason)


@agreement.command("resume", epilog=example("rightstart agreement resume CALD-INT-1 --party E08000033"))
@REFERENCE
@PARTY
@as_of
@as_json
def resume(reference: str, party: str, at: datetime, as_json: bool) -> None:
    """Lift a party's own suspension; another party's stands until that one lifts it."""
    _change(verbs.resume, "Resumed", reference, party, at, as_json)


@agreement.command("end", epilog=example("rightstart agreement end CALD-INT-1 --party E08000033 --on 2027-03-31"))
@REFERENCE
@PARTY
@click.option("--on", "ended_on", type=Day(), required=True, help="The first day without it: today or later.")
@as_of
@as_json
def end(reference: str, party: str, ended_on: date, at: datetime, as_json: bool) -> None:
    """End an instrument in all its versions. Families not yet contacted are called back on the day, today at once."""
    _change(verbs.end, "Ended", reference, party, at, as_json, ended_on=ended_on)


def _change(
    verb: Callable[..., Changed | NotChanged],
    done: str,
    reference: str,
    party: str,
    at: datetime,
    as_json: bool,
    **more: date | SuspensionReason,
) -> None:
    database.make_ready()
    answer = verb(reference=reference, party_code=party, by=actor(), at=at, **more)
    if isinstance(answer, NotChanged):
        raise Declined(answer.value, NOT_CHANGED[answer], as_json=as_json)
    journey.advance_all(by=actor(), at=at, council=answer.council)
    versions = ", ".join(map(str, answer.versions))
    said = f"{done}: {reference}, version {versions}. The council’s births were judged again by it."
    say(as_json, {"reference": reference, "versions": answer.versions}, said)
