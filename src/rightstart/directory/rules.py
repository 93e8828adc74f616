"""May this person do this: every role with its verbs, in one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.terms import OrganisationId


class OrganisationKind(StrEnum):
    SUPPLIER = "supplier"
    COUNCIL = "council"
    CENTRE = "centre"
    MONITOR = "monitor"


class RoleKind(StrEnum):
    SUPPLIER_SENDER = "supplier-sender"
    DATA_STEWARD = "data-steward"
    IG_LEAD = "ig-lead"
    SAFEGUARDING_LEAD = "safeguarding-lead"
    SOCIAL_CARE = "social-care"
    DIRECTOR = "director"
    SIRO = "siro"
    SIGNING_DIRECTOR = "signing-director"
    CALDICOTT_GUARDIAN = "caldicott-guardian"
    DATA_PROTECTION_OFFICER = "data-protection-officer"
    CENTRE_WORKER = "centre-worker"
    CENTRE_MANAGER = "centre-manager"
    ADMINISTRATOR = "administrator"
    MONITOR_VIEWER = "monitor-viewer"


class Verb(StrEnum):
    SEND_FILE = "send-file"
    BRING_FILE = "bring-file"
    SEE_RECEIPTS = "see-receipts"
    SEE_QUARANTINE = "see-quarantine"
    MEND_QUARANTINE = "mend-quarantine"
    SETTLE_REVIEW = "settle-review"
    PLACE_BY_HAND = "place-by-hand"
    DRAW_AREAS = "draw-areas"
    EXPLAIN = "explain"
    SEE_WITHHELD = "see-withheld"
    KEEP_HOLD = "keep-hold"
    MARK = "mark"
    ASK_LIFT = "ask-lift"
    CONFIRM_LIFT = "confirm-lift"
    HAND_ON = "hand-on"
    ANSWER_SOCIAL_CARE = "answer-social-care"
    ASK_SOCIAL_CARE = "ask-social-care"
    STOP_EVERYTHING = "stop-everything"
    RESUME = "resume"
    ANSWER_TOLD_BACK = "answer-told-back"
    SEE_AGREEMENTS = "see-agreements"
    DRAFT_AGREEMENT = "draft-agreement"
    COMMENT_AGREEMENT = "comment-agreement"
    ADVISE_AGREEMENT = "advise-agreement"
    APPROVE_AGREEMENT = "approve-agreement"
    SIGN_AGREEMENT = "sign-agreement"
    REFUSE_SHARING = "refuse-sharing"
    SUSPEND_AGREEMENT = "suspend-agreement"
    SEE_WORKLIST = "see-worklist"
    RECORD_ATTEMPT = "record-attempt"
    ASSIGN_FAMILY = "assign-family"
    SAY_AWAY = "say-away"
    CONFIRM_DESTROYED = "confirm-destroyed"
    SEE_CALL_BACKS = "see-call-backs"
    SEE_LETTERS = "see-letters"
    SEND_LETTERS = "send-letters"
    KEEP_LISTINGS = "keep-listings"
    EXPORT_FAMILIES = "export-families"
    SEE_DOWNSTREAM = "see-downstream"
    KEEP_DOWNSTREAM = "keep-downstream"
    SEE_FIRST_DAY = "see-first-day"
    CHECK_WORKLISTS = "check-worklists"
    CHECK_PARENT = "check-parent"
    ANSWER_PARENT = "answer-parent"
    REVIEW_CORRECTION = "review-correction"
    SEE_INFORMING = "see-informing"
    SEE_BREACHES = "see-breaches"
    KEEP_BREACHES = "keep-breaches"
    SEE_REACH = "see-reach"
    KEEP_PEOPLE = "keep-people"
    REVIEW_ACCESS = "review-access"
    SEE_TEAM = "see-team"
    KEEP_TEAM = "keep-team"
    NAME_COVER = "name-cover"
    COVER_CENTRE = "cover-centre"
    TAKE_SHEET = "take-sheet"
    OPEN_ELSEWHERE = "open-elsewhere"
    SEE_ELSEWHERE = "see-elsewhere"
    SEE_SHARING = "see-sharing"
    SEE_LEDGER = "see-ledger"


_OF_A_SIGNATORY: Final = frozenset(
    {
        Verb.SEE_AGREEMENTS,
        Verb.COMMENT_AGREEMENT,
        Verb.SIGN_AGREEMENT,
        Verb.REFUSE_SHARING,
        Verb.SUSPEND_AGREEMENT,
        Verb.SEE_LEDGER,
    }
)
_OF_A_CENTRE: Final = frozenset(
    {Verb.SEE_WORKLIST, Verb.RECORD_ATTEMPT, Verb.ASSIGN_FAMILY, Verb.CONFIRM_DESTROYED}
    | {Verb.SEE_LETTERS, Verb.SEND_LETTERS, Verb.KEEP_LISTINGS, Verb.EXPORT_FAMILIES, Verb.OPEN_ELSEWHERE}
    | {Verb.SAY_AWAY, Verb.COVER_CENTRE, Verb.TAKE_SHEET, Verb.SEE_LEDGER}
)
# By which a party signs; whatever else a person may do, advice and approval are other people's.
SIGNS: Final = frozenset({RoleKind.DIRECTOR, RoleKind.SIRO, RoleKind.SIGNING_DIRECTOR})

# Who may see that a birth is withheld, and why, stands here and nowhere else: centres, suppliers and monitors never.
VERBS: Final[dict[RoleKind, frozenset[Verb]]] = {
    RoleKind.SUPPLIER_SENDER: frozenset(
        {
            Verb.SEND_FILE,
            Verb.SEE_RECEIPTS,
            Verb.SEE_QUARANTINE,
            Verb.MEND_QUARANTINE,
            Verb.ANSWER_TOLD_BACK,
            Verb.SEE_AGREEMENTS,
            Verb.COMMENT_AGREEMENT,
            Verb.REFUSE_SHARING,
            Verb.SUSPEND_AGREEMENT,
            Verb.SEE_LEDGER,
        }
    ),
    RoleKind.DATA_STEWARD: frozenset(
        {
            Verb.BRING_FILE,
            Verb.SEE_RECEIPTS,
            Verb.SEE_QUARANTINE,
            Verb.MEND_QUARANTINE,
            Verb.ANSWER_TOLD_BACK,
            Verb.SETTLE_REVIEW,
            Verb.PLACE_BY_HAND,
            Verb.DRAW_AREAS,
            Verb.EXPLAIN,
            Verb.MARK,
            Verb.STOP_EVERYTHING,
            Verb.ASK_LIFT,
            Verb.SEE_AGREEMENTS,
            Verb.SEE_CALL_BACKS,
            Verb.SEE_LETTERS,
            Verb.SEND_LETTERS,
            Verb.SEE_DOWNSTREAM,
            Verb.SEE_FIRST_DAY,
            Verb.CHECK_WORKLISTS,
            Verb.NAME_COVER,
            Verb.SEE_REACH,
            Verb.CHECK_PARENT,
            Verb.REVIEW_CORRECTION,
            Verb.SEE_LEDGER,
        }
    ),
    RoleKind.IG_LEAD: frozenset(
        {
            Verb.SEE_RECEIPTS,
            Verb.SEE_AGREEMENTS,
            Verb.DRAFT_AGREEMENT,
            Verb.COMMENT_AGREEMENT,
            Verb.REFUSE_SHARING,
            Verb.MARK,
            Verb.ASK_LIFT,
            Verb.CONFIRM_LIFT,
            Verb.KEEP_HOLD,
            Verb.KEEP_DOWNSTREAM,
            Verb.SEE_LETTERS,
            Verb.STOP_EVERYTHING,
            Verb.RESUME,
            Verb.SEE_FIRST_DAY,
            Verb.CHECK_PARENT,
            Verb.ANSWER_PARENT,
            Verb.SEE_INFORMING,
            Verb.SEE_BREACHES,
            Verb.KEEP_BREACHES,
            Verb.SEE_REACH,
            Verb.REVIEW_ACCESS,
            Verb.SEE_ELSEWHERE,
            Verb.SEE_LEDGER,
        }
    ),
    RoleKind.SAFEGUARDING_LEAD: frozenset(
        {
            Verb.EXPLAIN,
            Verb.SEE_WITHHELD,
            Verb.KEEP_HOLD,
            Verb.SEE_CALL_BACKS,
            Verb.SEE_LETTERS,
            Verb.SEE_DOWNSTREAM,
            Verb.SETTLE_REVIEW,
            Verb.MARK,
            Verb.ASK_LIFT,
            Verb.CONFIRM_LIFT,
            Verb.HAND_ON,
            Verb.ASK_SOCIAL_CARE,
            Verb.STOP_EVERYTHING,
            Verb.RESUME,
            Verb.CHECK_PARENT,
            Verb.ANSWER_PARENT,
            Verb.SEE_BREACHES,
            Verb.REVIEW_CORRECTION,
            Verb.SEE_LEDGER,
        }
    ),
    RoleKind.SOCIAL_CARE: frozenset({Verb.ANSWER_SOCIAL_CARE, Verb.MARK, Verb.SEE_LEDGER}),
    RoleKind.DIRECTOR: frozenset(
        {
            *_OF_A_SIGNATORY,
            Verb.DRAFT_AGREEMENT,
            Verb.STOP_EVERYTHING,
            Verb.SEE_FIRST_DAY,
            Verb.NAME_COVER,
            Verb.SEE_REACH,
        }
    ),
    RoleKind.SIRO: _OF_A_SIGNATORY | {Verb.REVIEW_ACCESS},
    RoleKind.SIGNING_DIRECTOR: _OF_A_SIGNATORY,
    RoleKind.CALDICOTT_GUARDIAN: frozenset(
        {Verb.SEE_AGREEMENTS, Verb.COMMENT_AGREEMENT, Verb.APPROVE_AGREEMENT, Verb.SUSPEND_AGREEMENT, Verb.SEE_LEDGER}
    ),
    RoleKind.DATA_PROTECTION_OFFICER: frozenset(
        {Verb.SEE_AGREEMENTS, Verb.COMMENT_AGREEMENT, Verb.ADVISE_AGREEMENT, Verb.SEE_LEDGER}
    ),
    RoleKind.CENTRE_WORKER: _OF_A_CENTRE,
    RoleKind.CENTRE_MANAGER: _OF_A_CENTRE | {Verb.SEE_TEAM, Verb.KEEP_TEAM},
    RoleKind.ADMINISTRATOR: frozenset({Verb.KEEP_PEOPLE, Verb.REVIEW_ACCESS, Verb.SEE_LEDGER}),
    RoleKind.MONITOR_VIEWER: frozenset({Verb.SEE_SHARING, Verb.SEE_LEDGER}),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A role at one organisation, from a day until a day not included (None: still)."""

    kind: RoleKind
    organisation: OrganisationId
    from_on: date
    until_on: date | None = None

    def stands(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


class Answer(StrEnum):
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


def may(roles: Iterable[Role], verb: Verb, at: OrganisationId, on: date) -> Answer:
    """Whether any role held at this organisation on this day carries the verb. No role, no right."""
    held = (role for role in roles if role.organisation == at and role.stands(on))
    return Answer.ALLOWED if any(verb in VERBS[role.kind] for role in held) else Answer.FORBIDDEN
