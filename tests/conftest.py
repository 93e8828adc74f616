"""Gives each test process a home and a PostgreSQL of its own, and each test that asks for it a clean database.

The home must be named before Django reads its settings, so both are done here, at import: pytest reads this file first.
A home named outside, or a DATABASE_URL, is never touched by tests.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from rightstart.engine import postgres
from tests.clean import empty
from tests.server import FAST

# What a test may be told from outside: where it keeps what it saw.
KEPT = {"RIGHTSTART_HOME", "RIGHTSTART_SHOTS", "RIGHTSTART_PICTURES", "RIGHTSTART_TREES"}
HOME = Path(tempfile.mkdtemp(prefix="rightstart-test-"))
HOME.chmod(0o711)  # as `ensure` makes it: the server's user passes through
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["RIGHTSTART_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "rightstart.settings"
for outside in [
    name
    for name in os.environ
    if name.startswith("RIGHTSTART_")
    and name not in {"RIGHTSTART_HOME", "RIGHTSTART_SHOTS", "RIGHTSTART_TREES", "RIGHTSTART_PICTURES"}
]:
    del os.environ[outside]
os.environ.pop("DATABASE_URL", None)
django.setup()
call_command("collectstatic", interactive=False, verbosity=0)  # as the server does before it serves
# People of tests sign in with a password alone, but for the tests of the second step. Only code can say so, no environment.
django_settings.SECOND_FACTOR_REQUIRED = False
# Test processes inherit this one's environment: they must not read the settings before they have a home of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]

settings.register_profile("ordinary", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("ordinary"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ordinary"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Whatever was imported meanwhile may have named the settings again."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """This process's own PostgreSQL, started when a test first asks for it."""
    yield postgres.ensure(HOME, FAST)
    connections.close_all()
    postgres.discard(HOME)


@pytest.fixture(scope="session")
def schema(server: postgres.Server, django_db_blocker: DjangoDbBlocker) -> str:
    """The migrated schema; gives the superuser's connection string, for a test's own eyes."""
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections.close_all()
    return server.dsn()


@pytest.fixture(scope="session")
def django_db_setup(schema: str) -> None:
    """In place of pytest-django's own: there is one database, and it is ours."""


@pytest.fixture
def database(schema: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A clean, migrated database with Django allowed to use it, on every alias, with transactions that are real.

    Gives the superuser's connection string. Alias "default" is the worker; "owner", "intake", "centre", … the others.
    """
    empty(schema)
    with django_db_blocker.unblock():
        yield schema
        connections.close_all()
