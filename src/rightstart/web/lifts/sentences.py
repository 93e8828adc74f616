"""What the pages of lifting a marker say of coded reasons and answers."""

from typing import Final

from rightstart.safeguards.lift import NotLifted
from rightstart.safeguards.rules import LiftReason, ParentKnownBy

LIFT_REASONS: Final = {
    LiftReason.SOURCE_CORRECTED: "Whoever said it has corrected it in writing",
    LiftReason.PARENT_WITHDREW: "The parent has withdrawn the objection, and I know who the parent is",
    LiftReason.SOCIAL_CARE_CLEARED: "Social care says that the family may be contacted",
    LiftReason.AUTHOR_WITHDREW: "The service that advised against contact has withdrawn its advice",
    LiftReason.ADDRESS_CONFIRMED: "The address was checked, and the family can be written to there",
    LiftReason.IDENTITY_SETTLED: "It is settled who this is",
    LiftReason.LIVES_HERE: "The family lives here, or lives here again",
    LiftReason.NOT_THIS_FAMILY: "The call was about another family",
    LiftReason.FAMILY_SEEN: "A professional who knows the family says that it may be contacted",
    LiftReason.ENTERED_IN_ERROR: "It was put on here by hand, by mistake",
}
KNOWN_BY: Final = {
    ParentKnownBy.PHOTO_AND_CERTIFICATE: "I saw a photo identity, and a birth certificate that names the parent",
    ParentKnownBy.PHOTO_AND_RED_BOOK: "I saw a photo identity, and the baby’s health record (the red book)",
    ParentKnownBy.VOUCHED_FOR: "A health visitor, midwife or social worker who knows the parent told me so",
    ParentKnownBy.COURT_ORDER: "I saw a photo identity, and a court order about parental responsibility",
}
NOT_LIFTED: Final = {
    NotLifted.UNKNOWN: "There is no such request. Somebody may have dealt with it",
    NotLifted.NOT_MARKED: "Nothing of this kind is marked, so there is nothing to lift",
    NotLifted.ALREADY_ASKED: "Somebody has already asked for this. It waits for a second person",
    NotLifted.NOT_ASKED: "This was confirmed before",
    NotLifted.SAME_PERSON: "You asked for this yourself. A second person must confirm it",
    NotLifted.WRONG_ROLE: "This marker is ended by somebody of another role",
    NotLifted.WRONG_REASON: "This reason cannot end such a marker",
    NotLifted.PARENT_NOT_KNOWN: "Say how you know that it is the parent",
    NotLifted.NOT_BY_HAND: "Somebody else says it too, so it was not put on by mistake alone",
}
