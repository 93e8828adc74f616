"""Stories of parents who ask who was told: what they learn, and what nobody learns by asking."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from rightstart import journey
from rightstart.directory.rules import RoleKind
from rightstart.handover import hand_over
from rightstart.ledger.models import Leaf
from rightstart.rights import account as accounts
from rightstart.rights import ask
from rightstart.rights.account import Account, NotYours, note_answered, note_asking
from rightstart.rights.paper import as_pdf
from rightstart.safeguards.rules import MarkerKind, ParentKnownBy
from rightstart.terms import NEVER_TO_A_CENTRE, Item
from tests.journey import look
from tests.journey.held import birth
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
IG, LEAD = frozenset({RoleKind.IG_LEAD}), frozenset({RoleKind.SAFEGUARDING_LEAD})
SEEN = ParentKnownBy.PHOTO_AND_CERTIFICATE


@pytest.fixture
def family(world: World) -> World:
    """One family that its centre was told of, and another of which nothing may be said."""
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    return world


def asking(world: World, surname: str = "smith", council: str = CALDERDALE) -> str | None:
    reference = look.birth_reference(surname)
    return note_asking(viewer=world.viewer(council), birth=reference, known_by=SEEN, by=BY, at=world.at)


def told(world: World, roles: frozenset[RoleKind] = IG, surname: str = "smith") -> Account | NotYours | None:
    reference = asking(world, surname)
    assert reference is not None
    return accounts.account(world.viewer(CALDERDALE), reference, roles)


def test_a_parent_learns_who_was_told_what_when_and_by_which_law(family: World) -> None:
    found = told(family)
    assert isinstance(found, Account)
    [came], [went] = found.came, found.went
    assert (came.organisation, went.organisation) == ("CHIS01", "CAL-01")
    assert came.on == went.on == family.today
    assert Item.ADDRESS in came.items
    assert Item.PHONE not in came.items
    assert not set(went.items) & NEVER_TO_A_CENTRE
    assert went.ground is not None
    assert (went.ground.agreement, went.ground.version) == ("INT-CAL", 1)
    assert went.called_back_on is None
    assert found.others == ()


def test_what_was_called_back_and_destroyed_is_told_with_its_days(family: World) -> None:
    reference = next(one.reference for one in family.families("CAL-01") if one.babies[0].surname == "Smith")
    known = {"said": reference, "mark": journey.mark, "by": BY, "at": family.at}
    ask.told_no(organisation=family.ids["CAL-01"], **known)
    asked_on = family.today
    family.today += timedelta(days=2)
    centre = family.ids["CAL-01"]
    hand_over.confirm_destroyed(references=[reference], centre=centre, by=BY, at=family.at)
    found = told(family)
    assert isinstance(found, Account)
    [went] = found.went
    assert (went.called_back_on, went.destroyed_on) == (asked_on, family.today)


@pytest.mark.parametrize("kind", sorted(set(MarkerKind) - {MarkerKind.OBJECTION, MarkerKind.SIBLING}))
def test_whoever_could_learn_of_a_safeguard_is_answered_by_its_lead_alone(family: World, kind: MarkerKind) -> None:
    journey.mark(birth=birth("R1"), kind=kind, source="person", by=BY, at=family.at)
    assert told(family) == NotYours()
    assert isinstance(told(family, LEAD), Account)
    assert isinstance(told(family, surname="jones"), Account)


def test_a_family_that_moved_to_another_centre_is_answered_by_the_lead(family: World) -> None:
    family.hand_in(row("R1", "Smith", BORN, postcode="HX2 7AA", address_line_1="9 New Street", action="correct"))
    assert told(family) == NotYours()


def test_twins_are_one_account_that_says_nothing_twice(world: World) -> None:
    twins = {"births_in_confinement": "2", "parent_name": "Alex Smith"}
    ones = [
        row(f"R{n}", "Smith", BORN, **twins, birth_order=str(n), baby_forename=f) for n, f in ((1, "Jo"), (2, "Max"))
    ]
    world.hand_in(*ones)
    [reference, *_] = [str(one) for (one,) in look.ask("SELECT reference FROM births_birth ORDER BY id")]
    noted = note_asking(viewer=world.viewer(CALDERDALE), birth=reference, known_by=SEEN, by=BY, at=world.at)
    assert noted is not None
    found = accounts.account(world.viewer(CALDERDALE), noted, IG)
    assert isinstance(found, Account)
    assert (len(found.came), len(found.went)) == (1, 1)


def test_no_council_asks_about_another_councils_family(family: World) -> None:
    assert asking(family, council=KIRKLEES) is None
    reference = asking(family)
    assert reference is not None
    assert accounts.account(family.viewer(KIRKLEES), reference, LEAD) is None
    assert not note_answered(viewer=family.viewer(KIRKLEES), reference=reference, by=BY, at=family.at)


def test_a_parent_is_found_by_what_stands_on_the_letter(family: World) -> None:
    one = next(one for one in family.families("CAL-01") if one.babies[0].surname == "Smith")
    asked = {"viewer": family.viewer(CALDERDALE), "known_by": SEEN, "by": BY, "at": family.at}
    assert note_asking(birth=f" {one.reference.lower()}", **asked)
    [row] = accounts.askings_of(family.viewer(CALDERDALE))
    assert row.birth == look.birth_reference("smith")


def test_the_paper_names_organisations_and_nobody(family: World) -> None:
    found = told(family)
    assert isinstance(found, Account)
    made = PdfReader(BytesIO(as_pdf(found, "Calderdale", on=family.today, reference="ab12")))
    text = "\n".join(page.extract_text() for page in made.pages)
    assert all(words in text for words in ("CAL-01", "CHIS01", "INT-CAL, version 1", "NHS Act 2006", "the address"))
    others = ("Smith", "Jones", "Olivia", "Alex", "High Street", "HX1 1UJ", look.birth_reference("smith"))
    assert not [word for word in others if word in text]
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_what_was_seen_is_kept_as_a_code_and_the_ledger_says_not_of_whom(family: World) -> None:
    reference = asking(family)
    assert reference is not None
    assert note_answered(viewer=family.viewer(CALDERDALE), reference=reference, by=BY, at=family.at)
    [one] = accounts.askings_of(family.viewer(CALDERDALE))
    assert (one.known_by, one.answered_at) == (SEEN, family.at)
    acts = [bytes(one.body).decode() for one in Leaf.objects.all() if b'"parent.' in bytes(one.body)]
    assert len(acts) == 2
    assert not [act for act in acts if look.birth_reference("smith") in act]
