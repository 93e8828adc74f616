"""What the command line says of first contact and of call-backs: one table for each enum, each of them complete."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.contact.rules import AttemptOutcome, Channel, Stage
from rightstart.handover.rules import Chase

STAGES: Final = {
    Stage.TO_DO: "to do",
    Stage.TRIED: "tried",
    Stage.REACHED: "reached",
    Stage.CLOSED: "closed",
    Stage.STOPPED: "stopped",
}

CHANNELS: Final = {
    Channel.LETTER: "letter",
    Channel.PHONE: "telephone",
    Channel.TEXT: "text message",
    Channel.EMAIL: "e-mail",
    Channel.VISIT: "visit",
    Channel.AT_CENTRE: "at the centre",
    Channel.HEALTH_VISITOR: "by the health visitor",
}

ATTEMPTS: Final = {
    AttemptOutcome.SENT: "sent",
    AttemptOutcome.REACHED: "reached",
    AttemptOutcome.JOINED: "joined",
    AttemptOutcome.WILL_COME: "will come",
    AttemptOutcome.DECLINED: "declined",
    AttemptOutcome.ALREADY_KNOWN: "already known",
    AttemptOutcome.NOT_AT_ADDRESS: "not at the address",
    AttemptOutcome.RETURNED_MAIL: "came back",
    AttemptOutcome.NO_ANSWER: "no answer",
    AttemptOutcome.MOVED: "moved away",
    AttemptOutcome.LANGUAGE: "another language needed",
    AttemptOutcome.BEREAVEMENT: "told of a death",
    AttemptOutcome.DO_NOT_CONTACT: "asked not to be contacted",
}

CHASES: Final = {
    Chase.ASKED: "asked",
    Chase.REMIND: "remind",
    Chase.ESCALATE: "overdue: the council is told",
    Chase.RING: "urgent: today",
    Chase.IG_LEAD: "overdue: the council's IG lead is told",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (STAGES, CHANNELS, ATTEMPTS, CHASES)
