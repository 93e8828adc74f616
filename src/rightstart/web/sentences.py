"""Hides the words that several pages have for every code: one table for each enum, each of them complete."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.agreements import fields
from rightstart.agreements.rules import Missing, Wait
from rightstart.agreements.sign import NotChanged
from rightstart.agreements.states import State, SuspensionReason
from rightstart.allocation.redraw import NotPlaced
from rightstart.allocation.rules import UnplacedReason
from rightstart.births.reviews import NotSettled
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.intake import quarantine
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.door import NotReceived
from rightstart.ledger.prove import NoProof
from rightstart.release.rules import OutcomeKind
from rightstart.safeguards.rules import ClearanceKind, Doubt, MarkerKind

HELD: Final = "Held. Ask your safeguarding lead before anything is done."

ROLES: Final = {
    RoleKind.SUPPLIER_SENDER: "People who send files for a supplier",
    RoleKind.DATA_STEWARD: "Data stewards of a council",
    RoleKind.IG_LEAD: "Information governance leads of a council",
    RoleKind.SAFEGUARDING_LEAD: "Safeguarding leads of a council",
    RoleKind.SOCIAL_CARE: "Social care teams of a council",
    RoleKind.DIRECTOR: "Directors of a council",
    RoleKind.SIRO: "Senior information risk owners",
    RoleKind.SIGNING_DIRECTOR: "Directors who sign for a supplier or an operator",
    RoleKind.CALDICOTT_GUARDIAN: "Caldicott Guardians",
    RoleKind.DATA_PROTECTION_OFFICER: "Data protection officers",
    RoleKind.CENTRE_WORKER: "Workers of a centre",
    RoleKind.CENTRE_MANAGER: "Managers of a centre",
    RoleKind.ADMINISTRATOR: "Administrators of a council or a supplier",
    RoleKind.MONITOR_VIEWER: "National monitors",
}

# The same, as an office is rung.
OFFICES: Final = fields.OFFICES

ORGANISATIONS: Final = {
    OrganisationKind.SUPPLIER: "Supplier",
    OrganisationKind.COUNCIL: "Council",
    OrganisationKind.CENTRE: "Centre",
    OrganisationKind.MONITOR: "National monitor",
}

OUTCOMES: Final = {
    OutcomeKind.DISCLOSE: "Handed over",
    OutcomeKind.WITHHELD: "Withheld",
    OutcomeKind.NOT_YET: "Not yet",
    OutcomeKind.UNPLACED: "No centre found",
    OutcomeKind.REFUSED: "Not allowed",
}

MARKERS: Final = {
    MarkerKind.STILLBIRTH: "Stillbirth",
    MarkerKind.DEATH_FORMAL: "The baby has died (registered)",
    MarkerKind.DEATH_INFORMAL: "The baby has died (told, not yet registered)",
    MarkerKind.DEATH_REMOVED: "A death was recorded, and the source says that this was an error",
    MarkerKind.FAMILY_STOP: "A call may mean this family; a person confirms",
    MarkerKind.SUPPRESSED: "It agrees with a child whom nobody may contact, and whose record is gone",
    MarkerKind.PROTECTED_ADDRESS: "The address is protected",
    MarkerKind.ADOPTION: "Adoption",
    MarkerKind.LOOKED_AFTER: "Looked after by the council",
    MarkerKind.CONCEALED_BIRTH: "The birth is kept secret",
    MarkerKind.PARENT_DIED: "A parent has died",
    MarkerKind.OBJECTION: "The family objects to being contacted",
    MarkerKind.INVALID_IDENTITY: "Two records disagree about who this is",
    MarkerKind.LIVING_APART: "Parent and baby live apart",
    MarkerKind.UNSAFE_ADDRESS: "It is not safe to write to or visit this address",
    MarkerKind.MOVED_AWAY: "The family has moved away",
    MarkerKind.PROFESSIONAL_ADVICE: "A professional advises against contact",
    MarkerKind.SUPPLIER_HOLD: "The supplier says not to contact (no reason is given)",
    MarkerKind.RESEMBLES_SUPPRESSED: "It resembles a child whom nobody may contact, and whose record is gone",
    MarkerKind.WITHDRAWN: "The supplier has withdrawn the record",
    MarkerKind.SIBLING: "A brother or sister of the same birth is marked",
}

CLEARANCES: Final = {
    ClearanceKind.LIVE: "Nobody has said that it was a live birth",
    ClearanceKind.NOTHING_KNOWN: "The supplier has not said that nothing is known against contact",
    ClearanceKind.PARENTS_TOLD: "Nobody has said that the parents were told of this sharing",
    ClearanceKind.NO_OBJECTION: "Nobody has said that the parents did not object",
    ClearanceKind.ADDRESS_STANDS: "The address was for a time only, and that time is over",
    ClearanceKind.SOCIAL_CARE: "Social care has not said yet whether it knows of anything against contact",
    ClearanceKind.MATCH_SETTLED: "A question about who this is has not been settled",
}

DOUBTS: Final = {
    Doubt.SIBLING_MISSING: "More babies were declared for this birth than have come",
    Doubt.SIBLING_UNSETTLED: "A question about a twin or sibling has not been settled",
}

UNPLACED: Final = {
    UnplacedReason.NO_POSTCODE: "No postcode was given",
    UnplacedReason.PSEUDO_POSTCODE: "The postcode stands for no place in this area",
    UnplacedReason.UNKNOWN_POSTCODE: "The postcode is in none of the registers",
    UnplacedReason.OTHER_COUNCIL: "The home is in another council’s area",
    UnplacedReason.CROSS_BORDER: "The postcode crosses the border to another council",
    UnplacedReason.NO_REACH_AREA: "No centre’s reach area covers the home",
}

MISSING: Final = {
    Missing.REFUSAL_STANDS: "A party has decided not to share, though there is an agreement",
    Missing.SUSPENDED: "The agreement is suspended",
    Missing.NOT_BEGUN: "The agreement has not begun",
    Missing.NOT_SIGNED: "The agreement is not signed by everybody who must",
    Missing.REVIEW_OVERDUE: "The agreement’s review is overdue",
    Missing.INCOMPLETE: "The agreement leaves something out that it must say",
    Missing.ENDED: "The agreement has ended",
    Missing.NO_AGREEMENT: "There is no agreement",
}

WAITS: Final = {
    Wait.EARLIEST_DAY: "It is too early for first contact",
    Wait.STATUS_STALE: "The supplier’s last word on this birth is too old",
    Wait.STOPPED: "The council has stopped everything",
}

STATES: Final = {
    State.DRAFT: "Draft",
    State.PROPOSED: "Proposed, signed by nobody yet",
    State.PART_SIGNED: "Waits for signatures",
    State.NOT_BEGUN: "Signed, not begun",
    State.IN_FORCE: "In force",
    State.SUSPENDED: "Suspended",
    State.REVIEW_OVERDUE: "Review overdue",
    State.ENDED: "Ended",
    State.LAPSED: "Ran out",
}

SUSPENSIONS: Final = {
    SuspensionReason.BREACH: "Details of families went, or may have gone, where they should not",
    SuspensionReason.WRONG_DATA: "What came was wrong",
    SuspensionReason.TERMS_NOT_KEPT: "The other side does not keep what is agreed",
    SuspensionReason.GROUND_IN_DOUBT: "It is in doubt whether the law allows it",
    SuspensionReason.SYSTEM_CHANGE: "A system is being changed or mended",
    SuspensionReason.OTHER: "Another reason",
}

NOT_CHANGED: Final = {
    NotChanged.UNKNOWN: "There is no such agreement.",
    NotChanged.NOT_A_PARTY: "Your organisation is not one that signs this agreement.",
    NotChanged.INCOMPLETE: "It leaves out something that it must say. Have the next version drafted.",
    NotChanged.ALREADY_PROPOSED: "It has been proposed already.",
    NotChanged.NOTHING_SIGNED: "No version of it is signed, so there is nothing to suspend.",
    NotChanged.ALREADY_SUSPENDED: "Your organisation has suspended it already.",
    NotChanged.NOT_SUSPENDED: "Your organisation has not suspended it. Whoever suspended it resumes it.",
    NotChanged.ALREADY_ENDED: "It has ended already.",
    NotChanged.IN_THE_PAST: "It cannot be ended for a day that is over.",
}

INSTRUMENTS: Final = fields.INSTRUMENTS

ITEMS: Final = fields.ITEMS

ATTESTATIONS: Final = {one: fields.ATTESTED[one.value] for one in Attestation}

KINDS: Final = {
    Kind.BIRTHS: "Births newly known to us",
    Kind.STATUS: "Changes to births sent before (status file)",
    Kind.ARRIVALS: "Families with a child under five who have moved in",
}

NOT_RECEIVED: Final = {
    NotReceived.UNKNOWN_SUPPLIER: "Your organisation is not registered as a supplier. Ask the council’s data steward",
    NotReceived.UNKNOWN_COUNCIL: "This council is not registered here",
    NotReceived.WHICH_COUNCIL: "Select the council that the file is for",
    NotReceived.UNKNOWN_CONTRACT: "Your agreement names a version of the feed contract that is not known here",
    NotReceived.NIL_WITH_ROWS: "Send either a file or a nil return, not both",
    NotReceived.IN_THE_FUTURE: "The extract cannot have been drawn in the future",
    NotReceived.BROUGHT_BY_ANOTHER: "A council brings in files for itself alone",
}

# The kinds of question about a match and about a birth, by their codes.
REVIEWS: Final = {
    "same-baby": "Two records may be one baby",
    "identity-conflict": "One record has come with two identities",
    "same-confinement": "Two babies may be of one birth",
}
QUESTIONS: Final = {
    "ask": "It was handed over, and now no centre serves its home",
    "removed": "The source says that a death was recorded in error. Two people must lift it before anything is handed over",
    "corrected": "Its supplier’s last file says no more what held it. Two people must lift it before anything is handed over",
    "review": "A marker no longer stands. Two people must lift it before anything is handed over",
}

NOT_PLACED: Final = {
    NotPlaced.UNKNOWN_BIRTH: "Your council has no such birth",
    NotPlaced.UNKNOWN_CENTRE: "There is no such centre",
    NotPlaced.OTHER_COUNCIL: "Select a centre of your own council",
    NotPlaced.NO_REASON: "Say why",
}

NOT_SETTLED: Final = {
    NotSettled.UNKNOWN: "There is no such question. Somebody may have settled it",
    NotSettled.ALREADY: "Somebody has settled this already",
    NotSettled.NOT_ANSWERED: "Nobody has answered this, or the answer was taken back already",
    NotSettled.NEVER_TOGETHER: "Births with contradicting identities are never put together",
}

NOT_MENDED: Final = {
    quarantine.NotSettled.UNKNOWN: "There is no such row waiting. Somebody may have dealt with it",
    quarantine.NotSettled.ALREADY: "Somebody has dealt with this row already",
    quarantine.NotSettled.COLUMN_OUTSIDE: "The row has a column that the agreement does not list. Send it back",
    quarantine.NotSettled.UNREADABLE: "The row can no longer be opened: its key was destroyed in time",
}

NO_PROOF: Final = {
    NoProof.UNKNOWN: "The ledger has no such entry. Check the characters",
    NoProof.NOT_SEALED: "The act is written and waits for its place in the ledger. Try again in a few minutes",
    NoProof.NOT_PUBLISHED: "The act has its place and waits for the next signed checkpoint. Try again in a few minutes",
    NoProof.DAMAGED: "A published file of the ledger is missing or damaged. Tell whoever runs Right Start",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (
    *(
        ROLES,
        OFFICES,
        ORGANISATIONS,
        OUTCOMES,
        MARKERS,
        CLEARANCES,
        DOUBTS,
        UNPLACED,
        MISSING,
        WAITS,
        STATES,
        SUSPENSIONS,
        NOT_CHANGED,
        INSTRUMENTS,
        ITEMS,
    ),
    *(ATTESTATIONS, KINDS, NOT_RECEIVED, NOT_PLACED),
    *(NOT_SETTLED, NOT_MENDED, NO_PROOF),
)
