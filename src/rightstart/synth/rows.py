"""Synthetic births as a supplier writes them down: how rows are made of them and what is odd is bent in."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, TypeAlias

from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.synth.families import Confinement
from rightstart.synth.oddities import Twist

Row: TypeAlias = dict[str, str]

STILLBORN: Final = {"outcome": "stillbirth", "baby_forename": "", "nhs_number": "", "hv_seen_on": ""}


def to_csv(rows: Iterable[Row]) -> bytes:
    """The rows as a file under contract 1.0: every column of it as header, UTF-8, lines ended as RFC 4180 says."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, V1_0.names)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def first_rows(family: Confinement, drawn_on: date) -> list[Row]:
    """A confinement as first sent, a row for each baby: what is known on the day of the extract, its twist bent in."""
    rows = []
    for order in range(1, len(family.babies) + 1):
        row = _straight(family, order, drawn_on)
        bend = BENDS.get(family.twist)
        rows.append(_unblank(row | bend(family, row) if bend else row))
    # A hold or a death needs no more than its record id, and many suppliers send no more.
    if family.twist in {Twist.HOLD, Twist.DIED} and family.rng("bare").random() < 0.5:
        return [{name: row[name] for name in ("record_id", "contact")} for row in rows]
    return rows


def later_rows(family: Confinement, first_drawn_on: date, drawn_on: date) -> list[Row]:
    """What the supplier says of a confinement when it speaks of it again; nothing for those it does not."""
    if family.twist is Twist.RESENT:
        return first_rows(family, first_drawn_on)
    if family.twist is Twist.WITHDRAWN:
        return [_unblank({"record_id": row["record_id"], "action": "withdraw"}) for row in first_rows(family, drawn_on)]
    rows = [_straight(family, order, drawn_on) for order in range(1, len(family.babies) + 1)]
    return [_unblank(row | {"action": "correct"} | _changed(family)) for row in rows]


def _changed(family: Confinement) -> Row:
    if family.twist is Twist.MOVED:
        new = family.next_home()
        return {"address_line_1": new.line_1, "address_line_2": new.line_2, "postcode": new.postcode}
    if family.twist is Twist.CORRECTED:
        number, street = family.home.line_1.split(" ", 1)
        return {"address_line_1": f"{int(number) + 2} {street}"}
    return {}


def _straight(family: Confinement, order: int, drawn_on: date) -> Row:
    home, baby, several = family.sent_home(), family.babies[order - 1], len(family.babies) > 1
    return {
        "record_id": f"{family.stem}-{order}",
        "baby_surname": family.surname,
        "born_on": family.born_on.isoformat(),
        "address_line_1": home.line_1,
        "address_line_2": home.line_2,
        "postcode": home.postcode,
        "outcome": "live",
        "parent_name": family.parent_name,
        "baby_forename": baby.forename,
        "birth_order": str(order) if several else "",
        "births_in_confinement": str(len(family.babies)) if several else "",
        "nhs_number": baby.nhs_number,
        "hv_seen_on": family.seen_on.isoformat() if family.seen_on < drawn_on else "",
        "told_on": family.told_on.isoformat(),
        "objection": "no",
        "language": family.language,
        "interpreter": family.interpreter,
    }


def _unblank(row: Row) -> Row:
    return {name: text for name, text in row.items() if text}


def _unnamed(family: Confinement, _row: Row) -> Row:
    ways = ("Baby", f"Baby of {family.parent_name}", "BB", "Infant")
    return {"baby_forename": family.rng("unnamed").choice(ways)}


def _bad_date(family: Confinement, _row: Row) -> Row:
    due_on = (family.known_on + timedelta(days=40)).isoformat()
    return {"born_on": family.rng("date").choice((f"30/02/{family.born_on.year}", due_on))}


def _bad_check_digit(family: Confinement, row: Row) -> Row:
    # A baby whose number is not known has none to get wrong: the sibling's, kept at hand, serves.
    number = row["nhs_number"] or family.pair[1].nhs_number or "9990000000"
    return {"nhs_number": f"{number[:9]}{(int(number[9]) + 1) % 10}"}


def _second_only(change: Row) -> Callable[[Confinement, Row], Row]:
    return lambda _family, row: change if row["birth_order"] == "2" else {}


def _always(change: Row) -> Callable[[Confinement, Row], Row]:
    return lambda _family, _row: change


BENDS: Final[dict[Twist, Callable[[Confinement, Row], Row]]] = {
    Twist.TWINS_NAMED_LATER: lambda _family, row: {"baby_forename": f"Twin {row['birth_order']}"},
    Twist.TWIN_STILLBORN: _second_only(STILLBORN),
    Twist.TWIN_DIED: _second_only({"contact": "died"}),
    Twist.UNNAMED: _unnamed,
    Twist.NAMED_LATER: _unnamed,
    Twist.STILLBORN: _always(STILLBORN),
    Twist.PROTECTED: _always({"postcode": "ZZZSECUR"}),
    Twist.HOLD: _always({"contact": "hold"}),
    Twist.DIED: _always({"contact": "died"}),
    Twist.OBJECTION: _always({"objection": "yes"}),
    Twist.BAD_DATE: _bad_date,
    Twist.BAD_CHECK_DIGIT: _bad_check_digit,
    Twist.NO_SURNAME: _always({"baby_surname": ""}),
    Twist.BAD_POSTCODE: lambda _family, row: {"postcode": row["postcode"][:-1]},
    Twist.NO_FIXED_PLACE: _always({"postcode": "ZZ99 3VZ"}),
}
