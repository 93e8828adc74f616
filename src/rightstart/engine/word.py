"""Hides how a paper becomes a Word file (DOCX): real headings, lists and tables, British English, the same bytes each time."""

import io
import zipfile
from datetime import datetime
from typing import Final, assert_never

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from rightstart.engine.archive import zipped
from rightstart.engine.paper import Block, Bullets, Heading, Paper, Paragraph, Table, mark, printable

FONT: Final = "Arial"
LANGUAGE: Final = "en-GB"
MAKER: Final = "Right Start"  # no person is named in the file's properties
MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - the file's format takes no zone; a paper bears no date of its own
LONGEST: Final = 255  # characters of a property, as the format has it
GREY: Final = RGBColor(0x55, 0x55, 0x55)
BLACK: Final = RGBColor(0, 0, 0)
WIDTH: Final = Cm(16.6)


def paper_docx(paper: Paper) -> bytes:
    """A paper as a Word file; the same paper always gives the same bytes."""
    made = docx.Document()
    _style(made, small=paper.small)
    _describe(made, paper)
    made.add_heading(printable(paper.title), level=1)
    told = made.add_paragraph()
    told.add_run(printable(paper.marking)).bold = True
    told.add_run(f"\n{printable(paper.reference)}")
    for block in paper.blocks:
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return _undated(out)


def _undated(made: io.BytesIO) -> bytes:
    """The same archive without the moment at which each file was put into it."""
    with zipfile.ZipFile(made) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _style(made: Document, *, small: bool) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = (Cm(1.4), Cm(1.6)) if small else (Cm(2), Cm(2.2))
    section.footer_distance = Cm(0.8)
    sizes = {"Normal": 9.5, "Heading 1": 16, "Heading 2": 11.5, "Heading 3": 10} if small else {}
    for name, size in ({"Normal": 10.5, "Heading 1": 19, "Heading 2": 13.5, "Heading 3": 11} | sizes).items():
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)
        _font(style, size)
        style.paragraph_format.space_after = Pt(4 if small else 6)
        if name != "Normal":
            style.paragraph_format.space_before = Pt(6 if small else 12)


def _font(style: ParagraphStyle, size: float) -> None:
    """One typeface throughout: the theme's own would stand before it otherwise."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), BLACK
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _describe(made: Document, paper: Paper) -> None:
    """Properties, language and the foot of each page."""
    told = made.core_properties
    told.title, told.subject = printable(paper.title)[:LONGEST], printable(paper.reference)[:LONGEST]
    told.language = LANGUAGE
    told.author = told.last_modified_by = MAKER
    told.comments, told.keywords = printable(paper.marking)[:LONGEST], ""
    told.created = told.modified = MADE
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), LANGUAGE)
    foot = made.sections[0].footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _marked(foot, f"{printable(paper.reference)}. {printable(paper.marking)}\t", 8)
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    page.append(_marked(foot, "1", 8)._r)  # noqa: SLF001 - the library offers no fields
    foot._p.append(page)  # noqa: SLF001


def _add(made: Document, block: Block) -> None:
    match block:
        case Heading(text, level):
            made.add_heading(printable(text), level=level)
        case Paragraph(text, fields):
            line = made.add_paragraph(printable(text))
            if fields:
                _marked(line, f" {mark(fields)}")
        case Bullets(items, fields):
            for item in items:
                made.add_paragraph(printable(item), style="List Bullet").paragraph_format.space_after = Pt(2)
            if fields:
                _marked(made.add_paragraph(), mark(fields))
        case Table(fields=fields):
            _table(made, block)
            _marked(made.add_paragraph(), mark(fields))  # also where there is none: it keeps two tables apart
        case _:
            assert_never(block)


def _marked(line: Line, text: str, size: float = 7.5) -> Run:
    run = line.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), GREY
    return run


def _table(made: Document, block: Table) -> None:
    """Its first row is told to be a header, which is repeated on each page; a row is not parted between pages."""
    columns = len(block.header)
    table = made.add_table(rows=0, cols=columns, style="Table Grid")
    first = WIDTH / 3.2 if columns == 2 else WIDTH / columns
    widths = [first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(width)
    for number, row in enumerate((block.header, *block.rows)):
        added = table.add_row()
        demands = added._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for these
        demands.append(OxmlElement("w:cantSplit"))
        if number == 0:
            demands.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(added.cells, row, widths, strict=True):
            cell.width = int(width)
            cell.paragraphs[0].add_run(printable(text)).bold = number == 0
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
