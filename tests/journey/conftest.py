"""The world that each story begins with."""

from collections.abc import Callable

import pytest

from tests.clean import empty
from tests.journey.world import World


@pytest.fixture
def world(database: str) -> World:
    return World()


@pytest.fixture
def empty_again(database: str) -> Callable[[], None]:
    """Empties the database in the midst of a test."""
    return lambda: empty(database)
