"""Truths about acts of fixed form: they are written byte for byte as RFC 8785 has it, or refused."""

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from rightstart.ledger.append import PlainAct, Unfit, UnfitAct, leaf_of
from rightstart.release.disclose import Decided

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
decided = st.builds(
    Decided,
    at=words,
    birth=words,
    by=words,
    content=words,
    items=st.none() | st.lists(words, max_size=3).map(tuple),
    outcome=words,
    to=st.none() | words,
    under=st.none() | words,
)


class Disordered(PlainAct, frozen=True, kw_only=True, tag="x"):
    beta: str
    alpha: str


class Numbered(PlainAct, frozen=True, kw_only=True, tag="x"):
    number: float


class Nameless(PlainAct, frozen=True, kw_only=True, tag=7):
    name: str


@given(decided)
def test_a_decision_is_written_as_the_standard_has_it(act: Decided) -> None:
    said = {name: value for name, value in msgspec.structs.asdict(act).items() if value is not None}
    plain = {"act": "decided", **said} | ({"items": list(act.items)} if act.items is not None else {})
    assert leaf_of(act).body == rfc8785.dumps(plain)
    assert leaf_of(act) == leaf_of(plain)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Disordered(at="", beta="", alpha=""), Unfit.KEY),
        (Numbered(at="", number=0.5), Unfit.KIND),
        (Nameless(at="", name=""), Unfit.NAMELESS),
    ],
)
def test_a_form_that_could_be_written_otherwise_is_refused(act: PlainAct, why: Unfit) -> None:
    with pytest.raises(UnfitAct) as refused:
        leaf_of(act)
    assert refused.value.why is why
