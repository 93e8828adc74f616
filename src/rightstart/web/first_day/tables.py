"""Hides how a first day, whoever is there, and what centres were given to do are laid out."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse

from rightstart.directory.people import OrganisationRow, PersonRow
from rightstart.directory.rules import RoleKind, Verb
from rightstart.reach.first_day import FirstDay, Listed, Stands
from rightstart.reach.rules import NEEDED, Facts, Progress, State, Step
from rightstart.reach.wording import ROLES, TITLES, says, waits
from rightstart.release.rules import OutcomeKind
from rightstart.web.components import Cell, Colour, Column, Table, Tag, Task
from rightstart.web.days import day, short_day
from rightstart.web.reasons import reason_words
from rightstart.web.ringing import rings_at_centres
from rightstart.web.seat import Seat
from rightstart.web.sentences import OFFICES

TAGS: Final = {
    State.NEXT: Tag("Next", Colour.BLUE),
    State.WAITING: Tag("Waiting", Colour.YELLOW),
    State.NOT_BEGUN: Tag("Not begun", Colour.GREY),
}
# The page where each step is done or seen, with whose page it is.
WAYS: Final = {
    Step.PEOPLE: ("who-is-here", Verb.SEE_FIRST_DAY),
    Step.CENTRES: ("who-is-here", Verb.SEE_FIRST_DAY),
    Step.SHARING: ("agreements", Verb.SEE_AGREEMENTS),
    Step.INSTRUCTION: ("agreements", Verb.SEE_AGREEMENTS),
    Step.AREAS: ("areas", Verb.DRAW_AREAS),
    Step.FILE: ("send", Verb.BRING_FILE),
    Step.JUDGED: ("worklists-check", Verb.SEE_FIRST_DAY),
    Step.CHECKED: ("worklists-check", Verb.SEE_FIRST_DAY),
    Step.RECEIPT: ("worklists-check", Verb.SEE_FIRST_DAY),
}
OUTCOMES: Final = {
    OutcomeKind.DISCLOSE: "On a centre’s worklist",
    OutcomeKind.WITHHELD: "Held by a safeguard",
    OutcomeKind.NOT_YET: "Waiting",
    OutcomeKind.UNPLACED: "Without a centre",
    OutcomeKind.REFUSED: "Without an agreement",
}


def tasks(found: FirstDay, seat: Seat) -> list[Task]:
    return [_task(one, found.facts, seat) for one in found.steps]


def _task(one: Progress, facts: Facts, seat: Seat) -> Task:
    hints = [says(one.step, facts), *filter(None, [waits(one)])]
    done = f"Done {short_day(one.on)}" if one.on else ""
    return Task(TITLES[one.step], hints, _way(one.step, facts, seat), TAGS.get(one.state), done)


def _way(step: Step, facts: Facts, seat: Seat) -> str:
    name, verb = WAYS[step]
    if step is Step.FILE and facts.came.first_on and seat.allows(Verb.SEE_RECEIPTS):
        return reverse("receipts")
    return reverse(name) if seat.allows(verb) else ""


def people_table(found: Sequence[PersonRow], seat: Seat) -> Table:
    """Each role that is needed with who holds it here today, by name; and every other role that somebody holds."""
    held: dict[RoleKind, list[str]] = {role: [] for role in NEEDED}
    for person in found:
        for role in person.roles:
            stands = role.from_on <= seat.today and (role.until_on is None or seat.today < role.until_on)
            if role.code == seat.code and stands and person.active:
                held.setdefault(role.kind, []).append(person.name)
    rows = [
        [
            Cell(ROLES.get(role, OFFICES[role]).capitalize()),
            Cell(", ".join(names)) if names else Cell("", tag=Tag("Nobody yet", Colour.YELLOW)),
        ]
        for role, names in held.items()
    ]
    return Table("Roles at your council", [Column("Role"), Column("Who holds it")], rows)


def centres_table(found: Sequence[OrganisationRow]) -> Table:
    rings = rings_at_centres(one.id for one in found)
    rows = [
        [
            Cell(one.name, note=one.code),
            rings[one.id].cell() if rings[one.id].number else Cell("", tag=Tag("No number yet", Colour.YELLOW)),
        ]
        for one in found
    ]
    return Table("Your centres", [Column("Centre"), Column("Whom to ring")], rows)


def lists_table(found: Sequence[Listed]) -> Table:
    """What each centre has on its worklist. Families, for twins are one letter; babies beside them."""
    numeric = ("Families", "Babies", "Not sent yet")
    rows = [
        [
            Cell(one.name, note=one.code),
            *(Cell(f"{number:,}") for number in (one.families, one.babies, one.unsent)),
            Cell(day(one.due_on, "–")),
            Cell(_seen(one)),
        ]
        for one in found
    ]
    columns = [
        Column("Centre"),
        *(Column(name, numeric=True) for name in numeric),
        Column("First due by"),
        Column("Seen there"),
    ]
    return Table("On the worklists", columns, rows, stacked=False)


def _seen(one: Listed) -> str:
    if one.babies == one.unsent:
        return "–"
    return "Yes" if one.seen else "Not yet"


def stands_table(found: Sequence[Stands]) -> Table:
    rows = [
        [Cell(OUTCOMES[one.outcome], note=_why(one)), Cell(f"{one.births:,}")]
        for one in sorted(found, key=lambda one: list(OutcomeKind).index(one.outcome))
        if one.outcome is not OutcomeKind.DISCLOSE
    ]
    listed = sum(one.births for one in found if one.outcome is OutcomeKind.DISCLOSE)
    rows.insert(0, [Cell(OUTCOMES[OutcomeKind.DISCLOSE]), Cell(f"{listed:,}")])
    return Table("Where every birth stands", [Column("Births"), Column("Number", numeric=True)], rows, stacked=False)


def _why(one: Stands) -> str:
    return reason_words(one.outcome, one.why) if one.why else ""
