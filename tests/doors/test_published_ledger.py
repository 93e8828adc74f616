"""The published ledger is given to whoever asks, as the C2SP formats have it, and nothing else of its directory."""

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client

from rightstart.ledger.publish import publish
from tests.alone import check
from tests.stages.sealing import LOG, sealed, written

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def log(database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A log of 300 acts, published where the pages look for it."""
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path / "ledger")
    written(*range(300))
    sealed()
    publish(directory=tmp_path / "ledger")
    (tmp_path / "ledger/tile/0/note").write_text("not for anybody")
    return tmp_path / "ledger"


@pytest.mark.parametrize(
    ("path", "kind", "caching"),
    [
        ("checkpoint", "text/plain; charset=utf-8", "no-cache"),
        ("tile/0/000", "application/octet-stream", FOR_EVER),
        ("tile/0/001.p/44", "application/octet-stream", FOR_EVER),
        ("tile/1/000.p/1", "application/octet-stream", FOR_EVER),
        ("tile/entries/001.p/44", "application/octet-stream", FOR_EVER),
    ],
)
def test_each_file_is_given_without_signing_in_with_its_kind_and_how_long_it_keeps(
    log: Path, path: str, kind: str, caching: str
) -> None:
    answer = Client().get(f"/ledger/{path}")
    assert answer.status_code == 200
    assert answer.content == (log / path).read_bytes()
    assert (answer["Content-Type"], answer["Cache-Control"]) == (kind, caching)
    assert "Set-Cookie" not in answer
    assert Client().head(f"/ledger/{path}").status_code == 200
    assert Client().post(f"/ledger/{path}").status_code in {403, 405}


def test_entries_are_compressed_for_whoever_can_read_it(log: Path) -> None:
    answer = Client().get("/ledger/tile/entries/000", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Cache-Control"] == FOR_EVER
    assert len(answer.content) < (log / "tile/entries/000").stat().st_size


@pytest.mark.parametrize(
    "path",
    [
        *("tile/0/001", "tile/0/000.p/9", "tile/0/00", "tile/64/000", "tile/01/000", "tile/0/x000", "tile/0/note"),
        *("tile/0/../../checkpoint", "tile/..%2f..%2fkeys/session.key", "cosigned/00000000", "cosigned/..", "keys"),
        *("witness.key", "published.py", "__init__.py"),
    ],
)
def test_nothing_else_is_given_to_anybody(log: Path, path: str) -> None:
    answer = Client().get(f"/ledger/{path}")
    assert answer.status_code == 404
    assert b"not for anybody" not in answer.content


class Quiet(WSGIRequestHandler):
    """Says nothing of what is asked."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(log: Path) -> Iterator[str]:
    """The site on a port of its own, and so the web address of the published ledger."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ledger"
    server.shutdown()


def test_whoever_has_the_key_checks_the_whole_ledger_by_its_web_address(address: str, log: Path) -> None:
    sound, told = check("log", address, LOG.verifier.published)
    assert sound, told
    assert "300 entries" in told
    entries = bytearray((log / "tile/entries/000").read_bytes())
    entries[200] ^= 1
    (log / "tile/entries/000").write_bytes(entries)
    assert not check("log", address, LOG.verifier.published)[0]


@pytest.mark.parametrize("program", ["check_ledger.py", "witness_ledger.py"])
def test_the_programs_that_check_and_cosign_are_given_beside_it(log: Path, program: str) -> None:
    answer = Client().get(f"/ledger/{program}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"#!/usr/bin/env")
    compile(answer.content, program, "exec")
