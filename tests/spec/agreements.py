"""What an agreement may lack, as a table: one thing changed in an instrument that is otherwise in force."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from rightstart.agreements.citing import Unfounded
from rightstart.agreements.rules import ExitRule, Instrument, InstrumentKind, Missing, Party, Refused
from rightstart.agreements.states import Act, Flow, Hindrance, State
from rightstart.terms import Item

TODAY: Final = date(2026, 10, 20)
TOMORROW: Final = TODAY + timedelta(days=1)
GROUND: Final = Party("childcare duty", "Childcare Act 2006 s5A")
IN_FORCE: Final = Instrument(
    reference="ISA-1",
    version=1,
    version_id=11,
    kind=InstrumentKind.INTERNAL_INSTRUCTION,
    giver=GROUND,
    taker=GROUND,
    lawful_basis="public task",
    items=frozenset({Item.ADDRESS}),
    from_on=TODAY,
    ends_on=TOMORROW,
    review_on=TOMORROW,
    signed=True,
)


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument in words and as facts, and what it lacks today; None where it is in force."""

    instrument: str
    facts: Instrument
    lacks: Missing | None


ROWS: Final = (
    Row("signed, complete, between its days", IN_FORCE, None),
    Row("begins today", replace(IN_FORCE, from_on=TODAY), None),
    Row("begins tomorrow", replace(IN_FORCE, from_on=TOMORROW), Missing.NOT_BEGUN),
    Row("its last day was yesterday", replace(IN_FORCE, ends_on=TODAY), Missing.ENDED),
    Row("ended early, from today", replace(IN_FORCE, ended_on=TODAY), Missing.ENDED),
    Row("to be ended early, from tomorrow", replace(IN_FORCE, ended_on=TOMORROW), None),
    Row("not signed by every party", replace(IN_FORCE, signed=False), Missing.NOT_SIGNED),
    Row("suspended", replace(IN_FORCE, suspended=True), Missing.SUSPENDED),
    Row("its review was due by today", replace(IN_FORCE, review_on=TODAY), Missing.REVIEW_OVERDUE),
    Row("lists no items", replace(IN_FORCE, blank=frozenset({"items"})), Missing.INCOMPLETE),
    Row(
        "leaves anything else blank that it must say",
        replace(IN_FORCE, blank=frozenset({"security"})),
        Missing.INCOMPLETE,
    ),
    Row("ended and suspended", replace(IN_FORCE, ended_on=TODAY, suspended=True), Missing.ENDED),
    Row("a draft, not complete yet", replace(IN_FORCE, signed=False, blank=frozenset({"items"})), Missing.INCOMPLETE),
    Row("a draft for later", replace(IN_FORCE, signed=False, from_on=TOMORROW), Missing.NOT_SIGNED),
    Row("suspended before it begins", replace(IN_FORCE, suspended=True, from_on=TOMORROW), Missing.NOT_BEGUN),
)


@dataclass(frozen=True, slots=True)
class VersionsRow:
    """Several instruments together: which version speaks, or what is missing."""

    instruments: str
    facts: tuple[Instrument, ...]
    answer: Instrument | Missing | Refused


SECOND: Final = replace(IN_FORCE, version=2, version_id=12)
OTHER: Final = replace(IN_FORCE, reference="ISA-2", version_id=21)

VERSIONS: Final = (
    VersionsRow("none", (), Missing.NO_AGREEMENT),
    VersionsRow("two versions, both in force", (IN_FORCE, SECOND), SECOND),
    VersionsRow("the second not signed yet", (IN_FORCE, replace(SECOND, signed=False)), IN_FORCE),
    VersionsRow("the second begins tomorrow", (IN_FORCE, replace(SECOND, from_on=TOMORROW)), IN_FORCE),
    VersionsRow("the second suspended", (IN_FORCE, replace(SECOND, suspended=True)), Missing.SUSPENDED),
    VersionsRow("the second ended", (IN_FORCE, replace(SECOND, ended_on=TODAY)), Missing.ENDED),
    VersionsRow("one ended, another in force", (replace(IN_FORCE, ended_on=TODAY), OTHER), OTHER),
    VersionsRow(
        "ended, and its exit rule recalls all",
        (replace(IN_FORCE, ended_on=TODAY, exit_rule=ExitRule.RECALL_ALL),),
        Refused(Missing.ENDED, recalls_all=True),
    ),
    VersionsRow(
        "in force, and a party refuses to share from today",
        (replace(IN_FORCE, refused_from=TODAY),),
        Missing.REFUSAL_STANDS,
    ),
    VersionsRow(
        "two in force, and a party refuses to share",
        (replace(IN_FORCE, refused_from=TODAY), replace(OTHER, refused_from=TODAY)),
        Missing.REFUSAL_STANDS,
    ),
    VersionsRow(
        "in force, and a party refuses from tomorrow", (LATER := replace(IN_FORCE, refused_from=TOMORROW),), LATER
    ),
    VersionsRow(
        "suspended, and a party refuses to share",
        (replace(IN_FORCE, suspended=True, refused_from=TODAY),),
        Missing.SUSPENDED,
    ),
    VersionsRow(
        "one ended, another suspended",
        (replace(IN_FORCE, ended_on=TODAY), replace(OTHER, suspended=True)),
        Missing.SUSPENDED,
    ),
)


# -- states ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state, an instrument that stands so today, and what each act makes of it: where it may lead, or why it is not possible.

    `by_day`: what comes next by itself, where nobody does anything.
    """

    state: State
    means: str
    facts: Instrument
    acts: tuple[frozenset[State] | Hindrance, ...]
    by_day: frozenset[State] = frozenset({State.LAPSED})
    proposed: bool = True
    part_signed: bool = True


def _to(*states: State) -> frozenset[State]:
    return frozenset(states)


LONG: Final = replace(IN_FORCE, review_on=TODAY + timedelta(days=10), ends_on=TODAY + timedelta(days=20))
UNSIGNED: Final = replace(LONG, signed=False)
ACTS: Final = (Act.PROPOSE, Act.SIGN, Act.SUSPEND, Act.RESUME, Act.END)
NEXT: Final = _to(State.PART_SIGNED, State.NOT_BEGUN, State.IN_FORCE)
END: Final = _to(State.ENDED)
PROPOSED_BEFORE, SIGNED_BEFORE = Hindrance.ALREADY_PROPOSED, Hindrance.ALREADY_SIGNED
NO_SIGNATURE, NO_SUSPENSION = Hindrance.NOT_SIGNED, Hindrance.NOT_SUSPENDED
STATES: Final = (
    StateRow(
        State.DRAFT,
        "written down, and put to nobody yet",
        UNSIGNED,
        (_to(State.PROPOSED), Hindrance.NOT_PROPOSED, NO_SIGNATURE, NO_SUSPENSION, END),
        proposed=False,
        part_signed=False,
    ),
    StateRow(
        State.PROPOSED,
        "a party has put it to all who must sign",
        UNSIGNED,
        (PROPOSED_BEFORE, NEXT, NO_SIGNATURE, NO_SUSPENSION, END),
        part_signed=False,
    ),
    StateRow(
        State.PART_SIGNED,
        "some have signed, and not all who must",
        UNSIGNED,
        (PROPOSED_BEFORE, NEXT, NO_SIGNATURE, NO_SUSPENSION, END),
    ),
    StateRow(
        State.NOT_BEGUN,
        "signed by all; its first day is still to come",
        replace(LONG, from_on=TOMORROW),
        (PROPOSED_BEFORE, SIGNED_BEFORE, _to(State.NOT_BEGUN), _to(State.NOT_BEGUN), END),
        by_day=_to(State.IN_FORCE, State.SUSPENDED),
    ),
    StateRow(
        State.IN_FORCE,
        "signed by all, and between its days: data may flow",
        LONG,
        (PROPOSED_BEFORE, SIGNED_BEFORE, _to(State.SUSPENDED), NO_SUSPENSION, END),
        by_day=_to(State.REVIEW_OVERDUE, State.LAPSED),
    ),
    StateRow(
        State.SUSPENDED,
        "a party lets nothing pass for now",
        replace(LONG, suspended=True),
        (
            PROPOSED_BEFORE,
            SIGNED_BEFORE,
            _to(State.SUSPENDED),
            _to(State.IN_FORCE, State.SUSPENDED, State.REVIEW_OVERDUE),
            END,
        ),
    ),
    StateRow(
        State.REVIEW_OVERDUE,
        "nobody reviewed it in time: nothing flows until a new version is signed",
        replace(LONG, review_on=TODAY),
        (PROPOSED_BEFORE, SIGNED_BEFORE, _to(State.SUSPENDED), NO_SUSPENSION, END),
    ),
    StateRow(
        State.ENDED,
        "a party ended it, or a newer version took its place",
        replace(LONG, ended_on=TODAY),
        (Hindrance.ENDED,) * len(ACTS),
        by_day=frozenset(),
    ),
    StateRow(
        State.LAPSED,
        "its last day has passed",
        replace(LONG, ends_on=TODAY),
        (Hindrance.ENDED,) * len(ACTS),
        by_day=frozenset(),
    ),
)


# -- reminders ---------------------------------------------------------------------------------------------------------

# Days ahead, and within how many days it is said to be; each of these is told once.
REMINDERS: Final = ((91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, None), (-1, None))


# -- in force is not flowing -------------------------------------------------------------------------------------------

# Whether it is in force, something has ever come, and what is due is late; and how the flow stands then.
FLOWS: Final = (
    (False, False, False, Flow.CLOSED),
    (False, True, True, Flow.CLOSED),
    (True, False, False, Flow.NEVER),
    (True, False, True, Flow.NEVER),
    (True, True, True, Flow.OVERDUE),
    (True, True, False, Flow.FLOWING),
)


# -- grounds -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GroundRow:
    """What a side cites, for a flow that begins on 20 October 2026, and why it cannot stand on that (None: it may)."""

    cites: str
    why: Unfounded | None
    council: bool = True


GROUNDS: Final = (
    GroundRow("Childcare Act 2006 ss.1–4", None),
    GroundRow("childcare-act-2006-s1-4", None),
    GroundRow("Children Act 2004 section 10; confidentiality", None),
    GroundRow("Some Act of which the table knows nothing", None),
    GroundRow("Some Act of which the table knows nothing; confidentiality", None),
    GroundRow("Common law duty of confidentiality", Unfounded.ONLY_BOUNDS),
    GroundRow("UK GDPR Article 14; PECR-2003", Unfounded.ONLY_BOUNDS),
    GroundRow("NHS Act 2006 s.251", Unfounded.ONLY_BOUNDS),
    GroundRow("NHS Act 2006 s.269", Unfounded.HEALTH_SERVICE_ONLY),
    GroundRow("National Health Service Act 2006 s. 269; confidentiality", Unfounded.HEALTH_SERVICE_ONLY, council=False),
    GroundRow("NHS Act 2006 s.269; Children Act 2004 s.10", None),
    GroundRow("Children Act 2004 s.16LA", Unfounded.NOT_COMMENCED),
    GroundRow("Children Act 2004 s.16LA; Children Act 2004 s.10", None),
    GroundRow("UK GDPR Article 6(1)(ea)", Unfounded.NOT_FOR_COUNCILS),
    GroundRow("UK GDPR Article 6(1)(ea)", None, council=False),
    GroundRow("Statistics and Registration Service Act 2007 s.42(4)", Unfounded.STATISTICS_ONLY),
    GroundRow("births-statistics-files; Childcare Act 2006 ss.1–4", Unfounded.STATISTICS_ONLY),
)
