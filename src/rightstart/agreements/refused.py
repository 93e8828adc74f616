"""Hides how refusals to share are read: each party's own with what they contradict, all that stand, and how many by barrier."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q

from rightstart.agreements.barriers import HOPS, Barrier, EndReason, Standing, standing
from rightstart.agreements.entries import entries
from rightstart.agreements.models import Refusal, Version
from rightstart.agreements.refusals import reviews
from rightstart.agreements.rules import Hop, lacking
from rightstart.directory.people import OrganisationRow, named
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import OrganisationId, london_date

Flow = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A refusal as it stands on a day, organisations by code and name. `against`: agreements in force for the very same flow."""

    reference: str
    hop: Hop
    giver_code: str
    giver: str
    taker_code: str
    taker: str
    party_code: str
    party: str
    role: RoleKind
    barriers: tuple[Barrier, ...]
    words: str
    would_change: str
    from_on: date
    review_on: date
    standing: Standing
    end_reason: EndReason | None
    ended_on: date | None
    against: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        return self.standing in (Standing.STANDS, Standing.REVIEW_DUE)


def refusals(viewer: Viewer, *, at: datetime) -> list[RefusalRow]:
    """Every refusal of a flow that the viewer gives or takes: those that stand first, the earliest review first."""
    on = london_date(at)
    with seen_by(viewer) as using:
        rows = list(Refusal.objects.using(using).all())
        days, agreed = reviews(rows, using), _agreed(rows, using, on)
    return _sorted(_rows(rows, days, agreed, on))


def standing_refusals(*, at: datetime) -> list[RefusalRow]:
    """Every refusal of every organisation that stands on the day: for who may see them all, without their words."""
    rows = list(Refusal.objects.filter(ended_at__isnull=True))
    found = _rows(rows, reviews(rows), {}, london_date(at))
    return _sorted([one for one in found if one.stands])


def by_barrier(*, at: datetime) -> dict[Hop, Counter[Barrier]]:
    """How many standing refusals name each barrier, by hop; one that names several counts for each of them."""
    counted: dict[Hop, Counter[Barrier]] = {hop: Counter() for hop in Hop}
    for one in standing_refusals(at=at):
        counted[one.hop].update(one.barriers)
    return counted


def refused_from(council: OrganisationId, using: str) -> Mapping[Flow, date]:
    """For each flow of a council that a party refuses: from which day on."""
    rows = Refusal.objects.using(using).filter(Q(giver_id=council) | Q(taker_id=council), ended_at__isnull=True)
    first = rows.values_list("giver_id", "taker_id").annotate(first=Min("from_on"))
    return {(giver, taker): from_on for giver, taker, from_on in first}


def _agreed(rows: Iterable[Refusal], using: str, on: date) -> Mapping[Flow, set[str]]:
    """The agreements in force that each flow has, for the givers of these refusals."""
    found: dict[Flow, set[str]] = defaultdict(set)
    givers = {one.giver_id for one in rows}
    for one in entries(Version.objects.using(using).filter(agreement__giver_id__in=givers), using):
        if lacking(one.instrument, on) is None:
            for taker in one.recipients:
                found[one.version.agreement.giver_id, taker].add(one.instrument.reference)
    return found


def _rows(
    rows: Sequence[Refusal], days: Mapping[int, date], agreed: Mapping[Flow, set[str]], on: date
) -> list[RefusalRow]:
    known = named(pk for one in rows for pk in (one.giver_id, one.taker_id))
    return [_row(one, days[one.pk], agreed.get((one.giver_id, one.taker_id), set()), known, on) for one in rows]


def _row(
    one: Refusal, review_on: date, agreed: set[str], known: Mapping[OrganisationId, OrganisationRow], on: date
) -> RefusalRow:
    giver, taker, party = (known[OrganisationId(pk)] for pk in (one.giver_id, one.taker_id, one.party_id))
    found = standing(one.from_on, review_on, ended=one.ended_at is not None, on=on)
    return RefusalRow(
        reference=one.reference,
        hop=HOPS[giver.kind, taker.kind],
        giver_code=giver.code,
        giver=giver.name,
        taker_code=taker.code,
        taker=taker.name,
        party_code=party.code,
        party=party.name,
        role=RoleKind(one.role),
        barriers=tuple(barrier for barrier in Barrier if barrier.value in one.barriers),
        words=one.words,
        would_change=one.would_change,
        from_on=one.from_on,
        review_on=review_on,
        standing=found,
        end_reason=EndReason(one.end_reason) if one.end_reason else None,
        ended_on=london_date(one.ended_at) if one.ended_at else None,
        against=tuple(sorted(agreed)) if found in (Standing.STANDS, Standing.REVIEW_DUE) else (),
    )


def _sorted(rows: Iterable[RefusalRow]) -> list[RefusalRow]:
    return sorted(
        rows, key=lambda one: (one.standing is Standing.ENDED, one.review_on, one.giver, one.taker, one.party)
    )
