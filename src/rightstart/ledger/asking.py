"""Hides how a witness is asked by HTTP to cosign what is published (C2SP tlog-witness, add-checkpoint), and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from http.client import HTTPException
from pathlib import Path
from re import fullmatch
from typing import TypeAlias
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from rightstart.ledger.checkpoint import claimed
from rightstart.ledger.cosigned import Standing, witnesses
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.prove import NoProof
from rightstart.ledger.witnesses import Taken, request, take

PATIENCE = 10
"""Seconds to wait for one witness."""
MOST_BYTES = 16_384
GOOD, CONFLICT = 200, 409


class Unanswered(Enum):
    """Why a witness that was asked has not cosigned."""

    UNREACHABLE = "unreachable"
    """Nobody answered, or not as a witness does."""
    NOT_KNOWN = "not_known"
    """It does not know this ledger, or another key for it."""
    AHEAD = "ahead"
    """It has cosigned more than is published here, or something else: this ledger was cut, or put back to an earlier day."""
    INCONSISTENT = "inconsistent"
    """It finds that the ledger does not begin with what it cosigned before."""
    FALSE = "false"
    """What it answered is not its word over this checkpoint."""


Answer: TypeAlias = Taken | Unanswered | NoProof
REFUSALS = {403: Unanswered.NOT_KNOWN, 404: Unanswered.NOT_KNOWN, 422: Unanswered.INCONSISTENT}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which witness was asked, and what came of it."""

    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The witness has cosigned another size last than was known here."""

    size: int


class _NoWayRound(HTTPRedirectHandler):
    """A witness answers itself: a redirect would turn the question into another one."""

    def redirect_request(self, *_: object) -> None:
        return None


_open = build_opener(_NoWayRound).open


def ask_witnesses(*, directory: Path, at: datetime) -> list[Asked]:
    """Ask every witness with an address that has not cosigned yet what is published here. Waits for each in turn."""
    note = published_note(reader(directory))
    head = claimed(note) if note else None
    behind = [one for one in witnesses() if one.address and head and one.size < head.size]
    return [Asked(one.key.name, _ask(one, directory, at)) for one in behind]


def _ask(one: Standing, directory: Path, at: datetime) -> Answer:
    """Ask from what it cosigned last as far as is known here; once more from where it says that it is."""
    said = _ask_from(one.size, one, directory, at)
    if isinstance(said, _Elsewhere):
        said = _ask_from(said.size, one, directory, at)
    return Unanswered.UNREACHABLE if isinstance(said, _Elsewhere) else said


def _ask_from(old: int, one: Standing, directory: Path, at: datetime) -> Answer | _Elsewhere:
    asked = request(old, directory=directory)
    if isinstance(asked, NoProof):
        return Unanswered.AHEAD if old > one.size and asked is NoProof.UNKNOWN else asked
    answered = _post(f"{one.address}/add-checkpoint", asked.text)
    if answered is None:
        return Unanswered.UNREACHABLE
    status, body = answered
    if status == CONFLICT and (told := fullmatch("([0-9]{1,18})\n", body)):
        return Unanswered.AHEAD if int(told[1]) == old else _Elsewhere(int(told[1]))
    if status == GOOD:
        taken = take(asked.note + body, at=at)
        return taken if isinstance(taken, Taken) and one.key.name in taken.names else Unanswered.FALSE
    return REFUSALS.get(status, Unanswered.UNREACHABLE)


def _post(address: str, text: str) -> tuple[int, str] | None:
    """Status and body of an answer; none where nobody answers."""
    sent = Request(address, text.encode(), {"Content-Type": "text/plain; charset=utf-8"}, method="POST")  # noqa: S310
    try:
        with _open(sent, timeout=PATIENCE) as answer:
            return answer.status, answer.read(MOST_BYTES).decode(errors="replace")
    except HTTPError as error:
        with error:
            return error.code, error.read(MOST_BYTES).decode(errors="replace")
    except (OSError, HTTPException, ValueError):
        return None
