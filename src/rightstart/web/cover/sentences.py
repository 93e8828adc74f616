"""What the pages of who is away and who covers say: each table complete."""

from typing import Final

from rightstart.cover.away import NotSaid
from rightstart.cover.rules import Why

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
