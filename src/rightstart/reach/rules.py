"""How far a council is on its first day: each step's state, from what is there alone, so that nobody ticks anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.directory.rules import RoleKind


class Step(StrEnum):
    """What a council does from nothing to its first receipt, in order."""

    PEOPLE = "people"
    CENTRES = "centres"
    SHARING = "sharing"
    INSTRUCTION = "instruction"
    AREAS = "areas"
    FILE = "file"
    JUDGED = "judged"
    CHECKED = "checked"
    RECEIPT = "receipt"


class State(StrEnum):
    DONE = "done"
    NEXT = "next"
    WAITING = "waiting"  # for somebody else
    NOT_BEGUN = "not-begun"


# Without whom the day stops: who brings files in, who answers for the law, who is rung about a family, who signs.
NEEDED: Final = (RoleKind.DATA_STEWARD, RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD, RoleKind.DIRECTOR)
# What must be done before a step can be; what stands on its own can be done at any time.
AFTER: Final[Mapping[Step, tuple[Step, ...]]] = {
    Step.PEOPLE: (),
    Step.CENTRES: (),
    Step.SHARING: (Step.PEOPLE,),
    Step.INSTRUCTION: (Step.PEOPLE, Step.CENTRES),
    Step.AREAS: (Step.CENTRES,),
    Step.FILE: (Step.SHARING,),
    Step.JUDGED: (Step.FILE,),
    Step.CHECKED: (Step.INSTRUCTION, Step.AREAS, Step.JUDGED),
    Step.RECEIPT: (Step.JUDGED,),
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """How it stands with the agreements of one hop. `since`: one is in force, from this day; None: none is.

    `waits_for`: who has still to sign the nearest one; `begins_on`: it is signed and begins on a later day; `any`: there is one;
    `entered`: one stands beside its signed paper, and nobody has confirmed the signatures yet.
    """

    any: bool = False
    since: date | None = None
    waits_for: tuple[str, ...] = ()
    begins_on: date | None = None
    entered: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """What came of the files so far: of births, and by when the first was taken in."""

    first_on: date | None = None
    accepted: int = 0
    quarantined: int = 0
    held_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the births stand now, by number; `first_on`: when the first was judged."""

    first_on: date | None = None
    listed: int = 0
    withheld: int = 0
    waiting: int = 0
    unplaced: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that bears on a first day, as it stands. Days are dates; `numbers_on`: when the last telephone number was kept.

    `roles`: each that somebody holds, from which day; `rung`: the safeguarding lead has a number; `uncovered`: the centres that
    no instruction covers; `unmapped`: those that no reach area is drawn for; `sent_to`: who has been sent births and has not
    looked; `worked`: somebody can sign in for a centre that was sent births.
    """

    roles: Mapping[RoleKind, date]
    centres: tuple[str, ...] = ()
    numberless: tuple[str, ...] = ()
    rung: bool = False
    numbers_on: date | None = None
    sharing: Agreed = Agreed()
    instruction: Agreed = Agreed()
    uncovered: tuple[str, ...] = ()
    areas_from: date | None = None
    unmapped: tuple[str, ...] = ()
    came: Came = Came()
    standing: Standing = Standing()
    checked_on: date | None = None
    received_on: date | None = None
    sent_to: tuple[str, ...] = ()
    worked: bool = False

    @property
    def roles_missing(self) -> tuple[RoleKind, ...]:
        return tuple(role for role in NEEDED if role not in self.roles)


@dataclass(frozen=True, slots=True)
class Progress:
    """One step as it stands. `on`: the day that it was done; `waits_for`: who else must do something now."""

    step: Step
    state: State
    on: date | None = None
    waits_for: tuple[str, ...] = ()


def progress(facts: Facts) -> tuple[Progress, ...]:
    """Every step with its state. The first that can be done now, and waits for nobody else, is the next one."""
    done = {step: on for step in Step if (on := _done_on(step, facts)) is not None}
    found: list[Progress] = []
    for step in Step:
        waits_for = _waits_for(step, facts)
        if step in done:
            found.append(Progress(step, State.DONE, done[step]))
        elif any(needed not in done for needed in AFTER[step]):
            found.append(Progress(step, State.NOT_BEGUN))
        elif waits_for:
            found.append(Progress(step, State.WAITING, waits_for=waits_for))
        else:
            taken = any(one.state is State.NEXT for one in found)
            found.append(Progress(step, State.NOT_BEGUN if taken else State.NEXT))
    return tuple(found)


def how_many_done(steps: Sequence[Progress]) -> int:
    return sum(one.state is State.DONE for one in steps)


def _done_on(step: Step, facts: Facts) -> date | None:
    """The day on which a step was done; None where it is not, or is not any more."""
    match step:
        case Step.PEOPLE:
            return None if facts.roles_missing else max(facts.roles[role] for role in NEEDED)
        case Step.CENTRES:
            return facts.numbers_on if facts.centres and facts.rung and not facts.numberless else None
        case Step.SHARING:
            return facts.sharing.since
        case Step.INSTRUCTION:
            return facts.instruction.since
        case Step.AREAS:
            return facts.areas_from
        case Step.FILE:
            return facts.came.first_on
        case Step.JUDGED:
            return facts.standing.first_on
        case Step.CHECKED:
            return facts.checked_on
        case Step.RECEIPT:
            return facts.received_on


def _waits_for(step: Step, facts: Facts) -> tuple[str, ...]:
    match step:
        case Step.SHARING:
            return facts.sharing.waits_for
        case Step.INSTRUCTION:
            return facts.instruction.waits_for
        case Step.FILE:
            return facts.came.held_from
        case Step.RECEIPT:
            return facts.sent_to
        case _:
            return ()
