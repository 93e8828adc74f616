"""From a marker to the family gone from every screen and every queue, with a million births stored over 2,500 centres.

One birth after another, each at another centre, is told to have died, in a warm process. Gone from the screens: the marker, the
decision and the call-back are committed, and the centre's worklist and the family's own page, asked as that centre, show it no
more. Gone from the queues: no line of it stands open, packed or sent, copies of what was sent are to be destroyed, and no letter
to it is left in the pile. Half of the births wait in parcels that were packed and not sent; to the others a letter is printed. To
every family of the country one was posted long ago. Each is checked to have been there before.
"""

import argparse
import sys
import time
from datetime import datetime, timedelta

from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
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
# A letter to every family, posted long ago; and one in the pile to each birth that is to be marked and was sent.
BATCHES = """
INSERT INTO contact_letterbatch (reference, sender_id, council_id, made_at, made_by, leaf_hash, printed_at, posted_at, posted_by,
    posted_leaf_hash)
SELECT %(name)s || c.id, c.id, c.council_id, %(at)s, 'bench', '', %(at)s, %(posted)s, %(by)s, %(leaf)s
FROM directory_organisation c WHERE c.kind = 'centre'
"""
LETTERS = """
INSERT INTO contact_letter (batch_id, number, centre_id, family_id, reference, printed_at, posted_at)
SELECT b.id, row_number() OVER (PARTITION BY l.centre_id), l.centre_id, l.family_id, l.reference, %(at)s, %(posted)s
FROM handover_line l JOIN contact_letterbatch b ON b.reference = %(name)s || l.centre_id
WHERE l.replaced_at IS NULL AND (%(births)s::bigint[] IS NULL OR l.birth_id = ANY(%(births)s))
"""
QUEUED = """
SELECT (SELECT count(*) FROM handover_line WHERE birth_id = %(birth)s AND replaced_at IS NULL),
       (SELECT count(*) FROM handover_callback WHERE reference = %(reference)s AND answered_at IS NULL),
       (SELECT count(*) FROM contact_letter WHERE reference = %(reference)s AND withdrawn_at IS NULL AND posted_at IS NULL)
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
        now, long_ago = timezone.now(), timezone.now() - timedelta(days=60)
        _letters(cursor, "old-", long_ago, posted=long_ago)
        _letters(cursor, "new-", now, births=[row[0] for row in found[1::2]])
        cursor.execute("ANALYZE contact_letter")
    return found


def _letters(
    cursor: CursorWrapper, name: str, at: datetime, *, posted: datetime | None = None, births: list[int] | None = None
) -> None:
    """A batch for every centre, with a letter to each of these births, or to all."""
    by, leaf = ("bench", b"") if posted else (None, None)
    told = {"name": name, "at": at, "posted": posted, "by": by, "leaf": leaf, "births": births}
    cursor.execute(BATCHES, told)
    cursor.execute(LETTERS, told)


def _recall(number: int, birth: int, centre: int, reference: str, _: int) -> tuple[float, float, float]:
    at = timezone.now()
    viewer = open_viewing("centre", OrganisationId(centre), until=at + timedelta(hours=1))
    shown = number % 2 == 1  # of the others the parcel has not been sent
    if (family(viewer, reference, at=at) is not None) is not shown or _queued(birth, reference) != (1, 0, int(shown)):
        sys.exit("not as it should be before the marker")
    started = time.perf_counter()
    journey.mark(birth=BirthId(birth), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=at)
    told = time.perf_counter() - started
    listed = {one.reference for one in worklist(viewer, at=at).families}
    if reference in listed or family(viewer, reference, at=at) is not None:
        sys.exit("still on a screen")
    screen = time.perf_counter() - started
    if _queued(birth, reference) != (0, int(shown), 0):  # of what was never sent there is no copy to destroy
        sys.exit("still in a queue, or nobody is asked to destroy it")
    queue = time.perf_counter() - started
    end_viewing(viewer)
    return told, screen, queue


def _queued(birth: int, reference: str) -> tuple[int, int, int]:
    """Open lines of the birth, demands to destroy its copies, and letters to it that could still be posted."""
    with connection.cursor() as cursor:
        cursor.execute(QUEUED, {"birth": birth, "reference": reference})
        lines, demands, letters = cursor.fetchone()
    return lines, demands, letters


if __name__ == "__main__":
    main()
