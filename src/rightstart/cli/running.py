"""Commands that run on: the pages, and the jobs beside them."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

import click
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from procrastinate.contrib.django import app

from rightstart.cli.asking import as_json, example
from rightstart.cli.telling import Declined, document, line
from rightstart.engine import database

THREADS: Final = 4  # for each process of the pages; each may use a connection of each role
PROCESSES: Final = min(4, os.cpu_count() or 1)
AT_ONCE: Final = 2  # jobs in one worker: a long pass does not keep the ledger's seal waiting
PAGES: Final = "rightstart.web.wsgi:application"


@click.command("serve", epilog=example("rightstart serve --port 8080"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers", default=PROCESSES, show_default=True, type=click.IntRange(1, 64), help="Processes for pages."
)
@click.option("--work/--no-work", default=True, help="Run the jobs beside.  [default: run them]")
@as_json
def serve(host: str, port: int, workers: int, work: bool, as_json: bool) -> None:
    """Serve the pages, and run the jobs beside them, until stopped (Ctrl-C)."""
    database.make_ready()
    serve_pages(host=host, port=port, workers=workers, work=work, as_json=as_json)


def serve_pages(
    *, host: str = "127.0.0.1", port: int, workers: int = PROCESSES, work: bool = True, as_json: bool = False
) -> None:
    """Serve until stopped. Raises Declined where the address cannot be had."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    _refuse_taken(host, port, as_json)
    database.let_go()
    call_command("collectstatic", interactive=False, verbosity=0)
    os.environ.setdefault("RIGHTSTART_POOL", str(THREADS))
    multiprocessing.set_start_method("spawn", force=True)  # new processes read the settings with their pools
    if as_json:
        document({"address": address})
    else:
        line(f"Right Start is at {address} until you press Ctrl-C.")
    server = Granian(
        PAGES,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,  # an address can be a secret: a link to a document
    )
    with _jobs_beside() if work else nullcontext():
        server.serve()


def _refuse_taken(host: str, port: int, as_json: bool) -> None:
    """The server itself would say so in words for programmers."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, number) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        said = f"Port {port} of {host} cannot be had ({error.strerror}). Choose another with --port."
        raise Declined("address-taken", said, as_json=as_json) from None


@click.command("work", epilog=example("rightstart work"))
@click.option("--while-open", is_flag=True, hidden=True, help="Stop when standard input is closed.")
def work(while_open: bool) -> None:
    """Run the jobs until stopped: the daily pass, handing over, the ledger's seal, and what was cut short.

    Any number of workers may run at once, here and on other machines.
    """
    database.make_ready()
    database.let_go()
    if while_open:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(concurrency=AT_ONCE, delete_jobs="successful")


@contextmanager
def _jobs_beside() -> Iterator[None]:
    """A worker that ends with this process, however this one ends: it reads a pipe that closes then."""
    order = [sys.executable, "-m", "rightstart.cli.main", "work", "--while-open"]
    worker = subprocess.Popen(order, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _stop_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
