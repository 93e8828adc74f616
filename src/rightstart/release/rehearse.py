"""Hides how an agreement is tried out: a month's births decided as things are and as they would be, in counts that name nobody.

The counts are exact, however small: they are for the council's own staff, who may see each of these births. They go to nobody else.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from msgspec.structs import replace

from rightstart.agreements.rules import Hop, InstrumentKind, NotYet, Refused
from rightstart.agreements.supposing import NotSupposed, Supposed, suppose
from rightstart.births.batches import in_batches
from rightstart.engine.isolation import Viewer
from rightstart.release.disclose import follow
from rightstart.release.gather import Gathered, gather
from rightstart.release.queries import ask
from rightstart.release.rules import (
    CALLS_BACK,
    HANDS_OVER,
    KEEPS,
    Disclose,
    Outcome,
    OutcomeKind,
    Then,
    decide,
    kind_of,
    reason_of,
)
from rightstart.safeguards.rules import Withheld
from rightstart.terms import BirthId, FamilyId, Item, Period, london_date, months_after

# One picture of the database for all batches, and one in which the database itself refuses to write.
READ_ONLY: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
FIGURES: Final = ("released", "withheld", "kept", "paused", "called_back", "narrowed", "not_come")
_Why = tuple[OutcomeKind, str]
Contacted = Callable[[Sequence[FamilyId]], frozenset[FamilyId]]


@dataclass(frozen=True, slots=True)
class Count:
    """So many births have this outcome for this coded reason, as things are and as they would be."""

    outcome: OutcomeKind
    reason: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that could travel no more, or newly; and how many births have something in it."""

    item: Item
    births: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a version in force, or an end (`version` None), would change about a month's births, all of it in births but families.

    `released`, `withheld`: with a centre only then, only now. Those handed over that stay there though nothing new would go out:
    `kept` by the exit clause, as somebody has contacted the family; `paused` until their day or a fresh word. `called_back`,
    `narrowed`: families handed over whose details would be called back, or be replaced by fewer. `not_come`: would never have
    come to the council; what has come stays.
    """

    reference: str
    version: int | None
    hop: Hop
    month: Period
    births: int
    counts: tuple[Count, ...]
    released: int
    withheld: int
    kept: int
    paused: int
    called_back: int
    narrowed: int
    not_come: int
    cut: tuple[ItemChange, ...]
    added: tuple[ItemChange, ...]

    @property
    def changes(self) -> bool:
        """Whether anything at all would be another way."""
        moved = any(
            (self.released, self.withheld, self.kept, self.paused, self.called_back, self.narrowed, self.not_come)
        )
        return moved or bool(self.cut or self.added)


def last_month(on: date) -> Period:
    """The last whole month before a day."""
    end = on.replace(day=1)
    return Period(months_after(end, -1), end)


def rehearse(
    viewer: Viewer, reference: str, version: int | None, *, month: Period, contacted: Contacted, at: datetime
) -> Rehearsal | NotSupposed:
    """What a version in force, or (None) the agreement's end, would have changed about a month's births. Changes nothing.

    Council to centre: the births about which anything was decided in that month. To the council: those of which the giver told
    in it. Each is decided by what is known at `at`, by the same rules as in a pass, once with the agreements as they are and
    once as they would be. `contacted` says which families somebody has tried to contact.
    """
    supposed = suppose(viewer, reference, version, on=london_date(at))
    if isinstance(supposed, NotSupposed):
        return supposed
    seen = _Seen(supposed, london_date(at), contacted)
    with _only_reading():
        births = _births(viewer, supposed, month)
        for _, batch in in_batches(births):
            asked = [one for one in gather(batch, at=at) if one.birth in births]
            if supposed.hop is Hop.COUNCIL_TO_CENTRE:
                seen.to_centres(asked)
            else:
                seen.to_council(asked, births)
    return seen.told(reference, version, month)


@contextmanager
def _only_reading() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY)
        yield


def _births(viewer: Viewer, supposed: Supposed, month: Period) -> Mapping[BirthId, bool]:
    """The births that are tried, each with whether it would be here without the flow that is tried."""
    council, days = viewer.organisation, {"start": month.start_on, "end": month.end_on}
    if supposed.hop is Hop.COUNCIL_TO_CENTRE:
        found = ask("judged", {"council": council, **days})
    else:
        arrived = supposed.kind is InstrumentKind.ARRIVALS_SHARING
        found = ask("came", {"council": council, "giver": supposed.giver, "arrived": arrived, **days})
    return {BirthId(birth): elsewhere for birth, elsewhere in found}


class _Seen:
    """What has been counted so far, a batch at a time; whole families, so that each is counted once."""

    def __init__(self, supposed: Supposed, on: date, contacted: Contacted) -> None:
        self._supposed, self._on, self._contacted = supposed, on, contacted
        self._before, self._after = Counter[_Why](), Counter[_Why]()
        self._figures, self._cut, self._added = Counter[str](), Counter[Item](), Counter[Item]()

    def to_centres(self, births: Sequence[Gathered]) -> None:
        """Each decided as things are, and with what the rules would read then."""
        agreed = self._supposed.then[Hop.COUNCIL_TO_CENTRE]
        tried = [
            (one, decide(one.facts, self._on), decide(replace(one.facts, agreements=agreed), self._on))
            for one in births
        ]
        contacted = self._contacted(
            [one.family for one, *outcomes in tried if any(isinstance(each, Refused) for each in outcomes)]
        )
        followed: set[tuple[str, FamilyId]] = set()
        for one, before, after in tried:
            now, then = (follow(one, outcome, contacted) for outcome in (before, after))
            self._decided(before, after)
            self._moved(_at_centre(one, before, now), _at_centre(one, after, then), before, after)
            if then in CALLS_BACK - {now} and now not in CALLS_BACK:
                followed.add(("narrowed" if then is Then.NARROW else "called_back", one.family))
        self._figures.update(name for name, _ in followed)

    def to_council(self, births: Sequence[Gathered], elsewhere: Mapping[BirthId, bool]) -> None:
        """Each as it is decided now, where it would have come at all; and what came with it that could come no more."""
        now, then = (self._supposed.items(each, self._on) for each in (self._supposed.now, self._supposed.then))
        for one in births:
            before = decide(one.facts, self._on)
            comes = elsewhere[one.birth] or then is not None
            self._before[_why(before)] += 1
            self._after[_why(before)] += comes
            self._figures["not_come"] += not comes
            self._figures["withheld"] += isinstance(before, Disclose) and not comes
            if now is not None and then is not None:
                self._differ(now, then, one.facts.notice)

    def _decided(self, before: Outcome, after: Outcome) -> None:
        self._before[_why(before)] += 1
        self._after[_why(after)] += 1
        if isinstance(before, Disclose) and isinstance(after, Disclose):
            self._differ(before.under.items, after.under.items, before.payload, after.payload)

    def _moved(self, now: bool, then: bool, before: Outcome, after: Outcome) -> None:
        """`now`, `then`: whether the birth is with a centre, whatever would be decided."""
        self._figures["released"] += then and not now
        self._figures["withheld"] += now and not then
        stays = now and then and isinstance(before, Disclose)
        self._figures["kept"] += stays and isinstance(after, Refused)
        self._figures["paused"] += stays and isinstance(after, NotYet)

    def _differ(self, before: Set[Item], after: Set[Item], had: object, has: object = None) -> None:
        """Each item that one lists and the other does not, with whether there is something in it."""
        for item in before - after:
            self._cut[item] += getattr(had, item, None) is not None
        for item in after - before:
            self._added[item] += getattr(has, item, None) is not None

    def told(self, reference: str, version: int | None, month: Period) -> Rehearsal:
        found = sorted(
            self._before.keys() | self._after.keys(), key=lambda why: (list(OutcomeKind).index(why[0]), why[1])
        )
        return Rehearsal(
            reference=reference,
            version=version,
            hop=self._supposed.hop,
            month=month,
            births=self._before.total(),
            counts=tuple(Count(*why, self._before[why], self._after[why]) for why in found),
            **{name: self._figures[name] for name in FIGURES},
            cut=_changes(self._cut),
            added=_changes(self._added),
        )


def _at_centre(one: Gathered, outcome: Outcome, then: Then) -> bool:
    """Whether a birth is with a centre after an outcome: it goes there now, or stays there, whatever the outcome says of going."""
    if isinstance(outcome, Disclose) and then in HANDS_OVER:
        return True
    return then in KEEPS and one.current is not None and one.current.standing.kind is OutcomeKind.DISCLOSE


def _why(outcome: Outcome) -> _Why:
    """No agreement changes what a safeguard holds, and not everybody who may see agreements may know why it does."""
    return kind_of(outcome), "" if isinstance(outcome, Withheld) else reason_of(outcome)


def _changes(counted: Mapping[Item, int]) -> tuple[ItemChange, ...]:
    return tuple(ItemChange(item, counted[item]) for item in Item if item in counted)
