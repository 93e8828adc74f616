"""An agreement drafted question by question: in one sitting, in several, by several people, and as the next version of one."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from rightstart.agreements.guiding import Part, Question, With
from rightstart.agreements.register import register
from rightstart.agreements.sign import NotSigned
from rightstart.agreements.signed_before import NotTaken
from rightstart.agreements.stating import statements
from rightstart.agreements.unfinished import unfinished
from rightstart.agreements.wording import NotDrafted, Terms
from rightstart.directory.people import find
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.terms import Item, OrganisationId
from rightstart.web.agreements.addresses import version_address
from rightstart.web.drafting import sentences
from rightstart.web.drafting.questions import FORMS
from tests.doors import world as making
from tests.doors.conftest import SignIn
from tests.doors.drafting import CONTACT, TO_CENTRES, TYPED, at, begun, offered, typed, walk
from tests.doors.world import OURS, THEIRS, World

DIRECTOR, IG, SENDER, STEWARD = (
    *(RoleKind.DIRECTOR, RoleKind.IG_LEAD, RoleKind.SUPPLIER_SENDER),
    RoleKind.DATA_STEWARD,
)
DRAFTS = {DIRECTOR, IG}


def viewer(world: World) -> Viewer:
    return open_viewing("council", world.council, until=world.at + timedelta(days=1))


def council(code: str) -> OrganisationId:
    found = find(code)
    assert found is not None
    return found.id


def newest(world: World, reference: str) -> Terms:
    return statements(viewer(world), reference)[-1].terms


@pytest.mark.parametrize("role", RoleKind)
def test_only_who_may_draft_for_a_council_opens_the_guide(world: World, sign_in: SignIn, role: RoleKind) -> None:
    key = begun(sign_in(IG))
    pages = [reverse("draft_agreement"), reverse("signed_already"), at(key, Question.PART)]
    pages += [reverse(name, args=[key]) for name in ("draft-tasks", "draft-check", "draft-drop")]
    client = sign_in(role)
    assert {client.get(page).status_code for page in pages} == ({200} if role in DRAFTS else {403})
    if client.get(reverse("agreements")).status_code == 200:
        links = client.get(reverse("agreements")).content.decode()
        assert (f'href="{reverse("draft_agreement")}"' in links) is (role in DRAFTS)


def test_from_nothing_to_a_draft_in_one_sitting(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    key = begun(client)
    page = client.get(walk(client, key, TYPED)).content.decode()
    assert "Still blank" not in page
    for words in (
        "Calderdale Child Health",
        "Children Act 2004 s.10",
        "Parents consent",
        "DPIA-12",
        "ig@council.example",
    ):
        assert words in page
    assert page.count("Suggested</strong>") > 20
    made = client.post(reverse("draft-check", args=[key]), follow=True)
    assert "Version 1 of DSA-33-7 is drafted" in made.content.decode()
    assert made.redirect_chain[-1][0] == version_address("DSA-33-7", 1)
    [row] = [one for one in register(viewer(world), at=world.at) if one.reference == "DSA-33-7"]
    assert (row.state.value, row.instrument.blank, row.giver) == ("draft", frozenset(), "Calderdale Child Health")
    assert newest(world, "DSA-33-7").items.isdisjoint({Item.PHONE, Item.EMAIL, Item.NHS_NUMBER})
    assert unfinished(viewer(world)) == []


@pytest.mark.parametrize("partner", ["own-centres", "operator-as-processor", "operator-as-controller"])
def test_a_draft_towards_centres_is_of_the_kind_that_follows(world: World, sign_in: SignIn, partner: str) -> None:
    client = sign_in(DIRECTOR)
    key = begun(client)
    walk(client, key, TO_CENTRES | {Question.WITH: {"partner": partner}})
    assert client.post(reverse("draft-check", args=[key])).status_code == 302
    [row] = [one for one in register(viewer(world), at=world.at) if one.reference == "INT-33-7"]
    kinds = {
        "own-centres": "internal-instruction",
        "operator-as-processor": "processor-contract",
        "operator-as-controller": "controller-agreement",
    }
    assert (row.kind.value, row.recipient_codes) == (kinds[partner], ("CAL-01", "CAL-02"))


@pytest.mark.parametrize(
    ("part", "partner", "giver"),
    [("receives", "council-that-gives", "Kirklees"), ("gives", "council-that-receives", "Calderdale")],
)
def test_with_another_council_either_side_may_give(
    world: World, sign_in: SignIn, part: str, partner: str, giver: str
) -> None:
    client = sign_in(DIRECTOR)
    key, move = begun(client), {"others": "E08000034", "reference": "MOVE-1"}
    said = {Question.PART: {"part": part}, Question.WITH: {"partner": partner}, Question.PARTIES: move}
    walk(client, key, TYPED | said)
    client.post(reverse("draft-check", args=[key]))
    [row] = [one for one in register(viewer(world), at=world.at) if one.reference == "MOVE-1"]
    assert (row.giver, row.hop.value) == (giver, 3)


def test_one_stops_in_the_middle_and_a_colleague_goes_on(world: World, sign_in: SignIn) -> None:
    first = sign_in(IG)
    key = begun(first)
    walk(first, key, TYPED, until=Question.GIVER)
    second = sign_in(DIRECTOR)
    start = second.get(reverse("draft_agreement")).content.decode()
    assert "DSA-33-7" in start
    assert "Information governance lead" in start
    tasks = second.get(reverse("draft-tasks", args=[key])).content.decode()
    assert "6 of 22 questions answered" in tasks
    assert "Question 7 of 22" in second.get(at(key, Question.GIVER)).content.decode()
    second.post(at(key, Question.PURPOSE), {"purpose": "To welcome every new baby"})
    again = first.get(at(key, Question.PURPOSE)).content.decode()
    assert "To welcome every new baby" in again
    assert "Answered last by: Director" in again
    assert "director@example.org" not in again
    first.post(at(key, Question.PURPOSE), {"purpose": "To welcome every family"})
    assert "To welcome every family" in second.get(reverse("draft-check", args=[key])).content.decode()


def test_what_is_still_blank_is_named_and_led_to_and_the_draft_can_be_made_all_the_same(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(IG)
    key = begun(client)
    walk(client, key, TYPED, until=Question.PURPOSE)
    nothing = client.post(reverse("draft-check", args=[key]))
    assert nothing["Location"].startswith(at(key, Question.DAYS))
    client.post(at(key, Question.DAYS), offered(client, at(key, Question.DAYS)))
    page = client.get(reverse("draft-check", args=[key]))
    assert "Confidentiality" in " ".join(page.context["open"])
    assert "Make the draft with blanks" in page.content.decode()
    assert f"{at(key, Question.SECURITY)}?then=check" in page.content.decode()
    back = client.post(f"{at(key, Question.SECURITY)}?then=check", {"security": "Encrypted"})
    assert back["Location"] == reverse("draft-check", args=[key])
    client.post(reverse("draft-check", args=[key]))
    [row] = [one for one in register(viewer(world), at=world.at) if one.reference == "DSA-33-7"]
    assert "purpose" in row.instrument.blank
    assert "security" not in row.instrument.blank


WRONG: tuple[tuple[Question, dict[str, Any], str], ...] = (
    (
        Question.PARTIES,
        {"others": "CHIS01", "reference": "DSA-1"},
        "There is an agreement under this reference already",
    ),
    (Question.PARTIES, {"others": "CAL-01", "reference": "X"}, "CAL-01 is not one of the available choices"),
    (Question.PURPOSE, {"purpose": "As Mrs Wrenfield asked"}, "Take out names, numbers and addresses"),
    (Question.ITEMS, {"items": []}, "Select details"),
    (Question.GIVER, {"task": "Health", "gateways": ["nhs-act-2006-s269"], "other": ""}, "section 269 may be used for"),
    (Question.GIVER, {"task": "Health", "gateways": [], "other": ""}, "Select a law, or enter another one"),
    (Question.TAKER, {"task": "x", "gateways": ["children-act-2004-s16la"], "other": ""}, "This law has not begun"),
    (Question.TAKER, {"task": "x", "gateways": [], "other": "births-statistics-files"}, "never for contacting anybody"),
    (Question.TAKER, {"task": "x", "gateways": [], "other": "uk-gdpr-6-1-ea"}, "not open to councils"),
    (Question.BASIS, {"basis": "other", "other": ""}, "Enter the other basis"),
    (Question.RETENTION, {"retention_months": "0", "retention": "x"}, "whole number from 1 to 312"),
    (
        Question.CONTACT,
        {"earliest_contact_day": "50", "target_day": "42", "freshness_days": "7", "first_contact": "letter-first"},
        "must not be after the target",
    ),
    (Question.CONTACTS, CONTACT | {"email_1": ""}, "Enter an e-mail address or a telephone number of contact 1"),
    (Question.CONTACTS, CONTACT | {"telephone_1": "07700 900123"}, "not a mobile number"),
    (Question.CONTACTS, {}, "Select organisation"),
)


@pytest.mark.parametrize(("question", "said", "words"), WRONG)
def test_what_cannot_stand_is_refused_at_its_question_and_not_saved(
    world: World, sign_in: SignIn, question: Question, said: dict[str, Any], words: str
) -> None:
    client = sign_in(IG)
    key = begun(client)
    walk(client, key, TYPED, until=question)
    answer = client.post(at(key, question), said)
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    [row] = unfinished(viewer(world))
    assert question not in row.answers


def test_a_day_that_makes_an_earlier_answer_fall_is_told_before_the_draft_is_made(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(IG)
    key = begun(client)
    walk(client, key, TYPED, until=Question.DAYS)
    wrong = {"from_on": typed(world, 0), "last_on": typed(world, -2), "review_on": typed(world, 10)}
    assert "must come after the first day" in client.post(at(key, Question.DAYS), wrong).content.decode()
    elsewhere = begun(client)
    walk(client, elsewhere, TYPED)
    client.post(reverse("draft-check", args=[elsewhere]))
    client.post(at(key, Question.DAYS), offered(client, at(key, Question.DAYS)))
    answer = client.post(reverse("draft-check", args=[key]), follow=True)
    assert "There is an agreement under this reference already" in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(at(key, Question.PARTIES))


def test_health_details_bring_their_own_question(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    key = begun(client)
    walk(client, key, TYPED | {Question.ITEMS: {"items": ["address", "postcode", "nhs_number"]}})
    client.post(reverse("draft-check", args=[key]))
    assert newest(world, "DSA-33-7").special_category == "UK GDPR Article 9(2)(h)"
    centres = begun(client)
    address = walk(client, centres, TO_CENTRES, until=Question.ITEMS)
    assert "NHS number" not in client.get(address).content.decode()


def test_another_contact_is_added_line_by_line(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    key = begun(client)
    walk(client, key, TYPED, until=Question.CONTACTS)
    more = client.post(at(key, Question.CONTACTS), CONTACT | {"more": "yes"})
    assert more["Location"] == at(key, Question.CONTACTS)
    other = {"party_2": "CHIS01", "role_2": "data-protection-officer", "telephone_2": "+44 1632 960001"}
    client.post(at(key, Question.CONTACTS), offered(client, at(key, Question.CONTACTS)) | other)
    [row] = unfinished(viewer(world))
    said = row.answers[Question.CONTACTS]["contacts"]
    assert [(one["party"], one["telephone"]) for one in said] == [(OURS, ""), ("CHIS01", "01632 960001")]


def test_a_next_version_starts_from_what_is_said_and_shows_what_changes_before_it_is_made(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(IG)
    key = str(client.post(reverse("draft_agreement"), {"next": "II-1"})["Location"]).split("/")[3]
    assert str(client.post(reverse("draft_agreement"), {"next": "II-1"})["Location"]).split("/")[3] == key
    assert client.get(at(key, Question.WITH))["Location"] == reverse("draft-tasks", args=[key])
    check = reverse("draft-check", args=[key])
    assert "Nothing is different" in client.get(check).content.decode()
    client.post(at(key, Question.PARTIES), {"others": ["CAL-01"]})
    client.post(at(key, Question.OBJECTIONS), {"objections": "By a word to either side"})
    client.post(at(key, Question.DAYS), offered(client, at(key, Question.DAYS)))
    page = client.get(check).content.decode()
    assert "Who receives: no longer Sunshine Children’s Centre." in page
    assert "First day:" in page
    assert "Day of review" not in page.split("Between whom")[0]
    assert "How parents may object: At any time, to either party; contact stops at once becomes By a word" in page
    made = client.post(check, follow=True).content.decode()
    assert "Version 2 of II-1 is drafted" in made
    second = statements(viewer(world), "II-1")[-1]
    assert ([one.code for one in second.takers], second.terms.objections) == (["CAL-01"], "By a word to either side")


def test_what_an_older_version_leaves_out_is_suggested_for_its_next_one(world: World, sign_in: SignIn) -> None:
    making.agree_on(
        world.at, "DSA-2", "CHIS01", OURS, paper="0" * 64, purpose="", security="", retention="", exit_rule="recall-all"
    )
    client = sign_in(IG)
    key = str(client.post(reverse("draft_agreement"), {"next": "DSA-2"})["Location"]).split("/")[3]
    assert "A suggestion waits" in client.get(reverse("draft-tasks", args=[key])).content.decode()
    for question, name, words in (
        (Question.PURPOSE, "purpose", "So that every family with a new baby"),
        (Question.RETENTION, "retention", "Families who registered with a centre"),
        (Question.END, "exit_rule", "recall-all"),
    ):
        assert offered(client, at(key, question))[name].startswith(words)


def test_a_draft_is_thrown_away_by_a_person_and_another_council_never_sees_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    key = begun(client)
    theirs = open_viewing("council", council(THEIRS), until=world.at + timedelta(days=1))
    assert (len(unfinished(viewer(world))), unfinished(theirs)) == (1, [])
    client.post(reverse("draft-drop", args=[key]))
    assert unfinished(viewer(world)) == []
    for page in ("draft-tasks", "draft-check", "draft-drop"):
        gone = client.get(reverse(page, args=[key]), follow=True).content.decode()
        assert "This draft is not here any more" in gone
    assert client.post(at(key, Question.PART), {"part": "gives"})["Location"] == reverse("draft_agreement")
    assert (
        "Your council has no such agreement"
        in client.post(reverse("draft_agreement"), {"next": "X"}, follow=True).content.decode()
    )


def test_every_question_and_code_has_its_words_and_its_form() -> None:
    tables = ((sentences.ASKED, Question), (FORMS, Question), (sentences.PARTS, Part), (sentences.WITHS, With))
    said = ((sentences.NOT_DRAFTED, NotDrafted), (sentences.NOT_TAKEN, NotTaken), (sentences.NOT_SIGNED, NotSigned))
    for table, members in (*tables, *said):
        assert set(table) == set(members)
    assert sorted(one for several in sentences.SECTIONS.values() for one in several) == sorted(Question)
