"""The world that each story begins with."""

from collections.abc import Callable, Iterator

import pytest

from tests.clean import empty, put_back
from tests.journey.killed import Workers
from tests.journey.world import World


@pytest.fixture
def world(database: str) -> World:
    return put_back(database, "journey", World)


@pytest.fixture(scope="session")
def workers(schema: str) -> Iterator[Workers]:
    """The process whose workers can be killed."""
    workers = Workers()
    yield workers
    workers.dismiss()


@pytest.fixture
def empty_again(database: str) -> Callable[[], None]:
    """Empties the database in the midst of a test."""
    return lambda: empty(database)
