"""Draws the page about agreements: what is in force, the states with what is possible in each, and what is told when."""

from collections.abc import Iterator

from rightstart.agreements.rules import Instrument
from rightstart.agreements.states import Hindrance, State
from tests.spec import agreements, missing
from tests.spec.markdown import page, table


def drawn() -> str:
    rows = ((row.instrument, "in force" if row.lacks is None else f"`{row.lacks}`") for row in agreements.ROWS)
    several = ((row.instruments, _answer(row.answer)) for row in agreements.VERSIONS)
    return page(
        "When an agreement is in force",
        "Last days are not included: an agreement that ends on a day is not in force on it.",
        "## One instrument",
        table(("instrument", "today"), rows),
        "## Several",
        (
            "Of one instrument the newest version signed and begun speaks; its end or suspension revives none before it. "
            "Where several things are missing, the one nearest to being put right is named."
        ),
        table(("instruments", "today"), several),
        *missing.drawn(),
        *_states(),
        *_reminders(),
        *_flows(),
        *_grounds(),
    )


def _answer(answer: object) -> str:
    return f"{answer.reference} version {answer.version}" if isinstance(answer, Instrument) else f"`{answer}`"


def _states() -> tuple[str, ...]:
    acts = ((f"`{row.state}`", row.means, *map(_cell, row.acts), _cell(row.by_day)) for row in agreements.STATES)
    return (
        "## The states of a version",
        (
            "Each act is a party's, whoever must sign; with an arrow stands where it may lead, without one why it is refused. What "
            "comes by its day needs nobody. A party resumes only what it suspended itself; where both did, both resume. An end "
            "may name a later day, and leads there on it."
        ),
        table(("state", "means", *agreements.ACTS, "by its day"), acts),
        "\n".join(("```mermaid", "stateDiagram-v2", *(f"    {line}" for line in _diagram()), "```")),
    )


def _cell(cell: frozenset[State] | Hindrance) -> str:
    if isinstance(cell, Hindrance):
        return f"`{cell}`"
    return "→ " + ", ".join(f"`{one}`" for one in State if one in cell) if cell else ""


def _diagram() -> Iterator[str]:
    """The same table as a picture; what leads from a state to itself is left out."""
    yield from (f'state "{one.value}" as {_id(one)}' for one in State)
    yield f"[*] --> {_id(State.DRAFT)}: draft"
    for row in agreements.STATES:
        for act, leads in [*zip(agreements.ACTS, row.acts, strict=True), ("by its day", row.by_day)]:
            if not isinstance(leads, Hindrance):
                yield from (f"{_id(row.state)} --> {_id(to)}: {act}" for to in State if to in leads - {row.state})


def _id(state: State) -> str:
    return state.name.lower()


def _reminders() -> tuple[str, ...]:
    rows = ((f"{ahead}", f"within {within} days" if within else "") for ahead, within in agreements.REMINDERS)
    return (
        "## Reminders",
        (
            "Before the last day and before the review both sides are told (the council's director and information governance "
            "lead, the supplier's sender), once for each of these. A newer version that begins by then makes it moot. What has "
            "stopped is told at once."
        ),
        table(("days ahead", "told"), rows),
    )


def _flows() -> tuple[str, ...]:
    said = {True: "yes", False: "no"}
    rows = ((*(said[one] for one in facts), f"`{stands}`") for *facts, stands in agreements.FLOWS)
    return (
        "## In force is not flowing",
        (
            "Whether data flows is derived, and shown beside the state: from accepted deliveries and the due clock of the "
            "feed, and from parcels sent to centres, where one that waits since another day is late."
        ),
        table(("in force", "something has ever come", "what is due is late", "the flow"), rows),
    )


def _grounds() -> tuple[str, ...]:
    rows = (
        (row.cites, "a council" if row.council else "another", f"no: `{row.why}`" if row.why else "yes")
        for row in agreements.GROUNDS
    )
    return (
        "## What a side may cite",
        (
            "By the table of `agreements/gateways.py`. One ground that holds by itself is enough. What the table does not hold is "
            "the side's own word. Several are parted by semicolons. A draft is refused where either side's words cannot stand."
        ),
        table(("cites", "who", "may be drafted"), rows),
    )
