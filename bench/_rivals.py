"""What matching is measured beside: the rule of three of four, and a plain Splink model in an environment of its own."""

import csv
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from bench._noise import Record
from rightstart.births.rules import Likeness

ROOT = Path(__file__).resolve().parent.parent
SPLINKS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
MATCHES, ASKS = 0.99, 0.5  # probability from which Splink's pairs count as one baby, and from which as a question

Pair = tuple[int, int]


def three_of_four(records: Sequence[Record], said: Sequence[Likeness]) -> tuple[set[Pair], set[Pair], int]:
    """One NHS number is one baby and two are two; else three alike of forename, surname, date of birth and postcode."""
    alike: set[Pair] = set()
    for chosen in combinations((_forename, _surname, _day, _postcode), 3):
        alike |= {pair for pair in _sharing(records, said, chosen) if not _two_numbers(said, pair)}
    return alike | _sharing(records, said, (_number,)), set(), 0


Field = Callable[[Likeness], object]


def _forename(one: Likeness) -> object:
    return one.forename_key


def _surname(one: Likeness) -> object:
    return one.surname_key


def _day(one: Likeness) -> object:
    return one.born_on


def _postcode(one: Likeness) -> object:
    return one.postcode


def _number(one: Likeness) -> object:
    return one.nhs_key


def _sharing(records: Sequence[Record], said: Sequence[Likeness], fields: Iterable[Field]) -> set[Pair]:
    """Pairs of one council alike in each of these fields; what is not said is like nothing."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, (record, one) in enumerate(zip(records, said, strict=True)):
        values = [field(one) for field in fields]
        if None not in values:
            found[record.council, *values].append(place)
    return {pair for places in found.values() for pair in combinations(places, 2)}


def _two_numbers(said: Sequence[Likeness], pair: Pair) -> bool:
    one, other = (said[place].nhs_key for place in pair)
    return one is not None and other is not None and one != other


def splink(records: Sequence[Record], said: Sequence[Likeness]) -> tuple[set[Pair], set[Pair], int]:
    """Pairs that a plain Splink model holds for one baby (through their clusters), and those it is less sure of."""
    if not SPLINKS_PYTHON.exists():
        sys.exit("Splink is not here: run this as `script/bench matching`, which installs it into .venv-bench.")
    with tempfile.TemporaryDirectory(prefix="rs-splink-") as folder:
        sent, found = Path(folder) / "records.csv", Path(folder) / "pairs.csv"
        with sent.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("unique_id", "council", "surname", "forename", "parent", "born_on", "postcode", "number"))
            for place, (record, one) in enumerate(zip(records, said, strict=True)):
                named = record.forename.lower() if one.forename_key else ""
                words = (record.surname.lower(), named, record.parent.lower())
                writer.writerow((place, record.council, *words, record.born_on, record.postcode, record.number))
        subprocess.run(
            [SPLINKS_PYTHON, ROOT / "bench" / "_splink.py", sent, found, str(MATCHES), str(ASKS)], check=True
        )
        with found.open(newline="") as told:
            pairs = {"same": set[Pair](), "ask": set[Pair]()}
            for kind, one, other in csv.reader(told):
                pairs[kind].add((min(int(one), int(other)), max(int(one), int(other))))
    doubtful = pairs["ask"] - pairs["same"]
    return pairs["same"], doubtful, len({later for _, later in doubtful})
