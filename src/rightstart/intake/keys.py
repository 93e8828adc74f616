"""What stands for people's identifiers where they are compared: names without their spelling's accidents, keyed fingerprints."""

import unicodedata
from datetime import date
from typing import Final

from rightstart.engine.keys import fingerprint

_PLAIN: Final = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


def name_key(name: str | None) -> str | None:
    """A name without case, accents, blanks and marks; None where nothing is left of it."""
    if name is None:
        return None
    if name.isascii():
        return name.translate(_PLAIN) or None  # nearly every name: the same as below in half the time
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(filter(str.isalnum, plain)) or None


def record_key(secret: bytes, supplier: str, record_id: str) -> bytes:
    """Stands for one supplier's record, in whichever council."""
    return fingerprint(secret, "record", supplier, record_id)


def nhs_key(secret: bytes, number: str | None) -> bytes | None:
    """Stands for an NHS number."""
    return None if number is None else fingerprint(secret, "nhs", number)


def confinement_key(secret: bytes, surname: str | None, born_on: date, postcode: str | None) -> bytes | None:
    """Stands for a confinement by what twins share: surname, day and home; None where not all are known."""
    if surname is None or not postcode:
        return None
    return fingerprint(secret, "confinement", surname, born_on.isoformat(), postcode)


def home_key(secret: bytes, postcode: str) -> bytes:
    """Stands for a home by its postcode, in whichever council."""
    return fingerprint(secret, "home", postcode)


def found_by(secret: bytes, council: int, spelt: str | None) -> bytes | None:
    """Stands for a name, as `name_key` spells it, by which a council searches, in that council alone; None where there is none."""
    return None if spelt is None else fingerprint(secret, "called", str(council), spelt)


def last_name_key(name: str | None) -> str | None:
    """The last word of a person's name, mostly the family's, spelt plainly; None where there is none."""
    words = name.split() if name else []
    return name_key(words[-1]) if words else None
