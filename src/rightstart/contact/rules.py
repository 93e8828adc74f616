"""First contact: by which channel, with which outcome, what may follow what, and what of a change staff are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.agreements.rules import FirstContact
from rightstart.release.rules import Then


class Channel(StrEnum):
    LETTER = "letter"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    VISIT = "visit"
    AT_CENTRE = "at-centre"
    HEALTH_VISITOR = "health-visitor"


class AttemptOutcome(StrEnum):
    SENT = "sent"
    REACHED = "reached"
    JOINED = "joined"
    WILL_COME = "will-come"
    DECLINED = "declined"
    ALREADY_KNOWN = "already-known"
    NOT_AT_ADDRESS = "not-at-address"
    RETURNED_MAIL = "returned-mail"
    NO_ANSWER = "no-answer"
    MOVED = "moved"
    LANGUAGE = "language"
    BEREAVEMENT = "bereavement-disclosed"
    DO_NOT_CONTACT = "do-not-contact"


CLOSING: Final = frozenset({AttemptOutcome.JOINED, AttemptOutcome.DECLINED, AttemptOutcome.ALREADY_KNOWN})
STOPPING: Final = frozenset({AttemptOutcome.BEREAVEMENT, AttemptOutcome.DO_NOT_CONTACT, AttemptOutcome.MOVED})
ANSWERED: Final = frozenset({AttemptOutcome.REACHED, AttemptOutcome.WILL_COME, AttemptOutcome.LANGUAGE}) | CLOSING
# What a centre does by itself, without a word from the family.
OUTGOING: Final = frozenset({AttemptOutcome.SENT, AttemptOutcome.NO_ANSWER})
_ELSEWHERE: Final = frozenset({AttemptOutcome.NOT_AT_ADDRESS})  # somebody says so: at the door, on the telephone

# What can come of a channel: a letter is sent or comes back, nobody joins by not answering a door.
POSSIBLE: Final = {
    Channel.LETTER: frozenset({AttemptOutcome.SENT, AttemptOutcome.RETURNED_MAIL}) | ANSWERED | STOPPING,
    Channel.TEXT: frozenset({AttemptOutcome.SENT}) | _ELSEWHERE | ANSWERED | STOPPING,
    Channel.EMAIL: frozenset({AttemptOutcome.SENT, AttemptOutcome.RETURNED_MAIL}) | _ELSEWHERE | ANSWERED | STOPPING,
    Channel.PHONE: frozenset({AttemptOutcome.NO_ANSWER}) | _ELSEWHERE | ANSWERED | STOPPING,
    Channel.VISIT: frozenset({AttemptOutcome.NO_ANSWER}) | _ELSEWHERE | ANSWERED | STOPPING,
    Channel.AT_CENTRE: _ELSEWHERE | ANSWERED | STOPPING,
    Channel.HEALTH_VISITOR: _ELSEWHERE | ANSWERED | STOPPING,
}


@dataclass(frozen=True, slots=True)
class Made:
    """An attempt as far as the rules look at it."""

    channel: Channel
    outcome: AttemptOutcome

    @property
    def goes_out(self) -> bool:
        """The centre did it by itself: it wrote, rang or stood at a door, and no word from the family came of it."""
        at_the_door = self.channel is Channel.VISIT and self.outcome is AttemptOutcome.NOT_AT_ADDRESS
        return self.outcome in OUTGOING or at_the_door

    @property
    def doubts_home(self) -> bool:
        """By it the family does not live where it was said to."""
        return self == RETURNED or self.outcome is AttemptOutcome.NOT_AT_ADDRESS


SENT: Final = Made(Channel.LETTER, AttemptOutcome.SENT)
RETURNED: Final = Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL)


class Interpreter(StrEnum):
    NEEDED = "needed"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is known of how a family speaks: a language tag, and whether it needs an interpreter."""

    language: str | None = None
    interpreter: Interpreter | None = None


class Referrer(StrEnum):
    """Who asked a centre to see a family: a professional who knows it, or the family itself."""

    HEALTH_VISITOR = "health-visitor"
    MIDWIFE = "midwife"
    DOCTOR = "doctor"
    SOCIAL_WORKER = "social-worker"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Referral:
    by_whom: Referrer
    on: date


class Trace(StrEnum):
    """What is known of a family's address since it was found to be wrong; a later letter that comes back asks anew."""

    ASKED = "asked"
    SAME_ADDRESS = "same-address"
    NEW_ADDRESS = "new-address"
    NOT_FOUND = "not-found"
    MOVED_AWAY = "moved-away"
    CLOSED = "closed"


ANSWERS: Final = frozenset({Trace.SAME_ADDRESS, Trace.NOT_FOUND})  # a person's; a new address comes with a notice
DOUBTED: Final = frozenset({Trace.ASKED, Trace.NOT_FOUND, Trace.CLOSED})  # nobody writes or goes to an address in doubt
RIGHTED: Final = frozenset({Trace.SAME_ADDRESS, Trace.NEW_ADDRESS})  # where it may be written again
_TO_A_HOME: Final = frozenset({Channel.LETTER, Channel.VISIT})
# A visit has a rule of its own; who comes to the centre came by themselves, and a health visitor is expected.
_AFTER_A_LETTER: Final = frozenset({Channel.PHONE, Channel.TEXT, Channel.EMAIL, Channel.VISIT})


class Stage(StrEnum):
    """Where first contact with a family stands: derived from its attempts, never stored."""

    TO_DO = "to-do"
    TRIED = "tried"
    REACHED = "reached"
    CLOSED = "closed"
    STOPPED = "stopped"


class Objection(StrEnum):
    """Why an attempt cannot be recorded."""

    CLOSED = "closed"
    STOPPED = "stopped"
    IMPOSSIBLE_OUTCOME = "impossible-outcome"
    VISIT_BEFORE_ANSWER = "visit-before-answer"
    BEFORE_LETTER = "before-letter"
    WAITS = "waits"
    ADDRESS_IN_DOUBT = "address-in-doubt"


@dataclass(frozen=True, slots=True)
class Allowed:
    pass


@dataclass(frozen=True, slots=True)
class NotAllowed:
    why: Objection


def stage(attempts: Sequence[Made], trace: Trace | None = None) -> Stage:
    """Where contact stands after attempts in order of time; a family whose address nobody knows can be given up."""
    outcomes = {attempt.outcome for attempt in attempts}
    for outcomes_of, reached in ((STOPPING, Stage.STOPPED), (CLOSING, Stage.CLOSED), (ANSWERED, Stage.REACHED)):
        if outcomes & outcomes_of:
            return reached
    if trace is Trace.CLOSED:
        return Stage.CLOSED
    return Stage.TRIED if attempts else Stage.TO_DO


def may_follow(
    attempts: Sequence[Made],
    new: Made,
    *,
    first: FirstContact = FirstContact.LETTER_FIRST,
    waits: bool = False,
    heard: bool = False,
    trace: Trace | None = None,
    referred: bool = False,
) -> Allowed | NotAllowed:
    """Whether an attempt may be recorded after these. `first`: how the agreement lets first contact be made.

    What stops contact (a bereavement, "do not contact", a move) is always recorded, whatever went before. While a
    family `waits` nobody goes out to it, but what is heard of it, or a letter that comes back, is taken all the same. Nobody
    writes or goes to an address found to be wrong until it is traced; who was given up may still be heard. `heard`: nobody
    tried to reach the family; it, or somebody else, said so by itself. A visit is always the centre's own going out.
    """
    now = stage(attempts)
    expected = now is Stage.REACHED or referred
    stops = new.outcome in STOPPING
    unheralded = not (stops or expected or _written(attempts)) and new.channel in _AFTER_A_LETTER
    unbidden = not (stops or expected) and new.channel is Channel.VISIT
    by_itself = (waits or heard) and not new.goes_out and new.channel is not Channel.VISIT
    checks = (
        (new.outcome not in POSSIBLE[new.channel], Objection.IMPOSSIBLE_OUTCOME),
        (waits and new.goes_out, Objection.WAITS),
        (trace in DOUBTED and new.goes_out and new.channel in _TO_A_HOME, Objection.ADDRESS_IN_DOUBT),
        (not stops and now is Stage.STOPPED, Objection.STOPPED),
        (not stops and now is Stage.CLOSED, Objection.CLOSED),
        (unbidden and first.visit_waits, Objection.VISIT_BEFORE_ANSWER),
        (unheralded and first.after_a_letter and not by_itself, Objection.BEFORE_LETTER),
    )
    return next((NotAllowed(why) for hinders, why in checks if hinders), Allowed())


def _written(attempts: Sequence[Made]) -> bool:
    """A letter was sent: also one that came back was."""
    return any(attempt.channel is Channel.LETTER for attempt in attempts)


def shut(
    attempts: Sequence[Made], *, first: FirstContact, trace: Trace | None = None, referred: bool = False
) -> dict[Channel, Objection]:
    """The channels by which the centre may try nothing now, each with why; of a family that is closed or stopped, all."""
    found: dict[Channel, Objection] = {}
    for channel in Channel:
        tries = [Made(channel, one) for one in sorted(POSSIBLE[channel] - STOPPING)]
        answers = [may_follow(attempts, one, first=first, trace=trace, referred=referred) for one in tries]
        why = [one.why for one in answers if isinstance(one, NotAllowed)]
        if len(why) == len(answers):
            found[channel] = why[0]
    return found


def takes_letter(attempts: Sequence[Made], trace: Trace | None = None) -> bool:
    """Whether a letter is what comes next: the first one, or one more where it came back and the right address is known since."""
    again = bool(attempts) and attempts[-1].doubts_home and trace in RIGHTED and stage(attempts) is Stage.TRIED
    return (not attempts or again) and may_follow(attempts, SENT, trace=trace) == Allowed()


class Change(StrEnum):
    """What has happened to a family that somebody has dealt with, as far as they are told: what to do now, never why."""

    CALLED_BACK = "called-back"
    NARROWED = "narrowed"
    CAME_BACK = "came-back"
    NEW_ADDRESS = "new-address"
    TRIED_BEFORE = "tried-before"


# What the people of a centre are told of what is taken from it: a move to another centre looks like any other call-back.
TAKEN: Final = {
    Then.CALL_BACK: Change.CALLED_BACK,
    Then.MOVE: Change.CALLED_BACK,
    Then.END: Change.CALLED_BACK,
    Then.NARROW: Change.NARROWED,
}
GIVEN_BACK: Final = frozenset({Then.SUPERSEDE, Then.MOVE})  # to whom it is disclosed now, once it was taken from there
TOLD_HIGHER_UP: Final = frozenset({Then.CALL_BACK})  # who moves or whose agreement ends comes to no harm by a letter
CLEARED_KEPT_DAYS: Final = 365
