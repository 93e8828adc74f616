"""The reference pages say what the code says."""

from tests.spec import dictionary


def test_the_reference_pages_are_drawn_from_the_code() -> None:
    for path, text in dictionary.render().items():
        assert (dictionary.ROOT / path).read_text("utf-8") == text, "write it anew: python -m tests.spec.dictionary"
