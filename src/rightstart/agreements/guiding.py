"""Which questions lead to what an agreement says, in which order, which of them apply, and what the answers come to; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

import msgspec

from rightstart.agreements.citing import Unfounded
from rightstart.agreements.completing import blank
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import HEALTH_ITEMS, NotDrafted, Statement, Terms, meaning, unfit


class Question(StrEnum):
    """One page of the guide each, in this order."""

    PART = "part"
    WITH = "with"
    PARTIES = "parties"
    OPERATORS = "operators"
    PURPOSE = "purpose"
    ITEMS = "items"
    GIVER = "who-gives"
    TAKER = "who-receives"
    BASIS = "lawful-basis"
    HEALTH = "health-data"
    CONFIDENTIALITY = "confidentiality"
    DELIVERY = "how-often"
    CONTACT = "first-contact"
    ATTESTS = "supplier-confirms"
    EXCLUSIONS = "who-is-left-out"
    INFORMING = "telling-parents"
    OBJECTIONS = "objections"
    RETENTION = "how-long-kept"
    SECURITY = "security"
    END = "at-the-end"
    ASSESSMENT = "impact-assessment"
    CONTACTS = "contacts"
    DAYS = "days"


class Part(StrEnum):
    """What the council does under the agreement."""

    RECEIVES = "receives"
    GIVES = "gives"


class With(StrEnum):
    """With whom: the hop and the kind of instrument follow from it."""

    SUPPLIER = "supplier"
    SUPPLIER_ARRIVALS = "supplier-arrivals"
    COUNCIL_GIVES = "council-that-gives"
    OWN_CENTRES = "own-centres"
    PROCESSOR = "operator-as-processor"
    CONTROLLER = "operator-as-controller"
    COUNCIL_TAKES = "council-that-receives"


OFFERS: Final[Mapping[Part, tuple[With, ...]]] = {
    Part.RECEIVES: (With.SUPPLIER, With.SUPPLIER_ARRIVALS, With.COUNCIL_GIVES),
    Part.GIVES: (With.OWN_CENTRES, With.PROCESSOR, With.CONTROLLER, With.COUNCIL_TAKES),
}
INSTRUMENTS: Final[Mapping[With, tuple[Hop, InstrumentKind]]] = {
    With.SUPPLIER: (Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING),
    With.SUPPLIER_ARRIVALS: (Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.ARRIVALS_SHARING),
    With.COUNCIL_GIVES: (Hop.COUNCIL_TO_COUNCIL, InstrumentKind.ARRIVALS_SHARING),
    With.OWN_CENTRES: (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION),
    With.PROCESSOR: (Hop.COUNCIL_TO_CENTRE, InstrumentKind.PROCESSOR_CONTRACT),
    With.CONTROLLER: (Hop.COUNCIL_TO_CENTRE, InstrumentKind.CONTROLLER_AGREEMENT),
    With.COUNCIL_TAKES: (Hop.COUNCIL_TO_COUNCIL, InstrumentKind.ARRIVALS_SHARING),
}
# Which terms each question asks for. The paper is none of them: what stands beside one is entered in one go.
FIELDS: Final[Mapping[Question, tuple[str, ...]]] = {
    Question.PART: (),
    Question.WITH: (),
    Question.PARTIES: (),
    Question.OPERATORS: ("giver_operator", "taker_operator"),
    Question.PURPOSE: ("purpose",),
    Question.ITEMS: ("items",),
    Question.GIVER: ("giver_task", "giver_gateway"),
    Question.TAKER: ("taker_task", "taker_gateway"),
    Question.BASIS: ("lawful_basis",),
    Question.HEALTH: ("special_category", "dpa_condition"),
    Question.CONFIDENTIALITY: ("giver_confidentiality", "taker_confidentiality"),
    Question.DELIVERY: ("frequency", "contract", "tells_back"),
    Question.CONTACT: ("earliest_contact_day", "visit_opens", "target_day", "freshness_days", "first_contact"),
    Question.ATTESTS: ("attests",),
    Question.EXCLUSIONS: ("exclusions",),
    Question.INFORMING: ("informed_by", "informed_how"),
    Question.OBJECTIONS: ("objections",),
    Question.RETENTION: ("retention_months", "retention"),
    Question.SECURITY: ("security",),
    Question.END: ("exit_rule", "exit_clause"),
    Question.ASSESSMENT: ("dpia_reference", "dpia_on"),
    Question.CONTACTS: ("contacts",),
    Question.DAYS: ("from_on", "ends_on", "review_on"),
}
ASKED_AT: Final = {name: question for question, names in FIELDS.items() for name in names}
# Without these nothing can be drafted; whatever else is left open keeps it from being signed.
NECESSARY: Final = (Question.PART, Question.WITH, Question.PARTIES, Question.DAYS)
FIXED_BY_VERSION: Final = frozenset({Question.PART, Question.WITH})

Answer = Mapping[str, Any]
Answers = Mapping[Question, Answer]


@dataclass(frozen=True, slots=True)
class Flow:
    """What follows from who it is with; organisations by code."""

    reference: str
    hop: Hop
    kind: InstrumentKind
    giver: str
    council: str
    recipients: tuple[str, ...]

    @property
    def parties(self) -> frozenset[str]:
        return frozenset({self.giver, self.council, *self.recipients})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What cannot stand, at the question that it belongs to."""

    question: Question
    why: NotDrafted


# -- what is asked -----------------------------------------------------------------------------------------------------


def partner(answers: Answers) -> With | None:
    """With whom it is, where that has been said and fits the council's own part."""
    part, said = answers.get(Question.PART, {}).get("part"), answers.get(Question.WITH, {}).get("partner")
    return With(said) if part and said in OFFERS[Part(part)] else None


def instrument(answers: Answers) -> tuple[Hop, InstrumentKind] | None:
    """The hop and the kind that follow."""
    found = partner(answers)
    return INSTRUMENTS[found] if found else None


def asked(answers: Answers, *, next_version: bool = False) -> tuple[Question, ...]:
    """The questions that apply, in order. Of a next version the parties stand, but for the centres that it covers."""
    left_out = set(FIXED_BY_VERSION) if next_version else set()
    hop, _ = instrument(answers) or (None, None)
    if next_version and hop is not Hop.COUNCIL_TO_CENTRE:
        left_out.add(Question.PARTIES)
    if hop is Hop.COUNCIL_TO_CENTRE:
        left_out.add(Question.DELIVERY)
    if hop not in (None, Hop.SUPPLIER_TO_COUNCIL):
        left_out.add(Question.ATTESTS)
    if not {*answers.get(Question.ITEMS, {}).get("items", ())} & HEALTH_ITEMS:
        left_out.add(Question.HEALTH)
    return tuple(one for one in Question if one not in left_out)


def answered(answers: Answers, question: Question, said: Answer) -> dict[Question, Answer]:
    """The answers with one more, or another one; what no longer applies by it is let go, and asked anew where it must be."""
    kept = dict(answers)
    if question in FIXED_BY_VERSION and kept.get(question) != said:
        for follows in (Question.WITH, Question.PARTIES, Question.CONTACTS, Question.DELIVERY, Question.ATTESTS):
            kept.pop(follows, None)
    kept[question] = said
    if question is Question.ITEMS and Question.HEALTH not in asked(kept):
        kept.pop(Question.HEALTH, None)
    return kept


# -- what the answers come to ------------------------------------------------------------------------------------------


def flow(answers: Answers, own: str) -> Flow | None:
    """Between whom, where that is answered; `own`: the code of the council that drafts."""
    found, said = partner(answers), answers.get(Question.PARTIES)
    if found is None or not said or not said["others"]:
        return None
    hop, kind = INSTRUMENTS[found]
    others = tuple(said["others"])
    match found:
        case With.SUPPLIER | With.SUPPLIER_ARRIVALS | With.COUNCIL_GIVES:
            between = (others[0], own, (own,))
        case With.COUNCIL_TAKES:
            between = (own, others[0], (others[0],))
        case _:
            between = (own, own, others)
    return Flow(said["reference"], hop, kind, *between)


def terms(answers: Answers, on: date) -> Terms:
    """All that the answers say; what is not answered is empty, and the days are then a year from `on`."""
    year = on + timedelta(days=365)
    said: dict[str, Any] = {"items": [], "from_on": on, "ends_on": year, "review_on": year}
    for question, answer in answers.items():
        said |= {name: value for name, value in answer.items() if ASKED_AT.get(name) is question}
    return msgspec.convert(said, Terms)


def unanswered(answers: Answers, on: date, *, next_version: bool = False) -> tuple[Question, ...]:
    """The questions that are still open, in order: something must be said there that is not said yet."""
    empty = {ASKED_AT[name] for name in blank(terms(answers, on))}
    empty |= {one for one in NECESSARY if one not in answers}
    if instrument(answers) is None:
        empty.add(Question.WITH)
    return tuple(one for one in asked(answers, next_version=next_version) if one in empty)


def trouble(answers: Answers, own: str, on: date) -> Trouble | None:
    """What of the answers no such instrument may say, and where it was said."""
    found, said = instrument(answers), terms(answers, on)
    if found is None:
        return None
    if why := unfit(*found, said):
        return Trouble(where(why, *found, said), why)
    between = flow(answers, own)
    if between and not {one.party for one in said.contacts} <= between.parties:
        return Trouble(Question.CONTACTS, NotDrafted.CONTACTS)
    return None


def trouble_at(question: Question, answers: Answers, own: str, on: date) -> NotDrafted | None:
    """What of one answer cannot stand, whatever is wrong with the others."""
    beside = (Question.PART, Question.WITH, Question.PARTIES, Question.DAYS, question)
    alone = {one: answers[one] for one in beside if one in answers}
    found = trouble(alone, own, on)
    return found.why if found and found.question is question else None


_AT: Final[Mapping[NotDrafted, Question]] = {
    NotDrafted.WRONG_KIND: Question.WITH,
    NotDrafted.FORBIDDEN_ITEM: Question.ITEMS,
    NotDrafted.DATES: Question.DAYS,
    NotDrafted.DAYS: Question.CONTACT,
    NotDrafted.FREQUENCY: Question.DELIVERY,
    NotDrafted.NO_SUCH_CODE: Question.CONFIDENTIALITY,
    NotDrafted.MONTHS: Question.RETENTION,
    NotDrafted.CONTACTS: Question.CONTACTS,
}
_OF_A_GATEWAY: Final = frozenset(NotDrafted(one.value) for one in Unfounded)


def where(why: NotDrafted, hop: Hop, kind: InstrumentKind, said: Terms) -> Question:
    """The question to which a reason belongs. Of the two gateways: the side whose citing is at fault."""
    if why in _OF_A_GATEWAY:
        giver_alone = unfit(hop, kind, replace(said, taker_gateway=""))
        return Question.GIVER if giver_alone is why else Question.TAKER
    return _AT.get(why, Question.PARTIES)


# -- from what is said already -----------------------------------------------------------------------------------------


def answers_of(one: Statement, own: str, on: date) -> dict[Question, Answer]:
    """The answers that a version gives, for its next one. Its days are asked anew: they are the new version's own."""
    said = {name: _plain(value) for name, value in meaning(one.terms).items()}
    found = {question: {name: said[name] for name in names} for question, names in FIELDS.items() if names}
    found = {question: told for question, told in found.items() if question is not Question.DAYS and any(told.values())}
    partner_ = _partner(one, own)
    found[Question.PART] = {"part": next(part for part, several in OFFERS.items() if partner_ in several).value}
    found[Question.WITH] = {"partner": partner_.value}
    found[Question.PARTIES] = {"others": _others(one, own), "reference": one.reference}
    return {question: found[question] for question in Question if question in found}


def _partner(one: Statement, own: str) -> With:
    fit = [found for found, of in INSTRUMENTS.items() if of == (one.hop, one.kind)]
    return With.COUNCIL_TAKES if one.hop is Hop.COUNCIL_TO_COUNCIL and one.giver.code == own else fit[0]


def _others(one: Statement, own: str) -> list[str]:
    if one.hop is Hop.COUNCIL_TO_CENTRE:
        return [taker.code for taker in one.takers]
    return [one.council.code if one.giver.code == own else one.giver.code]


def _plain(value: object) -> object:
    return msgspec.to_builtins(value)


def days_of(one: Statement, on: date) -> Answer:
    """The days suggested for a next version: from today, or its first day if that is to come; the rest as it was."""
    was = one.terms
    later = on + timedelta(days=365)
    days = (max(on, was.from_on), *(day if day > on else later for day in (was.ends_on, was.review_on)))
    return dict(zip(FIELDS[Question.DAYS], map(str, days), strict=True))


def last_day(ends_on: date) -> date:
    """The last day with it, as people say it; kept is the first day without."""
    return ends_on - timedelta(days=1)
