"""What the pages of who is away and who covers say: each table complete."""

from typing import Final

from rightstart.cover.away import NotSaid
from rightstart.cover.rules import NoCover, Why

NOT_SAID: Final = {
    NotSaid.NOT_HERE: "Select somebody who works at your centre",
    NotSaid.PAST: "Enter today or a day to come",
    NotSaid.BACKWARDS: "Enter a day after the first day away",
    NotSaid.TOO_LONG: "Enter a day within a year. Say so again when it comes near",
    NotSaid.COVER_NOT_HERE: "Select somebody who works at your centre",
    NotSaid.COVERS_ONESELF: "Select somebody else: who is away cannot cover",
    NotSaid.ALREADY_AWAY: "Enter days on which they are not away already",
    NotSaid.UNKNOWN: "Select an absence that has not ended",
}
WHYS: Final = {
    Why.SAID: "",
    Why.SILENT: "Has families and was not at work here for {} days",
}
HINDERS: Final = {
    NoCover.NOT_NAMED: "Name a centre that covers it.",
    NoCover.ITSELF: "Select another centre: none covers itself.",
    NoCover.NOT_OURS: "Select a centre of your council.",
    NoCover.NOT_IN_FORCE: "No agreement is in force for one of the two. Put that right, or name another centre.",
    NoCover.NOT_TOGETHER: "The two stand in different agreements, so the one may not see the other’s families. "
    "Put both in one agreement, or name another centre.",
}
COVERING: Final = "Your centre covers {}"
WAS_COVERED: Final = "{} covered your centre from {} to {}. What was tried stands on each family’s page."
