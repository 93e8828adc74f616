"""Hides what was sent to whom since a moment: for the log of an incident, by the centres' own references and no names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, proven

SENT: Final = """
SELECT c.code, c.name, p.sent_at, l.reference, a.reference, v.version, v.items, r.at, b.demanded_at, b.answered_at
FROM handover_parcel p
JOIN directory_organisation c ON c.id = p.centre_id
JOIN handover_line l ON l.parcel_id = p.id
JOIN release_decision d ON d.id = l.decision_id
JOIN agreements_version v ON v.id = d.version_id
JOIN agreements_agreement a ON a.id = v.agreement_id
LEFT JOIN handover_receipt r ON r.parcel_id = p.id
LEFT JOIN handover_callback b ON b.decision_id = l.decision_id
WHERE c.council_id = %(council)s::bigint AND p.sent_at >= %(since)s::timestamptz
ORDER BY c.name, p.sent_at, l.id
"""


@dataclass(frozen=True, slots=True)
class SentLine:
    """One baby's line as it was sent, by the reference under which its centre knows it; `seen_at`: by a person of the centre."""

    code: str
    centre: str
    sent_at: datetime
    reference: str
    agreement: str
    version: int
    items: Sequence[str]
    seen_at: datetime | None
    called_back_at: datetime | None
    destroyed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SentTo:
    """What one centre was sent, in all."""

    code: str
    centre: str
    lines: tuple[SentLine, ...]

    @property
    def first_at(self) -> datetime:
        return self.lines[0].sent_at

    @property
    def last_at(self) -> datetime:
        return self.lines[-1].sent_at

    @property
    def unseen(self) -> int:
        return sum(line.seen_at is None for line in self.lines)

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(sorted({item for line in self.lines for item in line.items}))


def sent_since(viewer: Viewer, since: datetime) -> list[SentLine]:
    """Every line that the centres of the viewer's council were sent since a moment, by centre and time."""
    council = proven(viewer, "council")
    rows = [] if council is None else ask(SENT, {"council": council, "since": since})
    return [SentLine(*row) for row in rows]


def by_centre(lines: Iterable[SentLine]) -> list[SentTo]:
    return [SentTo(code, (told := tuple(ones))[0].centre, told) for code, ones in groupby(lines, attrgetter("code"))]
