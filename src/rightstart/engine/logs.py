"""Hides what a log may say of an error: its kind and where it happened, never its words, which can hold what a family told us."""

import logging
import re
import traceback
from types import TracebackType
from typing import Final

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


# What stands behind this in an address opens a document to whoever has it.
SECRET: Final = re.compile(r"/document/[^/?\s'\"]+")


class Terse(logging.Formatter):
    """Writes an exception as its kind and the places it passed through; its words only where its class says they are safe.

    An address that is a secret is written without what makes it one.
    """

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub("/document/…", super().format(record))

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name is the library's
        kind, error, passed = ei
        words = f": {error}" if getattr(kind, "safe_to_tell", False) else ""
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(passed)]
        return "\n".join([f"{kind.__name__ if kind else ''}{words}", *places])


def where(error: BaseException) -> str:
    """The kind of an error and the line of our own that met it, without a word of what it says."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "rightstart" in frame.filename]
    last = ours[-1] if ours else None
    return f"{type(error).__name__} at {last.filename}:{last.lineno}" if last else type(error).__name__
