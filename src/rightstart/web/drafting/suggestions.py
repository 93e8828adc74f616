"""What the guide suggests for each question, for people to review: words to start from, never a decision."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from rightstart.agreements.guiding import Answers, Question, With, partner
from rightstart.agreements.items import SUGGESTED
from rightstart.agreements.rules import ExitRule, Frequency
from rightstart.agreements.signed_before import LAWFUL_BASIS
from rightstart.agreements.wording import Informer, Terms
from rightstart.intake.contract import Attestation
from rightstart.intake.contracts.known import LATEST

EARLY: Final = (
    "To improve the well-being of young children and reduce inequalities between them, through early childhood services"
)
COOPERATE: Final = "To co-operate with the council to improve the well-being of children in its area"
TO_COUNCIL: Final = (
    "So that every family with a new baby is offered early childhood services by its council in the first weeks"
)
TO_CENTRE: Final = (
    "So that the centre that serves their home can welcome every family with a new baby and offer what it has for them"
)
MOVES: Final = "So that a family with a young child that moves is offered early childhood services by its new council"
ON_INSTRUCTION: Final = "To welcome families on the council’s behalf and on its written instructions only"
CONTROLLERS: Final = "To offer early childhood services to families in the area that the centre serves"
CHILDCARE, CHILDREN = "childcare-act-2006-s1-4", "children-act-2004-s10"
# Of both sides: task and gateway.
SIDES: Final[Mapping[With, tuple[tuple[str, str], tuple[str, str]]]] = {
    With.SUPPLIER: ((COOPERATE, CHILDREN), (EARLY, CHILDCARE)),
    With.SUPPLIER_ARRIVALS: ((COOPERATE, CHILDREN), (EARLY, CHILDCARE)),
    With.COUNCIL_GIVES: ((EARLY, CHILDCARE), (EARLY, CHILDCARE)),
    With.COUNCIL_TAKES: ((EARLY, CHILDCARE), (EARLY, CHILDCARE)),
    With.OWN_CENTRES: ((EARLY, CHILDCARE), (EARLY, CHILDCARE)),
    With.PROCESSOR: ((EARLY, CHILDCARE), (ON_INSTRUCTION, CHILDCARE)),
    With.CONTROLLER: ((EARLY, CHILDCARE), (CONTROLLERS, CHILDREN)),
}
EVERYWHERE: Final[Mapping[Question, Mapping[str, Any]]] = {
    Question.OPERATORS: {"giver_operator": "", "taker_operator": ""},
    Question.ITEMS: {"items": sorted(map(str, SUGGESTED))},
    Question.BASIS: {"lawful_basis": LAWFUL_BASIS},
    Question.DELIVERY: {"frequency": Frequency.WEEKLY.value, "contract": LATEST.version, "tells_back": False},
    Question.CONTACT: {
        name: Terms.__dataclass_fields__[name].default
        for name in ("earliest_contact_day", "visit_opens", "target_day", "freshness_days", "first_contact")
    },
    Question.ATTESTS: {"attests": sorted(one.value for one in Attestation)},
    Question.EXCLUSIONS: {
        "exclusions": "Stillbirths; babies who have died; protected addresses; babies placed or to be placed for adoption; "
        "families who object; whomever a professional advises not to contact. Where it is not known, nobody is contacted."
    },
    Question.INFORMING: {
        "informed_by": Informer.HEALTH_VISITOR.value,
        "informed_how": "With a leaflet at the new birth visit, in both sides’ privacy notices, and again in the first letter.",
    },
    Question.OBJECTIONS: {
        "objections": "At any time, by word, letter or e-mail to either side, without a reason. Contact stops at once, and the "
        "other side is told."
    },
    Question.RETENTION: {
        "retention_months": Terms.__dataclass_fields__["retention_months"].default,
        "retention": "Families who registered with a centre: by the centre’s own schedule. Everything else: as long as the first "
        "contact needs it. What shows who was told what is kept without anybody’s details.",
    },
    Question.SECURITY: {
        "security": "Encrypted on the way and where it is kept. People sign in under their own name and see only what their "
        "role needs. No copies by e-mail or on loose media. Breaches are told to the other side within 24 hours."
    },
    Question.END: {
        "exit_rule": ExitRule.FINISH_CONTACTS.value,
        "exit_clause": "Nothing new passes from the first day without it. Families not contacted yet are called back and their "
        "details destroyed within 28 days. The other side confirms it in writing.",
    },
}


def suggested(question: Question, answers: Answers, on: date) -> Mapping[str, Any]:
    """What is suggested for a question, as an answer is kept; empty where people alone can say it."""
    with_ = partner(answers)
    match question:
        case Question.PURPOSE if with_:
            return {"purpose": _purpose(with_)}
        case Question.GIVER | Question.TAKER if with_:
            side, (task, gateway) = (
                ("giver", SIDES[with_][0]) if question is Question.GIVER else ("taker", SIDES[with_][1])
            )
            return {f"{side}_task": task, f"{side}_gateway": gateway}
        case Question.DAYS:
            year = on + timedelta(days=365)
            return {"from_on": str(on), "ends_on": str(on + timedelta(days=730)), "review_on": str(year)}
        case _:
            return EVERYWHERE.get(question, {})


def _purpose(with_: With) -> str:
    if with_ in (With.SUPPLIER_ARRIVALS, With.COUNCIL_GIVES, With.COUNCIL_TAKES):
        return MOVES
    return TO_COUNCIL if with_ is With.SUPPLIER else TO_CENTRE
