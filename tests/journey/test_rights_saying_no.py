"""Stories of families who say no: by the code on the letter, by telephone, through the health visitor or in a file."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rightstart import journey
from rightstart.contact.letters import batches, codes, pulling, queueing
from rightstart.contact.letters.batches import Batch, Sheet
from rightstart.contact.letters.rules import RANDOM, NotDone, with_check
from rightstart.contact.models import LetterCode
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.intake.contract import Kind
from rightstart.jobs import work as jobs
from rightstart.rights import ask, tries
from rightstart.rights.models import SaidNo, Try
from rightstart.rights.rules import MOST_OF_ALL, MOST_OF_ONE, WINDOW, Heard
from rightstart.safeguards.models import Marker, Suppression
from rightstart.safeguards.rules import MarkerKind
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
NOBODYS = with_check("C" * RANDOM)


@pytest.fixture
def families(world: World) -> World:
    """Three families of one centre, handed over; the council can be rung."""
    told = {"role": RoleKind.DATA_STEWARD, "number": "01422 000000", "hours": "9 to 5"}
    keep_number(organisation_code=CALDERDALE, **told, by=BY, at=world.at)
    names = enumerate(("Smith", "Jones", "Brown"), 1)
    world.hand_in(*(row(f"R{n}", name, BORN, address_line_1=f"{n} High Street") for n, name in names))
    return world


def printed(world: World) -> tuple[str, dict[str, Sheet]]:
    """A batch at the printer, with its letters by the record of their family."""
    made = queueing.make(sender=world.ids[CALDERDALE], by=BY, at=world.at)
    assert isinstance(made, Batch)
    sheets = batches.print_letters(sender=world.ids[CALDERDALE], reference=made.reference, by=BY, at=world.at)
    assert isinstance(sheets, list)
    return made.reference, {f"R{one.address[0][0]}": one for one in sheets}


def say_no(world: World, code: str, address: str = "192.0.2.1") -> Heard:
    return ask.say_no(code=code, address=address, at=world.at)


def carry_out(world: World) -> int:
    return ask.carry_out(mark=journey.mark, by=BY, at=world.at)


def post(world: World, batch: str) -> Batch | NotDone:
    return batches.post(sender=world.ids[CALDERDALE], reference=batch, by=BY, at=world.at)


def test_a_parent_who_says_no_while_letters_are_at_the_printer_gets_none(families: World) -> None:
    batch, sheets = printed(families)
    assert say_no(families, sheets["R1"].code) is Heard.HEARD
    assert carry_out(families) == 1
    assert set(families.surnames()) == {"Brown", "Jones"}
    assert families.called_back() == [sheets["R1"].reference]
    assert look.outcomes()["R1"] == ("withheld", MarkerKind.OBJECTION.value)
    assert post(families, batch) is NotDone.TAKE_OUT
    numbers = {sheets["R1"].number}
    pulling.take_out(sender=families.ids[CALDERDALE], reference=batch, numbers=numbers, by=BY, at=families.at)


def test_each_letter_has_a_code_of_its_own_that_is_kept_nowhere(families: World, database: str) -> None:
    _, sheets = printed(families)
    found = {one.code for one in sheets.values()}
    assert len(found) == 3
    stored = look.everything_stored(database)
    assert not [code for code in found if code in stored or code.encode().hex() in stored]


def test_a_letter_printed_again_has_another_code_and_the_first_one_stays_good(families: World) -> None:
    batch, first = printed(families)
    again = batches.print_letters(sender=families.ids[CALDERDALE], reference=batch, by=BY, at=families.at)
    assert isinstance(again, list)
    assert not {one.code for one in again} & {one.code for one in first.values()}
    say_no(families, first["R2"].code)
    assert carry_out(families) == 1


def test_labels_and_previews_make_no_code(families: World) -> None:
    made = queueing.make(sender=families.ids[CALDERDALE], by=BY, at=families.at)
    assert isinstance(made, Batch)
    told = {"sender": families.ids[CALDERDALE], "reference": made.reference}
    assert batches.preview(families.viewer(CALDERDALE), reference=made.reference, number=1, at=families.at).code == ""  # type: ignore[union-attr]
    labels = batches.print_letters(**told, by=BY, at=families.at, coded=False)
    assert isinstance(labels, list)
    assert {one.code for one in labels} == {""}
    assert LetterCode.objects.count() == 0


def test_a_right_a_wrong_and_a_used_code_are_the_same_work(families: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, sheets = printed(families)
    asked: list[tuple[str, frozenset[str], int]] = []
    asks = ask.ask

    def heard(query: str, values: dict[str, object]) -> list[tuple[object, ...]]:
        rows = asks(query, values)
        asked.append((query, frozenset(values), len(rows)))
        return rows

    say_no(families, sheets["R3"].code)
    carry_out(families)
    for module in (ask, tries):
        monkeypatch.setattr(module, "ask", heard)
    work = []
    for code in (sheets["R1"].code, NOBODYS, sheets["R3"].code):
        asked.clear()
        with CaptureQueriesContext(connection) as others:
            assert say_no(families, code) is Heard.HEARD
        work.append((list(asked), [one["sql"] for one in others]))
    assert len(work[0][0]) == 2
    assert work[0] == work[1] == work[2]


def test_what_was_typed_is_gone_once_it_is_carried_out(families: World) -> None:
    _, sheets = printed(families)
    for code in (sheets["R1"].code, NOBODYS):
        say_no(families, code)
    assert carry_out(families) == 1
    assert SaidNo.objects.count() == 0
    assert set(Marker.objects.values_list("kind", "source")) == {("objection", "letter")}


def test_the_job_carries_out_what_the_page_did_not_come_to(families: World) -> None:
    _, sheets = printed(families)
    say_no(families, sheets["R1"].code)
    jobs.carry_out_no(BY, families.at)
    assert "Smith" not in families.surnames()


def test_one_code_stops_twins_and_whatever_comes_of_them_later(world: World) -> None:
    told = {"role": RoleKind.DATA_STEWARD, "number": "01422 000000", "hours": ""}
    keep_number(organisation_code=CALDERDALE, **told, by=BY, at=world.at)
    twins = {"births_in_confinement": "2", "parent_name": "Alex Smith"}
    ones = [
        row(f"R{n}", "Smith", BORN, **twins, birth_order=str(n), baby_forename=f) for n, f in ((1, "Jo"), (2, "Max"))
    ]
    world.hand_in(*ones)
    _, sheets = printed(world)
    say_no(world, sheets["R1"].code)
    assert carry_out(world) == 1
    assert {why for _, why in look.outcomes().values()} == {MarkerKind.OBJECTION.value}
    world.hand_in(row("R1", "Smith", BORN, **twins, birth_order="1", baby_forename="Jo", action="correct"))
    assert world.families("CAL-01") == []


def test_a_no_is_kept_when_the_record_is_gone_and_comes_again_under_another(families: World) -> None:
    _, sheets = printed(families)
    say_no(families, sheets["R1"].code)
    carry_out(families)
    assert set(Suppression.objects.values_list("marker", flat=True)) == {"objection"}
    families.hand_in(row("NEW-1", "Smith", BORN, address_line_1="1 High Street"))
    assert "Smith" not in families.surnames()


def test_codes_of_families_that_are_erased_mean_nobody_and_go(families: World) -> None:
    _, sheets = printed(families)
    look.ask("DELETE FROM births_identity WHERE birth_id = %s RETURNING 1", look.birth_of("R1"))
    say_no(families, sheets["R1"].code)
    assert carry_out(families) == 0
    assert (codes.forget(), LetterCode.objects.count()) == (1, 2)


def test_guessing_is_throttled_by_address_and_overall_and_begins_anew(families: World) -> None:
    assert {say_no(families, NOBODYS) for _ in range(MOST_OF_ONE)} == {Heard.HEARD}
    assert say_no(families, NOBODYS) is Heard.TOO_MANY
    assert say_no(families, NOBODYS, "192.0.2.2") is Heard.HEARD
    Try.objects.order_by("-count").filter(count__gt=1).update(count=MOST_OF_ALL)
    assert say_no(families, NOBODYS, "192.0.2.3") is Heard.TOO_MANY
    at = families.at + WINDOW
    assert ask.say_no(code=NOBODYS, address="192.0.2.1", at=at) is Heard.HEARD
    assert Try.objects.count() == 2  # of this address and of all: what is over is gone
    assert tries.forget(at=at + timedelta(hours=1)) == 2


def test_no_address_is_kept(families: World, database: str) -> None:
    say_no(families, NOBODYS, "192.0.2.77")
    stored = look.everything_stored(database)
    assert "192.0.2.77" not in stored
    assert b"192.0.2.77".hex() not in stored


def test_who_is_throttled_is_not_written_down(families: World) -> None:
    _, sheets = printed(families)
    for _ in range(MOST_OF_ONE):
        say_no(families, NOBODYS)
    assert say_no(families, sheets["R1"].code) is Heard.TOO_MANY
    carry_out(families)
    assert "Smith" in families.surnames()


@pytest.mark.parametrize("by", ["reference", "lower", "code"])
@pytest.mark.parametrize("at", [CALDERDALE, "CAL-01"])
def test_staff_stop_a_family_by_what_stands_on_its_letter(families: World, by: str, at: str) -> None:
    _, sheets = printed(families)
    sheet = sheets["R1"]
    said = {"reference": sheet.reference, "lower": f" {sheet.reference.lower()} ", "code": sheet.code}[by]
    told = {"said": said, "mark": journey.mark, "by": BY, "at": families.at}
    assert ask.told_no(organisation=families.ids["CAL-02"], **told) == []
    assert ask.told_no(organisation=families.ids[KIRKLEES], **told) == []
    assert ask.told_no(organisation=families.ids[at], **told) == [look.birth_of("R1")]
    assert "Smith" not in families.surnames()
    assert set(Marker.objects.values_list("kind", "source")) == {("objection", "telephone")}


def test_a_no_on_the_telephone_counts_for_a_family_that_was_called_back_before(families: World) -> None:
    _, sheets = printed(families)
    birth = look.birth_of("R1")
    journey.mark(birth=birth, kind=MarkerKind.SUPPLIER_HOLD, source="feed", by=BY, at=families.at)  # type: ignore[arg-type]
    told = {"said": sheets["R1"].reference, "mark": journey.mark, "by": BY, "at": families.at}
    assert ask.told_no(organisation=families.ids["CAL-01"], **told) == [birth]
    assert look.outcomes()["R1"] == ("withheld", MarkerKind.OBJECTION.value)


@pytest.mark.parametrize("kind", [Kind.BIRTHS, Kind.STATUS])
def test_an_objection_in_a_file_stops_everything_at_once(families: World, kind: Kind) -> None:
    batch, sheets = printed(families)
    said = (
        row("R1", "Smith", BORN, action="correct", objection="yes")
        if kind is Kind.BIRTHS
        else {"record_id": "R1", "objection": "yes"}
    )
    families.hand_in(said, kind=kind)
    assert look.outcomes()["R1"] == ("withheld", MarkerKind.OBJECTION.value)
    assert families.called_back() == [sheets["R1"].reference]
    assert post(families, batch) is NotDone.TAKE_OUT
