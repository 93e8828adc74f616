"""Truths about the keys by which names are compared."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake.keys import name_key


@given(st.text(st.characters(max_codepoint=127)) | st.text())
def test_every_name_is_compared_without_case_accents_blanks_and_marks(name: str) -> None:
    plain = unicodedata.normalize("NFKD", name).casefold()
    assert name_key(name) == ("".join(filter(str.isalnum, plain)) or None)
