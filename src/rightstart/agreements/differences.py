"""What a version changes against the one before it, in plain words; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from rightstart.agreements.fields import LABELS, in_words
from rightstart.agreements.wording import Statement, Terms


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise: what it is called, as it was, and as it is to be; empty where nothing was or is said.

    `field` is its name in the terms, or `takers`. `taken_out` and `put_in`: of a list, in words, what goes and what comes.
    """

    field: str
    label: str
    before: str
    after: str
    taken_out: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()


def differences(before: Statement, after: Statement) -> list[Difference]:
    """Everything that `after` says otherwise, whom it covers first; none where both say the same."""
    said = {
        field.name: (getattr(before.terms, field.name), getattr(after.terms, field.name)) for field in fields(Terms)
    }
    told = [_differs(name, *said[name]) for name in LABELS if said[name][0] != said[name][1]]
    return [*_covered(before, after), *told]


def _covered(before: Statement, after: Statement) -> Iterator[Difference]:
    was, becomes = ([one.name for one in each.takers] for each in (before, after))
    if set(was) != set(becomes):
        yield Difference("takers", "who receives", ", ".join(was), ", ".join(becomes), *_moved(was, becomes))


def _differs(name: str, was: object, becomes: object) -> Difference:
    moved: tuple[tuple[str, ...], ...] = ()
    if isinstance(was, frozenset | tuple) and isinstance(becomes, frozenset | tuple):
        moved = _moved(*([in_words(name, type(each)([one])) for one in each] for each in (was, becomes)))
    return Difference(name, LABELS[name], in_words(name, was), in_words(name, becomes), *moved)


def _moved(was: list[str], becomes: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(set(was) - set(becomes))), tuple(sorted(set(becomes) - set(was)))


def told(one: Difference) -> str:
    """One difference as a sentence."""
    name = one.label[0].upper() + one.label[1:]
    if one.taken_out or one.put_in:
        parts = (("no longer", one.taken_out), ("new", one.put_in))
        return f"{name}: {'; '.join(' '.join((word, ', '.join(said))) for word, said in parts if said)}."
    if not one.before:
        return f"{name}: now {one.after}."
    return (
        f"{name}: {one.before} becomes {one.after}." if one.after else f"{name}: no longer said (it was {one.before})."
    )
