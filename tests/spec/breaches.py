"""The log of breaches as a table: the states, where each act leads in each, and what each risk demands."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from rightstart.breaches.codes import NotTold, Risk
from rightstart.breaches.rules import Act, Hindrance, State
from tests.spec.markdown import page, table

MEANS: Final = {
    State.CANDIDATE: "it has come up, and waits for a person",
    State.ASSESSING: "somebody looks into it",
    State.NOT_BREACH: "a person found that it is none, with the reason",
    State.BREACH: "a person found that it is one, with kind, cause and risk",
    State.TOLD_FIRST: "the people were told before it was decided about the regulator",
    State.NOTIFIED: "the regulator was told",
    State.NOT_NOTIFIABLE: "the regulator need not be told, with the reason",
    State.PEOPLE_TOLD: "the people were told, and it is decided about the regulator",
    State.PEOPLE_NOT_TOLD: "the people are not told, with the reason",
    State.CLOSED: "nothing is left to do",
}
# Every act that is possible in a state, and where it leads; whatever is not here is refused, for the reason after it.
LEADS: Final = {
    State.CANDIDATE: ("take-up assessing, find breach, clear not-breach", Hindrance.NOT_FOUND_YET),
    State.ASSESSING: ("find breach, clear not-breach", Hindrance.NOT_FOUND_YET),
    State.NOT_BREACH: ("find breach", Hindrance.NO_BREACH),
    State.BREACH: (
        "find breach, clear not-breach, notify notified, not-notify not-notifiable, tell told-first",
        Hindrance.REGULATOR_OPEN,
    ),
    State.TOLD_FIRST: (
        "find told-first, notify people-told, not-notify people-told, tell told-first",
        Hindrance.REGULATOR_OPEN,
    ),
    State.NOTIFIED: (
        "find notified, notify notified, tell people-told, not-tell people-not-told",
        Hindrance.PEOPLE_OPEN,
    ),
    State.NOT_NOTIFIABLE: (
        "find breach, clear not-breach, notify notified, tell people-told, not-tell people-not-told",
        Hindrance.PEOPLE_OPEN,
    ),
    State.PEOPLE_TOLD: ("notify people-told, tell people-told, close closed", Hindrance.DONE),
    State.PEOPLE_NOT_TOLD: ("notify people-not-told, tell people-told, close closed", Hindrance.DONE),
    State.CLOSED: ("", Hindrance.CLOSED),
}


class Demand(NamedTuple):
    """What a risk demands: may the council leave out the regulator, and the people because the risk is not high?"""

    risk: Risk
    means: str
    without_regulator: Hindrance | None
    without_people: Hindrance | None


DEMANDS: Final = (
    Demand(Risk.UNLIKELY, "a risk to people is unlikely", None, None),
    Demand(Risk.RISK, "a risk is likely", Hindrance.MUST_NOTIFY, None),
    Demand(Risk.HIGH, "a high risk is likely", Hindrance.MUST_NOTIFY, Hindrance.MUST_TELL),
)
WHY_NOT_TOLD: Final = NotTold.NOT_HIGH
RUNNING: Final = (State.CANDIDATE, State.ASSESSING, State.BREACH, State.TOLD_FIRST)
# Hours since it was known, and the mark at which people are told.
MARKS: Final = ((0, None), (23, None), (24, 24), (47, 24), (48, 48), (71, 48), (72, 72), (500, 72))
TOLD: Final = {24: "IG lead", 48: "IG lead, safeguarding lead", 72: "IG lead, safeguarding lead: it is late"}


def leads(stands: State) -> dict[Act, State]:
    told, _ = LEADS[stands]
    pairs = (one.split() for one in told.split(", ") if one)
    return {Act(act): State(to) for act, to in pairs}


def drawn() -> str:
    acts = ((f"`{one}`", MEANS[one], *(_cell(one, act) for act in Act)) for one in State)
    demands = ((f"`{one.risk}`: {one.means}", _may(one.without_regulator), _may(one.without_people)) for one in DEMANDS)
    told = ((f"{hours}", whom) for hours, whom in TOLD.items())
    return page(
        "The log of breaches",
        "An entry opens by itself for a file that held other councils' residents, and for a family called back after it was "
        "contacted or written to; a person opens any other. Nothing else comes by itself: each act is a person's, "
        "and stands in the ledger.",
        "## What may follow what",
        table(("state", "means", *(f"{act}" for act in Act)), acts),
        "\n".join(("```mermaid", "stateDiagram-v2", *(f"    {line}" for line in _diagram()), "```")),
        "## What a risk demands",
        "By UK GDPR Art 33 and 34. What another controller tells the regulator itself may be left to it.",
        table(
            ("risk", "the regulator may be left out", "the people may be left out because the risk is not high"),
            demands,
        ),
        "## The 72 hours",
        "They run from when anybody at the council knew, at the latest from when the entry was opened, by the clock and without "
        f"a rest, in {', '.join(f'`{one}`' for one in RUNNING)}. A first notice after them says why it is late.",
        table(("hours", "told"), told),
    )


def _cell(stands: State, act: Act) -> str:
    to = leads(stands).get(act)
    return f"→ `{to}`" if to else ""


def _may(why: Hindrance | None) -> str:
    return f"no: `{why}`" if why else "yes"


def _diagram() -> Iterator[str]:
    """The same table as a picture; what leads from a state to itself is left out."""
    yield from (f'state "{one.value}" as {one.name.lower()}' for one in State)
    yield f"[*] --> {State.CANDIDATE.name.lower()}: opened"
    for one in State:
        yield from (
            f"{one.name.lower()} --> {to.name.lower()}: {act}" for act, to in leads(one).items() if to is not one
        )
