"""Hundreds of files that no supplier should send and some do: good ones of both formats, spoilt in every way that is known of."""

import io
import random
import zipfile
from collections.abc import Iterator
from typing import Any

import xlsxwriter

SEED = 20190901  # the month in which a feed that had changed without a word wrote to bereaved parents
SECRETS = ("Quillfeather", "Wrenfield", "7 Larkspur Court", "HX3 5AA", "9990000018", "quill@example.org")
HEADER = (
    *("record_id", "baby_surname", "born_on", "address_line_1", "postcode", "contact", "outcome", "parent_name"),
    *("told_on", "objection", "nhs_number", "email", "birth_order", "births_in_confinement", "language"),
)
ROW = (
    *("S-{}", "Quillfeather", "2026-09-14", "7 Larkspur Court", "HX3 5AA", "", "live", "Wrenfield"),
    *("2026-09-15", "no", "9990000018", "quill@example.org", "", "", "en"),
)
Named = tuple[str, bytes]


def rows(count: int = 6) -> list[list[str]]:
    return [[cell.format(number) for cell in ROW] for number in range(count)]


def as_text(table: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    return end.join(delimiter.join(row) for row in [list(HEADER), *table]) + end


def as_book(table: list[list[Any]], header: tuple[str, ...] = HEADER) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Births")
        for number, row in enumerate([list(header), *table]):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def files() -> Iterator[Named]:
    """Each spoilt file with what was done to it; the same each time."""
    dice = random.Random(SEED)
    yield from _texts()
    yield from _cells(dice)
    yield from _bytes(dice)
    yield from _archives(dice)


def _texts() -> Iterator[Named]:
    good = as_text(rows())
    for encoding in ("utf-16", "utf-16-le", "utf-32", "utf-7", "utf-8-sig", "cp1252", "cp037", "shift_jis"):
        yield f"csv in {encoding}", good.encode(encoding)
    for delimiter in "|:~ \t;":
        yield f"csv parted by {delimiter!r}", as_text(rows(), delimiter).encode()
    for end in ("\r", "\n\r", "\x0b", "\x0c", "\x85", "\u2028", ""):
        yield f"csv with lines ended by {end!r}", as_text(rows(), end=end).encode()
    yield "only a header", good.split("\r\n")[0].encode()
    yield "no header", "\r\n".join(good.split("\r\n")[1:]).encode()
    yield "the header twice", ("\r\n".join([good.split("\r\n")[0], good])).encode()
    yield "unclosed quotation mark", good.replace("Wrenfield", '"Wrenfield', 1).encode()
    yield "a cell of a megabyte", good.replace("Wrenfield", '"' + "Wrenfield" * 120_000 + '"', 1).encode()
    yield "ten thousand columns", (",".join(f"c{n}" for n in range(10_000)) + "\n" + "," * 9_999).encode()
    yield "a row too long", good.replace(",en\r\n", ",en,Quillfeather\r\n", 1).encode()
    yield "a row too short", good.replace(",en\r\n", "\r\n", 1).encode()
    yield "lone surrogate", good.encode().replace(b"Wrenfield", b"Wren\xed\xa0\x80field", 1)
    yield "a page of the web", b"<!DOCTYPE html><html><body>Quillfeather</body></html>"
    yield "a document", b"%PDF-1.7\n1 0 obj\nQuillfeather\nendobj"
    yield "a message", b'{"resourceType": "Bundle", "name": "Quillfeather"}'


def _cells(dice: random.Random) -> Iterator[Named]:
    """One cell after the other holds what it should not, in both formats."""
    odd = [
        "x" * 5_000,
        "Quillfeather\x01",
        "\u202e7 Larkspur Court",
        "=HYPERLINK(1)",
        "-1",
        "99999999999999999999",
        "31/02/2026",
    ]
    odd += [
        "#N/A",
        "NULL",
        "nan",
        "\ufeff",
        "\U0001f476",
        "Quill\nfeather",
        "0000-00-00",
        "\uff11\uff12\uff13",
        "true",
        "'",
        "%s%s%n",
        "../../x",
    ]
    for place, name in enumerate(HEADER):
        for value in dice.sample(odd, 6):
            table = rows()
            table[dice.randrange(len(table))][place] = value
            quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in table]
            yield f"csv, {name} holds {value[:12]!r}", as_text(quoted).encode()
            if place % 3 == 0:
                yield f"xlsx, {name} holds {value[:12]!r}", as_book(table)


def _bytes(dice: random.Random) -> Iterator[Named]:
    """Single bytes are lost, doubled or changed."""
    for kind, good in (("csv", as_text(rows()).encode()), ("xlsx", as_book(rows()))):
        for number in range(60):
            at, how = dice.randrange(len(good)), dice.choice(("cut", "lost", "changed", "nul"))
            spoilt = {
                "cut": good[:at],
                "lost": good[:at] + good[at + 1 :],
                "changed": good[:at] + bytes([dice.randrange(256)]) + good[at + 1 :],
                "nul": good[:at] + b"\0" + good[at:],
            }[how]
            yield f"{kind} {how} at byte {at} ({number})", spoilt


def _archives(dice: random.Random) -> Iterator[Named]:
    parts = _parts(as_book(rows()))
    for name in parts:
        yield f"xlsx without {name}", _packed({n: c for n, c in parts.items() if n != name})
        yield f"xlsx with an empty {name}", _packed(parts | {name: b""})
        yield f"xlsx with half of {name}", _packed(parts | {name: parts[name][: len(parts[name]) // 2]})
        other = dice.choice(list(parts))
        yield f"xlsx with {other} for {name}", _packed(parts | {name: parts[other]})
    lot = b"<a>" + b"Quillfeather " * 4_000_000 + b"</a>"
    yield "xlsx that unpacks to 50 MB of nothing", _packed(parts | {"xl/worksheets/sheet1.xml": lot})
    yield "xlsx of 3,000 parts", _packed(parts | {f"xl/media/{n}.png": b"x" for n in range(3_000)})
    yield "an archive in an archive", _packed({"births.xlsx": as_book(rows())})
    yield "an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Quillfeather" * 99


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
