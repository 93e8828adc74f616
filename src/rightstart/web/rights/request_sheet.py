"""Hides what the page of one request shows: its facts, the reply as it stands, and the forms for what may be done now."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from rightstart.rights.requests import keeping, pack, reads, replies
from rightstart.rights.requests.reads import RequestRow
from rightstart.rights.requests.redaction import LeftOut, Part
from rightstart.rights.requests.rules import Next, RequestKind, Step, may_answer, may_do, may_extend
from rightstart.web.components import SummaryRow
from rightstart.web.days import counted, day
from rightstart.web.lifts.sentences import KNOWN_BY
from rightstart.web.rights.request_forms import AnswerForm, ExtendForm, PackForm, PersonForm
from rightstart.web.rights.request_sentences import ASKERS, CHANGED, DECLINED, EVERY_PART, KINDS, LEFT_OUT, NEXT, STEPS
from rightstart.web.seat import Seat


def shown(row: RequestRow, seat: Seat) -> dict[str, Any]:
    """Of a request that somebody else answers only that it is there, and by when."""
    told: dict[str, Any] = {"row": row, "kind": KINDS[row.kind], "next": NEXT[row.next], "back": reverse("requests")}
    told |= {"due": day(row.due_on), "rows": list(_facts(row)), "mine": may_answer(row.giver, seat.role_kinds)}
    return told | (_forms(row, seat) if told["mine"] else {})


def _facts(row: RequestRow) -> Iterator[SummaryRow]:
    yield SummaryRow("Birth", [row.birth])
    yield SummaryRow("Came", [day(row.days.received_on)])
    yield SummaryRow("Parent known by", [KNOWN_BY[row.known_by] if row.known_by else "Not known yet"])
    if row.asker:
        yield SummaryRow("Which parent", [ASKERS[row.asker]])
    yield SummaryRow("Done", [STEPS[one] for one in Step if one in row.done])
    yield SummaryRow("Who has it", [row.owner or "Nobody yet"])


def _forms(row: RequestRow, seat: Seat) -> dict[str, Any]:
    is_open = row.outcome is None
    guarded, today = row.leads_only, seat.today
    packs = is_open and row.kind is RequestKind.ACCESS and may_do(row.kind, row.done, Step.PACKED)
    notes = pack.notes_of(seat.viewer, row.reference, seat.role_kinds) if packs else []
    people = [(one.id, one.name) for one in keeping.answering(seat.viewer, row, on=today)]
    return {
        "said": list(_said(row, seat)),
        "reply": replies.reply(row, seat.name),
        "acknowledges": row.next is Next.ACKNOWLEDGE,
        "asks": is_open and Step.KNOWN not in row.done,
        "pack": PackForm(notes=notes, guarded=guarded) if packs else None,
        "left_out": _left_out(row, seat),
        "answer": AnswerForm(row=row) if is_open else None,
        "owner": PersonForm(people=people, initial={"person": seat.person}) if is_open else None,
        "extend": ExtendForm() if may_extend(row.kind, row.days, row.done, today) else None,
        "desk": reverse("desk") if row.next in (Next.REVIEW, Next.TELL_SUPPLIER) else "",
    }


def _said(row: RequestRow, seat: Seat) -> Iterator[SummaryRow]:
    words = reads.words_of(seat.viewer, row.reference, seat.role_kinds)
    if row.detail:
        yield SummaryRow("Detail", [replies.DETAILS[row.detail].capitalize()])
        yield SummaryRow("Should be", words.should_be.splitlines() or ["Not kept any more"])
    if words.said:
        yield SummaryRow("In the parent’s words", words.said.splitlines())
    if row.declined:
        yield SummaryRow("Why it stays", [DECLINED[row.declined]])
    if row.changed:
        yield SummaryRow("What was changed", [CHANGED[one] for one in row.changed])


def _left_out(row: RequestRow, seat: Seat) -> list[str]:
    """What the last pack left out, and why: for the council's own eyes."""
    return [
        f"{EVERY_PART[Part(part)]}: {counted(count, 'thing', 'things')}, for {LEFT_OUT[LeftOut(why)]}"
        for part, by_why in reads.left_out_of(seat.viewer, row.reference, seat.role_kinds).items()
        for why, count in by_why.items()
    ]
