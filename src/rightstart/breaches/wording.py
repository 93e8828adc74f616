"""What the codes of a breach say, once for pages, papers and commands."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from rightstart.breaches.codes import (
    Advice,
    Cause,
    Consequence,
    Kind,
    Late,
    Measure,
    NotBreach,
    NotNotified,
    NotTold,
    Opened,
    Risk,
    Way,
)
from rightstart.breaches.rules import Act, Hindrance, State

OPENED: Final = {
    Opened.NOT_OURS: "A supplier sent another council’s residents",
    Opened.CALLED_BACK: "A family was called back after it was contacted or written to",
    Opened.BY_HAND: "A person opened it",
}
KINDS: Final = {
    Kind.CONFIDENTIALITY: "Somebody saw or was sent what they should not have (confidentiality)",
    Kind.INTEGRITY: "Details were changed, or were wrong (integrity)",
    Kind.AVAILABILITY: "Details were lost, or could not be reached (availability)",
}
CAUSES: Final = {
    Cause.SUPPLIER_FILE: "A supplier’s file held what was not for us",
    Cause.LATE_WORD: "A death, objection or other safeguard became known only after contact",
    Cause.WRONG_ADDRESS: "It went to a wrong or old address",
    Cause.WRONG_RECIPIENT: "It went to the wrong organisation or person",
    Cause.SAFEGUARD_MISSED: "A safeguard was known and did not stop it",
    Cause.LOST: "Paper or a device was lost or stolen",
    Cause.LOOKED_UP: "Somebody looked who had no reason to",
    Cause.BROKEN_INTO: "Somebody broke in",
    Cause.SYSTEM_FAULT: "A fault of a system",
    Cause.OTHER: "Something else",
}
RISKS: Final = {
    Risk.UNLIKELY: "A risk to people is unlikely",
    Risk.RISK: "A risk to people is likely",
    Risk.HIGH: "A high risk to people is likely",
}
DEMANDS: Final = {
    Risk.UNLIKELY: "Kept in this log. Neither the regulator nor the people need be told",
    Risk.RISK: "The regulator is told within 72 hours (UK GDPR Art 33)",
    Risk.HIGH: "The regulator is told within 72 hours, and the people without undue delay (Art 33 and 34)",
}
CONSEQUENCES: Final = {
    Consequence.DISTRESS: "Distress, also to a family that grieves",
    Consequence.FOUND: "Somebody may find where a family lives",
    Consequence.UNWANTED_CONTACT: "Contact that the family did not want",
    Consequence.FAMILY_CONFLICT: "Conflict in the family, or a birth made known to somebody",
    Consequence.MISUSE: "Misuse of the details, such as fraud",
    Consequence.HELP_MISSED: "A family misses help that it should have had",
    Consequence.NONE: "None that is likely",
}
MEASURES: Final = {
    Measure.CALLED_BACK: "What was sent was called back",
    Measure.DESTROYED: "The recipients confirmed that their copies are destroyed",
    Measure.STOPPED: "Everything that goes out was stopped",
    Measure.LETTERS_STOPPED: "Letters were taken out of the pile or stopped on their way",
    Measure.SUPPLIER_TOLD: "The supplier was told, by its receipt or in person",
    Measure.RECIPIENTS_TOLD: "The recipients were told what to do",
    Measure.SUSPENDED: "The agreement was suspended",
    Measure.CAUSE_MENDED: "The cause was mended, so that it does not happen again",
    Measure.FAMILY_SAFE: "The family’s safety was looked after first",
}
# The same to whoever it happened to.
TO_PEOPLE: Final = {
    Consequence.DISTRESS: "It may distress you",
    Consequence.FOUND: "Somebody may find where you live",
    Consequence.UNWANTED_CONTACT: "You had contact that you did not want, or may have",
    Consequence.FAMILY_CONFLICT: "Somebody may have come to know of the birth",
    Consequence.MISUSE: "Your details may be misused, such as for fraud",
    Consequence.HELP_MISSED: "You may have missed help that you should have had",
    Consequence.NONE: "Nothing that we think likely",
}
DONE_FOR_PEOPLE: Final = MEASURES | {Measure.FAMILY_SAFE: "We looked after your safety first"}
NOT_BREACH: Final = {
    NotBreach.NOTHING_SEEN: "Nobody saw, was sent or lost anything",
    NotBreach.RIGHT_THEN: "The contact was right by all that was known then",
    NotBreach.SUPPLIERS_OWN: "It is the supplier’s own breach, and the supplier has been told",
    NotBreach.AS_AGREED: "The file goes to several councils by agreement, and each keeps its own residents only",
    NotBreach.NO_PERSONAL_DATA: "It concerns nobody’s personal data",
    NotBreach.DRILL: "It was a drill or a test",
}
NOT_NOTIFIED: Final = {
    NotNotified.UNLIKELY_RISK: "A risk to people is unlikely (Art 33(1))",
    NotNotified.OTHER_CONTROLLER: "Another controller’s breach: it has been told, and tells the regulator itself",
}
LATE: Final = {
    Late.FACTS_MISSING: "The facts had to be found first",
    Late.OTHERS_LATE: "Another organisation’s answer came late",
    Late.NOT_RECOGNISED: "It was not recognised as a breach at first",
    Late.NOBODY_THERE: "Nobody who could decide was there",
    Late.RISK_ROSE: "The risk was thought unlikely at first",
}
WAYS: Final = {
    Way.HEALTH_VISITOR: "By the family’s health visitor",
    Way.LETTER: "By a letter",
    Way.TELEPHONE: "By telephone",
    Way.IN_PERSON: "In person",
    Way.PUBLIC: "By a public notice, as telling each is out of all proportion (Art 34(3)(c))",
}
NOT_TOLD: Final = {
    NotTold.NOT_HIGH: "A high risk to them is not likely",
    NotTold.UNREADABLE: "What got out cannot be read, for it is encrypted (Art 34(3)(a))",
    NotTold.RISK_GONE: "What was done since makes a high risk unlikely (Art 34(3)(b))",
    NotTold.SERIOUS_HARM: "Telling them would be likely to cause somebody serious harm (Data Protection Act 2018, Schs 2 and 3)",
    NotTold.OTHER_CONTROLLER: "Another controller tells them: only it knows who they are",
}
ADVICE: Final = {
    Advice.NO_BREACH: "It is no breach",
    Advice.KEEP_IN_LOG: "Keep it in the log; tell nobody",
    Advice.NOTIFY: "Tell the regulator",
    Advice.NOTIFY_AND_TELL: "Tell the regulator and the people",
}
STATES: Final = {
    State.CANDIDATE: "Waits for a person",
    State.ASSESSING: "Being assessed",
    State.NOT_BREACH: "Not a breach",
    State.BREACH: "A breach: decide about the regulator",
    State.TOLD_FIRST: "People told: decide about the regulator",
    State.NOTIFIED: "Regulator told: decide about the people",
    State.NOT_NOTIFIABLE: "Regulator need not be told: decide about the people",
    State.PEOPLE_TOLD: "People told: close it when nothing is left to do",
    State.PEOPLE_NOT_TOLD: "People not told: close it when nothing is left to do",
    State.CLOSED: "Closed",
}
DONE: Final[Mapping[str, str]] = {
    Act.TAKE_UP: "Taken up",
    Act.FIND: "Assessed as a breach",
    Act.CLEAR: "Assessed as not a breach",
    Act.NOTIFY: "Regulator told",
    Act.NOT_NOTIFY: "Decided: the regulator is not told",
    Act.TELL: "People told",
    Act.NOT_TELL: "Decided: people are not told",
    Act.CLOSE: "Closed",
    "advised": "The data protection officer advised",
}
HINDERED: Final = {
    Hindrance.NOT_FOUND_YET: "First say whether it is a breach.",
    Hindrance.NO_BREACH: "It was found not to be a breach. Assess it again if more has become known.",
    Hindrance.DONE: "That is done already. If something graver has become known, open another entry.",
    Hindrance.REGULATOR_OPEN: "First decide whether the regulator is told.",
    Hindrance.PEOPLE_OPEN: "First decide whether the people are told.",
    Hindrance.CLOSED: "This entry is closed.",
    Hindrance.MUST_NOTIFY: "With this risk the regulator must be told. Tell it, or assess the risk again.",
    Hindrance.MUST_TELL: "The risk was assessed as high: people are told unless another of these reasons holds.",
    Hindrance.WHY_LATE: "More than 72 hours have passed: say why the regulator is told late.",
}
# Each code of a step by the name under which it is kept.
_BY_NAME: Final[Mapping[str, tuple[type[StrEnum], Mapping[Any, str]]]] = {
    "kinds": (Kind, KINDS),
    "cause": (Cause, CAUSES),
    "risk": (Risk, RISKS),
    "consequences": (Consequence, CONSEQUENCES),
    "measures": (Measure, MEASURES),
    "late": (Late, LATE),
    "ways": (Way, WAYS),
    "advice": (Advice, ADVICE),
}
_REASONS: Final[Mapping[str, tuple[type[StrEnum], Mapping[Any, str]]]] = {
    Act.CLEAR: (NotBreach, NOT_BREACH),
    Act.NOT_NOTIFY: (NotNotified, NOT_NOTIFIED),
    Act.NOT_TELL: (NotTold, NOT_TOLD),
}
TABLES: Final[tuple[Mapping[Any, Any], ...]] = (
    *(OPENED, KINDS, CAUSES, RISKS, DEMANDS, CONSEQUENCES, MEASURES, NOT_BREACH, NOT_NOTIFIED, LATE, WAYS, NOT_TOLD),
    *(TO_PEOPLE, DONE_FOR_PEOPLE, ADVICE, STATES, HINDERED),
)


def in_words(act: str, codes: Mapping[str, Any]) -> list[str]:
    """What was said with an act, a sentence for each code."""
    said: list[str] = []
    for name, value in codes.items():
        enum, words = _REASONS[act] if name == "reason" else _BY_NAME[name]
        said += [words[enum(one)] for one in (value if isinstance(value, list) else [value])]
    return said
