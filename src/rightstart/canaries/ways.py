"""Hides how every way out is asked about the canaries of a run, as the centre's own viewer wherever a centre reads.

Whoever makes a new way out (a letter, a label, an export, an answer to another system) names it here:
`tests/journey/test_canaries.py` fails for a module that asks the gate and is not asked itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rightstart.canaries.flight import Flight
from rightstart.canaries.rules import Canary, Looked, Stage, Way
from rightstart.contact.letters import whom
from rightstart.contact.letters.rules import MOST
from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import family, worklist
from rightstart.engine.bulk import Question, ask
from rightstart.engine.isolation import ask_as
from rightstart.release import gate
from rightstart.release.rules import Passage
from rightstart.terms import BirthId, FamilyId

# Every line there ever was of these births, by the worker, who sees them all.
FAMILIES: Final = "SELECT id, family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[])"
LINES: Final = "SELECT birth_id, reference FROM handover_line WHERE birth_id = ANY(%(births)s::bigint[])"
# What the database itself shows the centre.
SHOWN: Final = "SELECT birth_id FROM handover_line"


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom to look for: the births of a run, their families, and every reference that the centre has known them by."""

    flight: Flight
    births: Mapping[Canary, BirthId]
    families: Mapping[BirthId, FamilyId]
    references: Mapping[BirthId, frozenset[str]]


def look(flight: Flight, stage: Stage) -> Looked:
    """Ask every way out what it says of every canary."""
    aim = _aim(flight)
    told = {way: _by_canary(aim, asked(aim)) for way, asked in WAYS.items()}
    return Looked(stage, frozenset(aim.births), told)


def _aim(flight: Flight) -> Aim:
    births = flight.births()
    wanted = {"births": list(births.values())}
    families = {BirthId(birth): FamilyId(number) for birth, number in ask(FAMILIES, wanted)}
    lines = [(BirthId(birth), str(reference)) for birth, reference in ask(LINES, wanted)]
    references = {birth: frozenset(own for known, own in lines if known == birth) for birth in births.values()}
    return Aim(flight, births, families, references)


def _by_canary(aim: Aim, found: Mapping[BirthId, Passage]) -> dict[Canary, Passage]:
    """What was found of each; a canary that is no birth is nowhere."""
    shut = dict.fromkeys(Canary, Passage.CLOSED)
    return shut | {canary: found.get(birth, Passage.CLOSED) for canary, birth in aim.births.items()}


def _gate(aim: Aim) -> dict[BirthId, Passage]:
    return _asked_of_gate(aim, frozenset())


def _gate_after_contact(aim: Aim) -> dict[BirthId, Passage]:
    """As if somebody had tried every family: an exit clause opens the gate to such families for longer."""
    return _asked_of_gate(aim, frozenset(aim.families.values()))


def _asked_of_gate(aim: Aim, contacted: frozenset[FamilyId]) -> dict[BirthId, Passage]:
    births, flight = list(aim.births.values()), aim.flight
    answers = gate.ask(births, centre=flight.ground.centre, contacted=contacted, at=flight.at)
    return {birth: answer.passage for birth, answer in answers.items()}


def _lines(aim: Aim) -> dict[BirthId, Passage]:
    shown = ask_as(aim.flight.viewer, {"shown": Question(SHOWN, {})})["shown"]
    return {BirthId(birth): Passage.OPEN for (birth,) in shown}


def _worklist(aim: Aim) -> dict[BirthId, Passage]:
    """Every page of it."""
    listed = {one.family: _shown(one) for one in _listed(aim.flight)}
    return {birth: listed[number] for birth, number in aim.families.items() if number in listed}


def _listed(flight: Flight) -> Iterator[FamilyView | WaitingFamily]:
    pages = worklist(flight.viewer, at=flight.at).pages
    for page in range(1, pages + 1):
        found = worklist(flight.viewer, at=flight.at, page=page)
        yield from found.families
        yield from found.waiting


def _family(aim: Aim) -> dict[BirthId, Passage]:
    """The page of one family, by every address that it ever had."""
    return {
        birth: _shown(found)
        for birth, references in aim.references.items()
        for reference in references
        if (found := family(aim.flight.viewer, reference, at=aim.flight.at)) is not None
    }


def _letter(aim: Aim) -> dict[BirthId, Passage]:
    """Who would get a letter, were a batch made now."""
    viewers = {aim.flight.viewer.organisation: aim.flight.viewer}
    _, found = whom.candidates(viewers, skip=0, size=MOST)
    written = {one.family.family for one in whom.let_through(viewers, found, at=aim.flight.at)}
    return {birth: Passage.OPEN for birth, number in aim.families.items() if number in written}


def _shown(one: FamilyView | WaitingFamily) -> Passage:
    return Passage.OPEN if isinstance(one, FamilyView) else Passage.PAUSED


WAYS: Final[dict[Way, Callable[[Aim], dict[BirthId, Passage]]]] = {
    Way.GATE: _gate,
    Way.GATE_AFTER_CONTACT: _gate_after_contact,
    Way.LINES: _lines,
    Way.WORKLIST: _worklist,
    Way.FAMILY: _family,
    Way.LETTER: _letter,
}
