"""Every read that a door calls takes the viewer: whose eyes these are is for the database to say, never for a caller's number.

Seen are functions of modules that a page or a command calls by an import of its own. Whatever has `by` is a verb that writes, and
is asked of `may` at its door. What a read is given through another object (a seat, an answer) is not seen here.
"""

import ast
from collections.abc import Iterator
from typing import Final

from tests.architecture.source import Function, Module, calls, imports, modules

DOORS: Final = {"web", "cli"}
# What tells of offices, their people, their settings and what they publish, and never of a family: by organisation alone.
OF_ORGANISATIONS: Final = {
    *("access.staff.places", "contact.assigning.workers", "directory.people.organisations", "directory.people.people"),
    *("directory.telephones.whom_to_ask", "directory.telephones.whom_to_ring", "movers.hand_on.destinations"),
    *("agreements.register.feeds", "agreements.signed_before.between_of"),
    *("contact.letters.offices.office_of", "contact.letters.offices.who_sends", "contact.letters.houses.welcome_of"),
    *(
        "joining.reading.threshold_of",
        "release.halt.asking",
        "release.halt.halted",
        "safeguards.social_care.asked_since",
    ),
    *("listings.reading.kept", "listings.reading.listed", "listings.reading.offered"),
    *("cover.away.stand_in", "cover.naming.limit"),
}
ELSEWHERE: Final = {
    "directory.rules.may": "is the answer to who may",
    "contact.notices.unopened": "is only the question: every page asks it as its viewer",
    "release.gate.told_back": "is the gate's word on records that a viewer's own read has found",
    "agreements.unfinished.drop": "drops a draft of the council's own, and reads nothing",
    "contact.letters.houses.keep_welcome": "keeps a centre's own words, and reads nothing",
}


def by_organisation(function: Function) -> bool:
    """It is told an organisation, and neither who looks nor who acts."""
    said = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    if {"viewer", "by"} & {one.arg for one in said}:
        return False
    return any("OrganisationId" in ast.unparse(one.annotation) for one in said if one.annotation)


def called_by(door: Module) -> Iterator[str]:
    """The dotted names of what a door calls, by what it imports: `reach.measure.counts`."""
    known = {local: name.removeprefix("rightstart.") for _, name, local in imports(door)}
    for call in calls(door):
        match call.func:
            case ast.Name(id=local) if local in known:
                yield known[local]
            case ast.Attribute(value=ast.Name(id=local), attr=name) if local in known:
                yield f"{known[local]}.{name}"


def unseen(source: list[Module]) -> set[str]:
    """What doors call that is told an organisation and not who looks."""
    told = {
        f"{module.name.removesuffix('.py').replace('/', '.')}.{one.name}"
        for module in source
        if module.package not in DOORS | {"engine"}
        for one in module.tree.body
        if isinstance(one, Function) and not one.name.startswith("_") and by_organisation(one)
    }
    return told & {name for door in source if door.package in DOORS for name in called_by(door)}


def test_every_read_of_families_that_a_door_calls_takes_the_viewer() -> None:
    assert unseen(modules()) == OF_ORGANISATIONS | ELSEWHERE.keys()


def test_the_check_sees_a_read_by_organisation_and_lets_a_viewer_and_a_verb_pass() -> None:
    text = "def {}(council: OrganisationId{}): ..."
    told = [
        *(("counts", ""), ("seen", ", viewer: Viewer"), ("act", ", *, by: Actor")),
    ]
    room = Module("reach/measure.py", "\n".join(text.format(*one) for one in told))
    door = "from rightstart.reach import measure\nfrom rightstart.reach.measure import act\n"
    page = Module("web/reach.py", door + "measure.counts(1)\nmeasure.seen(1)\nact(1)")
    assert unseen([room, page]) == {"reach.measure.counts"}
