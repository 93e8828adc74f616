"""Truths about what a log says of an error."""

import logging
import sys

from rightstart.engine.logs import Terse


def test_an_error_is_logged_by_kind_and_place_and_never_in_its_own_words() -> None:
    try:
        raise ValueError("Olivia Smith, 1 High Street")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "a page failed", (), sys.exc_info())
    told = Terse("{message}", style="{").format(record)
    assert "Smith" not in told
    assert "ValueError" in told
    assert "test_logs.py" in told
