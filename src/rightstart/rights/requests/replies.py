"""Hides how a reply is drafted from the facts of a request, in plain words; a person reads it, signs it and hands it over."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from rightstart.engine.pdf import tagged_pdf
from rightstart.rights.requests.keeping import RequestRow
from rightstart.rights.requests.rules import Delay, Detail, Ground, Outcome, RequestKind, Step
from rightstart.terms import day_in_words

TITLES: Final = {
    RequestKind.ACCESS: "Your request for a copy of what we hold",
    RequestKind.CORRECTION: "Your request to put a detail right",
    RequestKind.COMPLAINT: "Your complaint",
}
DETAILS: Final = {
    Detail.BABY_SURNAME: "the baby’s surname",
    Detail.BABY_FORENAME: "the baby’s first name",
    Detail.BORN_ON: "the day of birth",
    Detail.PARENT_NAME: "the parent’s name",
    Detail.ADDRESS: "the address",
    Detail.POSTCODE: "the postcode",
    Detail.LANGUAGE: "the language to write in",
    Detail.PHONE: "the telephone number",
    Detail.EMAIL: "the e-mail address",
}
OUTCOMES: Final = {
    Outcome.GIVEN: "With this letter comes a copy of what we hold of your family, on paper and as a file. It says who told us, "
    "whom we told, and what is left out.",
    Outcome.PUT_RIGHT: "You were right, and we have passed it on.",
    Outcome.DISPUTE_NOTED: "We could not find out which is right. We have noted what you say, and nobody relies on the detail.",
    Outcome.UPHELD: "We have looked into it, and you were right to complain. We are sorry.",
    Outcome.PARTLY_UPHELD: "We have looked into it. In part you were right to complain, and we are sorry for that.",
    Outcome.NOT_UPHELD: "We have looked into it, and we found that what was done was right.",
    Outcome.REFUSED: "We cannot do what you ask.",
    Outcome.WITHDRAWN: "You told us that you need no answer any more. We have closed it.",
}
GROUNDS: Final = {
    Ground.NOT_HELD: "We hold nothing of what you ask for.",
    Ground.NOT_WRONG: "Whoever told us the detail has said again that it is right.",
    Ground.NOT_ENTITLED: "The law lets us give it to nobody but the person that it is about, or to somebody who may act for them.",
    Ground.UNFOUNDED: "The law lets us refuse what is clearly unfounded (UK GDPR Art 12(5)). We think that this is.",
    Ground.EXCESSIVE: "We answered the same not long ago, and nothing has changed since (UK GDPR Art 12(5)).",
}
DELAYS: Final = {
    Delay.COMPLEX: "it is complex: more than one organisation has to be asked",
    Delay.MANY: "you have asked several things at once",
}
COMPLAIN: Final = (
    "If you are not content, tell us: ask for our data protection officer. You can also complain to the Information Commissioner: "
    "ico.org.uk, telephone 0303 123 1113. And you can ask a court to decide."
)


def reply(row: RequestRow, council: str, *, delay: Delay | None = None) -> list[str]:
    """What is to be said of a request as it stands: that it was received, that it takes longer, or its answer."""
    return list(_said(row, council, delay))


def _said(row: RequestRow, council: str, delay: Delay | None) -> Iterator[str]:
    yield f"{council} received it on {day_in_words(row.opened_on)}. Its reference is {row.reference}."
    if row.outcome is None:
        yield from _underway(row, delay)
    else:
        yield OUTCOMES[row.outcome]
        yield from _more(row)
    yield COMPLAIN


def _underway(row: RequestRow, delay: Delay | None) -> Iterator[str]:
    if delay is not None:
        yield f"We need two months more, for {DELAYS[delay]} (UK GDPR Art 12(3)). We are sorry for the wait."
    what = "We are looking into it" if row.kind is RequestKind.COMPLAINT else "We are working on it"
    yield f"{what}. You will have our answer by {day_in_words(row.due_on)}."


def _more(row: RequestRow) -> Iterator[str]:
    if row.ground is not None:
        yield GROUNDS[row.ground]
    if row.outcome is Outcome.PUT_RIGHT and row.detail is not None:
        done = "asked" if Step.OFFERED in row.done else "written to"
        yield f"It is about {DETAILS[row.detail]}. We have {done} the organisation that told us, to put its own record right."
        yield "What it then tells us takes the old detail’s place here."


def as_pdf(row: RequestRow, council: str, *, on: date, delay: Delay | None = None) -> bytes:
    """Tagged PDF, with nobody's name: a person writes to whom it goes."""
    told: dict[str, object] = {
        "title": TITLES[row.kind],
        "lead": [f"{council}, {day_in_words(on)}", *reply(row, council, delay=delay)],
        "parts": [],
        "next": "What this does not change",
        "rights": [
            "You can say no to being contacted at any time. It changes nothing about any other help that you get."
        ],
    }
    return tagged_pdf("rights", "account", told)
