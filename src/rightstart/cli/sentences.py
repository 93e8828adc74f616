"""Hides the words in which the command line tells a person about every coded reason: one table, complete for each enum."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.agreements.rules import InstrumentKind, Missing, Wait
from rightstart.agreements.states import Flow, State
from rightstart.allocation.redraw import NotDrawn, NotPlaced
from rightstart.allocation.rules import UnplacedReason
from rightstart.directory.office_numbers import NotOffice
from rightstart.directory.people import NotEntered
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.place import Trouble
from rightstart.intake.door import NotReceived
from rightstart.intake.judging import Status
from rightstart.ledger.asking import Unanswered
from rightstart.ledger.findings import Kind as Wrong
from rightstart.ledger.prove import NoProof
from rightstart.ledger.publish import Why as Unpublishable
from rightstart.ledger.witnesses import NotNamed, NotTaken
from rightstart.places.boundaries import NotRead
from rightstart.release.rules import OutcomeKind
from rightstart.safeguards.lift import NotLifted
from rightstart.safeguards.rules import ClearanceKind, Doubt, MarkerKind
from rightstart.safeguards.social_care import NotAsking

OUTCOMES: Final = {
    OutcomeKind.DISCLOSE: "handed to its centre",
    OutcomeKind.WITHHELD: "withheld",
    OutcomeKind.NOT_YET: "not yet",
    OutcomeKind.UNPLACED: "without a centre",
    OutcomeKind.REFUSED: "refused for want of an agreement",
}

MARKERS: Final = {
    MarkerKind.STILLBIRTH: "It was a stillbirth.",
    MarkerKind.DEATH_FORMAL: "The baby has died (registered).",
    MarkerKind.DEATH_INFORMAL: "The baby has died (told, not yet registered).",
    MarkerKind.DEATH_REMOVED: "A death was recorded, and the source says that this was an error.",
    MarkerKind.FAMILY_STOP: "A call may mean this family; a person confirms.",
    MarkerKind.SUPPRESSED: "It agrees with a child whom nobody may contact.",
    MarkerKind.RESEMBLES_SUPPRESSED: "It resembles a child whom nobody may contact.",
    MarkerKind.PROTECTED_ADDRESS: "The address is protected.",
    MarkerKind.ADOPTION: "The baby is adopted or placed for adoption.",
    MarkerKind.LOOKED_AFTER: "The baby is looked after by the council.",
    MarkerKind.CONCEALED_BIRTH: "The birth is concealed from others in the family.",
    MarkerKind.PARENT_DIED: "A parent has died.",
    MarkerKind.OBJECTION: "The family objects to being contacted.",
    MarkerKind.INVALID_IDENTITY: "Two records contradict each other about who this is.",
    MarkerKind.LIVING_APART: "The baby does not live with the person to write to.",
    MarkerKind.UNSAFE_ADDRESS: "It is not safe to write to or visit the address.",
    MarkerKind.MOVED_AWAY: "The family has moved away.",
    MarkerKind.PROFESSIONAL_ADVICE: "A professional advises against contact.",
    MarkerKind.SUPPLIER_HOLD: "The supplier says not to contact, without a reason.",
    MarkerKind.WITHDRAWN: "The supplier has withdrawn the record.",
    MarkerKind.SIBLING: "Something is marked about another baby of the same confinement.",
}

CLEARANCES: Final = {
    ClearanceKind.LIVE: "Nobody has said that it was a live birth.",
    ClearanceKind.NOTHING_KNOWN: "The supplier has not said that nothing is known against contact.",
    ClearanceKind.PARENTS_TOLD: "Nobody has said that the parents were told of this sharing.",
    ClearanceKind.NO_OBJECTION: "Nobody has said that the parents do not object.",
    ClearanceKind.ADDRESS_STANDS: "The address was for a time only, and that time is over.",
    ClearanceKind.SOCIAL_CARE: "Social care has not said yet whether it knows of anything against contact.",
    ClearanceKind.MATCH_SETTLED: "A question about who this is waits for a person.",
}

DOUBTS: Final = {
    Doubt.SIBLING_MISSING: "More babies were declared for this confinement than have come.",
    Doubt.SIBLING_UNSETTLED: "A question about another baby of this confinement waits for a person.",
}

WAITS: Final = {
    Wait.EARLIEST_DAY: "It is too early for first contact.",
    Wait.STOPPED: "The council has stopped everything; two people resume.",
    Wait.STATUS_STALE: "The supplier's last word is older than the agreement allows; a fresh file or a nil ends the wait.",
}

UNPLACED: Final = {
    UnplacedReason.NO_POSTCODE: "No postcode was given.",
    UnplacedReason.PSEUDO_POSTCODE: "The postcode stands for no real place.",
    UnplacedReason.UNKNOWN_POSTCODE: "The postcode is in none of the registers.",
    UnplacedReason.OTHER_COUNCIL: "The home lies in another council's area.",
    UnplacedReason.CROSS_BORDER: "The postcode straddles the border: its small area is another council's.",
    UnplacedReason.NO_REACH_AREA: "No centre's reach area covers the home.",
}

FLOWS: Final = {
    Flow.CLOSED: "nothing may flow",
    Flow.NEVER: "nothing has ever come",
    Flow.OVERDUE: "overdue",
    Flow.FLOWING: "flowing",
}

MISSING: Final = {
    Missing.REFUSAL_STANDS: "A party has decided not to share, though there is an agreement.",
    Missing.SUSPENDED: "The agreement is suspended.",
    Missing.NOT_BEGUN: "The agreement has not begun.",
    Missing.NOT_SIGNED: "The agreement is not signed by all who must sign.",
    Missing.REVIEW_OVERDUE: "The agreement's review is overdue.",
    Missing.INCOMPLETE: "The agreement leaves out something that it must say.",
    Missing.ENDED: "The agreement has ended.",
    Missing.NO_AGREEMENT: "There is no agreement.",
}

INSTRUMENTS: Final = {
    InstrumentKind.DATA_SHARING: "data sharing agreement",
    InstrumentKind.ARRIVALS_SHARING: "agreement about arrivals",
    InstrumentKind.INTERNAL_INSTRUCTION: "internal instruction",
    InstrumentKind.PROCESSOR_CONTRACT: "processor contract",
    InstrumentKind.CONTROLLER_AGREEMENT: "controller-to-controller agreement",
}

STATES: Final = {
    State.DRAFT: "draft",
    State.PROPOSED: "proposed",
    State.PART_SIGNED: "signed by some",
    State.NOT_BEGUN: "signed, not begun",
    State.IN_FORCE: "in force",
    State.SUSPENDED: "suspended",
    State.REVIEW_OVERDUE: "review overdue",
    State.ENDED: "ended",
    State.LAPSED: "lapsed",
}

NOT_OUTLINED: Final = {
    NotRead.NO_GEOJSON: "This is no GeoJSON of areas. Save it anew as GeoJSON from where it came.",
    NotRead.NO_CODES: "No area in it has a code of a small area (like E01010875) among its properties.",
    NotRead.NOT_IN_DEGREES: "Its corners are not in degrees. Save it anew in WGS84 (longitude and latitude).",
}
NOT_DRAWN: Final = {
    NotDrawn.FOREIGN_CENTRE: "A centre in the map is not this council's own.",
    NotDrawn.UNKNOWN_KIND: "A map is drawn of postcodes and small areas only.",
}

NOT_PLACED: Final = {
    NotPlaced.UNKNOWN_BIRTH: "No council here has a birth with this reference.",
    NotPlaced.UNKNOWN_CENTRE: "There is no centre with this code. See `rightstart people list --organisations`.",
    NotPlaced.OTHER_COUNCIL: "This centre is another council's.",
    NotPlaced.NO_REASON: "A placing by hand needs its reason.",
}

NOT_ENTERED: Final = {
    NotEntered.UNKNOWN_COUNCIL: "There is no council with this code. Enter the council first.",
    NotEntered.COUNCIL_MISSING: "A centre needs its council: --council.",
    NotEntered.COUNCIL_NOT_TAKEN: "Only a centre has a council.",
    NotEntered.CODE_TAKEN: "This code stands for another kind of organisation, or a centre of another council.",
    NotEntered.UNKNOWN_PERSON: "Nobody with this e-mail address is entered. See `rightstart people add`.",
    NotEntered.UNKNOWN_ORGANISATION: "There is no organisation with this code. See `rightstart people list --organisations`.",
    NotEntered.NOT_HELD_THERE: "An organisation of this kind has no such role.",
    NotEntered.NOT_HELD: "They do not hold this role there.",
    NotEntered.OWN_ROLE: "Nobody gives a role to themselves.",
    NotEntered.LAST_ADMINISTRATOR: "They are the last administrator there. Give somebody else that role first.",
}

NOT_ASKING: Final = {
    NotAsking.NOBODY: "Nobody of the council's social care team can sign in yet. Give somebody that role first.",
    NotAsking.ALREADY: "The council asks its social care team already.",
    NotAsking.NOT_ASKING: "The council does not ask its social care team.",
}

NOT_OFFICE: Final = {
    NotOffice.NOT_A_NUMBER: "This is not a telephone number in the United Kingdom.",
    NotOffice.PRIVATE: "This is a mobile or personal number. Give the number of an office.",
}

NOT_LIFTED: Final = {
    NotLifted.UNKNOWN: "There is no such request.",
    NotLifted.NOT_MARKED: "Nothing of this kind is marked on this birth, so there is nothing to lift.",
    NotLifted.ALREADY_ASKED: "This was asked already and waits for a second person, who confirms it signed in, on a page.",
    NotLifted.NOT_ASKED: "This was confirmed before.",
    NotLifted.SAME_PERSON: "Whoever asked cannot also confirm: a second person must.",
    NotLifted.WRONG_ROLE: "This marker is not the data team's to lift: a lead asks for it, signed in, on a page.",
    NotLifted.WRONG_REASON: "This reason cannot end such a marker: see docs/rules/safeguards.md.",
    NotLifted.PARENT_NOT_KNOWN: "How the parent was known is said by a lead, signed in, on a page.",
    NotLifted.NOT_BY_HAND: "Somebody else says it too, so it was not put on by mistake alone.",
}

STATUSES: Final = {
    Status.ACCEPTED: "Accepted.",
    Status.HELD: "Held: nothing goes further until it is settled. Every stop in it has taken effect.",
    Status.REFUSED: "Refused. Every stop in it that could be read has taken effect.",
}

NOT_RECEIVED: Final = {
    NotReceived.UNKNOWN_SUPPLIER: "There is no supplier with this code. See `rightstart people list --organisations`.",
    NotReceived.UNKNOWN_COUNCIL: "There is no council with this code. See `rightstart people list --organisations`.",
    NotReceived.WHICH_COUNCIL: "The supplier does not have exactly one agreement: say for whom it is with --to.",
    NotReceived.UNKNOWN_CONTRACT: "The agreement names a version of the feed contract that is not known here. Have it mended.",
    NotReceived.NIL_WITH_ROWS: "A nil return cannot bring rows.",
    NotReceived.IN_THE_FUTURE: "The extract cannot have been drawn in the future: see --as-at.",
    NotReceived.BROUGHT_BY_ANOTHER: "A council brings in files for itself alone.",
}

ORGANISATIONS: Final = {
    OrganisationKind.SUPPLIER: "supplier",
    OrganisationKind.COUNCIL: "council",
    OrganisationKind.CENTRE: "centre",
    OrganisationKind.MONITOR: "national monitor",
}

ROLES: Final = {
    RoleKind.SUPPLIER_SENDER: "sends files for a supplier",
    RoleKind.DATA_STEWARD: "data steward",
    RoleKind.IG_LEAD: "information governance lead",
    RoleKind.SAFEGUARDING_LEAD: "safeguarding lead",
    RoleKind.SOCIAL_CARE: "social care team",
    RoleKind.DIRECTOR: "director",
    RoleKind.SIRO: "senior information risk owner",
    RoleKind.SIGNING_DIRECTOR: "director who signs for a supplier or an operator",
    RoleKind.CALDICOTT_GUARDIAN: "Caldicott Guardian",
    RoleKind.DATA_PROTECTION_OFFICER: "data protection officer",
    RoleKind.CENTRE_WORKER: "centre worker",
    RoleKind.CENTRE_MANAGER: "centre manager",
    RoleKind.ADMINISTRATOR: "administrator",
    RoleKind.MONITOR_VIEWER: "national monitor",
}

WRONG: Final = {
    Wrong.CHECKPOINT_MISSING: "There is no published checkpoint here.",
    Wrong.CHECKPOINT_UNREADABLE: "The checkpoint cannot be read.",
    Wrong.CHECKPOINT_NOT_SIGNED_BY_US: "The checkpoint is not signed by this log's key.",
    Wrong.HISTORY_REWRITTEN: "The log does not begin with what an earlier checkpoint signed.",
    Wrong.COSIGNATURE_FALSE: "A file that should hold a witness's cosignature does not.",
    Wrong.TOO_FEW_WITNESSES: "Fewer of the witnesses named have cosigned than are wanted.",
    Wrong.ROOT_DIFFERS: "The published entries do not give the root that was signed.",
    Wrong.BUNDLE_MISSING: "A file of entries is missing.",
    Wrong.BUNDLE_UNREADABLE: "A file of entries cannot be read.",
    Wrong.TILE_MISSING: "A tile is missing.",
    Wrong.TILE_DIFFERS: "A tile does not hold the hashes of the entries.",
    Wrong.PLACE_EMPTY: "A place below the last checkpoint is empty.",
    Wrong.LEAF_GONE: "A leaf that has its place is gone.",
    Wrong.LEAF_ALTERED: "A leaf kept here is not what its hash says.",
    Wrong.LEAF_UNREADABLE: "A leaf kept here cannot be read.",
    Wrong.ENTRY_UNSIGNED: "A leaf has a place above the last checkpoint.",
    Wrong.PUBLISHED_DIFFERS: "The leaf kept here is not the one published at its place.",
    Wrong.STORE_BEHIND: "More is published than is kept here.",
    Wrong.RECORD_ALTERED: "A record is no longer what its leaf commits to.",
    Wrong.RECORD_WITHOUT_LEAF: "A record names a leaf that the ledger does not have.",
    Wrong.RECORD_GONE: "A record is gone and no erasure shows that it should be.",
}

UNPUBLISHABLE: Final = {
    Unpublishable.FOREIGN: "The directory holds another log's checkpoint. Nothing is written over it.",
    Unpublishable.DAMAGED: "The published files are damaged. Empty the directory and publish again.",
    Unpublishable.ALTERED: "The rows kept here are no longer what was signed. Run `rightstart ledger verify --store`.",
}

NOT_NAMED: Final = {
    NotNamed.NOT_A_KEY: "This is not the public key of a witness (name+id+base64). Ask the witness for it again.",
    NotNamed.ALREADY: "A witness of this name or with this key stands already. See `rightstart ledger witness list`.",
    NotNamed.UNKNOWN: "There is no witness of this name. See `rightstart ledger witness list`.",
}

NOT_TAKEN: Final = {
    NotTaken.UNREADABLE: "This is not a cosigned checkpoint.",
    NotTaken.NOT_OURS: "This log has signed no such checkpoint.",
    NotTaken.NO_WITNESS: "No witness that is named here has cosigned it. See `rightstart ledger witness list`.",
}

UNANSWERED: Final = {
    Unanswered.UNREACHABLE: "no answer. It is asked again in a few minutes.",
    Unanswered.NOT_KNOWN: "it does not know this ledger. Give it the key from `rightstart ledger key`.",
    Unanswered.AHEAD: "ALARM: it has cosigned more than is published here, or something else. Was this ledger put back to an"
    " earlier day? Look for the acts that are missing before you go on.",
    Unanswered.INCONSISTENT: "ALARM: it finds that this ledger was rewritten. Run `rightstart ledger verify --store`.",
    Unanswered.FALSE: "what it answered is not its word. See that its key is the one named here.",
}

NOT_PROVED: Final = {
    NoProof.UNKNOWN: "The ledger has no such entry.",
    NoProof.NOT_SEALED: "The act waits for its place in the ledger. Run `rightstart ledger seal`.",
    NoProof.NOT_PUBLISHED: "Not published yet. Run `rightstart ledger publish`.",
    NoProof.DAMAGED: "A published file is missing or damaged. Run `rightstart ledger verify`.",
}

TROUBLES: Final = {trouble: trouble.value for trouble in Trouble}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (
    *(OUTCOMES, MARKERS, CLEARANCES, DOUBTS, WAITS, UNPLACED, MISSING, INSTRUMENTS),
    *(STATES, FLOWS, NOT_OUTLINED, NOT_DRAWN, NOT_PLACED, NOT_ENTERED, NOT_OFFICE),
    *(NOT_LIFTED, STATUSES, NOT_RECEIVED, ORGANISATIONS, ROLES, WRONG, UNPUBLISHABLE, TROUBLES),
    *(NOT_NAMED, NOT_TAKEN, UNANSWERED, NOT_PROVED),
)

_REASONS: Final[Mapping[OutcomeKind, tuple[Mapping[Any, str], ...]]] = {
    OutcomeKind.DISCLOSE: (),
    OutcomeKind.WITHHELD: (MARKERS, CLEARANCES, DOUBTS),
    OutcomeKind.NOT_YET: (WAITS,),
    OutcomeKind.UNPLACED: (UNPLACED,),
    OutcomeKind.REFUSED: (MISSING,),
}


def why(outcome: OutcomeKind, reason: str) -> str:
    """The sentence for a decision's coded reason; a disclosure has none."""
    coded = {str(member.value): words for table in _REASONS[outcome] for member, words in table.items()}
    return coded.get(reason, "")
