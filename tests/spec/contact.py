"""What may follow what at first contact, as tables: outcomes by channel, and attempts by where contact stands."""

from dataclasses import dataclass
from typing import Final

from rightstart.agreements.rules import FirstContact
from rightstart.contact.letters.rules import Answer, Noted, State
from rightstart.contact.rules import AttemptOutcome, Channel, Made, Objection, Stage, Trace

REPLIES: Final = frozenset(
    {
        AttemptOutcome.REACHED,
        AttemptOutcome.JOINED,
        AttemptOutcome.WILL_COME,
        AttemptOutcome.DECLINED,
        AttemptOutcome.ALREADY_KNOWN,
        AttemptOutcome.LANGUAGE,
    }
)
STOPS: Final = frozenset({AttemptOutcome.BEREAVEMENT, AttemptOutcome.DO_NOT_CONTACT, AttemptOutcome.MOVED})

# Besides replies and stops, which every channel can bring.
ELSEWHERE: Final = AttemptOutcome.NOT_AT_ADDRESS
ONLY_HERE: Final = {
    Channel.LETTER: frozenset({AttemptOutcome.SENT, AttemptOutcome.RETURNED_MAIL}),
    Channel.PHONE: frozenset({AttemptOutcome.NO_ANSWER, ELSEWHERE}),
    Channel.TEXT: frozenset({AttemptOutcome.SENT, ELSEWHERE}),
    Channel.EMAIL: frozenset({AttemptOutcome.SENT, AttemptOutcome.RETURNED_MAIL, ELSEWHERE}),
    Channel.VISIT: frozenset({AttemptOutcome.NO_ANSWER, ELSEWHERE}),
    Channel.AT_CENTRE: frozenset({ELSEWHERE}),
    Channel.HEALTH_VISITOR: frozenset({ELSEWHERE}),
}

LETTER: Final = Made(Channel.LETTER, AttemptOutcome.SENT)
BACK: Final = Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL)
CALL: Final = Made(Channel.PHONE, AttemptOutcome.NO_ANSWER)
TEXT: Final = Made(Channel.TEXT, AttemptOutcome.SENT)
MAIL: Final = Made(Channel.EMAIL, AttemptOutcome.SENT)
VISIT: Final = Made(Channel.VISIT, AttemptOutcome.NO_ANSWER)
REPLY: Final = Made(Channel.AT_CENTRE, AttemptOutcome.WILL_COME)
JOINED: Final = Made(Channel.AT_CENTRE, AttemptOutcome.JOINED)
BEREAVED: Final = Made(Channel.PHONE, AttemptOutcome.BEREAVEMENT)
BEREAVED_AT_THE_DOOR: Final = Made(Channel.VISIT, AttemptOutcome.BEREAVEMENT)


@dataclass(frozen=True, slots=True)
class StageRow:
    """Where contact stands after these attempts, and what may be recorded next; None where nothing hinders it.

    `waits`: the supplier's word is too old, or a person has still to say which centre's family it is. `trace`: what is
    known of the address since it was found to be wrong. `referred`: somebody asked the centre to see the family.
    `first`: how the agreement lets first contact be made.
    """

    stands: Stage
    after: tuple[Made, ...]
    letter: Objection | None
    call: Objection | None
    visit: Objection | None
    reply: Objection | None
    bereavement: Objection | None = None
    waits: bool = False
    trace: Trace | None = None
    referred: bool = False
    first: FirstContact = FirstContact.LETTER_FIRST


STAGES: Final = (
    StageRow(Stage.TO_DO, (), None, Objection.BEFORE_LETTER, Objection.VISIT_BEFORE_ANSWER, None),
    StageRow(Stage.TRIED, (LETTER, CALL), None, None, Objection.VISIT_BEFORE_ANSWER, None),
    *(
        StageRow(*row, None, first=first)
        for first, before, after in (
            (
                FirstContact.LETTER_THEN_VISIT,
                (None, Objection.BEFORE_LETTER, Objection.BEFORE_LETTER),
                (None, None, None),
            ),
            (
                FirstContact.ANY_BUT_VISIT,
                (None, None, Objection.VISIT_BEFORE_ANSWER),
                (None, None, Objection.VISIT_BEFORE_ANSWER),
            ),
            (FirstContact.ANY_CHANNEL, (None, None, None), (None, None, None)),
        )
        for row in ((Stage.TO_DO, (), *before), (Stage.TRIED, (LETTER, CALL), *after))
    ),
    StageRow(Stage.TO_DO, (), None, None, None, None, referred=True),
    StageRow(Stage.TRIED, (LETTER, CALL), None, None, None, None, referred=True),
    StageRow(Stage.REACHED, (LETTER, REPLY), None, None, None, None),
    StageRow(Stage.TO_DO, (), Objection.WAITS, Objection.WAITS, Objection.WAITS, None, waits=True),
    StageRow(Stage.TRIED, (LETTER,), Objection.WAITS, Objection.WAITS, Objection.WAITS, None, waits=True),
    StageRow(Stage.REACHED, (LETTER, REPLY), Objection.WAITS, Objection.WAITS, Objection.WAITS, None, waits=True),
    *(
        StageRow(
            *(Stage.TRIED, (LETTER, BACK), in_doubt, None, in_doubt or Objection.VISIT_BEFORE_ANSWER, None),
            trace=trace,
        )
        for trace, in_doubt in (
            (Trace.ASKED, Objection.ADDRESS_IN_DOUBT),
            (Trace.NOT_FOUND, Objection.ADDRESS_IN_DOUBT),
            (Trace.SAME_ADDRESS, None),
            (Trace.NEW_ADDRESS, None),
        )
    ),
    StageRow(
        Stage.CLOSED,
        (LETTER, BACK),
        Objection.ADDRESS_IN_DOUBT,
        None,
        Objection.ADDRESS_IN_DOUBT,
        None,
        trace=Trace.CLOSED,
    ),
    StageRow(Stage.CLOSED, (LETTER, JOINED), *[Objection.CLOSED] * 4),
    StageRow(Stage.STOPPED, (LETTER, BEREAVED), *[Objection.STOPPED] * 4),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the drawing: after these attempts this one is made, and contact stands elsewhere, or where it stood."""

    before: Stage
    after: tuple[Made, ...]
    made: Made
    then: Stage
    said: str


_STOPS: Final = "a death, a move or no contact wanted"
_CLOSES: Final = "joined, known or declined"
STEPS: Final = (
    Step(Stage.TO_DO, (), LETTER, Stage.TRIED, "sent, no answer, wrong address"),
    Step(Stage.TO_DO, (), REPLY, Stage.REACHED, "an answer"),
    Step(Stage.TO_DO, (), JOINED, Stage.CLOSED, _CLOSES),
    Step(Stage.TO_DO, (), BEREAVED, Stage.STOPPED, _STOPS),
    Step(Stage.TRIED, (LETTER,), CALL, Stage.TRIED, "tried again"),
    Step(Stage.TRIED, (LETTER,), REPLY, Stage.REACHED, "an answer"),
    Step(Stage.TRIED, (LETTER,), JOINED, Stage.CLOSED, _CLOSES),
    Step(Stage.TRIED, (LETTER,), BEREAVED, Stage.STOPPED, _STOPS),
    Step(Stage.REACHED, (LETTER, REPLY), VISIT, Stage.REACHED, "a visit, another word"),
    Step(Stage.REACHED, (LETTER, REPLY), JOINED, Stage.CLOSED, _CLOSES),
    Step(Stage.REACHED, (LETTER, REPLY), BEREAVED, Stage.STOPPED, _STOPS),
    Step(Stage.CLOSED, (LETTER, JOINED), BEREAVED, Stage.STOPPED, _STOPS),
    Step(Stage.STOPPED, (LETTER, BEREAVED), BEREAVED, Stage.STOPPED, _STOPS),
)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """Where a letter stands by what was noted of it, what a person may say of it then, and what is to be done."""

    stands: State
    noted: Noted
    answers: frozenset[Answer]
    to_do: str


_NOTHING: Final[frozenset[Answer]] = frozenset()
_ON_ITS_WAY: Final = frozenset({Answer.STOPPED, Answer.DELIVERED})
LETTERS: Final = (
    LetterRow(State.QUEUED, Noted(False, False, False), _NOTHING, "print it; the gate is asked then"),
    LetterRow(State.PRINTED, Noted(True, False, False), _NOTHING, "post it; the gate is asked then"),
    LetterRow(State.POSTED, Noted(True, True, False), _NOTHING, "nothing: it is the family's first contact"),
    LetterRow(State.DROPPED, Noted(False, False, True), _NOTHING, "nothing: it is on no paper"),
    LetterRow(
        State.TAKE_OUT, Noted(True, False, True), frozenset({Answer.TAKEN_OUT}), "take it out before the rest is posted"
    ),
    LetterRow(State.TAKEN_OUT, Noted(True, False, True, Answer.TAKEN_OUT), _NOTHING, "nothing"),
    LetterRow(
        State.STOP, Noted(True, True, True), _ON_ITS_WAY, "stop it on its way, or say that it could not be stopped"
    ),
    LetterRow(State.ENDED, Noted(True, True, True, Answer.STOPPED), _NOTHING, "nothing"),
    LetterRow(State.ENDED, Noted(True, True, True, Answer.DELIVERED), _NOTHING, "nothing: the safeguarding lead knows"),
)
