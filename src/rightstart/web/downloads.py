"""Hides how an answer is handed over as a file, and that a file about families is handed to nobody who does not show again who

they are.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from rightstart.engine.archive import streamed
from rightstart.engine.exports import csv_bytes

Answer = TypeVar("Answer", bound=HttpResponseBase)
P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], Answer]


def after_confirming(page: Page[P, Answer]) -> Page[P, Answer]:
    """For a file that speaks of families, by name or by reference: whoever takes it must have shown again who they are, just now.

    It stands below `seated`: who may not have the file at all is told so and asked nothing.
    """
    asked: Page[P, Answer] = reauthentication_required(page)
    return asked


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


def zip_attached(name: str, files: Iterable[tuple[str, bytes]]) -> StreamingHttpResponse:
    """Files in one archive, sent as each of them is made."""
    return attached(StreamingHttpResponse(streamed(files), content_type="application/zip"), name)
