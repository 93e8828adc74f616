"""Truths about first contact."""

from hypothesis import given
from hypothesis import strategies as st

from rightstart.agreements.rules import FirstContact
from rightstart.contact.rules import (
    ANSWERED,
    CLOSING,
    POSSIBLE,
    RIGHTED,
    STOPPING,
    TAKEN,
    Allowed,
    AttemptOutcome,
    Channel,
    Made,
    NotAllowed,
    Objection,
    Stage,
    Trace,
    may_follow,
    shut,
    stage,
    takes_letter,
)
from rightstart.release.rules import CALLS_BACK, Then
from tests.rules.strategies import attempts

LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)
VISIT = Made(Channel.VISIT, AttemptOutcome.NO_ANSWER)
CALL = Made(Channel.PHONE, AttemptOutcome.NO_ANSWER)
any_made = st.builds(Made, st.sampled_from(Channel), st.sampled_from(AttemptOutcome))


def test_nothing_done_is_to_do_and_a_letter_sent_is_a_try() -> None:
    assert stage([]) is Stage.TO_DO
    assert stage([LETTER]) is Stage.TRIED


@given(attempts, st.data())
def test_where_contact_stands_does_not_depend_on_the_order_of_attempts(made: list[Made], data: st.DataObject) -> None:
    assert stage(data.draw(st.permutations(made))) is stage(made)


@given(attempts, st.sampled_from(Channel), st.sampled_from(sorted(STOPPING)))
def test_a_bereavement_or_a_do_not_contact_is_always_recorded_and_stops_everything(
    made: list[Made], channel: Channel, outcome: AttemptOutcome
) -> None:
    stop = Made(channel, outcome)
    assert may_follow(made, stop) == Allowed()
    assert stage([*made, stop]) is Stage.STOPPED


@given(attempts, st.sampled_from(sorted(STOPPING)), attempts)
def test_nothing_recorded_later_makes_a_stopped_family_contactable(
    before: list[Made], outcome: AttemptOutcome, after: list[Made]
) -> None:
    made = [*before, Made(Channel.PHONE, outcome), *after]
    assert stage(made) is Stage.STOPPED
    assert may_follow(made, LETTER) == NotAllowed(Objection.STOPPED)


@given(attempts)
def test_a_closed_family_is_not_contacted_again(made: list[Made]) -> None:
    joined = [*made, Made(Channel.PHONE, AttemptOutcome.JOINED)]
    answer = may_follow(joined, LETTER)
    assert answer in {NotAllowed(Objection.CLOSED), NotAllowed(Objection.STOPPED)}


@given(attempts, st.sampled_from([None, *Trace]))
def test_a_letter_comes_next_first_or_after_one_that_came_back_and_only_where_it_may_be_recorded(
    made: list[Made], trace: Trace | None
) -> None:
    if takes_letter(made, trace):
        assert may_follow(made, LETTER, trace=trace) == Allowed()
        assert stage(made, trace) in {Stage.TO_DO, Stage.TRIED}
        assert not made or (made[-1].doubts_home and trace in RIGHTED)
    assert not takes_letter([*made, LETTER], trace)


def test_nobody_is_visited_before_they_have_answered() -> None:
    assert may_follow([], VISIT) == NotAllowed(Objection.VISIT_BEFORE_ANSWER)
    assert may_follow([LETTER], VISIT) == NotAllowed(Objection.VISIT_BEFORE_ANSWER)
    assert may_follow([LETTER], VISIT, first=FirstContact.LETTER_THEN_VISIT) == Allowed()
    assert may_follow([LETTER, Made(Channel.PHONE, AttemptOutcome.WILL_COME)], VISIT) == Allowed()


@given(attempts)
def test_a_referral_opens_what_waits_for_a_letter_or_a_reply_and_nothing_else(made: list[Made]) -> None:
    waits = {NotAllowed(Objection.VISIT_BEFORE_ANSWER), NotAllowed(Objection.BEFORE_LETTER)}
    for new in (LETTER, VISIT, CALL):
        before, after = may_follow(made, new), may_follow(made, new, referred=True)
        assert after == before or (before in waits and after == Allowed())


@given(attempts, any_made)
def test_without_a_letter_a_reply_or_a_referral_a_centre_does_nothing_but_write(made: list[Made], new: Made) -> None:
    silent = [one for one in made if one.channel is not Channel.LETTER and one.outcome not in ANSWERED]
    if may_follow(silent, new) == Allowed():
        assert new.channel in {Channel.LETTER, Channel.AT_CENTRE, Channel.HEALTH_VISITOR} or new.outcome in STOPPING
    assert not {Channel.LETTER, Channel.AT_CENTRE, Channel.HEALTH_VISITOR} & set(
        shut([], first=FirstContact.LETTER_FIRST)
    )


@given(attempts, any_made, st.booleans(), st.booleans())
def test_an_agreement_that_says_more_allows_whatever_a_letter_first_does(
    made: list[Made], new: Made, referred: bool, heard: bool
) -> None:
    told = {"referred": referred, "heard": heard}
    allowed = {first for first in FirstContact if may_follow(made, new, first=first, **told) == Allowed()}
    assert FirstContact.LETTER_FIRST not in allowed or allowed == set(FirstContact)
    assert not allowed or FirstContact.ANY_CHANNEL in allowed
    assert may_follow(made, new, **told) == may_follow(made, new, first=FirstContact.LETTER_FIRST, **told)


@given(attempts, any_made)
def test_what_a_family_says_by_itself_is_heard_before_any_letter(made: list[Made], new: Made) -> None:
    if new.goes_out or new.channel is Channel.VISIT:
        assert may_follow(made, new, heard=True) == may_follow(made, new)
    else:
        assert may_follow(made, new, heard=True) != NotAllowed(Objection.BEFORE_LETTER)


@given(attempts, st.sampled_from(FirstContact), st.booleans())
def test_by_a_channel_that_is_shut_nothing_but_a_stop_is_recorded(
    made: list[Made], first: FirstContact, referred: bool
) -> None:
    closed = shut(made, first=first, referred=referred)
    for channel in Channel:
        answers = [
            may_follow(made, Made(channel, one), first=first, referred=referred) for one in POSSIBLE[channel] - STOPPING
        ]
        assert (Allowed() not in answers) == (channel in closed)


def test_a_letter_cannot_go_unanswered_at_the_door() -> None:
    not_at_address = Made(Channel.LETTER, AttemptOutcome.NOT_AT_ADDRESS)
    assert may_follow([], not_at_address) == NotAllowed(Objection.IMPOSSIBLE_OUTCOME)


@given(attempts, st.sampled_from(Channel), st.sampled_from(AttemptOutcome))
def test_what_may_be_recorded_never_undoes_an_answer(
    made: list[Made], channel: Channel, outcome: AttemptOutcome
) -> None:
    ranks = list(Stage)
    if may_follow(made, Made(channel, outcome)) == Allowed():
        assert ranks.index(stage([*made, Made(channel, outcome)])) >= ranks.index(stage(made))
        assert outcome in POSSIBLE[channel]


def test_every_outcome_is_possible_on_some_channel_and_every_channel_has_some() -> None:
    assert frozenset().union(*POSSIBLE.values()) == frozenset(AttemptOutcome)
    assert set(POSSIBLE) == set(Channel)
    assert CLOSING < ANSWERED
    assert not STOPPING & ANSWERED


def test_whatever_calls_back_has_its_words_for_whoever_has_dealt_with_the_family() -> None:
    assert set(TAKEN) == CALLS_BACK
    assert TAKEN[Then.MOVE] is TAKEN[Then.CALL_BACK] is TAKEN[Then.END]  # nobody reads from the words why
