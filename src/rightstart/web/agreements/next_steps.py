"""Hides what this reader does next about one version: one clear step by their organisation, their roles and its state."""

from dataclasses import dataclass
from typing import Final, assert_never
from urllib.parse import urlencode

from django.urls import reverse

from rightstart.agreements.reviewing import Review
from rightstart.agreements.states import OVER, Act, State, hindrance
from rightstart.directory.rules import Verb
from rightstart.web.agreements.addresses import version_address
from rightstart.web.agreements.one_sheets import turns
from rightstart.web.components import Link
from rightstart.web.days import day
from rightstart.web.seat import Seat

NEXT_VERSION: Final = "Draft its next version"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, in a sentence or two; with the way there where it is this reader who does it."""

    text: str
    act: str = ""
    href: str = ""


def next_step(seat: Seat, one: Review) -> Step:
    match one.state:
        case State.DRAFT:
            return _draft(seat, one)
        case State.PROPOSED | State.PART_SIGNED:
            return _names(seat, one)
        case State.NOT_BEGUN:
            return Step(
                f"All have signed. It begins on {day(one.instrument.from_on)} by itself; nothing is to be done."
            )
        case State.IN_FORCE:
            return _in_force(one)
        case State.SUSPENDED:
            return _suspended(seat, one)
        case State.REVIEW_OVERDUE:
            return Step(
                "Its review is overdue, so nothing moves. Review it together, and have the next version signed."
            )
        case State.ENDED | State.LAPSED:
            return Step(
                "It is over. If the sharing is to go on, the council drafts the next version, and all sign that."
            )
    assert_never(one.state)


def _draft(seat: Seat, one: Review) -> Step:
    if one.blank:
        return _leaves_out(seat, one)
    if one.signs(seat.code) and seat.allows(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT):
        text = "It says all that it must. Put it to signature: from then on it can be signed, and whoever must sign is told."
        return Step(text, "Put it to signature", _page(one, "propose-agreement"))
    if _advises(seat, one):
        return _advice(one)
    return Step("It is a draft. Read it and comment. A party that signs puts it to signature.")


def _leaves_out(seat: Seat, one: Review) -> Step:
    text = "It leaves out something that it must say, so nobody can sign it. The next version says all of it."
    if not _drafts(seat, one):
        return Step(f"{text} The council drafts that.")
    return Step(text, NEXT_VERSION, _next_version(one))


def _drafts(seat: Seat, one: Review) -> bool:
    return one.council.code == seat.code and seat.allows(Verb.DRAFT_AGREEMENT)


def _next_version(one: Review) -> str:
    return f"{reverse('draft_agreement')}?{urlencode({'next': one.reference})}"


def _names(seat: Seat, one: Review) -> Step:
    if one.blank:
        return _leaves_out(seat, one)
    if seat.allows(Verb.APPROVE_AGREEMENT) and _is_in(seat, one.unapproved):
        text = "Your approval is asked for. Read it and its document; your organisation cannot sign before."
        return Step(text, "Read and approve", _page(one, "approve-agreement"))
    if seat.allows(Verb.SIGN_AGREEMENT) and _is_in(seat, one.waits_for) and not _is_in(seat, one.unapproved):
        return Step(
            "Your signature is asked for. Read it and its document.", "Read and sign", _page(one, "sign-agreement")
        )
    if _advises(seat, one):
        return _advice(one)
    waits = "; ".join(f"{turn.party} ({turn.office}) {turn.what}" for turn in turns(one))
    return Step(f"Nothing is to be done by you now. It waits for: {waits}.")


def _advice(one: Review) -> Step:
    text = "Your advice is asked for. It is recorded and shown to whoever signs. The parties decide."
    return Step(text, "Give your advice", _page(one, "advise-agreement"))


def _advises(seat: Seat, one: Review) -> bool:
    advised = any(each.advice and each.party.code == seat.code for each in one.said)
    return seat.allows(Verb.ADVISE_AGREEMENT) and not advised


def _in_force(one: Review) -> Step:
    until = min(one.instrument.ends_on, one.instrument.ended_on or one.instrument.ends_on)
    review = f" Review it together by {day(one.instrument.review_on)}." if one.instrument.review_on < until else ""
    return Step(f"It is in force until {day(until)}. Nothing is to be done now.{review}")


def _suspended(seat: Seat, one: Review) -> Step:
    names = ", ".join(party.name for party in one.suspended_by)
    if _is_in(seat, one.suspended_by) and seat.allows(Verb.SUSPEND_AGREEMENT):
        return Step(
            "Your organisation has suspended it. Once the cause is gone, resume it.",
            "Resume it",
            _page(one, "resume-agreement"),
        )
    return Step(f"It is suspended by {names}. Nothing moves until they resume it: ask them.")


def _is_in(seat: Seat, parties: tuple[object, ...]) -> bool:
    return any(getattr(party, "code", None) == seat.code for party in parties)


def _page(one: Review, name: str) -> str:
    return version_address(one.reference, one.version, name)


# -- what else this reader can do ----------------------------------------------------------------------------------------


TO_OTHERS: Final = "Send a link to a party without an account"


def other_acts(seat: Seat, one: Review) -> list[Link]:
    """Everything else that this person can do about it, whether or not it is their turn."""
    signs = one.signs(seat.code)
    own = any(party.code == seat.code for party in one.suspended_by)
    stops = signs and seat.allows(Verb.SUSPEND_AGREEMENT)
    open_ = one.state not in OVER
    sends = one.council.code == seat.code and seat.allows(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
    may = (
        (open_ and seat.allows(Verb.ADVISE_AGREEMENT), "Record your advice", "advise-agreement"),
        (open_ and sends, TO_OTHERS, "invite"),
        (stops and not own and not hindrance(Act.SUSPEND, one.state), "Suspend it", "suspend-agreement"),
        (stops and own and not hindrance(Act.RESUME, one.state), "Resume it", "resume-agreement"),
        (signs and seat.allows(Verb.SIGN_AGREEMENT) and not hindrance(Act.END, one.state), "End it", "end-agreement"),
        (True, "Papers drawn from it", "agreement-papers"),
        (True, "Take away what was signed, to be checked by anybody", "agreement-proof"),
        (True, "Take away the evidence: what was agreed, and what was done", "agreement-evidence"),
    )
    drafts = [Link(NEXT_VERSION, _next_version(one))] if _drafts(seat, one) else []
    return drafts + [Link(words, _page(one, name)) for can, words, name in may if can]
