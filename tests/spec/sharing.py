"""What a flow is called by its deliveries (field guide, section 6; the study of 2014), drawn as docs/rules/sharing.md."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rightstart.reach.sharing.rules import DEFAULT, SHARING, Delivery, Kind, Thresholds
from rightstart.terms import Period, months_after
from tests.spec.markdown import code, page, table

TODAY: Final = date(2026, 11, 28)
AGREED: Final = Period(date(2024, 1, 1), date(2028, 1, 1))
LAPSED: Final = Period(date(2024, 1, 1), date(2026, 3, 1))
NEW: Final = Period(date(2026, 9, 1), date(2028, 1, 1))
TODAY_BEGUN: Final = Period(date(2026, 11, 1), date(2028, 1, 1))


@dataclass(frozen=True, slots=True)
class Row:
    said: str
    deliveries: tuple[Delivery, ...]
    kind: Kind
    agreed: Period | None = AGREED
    enrolled: bool = True


def month(back: int, *, span: int = 1, after: int = 9) -> Delivery:
    """A file about so many months up to one so many months before November 2026, received so many days after their end."""
    first = months_after(date(2026, 11, 1), -back - span + 1)
    end = months_after(first, span)
    return Delivery(Period(first, end), date.fromordinal(end.toordinal() + after))


def monthly(*backs: int) -> tuple[Delivery, ...]:
    return tuple(month(back) for back in backs)


ROWS: Final = (
    Row("a file for each month", monthly(*range(1, 13)), Kind.MONTHLY),
    Row("a file for each month, one of them left out, and the next came", monthly(1, 2, *range(4, 13)), Kind.MONTHLY),
    Row(
        "a file for each month, one of them two months late",
        (*monthly(1, 2, *range(4, 13)), month(3, after=60)),
        Kind.MONTHLY,
    ),
    Row("a file for each month but the last, which is not 45 days past", monthly(*range(2, 13)), Kind.MONTHLY),
    Row("a file for each month but for the last two", monthly(*range(3, 13)), Kind.QUARTERLY),
    Row("a file for each month until five months ago, then none", monthly(*range(6, 13)), Kind.STOPPED),
    Row("every other month left out", monthly(1, 3, 5, 7, 9, 11), Kind.QUARTERLY),
    Row("a file for each quarter", tuple(month(back, span=3) for back in (2, 5, 8, 11)), Kind.QUARTERLY),
    Row("one file for a year", (month(6, span=12),), Kind.ANNUAL),
    Row("nothing in a year, an agreement in force", (), Kind.SIGNED_NO_DATA),
    Row("nothing in a year, the last agreement ended", (), Kind.NO_AGREEMENT, agreed=LAPSED),
    Row("nothing in a year, never an agreement", (), Kind.NO_AGREEMENT, agreed=None),
    Row("an agreement since September, a file for each month", monthly(1, 2), Kind.JUST_BEGUN, agreed=NEW),
    Row("an agreement since September, and nothing came", (), Kind.SIGNED_NO_DATA, agreed=NEW),
    Row("an agreement since this month, and nothing due yet", (), Kind.JUST_BEGUN, agreed=TODAY_BEGUN),
    Row("a council where nobody works with the system", (), Kind.NOT_ENROLLED, agreed=None, enrolled=False),
)


def drawn() -> str:
    by: Thresholds = DEFAULT
    rows = ((row.said, _agreed(row), f"{SHARING[row.kind].value}", code(row.kind)) for row in ROWS)
    return page(
        "Who shares regularly, and who does not",
        "Each flow is called by its accepted deliveries alone: health to council, and council to each of its centres. A nil return "
        "counts; a file that was refused or is held does not. Nobody types in how regular a flow is, and nobody can.",
        f"A month is in time when accepted files that came up to {by.days} days after its end leave no day of it out. The last "
        f"{by.months} complete months count, from the first day of the first agreement on. "
        f"Regular: at most {by.missed} of those due was not in time, and the newest due was not missed. Stopped: it was regular, "
        f"then more than {by.stopped} months in a row were missed. Quarterly: no more than three months from one file to the next. "
        f"Before {by.least} months have been due nothing is said. Who is not enrolled is unknown, and never counted as none.",
        f"As on {TODAY:%-d %B %Y}:",
        table(("what came", "agreement", "is called", "kind"), rows),
        "## Council to centre",
        "The system hands on by itself what came, each day on which an instruction for the centre is in force: what came to the "
        "council came to the centre on the same day, or on the day the instruction began, or on the day a parcel that could not "
        "leave at last left. A centre for which nothing was born was told so.",
    )


def _agreed(row: Row) -> str:
    if row.agreed is None:
        return "none"
    return f"{row.agreed.start_on:%b %Y} on" + (
        f", ended {row.agreed.end_on:%b %Y}" if row.agreed.end_on <= TODAY else ""
    )
