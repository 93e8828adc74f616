"""What is next of a family's request, by when, and how it may end: as tables, drawn in docs/rules and tested."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from rightstart.rights.requests.redaction import SAID_ALOUD, LeftOut, Part, Thing, Whose
from rightstart.rights.requests.rules import Days, Next, Outcome, RequestKind, Step
from rightstart.rights.rules import Giver
from rightstart.safeguards.rules import MarkerKind
from tests.spec.markdown import page, table

CAME: Final = date(2026, 10, 5)
SEEN: Final = date(2026, 10, 14)
NEW: Final = frozenset({Step.OPENED})
KNOWN: Final = NEW | {Step.KNOWN}


@dataclass(frozen=True, slots=True)
class StandRow:
    """Of a request that came on CAME: after these steps, what is next, by when, and how it may end. `seen`: on a later day."""

    kind: RequestKind
    done: Set[Step]
    next: Next
    due_on: date
    ends: tuple[Outcome, ...]
    seen: bool = False

    @property
    def days(self) -> Days:
        return Days(CAME, SEEN if self.seen else CAME if Step.KNOWN in self.done else None)


_ACCESS, _CORRECTION, _COMPLAINT = RequestKind
_MONTH, _MONTH_FROM_SEEN, _THREE = date(2026, 11, 5), date(2026, 11, 14), date(2027, 1, 5)
_THIRTIETH: Final = date(2026, 11, 3)
_ALWAYS: Final = (Outcome.REFUSED, Outcome.WITHDRAWN)
_LOOKED_INTO: Final = (
    Outcome.UPHELD,
    Outcome.PARTLY_UPHELD,
    Outcome.NOT_UPHELD,
    Outcome.TO_REGULATOR,
    Outcome.WITHDRAWN,
)

STANDS: Final = (
    StandRow(_ACCESS, NEW, Next.SEE_WHO, _MONTH, _ALWAYS),
    StandRow(_ACCESS, KNOWN, Next.MAKE_PACK, _MONTH, _ALWAYS),
    StandRow(_ACCESS, KNOWN, Next.MAKE_PACK, _MONTH_FROM_SEEN, _ALWAYS, seen=True),
    StandRow(_ACCESS, KNOWN | {Step.EXTENDED}, Next.MAKE_PACK, _THREE, _ALWAYS),
    StandRow(_ACCESS, KNOWN | {Step.PACKED}, Next.ANSWER, _MONTH, (Outcome.GIVEN, *_ALWAYS)),
    StandRow(_CORRECTION, NEW, Next.SEE_WHO, _MONTH, _ALWAYS),
    StandRow(_CORRECTION, KNOWN, Next.REVIEW, _MONTH, _ALWAYS),
    StandRow(_CORRECTION, KNOWN | {Step.ACCEPTED}, Next.TELL_SUPPLIER, _MONTH, _ALWAYS),
    StandRow(_CORRECTION, KNOWN | {Step.ACCEPTED, Step.OFFERED}, Next.ANSWER, _MONTH, (Outcome.PUT_RIGHT, *_ALWAYS)),
    StandRow(_CORRECTION, KNOWN | {Step.ACCEPTED, Step.BY_HAND}, Next.ANSWER, _MONTH, (Outcome.PUT_RIGHT, *_ALWAYS)),
    StandRow(_CORRECTION, KNOWN | {Step.DECLINED}, Next.ANSWER, _MONTH, (Outcome.NOT_CHANGED, *_ALWAYS)),
    StandRow(_COMPLAINT, NEW, Next.ACKNOWLEDGE, _THIRTIETH, (Outcome.WITHDRAWN,)),
    StandRow(_COMPLAINT, KNOWN, Next.ACKNOWLEDGE, _THIRTIETH, (Outcome.WITHDRAWN,)),
    StandRow(_COMPLAINT, NEW | {Step.ACKNOWLEDGED}, Next.SEE_WHO, _THREE, (Outcome.WITHDRAWN,)),
    StandRow(_COMPLAINT, KNOWN | {Step.ACKNOWLEDGED}, Next.LOOK_INTO, _THREE, _LOOKED_INTO),
    *(StandRow(kind, KNOWN | {Step.ANSWERED}, Next.NOTHING, _MONTH, ()) for kind in (_ACCESS, _CORRECTION)),
)


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A thing that is held; and why it is left out where either lead answers, and where the safeguarding lead alone does."""

    what: str
    thing: Thing
    either: LeftOut | None
    guarded: LeftOut | None

    def why(self, giver: Giver) -> LeftOut | None:
        return self.either if giver is Giver.EITHER else self.guarded


_DEFEATS, _OTHERS, _SAFEGUARD = LeftOut.WOULD_DEFEAT, LeftOut.THIRD_PARTY, LeftOut.SAFEGUARD
LEFT_OUT: Final = (
    LeftOutRow("what was said of the baby", Thing(Part.BABY), None, None),
    LeftOutRow("the name of the parent who asks", Thing(Part.PARENT), None, None),
    LeftOutRow(
        "the name of another parent, or nobody knows whose", Thing(Part.PARENT, Whose.UNKNOWN), _OTHERS, _OTHERS
    ),
    LeftOutRow("the home of the parent who asks", Thing(Part.HOME), None, _DEFEATS),
    LeftOutRow("the same, and the lead gives it", Thing(Part.HOME, given=True), None, None),
    LeftOutRow("a home that is shown to nobody", Thing(Part.HOME, hidden_home=True, given=True), _DEFEATS, _DEFEATS),
    LeftOutRow("the home of another parent", Thing(Part.HOME, Whose.ANOTHERS), _OTHERS, _OTHERS),
    LeftOutRow("a decision", Thing(Part.DECISION), None, _DEFEATS),
    LeftOutRow(
        "a decision that the family’s own no made",
        Thing(Part.DECISION, marker=MarkerKind.OBJECTION, marked=True, given=True),
        None,
        None,
    ),
    LeftOutRow(
        "a decision that a safeguard made", Thing(Part.DECISION, marked=True, given=True), _SAFEGUARD, _SAFEGUARD
    ),
    LeftOutRow("a centre that was told", Thing(Part.TOLD), None, _DEFEATS),
    LeftOutRow("another council or office that was told", Thing(Part.OTHERS), None, _DEFEATS),
    LeftOutRow("a letter", Thing(Part.LETTER), None, _DEFEATS),
    LeftOutRow("an attempt", Thing(Part.ATTEMPT), None, _DEFEATS),
    LeftOutRow("what a worker wrote about it", Thing(Part.NOTE), LeftOut.UNREAD, LeftOut.UNREAD),
    LeftOutRow("the same, read and said to go", Thing(Part.NOTE, given=True), None, None),
    LeftOutRow("the family’s own no", Thing(Part.MARKER, marker=MarkerKind.OBJECTION), None, None),
    LeftOutRow("a protected home", Thing(Part.MARKER, marker=MarkerKind.PROTECTED_ADDRESS), _DEFEATS, _DEFEATS),
    LeftOutRow(
        "a professional’s advice",
        Thing(Part.MARKER, marker=MarkerKind.PROFESSIONAL_ADVICE),
        LeftOut.PROFESSIONAL_ADVICE,
        LeftOut.PROFESSIONAL_ADVICE,
    ),
    LeftOutRow("any other safeguard", Thing(Part.MARKER, marker=MarkerKind.ADOPTION), _SAFEGUARD, _SAFEGUARD),
    LeftOutRow("what this parent asked", Thing(Part.REQUEST), None, None),
    LeftOutRow("what another parent asked", Thing(Part.REQUEST, Whose.UNKNOWN), _OTHERS, _OTHERS),
)


def drawn() -> str:
    """The page of docs/rules."""
    stands = (
        (
            row.kind.value,
            _codes(" ".join(one for one in Step if one in row.done and one is not Step.OPENED)),
            f"`{row.next}`",
            f"{row.due_on:%-d %B %Y}",
            _codes(" ".join(row.ends)),
        )
        for row in STANDS
    )
    left_out = ((row.what, *(f"`{why}`" if (why := row.why(giver)) else "" for giver in Giver)) for row in LEFT_OUT)
    return page(
        "What families request: what is next, by when, and what a pack leaves out",
        "## What is next",
        f"Of a request that came on {CAME:%-d %B %Y}. A month runs from the day on which it is known who asks, if that "
        f"had to be asked for (in one row: {SEEN:%-d %B}); two months more where the family is told why within it. A "
        "complaint is acknowledged by its thirtieth day, that on which it came being the first; then the day is our own aim.",
        table(("kind", "done", "next", "by", "may end"), stands),
        "Refused of somebody who has not shown who they are: for `not-known` alone, and for that reason of nobody else.",
        "## What a pack leaves out",
        f"By whose answer it is. Unknown means hold. Only {_codes(' '.join(sorted(SAID_ALOUD)))} are said in the pack; for whoever "
        "is not the parent in the record they are said of the home and of the parent’s name in every pack alike.",
        table(("what is held", "either lead answers", "the safeguarding lead alone answers"), left_out),
    )


def _codes(words: str) -> str:
    return ", ".join(f"`{word}`" for word in words.split())
