"""Hides how a file of any size is looked at without being read into memory: the system brings in what is looked at."""

import io
import mmap
from typing import IO


def mapped(file: IO[bytes]) -> bytes | mmap.mmap:
    """The whole content of a file that is open at its start; a stream, or an empty file, is read."""
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (ValueError, OSError, io.UnsupportedOperation):
        return file.read()
