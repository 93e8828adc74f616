"""`rightstart serve` answers, has the jobs running beside it, and takes them with it when it stops."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection

import pytest
from django.db import connection

PATIENCE = 90  # seconds to wait for other processes; what is asserted is never how long it took


def workers() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers")
        counted: int = cursor.fetchone()[0]
        return counted


def until(truth: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not truth():
        assert time.monotonic() < give_up
        time.sleep(0.1)


def answers(port: int) -> bool:
    asked = HTTPConnection("127.0.0.1", port, timeout=10)
    with suppress(OSError):
        asked.request("GET", "/")
        return asked.getresponse().status < 500
    return False


def serve(port: int) -> "subprocess.Popen[str]":
    order = [sys.executable, "-m", "rightstart.cli.main", "serve", "--port", str(port), "--workers", "1"]
    return subprocess.Popen(order, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def port(database: str) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


def test_the_pages_are_served_with_the_jobs_beside_and_both_end_together(port: int) -> None:
    server = serve(port)
    try:
        until(lambda: answers(port))
        until(lambda: workers() == 1)
        second = serve(port)
        said = second.communicate()[1]
        assert second.returncode == 1
        assert f"Port {port}" in said
        assert "--port" in said
        server.send_signal(signal.SIGTERM)
        assert f"http://127.0.0.1:{port}/" in server.communicate()[0]
        until(lambda: workers() == 0)
    finally:
        server.kill()
        server.wait()
