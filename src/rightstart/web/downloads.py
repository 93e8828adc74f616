"""Hides how an answer is handed over as a file."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.http import HttpResponse

from rightstart.engine.exports import csv_bytes

Answer = TypeVar("Answer", bound=HttpResponse)


def attached(answer: Answer, name: str) -> Answer:
    """The answer as a file of this name, which the browser keeps instead of showing it."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def csv_attached(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A table as a CSV file for a spreadsheet."""
    return attached(HttpResponse(csv_bytes(header, rows), content_type="text/csv"), name)


def pdf_attached(name: str, content: bytes) -> HttpResponse:
    """A paper as a PDF file."""
    return attached(HttpResponse(content, content_type="application/pdf"), name)
