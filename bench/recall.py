"""From a marker to the family gone from every screen and every queue, with a million births stored over 2,500 centres.

One birth after another, each at another centre, is told to have died, in a warm process. Gone from the screens: the marker, the
decision and the call-back are committed, and the centre's worklist and the family's own page, asked as that centre, show it no
more. Gone from the queues: no line of it stands open, packed or sent, and copies of what was sent are to be destroyed. Half of the
births wait in parcels that were packed and not sent. Each is checked to have been there before.
"""

import argparse
import sys
import time
from datetime import timedelta

from django.db import connection, connections
from django.utils import timezone

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import England
from bench._measure import percentile
from bench._stored import store
from rightstart import journey
from rightstart.contact.worklist import family, worklist
from rightstart.engine.isolation import end_viewing, open_viewing
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId

BY = Actor.job("bench")
# One birth of each of so many centres, spread over them all.
CHOSEN = """
SELECT DISTINCT ON (centre_id) birth_id, centre_id, reference, parcel_id FROM handover_line
WHERE replaced_at IS NULL AND centre_id %% %(step)s = 0 ORDER BY centre_id, due_on, family_id LIMIT %(count)s
"""
QUEUED = """
SELECT (SELECT count(*) FROM handover_line WHERE birth_id = %(birth)s AND replaced_at IS NULL),
       (SELECT count(*) FROM handover_callback WHERE reference = %(reference)s AND answered_at IS NULL)
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench recall", description=__doc__)
    parser.add_argument("--births", type=int, default=1_000_000)
    parser.add_argument("--markers", type=int, default=200)
    options = parser.parse_args()
    print(f"storing {options.births:,} births …", flush=True)
    with own_database():
        England().settle()
        stored = store(options.births)
        _bench(stored, options.markers)


def _bench(stored: int, markers: int) -> None:
    chosen = _chosen(markers)
    print(f"{len(chosen):,} births are told to have died …", flush=True)
    taken = [_recall(number, *one) for number, one in enumerate(chosen)]
    told = {"told, decided, called back": 0, "gone from the screens": 1, "gone from the queue": 2}
    print(f"\n{stored:,} births stored; {len(chosen):,} markers, from each to …")
    # Of a centre whose parcel was not sent the list is empty, and quick to read: so the halves stand apart. The first plans.
    for half, ones in (("sent, and on a list", taken[1::2]), ("packed, and not sent", taken[2::2])):
        print(f"  {half}:")
        for label, place in told.items():
            ms = [one[place] * 1000 for one in ones]
            print(f"    {label:<28} p50 {percentile(ms, 50):7.1f} ms   p95 {percentile(ms, 95):7.1f} ms")


def _chosen(count: int) -> list[tuple[int, int, str, int]]:
    """Births to mark; every second one's parcel is packed and not sent."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT centre_id) FROM handover_line")
        step = max(1, cursor.fetchone()[0] // count)
        cursor.execute(CHOSEN, {"step": step, "count": count})
        found = cursor.fetchall()
        cursor.execute("UPDATE handover_parcel SET sent_at = NULL WHERE id = ANY(%s)", [[row[3] for row in found[::2]]])
    return found


def _recall(number: int, birth: int, centre: int, reference: str, _: int) -> tuple[float, float, float]:
    at = timezone.now()
    viewer = open_viewing("centre", OrganisationId(centre), until=at + timedelta(hours=1))
    shown = number % 2 == 1  # of the others the parcel has not been sent
    if (family(viewer, reference, at=at) is not None) is not shown or _queued(birth, reference) != (1, 0):
        sys.exit("not as it should be before the marker")
    started = time.perf_counter()
    journey.mark(birth=BirthId(birth), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=at)
    told = time.perf_counter() - started
    listed = {one.reference for one in worklist(viewer, at=at).families}
    if reference in listed or family(viewer, reference, at=at) is not None:
        sys.exit("still on a screen")
    screen = time.perf_counter() - started
    if _queued(birth, reference) != (0, int(shown)):  # of what was never sent there is no copy to destroy
        sys.exit("still in a queue, or nobody is asked to destroy it")
    queue = time.perf_counter() - started
    end_viewing(viewer)
    return told, screen, queue


def _queued(birth: int, reference: str) -> tuple[int, int]:
    """Open lines of the birth, and demands to destroy its copies."""
    with connection.cursor() as cursor:
        cursor.execute(QUEUED, {"birth": birth, "reference": reference})
        lines, demands = cursor.fetchone()
    return lines, demands


if __name__ == "__main__":
    main()
