"""Who asks the gate in its tests, and about whom."""

from collections.abc import Iterable

from rightstart.release import gate
from rightstart.release.gate import Answer
from rightstart.release.rules import Passage
from rightstart.terms import BirthId, FamilyId
from tests.journey import look
from tests.journey.world import World


def birth(record: str) -> BirthId:
    return BirthId(look.birth_of(record))


def family(record: str) -> FamilyId:
    [(found,)] = look.ask("SELECT family_id FROM births_birth WHERE id = %s", birth(record))
    return FamilyId(int(str(found)))


def asked(world: World, record: str, centre: str = "CAL-01", contacted: Iterable[FamilyId] = ()) -> Answer:
    one = birth(record)
    answers = gate.ask([one], centre=world.ids[centre], contacted=frozenset(contacted), at=world.at)
    assert list(answers) == [one]
    return answers[one]


def opened(world: World, *records: str, centre: str = "CAL-01") -> list[str]:
    """Which of these records' births are open to a centre: the same, asked about one by one and about all at once."""
    births = {record: birth(record) for record in records}
    answers = gate.ask(list(births.values()), centre=world.ids[centre], contacted=frozenset(), at=world.at)
    assert answers == {births[record]: asked(world, record, centre) for record in records}
    return [record for record, one in births.items() if answers[one].passage is Passage.OPEN]
