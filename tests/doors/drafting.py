"""What somebody types into each question of the guide, and how the guide is walked, for tests of its pages."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from rightstart.agreements.guiding import Question
from rightstart.terms import london_date
from tests.doors.world import OURS, World

PDF = b"%PDF-1.7\n% signed by both sides\n%%EOF\n"
CONTACT = {"party_1": OURS, "role_1": "ig-lead", "email_1": "ig@council.example", "telephone_1": ""}
# Where the guide suggests nothing, and people alone can say it.
TYPED: dict[Question, dict[str, Any]] = {
    Question.PART: {"part": "receives"},
    Question.WITH: {"partner": "supplier"},
    Question.PARTIES: {"others": "CHIS01", "reference": "DSA-33-7"},
    Question.HEALTH: {"special_category": "UK GDPR Article 9(2)(h)", "dpa_condition": "Schedule 1 paragraph 2"},
    Question.CONFIDENTIALITY: {"giver_confidentiality": "consent", "taker_confidentiality": "not-confidential"},
    Question.ASSESSMENT: {"dpia_reference": "DPIA-12", "dpia_on": "1/11/2026"},
    Question.CONTACTS: CONTACT,
}
TO_CENTRES: dict[Question, dict[str, Any]] = TYPED | {
    Question.PART: {"part": "gives"},
    Question.WITH: {"partner": "own-centres"},
    Question.PARTIES: {"others": ["CAL-01", "CAL-02"], "reference": "INT-33-7"},
}


def typed(world: World, days: int) -> str:
    """A day so many from today, as people type it."""
    return f"{london_date(world.at) + timedelta(days=days):%d/%m/%Y}"


def begun(client: Client) -> str:
    """The key of a draft begun from nothing."""
    answer = client.post(reverse("draft_agreement"))
    return str(answer["Location"]).split("/")[3]


def at(key: str, question: Question) -> str:
    return reverse("draft-question", args=[key, question.value])


def offered(client: Client, address: str) -> dict[str, Any]:
    """What stands in the form of a page, as a browser would send it back."""
    form = client.get(address).context["form"]
    return {field.name: value for field in form if (value := shown(field)) not in (None, False, "")}


def shown(field: Any) -> Any:
    value = field.value()
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value


def walk(client: Client, key: str, said: dict[Question, dict[str, Any]], *, until: Question | None = None) -> str:
    """Answer one question after the other, each as typed or else as suggested; the address where that leads."""
    address = at(key, Question.PART)
    for _ in Question:
        question = next(one for one in Question if address.endswith(f"/{one.value}"))
        if question is until:
            return address
        answer = client.post(address, said.get(question) or offered(client, address))
        assert answer.status_code == 302, (question, answer.context["form"].errors)
        address = str(answer["Location"])
        if address.endswith("/check"):
            return address
    raise AssertionError(f"the guide does not end: {address}")


def paper_form(world: World, **more: Any) -> dict[str, Any]:
    """The whole short entry beside a signed paper, from a supplier."""
    return {
        "others": ["CHIS01"],
        "items": [
            *(
                "baby_surname",
                "baby_forename",
                "born_on",
                "parent_name",
                "address",
                "postcode",
                "births_in_confinement",
            ),
            *("nhs_number", "told_on", "language", "interpreter"),
        ],
        "giver_task": "To tell the council of births",
        "giver_gateway": "Children Act 2004 s.10",
        "taker_task": "To offer early childhood services",
        "taker_gateway": "Childcare Act 2006 ss.1–4",
        "from_on": typed(world, -30),
        "last_on": typed(world, 400),
        "exit_rule": "finish-contacts",
    } | more
