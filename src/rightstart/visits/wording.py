"""What a visit sheet says: the words of channels and outcomes as short as they fit beside a box to tick; each table complete."""

from typing import Final

from rightstart.contact.rules import AttemptOutcome, Channel, Interpreter
from rightstart.visits.rules import Step

CHANNELS: Final = {
    Channel.LETTER: "letter",
    Channel.PHONE: "telephone",
    Channel.TEXT: "text",
    Channel.EMAIL: "email",
    Channel.VISIT: "visit",
    Channel.AT_CENTRE: "at the centre",
    Channel.HEALTH_VISITOR: "through the health visitor",
}
OUTCOMES: Final = {
    AttemptOutcome.SENT: "sent, no reply",
    AttemptOutcome.REACHED: "reached",
    AttemptOutcome.JOINED: "registered",
    AttemptOutcome.WILL_COME: "will come",
    AttemptOutcome.DECLINED: "said no, thank you",
    AttemptOutcome.ALREADY_KNOWN: "known already",
    AttemptOutcome.NOT_AT_ADDRESS: "does not live there",
    AttemptOutcome.RETURNED_MAIL: "came back",
    AttemptOutcome.NO_ANSWER: "no answer",
    AttemptOutcome.MOVED: "moved away",
    AttemptOutcome.LANGUAGE: "needs another language",
    AttemptOutcome.BEREAVEMENT: "told of a death: ring us",
    AttemptOutcome.DO_NOT_CONTACT: "no contact: ring us",
}
STEPS: Final = {
    Step.VISIT: "May be visited or rung.",
    Step.CALL: "Do not visit yet. Ring only.",
}
INTERPRETERS: Final = {Interpreter.NEEDED: "interpreter needed", Interpreter.NOT_NEEDED: "no interpreter needed"}
TOLD: Final = "that their details would be shared with the centre"
MARKING: Final = "Sheet {reference}. Taken by {who}, {centre}, on {at}. Destroy it by {until}."
KEEP: Final = (
    "Keep this sheet on you. Show it to nobody.",
    "Whoever must not be contacted any more is called back: you are told at once. Strike the family out then.",
    "Enter what came of each visit, destroy the sheet, and say so on Visit sheets.",
)
