"""Hides how the published ledger is given to whoever asks, without signing in (C2SP tlog-tiles), with what checks it.

Tiles never change and may be kept for ever; the checkpoint is asked for anew each time.
"""

from importlib.resources import files
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from rightstart.ledger.files import is_published, reader

FOR_EVER: Final = "public, max-age=31536000, immutable"
ANEW: Final = "no-cache"
TEXT: Final = "text/plain; charset=utf-8"
PROGRAMS: Final = ("check_ledger.py", "witness_ledger.py")


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The last signed checkpoint, with what witnesses have cosigned of it."""
    return _file("checkpoint", TEXT, ANEW)


@require_safe
def cosigned(request: HttpRequest, witness: str) -> HttpResponse:
    """The last checkpoint that one witness has cosigned, by the id of its key."""
    return _file(f"cosigned/{witness}", TEXT, ANEW)


@require_safe
@gzip_page
def tile(request: HttpRequest, tile: str) -> HttpResponse:
    """A tile of hashes, or a bundle of entries."""
    return _file(f"tile/{tile}", "application/octet-stream", FOR_EVER)


@require_safe
def program(request: HttpRequest, program: str) -> HttpResponse:
    """A program that checks or cosigns the ledger and needs nothing of ours."""
    if program not in PROGRAMS:
        raise Http404
    return _answer(files("rightstart.ledger.alone").joinpath(program).read_bytes(), TEXT, ANEW)


def _file(path: str, kind: str, caching: str) -> HttpResponse:
    content = reader(settings.LEDGER_DIRECTORY)(path) if is_published(path) else None
    if content is None:
        raise Http404
    return _answer(content, kind, caching)


def _answer(content: bytes, kind: str, caching: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind, headers={"Cache-Control": caching})
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"  # for whoever checks it in a page of their own: it is the same for all
    return answer
