"""Hides the database of the tests of mutants: what `tests/conftest.py` gives, on a server that outlives each run."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from rightstart.engine import postgres
from tests.clean import empty


@pytest.fixture
def database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = settings.DATABASES["default"]["NAME"]
    dsn = postgres.Server(settings.HOME, postgres.socket_dir(settings.HOME)).dsn(dbname=name)
    empty(dsn)
    with django_db_blocker.unblock():
        yield dsn
        connections.close_all()
