"""Hides which how-to helps with which page, by the folder that the page comes from, or by one module of it."""

from typing import Final

INDEX: Final = ""
NONE: Final = None  # families' own pages: what stands in the documentation is for staff

HELPS: Final[dict[str, str | None]] = {
    "agreements": "keep-an-agreement",
    "agreements.papers": "make-the-papers",
    "agreements.proving": "prove-a-decision-on-paper",
    "agreements.saying": "sign-an-agreement",
    "agreements.signing": "sign-an-agreement",
    "alerts": INDEX,
    "areas": "the-first-day",
    "breaches": "handle-a-breach",
    "callbacks": "answer-a-call-back",
    "consignments": "send-a-file",
    "cover": "cover-a-silent-centre",
    "cover.absences": "look-after-a-team",
    "document": "sign-an-agreement",
    "downstream": "stop-other-mailings",
    "drafting": "draft-an-agreement",
    "elsewhere": "look-after-a-team",
    "explaining": "look-at-holds",
    "feed_contract": "send-a-file",
    "feeds": "keep-a-feed-in-order",
    "finding": NONE,
    "first_day": "the-first-day",
    "halts": "stop-everything",
    "help": NONE,
    "home": INDEX,
    "joining": "record-who-joined",
    "joining.exchange": "exchange-joins-with-another-system",
    "known_elsewhere": INDEX,
    "ledger": "publish-the-ledger",
    "ledger.papers": "prove-a-decision-on-paper",
    "letters": "send-first-letters",
    "lifts": "look-at-holds",
    "listings": "keep-a-services-directory",
    "movers": "hand-a-family-on",
    "notices": "answer-a-call-back",
    "people": "keep-people",
    "privacy": NONE,
    "quality": "keep-a-feed-in-order",
    "quarantine": "answer-a-question",
    "questions": "answer-a-question",
    "reach": INDEX,
    "refusals": "record-a-decision-not-to-share",
    "register": INDEX,
    "rights": "answer-a-request",
    "rights.answering": "answer-a-family",
    "rights.informing": "answer-a-family",
    "rights.retaining": "forget-families",
    "rights.saying_no": NONE,
    "second_factor": INDEX,
    "social_care": "ask-social-care",
    "sharing": "look-on-as-a-monitor",
    "stops": "stop-a-family",
    "team": "look-after-a-team",
    "told_back": "follow-up-a-returned-letter",
    "visits": "take-a-visit-sheet",
    "worklist": "work-through-a-worklist",
    "your_account": INDEX,
}


def helps_with(module: str) -> str | None:
    """The how-to for a view's module ("rightstart.web.letters.views"): its name, "" for all of them, None for none."""
    inside = module.removeprefix("rightstart.web.")
    folder = inside.partition(".")[0]
    return HELPS.get(inside, HELPS.get(folder, INDEX))
