"""Whether a telephone number is an office's, and how it is written."""

from enum import StrEnum
from typing import Final

_SPOKEN: Final = frozenset(" ()-.\u00a0")
_AT_AN_OFFICE: Final = ("01", "02", "03", "08")  # 07 is a mobile or personal number: a person's own
_SHORTEST, _LONGEST = 10, 11


class NotOffice(StrEnum):
    """Why a telephone number is not kept."""

    NOT_A_NUMBER = "not-a-number"
    PRIVATE = "private"


def office_number(typed: str) -> str | NotOffice:
    """A telephone number of an office in the United Kingdom as it is typed, spaces kept; +44 is written as 0."""
    said = " ".join(typed.split())
    said = "0" + said.removeprefix("+44").strip().removeprefix("(0)").strip() if said.startswith("+44") else said
    digits = "".join(one for one in said if one not in _SPOKEN)
    if not (digits.isascii() and digits.isdecimal() and _SHORTEST <= len(digits) <= _LONGEST):
        return NotOffice.NOT_A_NUMBER
    if digits.startswith("07"):
        return NotOffice.PRIVATE
    return said if digits.startswith(_AT_AN_OFFICE) else NotOffice.NOT_A_NUMBER
