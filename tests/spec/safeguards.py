"""Who must not be contacted, as a table: what each marker means, and what it does to the baby and to its siblings."""

from dataclasses import dataclass
from typing import Final

from rightstart.safeguards.fingerprints import Trait
from rightstart.safeguards.rules import ClearanceKind, Confinement, Doubt, MarkerKind

HELD, NOT_HELD = "held", "not held"


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """A marker, in the order of gravity; while it stands the baby is always withheld, its siblings as said here."""

    kind: MarkerKind
    means: str
    siblings: str


@dataclass(frozen=True, slots=True)
class ClearanceRow:
    kind: ClearanceKind
    means: str


@dataclass(frozen=True, slots=True)
class ConfinementRow:
    """The others of a confinement, all else being in order; `why` is None where the baby is cleared."""

    situation: str
    siblings: Confinement
    why: Doubt | None


MARKERS: Final = (
    MarkerRow(MarkerKind.STILLBIRTH, "the baby was stillborn; notifications contain stillbirths by law", HELD),
    MarkerRow(MarkerKind.DEATH_FORMAL, "the baby has died, and the death is registered", HELD),
    MarkerRow(MarkerKind.DEATH_INFORMAL, "somebody has said that the baby has died", HELD),
    MarkerRow(MarkerKind.DEATH_REMOVED, "a death was recorded, and its source says that this was an error", HELD),
    MarkerRow(
        MarkerKind.FAMILY_STOP, "a death or hold was telephoned that may mean this family; a person confirms", HELD
    ),
    MarkerRow(MarkerKind.SUPPRESSED, "a newcomer that agrees with a suppressed child whose record is gone", HELD),
    MarkerRow(MarkerKind.PROTECTED_ADDRESS, "the address is restricted: it is shown and stored nowhere", HELD),
    MarkerRow(MarkerKind.ADOPTION, "the baby is placed for adoption, or that is planned", HELD),
    MarkerRow(MarkerKind.LOOKED_AFTER, "looked after, removed at birth, relinquished or in proceedings", HELD),
    MarkerRow(MarkerKind.CONCEALED_BIRTH, "the household does not know of the birth", HELD),
    MarkerRow(MarkerKind.PARENT_DIED, "a parent has died or is gravely ill", HELD),
    MarkerRow(MarkerKind.OBJECTION, "the parent has objected or withdrawn consent", HELD),
    MarkerRow(MarkerKind.INVALID_IDENTITY, "the NHS number is invalid, superseded or confused", NOT_HELD),
    MarkerRow(MarkerKind.LIVING_APART, "mother and baby live apart, or the baby is still in hospital", HELD),
    MarkerRow(MarkerKind.UNSAFE_ADDRESS, "the address is incomplete, a refuge, a prison or a ward", HELD),
    MarkerRow(MarkerKind.MOVED_AWAY, "the family has moved out of the area", HELD),
    MarkerRow(MarkerKind.PROFESSIONAL_ADVICE, "a professional says that contact is inappropriate", HELD),
    MarkerRow(MarkerKind.SUPPLIER_HOLD, "the supplier says: do not contact", HELD),
    MarkerRow(MarkerKind.RESEMBLES_SUPPRESSED, "a newcomer that resembles one: a near miss, for a person", HELD),
    MarkerRow(MarkerKind.WITHDRAWN, "the supplier has taken the record back", NOT_HELD),
    MarkerRow(MarkerKind.SIBLING, "something is marked about another baby of the confinement", NOT_HELD),
)


@dataclass(frozen=True, slots=True)
class LiftRow:
    """How a marker ends: who may ask, who may confirm as the second person, and what can be the reason."""

    kind: MarkerKind
    asks: str
    confirms: str
    reasons: str


LEAD, IG, STEWARD = "safeguarding-lead", "ig-lead", "data-steward"
EITHER, TEAM = f"{IG} {LEAD}", f"{STEWARD} {LEAD}"
NEWCOMER = "not-this-family source-corrected social-care-cleared parent-withdrew"
LIFTS: Final = (
    LiftRow(MarkerKind.STILLBIRTH, EITHER, EITHER, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.DEATH_FORMAL, EITHER, EITHER, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.DEATH_INFORMAL, EITHER, EITHER, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.DEATH_REMOVED, EITHER, EITHER, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.FAMILY_STOP, LEAD, EITHER, "not-this-family source-corrected author-withdrew"),
    LiftRow(MarkerKind.SUPPRESSED, LEAD, EITHER, NEWCOMER),
    LiftRow(MarkerKind.PROTECTED_ADDRESS, LEAD, EITHER, "social-care-cleared entered-in-error"),
    LiftRow(MarkerKind.ADOPTION, LEAD, EITHER, "social-care-cleared entered-in-error"),
    LiftRow(MarkerKind.LOOKED_AFTER, LEAD, EITHER, "social-care-cleared entered-in-error"),
    LiftRow(MarkerKind.CONCEALED_BIRTH, LEAD, EITHER, "social-care-cleared entered-in-error"),
    LiftRow(MarkerKind.PARENT_DIED, TEAM, LEAD, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.OBJECTION, IG, LEAD, "parent-withdrew entered-in-error"),
    LiftRow(MarkerKind.INVALID_IDENTITY, TEAM, EITHER, "identity-settled entered-in-error"),
    LiftRow(MarkerKind.LIVING_APART, TEAM, LEAD, "address-confirmed source-corrected entered-in-error"),
    LiftRow(MarkerKind.UNSAFE_ADDRESS, TEAM, LEAD, "address-confirmed source-corrected entered-in-error"),
    LiftRow(MarkerKind.MOVED_AWAY, TEAM, EITHER, "lives-here entered-in-error"),
    LiftRow(MarkerKind.PROFESSIONAL_ADVICE, TEAM, LEAD, "author-withdrew entered-in-error"),
    LiftRow(MarkerKind.SUPPLIER_HOLD, TEAM, EITHER, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.RESEMBLES_SUPPRESSED, LEAD, EITHER, NEWCOMER),
    LiftRow(MarkerKind.WITHDRAWN, TEAM, EITHER, "source-corrected entered-in-error"),
    LiftRow(MarkerKind.SIBLING, TEAM, LEAD, "family-seen"),
)

# By whom each hold is looked at again, and after how many days.
CARES: Final = {
    "2 days": {LEAD: "family-stop suppressed resembles-suppressed social-care"},
    "14 days": {
        LEAD: "death-removed invalid-identity moved-away sibling sibling-missing sibling-unsettled live nothing-known parents-told "
        "no-objection match-settled address-stands"
    },
    "28 days": {LEAD: "parent-died living-apart unsafe-address professional-advice supplier-hold"},
    "90 days": {LEAD: "death-informal protected-address adoption looked-after concealed-birth withdrawn"},
    "365 days": {LEAD: "stillbirth death-formal", IG: "objection"},
}

# What is kept of a suppressed child: for how many years from its birth, and what a newcomer that agrees with it is held for.
KEPT: Final = (
    (Trait.NAMES_AND_DAY, "6 years", "suppressed"),
    (Trait.SURNAME_DAY_AND_HOME, "6 years", "suppressed"),
    (Trait.SURNAME_AND_DAY, "2 years", "resembles-suppressed"),
    (Trait.DAY_AND_HOME, "2 years", "resembles-suppressed"),
    (Trait.PARENT_AND_DAY, "2 years", "resembles-suppressed"),
)
SUPPRESSING: Final = (
    "stillbirth death-formal death-informal protected-address adoption looked-after concealed-birth parent-died objection "
    "professional-advice"
)

CLEARANCES: Final = (
    ClearanceRow(ClearanceKind.LIVE, "the supplier says that the baby was born alive"),
    ClearanceRow(ClearanceKind.NOTHING_KNOWN, "the supplier says that nothing is known against contact"),
    ClearanceRow(ClearanceKind.PARENTS_TOLD, "a parent was told of this sharing as the agreement says"),
    ClearanceRow(ClearanceKind.NO_OBJECTION, "no parent has objected"),
    ClearanceRow(ClearanceKind.MATCH_SETTLED, "it is settled which baby the notices speak of"),
    ClearanceRow(ClearanceKind.ADDRESS_STANDS, "the address given, if only for a time, has not run out"),
    ClearanceRow(
        ClearanceKind.SOCIAL_CARE, "where the council asks its social care team: they know of nothing against contact"
    ),
)

CONFINEMENTS: Final = (
    ConfinementRow("an only baby", Confinement(), None),
    ConfinementRow("twins, both known, nothing marked", Confinement(2, 2), None),
    ConfinementRow("twins declared, one of them not heard of", Confinement(2, 1), Doubt.SIBLING_MISSING),
    ConfinementRow(
        "twins declared, one not heard of, and two people let the other go on", Confinement(2, 1, accepted=True), None
    ),
    ConfinementRow("triplets declared, one of them not heard of", Confinement(3, 2), Doubt.SIBLING_MISSING),
    ConfinementRow("more babies known than were declared", Confinement(1, 2), None),
    ConfinementRow("twins, a question open about the other", Confinement(2, 2, (), False), Doubt.SIBLING_UNSETTLED),
)

# Contact that a person seeks all the same goes through the health visitor alone.
THROUGH_HEALTH_VISITOR: Final = "protected-address parent-died"
