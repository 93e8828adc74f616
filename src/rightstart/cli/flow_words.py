"""The words in which the command line tells of flows: what is missing, whose turn it is, and the law that a party cites."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rightstart.agreements.citing import cited
from rightstart.agreements.explaining import Lack, Step, Unexplained, Whose
from rightstart.agreements.fields import LABELS
from rightstart.agreements.rules import Missing
from rightstart.agreements.supposing import NotSupposed
from rightstart.cli.sentences import MISSING, ROLES
from rightstart.directory.rules import RoleKind
from rightstart.release.wanting import Waiting
from rightstart.terms import day_in_words

REFUSED: Final = "A party has decided not to share."  # whether or not there is an agreement besides
REMEDIES: Final = {
    Missing.REFUSAL_STANDS: "ends its decision (rightstart agreement end-refusal).",
    Missing.SUSPENDED: "resumes it (rightstart agreement resume).",
    Missing.NOT_BEGUN: "nobody need do anything: its day comes by itself.",
    Missing.NOT_SIGNED: "signs it (rightstart agreement propose, sign).",
    Missing.REVIEW_OVERDUE: "review it, and draft and sign the next version.",
    Missing.INCOMPLETE: "draft the next version, which says what this one leaves out.",
    Missing.ENDED: "agree on the next version, and draft and sign it.",
    Missing.NO_AGREEMENT: "draft an agreement and have it signed (rightstart agreement draft).",
}

UNEXPLAINED: Final = {
    Unexplained.UNKNOWN: "There is no organisation with one of these codes. See `rightstart people list --organisations`.",
    Unexplained.NO_SUCH_FLOW: (
        "Nothing is told that way: a supplier tells a council, a council its own centre or another council."
    ),
    Unexplained.NOT_A_PARTY: "That is another organisation's matter.",
}

NOT_SUPPOSED: Final = {
    NotSupposed.UNKNOWN: "There is no agreement with this reference. See `rightstart agreement list`.",
    NotSupposed.UNKNOWN_VERSION: "The agreement has no such version. See `rightstart agreement list`.",
    NotSupposed.REPLACED: "A newer version has replaced it. Its words come back as the next version only: draft that and try it.",
    NotSupposed.ENDED: "It has ended. Draft the next version and try that.",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (REMEDIES, UNEXPLAINED, NOT_SUPPOSED)


def law(*words: str) -> Iterator[str]:
    """A line or two for each legal gateway that these words cite."""
    for one in cited(*words):
        lawyer = " NEEDS A LAWYER before anybody relies on it." if one.needs_lawyer else ""
        yield f"   law        {one.name}: {one.source}"
        yield f"              Its limit: {one.limit}{lawyer}"


def wanting_lines(found: Step | Waiting | None) -> Iterator[str]:
    """Everything that a birth lacks before it may be handed over, with who can supply it."""
    if isinstance(found, Waiting):
        yield "   wait       " + (f"until {day_in_words(found.until)}" if found.until else "until somebody acts")
        yield "   whose turn " + (
            f"{found.whose} ({roles(found.roles)})" if found.whose else REMEDIES[Missing.NOT_BEGUN]
        )
    elif found is not None:
        yield from lacks_of(found)


def lacks_of(step: Step) -> Iterator[str]:
    if step.ways > 1:
        yield "   Several versions could open it; one is enough."
    for lack in step.lacks:
        yield f"   missing    {missing(lack)}"
        yield f"   whose turn {turn(lack.missing, lack.whose)}"


def missing(one: Lack) -> str:
    """What is missing, of which version, since when, and the coded reasons for it."""
    of = f"{one.reference}, version {one.version}: " if one.reference else ""
    words = REFUSED if one.missing is Missing.REFUSAL_STANDS else MISSING[one.missing]
    return of + words + _day(one) + _reasons(one)


def _day(one: Lack) -> str:
    if one.on is None:
        return ""
    return f" {'It begins on' if one.missing is Missing.NOT_BEGUN else 'Since'} {day_in_words(one.on)}."


def _reasons(one: Lack) -> str:
    codes = [*([one.reason.value] if one.reason else []), *one.barriers]
    blank = (
        f" Still empty: {'; '.join(words for name, words in LABELS.items() if name in one.blank)}." if one.blank else ""
    )
    approval = " Its Caldicott Guardian approves it first." if one.approval else ""
    return (f" Reason: {', '.join(codes)}." if codes else "") + blank + approval


def turn(missing: Missing, whose: Iterable[Whose]) -> str:
    """Who can supply it, and how."""
    named = " and ".join(f"{one.name} ({roles(one.roles)})" for one in whose)
    return f"{named}: {REMEDIES[missing]}" if named else REMEDIES[missing].capitalize()


def roles(found: Iterable[RoleKind]) -> str:
    """The roles of an organisation; where none has an account for it, whoever runs Right Start enters its word."""
    return " or ".join(ROLES[one] for one in found) or "by whoever signs for it; no role there has an account for this"
