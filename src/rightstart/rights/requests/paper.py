"""Hides how a pack becomes what the parent is given: a tagged PDF to read, and the same as JSON for another machine."""

import io
import json
import zipfile
from importlib.resources import files
from typing import Any, Final

from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.engine.pdf import tagged_pdf
from rightstart.rights.paper import ITEMS, RIGHTS, Entry, parts, printed
from rightstart.rights.paper import Part as Told
from rightstart.rights.requests.keeping import RequestRow
from rightstart.rights.requests.pack import Pack, Statement, Tried
from rightstart.rights.requests.rules import UNSAID, Part, RequestKind, Why
from rightstart.terms import day_in_words

SCHEMA: Final = "family-pack-1.json"
NAMES: Final = {item.value: words for item, words in ITEMS.items()} | {
    "record_id": "the number of the health service’s record",
    "uprn": "the number of the property",
    "birth_order": "the order of birth",
}
LEFT_OUT: Final = {
    (
        Part.HOME,
        Why.OTHERS,
    ): "Where the family lives, its telephone and its e-mail address: they may be somebody else’s.",
    (Part.HOME, Why.SAFEGUARD): "Where the family lives, its telephone and its e-mail address.",
    (Part.PARENT, Why.OTHERS): "The name of the parent in the record: it may be somebody else’s.",
    (Part.NOTES, Why.OTHERS): "What staff wrote after a call or a visit: it may be about somebody else.",
    (Part.NOTES, Why.SAFEGUARD): "What staff wrote after a call or a visit.",
}
ALWAYS: Final = (
    "The law lets some details be left out to keep somebody safe. A council says the same on every such paper."
)
CHANNELS: Final = {
    Channel.LETTER: "A letter",
    Channel.PHONE: "A telephone call",
    Channel.TEXT: "A text message",
    Channel.EMAIL: "An e-mail",
    Channel.VISIT: "A visit",
    Channel.AT_CENTRE: "At the centre",
    Channel.HEALTH_VISITOR: "Through the health visitor",
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
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"family-{pack.reference}.pdf", as_pdf(pack))
        packed.writestr(f"family-{pack.reference}.json", json.dumps(as_json(pack), ensure_ascii=False, indent=2))
        packed.writestr(SCHEMA, schema())
    return held.getvalue()


def schema() -> str:
    """The JSON Schema of a pack."""
    return files("rightstart.rights.requests").joinpath(SCHEMA).read_text()


def as_pdf(pack: Pack) -> bytes:
    """Tagged PDF (PDF/UA-1)."""
    shown = [
        Told("What is held of your family", tuple(_statement(one) for one in pack.statements)),
        *parts(pack.account, pack.council),
        Told("How your centre tried to reach you", tuple(_tried(one) for one in pack.tried)),
        Told("What you asked before", tuple(Entry(_asked(one), ()) for one in pack.requests)),
    ]
    told: dict[str, object] = {
        "title": "What is held of your family",
        "lead": [
            f"Drawn up by {pack.council} on {day_in_words(pack.made_on)}. Reference {pack.reference}.",
            "It holds personal details. Keep it where nobody else reads it.",
        ],
        "parts": [printed(one) for one in shown],
        "next": "What is left out, and what you can do",
        "rights": [*said_left_out(pack), ALWAYS, *RIGHTS],
    }
    return tagged_pdf("rights", "account", told)


def said_left_out(pack: Pack) -> list[str]:
    """What is left out, as far as that may be said."""
    return [f"Left out: {LEFT_OUT[one]}" for one in pack.left_out.items() if one[0] not in UNSAID]


def as_json(pack: Pack) -> dict[str, Any]:
    """The same for another machine, as its schema says."""
    return {
        "schema": SCHEMA,
        "reference": pack.reference,
        "council": pack.council,
        "made_on": pack.made_on.isoformat(),
        "statements": [
            {
                "baby": one.baby,
                "by": one.by,
                "received_on": one.received_on.isoformat(),
                "as_at": one.as_at.isoformat(),
                "said": one.said,
            }
            for one in pack.statements
        ],
        "told": [
            {"heading": entry.heading, "rows": {key: list(lines) for key, lines in entry.rows}}
            for part in parts(pack.account, pack.council)
            for entry in part.entries
        ],
        "tried": [
            {
                "centre": one.centre,
                "channel": one.channel.value,
                "outcome": one.outcome.value,
                "on": one.made_on.isoformat(),
                "note": one.note,
            }
            for one in pack.tried
        ],
        "requests": [{"kind": one.kind.value, "on": one.opened_on.isoformat()} for one in pack.requests],
        "left_out": said_left_out(pack),
    }


def _statement(one: Statement) -> Entry:
    rows = tuple((NAMES.get(name, name), (value,)) for name, value in one.said.items())
    return Entry(f"Baby {one.baby}: from {one.by}, {day_in_words(one.received_on)}", rows)


def _tried(one: Tried) -> Entry:
    rows = (("What was written about it", (one.note,)),) if one.note else ()
    what = f"{CHANNELS[one.channel]} by {one.centre}: {OUTCOMES[one.outcome]}"
    return Entry(f"{what}, {day_in_words(one.made_on)}", rows)


def _asked(one: RequestRow) -> str:
    return f"{REQUESTS[one.kind]}, {day_in_words(one.opened_on)}"
