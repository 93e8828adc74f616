"""The words in which two births are compared: what each line is called, and what its two values are to each other."""

from enum import StrEnum
from typing import Final

from rightstart.births.rules import Answer, ReviewKind


class Likened(StrEnum):
    """What two values are to each other."""

    SAME = "same"
    DIFFERENT = "different"
    ONE_SAYS = "one-says"
    NEITHER_SAYS = "neither-says"
    NOT_COMPARED = "not-compared"


LIKENED: Final = {
    Likened.SAME: "The same",
    Likened.DIFFERENT: "Different",
    Likened.ONE_SAYS: "Only one says",
    Likened.NEITHER_SAYS: "Neither says",
    Likened.NOT_COMPARED: "Not compared",
}
# What can be answered, in the words of each question. Where joining is not on offer there is one answer only.
OFFERED: Final = {
    ReviewKind.SAME_BABY: {
        Answer.SAME: "Same: it is one baby",
        Answer.KEEP_BOTH: "Different: these are two babies, keep both",
    },
    ReviewKind.SAME_CONFINEMENT: {
        Answer.SAME: "Same: two babies of one confinement, one family and one letter",
        Answer.KEEP_BOTH: "Different: two families, keep both",
    },
    ReviewKind.IDENTITY_CONFLICT: {Answer.KEEP_BOTH: "Two identities: keep both, never linked"},
}
GIVEN: Final = {
    (ReviewKind.SAME_BABY, Answer.SAME): "Same: one baby",
    (ReviewKind.SAME_BABY, Answer.KEEP_BOTH): "Different: two babies",
    (ReviewKind.SAME_CONFINEMENT, Answer.SAME): "Same: one family",
    (ReviewKind.SAME_CONFINEMENT, Answer.KEEP_BOTH): "Different: two families",
    (ReviewKind.IDENTITY_CONFLICT, Answer.KEEP_BOTH): "Two identities, kept apart",
}
WHAT_FOLLOWS: Final = {
    ReviewKind.SAME_BABY: "Until you answer, the birth that came second is held, and with it whoever may be of its family. "
    "Where both bear one NHS number, both are held.",
    ReviewKind.SAME_CONFINEMENT: (
        "Until you answer, the birth that came second is held, so that one family does not get two letters."
    ),
    ReviewKind.IDENTITY_CONFLICT: (
        "The same record has come with two different NHS numbers. They are never shown side by side. "
        "Both births are held. Ask the supplier which number is right; it sends a correction."
    ),
}
