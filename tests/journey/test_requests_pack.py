"""Stories of a family's own pack: all that is held of it in one action, nothing of another, and nothing that tells on anybody."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from rightstart import journey
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.joining.record import attend, join
from rightstart.joining.rules import How
from rightstart.listings.rules import ListingKind
from rightstart.release.records import PROMISED
from rightstart.rights import ask
from rightstart.rights.models import RequestStep
from rightstart.rights.requests import pack, paper
from rightstart.rights.requests.detail import Detail
from rightstart.rights.requests.pack import Choice
from rightstart.rights.requests.redaction import LeftOut, Part
from rightstart.rights.requests.rules import Next, Outcome, RequestKind, Step
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.journey import look
from tests.journey.requesting import (
    ANN,
    HOME,
    IG,
    OTHER,
    SAFE,
    STEWARD,
    answered,
    made,
    on,
    opened,
    reference_of,
    row_of,
    told,
    twins,
)
from tests.journey.world import CALDERDALE, KIRKLEES, SUPPLIER, World

DAY = timedelta(days=1)
GRANDMOTHER = "Grandmother rang"


@pytest.fixture
def family(world: World) -> World:
    world.hand_in(*twins())
    return world


def tried(world: World, note: str = "") -> None:
    [first] = [one for one in world.families("CAL-01") if one.addressee.startswith("Robin")]
    made_ = {"made": Made(Channel.LETTER, AttemptOutcome.SENT), "made_on": world.today, "note": note}
    journey.record_attempt(viewer=world.viewer("CAL-01"), reference=first.reference, **made_, by=ANN, at=world.at)


def came(world: World) -> None:
    """The family joins, and comes on the same day."""
    [first] = [one for one in world.families("CAL-01") if one.addressee.startswith("Robin")]
    told_ = {"viewer": world.viewer("CAL-01"), "reference": first.reference, "by": ANN, "at": world.at}
    join(**told_, joined_on=world.today, how=How.NEW, through=None)
    attend(**told_, attended_on=world.today, kind=ListingKind.DEBT_ADVICE)


def mark(world: World, kind: MarkerKind, record: str = "R1") -> None:
    journey.mark(birth=BirthId(look.birth_of(record)), kind=kind, source="person", by=ANN, at=world.at)


def packed(found: pack.Pack | None) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The text of the paper, the document, and its schema."""
    assert found is not None
    with ZipFile(BytesIO(paper.as_zip(found))) as files:
        named = {name.rpartition(".")[2] if "family-pack" not in name else "schema": name for name in files.namelist()}
        made_ = PdfReader(BytesIO(files.read(named["pdf"])))
        assert made_.trailer["/Root"]["/MarkInfo"]["/Marked"]
        text = " ".join(" ".join(page.extract_text().split()) for page in made_.pages)
        return text, json.loads(files.read(named["json"])), json.loads(files.read(named["schema"]))


def test_a_parent_has_all_that_is_held_of_the_family_in_one_action_and_nothing_of_another(family: World) -> None:
    tried(family)
    came(family)
    reference = opened(family, RequestKind.ACCESS, said="All of it, please")
    assert not answered(family, reference, Outcome.GIVEN)
    text, document, schema = packed(made(family, reference))
    fits(document, schema)
    assert "You came to CAL-01 (debt advice)" in text
    whole = json.dumps(document, ensure_ascii=False)
    for word in ("Peregrine", "Tarquin", "Robin Quillfeather", HOME, "01632 960123", SUPPLIER, "CAL-01", "All of it"):
        assert word in text
        assert word in whole
    assert not [word for word in ("Jones", "2 High Street", reference_of("R3")) if word in text + whole]
    assert {one["baby"] for one in document["statements"]} == {reference_of("R1"), reference_of("R2")}
    assert {one["told_to"] for one in document["decisions"]} == {"CAL-01"}
    assert (document["left_out"], len(document["tried"]), len(document["joined"])) == ([], 2, 2)
    assert answered(family, reference, Outcome.GIVEN)
    assert row_of(family, reference).next is Next.NOTHING
    assert made(family, reference) is None


def fits(document: object, schema: dict[str, Any]) -> None:
    """Whether a document is as its schema says: what this schema uses of JSON Schema, and nothing more."""
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    if "type" in schema:
        wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert any(isinstance(document, kinds[one]) for one in wanted), (document, wanted)
    assert document == schema.get("const", document)
    assert "enum" not in schema or document in schema["enum"]
    if isinstance(document, list):
        for one in document:
            fits(one, schema.get("items", {}))
    if isinstance(document, dict):
        rest = schema.get("additionalProperties", True)
        assert set(schema.get("required", ())) <= document.keys()
        assert rest or document.keys() <= schema["properties"].keys()
        for name, value in document.items():
            fits(value, schema.get("properties", {}).get(name, rest if isinstance(rest, dict) else {}))


def test_the_document_is_as_its_schema_says(family: World) -> None:
    tried(family, GRANDMOTHER)
    reference = next(one.reference for one in family.families("CAL-01") if one.addressee.startswith("Robin"))
    ask.told_no(organisation=family.ids["CAL-01"], said=reference, mark=journey.mark, by=ANN, at=family.at)
    opened(family, RequestKind.COMPLAINT, said="Too many letters")
    _, document, schema = packed(made(family, opened(family, RequestKind.ACCESS)))
    fits(document, schema)
    assert document["said_no_on"] == [family.today.isoformat()]
    assert [one["you_had_said_no"] for one in document["decisions"]].count(True) == 2
    assert [one["said"] for one in document["requests"]] == ["Too many letters", ""]
    assert all(document[name] for name in ("statements", "told", "decisions", "tried", "left_out"))


def test_whoever_is_not_the_parent_in_the_record_is_not_told_where_the_family_lives(family: World) -> None:
    opened(family, RequestKind.COMPLAINT, said="My own words")
    found = made(family, opened(family, RequestKind.ACCESS, known=OTHER))
    text, document, _ = packed(found)
    whole = text + json.dumps(document, ensure_ascii=False)
    assert not [word for word in (HOME, "HX1 1UJ", "960123", "Robin", "My own words") if word in whole]
    assert found is not None
    assert {part: set(why) for part, why in found.left_out.items()} == {
        part: {LeftOut.THIRD_PARTY} for part in (Part.HOME, Part.PARENT, Part.REQUEST)
    }
    assert len(document["left_out"]) == 3
    [kept] = RequestStep.objects.filter(step=Step.PACKED).values_list("left_out", flat=True)
    assert kept["parent"] == {"third-party": 2}
    assert "third-party" not in str(look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf"))


def test_another_parent_who_stood_in_the_record_before_is_somebody_else(family: World) -> None:
    family.today += DAY
    family.hand_in(*(one | {"action": "correct", "parent_name": "Sam Underhill"} for one in twins()[:2]))
    found = made(family, opened(family, RequestKind.ACCESS))
    assert "Sam Underhill" in told(found)
    assert "Robin" not in told(found)


@pytest.mark.parametrize("read", [True, False])
def test_what_a_worker_wrote_is_given_once_somebody_has_read_it(family: World, read: bool) -> None:
    tried(family, GRANDMOTHER)
    reference = opened(family, RequestKind.ACCESS)
    asked = {"viewer": family.viewer(CALDERDALE), "reference": reference}
    assert pack.notes_of(**asked, roles=STEWARD) == []
    [note] = pack.notes_of(**asked, roles=IG)
    assert note.note == GRANDMOTHER
    found = made(family, reference, choice=Choice(frozenset({note.number} if read else ())))
    assert (GRANDMOTHER in told(found)) is read
    assert found is not None
    assert (Part.NOTE in found.left_out) is not read


@pytest.mark.parametrize("kind", sorted(set(MarkerKind) - {MarkerKind.OBJECTION, MarkerKind.SIBLING}))
def test_a_family_with_a_safeguard_is_the_leads_and_its_pack_tells_nobody_why(family: World, kind: MarkerKind) -> None:
    plain = packed(made(family, opened(family, RequestKind.ACCESS, known=OTHER)))[1]
    mark(family, kind)
    reference = opened(family, RequestKind.ACCESS, known=OTHER)
    assert made(family, reference) is made(family, reference, STEWARD) is None
    assert not answered(family, reference, Outcome.WITHDRAWN)
    found = made(family, reference, SAFE)
    text, document, _ = packed(found)
    said = (text + json.dumps(document, ensure_ascii=False)).lower()
    words = (HOME.lower(), "advice", "safeguard", "withheld", "marker", kind.value, "called back", "cal-01")
    assert not [word for word in words if word in said]
    assert [one for one in document["left_out"] if "Requests" not in one and "requests" not in one] == plain["left_out"]
    assert found is not None
    assert found.left_out[Part.MARKER].keys() <= set(LeftOut) - {LeftOut.THIRD_PARTY, LeftOut.UNREAD}
    assert PROMISED == {"decided"}


def test_the_lead_may_give_what_tells_where_they_are_but_never_a_hidden_home_nor_a_hold(family: World) -> None:
    mark(family, MarkerKind.PROFESSIONAL_ADVICE)
    everything = Choice(parts=frozenset(Part))
    first = made(family, opened(family, RequestKind.ACCESS), SAFE, everything)
    assert (HOME in told(first), "CAL-01" in told(first)) == (True, True)
    assert first is not None
    assert first.left_out[Part.MARKER] == {LeftOut.PROFESSIONAL_ADVICE: 1}
    assert first.left_out[Part.DECISION].keys() == {LeftOut.SAFEGUARD}
    mark(family, MarkerKind.UNSAFE_ADDRESS)
    second = made(family, opened(family, RequestKind.ACCESS), SAFE, everything)
    assert HOME not in told(second)
    assert second is not None
    assert LeftOut.WOULD_DEFEAT in second.left_out[Part.HOME]
    chosen_by_ig = made(family, opened(family, RequestKind.ACCESS, record="R3"), IG, everything)
    assert chosen_by_ig is not None


def test_a_pack_is_made_anew_as_often_as_it_is_asked_for_and_by_nobody_elsewhere(family: World) -> None:
    reference = opened(family, RequestKind.ACCESS)
    assert made(family, reference) is not None
    assert made(family, reference) is not None
    assert RequestStep.objects.filter(step=Step.PACKED).count() == 2
    elsewhere = on(family, reference) | {"viewer": family.viewer(KIRKLEES)}
    assert pack.make(**elsewhere, council="Kirklees", choice=Choice()) is None
    assert made(family, opened(family, RequestKind.CORRECTION, detail=Detail.LANGUAGE, should_be="pl")) is None
