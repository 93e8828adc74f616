"""A large file read in blocks says what it says when it is read whole: rows, row numbers, and why it can't be read."""

import mmap
import tempfile
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rightstart.intake import judging
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.formats import blocks, csv
from rightstart.intake.formats.table import Table, Tables, Unfit, Unreadable
from rightstart.intake.judging import Desk, Judged, Status
from rightstart.terms import Item
from tests.journey.world import as_csv, row
from tests.rules.test_agreements_rules import GOOD

CELLS = st.sampled_from(
    ["", " ", "Smith", "O’Neill", "é", "1", '"', '""', 'a "b" c', "x,y", "x;y", "two\nlines", "two\r\nlines"]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
FIRST_ROWS = st.sampled_from(["", "\n\n", " , \n", "\ufeff"])


def quoted(cell: str, how: bool) -> str:
    return '"' + cell.replace('"', '""') + '"' if how else cell


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Good and bad CSV alike: ragged rows, stray quotes, blank rows, line breaks of every kind inside and between."""
    end, before = draw(ENDS), draw(FIRST_ROWS)
    rows = draw(st.lists(st.lists(st.tuples(CELLS, st.booleans()), min_size=1, max_size=4), max_size=12))
    lines = ["record_id,baby_surname,postcode"] + [",".join(quoted(*cell) for cell in row) for row in rows]
    return (before + end.join(lines) + draw(st.sampled_from(["", end, end + end]))).encode()


def whole(read: Tables | Unreadable) -> Table | Unreadable:
    if isinstance(read, Unreadable):
        return read
    tables = list(read.each())
    return Table(pl.concat([one.frame for one in tables]), pl.concat([one.rows for one in tables]))


def same(one: Table | Unreadable, other: Table | Unreadable) -> bool:
    if isinstance(one, Unreadable) or isinstance(other, Unreadable):
        return one == other
    return one.frame.equals(other.frame) and one.rows.equals(other.rows)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "WHOLE", 8)
    monkeypatch.setattr(blocks, "BLOCK", 16)
    monkeypatch.setattr(csv, "CHUNK", 2)


@given(files())
def test_in_blocks_a_file_says_what_it_says_whole(raw: bytes) -> None:
    assert same(whole(blocks.read(raw)), csv.read(raw))


@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_read_or_refused_alike(raw: bytes) -> None:
    assert same(whole(blocks.read(raw)), csv.read(raw))


def test_a_file_mapped_into_memory_is_read_like_its_bytes() -> None:
    raw = as_csv(row(f"R{number}", "Smith", "2026-09-14") for number in range(40))
    with tempfile.TemporaryFile() as file:
        file.write(raw)
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            assert same(whole(blocks.read(mapped)), csv.read(raw))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"a,b\n1,2\0\n", Unfit.BINARY),
        (b"a,b\n1,\x81\n\xff\xfe\n", Unfit.ENCODING),
        (b"\n" * 40, Unfit.EMPTY),
        (b'a,b\n1,"two\n' + b"x\n" * 30, Unfit.QUOTES),
    ],
)
def test_what_can_t_be_read_is_refused_with_its_reason(raw: bytes, why: Unfit) -> None:
    read = blocks.read(raw)
    assert isinstance(read, Unreadable)
    assert read.reason is why


ROWS = [
    row("R1", "Smith", "2026-09-14"),
    row("R2", "Jones", "2026-09-31", contact="hold"),
    row("R1", "Smith", "2026-09-14"),
    row("R3", "Khan", "2026-09-14", postcode="HD1 2AA"),
    row("R4", "Ali", "2026-09-14"),
    row("R4", "Ali", "2026-09-15"),
    row("R5", "Nowak", "2026-09-14", outcome="stillbirth"),
    row("R6", "Taylor", "2026-09-14", postcode="ZZZSECUR"),
    *(row(f"G{number}", "Green", "2026-09-14") for number in range(20)),
]


def judged(rows: list[dict[str, str]]) -> Judged:
    homes = {"HX1 1UJ": "E08000033", "HD1 2AA": "E08000034"}
    agreement = replace(GOOD, items=frozenset(Item))
    desk = Desk(V1_0, "E08000033", Kind.BIRTHS, date(2026, 10, 5), frozenset(Attestation), agreement)
    return judging.judge(as_csv(rows), desk, lambda *_: homes)


def told(one: Judged) -> tuple[object, ...]:
    parts = list(one.parts())
    frames = [pl.concat([getattr(part, name) for part in parts]) for name in ("fit", "stops", "waiting", "elsewhere")]
    kept = b"".join(one.kept())
    assert one.summary is not None
    return one.status, one.faults, one.summary, [frame.rows() for frame in frames], kept


def test_a_file_judged_in_parts_has_the_same_fates_faults_stops_and_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts = judged(ROWS)
    assert len(list(in_parts.parts())) > 5
    monkeypatch.setattr(blocks, "WHOLE", 2**20)
    at_once = judged(ROWS)
    assert len(list(at_once.parts())) == 1
    assert in_parts.status is Status.ACCEPTED
    assert told(in_parts) == told(at_once)
