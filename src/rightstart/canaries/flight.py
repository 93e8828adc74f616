"""Hides how the births of one run are made up and taken through the journey: handed over, marked, withdrawn again.

They come in as any consignment does. Each run has births of its own, for whoever was marked once is held for good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Final

from rightstart import journey
from rightstart.canaries.ground import COUNCIL, POSTCODES, SUPPLIER, Ground
from rightstart.canaries.rules import Canary, Stage
from rightstart.contact.worklist import worklist
from rightstart.engine.isolation import Viewer
from rightstart.handover import hand_over
from rightstart.handover.finding import by_record
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.door import HandedIn
from rightstart.intake.shares import Watched
from rightstart.places.directories import Sex, surnames
from rightstart.safeguards.rules import MarkerKind
from rightstart.synth.families import forename
from rightstart.synth.rows import Row, to_csv
from rightstart.terms import Actor, BirthId, Period, london_date

AGE: Final = timedelta(days=20)  # old enough to be contacted at once, by any agreement's usual terms
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Flight:
    """One run on its way: its number, where it lands, who looks as the centre, and under whose name and when it happens."""

    number: int
    ground: Ground
    viewer: Viewer
    by: Actor
    at: datetime

    def record(self, canary: Canary) -> str:
        return f"canary-{self.number}-{canary.value}"

    def births(self) -> dict[Canary, BirthId]:
        """Those that the council knows as births."""
        found = {canary: by_record(SUPPLIER, self.record(canary)) for canary in Canary}
        return {canary: known[0].number for canary, known in found.items() if known}

    def to(self, stage: Stage) -> None:
        """Take the births on to a stage."""
        match stage:
            case Stage.HANDED_OVER:
                self._hand_in(Kind.BIRTHS, [self._born(canary) for canary in Canary])
            case Stage.MARKED:
                self._mark()
            case Stage.WITHDRAWN:
                self.withdraw()
        journey.hand_over_due(by=self.by, at=self.at)
        hand_over.acknowledge(centre=self.ground.centre, by=self.by, at=self.at)

    def withdraw(self) -> None:
        """Their supplier takes them all back, and the centre destroys its copies, so that nothing stays open."""
        rows = [{"record_id": self.record(canary), "action": "withdraw"} for canary in Canary]
        self._hand_in(Kind.STATUS, rows)
        called_back = [one.reference for one in worklist(self.viewer, at=self.at).removals]
        hand_over.confirm_destroyed(references=called_back, centre=self.ground.centre, by=self.by, at=self.at)

    def _mark(self) -> None:
        """What comes too late in life: a death and a protected address by the feed, an adoption by hand."""
        said: Mapping[Canary, Row] = {
            Canary.DIED_AFTER: {"contact": "died"},
            Canary.PROTECTED: {"postcode": "ZZZSECUR"},
        }
        self._hand_in(Kind.STATUS, [{"record_id": self.record(canary), **row} for canary, row in said.items()])
        adopted = self.births().get(Canary.ADOPTED)
        if adopted is not None:
            journey.mark(birth=adopted, kind=MarkerKind.ADOPTION, source="person", by=self.by, at=self.at)

    def _born(self, canary: Canary) -> Row:
        """A birth like any other; of one the file itself says that the baby died, as a feed once silently began to."""
        rng, born_on = Random(self.record(canary)), london_date(self.at) - AGE
        place = self.number * len(Canary) + list(Canary).index(canary)
        family = _surnames()[place % len(_surnames())]
        return {
            "record_id": self.record(canary),
            "baby_surname": family,
            "baby_forename": forename(Sex.FEMALE, rng),
            "born_on": born_on.isoformat(),
            "address_line_1": f"{rng.randint(1, 120)} Canary Street",
            "postcode": POSTCODES[place % len(POSTCODES)],
            "contact": "died" if canary is Canary.DIED_BEFORE else "",
            "outcome": "live",
            "parent_name": f"{forename(Sex.FEMALE, rng)} {family}",
            "told_on": born_on.isoformat(),
            "objection": "no",
        }

    def _hand_in(self, kind: Kind, rows: Sequence[Row]) -> None:
        """As the supplier would. So few rows, of which so many stop, are unlike nothing: it confirms that they are right."""
        today = london_date(self.at)
        handed = HandedIn(
            content=to_csv(rows),
            supplier=SUPPLIER,
            council=COUNCIL,
            period=Period(today - WEEK, today),
            kind=kind,
            as_at=self.at,
            attests=frozenset(Attestation),
            confirms=frozenset(Watched),
        )
        journey.bring_in(handed, by=self.by, at=self.at)


@cache
def _surnames() -> tuple[str, ...]:
    """Each once: two of one name, born on one day, would be asked about as one baby, and hold each other."""
    return tuple(sorted({one.surname for one in surnames()}))
