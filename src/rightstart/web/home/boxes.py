"""Hides what a role's first page tells: what waits for this person, in numbers, each with the way there."""

from collections.abc import Callable, Iterator
from typing import Final

from django.urls import reverse

from rightstart.access.rules import Look
from rightstart.access.staff import staff
from rightstart.agreements import register
from rightstart.agreements.refused import refusals
from rightstart.cover.desk import silences
from rightstart.directory.rules import Verb
from rightstart.reach import first_day as reads
from rightstart.reach.measure import counts
from rightstart.reach.rules import State, how_many_done
from rightstart.reach.sharing.reading import flows
from rightstart.reach.sharing.rules import SILENT
from rightstart.reach.wording import TITLES, summary
from rightstart.release.break_glass import times_broken
from rightstart.web.alerts.views import alerts_of, alerts_table
from rightstart.web.days import counted
from rightstart.web.drafting.signed import waiting_links
from rightstart.web.home import families, files
from rightstart.web.home.box import LAST, Box
from rightstart.web.seat import Seat


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


def _reach(seat: Seat) -> Iterator[Box]:
    found = counts(seat.viewer)
    notified, contacted = sum(one.notified for one in found), sum(one.contacted for one in found)
    text = f"{counted(notified, 'family', 'families')} notified to centres, {contacted:,} contacted."
    yield Box("Reach", text, reverse("reach"), "See the numbers by centre")


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


def _sharing(seat: Seat) -> Iterator[Box]:
    silent = sum(one.first.kind in SILENT for one in flows(seat.viewer, at=seat.at))
    said = f"{counted(silent, 'council gets', 'councils get')} nothing any more, or has never got what was agreed."
    text = said if silent else "Nobody has stopped sharing."
    yield Box("Who shares births", text, reverse("who-shares"), "See who shares", waits=bool(silent))


BOXES: Final[tuple[tuple[tuple[Verb, ...], Callable[[Seat], Iterator[Box]]], ...]] = (
    ((Verb.SEE_FIRST_DAY,), _first_day),
    ((Verb.SEND_FILE,), files.sending),
    ((Verb.CONFIRM_LIFT,), families.lifts),
    ((Verb.SEE_QUARANTINE,), files.in_quarantine),
    ((Verb.ANSWER_TOLD_BACK,), files.told_back),
    ((Verb.REVIEW_CORRECTION,), families.corrections),
    ((Verb.ANSWER_PARENT,), families.requests),
    ((Verb.SETTLE_REVIEW,), families.questions),
    ((Verb.KEEP_HOLD,), families.holds),
    ((Verb.ANSWER_SOCIAL_CARE,), families.answering_social_care),
    ((Verb.ASK_SOCIAL_CARE,), families.asking_social_care),
    ((Verb.MARK,), families.stops),
    ((Verb.EXPLAIN, Verb.MARK), families.asking),
    ((Verb.SEE_AGREEMENTS,), _agreements),
    ((Verb.SEE_CALL_BACKS,), families.call_backs),
    ((Verb.SEE_BREACHES,), families.breaches),
    ((Verb.SEE_DOWNSTREAM,), families.elsewhere),
    ((Verb.BRING_FILE,), files.bringing),
    ((Verb.DRAW_AREAS,), files.areas),
    ((Verb.SEE_REACH,), _reach),
    ((Verb.SEE_SHARING, Verb.SEE_REACH), _sharing),
    ((Verb.SEE_RECEIPTS,), files.feeds),
    ((Verb.SEE_RECEIPTS,), files.last_receipts),
    ((Verb.NAME_COVER,), _cover),
    ((Verb.REVIEW_ACCESS,), _people),
    ((Verb.SEE_ELSEWHERE,), _opened),
    ((Verb.SEE_LEDGER,), _ledger),
)
