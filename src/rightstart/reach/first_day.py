"""Hides where it is read how far a council has come on its first day, and what its centres have been given to do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from rightstart.agreements import register, signed_before
from rightstart.agreements.register import AgreementRow
from rightstart.agreements.rules import Hop, InstrumentKind, Missing
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question, ask, named
from rightstart.engine.isolation import Viewer, ask_as, proven
from rightstart.intake import quarantine, receipts
from rightstart.intake.contract import Kind
from rightstart.reach.rules import Agreed, Came, Facts, Progress, Standing, progress
from rightstart.release.rules import OutcomeKind
from rightstart.terms import london_date

# A birth that turned out to be another one has no notices left and waits for nobody. One that is forgotten counts by its last word.
STANDING: Final = """
SELECT d.outcome, CASE WHEN d.outcome = %(withheld)s THEN '' ELSE d.reason END AS why, count(*), min(d.decided_at)
FROM release_decision d
WHERE (d.superseded_at IS NULL OR d.salt = ''::bytea AND NOT EXISTS (
    SELECT 1 FROM release_decision later WHERE later.birth_id = d.birth_id AND later.id > d.id
)) AND NOT EXISTS (
    SELECT 1 FROM births_review r WHERE r.birth_id = d.birth_id AND r.kind = 'same-baby' AND r.answer IN ('same', 'joined')
      AND r.undone_at IS NULL
)
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
"""
DIRECTOR: Final = "your director"  # who alone confirms the signatures under a paper
OF_BIRTHS: Final = InstrumentKind.DATA_SHARING


@dataclass(frozen=True, slots=True)
class FirstDay:
    """A council's first day: what is there, and each step with its state."""

    facts: Facts
    steps: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a centre has been given: families and babies on its list, `unsent` not sent yet; `seen`: it has looked at all."""

    code: str
    name: str
    families: int
    babies: int
    due_on: date | None
    unsent: int
    seen: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """So many births have this outcome for this reason, the first since then. Why a birth is withheld stays blank."""

    outcome: OutcomeKind
    why: str
    births: int
    since: datetime


def first_day(viewer: Viewer, *, at: datetime) -> FirstDay:
    """How far the viewer's council has come, derived from what is there at this moment."""
    today, own = london_date(at), people.named([viewer.organisation])[viewer.organisation].code
    agreed = register.register(viewer, at=at)
    to_centres = [one for one in agreed if one.hop is Hop.COUNCIL_TO_CENTRE]
    entered = {one.hop for one in signed_before.prepared(viewer, at=at)}
    there = _There(*ask(named("reach", "first_day"), _asked(viewer, today))[0])
    facts = Facts(
        roles={RoleKind(kind): date.fromisoformat(on) for kind, on in there.roles.items()},
        centres=tuple(name for _, name in there.centres),
        numberless=tuple(there.numberless),
        rung=there.rung,
        numbers_on=_day(there.numbers_at),
        sharing=_agreed(
            [one for one in agreed if one.kind is OF_BIRTHS and one.council_code == own],
            entered=Hop.SUPPLIER_TO_COUNCIL in entered,
        ),
        instruction=_agreed(to_centres, entered=Hop.COUNCIL_TO_CENTRE in entered),
        uncovered=_uncovered(there.centres, to_centres),
        areas_from=there.areas_from,
        unmapped=tuple(there.unmapped),
        came=_came(viewer, at),
        standing=_standing(standing(viewer)),
        checked_on=_day(there.checked_at),
        received_on=_day(there.received_at),
        sent_to=tuple(there.sent_to),
        worked=there.worked,
    )
    return FirstDay(facts, progress(facts))


class _There(NamedTuple):
    """The one row of the query, in the order of its columns."""

    roles: dict[str, str]
    centres: list[list[str]]
    numberless: list[str]
    rung: bool
    numbers_at: datetime | None
    areas_from: date | None
    unmapped: list[str]
    checked_at: datetime | None
    received_at: datetime | None
    sent_to: list[str]
    worked: bool


def _asked(viewer: Viewer, today: date) -> dict[str, Any]:
    roles = {"worker": RoleKind.CENTRE_WORKER.value, "lead": RoleKind.SAFEGUARDING_LEAD.value}
    return {"council": viewer.organisation, "today": today, **roles}


def _day(at: datetime | None) -> date | None:
    return None if at is None else london_date(at)


def _agreed(rows: Sequence[AgreementRow], *, entered: bool) -> Agreed:
    """One that is in force, or else who has still to sign the one that is nearest to it; or one entered beside its paper."""
    force = [one.instrument.from_on for one in rows if one.in_force]
    if force:
        return Agreed(any=True, since=min(force))
    begins = [one.instrument.from_on for one in rows if one.lacks is Missing.NOT_BEGUN]
    waits_for = next((one.waits_for for one in rows if one.lacks is Missing.NOT_SIGNED and one.waits_for), ())
    found = Agreed(any=bool(rows), waits_for=() if begins else waits_for, begins_on=min(begins, default=None))
    return replace(found, entered=True, waits_for=(DIRECTOR,)) if entered and not begins else found


def _uncovered(centres: Sequence[Sequence[str]], rows: Sequence[AgreementRow]) -> tuple[str, ...]:
    covered = {code for one in rows if one.in_force for code in one.recipient_codes}
    return tuple(name for code, name in centres if code not in covered)


def _came(viewer: Viewer, at: datetime) -> Came:
    """What came of the files of births so far; where none was taken in, whose file is held."""
    found = [one for one in receipts.receipts(viewer) if one["kind"] == Kind.BIRTHS and one["council"]]
    taken = [one for one in found if one["status"] == "accepted"]
    held = sorted({one["supplier"] for one in found if one["status"] == "held"})
    names = people.coded(held)
    return Came(
        first_on=_day(min((datetime.fromisoformat(one["received_at"]) for one in taken), default=None)),
        accepted=sum(one["totals"]["accepted"] for one in taken),
        quarantined=quarantine.how_many_wait(viewer),
        held_from=tuple(names[code].name for code in held),
    )


def standing(viewer: Viewer) -> list[Stands]:
    """Where the births of the viewer's council stand now, by outcome and reason."""
    asked = Question(STANDING, {"withheld": OutcomeKind.WITHHELD.value})
    return [
        Stands(OutcomeKind(kind), why, number, at) for kind, why, number, at in ask_as(viewer, {"all": asked})["all"]
    ]


def _standing(stands: Sequence[Stands]) -> Standing:
    told = Counter[OutcomeKind]()
    for one in stands:
        told[one.outcome] += one.births
    return Standing(
        first_on=_day(min((one.since for one in stands), default=None)),
        listed=told[OutcomeKind.DISCLOSE],
        withheld=told[OutcomeKind.WITHHELD],
        waiting=told[OutcomeKind.NOT_YET],
        unplaced=told[OutcomeKind.UNPLACED],
        refused=told[OutcomeKind.REFUSED],
    )


def worklists(viewer: Viewer) -> list[Listed]:
    """What each centre of the viewer's council has been given, by name."""
    return [Listed(*row) for row in ask(named("reach", "worklists"), {"council": proven(viewer, "council")})]
