"""Hides in which order the how-tos are offered: by whose work they are."""

from typing import Final

from rightstart.web.help import shelves
from rightstart.web.help.days import DAYS

GROUPS: Final = (
    (
        "At a centre",
        (
            *("work-through-a-worklist", "record-who-joined", "answer-a-call-back", "answer-a-family"),
            *("follow-up-a-returned-letter", "keep-a-services-directory", "exchange-joins-with-another-system"),
            "take-a-visit-sheet",
            "look-after-a-team",
        ),
    ),
    ("Sending births to a council", ("send-a-file", "keep-a-feed-in-order")),
    (
        "A council’s data steward",
        (
            *("the-first-day", "answer-a-question", "send-first-letters", "stop-other-mailings", "hand-a-family-on"),
            "cover-a-silent-centre",
        ),
    ),
    (
        "When something is wrong",
        ("stop-a-family", "stop-everything", "handle-a-breach", "look-at-holds", "ask-social-care"),
    ),
    ("What families ask", ("answer-a-request", "forget-families", "prove-a-decision-on-paper")),
    (
        "Agreements",
        (
            *("draft-an-agreement", "make-the-papers", "sign-an-agreement", "keep-an-agreement"),
            "record-a-decision-not-to-share",
        ),
    ),
    (
        "Running the service",
        ("keep-people", "sign-in-elsewhere", "run-it", "back-up-and-restore", "publish-the-ledger", "run-canaries"),
    ),
)


def others() -> list[tuple[str, list[shelves.Leaf]]]:
    """How-tos that no group has named yet, so that none is ever out of reach."""
    named = {*DAYS.values(), *(name for _, names in GROUPS for name in names)}
    left = [leaf for (shelf, name), leaf in shelves.leaves().items() if shelf == "how-to" and name not in named]
    return [("More", left)] if left else []
