"""Hides how disclosures become parcels, parcels reach their centre, and what must come back is called back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Final

from django.db import connection, transaction

from rightstart.births.store import new_references
from rightstart.engine.bulk import ask, insert_rows, together
from rightstart.handover import chasing
from rightstart.handover.models import CallBack, Line, Receipt
from rightstart.handover.rules import CarrierKind, due_by
from rightstart.handover.sealed import PLAIN, seal
from rightstart.ledger.append import Act, append
from rightstart.release import halt
from rightstart.release.disclose import Recorded
from rightstart.release.gather import Gathered
from rightstart.release.queries import numbered
from rightstart.release.rules import CALLS_BACK, Disclose, Outcome
from rightstart.safeguards.rules import URGENT, Withheld
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

# What its centre could have seen is called back, once; a line in a parcel not yet sent is simply replaced. Where such a
# line only corrected an older one, the older one is the copy that the centre has.
REPLACE: Final = """
WITH gone AS (
    UPDATE handover_line SET replaced_at = %(at)s::timestamptz
    WHERE birth_id = ANY(%(births)s::bigint[]) AND decision_id = ANY(%(decisions)s::bigint[]) AND replaced_at IS NULL
    RETURNING decision_id, birth_id, centre_id
)
SELECT copy.decision_id, copy.centre_id, copy.reference, copy.handed_on, gone.decision_id = ANY(%(urgent)s::bigint[])
FROM gone CROSS JOIN LATERAL (
    SELECT l.decision_id, l.centre_id, l.reference, l.handed_on
    FROM handover_line l JOIN handover_parcel p ON p.id = l.parcel_id AND p.sent_at IS NOT NULL
    WHERE l.birth_id = gone.birth_id AND l.centre_id = gone.centre_id
    ORDER BY l.decision_id DESC LIMIT 1
) copy
WHERE gone.decision_id = ANY(%(demands)s::bigint[])
  AND NOT EXISTS (SELECT FROM handover_callback c WHERE c.decision_id = copy.decision_id)
"""

SEND: Final = """
UPDATE handover_parcel p SET sent_at = %s
FROM directory_organisation c
WHERE p.sent_at IS NULL AND p.packed_at <= %s AND c.id = p.centre_id
  AND NOT EXISTS (SELECT 1 FROM release_halt h WHERE h.council_id = c.council_id AND h.resumed_at IS NULL)
RETURNING p.id
"""

# Parcels sent to a centre that nobody of it has seen: asked by whoever acknowledges, and by the centre's own role.
UNSEEN: Final = """
SELECT p.id FROM handover_parcel p
WHERE p.centre_id = %(centre)s::bigint AND p.sent_at <= %(at)s::timestamptz
  AND NOT EXISTS (SELECT 1 FROM handover_receipt r WHERE r.parcel_id = p.id)
ORDER BY p.id
"""


def pack(recorded: Sequence[Recorded], *, by: Actor, at: datetime) -> int:
    """Make a parcel for each centre of what was just disclosed to it, and call back what was just taken away.

    In the caller's transaction, so that a decision and what follows from it are one. Gives the number of call-backs.
    """
    called_back = _take_back([one for one in recorded if one.decision is not None and one.gathered.current], by, at)
    disclosed: dict[OrganisationId, list[Recorded]] = defaultdict(list)
    for one in recorded:
        if one.decision is not None and isinstance(one.outcome, Disclose):
            disclosed[one.outcome.to].append(one)
    if disclosed:
        _make_parcels(disclosed, by, at)
    return called_back


def _make_parcels(disclosed: dict[OrganisationId, list[Recorded]], by: Actor, at: datetime) -> None:
    numbers, code_of = numbered("handover_parcel", len(disclosed), disclosed)
    parcels = dict(zip(disclosed, numbers, strict=True))
    acts: list[Act] = [
        {"act": "packed", "parcel": parcel, "to": code_of[centre], "lines": len(disclosed[centre]), "by": str(by)}
        for centre, parcel in parcels.items()
    ]
    packed = {
        "id": list(parcels.values()),
        "centre_id": list(parcels),
        "carrier": CarrierKind.WORKLIST.value,
        "packed_at": at,
    }
    lines = _lines([one for ones in disclosed.values() for one in ones], parcels, at)
    with together():
        insert_rows("handover_parcel", packed | {"leaf_hash": append(acts, at=at)})
        insert_rows("handover_line", lines)


def _lines(ones: list[Recorded], parcels: Mapping[OrganisationId, int], at: datetime) -> dict[str, object]:
    """The lines of all parcels, column by column: what is not sealed of a payload stands in the columns of its names."""
    outcomes = [one.outcome for one in ones if isinstance(one.outcome, Disclose)]
    born = [one.gathered for one in ones]
    told: dict[str, object] = {
        "parcel_id": [parcels[outcome.to] for outcome in outcomes],
        "centre_id": [outcome.to for outcome in outcomes],
        "birth_id": [one.birth for one in born],
        "family_id": [one.family for one in born],
        "decision_id": [one.decision for one in ones],
        "reference": _references(born, outcomes),
        "handed_on": london_date(at),
        "due_on": _due_on(born, outcomes, london_date(at)),
        "arrived": [one.facts.notice.arrived for one in born],
    }
    payloads, slots = [outcome.payload for outcome in outcomes], [one.key for one in born]
    told |= {"key": slots, "sealed": seal(slots, payloads)}
    return told | {name: list(map(attrgetter(name), payloads)) for name in PLAIN}


def _due_on(born: Sequence[Gathered], outcomes: Sequence[Disclose], today: date) -> list[date]:
    """By when each first contact is due; never in the past, for nobody can be late before being told."""
    known_on = {at: london_date(at) for at in {one.known_at for one in born}}
    return [
        max(_due_by(one, outcome.under.target_day, known_on[one.known_at]), today)
        for one, outcome in zip(born, outcomes, strict=True)
    ]


def _due_by(one: Gathered, target_day: int, known_on: date) -> date:
    return due_by(one.facts.timing.born_on, target_day, known_on, arrived=one.facts.notice.arrived)


def _references(born: Sequence[Gathered], outcomes: Sequence[Disclose]) -> list[str]:
    """One reference for each birth and centre, for good: the known one, or a new one where there is none yet."""
    known = _known_references([one.birth for one in born if one.current])
    fresh = new_references(len(born))
    return [known.get((one.birth, outcome.to), new) for one, outcome, new in zip(born, outcomes, fresh, strict=True)]


def _known_references(births: Sequence[BirthId]) -> dict[tuple[BirthId, OrganisationId], str]:
    """The references under which centres know these births already."""
    if not births:
        return {}
    known = Line.objects.filter(birth_id__in=births).values_list("birth_id", "centre_id", "reference")
    return {(BirthId(birth), OrganisationId(centre)): reference for birth, centre, reference in known}


def _take_back(changed: Sequence[Recorded], by: Actor, at: datetime) -> int:
    """Close the lines of superseded decisions; demand the removal of those that must come back."""
    superseded = [(one.gathered.current.decision, one) for one in changed if one.gathered.current]
    if not superseded:
        return 0
    said: dict[str, object] = {
        "at": at,
        "births": [one.gathered.birth for _, one in superseded],
        "decisions": [decision for decision, _ in superseded],
        "demands": [decision for decision, one in superseded if one.then in CALLS_BACK],
        "urgent": [decision for decision, one in superseded if _urgent(one.outcome)],
    }
    copies = ask(REPLACE, said)
    leaves = append([{"act": "called-back", "reference": copy[2], "by": str(by)} for copy in copies], at=at)
    made = CallBack.objects.bulk_create(
        CallBack(
            decision_id=decision,
            centre_id=centre,
            reference=reference,
            handed_on=handed_on,
            demanded_at=at,
            urgent=urgent,
            leaf_hash=leaf,
        )
        for (decision, centre, reference, handed_on, urgent), leaf in zip(copies, leaves, strict=True)
    )
    chasing.tell_call_backs([one for one in made if one.urgent], at=at)
    return len(made)


def _urgent(outcome: Outcome) -> bool:
    return isinstance(outcome, Withheld) and outcome.why in URGENT


@transaction.atomic
def hand_over_due(*, by: Actor, at: datetime) -> int:
    """Send every parcel that is packed; on the worklist it can be seen from this moment. Gives how many were sent.

    Nothing of a council that has stopped everything is sent.
    """
    halt.sending()
    with connection.cursor() as cursor:
        cursor.execute(SEND, [at, at])
        sent = sorted(row[0] for row in cursor.fetchall())
    append([{"act": "handed-over", "parcel": parcel, "by": str(by)} for parcel in sent], at=at)
    return len(sent)


@transaction.atomic
def acknowledge(*, centre: OrganisationId, by: Actor, at: datetime) -> int:
    """A person of the centre has seen its worklist: every parcel sent to it has come. Gives how many receipts that made."""
    sent = {"centre": centre, "at": at}
    ask(UNSEEN + "FOR UPDATE", sent)
    unseen = [row[0] for row in ask(UNSEEN, sent)]  # asked anew: a colleague may have been first
    leaves = append([{"act": "received", "parcel": parcel, "by": str(by)} for parcel in unseen], at=at)
    Receipt.objects.bulk_create(
        Receipt(parcel_id=parcel, by=str(by), at=at, leaf_hash=leaf)
        for parcel, leaf in zip(unseen, leaves, strict=True)
    )
    return len(unseen)


@transaction.atomic
def confirm_destroyed(*, references: Iterable[str], centre: OrganisationId, by: Actor, at: datetime) -> int:
    """A person of the centre confirms that paper and other copies of these lines are destroyed; ends their call-backs."""
    open_ones = CallBack.objects.select_for_update().filter(
        centre_id=centre, reference__in=list(references), answered_at__isnull=True
    )
    found = list(open_ones)
    leaves = append([{"act": "destroyed", "reference": one.reference, "by": str(by)} for one in found], at=at)
    for one, leaf in zip(found, leaves, strict=True):
        one.answered_at, one.answered_by, one.answer_leaf_hash = at, str(by), leaf
    CallBack.objects.bulk_update(found, ("answered_at", "answered_by", "answer_leaf_hash"))
    chasing.settled(chasing.OF_CALL_BACKS, [one.reference for one in found], at=at)
    return len(found)
