"""Every figure that is shown of families is the same after they are forgotten as it was before."""

from dataclasses import asdict
from datetime import date

from rightstart import journey
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.intake.quality import months_of, quality
from rightstart.joining.record import attend
from rightstart.listings.rules import ListingKind
from rightstart.reach.first_day import first_day, standing, worklists
from rightstart.reach.flowed import came, entered, went
from rightstart.reach.measure import counts
from rightstart.rights.models import Erasure
from rightstart.rights.retention import clock
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, months_after
from tests import opened
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, FIRST_DAY, SUPPLIER, World, row

BORN = date(2026, 9, 14)
CAME = {"attended_on": FIRST_DAY, "kind": ListingKind.PARENTING}
LETTER, JOINED = Made(Channel.LETTER, AttemptOutcome.SENT), Made(Channel.AT_CENTRE, AttemptOutcome.JOINED)


def lived(world: World) -> World:
    """Every kind of end: never tried, tried, joined, withheld, unplaced, waiting, twins, a corrected home, one called back."""
    twins = {"births_in_confinement": "2", "address_line_1": "9 Row"}
    world.hand_in(
        *(row(f"R{n}", name, BORN, address_line_1=f"{n} Row") for n, name in enumerate(("Smith", "Jones", "Khan"), 1)),
        row("R4", "Brown", BORN, address_line_1="4 Row", contact="hold"),
        row("R5", "Ali", BORN, address_line_1="5 Row", postcode="HX3 5AA"),
        row("R6", "Walker", BORN, address_line_1="6 Row", told_on=""),
        row("R7", "Hill", BORN, baby_forename="Ann", birth_order="1", **twins),
        row("R8", "Hill", BORN, baby_forename="Ben", birth_order="2", **twins),
        row("R9", "Young", BORN, address_line_1="10 Row"),
    )
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 Row", postcode="HX2 7AA"))
    for centre in ("CAL-01", "CAL-02"):
        for family in world.families(centre):
            match family.babies[0].surname:
                case "Khan":
                    world.tried(family, LETTER, centre)
                case "Hill":
                    world.tried(family, JOINED, centre)
                    attend(viewer=world.viewer(centre), reference=family.reference, **CAME, by=BY, at=world.at)
    journey.mark(birth=BirthId(look.birth_of("R9")), kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    return world


def figures(world: World) -> dict[str, object]:
    viewer = world.viewer(CALDERDALE)
    agreements = (f"DSA-{CALDERDALE}", "INT-CAL")
    months = [quality(viewer, month=month, supplier=SUPPLIER, council=CALDERDALE) for month, *_ in months_of(viewer)]
    return {
        "reach": counts(viewer),
        "came": [came(one) for one in agreements],
        "went": [went(one) for one in agreements],
        "entered": [entered(one) for one in agreements],
        "quality": months,
        "first day": asdict(first_day(viewer, at=world.at)),
        "standing": standing(viewer),
    }


def answered(world: World) -> None:
    for centre in ("CAL-01", "CAL-02"):
        references = world.called_back(centre)
        confirm_destroyed(references=references, centre=world.ids[centre], by=BY, at=world.at)


def test_every_figure_is_the_same_after_all_are_forgotten(world: World) -> None:
    lived(world)
    world.pass_to(months_after(BORN, 30))
    answered(world)
    before = figures(world)
    assert sum(one.families for one in worklists(world.viewer(CALDERDALE))) > 0
    clock.run(by=BY, at=world.at)
    assert (opened.notices(), Erasure.objects.count()) == ([], 9)
    after = figures(world)
    assert {name for name in before if before[name] != after[name]} == set()
    assert sum(one.families for one in worklists(world.viewer(CALDERDALE))) == 0
    world.pass_to(months_after(BORN, 31))
    assert figures(world)["reach"] == before["reach"]
