"""What the pages of agreements say of flows, of legal gateways, and of how far these may be trusted."""

from typing import Final, assert_never

from rightstart.agreements.explaining import Unexplained
from rightstart.agreements.gateways import Gateway, Purpose, Trust, Use
from rightstart.agreements.kit.papers import Draft, Format
from rightstart.agreements.rules import Missing
from rightstart.agreements.states import Flow
from rightstart.agreements.supposing import NotSupposed
from rightstart.handover.flowing import FlowRow
from rightstart.terms import london_date
from rightstart.web.components import Colour, Tag
from rightstart.web.days import day, moment

TRUSTS: Final = {
    Trust.READ: "Its source was read",
    Trust.READ_IN_PART: "Its source was read in part",
    Trust.SECOND_HAND: "Told by others: its source was not read",
    Trust.UNCHECKED: "Not read for this table",
}
USES: Final = {
    Use.GROUND: Tag("A ground", Colour.GREEN),
    Use.BOUND: Tag("Only a bound", Colour.YELLOW),
}
PURPOSES: Final = {
    Purpose.ANY: "",
    Purpose.HEALTH_SERVICE: "For functions of the health service only",
    Purpose.STATISTICS: "For statistics only",
}
LAWYER: Final = Tag("Needs a lawyer", Colour.ORANGE)
# What whoever can supply a missing piece does.
REMEDIES: Final = {
    Missing.REFUSAL_STANDS: "They end their decision not to share, under Decisions not to share",
    Missing.SUSPENDED: "They resume it, on this register. Only whoever suspended can",
    Missing.NOT_BEGUN: "Its day comes by itself",
    Missing.NOT_SIGNED: "They sign it",
    Missing.REVIEW_OVERDUE: "They review it, and agree on the next version and sign that",
    Missing.INCOMPLETE: "They have the next version drafted, which says what this one leaves out",
    Missing.ENDED: "They agree on the next version and sign it",
    Missing.NO_AGREEMENT: "They have an agreement drafted and sign it",
}
UNEXPLAINED: Final = {
    Unexplained.UNKNOWN: "There is no such organisation. Choose who would tell whom.",
    Unexplained.NO_SUCH_FLOW: "Nothing is told that way. Choose who would tell whom.",
    Unexplained.NOT_A_PARTY: "That is between other organisations. Choose one of your own.",
}
NOT_SUPPOSED: Final = {
    NotSupposed.UNKNOWN: "Your council has no such agreement.",
    NotSupposed.UNKNOWN_VERSION: "The agreement has no such version.",
    NotSupposed.REPLACED: "A newer version has replaced this one. Its words come back as the next version only.",
    NotSupposed.ENDED: "It has ended. Have the next version drafted, and try that.",
}
DRAFTS: Final = {
    Draft.AGREEMENT: "The agreement",
    Draft.DPIA: "Data protection impact assessment",
    Draft.NOTICE_SHORT: "Privacy notice for parents, short",
    Draft.NOTICE_FULL: "Privacy notice for parents, in full",
    Draft.BRIEF: "Brief for directors, one page",
    Draft.LETTER: "Letter to the other party, one page",
}
FORMATS: Final = {Format.PDF: "PDF", Format.DOCX: "Word"}
NO_PAPER: Final = "There is no such paper. Choose one of these."
TABLES: Final = (TRUSTS, USES, PURPOSES, REMEDIES, UNEXPLAINED, NOT_SUPPOSED, DRAFTS, FORMATS)


def begins(row: Gateway) -> str:
    """When a gateway began, as far as it was read."""
    if not row.commenced:
        return "By regulations, and none had been seen when this was read"
    return f"On {day(row.begins_on)}" if row.begins_on else "No date is noted here"


def flow_tag(one: FlowRow) -> Tag:
    """How the flow stands, in plain words."""
    match one.flow:
        case Flow.CLOSED:
            return Tag("Not in force: nothing may flow", Colour.GREY)
        case Flow.NEVER:
            return Tag("In force, but nothing has ever come", Colour.ORANGE)
        case Flow.OVERDUE:
            return Tag(f"In force, overdue since {_overdue(one)}", Colour.RED)
        case Flow.FLOWING:
            return Tag("Flowing", Colour.GREEN)
    assert_never(one.flow)


def _overdue(one: FlowRow) -> str:
    if one.clock is not None:
        return day(one.clock.due_on)
    return day(london_date(one.waits_since) if one.waits_since else None)


def flow_lines(one: FlowRow, *, to_centres: bool) -> list[str]:
    """What came last, what is due next, and to whom nothing ever went."""
    last = f"Last {'parcel sent' if to_centres else 'delivery'} {moment(one.last_at)}" if one.last_at else ""
    due = f"Next delivery by {day(one.clock.due_on)}" if one.clock else ""
    never = f"Nothing has ever gone to {', '.join(one.never)}" if one.never and one.last_at else ""
    next_ = "Next: whenever a family may be written to" if to_centres and one.flow is not Flow.CLOSED else ""
    return [words for words in (last, due, next_, never) if words]
