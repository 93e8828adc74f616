"""Hides how a reply is drafted from the facts of a request, in plain words; a person reads it, signs it and hands it over."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from rightstart.engine.paper import Bullets, Heading, Paper, Paragraph
from rightstart.rights.requests.detail import Detail
from rightstart.rights.requests.reads import RequestRow
from rightstart.rights.requests.rules import Changed, Declined, Delay, Ground, Outcome, RequestKind, Step
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
    Detail.LANGUAGE: "the language to write in",
    Detail.INTERPRETER: "whether an interpreter is needed",
    Detail.PHONE: "the telephone number",
    Detail.EMAIL: "the e-mail address",
}
OUTCOMES: Final = {
    Outcome.GIVEN: "With this letter comes a copy of what we hold of your family, on paper and as a file. It says who told us, "
    "whom we told, and what is left out.",
    Outcome.PUT_RIGHT: "You were right, and we have passed it on.",
    Outcome.NOT_CHANGED: "We have looked into it, and the detail stays as it is.",
    Outcome.UPHELD: "We have looked into it, and you were right to complain. We are sorry.",
    Outcome.PARTLY_UPHELD: "We have looked into it. In part you were right to complain, and we are sorry for that.",
    Outcome.NOT_UPHELD: "We have looked into it, and we found that what was done was right.",
    Outcome.TO_REGULATOR: "You have taken your complaint to the Information Commissioner. We answer the Commissioner’s questions, "
    "and do what the Commissioner decides.",
    Outcome.REFUSED: "We cannot do what you ask.",
    Outcome.WITHDRAWN: "You told us that you need no answer any more. We have closed it.",
}
GROUNDS: Final = {
    Ground.NOT_HELD: "We hold nothing of what you ask for.",
    Ground.NOT_KNOWN: "We asked you to show who you are, and could not make sure of it. Once you do, you can ask again.",
    Ground.NOT_ENTITLED: "The law lets us give it to nobody but the person that it is about, or to somebody who may act for them.",
    Ground.UNFOUNDED: "The law lets us refuse what is clearly unfounded (UK GDPR Art 12(5)). We think that this is.",
    Ground.EXCESSIVE: "We answered the same not long ago, and nothing has changed since (UK GDPR Art 12(5)).",
}
DECLINED: Final = {
    Declined.NOT_WRONG: "Whoever told us the detail has said again that it is right.",
    Declined.NOT_SHOWN: "We could not find out which is right. We have noted what you say.",
    Declined.NO_FACT: "It is what somebody found or thought, not a fact. We have noted that you see it otherwise.",
}
DELAYS: Final = {
    Delay.COMPLEX: "it is complex: more than one organisation has to be asked",
    Delay.MANY: "you have asked several things at once",
}
CHANGED: Final = {
    Changed.RECORD: "We have put the record right.",
    Changed.CONTACT_STOPPED: "Nobody contacts you any more.",
    Changed.WORDING: "We have changed the words of our letters.",
    Changed.PRACTICE: "We have changed how our staff do this.",
    Changed.AGREEMENT: "We have changed the agreement under which we share.",
    Changed.SUPPLIER_TOLD: "We have told the organisation from which we had it.",
}
COMPLAIN: Final = (
    "If you are not content, tell us: ask for our data protection officer. You can also complain to the Information Commissioner: "
    "ico.org.uk, telephone 0303 123 1113. And you can ask a court to decide."
)
NOT_CHANGED: Final = (
    "You can say no to being contacted at any time. It changes nothing about any other help that you get."
)
MARKING: Final = "About your personal information"


def reply(row: RequestRow, council: str) -> list[str]:
    """What is to be said of a request as it stands: that it has come, that it takes longer, or its answer."""
    return list(_said(row, council))


def _said(row: RequestRow, council: str) -> Iterator[str]:
    yield f"{council} received what you wrote or said on {day_in_words(row.days.received_on)}. Its reference is {row.reference}."
    if row.outcome is None:
        yield from _underway(row)
    else:
        yield OUTCOMES[row.outcome]
        yield from _more(row)
    yield COMPLAIN


def _underway(row: RequestRow) -> Iterator[str]:
    if Step.KNOWN not in row.done:
        yield (
            "Before we answer we must be sure who you are. Please come to us with a paper with your photograph and the baby’s "
            "birth certificate or red book, or ask your health visitor to tell us that it is you. Send us no copies."
        )
        if row.kind is not RequestKind.COMPLAINT:
            yield "The month in which we answer begins on the day on which we know."
            return
    if row.delay is not None:
        yield f"We need two months more, for {DELAYS[row.delay]} (UK GDPR Art 12(3)). We are sorry for the wait."
    if row.kind is RequestKind.COMPLAINT:
        yield "We are looking into it, and tell you what we find as soon as we can."
    else:
        yield f"We are working on it. You will have our answer by {day_in_words(row.due_on)}."


def _more(row: RequestRow) -> Iterator[str]:
    if row.ground is not None:
        yield GROUNDS[row.ground]
    if row.outcome is Outcome.NOT_CHANGED and row.declined is not None:
        yield DECLINED[row.declined]
    if row.outcome is Outcome.PUT_RIGHT and row.detail is not None:
        done = "asked" if Step.OFFERED in row.done else "told"
        yield f"It is about {DETAILS[row.detail]}. We have {done} the organisation that told us, to put its own record right."
        yield "What it then tells us takes the old detail’s place here."
    yield from (CHANGED[one] for one in row.changed)


def letter(row: RequestRow, council: str, *, on: date) -> Paper:
    """The reply as a paper, with nobody's name: a person writes to whom it goes."""
    blocks = [Paragraph(line) for line in (f"{council}, {day_in_words(on)}", *reply(row, council))]
    rest = (Heading("What this does not change"), Bullets((NOT_CHANGED,)))
    return Paper(TITLES[row.kind], MARKING, row.reference, (*blocks, *rest))
