"""What goes on paper: in its envelope's window, in a language that was reviewed, and as files for whoever prints for others."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from rightstart.contact.letters import batches, hybrid, paper, pulling
from rightstart.contact.letters.batches import Sheet
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.contact.letters.rules import NotDone
from rightstart.engine.archive import streamed
from rightstart.engine.pdf import pages_of
from tests.journey.test_letters import mark, print_, queue, three_families
from tests.journey.world import BY, CALDERDALE, World

MM = 72 / 25.4  # points
# The window of a DL envelope (BS 4264), from the left and from the top of the folded sheet: left, top, right, bottom in mm.
WINDOW = (20, 53, 113, 92)
LONG = ("Flat 12b, The Old Velvet Works", "Upper Washer Lane", "King Cross", "Halifax", "West Yorkshire", "HX1 3XL")


@pytest.fixture
def families(world: World) -> World:
    return three_families(world)


def in_window(pdf: bytes) -> str:
    """What can be read through the window of an envelope."""
    page = pypdfium2.PdfDocument(pdf)[0]
    height, (left, top, right, bottom) = page.get_height(), (one * MM for one in WINDOW)
    return page.get_textpage().get_text_bounded(left, height - bottom, right, height - top)


@pytest.mark.parametrize("form", [Form.LETTERS, Form.LARGE])
def test_the_address_stands_in_the_window_of_its_envelope_whole_and_nothing_else_does(
    families: World, form: Form
) -> None:
    sheet = replace(print_(families, queue(families))[0], address=LONG)
    seen = in_window(as_pdf("b", [sheet], form, on=families.today))
    assert [line for line in seen.splitlines() if line] == ["Parent or carer", *LONG]


def unpacked(world: World, batch: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(streamed(hybrid.files(batch, print_(world, batch), on=world.today)))))


def test_a_provider_gets_a_file_for_each_letter_and_a_table_that_fits_them_and_names_nobody(families: World) -> None:
    batch = queue(families)
    archive = unpacked(families, batch)
    *letters, table = archive.namelist()
    assert (letters, table) == ([f"{batch}-{number:04}.pdf" for number in (1, 2, 3)], "manifest.csv")
    text = archive.read(table).decode("utf-8-sig")
    assert not [said for said in ("Smith", "Jones", "Brown", "High Street", "HX1") if said in text]
    for row in csv.DictReader(io.StringIO(text)):
        content = archive.read(row["file"])
        assert row["letter"] == f"{batch}-{int(row['file'][-8:-4])}"
        assert (row["sha256"], int(row["pages"])) == (sha256(content).hexdigest(), pages_of(content))
        assert int(row["sheets"]) == (pages_of(content) + 1) // 2
        assert "High Street" in in_window(content)


def test_what_was_withdrawn_is_in_no_file_and_what_is_pulled_later_is_named(families: World) -> None:
    batch = queue(families)
    mark(families, "R1")
    assert len(unpacked(families, batch).namelist()) == 3
    mark(families, "R2")
    told = {"sender": families.ids[CALDERDALE], "reference": batch, "by": BY, "at": families.at}
    assert batches.post(**told) is NotDone.TAKE_OUT
    assert pulling.take_out(**told, numbers={1, 2, 3}) == 1


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The words of letters, beside which other languages can be put."""
    english = paper.files("rightstart.contact.letters").joinpath("en.toml").read_text()
    (tmp_path / "en.toml").write_text(english)
    monkeypatch.setattr(paper, "files", lambda _: tmp_path)
    paper._reviewed.cache_clear()
    yield tmp_path
    paper._reviewed.cache_clear()


@pytest.mark.parametrize(
    ("reviewed", "language"),
    [
        ("reviewed_on = 2026-11-27", "pl"),
        ("", "en"),
        ('reviewed_on = ""', "en"),
        ('reviewed_on = "2026-11-27"', "en"),
        ("reviewed_on = false", "en"),
        ("reviewed_on = 1", "en"),
    ],
)
def test_a_language_is_sent_only_once_a_person_has_reviewed_its_words_on_a_day(
    families: World, templates: Path, reviewed: str, language: str
) -> None:
    english = (templates / "en.toml").read_text().replace("Dear parent or carer", "Drodzy rodzice")
    (templates / "pl.toml").write_text(re.sub(r"^reviewed_on = .*$", reviewed, english, flags=re.MULTILINE))
    assert paper.spoken("pl-PL") == language
    sheet = Sheet(1, families.ids["CAL-01"], "R", LONG, "pl-PL")
    text = pypdfium2.PdfDocument(as_pdf("b", [sheet], Form.LETTERS, on=date(2026, 11, 28)))[0].get_textpage()
    assert ("Drodzy rodzice" in text.get_text_range()) is (language == "pl")
