"""Hides how notices are put to their births: the supplier's own record first, then likeness, and a person where unsure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rightstart.births.crowd import Crowd, Known
from rightstart.births.models import ReviewKind
from rightstart.births.rules import Sameness, same_baby, same_confinement, same_record
from rightstart.births.store import Draft, Said, known_near, not_yet_put
from rightstart.terms import BirthId, OrganisationId


@dataclass(slots=True)
class Matched:
    """What became of a consignment's notices: every birth spoken of, and births whose NHS numbers contradict each other."""

    births: list[BirthId] = field(default_factory=list)
    conflicts: list[BirthId] = field(default_factory=list)


def put(*, consignment: int, council: OrganisationId, at: datetime) -> Matched:
    """Put each notice of a consignment to its birth, in the caller's transaction. Run it twice: nothing more happens.

    Whoever calls holds the council's lock, so that two consignments cannot make one baby twice.
    """
    notices = not_yet_put(consignment)
    matched = Matched()
    if not notices:
        return matched
    crowd = known_near(council, notices)
    draft = Draft(council, len(notices), at)
    for said in notices:
        known = _settle(said, crowd, draft, matched)
        crowd.add(known)
        draft.identify(said, known)
        matched.births.append(known.birth)
    draft.keep()
    return matched


def _settle(said: Said, crowd: Crowd, draft: Draft, matched: Matched) -> Known:
    """The birth that a notice speaks of: known by its record, known by likeness, or new."""
    of_record = crowd.of_record(said.likeness.record_key)
    for known in of_record:
        if same_record(known.likeness, said.likeness) is Sameness.YES:
            return Known(known.birth, known.family, said.likeness, said.as_at)
    if of_record:
        return _contradiction(said, of_record, draft, matched)
    near = crowd.like(said.likeness)
    answers = [(known, same_baby(known.likeness, said.likeness)) for known in near]
    sure = [known for known, answer in answers if answer is Sameness.YES]
    unsure = [known for known, answer in answers if answer is Sameness.ASK]
    if len(sure) == 1 and not unsure:
        return Known(sure[0].birth, sure[0].family, said.likeness, said.as_at)
    fresh = _new_birth(said, near, draft)
    if sure or unsure:
        draft.ask(ReviewKind.SAME_BABY, fresh.birth, (sure + unsure)[0].birth)
    return fresh


def _contradiction(said: Said, of_record: Sequence[Known], draft: Draft, matched: Matched) -> Known:
    """One record, two NHS numbers: perhaps an adoption. Two births, never linked by family, both for the safeguarding lead."""
    fresh = draft.new_birth(said, family=None)
    for known in of_record:
        draft.ask(ReviewKind.IDENTITY_CONFLICT, known.birth, None)
    draft.ask(ReviewKind.IDENTITY_CONFLICT, fresh.birth, None)
    matched.conflicts += [*(known.birth for known in of_record), fresh.birth]
    return fresh


def _new_birth(said: Said, near: Sequence[Known], draft: Draft) -> Known:
    """A baby nobody spoke of before: in the family of its confinement where that is known, else in one of its own."""
    answers = {known.birth: same_confinement(known.likeness, said.likeness) for known in near}
    together = [known for known in near if answers[known.birth] is Sameness.YES]
    fresh = draft.new_birth(said, family=together[0].family if together else None)
    doubtful = [known for known in near if answers[known.birth] is Sameness.ASK]
    if doubtful and not together:
        draft.ask(ReviewKind.SAME_CONFINEMENT, fresh.birth, doubtful[0].birth)
    return fresh
