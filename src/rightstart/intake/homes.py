"""Hides how the addresses in notices are blanked once they are protected."""

from collections.abc import Sequence
from typing import Final

from rightstart.engine.bulk import ask

# The hash goes too: were the address ever free again and sent as before, the notice would have to count as something new.
BLANK: Final = """
UPDATE intake_notice SET address = '', postcode = '', uprn = NULL, content_hash = ''::bytea
WHERE id = ANY(%(notices)s::bigint[]) AND (address <> '' OR postcode <> '' OR uprn IS NOT NULL) RETURNING id
"""


def blank(notices: Sequence[int]) -> int:
    """Blank the addresses of these notices, in the caller's transaction; gives how many had one."""
    return len(ask(BLANK, {"notices": list(notices)}))
