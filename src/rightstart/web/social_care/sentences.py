"""What the pages of social care's check say."""

from typing import Final

from rightstart.safeguards.social_care import Answer, NotAsking

ANSWERS: Final = {
    Answer.CLEAR: "Nothing against contact that we know of",
    Answer.ADOPTION: "Placed for adoption, or that is planned",
    Answer.LOOKED_AFTER: "Looked after, removed at birth, relinquished or in proceedings",
    Answer.OTHER: "Not to be contacted for another reason",
}
NOT_ASKING: Final = {
    NotAsking.NOBODY: "Nobody of your social care team can sign in yet: give somebody that role first",
    NotAsking.ALREADY: "Your social care team is asked already",
    NotAsking.NOT_ASKING: "Your social care team is not asked",
}
