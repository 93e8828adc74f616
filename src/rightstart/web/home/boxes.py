"""Hides what a role's first page tells: what waits for this person, in numbers, each with the way there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from rightstart.access.rules import Look
from rightstart.access.staff import staff
from rightstart.agreements import register
from rightstart.agreements.refused import refusals
from rightstart.births.reviews import open_reviews
from rightstart.breaches.reading import waiting
from rightstart.contact import retrace
from rightstart.cover.desk import silences
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.handover.chasing import open_call_backs
from rightstart.handover.unstopped import how_many_open
from rightstart.intake import quarantine, receipts
from rightstart.intake.punctuality import feed_rows
from rightstart.reach import first_day as reads
from rightstart.reach.measure import counts
from rightstart.reach.rules import State, how_many_done
from rightstart.reach.sharing.reading import flows
from rightstart.reach.sharing.rules import SILENT
from rightstart.reach.wording import TITLES, summary
from rightstart.release.break_glass import times_broken
from rightstart.release.holds import holds as held
from rightstart.release.rules import OutcomeKind
from rightstart.release.social_care import waiting as waiting_for_social_care
from rightstart.release.standing import how_many_stand, waiting_for_a_person
from rightstart.rights.requests.reads import requests_of, to_review
from rightstart.safeguards import social_care
from rightstart.safeguards.lift import open_lifts
from rightstart.safeguards.stopped import open_stops
from rightstart.web.alerts.views import alerts_of, alerts_table
from rightstart.web.components import Table
from rightstart.web.consignments.sheet import receipts_table
from rightstart.web.days import counted, day
from rightstart.web.drafting.signed import waiting_links
from rightstart.web.seat import Seat
from rightstart.web.told_back.views import offered_to

LAST: Final = 5


@dataclass(frozen=True, slots=True)
class Box:
    """One matter: what it is, how it stands, and where to go; `table` for a few last lines."""

    title: str
    text: str
    href: str
    action: str
    waits: bool = False
    table: Table | None = None


def boxes_for(seat: Seat) -> list[Box]:
    """The boxes that this person's roles open, those with something waiting first."""
    found = [*_alerts(seat), *(box for verbs, fill in BOXES if seat.allows(*verbs) for box in fill(seat))]
    return sorted(found, key=lambda box: not box.waits)


def _alerts(seat: Seat) -> Iterator[Box]:
    found = alerts_of(seat)
    if found:
        text = f"{counted(len(found), 'matter waits', 'matters wait')} for your role."
        yield Box("Alerts", text, reverse("alerts"), "See what to do", waits=True, table=alerts_table(found[:LAST]))


def _first_day(seat: Seat) -> Iterator[Box]:
    steps = reads.first_day(seat.viewer, at=seat.at).steps
    left = how_many_done(steps) < len(steps)
    nearest = next((TITLES[one.step] for one in steps if one.state is State.NEXT), "")
    text = f"{summary(steps)}." + (f" Next: {nearest[:1].lower()}{nearest[1:]}." if nearest else "")
    yield Box("The first day", text, reverse("first-day"), "See each step", waits=left)


def _bringing(seat: Seat) -> Iterator[Box]:
    text = "A file that its supplier sent you another way, such as by secure e-mail."
    yield Box("Bring in a file", text, reverse("send"), "Bring in a file")


def _areas(seat: Seat) -> Iterator[Box]:
    yield Box("Reach areas", "Which centre serves which postcodes.", reverse("areas"), "See or draw the map")


def _sending(seat: Seat) -> Iterator[Box]:
    yield Box("Send a file", "Births, changes to births, or a nil return.", reverse("send"), "Send a file", waits=True)


def _receipts(seat: Seat) -> Iterator[Box]:
    last = receipts.receipts(seat.viewer, most=LAST)
    table = receipts_table(last, seat.kind) if last else None
    text = "What became of each file, row by row." if last else "There are none yet."
    yield Box("Last receipts", text, reverse("receipts"), "See all receipts", table=table)


def _feeds(seat: Seat) -> Iterator[Box]:
    rows = feed_rows(seat.viewer, at=seat.at)
    late, stale = sum(bool(row.days_late) for row in rows), sum(not row.fresh for row in rows)
    if not rows:
        return
    said = [f"{counted(late, 'delivery is', 'deliveries are')} overdue." if late else ""]
    said += [f"{counted(stale, 'feed stops', 'feeds stop')} contact until its status is fresh." if stale else ""]
    soonest = min(rows, key=lambda row: row.clock.due_on)
    text = " ".join(filter(None, said)) or f"Everything is in time. Next due by {day(soonest.clock.due_on)}."
    yield Box("Deliveries", text, reverse("feeds"), "See what is due", waits=bool(late or stale))


def _quarantine(seat: Seat) -> Iterator[Box]:
    rows = quarantine.waiting(seat.viewer, at=seat.at)
    late = sum(row.overdue for row in rows)
    text = f"{counted(len(rows), 'row waits', 'rows wait')} to be corrected or rejected." if rows else "Nothing waits."
    text += f" {counted(late, 'is', 'are')} overdue." if late else ""
    yield Box("Quarantine", text, reverse("quarantine"), "Go to the quarantine", waits=bool(rows))


def _told_back(seat: Seat) -> Iterator[Box]:
    letters, offered = len(retrace.waiting(seat.viewer, at=seat.at)), len(offered_to(seat))
    to_answer = offered if seat.kind is OrganisationKind.SUPPLIER else 0
    said = [f"{counted(letters, 'returned letter waits', 'returned letters wait')} for an address." if letters else ""]
    said += [f"{counted(to_answer, 'correction is', 'corrections are')} offered to you." if to_answer else ""]
    text = " ".join(filter(None, said)) or "Nothing waits."
    yield Box("What came back", text, reverse("told-back"), "See what came back", waits=bool(letters or to_answer))


def _questions(seat: Seat) -> Iterator[Box]:
    asked = len(open_reviews(seat.viewer)) + len(waiting_for_a_person(seat.viewer))
    unplaced = how_many_stand(seat.viewer, OutcomeKind.UNPLACED.value)
    said = [
        f"{counted(asked, 'question waits', 'questions wait')} for an answer." if asked else "",
        f"{counted(unplaced, 'birth has', 'births have')} no centre." if unplaced else "",
    ]
    text = " ".join(filter(None, said)) or "Nothing waits."
    yield Box("Questions", text, reverse("questions"), "Go to the questions", waits=bool(asked or unplaced))


def _lifts(seat: Seat) -> Iterator[Box]:
    asked = len(open_lifts(seat.viewer))
    text = f"{counted(asked, 'request waits', 'requests wait')} for a second person." if asked else "Nothing waits."
    yield Box("Lifts", text, reverse("lifts"), "Go to the requests", waits=bool(asked))


def _holds(seat: Seat) -> Iterator[Box]:
    found = held(seat.viewer, seat.role_kinds, at=seat.at)
    late = sum(one.overdue for one in found)
    text = (
        f"{counted(len(found), 'birth is', 'births are')} withheld by a safeguard."
        if found
        else "No birth is withheld."
    )
    text += f" {counted(late, 'is', 'are')} due to be looked at again." if late else ""
    yield Box("Holds", text, reverse("holds"), "See them with their reasons", waits=bool(late))


def _stops(seat: Seat) -> Iterator[Box]:
    rows = open_stops(seat.viewer)
    waits = sum(row.waits for row in rows)
    text = f"{counted(len(rows), 'stop is', 'stops are')} open." if rows else "No stop is open."
    text += f" {counted(waits, 'frozen birth waits', 'frozen births wait')} for a person’s word." if waits else ""
    yield Box("Stop a family", text, reverse("family-stops"), "Stop a family now", waits=bool(waits))


def _agreements(seat: Seat) -> Iterator[Box]:
    rows = register.register(seat.viewer, at=seat.at)
    force = sum(row.in_force for row in rows)
    against = sum(bool(one.against) for one in refusals(seat.viewer, at=seat.at))
    text = f"{force} of {counted(len(rows), 'agreement is', 'agreements are')} in force."
    text += f" {counted(against, 'decision', 'decisions')} not to share must be settled." if against else ""
    papers = len(waiting_links(seat)) if seat.allows(Verb.SIGN_AGREEMENT) else 0
    text += f" {counted(papers, 'signed paper waits', 'signed papers wait')} for your confirmation." if papers else ""
    waits = bool(against or papers) or force < len(rows)
    yield Box("Agreements", text, reverse("agreements"), "See the register", waits=waits)


def _call_backs(seat: Seat) -> Iterator[Box]:
    open_ones = len(open_call_backs(seat.viewer, at=seat.at))
    said = f"{counted(open_ones, 'call-back is', 'call-backs are')} not answered yet."
    text = said if open_ones else "Every call-back is answered."
    yield Box("Call-backs", text, reverse("call-backs"), "See which centres to ring", waits=bool(open_ones))


def _breaches(seat: Seat) -> Iterator[Box]:
    found = waiting(seat.viewer)
    running = [one for one in found if one.running]
    said = [f"{counted(len(found), 'entry is', 'entries are')} open." if found else ""]
    if running:
        left = min(one.hours_left(seat.at) for one in running)
        hours = counted(abs(left), "hour", "hours")
        said.append(
            f"The 72 hours of one are {hours} over." if left < 0 else f"{hours} are left of the first one’s 72."
        )
    text = " ".join(filter(None, said)) or "Nothing is open."
    yield Box("Breaches", text, reverse("breaches"), "See the log", waits=bool(found))


def _elsewhere(seat: Seat) -> Iterator[Box]:
    open_ones = how_many_open(seat.viewer, at=seat.at)
    said = f"{counted(open_ones, 'stop is', 'stops are')} not answered yet by other systems."
    text = said if open_ones else "No other system has anything to stop."
    yield Box("Other mailings", text, reverse("downstream"), "See which offices to tell", waits=bool(open_ones))


def _reach(seat: Seat) -> Iterator[Box]:
    found = counts(seat.viewer)
    notified, contacted = sum(one.notified for one in found), sum(one.contacted for one in found)
    text = f"{counted(notified, 'family', 'families')} notified to centres, {contacted:,} contacted."
    yield Box("Reach", text, reverse("reach"), "See the numbers by centre")


def _asking(seat: Seat) -> Iterator[Box]:
    yield Box("A birth", "See what was decided and why, or mark it.", reverse("births"), "Ask about a birth")


def _cover(seat: Seat) -> Iterator[Box]:
    found = silences(seat.viewer, at=seat.at)
    bare = sum(one.untouched for one in found)
    text = f"{counted(len(found), 'centre is', 'centres are')} silent." if found else "No centre is silent."
    text += f" Nobody works with the families of {bare}." if bare else ""
    yield Box("Cover", text, reverse("cover"), "See which centre covers which", waits=bool(found))


def _people(seat: Seat) -> Iterator[Box]:
    due = sum(one.look in (Look.DUE, Look.OVERDUE) for one in staff(seat.viewer, at=seat.at))
    said = f"The roles of {counted(due, 'person are', 'people are')} to be looked at."
    text = said if due else "Nobody’s roles are due to be looked at."
    yield Box("People", text, reverse("people"), "See people and their roles", waits=bool(due))


def _opened(seat: Seat) -> Iterator[Box]:
    times = counted(times_broken(seat.viewer), "time", "times")
    text = f"A centre opened a family of another centre {times}."
    yield Box("Opened at another centre", text, reverse("opened-elsewhere"), "See who and why")


def _ledger(seat: Seat) -> Iterator[Box]:
    yield Box("Ledger", "The proof of every act that matters.", reverse("ledger"), "See the ledger")


def _social_care(seat: Seat) -> Iterator[Box]:
    waits = len(waiting_for_social_care(seat.viewer))
    text = f"{counted(waits, 'birth waits', 'births wait')} for your answer." if waits else "Nothing waits."
    yield Box("Social care’s check", text, reverse("social-care"), "Answer", waits=bool(waits))


def _social_care_asking(seat: Seat) -> Iterator[Box]:
    since = social_care.asked_since(seat.organisation)
    text = "Every birth waits for your social care team’s word." if since else "Your social care team is not asked."
    yield Box("Ask social care", text, reverse("social-care-asking"), "See or change")


def _requests(seat: Seat) -> Iterator[Box]:
    found = [one for one in requests_of(seat.viewer) if one.outcome is None]
    late = sum(one.late(seat.today) for one in found)
    text = f"{counted(len(found), 'request waits', 'requests wait')} for an answer." if found else "Nothing waits."
    text += f" {counted(late, 'is', 'are')} late." if late else ""
    yield Box("Families’ requests", text, reverse("requests"), "See what families request", waits=bool(found))


def _corrections(seat: Seat) -> Iterator[Box]:
    waits = len(to_review(seat.viewer, seat.role_kinds))
    said = f"{counted(waits, 'detail is', 'details are')} said to be wrong."
    yield Box("Corrections", said if waits else "Nothing waits.", reverse("desk"), "Look at them", waits=bool(waits))


def _sharing(seat: Seat) -> Iterator[Box]:
    silent = sum(one.first.kind in SILENT for one in flows(seat.viewer, at=seat.at))
    said = f"{counted(silent, 'council gets', 'councils get')} nothing any more, or has never got what was agreed."
    text = said if silent else "Nobody has stopped sharing."
    yield Box("Who shares births", text, reverse("who-shares"), "See who shares", waits=bool(silent))


BOXES: Final[tuple[tuple[tuple[Verb, ...], Callable[[Seat], Iterator[Box]]], ...]] = (
    ((Verb.SEE_FIRST_DAY,), _first_day),
    ((Verb.SEND_FILE,), _sending),
    ((Verb.CONFIRM_LIFT,), _lifts),
    ((Verb.SEE_QUARANTINE,), _quarantine),
    ((Verb.ANSWER_TOLD_BACK,), _told_back),
    ((Verb.REVIEW_CORRECTION,), _corrections),
    ((Verb.ANSWER_PARENT,), _requests),
    ((Verb.SETTLE_REVIEW,), _questions),
    ((Verb.KEEP_HOLD,), _holds),
    ((Verb.ANSWER_SOCIAL_CARE,), _social_care),
    ((Verb.ASK_SOCIAL_CARE,), _social_care_asking),
    ((Verb.MARK,), _stops),
    ((Verb.EXPLAIN, Verb.MARK), _asking),
    ((Verb.SEE_AGREEMENTS,), _agreements),
    ((Verb.SEE_CALL_BACKS,), _call_backs),
    ((Verb.SEE_BREACHES,), _breaches),
    ((Verb.SEE_DOWNSTREAM,), _elsewhere),
    ((Verb.BRING_FILE,), _bringing),
    ((Verb.DRAW_AREAS,), _areas),
    ((Verb.SEE_REACH,), _reach),
    ((Verb.SEE_SHARING, Verb.SEE_REACH), _sharing),
    ((Verb.SEE_RECEIPTS,), _feeds),
    ((Verb.SEE_RECEIPTS,), _receipts),
    ((Verb.NAME_COVER,), _cover),
    ((Verb.REVIEW_ACCESS,), _people),
    ((Verb.SEE_ELSEWHERE,), _opened),
    ((Verb.SEE_LEDGER,), _ledger),
)
