"""Hides how a pack becomes what the parent is given: a tagged PDF to read, and the same as JSON for another machine."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

from rightstart.contact.rules import AttemptOutcome, Channel, Referrer
from rightstart.engine.archive import zipped
from rightstart.engine.pdf import tagged_pdf
from rightstart.listings.rules import ListingKind
from rightstart.rights.paper import ITEMS, RIGHTS, Entry, parts, printed
from rightstart.rights.paper import Part as Told
from rightstart.rights.requests.gathering import (
    Came,
    Decided,
    PrintedLetter,
    Referred,
    Stated,
    Statement,
    Tried,
)
from rightstart.rights.requests.pack import Before, Pack
from rightstart.rights.requests.redaction import LeftOut, Part, said_aloud
from rightstart.rights.requests.replies import OUTCOMES as ENDED
from rightstart.rights.requests.rules import RequestKind
from rightstart.terms import day_in_words

SCHEMA: Final = "family-pack-1.json"
NAMES: Final = {item.value: words for item, words in ITEMS.items()} | {
    "record_id": "the number of the health service’s record",
    "uprn": "the number of the property",
    "birth_order": "the order of birth",
}
KINDS: Final = {
    ListingKind.STAY_AND_PLAY: "stay and play",
    ListingKind.HEALTH_CLINIC: "a health clinic",
    ListingKind.PARENTING: "a parenting programme",
    ListingKind.FREE_EARLY_EDUCATION: "free early education",
    ListingKind.DEBT_ADVICE: "debt advice",
    ListingKind.OTHER: "something else",
}
PARTS: Final = {
    Part.BABY: "Details of the baby",
    Part.PARENT: "The name of the parent in the record",
    Part.HOME: "Where the family lives, its telephone number and its e-mail address",
    Part.DECISION: "What was decided",
    Part.TOLD: "Who was told",
    Part.OTHERS: "Who else was told",
    Part.LETTER: "Letters",
    Part.ATTEMPT: "How the family was tried to be reached",
    Part.JOINED: "When the family joined a centre and came to it",
    Part.NOTE: "What staff wrote after a call or a visit",
    Part.MARKER: "Safeguards",
    Part.REQUEST: "Requests",
}
REASONS: Final = {
    LeftOut.THIRD_PARTY: "it is, or may be, somebody else’s (UK GDPR Art 15(4))",
    LeftOut.UNREAD: "it may be about somebody else, and nobody has found that it is not",
}
ALWAYS: Final = (
    "The law lets some details be left out to keep somebody safe. A council says the same on every such paper."
)
NOTHING_LISTED: Final = "Nothing is listed here."
CHANNELS: Final = {
    Channel.LETTER: "A letter",
    Channel.PHONE: "A telephone call",
    Channel.TEXT: "A text message",
    Channel.EMAIL: "An e-mail",
    Channel.VISIT: "A visit",
    Channel.AT_CENTRE: "At the centre",
    Channel.HEALTH_VISITOR: "Through the health visitor",
}
REFERRERS: Final = {
    Referrer.HEALTH_VISITOR: "A health visitor",
    Referrer.MIDWIFE: "A midwife",
    Referrer.DOCTOR: "A doctor or nurse",
    Referrer.SOCIAL_WORKER: "A social worker",
    Referrer.FAMILY: "You yourself",
}
OUTCOMES: Final = {
    AttemptOutcome.SENT: "sent",
    AttemptOutcome.REACHED: "you were reached",
    AttemptOutcome.JOINED: "you joined",
    AttemptOutcome.WILL_COME: "you said that you would come",
    AttemptOutcome.DECLINED: "you declined",
    AttemptOutcome.ALREADY_KNOWN: "you were known already",
    AttemptOutcome.NOT_AT_ADDRESS: "you were not at the address",
    AttemptOutcome.RETURNED_MAIL: "the letter came back",
    AttemptOutcome.NO_ANSWER: "nobody answered",
    AttemptOutcome.MOVED: "you had moved",
    AttemptOutcome.LANGUAGE: "another language is needed",
    AttemptOutcome.BEREAVEMENT: "you told of a bereavement",
    AttemptOutcome.DO_NOT_CONTACT: "you asked not to be contacted",
}
REQUESTS: Final = {
    RequestKind.ACCESS: "You asked for a copy of what is held",
    RequestKind.CORRECTION: "You asked for a correction",
    RequestKind.COMPLAINT: "You complained",
}


def as_zip(pack: Pack) -> bytes:
    """Both in one file, with the schema of the second."""
    told = json.dumps(as_json(pack), ensure_ascii=False, indent=2)
    files_of = {
        f"family-{pack.reference}.pdf": as_pdf(pack),
        f"family-{pack.reference}.json": told.encode(),
        SCHEMA: schema().encode(),
    }
    return zipped(files_of)


def schema() -> str:
    """The JSON Schema of a pack."""
    return files("rightstart.rights.requests").joinpath(SCHEMA).read_text()


def as_pdf(pack: Pack) -> bytes:
    """Tagged PDF (PDF/UA-1)."""
    told: dict[str, object] = {
        "title": "What is held of your family",
        "lead": [
            f"Drawn up by {pack.council} on {day_in_words(pack.made_on)}. Reference {pack.reference}.",
            "It holds personal details. Keep it where nobody else reads it.",
        ],
        "parts": [printed(one, NOTHING_LISTED) for one in _parts(pack)],
        "next": "What is left out, and what you can do",
        "rights": [*said_left_out(pack), ALWAYS, *RIGHTS],
    }
    return tagged_pdf("rights", "account", told)


def _parts(pack: Pack) -> Iterator[Told]:
    yield Told("What is held of your family", tuple(_statement(one) for one in pack.statements))
    yield from parts(pack.account, pack.council)
    yield Told("What was decided", tuple(_decided(one) for one in pack.decisions))
    yield Told("Letters to you", tuple(_letter(one) for one in pack.letters))
    yield Told("How your centre tried to reach you", tuple(_tried(one) for one in pack.tried))
    yield Told("When you joined your centre and came to it", tuple(_came(one) for one in pack.joined))
    yield Told("Who asked your centre to see you", tuple(_referred(one) for one in pack.referred))
    yield Told("Whether you said no", tuple(_objection(one) for one in pack.objections))
    yield Told("What you asked of us", tuple(_asked(one) for one in pack.requests))


def said_left_out(pack: Pack) -> list[str]:
    """What is left out, as far as that may be said."""
    left_out = ((part, why) for part, by_why in pack.left_out.items() for why in by_why)
    return [f"Left out: {_lower(PARTS[part])}. Why: {REASONS[why]}." for part, why in said_aloud(left_out, pack.asker)]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def as_json(pack: Pack) -> dict[str, Any]:
    """The same for another machine, as its schema says."""
    return {
        "schema": SCHEMA,
        "reference": pack.reference,
        "council": pack.council,
        "made_on": pack.made_on.isoformat(),
        "statements": [_statement_json(one) for one in pack.statements],
        "told": [
            {"heading": entry.heading, "rows": {key: list(lines) for key, lines in entry.rows}}
            for part in parts(pack.account, pack.council)
            for entry in part.entries
        ],
        "decisions": [
            {"baby": one.baby, "on": one.on.isoformat(), "told_to": one.told_to, "you_had_said_no": one.own_no}
            for one in pack.decisions
        ],
        "letters": [_letter_json(one) for one in pack.letters],
        "tried": [_tried_json(one) for one in pack.tried],
        "joined": [_came_json(one) for one in pack.joined],
        "referred": [
            {"centre": one.centre, "by_whom": one.by_whom.value, "on": one.on.isoformat()} for one in pack.referred
        ],
        "said_no_on": [one.since.isoformat() for one in pack.objections],
        "requests": [_request_json(one) for one in pack.requests],
        "left_out": said_left_out(pack),
    }


def _statement_json(one: Statement) -> dict[str, Any]:
    told = {"baby": one.baby, "by": one.by, "received_on": one.received_on.isoformat(), "as_at": one.as_at.isoformat()}
    return told | {"said": one.said}


def _tried_json(one: Tried) -> dict[str, Any]:
    told = {"centre": one.centre, "channel": one.channel.value, "outcome": one.outcome.value}
    spoken = {"language": one.language, "interpreter": one.interpreter}
    return told | {"on": one.made_on.isoformat(), "note": one.note} | spoken


def _came_json(one: Came) -> dict[str, Any]:
    told = {"centre": one.centre, "on": one.on.isoformat(), "joined": one.joined}
    return told | {"service": one.kind.value if one.kind else None}


def _letter_json(one: PrintedLetter) -> dict[str, Any]:
    posted = one.posted_on.isoformat() if one.posted_on else None
    return {"centre": one.centre, "printed_on": one.printed_on.isoformat(), "posted_on": posted, "stopped": one.stopped}


def _request_json(one: Before) -> dict[str, Any]:
    return {
        "kind": one.row.kind.value,
        "on": one.row.days.received_on.isoformat(),
        "said": one.words.said,
        "should_be": one.words.should_be,
        "outcome": one.row.outcome.value if one.row.outcome else None,
        "answered_on": one.row.closed_on.isoformat() if one.row.closed_on else None,
    }


def _statement(one: Statement) -> Entry:
    rows = tuple((_upper(NAMES.get(name, name)), (value,)) for name, value in one.said.items())
    return Entry(f"Baby {one.baby}: from {one.by}, {day_in_words(one.received_on)}", rows)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _decided(one: Decided) -> Entry:
    said = f"your details could be told to {one.told_to}" if one.told_to else "your details were not passed on"
    why = ", because you had said no" if one.own_no else ""
    return Entry(f"Baby {one.baby}, from {day_in_words(one.on)}: {said}{why}", ())


def _letter(one: PrintedLetter) -> Entry:
    posted = f"posted on {day_in_words(one.posted_on)}" if one.posted_on else "not posted"
    stopped = "; stopped on its way" if one.stopped and one.posted_on else ""
    return Entry(f"For {one.centre}: printed on {day_in_words(one.printed_on)}, {posted}{stopped}", ())


def _tried(one: Tried) -> Entry:
    told = (
        ("Language", one.language),
        ("Interpreter", one.interpreter and one.interpreter.replace("-", " ")),
        ("What was written about it", one.note),
    )
    rows = tuple((name, (said,)) for name, said in told if said)
    what = f"{CHANNELS[one.channel]} by {one.centre}: {OUTCOMES[one.outcome]}"
    return Entry(f"{what}, {day_in_words(one.made_on)}", rows)


def _came(one: Came) -> Entry:
    what = "You joined" if one.joined else "You came to"
    through = f" ({KINDS[one.kind]})" if one.kind else ""
    return Entry(f"{what} {one.centre}{through}, {day_in_words(one.on)}", ())


def _referred(one: Referred) -> Entry:
    return Entry(f"{REFERRERS[one.by_whom]}, to {one.centre}, on {day_in_words(one.on)}", ())


def _objection(one: Stated) -> Entry:
    return Entry(f"The family said no to being contacted: noted on {day_in_words(one.since)}", ())


def _asked(one: Before) -> Entry:
    said: list[tuple[str, tuple[str, ...]]] = [("You said", (one.words.said,))] if one.words.said else []
    said += [("It should be", tuple(one.words.should_be.splitlines()))] if one.words.should_be else []
    said += [("How it ended", (ENDED[one.row.outcome],))] if one.row.outcome else []
    return Entry(f"{REQUESTS[one.row.kind]}, {day_in_words(one.row.days.received_on)}", tuple(said))
