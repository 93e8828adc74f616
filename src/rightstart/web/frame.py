"""Hides what stands around every page: where a role can go, for whom somebody is signed in, whether it is a demonstration."""

from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from rightstart.contact import notices
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.engine.bulk import ask_together
from rightstart.release import halt
from rightstart.web.days import moment
from rightstart.web.notices.sentences import BANNERS
from rightstart.web.seat import Seat, seat_of
from rightstart.web.sitting import staying

NOTICED: Final = (Verb.SEE_WORKLIST, Verb.SEE_CALL_BACKS)  # whose roles are told of a family's change
PLACES: Final = (
    ("Send a file", "send", (Verb.SEND_FILE,)),
    ("Bring in a file", "send", (Verb.BRING_FILE,)),
    ("Worklist", "worklist", (Verb.SEE_WORKLIST,)),
    ("Team", "team", (Verb.SEE_TEAM,)),
    ("Joined", "joined", (Verb.SEE_WORKLIST,)),
    ("Letters", "letters", (Verb.SEE_LETTERS,)),
    ("Services", "listings", (Verb.KEEP_LISTINGS,)),
    ("Notices", "notices", NOTICED),
    ("Receipts", "receipts", (Verb.SEE_RECEIPTS,)),
    ("Quarantine", "quarantine", (Verb.SEE_QUARANTINE,)),
    ("Questions", "questions", (Verb.SETTLE_REVIEW,)),
    ("A birth", "births", (Verb.EXPLAIN, Verb.MARK)),
    ("Stop a family", "family-stops", (Verb.MARK,)),
    ("They said no", "told-no", (Verb.MARK, Verb.RECORD_ATTEMPT)),
    ("Stop everything", "stop-everything", (Verb.STOP_EVERYTHING,)),
    ("Social care", "social-care", (Verb.ANSWER_SOCIAL_CARE,)),
    ("Holds", "holds", (Verb.KEEP_HOLD,)),
    ("Lifts", "lifts", (Verb.CONFIRM_LIFT,)),
    ("Agreements", "agreements", (Verb.SEE_AGREEMENTS,)),
    ("Call-backs", "call-backs", (Verb.SEE_CALL_BACKS,)),
    ("Other mailings", "downstream", (Verb.SEE_DOWNSTREAM, Verb.KEEP_DOWNSTREAM)),
    ("Breaches", "breaches", (Verb.SEE_BREACHES,)),
    ("Parents who ask", "askings", (Verb.CHECK_PARENT, Verb.ANSWER_PARENT)),
    ("Families’ requests", "requests", (Verb.CHECK_PARENT, Verb.ANSWER_PARENT)),
    ("Corrections", "desk", (Verb.REVIEW_CORRECTION,)),
    ("Telling parents", "informing", (Verb.SEE_INFORMING,)),
    ("What is forgotten", "retention", (Verb.SEE_INFORMING,)),
    ("Reach", "reach", (Verb.SEE_REACH,)),
    ("Who shares", "who-shares", (Verb.SEE_SHARING, Verb.SEE_REACH)),
    ("People", "people", (Verb.REVIEW_ACCESS,)),
    ("Ledger", "ledger", (Verb.SEE_LEDGER,)),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every template: nav (label, address, whether we are there), organisation, demo, how long one stays, what is stopped."""
    around: dict[str, Any] = {"demo": settings.DEMO}
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return around
    around["staying"] = staying(request)
    seat = seat_of(request)
    if isinstance(seat, Seat):
        around |= {"nav": _navigation(request, seat), "organisation": seat.name, "several": seat.several}
        around |= _banners(seat)
    return around


def _banners(seat: Seat) -> dict[str, str]:
    """Since when everything is stopped, and what is said while this person has not read their notices; in one round trip."""
    asked = {"halted": halt.asking(seat.council)} if seat.council is not None else {}
    if seat.allows(*NOTICED):
        asked["noticed"] = notices.unopened(seat.person, seat.organisation)
    told = ask_together(asked) if asked else {}
    standing = halt.standing(told.get("halted", ()))
    noticed = told.get("noticed") == [(True,)]
    return {
        "halted": moment(standing.stopped_at) if standing else "",
        "noticed": BANNERS[seat.kind is OrganisationKind.CENTRE] if noticed else "",
    }


@cache
def _address(name: str) -> str:
    """Looked up once: every page asks for every place."""
    return reverse(name)


def _navigation(request: HttpRequest, seat: Seat) -> list[tuple[str, str, bool]]:
    home = [] if seat.allows(Verb.SEE_WORKLIST) else [("Home", "/", request.path == "/")]
    offered = [(label, _address(name)) for label, name, verbs in PLACES if seat.allows(*verbs)]
    return home + [(label, url, request.path.startswith(url)) for label, url in offered]
