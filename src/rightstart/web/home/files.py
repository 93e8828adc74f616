"""Hides what a first page tells of files and feeds: what is due, what came, what waits of it."""

from collections.abc import Iterator

from django.urls import reverse

from rightstart.contact import retrace
from rightstart.directory.rules import OrganisationKind
from rightstart.intake import quarantine, receipts
from rightstart.intake.punctuality import feed_rows
from rightstart.web.consignments.sheet import receipts_table
from rightstart.web.days import counted, day
from rightstart.web.home.box import LAST, Box
from rightstart.web.seat import Seat
from rightstart.web.told_back.views import offered_to


def sending(seat: Seat) -> Iterator[Box]:
    yield Box("Send a file", "Births, changes to births, or a nil return.", reverse("send"), "Send a file", waits=True)


def bringing(seat: Seat) -> Iterator[Box]:
    text = "A file that its supplier sent you another way, such as by secure e-mail."
    yield Box("Bring in a file", text, reverse("send"), "Bring in a file")


def areas(seat: Seat) -> Iterator[Box]:
    yield Box("Reach areas", "Which centre serves which postcodes.", reverse("areas"), "See or draw the map")


def last_receipts(seat: Seat) -> Iterator[Box]:
    last = receipts.receipts(seat.viewer, most=LAST)
    table = receipts_table(last, seat.kind) if last else None
    text = "What became of each file, row by row." if last else "There are none yet."
    yield Box("Last receipts", text, reverse("receipts"), "See all receipts", table=table)


def feeds(seat: Seat) -> Iterator[Box]:
    rows = feed_rows(seat.viewer, at=seat.at)
    late, stale = sum(bool(row.days_late) for row in rows), sum(not row.fresh for row in rows)
    if not rows:
        return
    said = [f"{counted(late, 'delivery is', 'deliveries are')} overdue." if late else ""]
    said += [f"{counted(stale, 'feed stops', 'feeds stop')} contact until its status is fresh." if stale else ""]
    soonest = min(rows, key=lambda row: row.clock.due_on)
    text = " ".join(filter(None, said)) or f"Everything is in time. Next due by {day(soonest.clock.due_on)}."
    yield Box("Deliveries", text, reverse("feeds"), "See what is due", waits=bool(late or stale))


def in_quarantine(seat: Seat) -> Iterator[Box]:
    rows = quarantine.waiting(seat.viewer, at=seat.at)
    late = sum(row.overdue for row in rows)
    text = f"{counted(len(rows), 'row waits', 'rows wait')} to be corrected or rejected." if rows else "Nothing waits."
    text += f" {counted(late, 'is', 'are')} overdue." if late else ""
    yield Box("Quarantine", text, reverse("quarantine"), "Go to the quarantine", waits=bool(rows))


def told_back(seat: Seat) -> Iterator[Box]:
    letters, offered = len(retrace.waiting(seat.viewer, at=seat.at)), len(offered_to(seat))
    to_answer = offered if seat.kind is OrganisationKind.SUPPLIER else 0
    said = [f"{counted(letters, 'returned letter waits', 'returned letters wait')} for an address." if letters else ""]
    said += [f"{counted(to_answer, 'correction is', 'corrections are')} offered to you." if to_answer else ""]
    text = " ".join(filter(None, said)) or "Nothing waits."
    yield Box("What came back", text, reverse("told-back"), "See what came back", waits=bool(letters or to_answer))
