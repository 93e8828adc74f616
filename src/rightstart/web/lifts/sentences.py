"""What the pages of lifting a marker say of coded reasons and answers."""

from typing import Final

from rightstart.safeguards.lift import NotLifted
from rightstart.safeguards.rules import LiftReason

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
NOT_LIFTED: Final = {
    NotLifted.UNKNOWN: "There is no such request. Somebody may have dealt with it",
    NotLifted.NOT_MARKED: "Nothing of this kind is marked, so there is nothing to lift",
    NotLifted.ALREADY_ASKED: "Somebody has already asked for this. It waits for a second person",
    NotLifted.NOT_ASKED: "This was confirmed before",
    NotLifted.SAME_PERSON: "You asked for this yourself. A second person must confirm it",
    NotLifted.WRONG_ROLE: "This marker is ended by somebody of another role",
    NotLifted.WRONG_REASON: "This reason cannot end such a marker",
    NotLifted.NOT_BY_HAND: "Somebody else says it too, so it was not put on by mistake alone",
}
