"""Hides the words in which a first day is told, on the page and by the command alike: what each step is, and how it stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from rightstart.directory.rules import RoleKind
from rightstart.reach.rules import NEEDED, Agreed, Facts, Progress, State, Step, how_many_done
from rightstart.terms import day_in_words

NONE_YET: Final = (
    "There is none yet, and nothing can flow without it. Your information governance lead or director enters it."
)
NAMED: Final = 3  # so many centres are named, and the rest counted

TITLES: Final = {
    Step.PEOPLE: "People and their roles",
    Step.CENTRES: "Centres and telephone numbers",
    Step.SHARING: "Agreement with the supplier",
    Step.INSTRUCTION: "Agreement with the centres, or an instruction to them",
    Step.AREAS: "Reach areas: which centre serves which postcodes",
    Step.FILE: "First file",
    Step.JUDGED: "Births judged",
    Step.CHECKED: "Worklists checked",
    Step.RECEIPT: "First receipt at a centre",
}
STATES: Final = {
    State.DONE: "Done",
    State.NEXT: "Next",
    State.WAITING: "Waiting",
    State.NOT_BEGUN: "Not begun",
}
ROLES: Final = {
    RoleKind.DATA_STEWARD: "data steward",
    RoleKind.IG_LEAD: "information governance lead",
    RoleKind.SAFEGUARDING_LEAD: "safeguarding lead",
    RoleKind.DIRECTOR: "director, who signs",
}


def summary(steps: Sequence[Progress]) -> str:
    """How far it is, in words: 4 of 9 steps done."""
    return f"{how_many_done(steps)} of {len(steps)} steps done"


def waits(one: Progress) -> str:
    """For whom a step waits."""
    return f"Waits for {listed(one.waits_for)}" if one.waits_for else ""


def says(step: Step, facts: Facts) -> str:
    """How one step stands, in a sentence or two."""
    return " ".join(_SAYS[step](facts))


def listed(names: Sequence[str]) -> str:
    """Names in a sentence; of very many the first few."""
    if len(names) > NAMED + 1:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))


def _of_people(facts: Facts) -> Iterator[str]:
    if facts.roles_missing:
        yield f"Nobody yet is {listed([ROLES[role] for role in facts.roles_missing])}."
    else:
        yield f"All {len(NEEDED)} roles that are needed are held."


def _of_centres(facts: Facts) -> Iterator[str]:
    yield (
        f"{_counted(len(facts.centres), 'centre is', 'centres are')} known."
        if facts.centres
        else "No centre is known yet."
    )
    if facts.numberless:
        yield f"No telephone number of the office is kept for {listed(facts.numberless)}."
    if not facts.rung:
        yield "No telephone number is kept for your safeguarding lead, whom centres ring."


def _of_instruction(facts: Facts) -> Iterator[str]:
    yield _of_agreed(facts.instruction)
    if facts.instruction.since and facts.uncovered:
        yield f"Not covered yet: {listed(facts.uncovered)}."


def _of_agreed(agreed: Agreed) -> str:
    if agreed.since:
        return f"In force from {day_in_words(agreed.since)}."
    if agreed.begins_on:
        return f"Signed; it begins on {day_in_words(agreed.begins_on)}."
    if agreed.entered:
        return "Entered from the signed paper; the signatures are not confirmed yet."
    if agreed.waits_for:
        return "Drafted, and not signed by everybody yet."
    return "There is one, and it is not in force." if agreed.any else NONE_YET


def _of_areas(facts: Facts) -> Iterator[str]:
    if facts.areas_from is None:
        yield "None is drawn yet: every birth would be without a centre."
    elif facts.unmapped:
        yield f"No area is drawn for {listed(facts.unmapped)}."
    else:
        yield "Every centre has its area."


def _of_files(facts: Facts) -> Iterator[str]:
    came = facts.came
    if came.first_on is None:
        yield "The last file is held: its receipt says why." if came.held_from else "None has come in yet."
        return
    yield f"{_counted(came.accepted, 'birth was', 'births were')} taken in."
    if came.quarantined:
        yield f"{_counted(came.quarantined, 'row waits', 'rows wait')} in quarantine."


def _of_births(facts: Facts) -> Iterator[str]:
    one = facts.standing
    if one.first_on is None:
        yield "None yet."
        return
    held = f"{one.withheld:,} held by a safeguard, {one.waiting:,} waiting for their day or a fresh word"
    yield f"{one.listed:,} on a worklist, {held}, {one.unplaced:,} without a centre, {one.refused:,} without an agreement."


def _of_check(facts: Facts) -> Iterator[str]:
    looked = facts.checked_on is not None
    yield "The data steward has looked at them." if looked else "The data steward looks at them, and says so."


def _of_receipts(facts: Facts) -> Iterator[str]:
    if facts.received_on:
        yield "Somebody at a centre has seen its worklist."
    elif not facts.sent_to:
        yield "No centre has been sent a birth yet."
    else:
        yield (
            "Sent, and nobody there has looked yet."
            if facts.worked
            else "Sent, and nobody can sign in for that centre yet."
        )


_SAYS: Final[Mapping[Step, Callable[[Facts], Iterator[str]]]] = {
    Step.PEOPLE: _of_people,
    Step.CENTRES: _of_centres,
    Step.SHARING: lambda facts: iter((_of_agreed(facts.sharing),)),
    Step.INSTRUCTION: _of_instruction,
    Step.AREAS: _of_areas,
    Step.FILE: _of_files,
    Step.JUDGED: _of_births,
    Step.CHECKED: _of_check,
    Step.RECEIPT: _of_receipts,
}


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
