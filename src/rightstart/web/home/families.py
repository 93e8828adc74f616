"""Hides what a first page tells of families who are withheld, asked about, or asking."""

from collections.abc import Iterator

from django.urls import reverse

from rightstart.births.reviews import open_reviews
from rightstart.breaches.reading import waiting
from rightstart.handover.chasing import open_call_backs
from rightstart.handover.unstopped import how_many_open
from rightstart.release.holds import holds as held
from rightstart.release.rules import OutcomeKind
from rightstart.release.social_care import waiting as waiting_for_social_care
from rightstart.release.standing import how_many_stand, waiting_for_a_person
from rightstart.rights.requests.reads import requests_of, to_review
from rightstart.safeguards import social_care
from rightstart.safeguards.lift import open_lifts
from rightstart.safeguards.stopped import open_stops
from rightstart.web.days import counted
from rightstart.web.home.box import Box
from rightstart.web.seat import Seat


def questions(seat: Seat) -> Iterator[Box]:
    asked = len(open_reviews(seat.viewer)) + len(waiting_for_a_person(seat.viewer))
    unplaced = how_many_stand(seat.viewer, OutcomeKind.UNPLACED.value)
    said = [
        f"{counted(asked, 'question waits', 'questions wait')} for an answer." if asked else "",
        f"{counted(unplaced, 'birth has', 'births have')} no centre." if unplaced else "",
    ]
    text = " ".join(filter(None, said)) or "Nothing waits."
    yield Box("Questions", text, reverse("questions"), "Go to the questions", waits=bool(asked or unplaced))


def lifts(seat: Seat) -> Iterator[Box]:
    asked = len(open_lifts(seat.viewer))
    text = f"{counted(asked, 'request waits', 'requests wait')} for a second person." if asked else "Nothing waits."
    yield Box("Lifts", text, reverse("lifts"), "Go to the requests", waits=bool(asked))


def holds(seat: Seat) -> Iterator[Box]:
    found = held(seat.viewer, seat.role_kinds, at=seat.at)
    late = sum(one.overdue for one in found)
    text = (
        f"{counted(len(found), 'birth is', 'births are')} withheld by a safeguard."
        if found
        else "No birth is withheld."
    )
    text += f" {counted(late, 'is', 'are')} due to be looked at again." if late else ""
    yield Box("Holds", text, reverse("holds"), "See them with their reasons", waits=bool(late))


def stops(seat: Seat) -> Iterator[Box]:
    rows = open_stops(seat.viewer)
    waits = sum(row.waits for row in rows)
    text = f"{counted(len(rows), 'stop is', 'stops are')} open." if rows else "No stop is open."
    text += f" {counted(waits, 'frozen birth waits', 'frozen births wait')} for a person’s word." if waits else ""
    yield Box("Stop a family", text, reverse("family-stops"), "Stop a family now", waits=bool(waits))


def asking(seat: Seat) -> Iterator[Box]:
    yield Box("A birth", "See what was decided and why, or mark it.", reverse("births"), "Ask about a birth")


def call_backs(seat: Seat) -> Iterator[Box]:
    open_ones = len(open_call_backs(seat.viewer, at=seat.at))
    said = f"{counted(open_ones, 'call-back is', 'call-backs are')} not answered yet."
    text = said if open_ones else "Every call-back is answered."
    yield Box("Call-backs", text, reverse("call-backs"), "See which centres to ring", waits=bool(open_ones))


def breaches(seat: Seat) -> Iterator[Box]:
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


def elsewhere(seat: Seat) -> Iterator[Box]:
    open_ones = how_many_open(seat.viewer, at=seat.at)
    said = f"{counted(open_ones, 'stop is', 'stops are')} not answered yet by other systems."
    text = said if open_ones else "No other system has anything to stop."
    yield Box("Other mailings", text, reverse("downstream"), "See which offices to tell", waits=bool(open_ones))


def answering_social_care(seat: Seat) -> Iterator[Box]:
    waits = len(waiting_for_social_care(seat.viewer))
    text = f"{counted(waits, 'birth waits', 'births wait')} for your answer." if waits else "Nothing waits."
    yield Box("Social care’s check", text, reverse("social-care"), "Answer", waits=bool(waits))


def asking_social_care(seat: Seat) -> Iterator[Box]:
    since = social_care.asked_since(seat.organisation)
    text = "Every birth waits for your social care team’s word." if since else "Your social care team is not asked."
    yield Box("Ask social care", text, reverse("social-care-asking"), "See or change")


def requests(seat: Seat) -> Iterator[Box]:
    found = [one for one in requests_of(seat.viewer) if one.outcome is None]
    late = sum(one.late(seat.today) for one in found)
    text = f"{counted(len(found), 'request waits', 'requests wait')} for an answer." if found else "Nothing waits."
    text += f" {counted(late, 'is', 'are')} late." if late else ""
    yield Box("Families’ requests", text, reverse("requests"), "See what families request", waits=bool(found))


def corrections(seat: Seat) -> Iterator[Box]:
    waits = len(to_review(seat.viewer, seat.role_kinds))
    said = f"{counted(waits, 'detail is', 'details are')} said to be wrong."
    yield Box("Corrections", said if waits else "Nothing waits.", reverse("desk"), "Look at them", waits=bool(waits))
