"""Who must not be contacted: every safeguard in its order, and the rule that what is not known to be right is held."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from rightstart.directory.rules import RoleKind


class ClearanceKind(StrEnum):
    """The positive facts without which nobody is contacted."""

    LIVE = "live"
    NOTHING_KNOWN = "nothing-known"
    PARENTS_TOLD = "parents-told"
    NO_OBJECTION = "no-objection"
    MATCH_SETTLED = "match-settled"
    ADDRESS_STANDS = "address-stands"
    SOCIAL_CARE = "social-care"


class MarkerKind(StrEnum):
    """The safeguard facts, gravest first: the first that stands is the reason recorded (field guide 2.5)."""

    STILLBIRTH = "stillbirth"
    DEATH_FORMAL = "death-formal"
    DEATH_INFORMAL = "death-informal"
    DEATH_REMOVED = "death-removed"
    FAMILY_STOP = "family-stop"
    SUPPRESSED = "suppressed"
    PROTECTED_ADDRESS = "protected-address"
    ADOPTION = "adoption"
    LOOKED_AFTER = "looked-after"
    CONCEALED_BIRTH = "concealed-birth"
    PARENT_DIED = "parent-died"
    OBJECTION = "objection"
    INVALID_IDENTITY = "invalid-identity"
    LIVING_APART = "living-apart"
    UNSAFE_ADDRESS = "unsafe-address"
    MOVED_AWAY = "moved-away"
    PROFESSIONAL_ADVICE = "professional-advice"
    SUPPLIER_HOLD = "supplier-hold"
    RESEMBLES_SUPPRESSED = "resembles-suppressed"
    WITHDRAWN = "withdrawn"
    SIBLING = "sibling"


# Statements about one thing, of which the last one made counts. That a death was removed releases nobody: a person looks.
DEATHS: Final = frozenset({MarkerKind.DEATH_FORMAL, MarkerKind.DEATH_INFORMAL, MarkerKind.DEATH_REMOVED})

# Where a family lives is shown to nobody while one of these is stated of a baby of its.
HIDES_HOME: Final = frozenset({MarkerKind.PROTECTED_ADDRESS, MarkerKind.UNSAFE_ADDRESS})
# Of these even what was known of it is forgotten: it is kept readable nowhere.
FORGETS_HOME: Final = frozenset({MarkerKind.PROTECTED_ADDRESS})
# Whoever wants to help such a family goes through its health visitor and no other way.
THROUGH_HEALTH_VISITOR: Final = frozenset({MarkerKind.PROTECTED_ADDRESS, MarkerKind.PARENT_DIED})

# What follows from something else that is marked: nobody says it of a birth.
NEVER_BY_HAND: Final = frozenset({MarkerKind.SIBLING, MarkerKind.SUPPRESSED, MarkerKind.RESEMBLES_SUPPRESSED})

# Facts about one baby that hold the other babies of the confinement for a person.
HOLDS_SIBLINGS: Final = frozenset(MarkerKind) - {MarkerKind.INVALID_IDENTITY, MarkerKind.WITHDRAWN, MarkerKind.SIBLING}


class LiftReason(StrEnum):
    """Why a marker may no longer hold a birth: always what somebody has said or checked, never that time has passed."""

    SOURCE_CORRECTED = "source-corrected"
    PARENT_WITHDREW = "parent-withdrew"
    SOCIAL_CARE_CLEARED = "social-care-cleared"
    AUTHOR_WITHDREW = "author-withdrew"
    ADDRESS_CONFIRMED = "address-confirmed"
    IDENTITY_SETTLED = "identity-settled"
    LIVES_HERE = "lives-here"
    NOT_THIS_FAMILY = "not-this-family"
    FAMILY_SEEN = "family-seen"
    ENTERED_IN_ERROR = "entered-in-error"


class ParentKnownBy(StrEnum):
    """How somebody was known to be the parent: what was seen, or who vouched. No paper is copied and no number noted."""

    PHOTO_AND_CERTIFICATE = "photo-and-certificate"
    PHOTO_AND_RED_BOOK = "photo-and-red-book"
    VOUCHED_FOR = "vouched-for"
    COURT_ORDER = "court-order"


# What a parent says ends nothing until it is said how the parent was known to be the parent.
OF_A_PARENT: Final = frozenset({LiftReason.PARENT_WITHDREW})


class LiftRule(NamedTuple):
    """Who may ask that a marker be lifted, who may confirm it (a second person outside the data team), and for which reasons."""

    asks: frozenset[RoleKind]
    confirms: frozenset[RoleKind]
    reasons: tuple[LiftReason, ...]


_STEWARD, _IG, _LEAD = RoleKind.DATA_STEWARD, RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD
_LEADS: Final = frozenset({_IG, _LEAD})
_OF_THE_SOURCE: Final = (LiftReason.SOURCE_CORRECTED, LiftReason.ENTERED_IN_ERROR)
_DEATH: Final = LiftRule(_LEADS, _LEADS, _OF_THE_SOURCE)
_SOCIAL_CARE: Final = LiftRule(
    frozenset({_LEAD}), _LEADS, (LiftReason.SOCIAL_CARE_CLEARED, LiftReason.ENTERED_IN_ERROR)
)
# One who came anew and looks like a child whom nobody may contact: another family, or the same and nothing forbids it any more.
_NEWCOMER: Final = LiftRule(
    frozenset({_LEAD}),
    _LEADS,
    (
        LiftReason.NOT_THIS_FAMILY,
        LiftReason.SOURCE_CORRECTED,
        LiftReason.SOCIAL_CARE_CLEARED,
        LiftReason.PARENT_WITHDREW,
    ),
)
_ANYBODY: Final = frozenset({_STEWARD, _LEAD})
_ONLY_LEAD: Final = frozenset({_LEAD})
# How each marker ends. ENTERED_IN_ERROR only where a person put it on by hand, and nobody else says the same.
LIFTS: Final[dict[MarkerKind, LiftRule]] = {
    MarkerKind.STILLBIRTH: _DEATH,
    MarkerKind.DEATH_FORMAL: _DEATH,
    MarkerKind.DEATH_INFORMAL: _DEATH,
    MarkerKind.DEATH_REMOVED: _DEATH,
    MarkerKind.FAMILY_STOP: LiftRule(
        _ONLY_LEAD, _LEADS, (LiftReason.NOT_THIS_FAMILY, LiftReason.SOURCE_CORRECTED, LiftReason.AUTHOR_WITHDREW)
    ),
    MarkerKind.SUPPRESSED: _NEWCOMER,
    MarkerKind.RESEMBLES_SUPPRESSED: _NEWCOMER,
    MarkerKind.PROTECTED_ADDRESS: _SOCIAL_CARE,
    MarkerKind.ADOPTION: _SOCIAL_CARE,
    MarkerKind.LOOKED_AFTER: _SOCIAL_CARE,
    MarkerKind.CONCEALED_BIRTH: _SOCIAL_CARE,
    MarkerKind.PARENT_DIED: LiftRule(_ANYBODY, _ONLY_LEAD, _OF_THE_SOURCE),
    MarkerKind.OBJECTION: LiftRule(
        frozenset({_IG}), _ONLY_LEAD, (LiftReason.PARENT_WITHDREW, LiftReason.ENTERED_IN_ERROR)
    ),
    MarkerKind.INVALID_IDENTITY: LiftRule(_ANYBODY, _LEADS, (LiftReason.IDENTITY_SETTLED, LiftReason.ENTERED_IN_ERROR)),
    MarkerKind.LIVING_APART: LiftRule(_ANYBODY, _ONLY_LEAD, (LiftReason.ADDRESS_CONFIRMED, *_OF_THE_SOURCE)),
    MarkerKind.UNSAFE_ADDRESS: LiftRule(_ANYBODY, _ONLY_LEAD, (LiftReason.ADDRESS_CONFIRMED, *_OF_THE_SOURCE)),
    MarkerKind.MOVED_AWAY: LiftRule(_ANYBODY, _LEADS, (LiftReason.LIVES_HERE, LiftReason.ENTERED_IN_ERROR)),
    MarkerKind.PROFESSIONAL_ADVICE: LiftRule(
        _ANYBODY, _ONLY_LEAD, (LiftReason.AUTHOR_WITHDREW, LiftReason.ENTERED_IN_ERROR)
    ),
    MarkerKind.SUPPLIER_HOLD: LiftRule(_ANYBODY, _LEADS, _OF_THE_SOURCE),
    MarkerKind.WITHDRAWN: LiftRule(_ANYBODY, _LEADS, _OF_THE_SOURCE),
    MarkerKind.SIBLING: LiftRule(_ANYBODY, _ONLY_LEAD, (LiftReason.FAMILY_SEEN,)),
}


class Doubt(StrEnum):
    """What is unclear about a confinement."""

    SIBLING_MISSING = "sibling-missing"
    SIBLING_UNSETTLED = "sibling-unsettled"


@dataclass(frozen=True, slots=True)
class Marker:
    """One safeguard fact, from a day and until a day not included (None: until it is lifted)."""

    kind: MarkerKind
    from_on: date
    until_on: date | None = None

    def stands(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class Confinement:
    """The other babies of the same confinement: how many were declared and are known, and what is marked about them.

    `accepted`: two people have said that this birth may go on without its siblings (a lift of `sibling`), so that one
    who never comes, such as a stillborn twin, does not hold it for ever. `settled`: nothing is unclear about any of them.
    """

    declared: int = 1
    known: int = 1
    markers: tuple[Marker, ...] = ()
    settled: bool = True
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Cleared:
    """No safeguard forbids it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A safeguard forbids it: `why` is the first one that does; a centre is never told which."""

    why: MarkerKind | ClearanceKind | Doubt
    on_sibling: bool = field(default=False)

    @property
    def by_marker(self) -> bool:
        """Whether only a person may end this withholding."""
        return isinstance(self.why, MarkerKind)


# Where a copy that stays at a centre can do harm within hours: a letter to the bereaved, an address shown, a child found.
URGENT: Final = frozenset(
    {
        *(MarkerKind.STILLBIRTH, MarkerKind.DEATH_FORMAL, MarkerKind.DEATH_INFORMAL, MarkerKind.FAMILY_STOP),
        MarkerKind.PARENT_DIED,
        *(MarkerKind.PROTECTED_ADDRESS, MarkerKind.ADOPTION, MarkerKind.LOOKED_AFTER, MarkerKind.CONCEALED_BIRTH),
    }
)


class Care(NamedTuple):
    """Whose a hold is, and after how many days a person looks at it again: a hold that nobody looks at is a family forgotten."""

    owner: RoleKind
    review_days: int


_YEAR, _QUARTER, _MONTH, _FORTNIGHT, _AT_ONCE = 365, 90, 28, 14, 2
CARES: Final[dict[MarkerKind | ClearanceKind | Doubt, Care]] = {
    **dict.fromkeys(ClearanceKind, Care(_LEAD, _FORTNIGHT)),
    **dict.fromkeys(Doubt, Care(_LEAD, _FORTNIGHT)),
    ClearanceKind.SOCIAL_CARE: Care(_LEAD, _AT_ONCE),
    MarkerKind.STILLBIRTH: Care(_LEAD, _YEAR),
    MarkerKind.DEATH_FORMAL: Care(_LEAD, _YEAR),
    MarkerKind.DEATH_INFORMAL: Care(_LEAD, _QUARTER),
    MarkerKind.DEATH_REMOVED: Care(_LEAD, _FORTNIGHT),
    MarkerKind.FAMILY_STOP: Care(_LEAD, _AT_ONCE),
    MarkerKind.SUPPRESSED: Care(_LEAD, _AT_ONCE),
    MarkerKind.RESEMBLES_SUPPRESSED: Care(_LEAD, _AT_ONCE),
    MarkerKind.PROTECTED_ADDRESS: Care(_LEAD, _QUARTER),
    MarkerKind.ADOPTION: Care(_LEAD, _QUARTER),
    MarkerKind.LOOKED_AFTER: Care(_LEAD, _QUARTER),
    MarkerKind.CONCEALED_BIRTH: Care(_LEAD, _QUARTER),
    MarkerKind.PARENT_DIED: Care(_LEAD, _MONTH),
    MarkerKind.OBJECTION: Care(_IG, _YEAR),
    MarkerKind.INVALID_IDENTITY: Care(_LEAD, _FORTNIGHT),
    MarkerKind.LIVING_APART: Care(_LEAD, _MONTH),
    MarkerKind.UNSAFE_ADDRESS: Care(_LEAD, _MONTH),
    MarkerKind.MOVED_AWAY: Care(_LEAD, _FORTNIGHT),
    MarkerKind.PROFESSIONAL_ADVICE: Care(_LEAD, _MONTH),
    MarkerKind.SUPPLIER_HOLD: Care(_LEAD, _MONTH),
    MarkerKind.WITHDRAWN: Care(_LEAD, _QUARTER),
    MarkerKind.SIBLING: Care(_LEAD, _FORTNIGHT),
}
_BY_CODE: Final = {kind.value: care for kind, care in CARES.items()}


def care_for(reason: str) -> Care:
    """Whose a hold for this coded reason is; one that is not in the table is looked at at once."""
    return _BY_CODE.get(reason, Care(_LEAD, _AT_ONCE))


CLEARED: Final = Cleared()
ALONE: Final = Confinement()
_GRAVITY: Final = {kind: rank for rank, kind in enumerate(MarkerKind)}
_EVERY_CLEARANCE: Final = frozenset(ClearanceKind)


def said_last(statements: Iterable[tuple[MarkerKind, datetime]]) -> MarkerKind | None:
    """What was said last of a death, by the statements' own times and not by their arrival; of two at once the graver."""
    told = [(at, -_GRAVITY[kind], kind) for kind, at in statements if kind in DEATHS]
    return max(told)[2] if told else None


def screen(
    clearances: Set[ClearanceKind], markers: Sequence[Marker], siblings: Confinement, on: date
) -> Cleared | Withheld:
    """Whether safeguards allow contact on a day. Unknown means hold: nothing given is withheld.

    Markers come first, gravest first; then the confinement (a dead, stillborn or missing sibling holds the others for a
    person); then every clearance must be there.
    """
    if standing := [marker.kind for marker in markers if marker.stands(on)]:
        return Withheld(min(standing, key=_GRAVITY.__getitem__))
    if any(marker.kind in HOLDS_SIBLINGS and marker.stands(on) for marker in siblings.markers):
        return Withheld(MarkerKind.SIBLING, on_sibling=True)
    if siblings.known < siblings.declared and not siblings.accepted:
        return Withheld(Doubt.SIBLING_MISSING)
    if not siblings.settled:
        return Withheld(Doubt.SIBLING_UNSETTLED)
    if _EVERY_CLEARANCE <= clearances:
        return CLEARED
    return Withheld(next(kind for kind in ClearanceKind if kind not in clearances))
