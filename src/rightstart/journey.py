"""READ FIRST. How a birth travels: brought in, put to its baby, decided, handed over; and how bad news travels: the same way."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Unpack

from django.db import transaction

from rightstart.births import known_elsewhere, match, progress, reviews
from rightstart.births.batches import BATCH, every_birth, in_batches, side_by_side
from rightstart.births.rules import Answer
from rightstart.contact import follow_up, retrace
from rightstart.contact.rules import Made, NotAllowed
from rightstart.deciding import decide_batch, hold
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import together
from rightstart.engine.isolation import Viewer
from rightstart.handover import hand_over
from rightstart.intake import again, offers, quarantine, receive, sealed
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Waiting
from rightstart.intake.shares import Watched
from rightstart.release import halt, questions, social_care
from rightstart.release.tally import Tally
from rightstart.safeguards import fed, stops, suppress
from rightstart.safeguards import lift as lifts
from rightstart.safeguards import mark as safeguards
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.rules import MarkerKind
from rightstart.safeguards.social_care import Answer as Word
from rightstart.safeguards.stops import Said
from rightstart.terms import Actor, BirthId, OrganisationId


def bring_in(handed: HandedIn, *, by: Actor, at: datetime) -> receive.Answer:
    """Take a consignment in and carry it as far as it may go today. The same one again: the first receipt, nothing twice."""
    [answer] = bring_in_all([handed], by=by, at=at)
    return answer


def bring_in_all(handed: Iterable[HandedIn], *, by: Actor, at: datetime) -> list[receive.Answer]:
    """Take in what came at the same time, each for itself, and carry it together as far as it may go today."""
    with sealed.remembering():
        answers = [receive.receive(one, by=by, at=at) for one in handed]
        carry([one.consignment for one in answers if isinstance(one, receive.Received)], by=by, at=at)
    return answers


def take_up(
    *, viewer: Viewer, reference: str, confirms: Set[Watched], attests: Set[Attestation], by: Actor, at: datetime
) -> receive.Answer | again.NotAgain:
    """A held file taken up again by its supplier, who confirms what is unlike its past, or under what is agreed by now."""
    handed = again.as_handed_in(viewer, reference, confirms=confirms, attests=attests)
    return handed if isinstance(handed, again.NotAgain) else bring_in(handed, by=by, at=at)


def carry(consignments: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Carry consignments onwards: their stops first, then their births. Killed anywhere and run again: the same end.

    One that breaks holds up the later ones of its council, on which it bears, and no other's; then its error is raised.
    """
    to_carry = progress.to_carry(consignments)
    stuck: dict[OrganisationId, Exception] = {}
    for batch in side_by_side(receive.waiting(to_carry) if to_carry else ()):
        _carry_batch([one for one in batch if one.council not in stuck], stuck, by, at)
    for error in stuck.values():
        raise error


def readmit(
    *, viewer: Viewer, number: int, changes: Mapping[str, str], by: Actor, at: datetime
) -> quarantine.Readmitted | quarantine.StillFaulty | quarantine.NotSettled:
    """A row of quarantine put right by a person: where nothing is wrong any more, its consignment is carried on with it."""
    with transaction.atomic():
        answer = quarantine.correct(viewer=viewer, number=number, changes=changes, by=by, at=at)
        if isinstance(answer, quarantine.Readmitted):
            progress.reopened(consignment=answer.consignment)
            carry([answer.consignment], by=by, at=at)
    return answer


def carry_unfinished(*, by: Actor, at: datetime) -> int:
    """Carry every consignment that was received and not carried to its end, oldest first."""
    unfinished = progress.not_carried()
    carry(unfinished, by=by, at=at)
    return len(unfinished)


def advance(*, births: Iterable[BirthId], by: Actor, at: datetime) -> Tally:
    """Carry each birth as far as it may lawfully go today. Run it twice: nothing more happens."""
    tally = Tally.empty()
    for councils, batch in in_batches(births):
        with transaction.atomic(savepoint=False):
            hold(councils)
            decide_batch(batch, tally, by, at)
    return tally


def advance_all(*, by: Actor, at: datetime, council: OrganisationId | None = None) -> Tally:
    """The daily pass: every birth, so that what became due goes out and what may no longer stay is called back.

    Canaries have a pass of their own, by their council, and are never counted with others.
    """
    carry_unfinished(by=by, at=at)
    return advance(births=every_birth(council), by=by, at=at)


def hand_over_due(*, by: Actor, at: datetime) -> int:
    """Send every parcel that is due; gives how many."""
    return hand_over.hand_over_due(by=by, at=at)


def stop(statements: Sequence[Statement], *, source: str, by: Actor, at: datetime) -> list[BirthId]:
    """Put on markers and let them take effect at once: marker, decision and call-back in one transaction."""
    with transaction.atomic():
        births = safeguards.mark(statements=statements, source=source, by=by, at=at)
        if births:
            advance(births=births, by=by, at=at)
    return births


def mark(*, birth: BirthId, kind: MarkerKind, source: str, by: Actor, at: datetime) -> list[BirthId]:
    """Mark one birth, under all that identifies it, and let that take effect at once."""
    with transaction.atomic():
        births = safeguards.mark_birth(birth=birth, kind=kind, source=source, by=by, at=at)
        advance(births=births, by=by, at=at)
        if kind is MarkerKind.MOVED_AWAY:
            retrace.moved(births, by=by, at=at)
    return births


def stop_family(
    *, council: OrganisationId, said: Said, what: stops.What, caller: stops.Caller, by: Actor, at: datetime
) -> stops.Stopped | stops.NotStopped:
    """Freeze whoever a few telephoned details may mean, and let that take effect at once; births to come are compared too."""
    with transaction.atomic():
        hold([council])
        answer = stops.open_stop(council=council, said=said, what=what, caller=caller, by=by, at=at)
        if isinstance(answer, stops.Stopped):
            advance(births=answer.births, by=by, at=at)
    return answer


def answer_stop(
    *, council: OrganisationId, reference: str, birth: str, is_family: bool, by: Actor, at: datetime
) -> stops.Answered | stops.NotStopped:
    """A person's word on one frozen birth: marked for good, or put to two people to be freed."""
    with transaction.atomic():
        answer = stops.answer_stop(council=council, reference=reference, birth=birth, is_family=is_family, by=by, at=at)
        if isinstance(answer, stops.Answered) and answer.marks:
            mark(birth=answer.birth, kind=answer.marks, source="telephone", by=by, at=at)
    return answer


def confirm_lift(*, lift: int, roles: Set[RoleKind], by: Actor, at: datetime) -> lifts.Lifted | lifts.NotLifted:
    """The second person's word on a lift; the birth is then judged again by every rule."""
    with transaction.atomic():
        answer = lifts.confirm_lift(lift=lift, roles=roles, by=by, at=at)
        if isinstance(answer, lifts.Lifted):
            advance(births=[answer.birth], by=by, at=at)
    return answer


def answer_social_care(
    *, council: OrganisationId, answers: Mapping[str, Word], by: Actor, at: datetime
) -> social_care.Taken:
    """What a social care team says of births, by reference: held for good, or judged again without that doubt."""
    with transaction.atomic():
        taken = social_care.answered(council=council, answers=answers, by=by, at=at)
        for birth, kind in taken.held.items():
            mark(birth=birth, kind=kind, source="social-care", by=by, at=at)
        advance(births=taken.cleared, by=by, at=at)
    return taken


def resume(*, council: OrganisationId, by: Actor, at: datetime) -> halt.Resuming:
    """A person's word that what a council stopped may go on; with the second one everything is judged again, and sent."""
    answer = halt.resume(council=council, by=by, at=at)
    if answer is halt.Resuming.RESUMED:
        advance_all(by=by, at=at, council=council)
        hand_over_due(by=by, at=at)
    return answer


def settle_review(
    *, review: int, council: OrganisationId, answer: Answer, by: Actor, at: datetime
) -> reviews.Settled | reviews.NotSettled:
    """A person's answer to a question of matching; what is near is sorted anew by it, and the births are judged again."""
    with transaction.atomic():
        hold([council])
        settled = reviews.settle(review=review, council=council, answer=answer, by=by, at=at)
        if isinstance(settled, reviews.Settled):
            _sort_again(settled.births, council, by, at)
    return settled


def undo_review(
    *, review: int, council: OrganisationId, by: Actor, at: datetime
) -> reviews.Settled | reviews.NotSettled:
    """Take an answer back: what it had put together is parted, the question is open again, and the births are judged again."""
    with transaction.atomic():
        hold([council])
        undone = reviews.undo(review=review, council=council, by=by, at=at)
        if isinstance(undone, reviews.Settled):
            _sort_again(undone.births, council, by, at)
    return undone


def record_attempt(
    *, viewer: Viewer, reference: str, made: Made, by: Actor, at: datetime, **told: Unpack[follow_up.Told]
) -> follow_up.Noted | follow_up.NoSuchFamily | NotAllowed:
    """Record an attempt; where the family tells of a death, a move or an objection, that stops everything at once."""
    with transaction.atomic():
        answer = follow_up.record_attempt(viewer=viewer, reference=reference, made=made, by=by, at=at, **told)
        if isinstance(answer, follow_up.Noted) and answer.marks:
            births = reviews.births_of(answer.family)
            for birth in births:
                mark(birth=birth, kind=answer.marks, source="centre", by=by, at=at)
            if answer.marks is MarkerKind.MOVED_AWAY:
                offers.offer_move(known_elsewhere.said_by(births), by=by, at=at)
    return answer


def _carry_batch(batch: Sequence[Waiting], stuck: dict[OrganisationId, Exception], by: Actor, at: datetime) -> None:
    """All of a batch together; where that breaks, each by itself, and whose breaks again is stuck."""
    try:
        _take_stops(batch, by, at)
        _carry_births(batch, by, at)
    except Exception as error:
        if len(batch) == 1:
            stuck[batch[0].council] = error
        for one in batch if len(batch) > 1 else ():
            _carry_batch([one], stuck, by, at)


def _take_stops(batch: Sequence[Waiting], by: Actor, at: datetime) -> None:
    """Stops come first. A move away concerns its council's birth alone; all others follow the record everywhere."""
    if stated := fed.statements(found for one in batch for found in one.stops):
        stop(stated, source="feed", by=by, at=at)
    for one in batch:
        moved = fed.moved(one.stops)
        for birth in safeguards.bearing(moved, council=one.council) if moved else ():
            mark(birth=birth, kind=MarkerKind.MOVED_AWAY, source="feed", by=by, at=at)


def _carry_births(batch: Sequence[Waiting], by: Actor, at: datetime) -> None:
    """Put what was said to its births and decide these, in one transaction."""
    consignments, councils = [one.consignment for one in batch], sorted(one.council for one in batch)
    with transaction.atomic(), sealed.remembering():
        with together():
            hold(councils)
            matched = match.put(consignments=consignments, at=at)
            safeguards.clear(consignments=consignments)
        _part_with_emptied(matched, by, at)
        touched = matched.births + matched.conflicts
        stops.freeze_new(councils=councils, births=touched, by=by, at=at)
        suppress.hold_again(matched.born, newborn=matched.newborn, by=by, at=at)
        for birth in matched.conflicts:
            safeguards.mark_birth(birth=birth, kind=MarkerKind.INVALID_IDENTITY, source="matching", by=by, at=at)
        _advance_held(touched, by, at)
        with together():
            progress.carried(consignments=consignments, at=at)
            questions.ask_of_corrected(consignments, at=at)
        retrace.hear(matched.births, by=by, at=at)


def _sort_again(births: Sequence[BirthId], council: OrganisationId, by: Actor, at: datetime) -> None:
    """Sort what is near these births anew and judge all that this touched, under the council's lock."""
    matched = match.sort_again(births=births, council=council, at=at)
    _part_with_emptied(matched, by, at)
    advance(births=matched.births, by=by, at=at)


def _part_with_emptied(matched: match.Matched, by: Actor, at: datetime) -> None:
    """A birth that turned out to be another is held first, as if a person were asked, so that what went out is called back."""
    if matched.emptied:
        advance(births=matched.emptied, by=by, at=at)
    match.follow(matched, at=at)


def _advance_held(births: Sequence[BirthId], by: Actor, at: datetime) -> None:
    """Births of councils whose locks are held already: as a rule one batch, whose families and councils nobody need ask for."""
    if len(births) <= BATCH:
        decide_batch(births, Tally.empty(), by, at)
    else:
        advance(births=births, by=by, at=at)
