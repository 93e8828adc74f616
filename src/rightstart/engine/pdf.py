"""Hides how a paper is set: a typst template of a package, filled with plain data, as a tagged PDF."""

import io
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import assert_never

import typst
from pypdf import PdfReader

from rightstart.engine.paper import Block, Bullets, Heading, Paper, Paragraph, Table, mark, printable


def tagged_pdf(package: str, template: str, told: Mapping[str, object]) -> bytes:
    """A PDF/UA-1 made of `template.typ` of a package; the template reads `told` as JSON in sys.inputs.told."""
    source = files(f"rightstart.{package}").joinpath(f"{template}.typ").read_bytes()
    inputs = {"told": json.dumps(told)}
    made = typst.compile(source, sys_inputs=inputs, pdf_standards=["ua-1"], font_paths=_fonts())
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Looked for once: a paper of one page takes 5 ms then and not 20."""
    return typst.Fonts()


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def paper_pdf(paper: Paper) -> bytes:
    """A paper as tagged PDF (PDF/UA-1); the same paper always gives the same bytes."""
    head = {"title": paper.title, "marking": paper.marking, "reference": paper.reference}
    told = {name: printable(text) for name, text in head.items()}
    return tagged_pdf("engine", "paper", told | {"small": paper.small, "blocks": [_told(one) for one in paper.blocks]})


def _told(block: Block) -> dict[str, object]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": printable(text), "level": level}
        case Paragraph(text, fields):
            return {"kind": "paragraph", "text": printable(text), "mark": mark(fields)}
        case Bullets(items, fields):
            return {"kind": "bullets", "items": [printable(one) for one in items], "mark": mark(fields)}
        case Table(header, rows, fields):
            cells = [[printable(one) for one in row] for row in rows]
            return {"kind": "table", "header": list(header), "rows": cells, "mark": mark(fields)}
    assert_never(block)
