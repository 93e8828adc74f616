"""First letters of one council with a million births stored: a batch of 1,000 made, printed as PDF, and posted.

Every family passes the gate when its letter is queued, when it is printed and when it is posted.
"""

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

from django.utils import timezone

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import England
from bench._measure import peak_mib
from bench._stored import store
from rightstart.contact.letters import batches, hybrid, queueing
from rightstart.contact.letters.batches import Batch
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.engine.archive import streamed
from rightstart.terms import Actor, OrganisationId, london_date

BY = Actor.job("bench")
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench letters", description=__doc__)
    parser.add_argument("--births", type=int, default=1_000_000)
    options = parser.parse_args()
    print(f"storing {options.births:,} births …", flush=True)
    with own_database():
        England().settle()
        stored = store(options.births)
        council = people.organisations(OrganisationKind.COUNCIL)[0]
        told = {"number": "01632 960001", "hours": "9 to 5", "by": BY, "at": timezone.now()}
        keep_number(organisation_code=council.code, role=RoleKind.DATA_STEWARD, **told)
        print(f"\n{stored:,} births stored; {len(people.organisations(council=council.id))} centres")
        _bench(council.id)


def _bench(council: OrganisationId) -> None:
    spent: dict[str, float] = {}
    at = timezone.now()
    begun = _timed(spent, "begun: the page answers", lambda: queueing.begin(sender=council, by=BY, at=at))
    assert isinstance(begun, Batch), begun
    _timed(spent, "made to its end", lambda: queueing.finish(at=at))
    named = {"sender": council, "reference": begun.reference, "by": BY, "at": at}
    sheets = _timed(spent, "printed: asked of the gate", lambda: batches.print_letters(**named))
    assert isinstance(sheets, list), sheets
    _timed(spent, "printed: set as PDF", lambda: as_pdf(begun.reference, sheets, Form.LETTERS, on=london_date(at)))
    beside: dict[str, float] = {}
    archive = streamed(hybrid.files(begun.reference, sheets, on=london_date(at)))
    _timed(beside, "for hybrid mail instead: the first file", lambda: next(archive))
    _timed(beside, "for hybrid mail instead: the others", lambda: sum(map(len, archive)))
    posted = _timed(spent, "posted", lambda: batches.post(**named))
    assert isinstance(posted, Batch), posted
    for label, seconds in spent.items():
        print(f"  {label:<28} {seconds * 1000:8.0f} ms")
    for label, seconds in beside.items():
        print(f"  {label:<40} {seconds * 1000:8.0f} ms")
    print(f"{posted.letters:,} letters in {sum(spent.values()):.1f} s; peak memory {peak_mib():,.0f} MiB")


def _timed(spent: dict[str, float], label: str, work: Callable[[], T]) -> T:
    started = time.perf_counter()
    done = work()
    spent[label] = spent.get(label, 0) + time.perf_counter() - started
    return done


if __name__ == "__main__":
    main()
