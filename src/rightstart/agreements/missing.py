"""Each thing that is missing before data may move over a flow, and who can supply it; pure.

It is the long answer where `rules.in_force` gives the short one: a flow is permitted exactly where nothing is missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rightstart.agreements.barriers import Barrier
from rightstart.agreements.rules import Hop, Instrument, Missing, lacks, unreplaced
from rightstart.agreements.states import SuspensionReason
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, OrganisationKind, RoleKind, Verb

# By which right somebody puts right what is missing: whoever holds it at the organisation whose turn it is.
TAKES: Final[Mapping[Missing, Verb]] = {
    Missing.REFUSAL_STANDS: Verb.REFUSE_SHARING,
    Missing.SUSPENDED: Verb.SUSPEND_AGREEMENT,
    Missing.NOT_SIGNED: Verb.SIGN_AGREEMENT,
    Missing.REVIEW_OVERDUE: Verb.SIGN_AGREEMENT,
    Missing.INCOMPLETE: Verb.DRAFT_AGREEMENT,
    Missing.ENDED: Verb.SIGN_AGREEMENT,
    Missing.NO_AGREEMENT: Verb.SIGN_AGREEMENT,
}


@dataclass(frozen=True, slots=True)
class Hold:
    """One party's suspension: whose it is (by code), since when, and why (None: from before it was asked)."""

    party: str
    since_on: date
    reason: SuspensionReason | None


@dataclass(frozen=True, slots=True)
class Refuser:
    """A party of a flow (by code) that has decided not to share over it, from when, and its coded barriers."""

    party: str
    from_on: date
    barriers: tuple[Barrier, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One version that covers a flow, with the codes of all who must sign it, of those who have not, and its suspensions.

    `unapproved`: those whose signature waits for their Caldicott Guardian's approval.
    """

    instrument: Instrument
    signatories: frozenset[str]
    waits_for: frozenset[str]
    holds: tuple[Hold, ...]
    unapproved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is missing. `whose`: the codes of the organisations that can supply it; none where only a day can.

    `on`: since when it is missing, or (not begun) until when. `reference`, `version`: of the version that lacks it; None of
    a refusal, and where there is no agreement. `blank`: the terms that are empty; `approval`: a Caldicott Guardian's comes first.
    """

    missing: Missing
    whose: tuple[str, ...]
    on: date | None = None
    reference: str | None = None
    version: int | None = None
    reason: SuspensionReason | None = None
    barriers: tuple[Barrier, ...] = ()
    blank: tuple[str, ...] = ()
    approval: bool = False


def missing_pieces(
    papers: Sequence[Paper], refusers: Iterable[Refuser], *, hop: Hop, giver: str, taker: str, on: date
) -> tuple[Piece, ...]:
    """Everything that keeps data from moving over one flow on a day; nothing exactly where it may.

    Of several versions, each that has not ended is a way of its own, and tells all that it lacks; the one nearest to being in
    force comes first. A refusal bars them all.
    """
    pieces = [_refused(one) for one in refusers if one.from_on <= on]
    newest = _by_newness(papers, on)
    told = [_lacking(one, on) for one in newest]
    if all(told):
        standing = [found for found in told if found[0].missing is not Missing.ENDED] or told[:1]
        pieces += [piece for found in sorted(standing, key=_farness) for piece in found]
    if not newest:
        pieces.append(Piece(Missing.NO_AGREEMENT, _who_agrees(hop, giver, taker)))
    return tuple(pieces)


def roles_for(missing: Missing, kind: OrganisationKind) -> tuple[RoleKind, ...]:
    """The roles at an organisation of this kind that can supply what is missing; none where nobody there has an account for it."""
    verb = TAKES.get(missing)
    return tuple(role for role in RoleKind if role in ROLES_AT[kind] and verb in VERBS[role])


def _by_newness(papers: Sequence[Paper], on: date) -> list[Paper]:
    """The versions that no newer one has replaced, the newest first."""
    kept = {(one.reference, one.version) for one in unreplaced([paper.instrument for paper in papers], on)}
    standing = [one for one in papers if (one.instrument.reference, one.instrument.version) in kept]
    return sorted(standing, key=lambda one: (one.instrument.from_on, one.instrument.version), reverse=True)


def _farness(found: Sequence[Piece]) -> int:
    """How far a version is from being in force, by the hardest thing that it lacks."""
    return max(list(Missing).index(piece.missing) for piece in found)


def _who_agrees(hop: Hop, giver: str, taker: str) -> tuple[str, ...]:
    """A council can instruct its own centre by itself; elsewhere both sides agree."""
    return (giver,) if hop is Hop.COUNCIL_TO_CENTRE else (giver, taker)


def _refused(one: Refuser) -> Piece:
    return Piece(Missing.REFUSAL_STANDS, (one.party,), one.from_on, barriers=one.barriers)


def _lacking(paper: Paper, on: date) -> list[Piece]:
    return [piece for missing in lacks(paper.instrument, on) for piece in _pieces(paper, missing)]


def _pieces(paper: Paper, missing: Missing) -> list[Piece]:
    """What one version lacks, party by party where each has its own part in it."""
    if missing is Missing.SUSPENDED and paper.holds:
        holds = sorted(paper.holds, key=lambda one: one.party)
        return [replace(_piece(paper, missing, (one.party,), one.since_on), reason=one.reason) for one in holds]
    if missing is Missing.NOT_SIGNED and paper.waits_for:
        waiting = [(one, one in paper.unapproved) for one in sorted(paper.waits_for)]
        return [replace(_piece(paper, missing, (one,), None), approval=first) for one, first in waiting]
    whose = () if missing is Missing.NOT_BEGUN else tuple(sorted(paper.signatories))
    return [_piece(paper, missing, whose, _since(paper.instrument, missing))]


def _piece(paper: Paper, missing: Missing, whose: tuple[str, ...], on: date | None) -> Piece:
    said = paper.instrument
    blank = tuple(sorted(said.blank)) if missing is Missing.INCOMPLETE else ()
    return Piece(missing, whose, on, said.reference, said.version, blank=blank)


def _since(one: Instrument, missing: Missing) -> date | None:
    match missing:
        case Missing.NOT_BEGUN:
            return one.from_on
        case Missing.REVIEW_OVERDUE:
            return one.review_on
        case Missing.ENDED:
            return min(one.ends_on, one.ended_on or one.ends_on)
        case _:
            return None
