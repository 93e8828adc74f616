"""How long what is known of people is kept, as tables: families by how far contact came, what keeps one longer, and all else."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rightstart.contact.rules import AttemptOutcome
from rightstart.rights.retention.rules import Kept, Open
from rightstart.rights.rules import Erased

BORN: Final = date(2026, 1, 31)
TRIED: Final = date(2026, 3, 10)
_UNTRIED: Final = Kept(BORN, frozenset(), None, None, frozenset())


def _tried(*outcomes: AttemptOutcome, months: int | None = None) -> Kept:
    return replace(_UNTRIED, outcomes=frozenset(outcomes), tried_on=TRIED, months=months)


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family born on 31 January 2026 and, where it was tried at all, tried last on 10 March."""

    situation: str
    kept: Kept
    why: Erased
    ends_on: date


FAMILIES: Final = (
    FamilyRow("nobody has tried yet, no agreement says how long", _UNTRIED, Erased.NEVER_REACHED, date(2027, 1, 31)),
    FamilyRow(
        "a letter was sent, nobody answered", _tried(AttemptOutcome.SENT), Erased.NEVER_REACHED, date(2027, 1, 31)
    ),
    FamilyRow(
        "never reached, and the shortest of its agreements says 1 month",
        _tried(AttemptOutcome.SENT, months=1),
        Erased.NEVER_REACHED,
        date(2026, 2, 28),
    ),
    FamilyRow(
        "never reached, and its agreements say 18 months",
        replace(_UNTRIED, months=18),
        Erased.NEVER_REACHED,
        date(2027, 7, 31),
    ),
    FamilyRow(
        "never reached, moved in on 1 June with an older child",
        replace(_UNTRIED, since_on=date(2026, 6, 1)),
        Erased.NEVER_REACHED,
        date(2027, 6, 1),
    ),
    FamilyRow("somebody was reached", _tried(AttemptOutcome.REACHED), Erased.REACHED, date(2028, 3, 10)),
    FamilyRow(
        "reached; what its agreement says of families never reached no longer counts",
        _tried(AttemptOutcome.REACHED, months=1),
        Erased.REACHED,
        date(2028, 3, 10),
    ),
    FamilyRow("declined", _tried(AttemptOutcome.DECLINED), Erased.REACHED, date(2028, 3, 10)),
    FamilyRow(
        "joined its centre, which has a record of its own from then on",
        _tried(AttemptOutcome.SENT, AttemptOutcome.JOINED),
        Erased.JOINED,
        date(2027, 3, 10),
    ),
    FamilyRow("the centre knew it already", _tried(AttemptOutcome.ALREADY_KNOWN), Erased.JOINED, date(2027, 3, 10)),
)

KEEPS: Final = {
    Open.CALL_BACK: "a centre has not confirmed that its copies are destroyed",
    Open.OTHER_SYSTEM: "another system of the council was asked to stop and has not answered",
    Open.QUESTION: "it is in question which birth or family it is",
    Open.HELD: "somebody is asked about a hold, or about a home that no centre serves",
    Open.TELEPHONED: "somebody telephoned, and nobody has said yet whether it is this family",
    Open.RETURNED_LETTER: "a letter came back, and the address is looked for",
    Open.LETTER: "a printed letter is neither posted nor accounted for",
    Open.SHEET: "a visit sheet on which it stands is not said to be destroyed",
    Open.LIFT: "one person has asked to end a marker, and no second one has answered",
    Open.REQUEST: "the family has requested something that is not closed",
    Open.BREACH: "a breach that concerns it is not closed",
}

# What, and how long; each figure of ours is compared with the code that keeps to it.
ALL_ELSE: Final = (
    ("a supplier's file as it came", "30 days; then its key is destroyed"),
    ("a row in quarantine", "until somebody settles it, 12 months at most; then it is let go and its key destroyed"),
    ("why a row was sent back, and the fingerprint of its record", "12 months after it was settled"),
    (
        "a correction offered to a supplier",
        "until it is answered, or the record comes again, or its family is forgotten",
    ),
    (
        "a worker's or a steward's words, what a family requested in its own",
        "as long as the family: they are under its key",
    ),
    ("the code on a letter", "as long as the family"),
    ("who of a centre takes care of a family, and who referred it there", "as long as the family"),
    (
        "what a family came for at its centre",
        "as long as the family; that it joined and came on a day stays, and names nobody",
    ),
    ("that a family stood on a visit sheet", "as long as the family; what stood there of it is not kept at all"),
    ("who took a visit sheet", "365 days after it was destroyed"),
    ("who of a centre was away, and who covered for them", "365 days after they were back"),
    ("a sheet of who joined, from a centre's own system", "not at all"),
    (
        "a marker, and the stop of a file that it came from",
        "6 years after it was stated, and never while its bearer is kept",
    ),
    ("fingerprints of a suppressed child", "2 or 6 years from the birth, see [safeguards](safeguards.md)"),
    ("what was said in a telephone call", "until it is answered, 60 days at most; then its key is destroyed"),
    (
        "who saw a family on which page",
        "as long as the family: it is bound to its key; of a row in quarantine, 12 months",
    ),
    ("that a family was opened at another centre, and why", "for good: it names nobody of the family"),
    ("a link by which somebody chooses a password", "30 days after it has run out; of the link only a hash"),
    ("an alert", "12 months after it was settled"),
    ("an important notice", "365 days after its person cleared it"),
    ("a code typed to say no", "until it is carried out, within moments"),
    ("how often somebody tried such codes, or looked for a centre", "15 minutes; the address itself is never kept"),
    ("the postcode by which somebody looks for a centre", "not at all"),
    ("who is signed in", "12 hours at the latest, and 1 hour after their last step"),
    ("when and how somebody signed in, and in what kind of browser", "365 days; never from where"),
    ("somebody's second step at sign-in", "until they remove it or it is taken away; its secret is sealed"),
    (
        "by which subject an organisation's own sign-in knows somebody",
        "until that is forgotten; nothing else it says is kept",
    ),
    ("how often somebody tried to sign in", "until the night after; the address itself is never kept"),
    ("what a job was called, and how it ended", "30 days; it names nobody"),
    ("PostgreSQL's own log", "7 days; no statement, value or row stands in it"),
    (
        "decisions, receipts, the ledger, and the month of birth",
        "for good: they name nobody, and counts stay true by them",
    ),
)
