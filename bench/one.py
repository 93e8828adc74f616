"""One birth in a warm process: from a file of one row, born 20 days ago, to the family on the worklist its centre reads."""

import argparse
import sys
import time
from datetime import UTC, datetime, timedelta

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import SUPPLIER, England
from bench._measure import percentile
from rightstart import journey
from rightstart.contact.shown import PAGE_SIZE
from rightstart.contact.worklist import worklist
from rightstart.directory.models import Organisation
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Received
from rightstart.terms import Actor, OrganisationId, Period, london_date

BY = Actor.job("bench")
WARM_UP = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench one", description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    print("setting up …", flush=True)
    with own_database():
        _bench(runs)


def _bench(runs: int) -> None:
    england = England()
    england.settle()
    council = england.councils[0]
    postcode = england.postcodes_of(council)[0]
    centre = Organisation.objects.get(code=england.centre_of[0])
    viewer = open_viewing("centre", OrganisationId(centre.pk), until=datetime.now(UTC) + timedelta(hours=1))
    taken = [_once(number, council, postcode, viewer) for number in range(WARM_UP + runs)][WARM_UP:]
    print(f"\none row received → on the worklist, {runs} times in a warm process:")
    print(f"    p50 {percentile(taken, 50) * 1000:8.1f} ms")
    print(f"    p95 {percentile(taken, 95) * 1000:8.1f} ms")


def _once(number: int, council: str, postcode: str, viewer: Viewer) -> float:
    """Seconds from the bytes to a worklist that has one family more, on its last page."""
    at = datetime.now(UTC)
    today = london_date(at)
    born_on = today - timedelta(days=20)
    handed = HandedIn(
        content=(
            "record_id,baby_surname,born_on,address_line_1,postcode,outcome,parent_name,told_on,objection\n"
            f"R{number},Smith{number},{born_on},{number + 1} High Street,{postcode},live,Alex Jones{number},{born_on},no\n"
        ).encode(),
        supplier=SUPPLIER,
        council=council,
        period=Period(today - timedelta(days=30), today),
        attests=frozenset(Attestation),
    )
    started = time.perf_counter()
    answer = journey.bring_in(handed, by=BY, at=at)
    journey.hand_over_due(by=BY, at=at)
    found = worklist(viewer, at=at, page=number // PAGE_SIZE + 1)
    seconds = time.perf_counter() - started
    if not isinstance(answer, Received) or found.total != number + 1 or len(found.families) != number % PAGE_SIZE + 1:
        sys.exit(f"not on the worklist: {answer}, {found.total} families")
    return seconds


if __name__ == "__main__":
    main()
