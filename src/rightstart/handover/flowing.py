"""Hides whether data flows under an agreement: derived from what was delivered and sent, and never typed in by anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from rightstart.agreements.register import AgreementRow
from rightstart.agreements.rules import Hop
from rightstart.agreements.states import Flow, flow
from rightstart.directory.people import coded
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.intake.punctuality import feed_rows, last_deliveries
from rightstart.intake.timetable import Clock
from rightstart.terms import OrganisationId, london_date

SENT: Final = """
SELECT centre_id, max(sent_at) FILTER (WHERE sent_at <= %(at)s::timestamptz),
    min(packed_at) FILTER (WHERE sent_at IS NULL OR sent_at > %(at)s::timestamptz)
FROM handover_parcel WHERE centre_id = ANY(%(centres)s::bigint[]) AND packed_at <= %(at)s::timestamptz GROUP BY centre_id
"""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """How the flow of one agreement stands. `last_at`: the last accepted delivery, or the last parcel sent.

    `clock`: of a supplier's feed in force, when its next delivery is due. `waits_since`: of a council's centres, since when
    the oldest parcel waits to be sent. `never`: the centres, by name, that were never sent anything.
    """

    flow: Flow
    last_at: datetime | None
    clock: Clock | None = None
    waits_since: datetime | None = None
    never: tuple[str, ...] = ()


class _Sent(NamedTuple):
    """What a centre was sent last, and since when a parcel waits for it."""

    last_at: datetime | None
    waits_since: datetime | None


def flows(viewer: Viewer, rows: Sequence[AgreementRow], *, at: datetime) -> Mapping[str, FlowRow]:
    """How the flow of each of the viewer's agreements stands, by reference."""
    codes = {code for row in rows for code in (row.giver_code, row.council_code, *row.recipient_codes)}
    known = {code: one.id for code, one in coded(codes).items()}
    due = {row.reference: row.clock for row in feed_rows(viewer, at=at)}
    came = last_deliveries({known[row.council_code] for row in rows if row.hop is not Hop.COUNCIL_TO_CENTRE}, at=at)
    centres = {code for row in rows if row.hop is Hop.COUNCIL_TO_CENTRE for code in row.recipient_codes}
    sent = _sent({known[code]: code for code in centres}, at)
    return {
        row.reference: _to_centres(row, sent, at)
        if row.hop is Hop.COUNCIL_TO_CENTRE
        else _to_council(row, came.get((known[row.giver_code], known[row.council_code], row.kind)), due, at)
        for row in rows
    }


def _to_council(row: AgreementRow, last_at: datetime | None, due: Mapping[str, Clock], at: datetime) -> FlowRow:
    clock = due.get(row.reference)
    late = clock is not None and bool(clock.days_late(london_date(at)))
    return FlowRow(flow(in_force=row.in_force, ever=last_at is not None, late=late), last_at, clock)


def _to_centres(row: AgreementRow, sent: Mapping[str, _Sent], at: datetime) -> FlowRow:
    """A parcel is due in the minute in which it is packed: one of an earlier day is late."""
    pairs = zip(row.recipient_codes, row.recipients, strict=True)
    never = tuple(name for code, name in pairs if code not in sent or sent[code].last_at is None)
    found = [sent[code] for code in row.recipient_codes if code in sent]
    last_at = max((one.last_at for one in found if one.last_at), default=None)
    waits_since = min((one.waits_since for one in found if one.waits_since), default=None)
    late = waits_since is not None and london_date(waits_since) < london_date(at)
    stands = flow(in_force=row.in_force, ever=last_at is not None, late=late)
    return FlowRow(stands, last_at, waits_since=waits_since, never=never)


def _sent(centres: Mapping[OrganisationId, str], at: datetime) -> dict[str, _Sent]:
    return {centres[centre]: _Sent(*rest) for centre, *rest in ask(SENT, {"centres": sorted(centres), "at": at})}
