"""Draws the page of what may follow what at first contact from its tables."""

from collections.abc import Iterable
from enum import StrEnum

from rightstart.contact.rules import AttemptOutcome, Channel, Stage
from tests.spec import contact
from tests.spec.markdown import code, page, table, tick


def drawn() -> str:
    outcomes = ((code(one), *(tick(one in _possible(channel)) for channel in Channel)) for one in AttemptOutcome)
    return page(
        "First contact: what may follow what",
        "## What can come of each channel",
        table(("outcome", *Channel), outcomes),
        "## What may be recorded next",
        "What stops contact is always recorded, whatever went before. While a family waits (the supplier's word is too "
        "old, or a person has still to place it) nobody goes out to it; what it says is taken all the same. Once an address "
        "is found to be wrong nobody writes or goes there until it is known to be right.",
        table(
            (
                "contact stands at",
                "the family waits",
                "its address",
                "referred",
                "the agreement says",
                "a letter",
                "a call, a text, an e-mail",
                "a visit",
                "a reply",
                "a bereavement",
            ),
            _stages(),
        ),
        "A referral: somebody asked the centre to see the family, or it got in touch itself, and a worker has noted who and when. "
        "It stands for a letter and for a reply. Whether a letter comes first, and whether a visit waits for a reply, is for the "
        "agreement to say; one that says nothing means `letter-first`. What is heard without anybody having tried (*Something has "
        "changed*) is taken before any letter; whoever comes to the centre, or speaks with the health visitor, always is.",
        "## Where contact stands",
        "\n".join(("```mermaid", "stateDiagram-v2", *(f"    {line}" for line in _steps()), "```")),
        "## A first letter",
        "A letter is withdrawn with its family, when the gate no longer opens for it, when its address has changed since it was "
        "printed, or by a person. As long as one printed letter is not taken out, the batch cannot be posted.",
        table(
            ("it stands at", "printed", "posted", "withdrawn", "a person said", "may be said now", "to do"), _letters()
        ),
    )


def _steps() -> Iterable[str]:
    """The steps of first contact as arrows between its stages, each named by the enum's word."""
    yield f"[*] --> {_word(Stage.TO_DO)}"
    for step in contact.STEPS:
        yield f"{_word(step.before)} --> {_word(step.then)}: {step.said}"


def _word(one: Stage) -> str:
    return one.value.replace("-", "_")


def _possible(channel: Channel) -> frozenset[AttemptOutcome]:
    return contact.ONLY_HERE[channel] | contact.REPLIES | contact.STOPS


def _stages() -> Iterable[tuple[str, ...]]:
    return (
        (
            code(row.stands),
            tick(row.waits),
            code(row.trace) if row.trace else "",
            tick(row.referred),
            code(row.first),
            *map(_hindered, (row.letter, row.call, row.visit, row.reply, row.bereavement)),
        )
        for row in contact.STAGES
    )


def _letters() -> Iterable[tuple[str, ...]]:
    return (
        (
            code(row.stands),
            *map(tick, row.noted[:3]),
            code(row.noted.answer) if row.noted.answer else "",
            ", ".join(code(one) for one in sorted(row.answers)),
            row.to_do,
        )
        for row in contact.LETTERS
    )


def _hindered(why: StrEnum | None) -> str:
    return "yes" if why is None else f"no: {code(why)}"
