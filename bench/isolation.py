"""What row security costs: a centre's worklist and a council's count of its births as the viewer, and as the tables' owner, whom it

leaves alone, with its conditions written in. A council's search is the worker's: its cost is to ask whose the token is.
"""

import argparse
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import England
from bench._measure import percentile
from bench._stored import store
from rightstart.contact import choosing
from rightstart.contact.shown import PAGE_SIZE
from rightstart.directory.models import Organisation
from rightstart.engine.bulk import Question, ask, ask_together, named
from rightstart.engine.isolation import Viewer, ask_as, open_viewing, proven
from rightstart.handover.hand_over import UNSEEN
from rightstart.release.searching import Asked, looking_for
from rightstart.release.standing import COUNTED
from rightstart.terms import OrganisationId, london_date

ORGANISATIONS = 200
POLICIES = "SELECT tablename, qual FROM pg_policies WHERE roles = ARRAY[%(role)s::name]"
OWN = re.compile(r"\(\s*SELECT sec\.organisation\(\) AS organisation\)")
Questions = dict[str, Question]
Way = Callable[[Viewer, Questions], object]


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench isolation", description=__doc__)
    parser.add_argument("--births", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with own_database():
        England().settle()
        print(
            f"{store(options.births):,} births stored; {ORGANISATIONS} viewers, {options.rounds} rounds:\n", flush=True
        )
        _compare("a centre's worklist page", "centre", _worklist, (_guarded, _written_in), options.rounds)
        _compare("a council's disclosed births, counted", "council", _counted, (_guarded, _written_in), options.rounds)
        _compare("a council's births by a surname", "council", _searched, (_proven_first, _as_owner), options.rounds)


def _compare(what: str, kind: str, asked: Callable[[Viewer], Questions], ways: tuple[Way, Way], rounds: int) -> None:
    found = Organisation.objects.filter(kind=kind).order_by("code")
    step, until = max(1, found.count() // ORGANISATIONS), datetime.now(UTC) + timedelta(hours=2)
    viewers = [open_viewing(kind, OrganisationId(one.pk), until=until) for one in found[::step][:ORGANISATIONS]]
    taken: list[list[float]] = [[], []]
    for counts in (False, *[True] * rounds):  # in the first round each connection prepares its questions
        for viewer in viewers:
            questions, answers = asked(viewer), []
            for way, seconds in zip(ways, taken, strict=True):
                started = time.perf_counter()
                answers.append(way(viewer, questions))
                if counts:
                    seconds.append(time.perf_counter() - started)
            assert answers[0] == answers[1], "row security and the conditions written in disagree"
    _told(what, taken)


def _worklist(viewer: Viewer) -> Questions:
    at = datetime.now(UTC)
    wanted = choosing.values(choosing.ANYBODY, today=london_date(at), size=PAGE_SIZE, skip=0)
    due = Question(choosing.chooses(choosing.ALL) + named("contact", "lines"), wanted)
    unseen = Question(UNSEEN, {"centre": viewer.organisation, "at": at})
    return {"due": due, "removals": Question(named("contact", "removals"), {}), "unseen": unseen}


def _counted(viewer: Viewer) -> Questions:
    return {"counted": Question(COUNTED.replace("%s", "%(outcome)s::text"), {"outcome": "disclose"})}


def _searched(viewer: Viewer) -> Questions:
    looks = looking_for(viewer.organisation, Asked("Smith"), knows=False)
    return {"found": looks} if looks else {}


def _proven_first(viewer: Viewer, questions: Questions) -> object:
    assert proven(viewer, "council") == viewer.organisation
    return {name: ask(*one) for name, one in questions.items()}


def _guarded(viewer: Viewer, questions: Questions) -> object:
    return {name: rows for name, rows in ask_as(viewer, questions).items() if name in questions}


def _written_in(viewer: Viewer, questions: Questions) -> object:
    cut = {name: _narrowed(one.query, viewer.kind) for name, one in questions.items()}
    values = {name: {"own": viewer.organisation, **one.values} for name, one in questions.items()}
    return _as_owner(viewer, {name: Question(cut[name], values[name]) for name in questions})


def _as_owner(viewer: Viewer, questions: Questions) -> object:
    return ask_together(questions, using="owner")


@cache
def _narrowed(query: str, kind: str) -> str:
    """The query with each table cut down to the rows that its policy would show."""
    shows = dict(ask(POLICIES, {"role": f"rightstart_{kind}"}, using="owner"))
    tables = re.compile(rf"\b(FROM|JOIN) ({'|'.join(shows)}) (\w+)")
    cut = r"{} (SELECT * FROM {} WHERE {}) {}"
    return tables.sub(lambda at: cut.format(at[1], at[2], OWN.sub("%(own)s::bigint", shows[at[2]]), at[3]), query)


def _told(what: str, taken: list[list[float]]) -> None:
    ours, plain = ([percentile(one, share) * 1000 for share in (50, 95)] for one in taken)
    print(f"{what:<46} {'p50':>11} {'p95':>11}")
    print(f"    {'under row security':<42} {ours[0]:8.2f} ms {ours[1]:8.2f} ms")
    print(f"    {'as the owner':<42} {plain[0]:8.2f} ms {plain[1]:8.2f} ms")
    print(f"    {'ratio':<42} {ours[0] / plain[0]:9.2f} × {ours[1] / plain[1]:9.2f} ×\n", flush=True)


if __name__ == "__main__":
    main()
