"""The papers drawn from an entry open as Word files and as PDF, look like paper, and say the same in both."""

import fcntl
import io
import os
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import docx
import pytest
from pypdf import PdfReader

from rightstart.agreements.kit.papers import PAPERS, Format, drawn, file_name
from rightstart.agreements.wording import Contact, Named, Statement, Terms
from rightstart.directory.rules import RoleKind
from rightstart.engine.paper import Heading, Paper, Table, texts
from rightstart.engine.word import paper_docx
from rightstart.terms import Item
from tests.rules.test_agreement_words import COUNCIL, OTHERS
from tests.rules.test_kit import BARE, INSIDE, ONE

MARGIN_CM, DPI = 0.7, 50
ONE_PAGE: Final = ("brief", "letter")
CODED: Final = {
    "giver_confidentiality",
    "taker_confidentiality",
    "informed_by",
    "exit_rule",
    "frequency",
    "contract",
    "paper",
}
WORDY: Final = (
    "A sentence of an agreement, with <signs> & #marks that *mean* something to $machines$.\nAnd a second line. " * 8
)


def longest() -> Statement:
    """All that an entry can say, at length, with many parties of long names and many offices."""
    text = [field.name for field in fields(Terms) if field.type is str and field.name not in CODED]
    codes = [f"CAL-{number:02}" for number in range(20)]
    offices = tuple(Contact(code, RoleKind.IG_LEAD, "office@example.org", "020 7946 0900") for code in codes)
    said = replace(
        INSIDE.terms, **OTHERS | dict.fromkeys(text, WORDY) | {"items": frozenset(Item), "contacts": offices}
    )
    takers = tuple(Named(code, f"The Centre for Families and Young Children of Long Name, {code}") for code in codes)
    return replace(INSIDE, reference="LONG-1", takers=takers, terms=said)


ENTRIES: Final = (ONE, INSIDE, replace(BARE, reference="BARE-1"), longest())
ALL: Final = [(one, name) for one in ENTRIES for name in PAPERS]
NAMES: Final = [f"{one.reference}-{name}" for one, name in ALL]
every = pytest.mark.parametrize(("one", "name"), ALL, ids=NAMES)


@dataclass(frozen=True)
class Opened:
    """Folders of the PDFs that were drawn, and of those that a word processor made of the Word files."""

    folders: Mapping[Format, Path]

    def reader(self, one: Statement, name: str, form: Format) -> PdfReader:
        return PdfReader(self.folders[form] / file_name(one, name, Format.PDF))


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Every paper, opened by LibreOffice in one start, however many processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "papers"
    shared.mkdir(exist_ok=True)
    folders = {form: shared / form for form in Format}
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            _open(folders[Format.PDF], folders[Format.DOCX], shared / "profile")
            (shared / "done").touch()
    return Opened(folders)


def _open(made: Path, read: Path, profile: Path) -> None:
    made.mkdir()
    for one in ENTRIES:
        for name, content in drawn(one).items():
            (made / name).write_bytes(content)
    office = shutil.which("soffice")
    assert office, "The tests need LibreOffice: script/test installs it."
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(read),
    ]
    subprocess.run([*command, *map(str, made.glob("*.docx"))], check=True, capture_output=True, timeout=240)


def plain(text: str) -> str:
    """Without blanks and ligatures, which every program sets as it likes."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def body(reader: PdfReader, paper: Paper) -> str:
    """All pages on one string, without what stands at the foot of each."""
    foot, whole = plain(f"{paper.reference}. {paper.marking}"), ""
    for number, page in enumerate(reader.pages, 1):
        text = plain(page.extract_text())
        assert foot in text
        before, after = text.split(foot)
        whole += before + after.removeprefix(str(number)).removeprefix(f"of{len(reader.pages)}")
    return whole


def absent(whole: str, paper: Paper) -> str | None:
    """The first text of the paper that does not stand behind the one before it."""
    at = 0
    for text in texts(paper):
        found = whole.find(plain(text), at)
        if found < 0:
            return text
        at = found + len(plain(text))
    return None


@every
@pytest.mark.parametrize("form", Format)
def test_both_formats_hold_the_same_texts_in_the_same_order(
    opened: Opened, one: Statement, name: str, form: Format
) -> None:
    paper = PAPERS[name](one)
    assert absent(body(opened.reader(one, name, form), paper), paper) is None


@every
def test_the_pdf_is_tagged_and_says_its_language_and_title(opened: Opened, one: Statement, name: str) -> None:
    reader = opened.reader(one, name, Format.PDF)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == PAPERS[name](one).title
    assert "/CreationDate" not in reader.metadata
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


@pytest.mark.parametrize("name", ONE_PAGE)
@pytest.mark.parametrize("one", ENTRIES, ids=[one.reference for one in ENTRIES])
@pytest.mark.parametrize("form", Format)
def test_a_brief_and_a_letter_fit_on_one_page(opened: Opened, one: Statement, name: str, form: Format) -> None:
    assert len(opened.reader(one, name, form).pages) == 1


def inked(picture: bytes) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not white, in dots from the edges of a page in grey (PGM)."""
    _, size, _, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [y for y in range(height) if min(dots[y * width : (y + 1) * width]) < 200]
    columns = [x for x in range(width) if min(dots[x::width]) < 200]
    return min(columns), min(rows), width - 1 - max(columns), height - 1 - max(rows)


@pytest.mark.parametrize("form", Format)
def test_every_page_has_ink_and_none_of_it_in_the_margins(opened: Opened, form: Format, tmp_path: Path) -> None:
    pages = 0
    for one, name in ALL:
        source = opened.folders[form] / file_name(one, name, Format.PDF)
        subprocess.run(
            ["pdftoppm", "-gray", "-r", str(DPI), source, tmp_path / source.stem], check=True, capture_output=True
        )
    for picture in sorted(tmp_path.glob("*.pgm")):
        pages += 1
        assert min(inked(picture.read_bytes())) >= MARGIN_CM / 2.54 * DPI, picture.name
    assert pages >= len(ALL)


def test_the_same_paper_is_the_same_bytes() -> None:
    first, second = drawn(ONE), drawn(ONE)
    assert first == second
    assert len(first) == len(PAPERS) * len(Format)
    moments = {
        info.date_time
        for name, content in first.items()
        if name.endswith("docx")
        for info in zipfile.ZipFile(io.BytesIO(content)).infolist()
    }
    assert moments == {(1980, 1, 1, 0, 0, 0)}


@every
def test_the_word_file_has_real_headings_repeated_table_headers_and_names_nobody(one: Statement, name: str) -> None:
    paper = PAPERS[name](one)
    made = docx.Document(io.BytesIO(paper_docx(paper)))
    found = [(line.text, line.style.name) for line in made.paragraphs if line.style.name.startswith("Heading")]
    parts = [(each.text, f"Heading {each.level}") for each in paper.blocks if isinstance(each, Heading)]
    assert found == [(paper.title, "Heading 1"), *parts]
    assert len(made.tables) == sum(isinstance(each, Table) for each in paper.blocks)
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in made.tables)
    told = made.core_properties
    assert (told.author, told.last_modified_by, told.language) == ("Right Start", "Right Start", "en-GB")
    assert made.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_an_entry_of_a_council_is_addressed_to_the_other_party() -> None:
    assert PAPERS["letter"](ONE).title == f"Letter to {ONE.giver.name}"
    inside = PAPERS["letter"](INSIDE)
    assert COUNCIL.name not in inside.title
    assert not any("If you decide not to share" in text for text in texts(inside))
