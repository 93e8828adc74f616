"""One matter on a role's first page."""

from dataclasses import dataclass
from typing import Final

from rightstart.web.components import Table

LAST: Final = 5


@dataclass(frozen=True, slots=True)
class Box:
    """One matter: what it is, how it stands, and where to go; `table` for a few last lines."""

    title: str
    text: str
    href: str
    action: str
    waits: bool = False
    table: Table | None = None
