"""Hides how a supplier's month becomes tables with words, once for the page and for the PDF."""

from rightstart.engine.pdf import tagged_pdf
from rightstart.intake.quality import Month, Quality

Part = tuple[str, list[str], list[list[str]]]


def parts(found: Quality) -> list[Part]:
    """Each table of the report: its title, headings and rows; the first column names the row."""
    one = found.month
    files_ = [["Accepted", str(one.accepted)], ["Held", str(one.held)], ["Refused", str(one.refused)]]
    rows = [["Rows", f"{one.rows:,}"], ["To quarantine", f"{one.quarantined:,} ({one.faulty_share:.1%})"]]
    rows += [["Still waiting", f"{found.waiting:,}"], ["Corrected", f"{found.settled:,}"]]
    rows += [["Sent back to the supplier", f"{found.sent_back:,}"]]
    if found.declared:
        rows.append(["Difference from the control totals", f"{found.difference:,} of {found.declared:,} declared"])
    late = [["Half of the births received within", weeks(one.median_weeks)]]
    late += [["Nine in ten received within", weeks(one.late_weeks)]]
    return [
        ("Files", ["", "Number"], files_),
        ("Rows", ["", "Number"], rows),
        ("From birth to receipt", ["", "Time"], late),
        (
            "Faults by kind",
            ["Fault", "Number", "For 100 rows"],
            [[c, f"{n:,}", per_hundred(n, one.rows)] for c, n in found.faults],
        ),
        (
            "How complete each column is",
            ["Column", "Filled"],
            [[name, f"{part:.0%}"] for name, part in found.completeness],
        ),
        ("The last twelve months", TREND, [_trend_row(month) for month in found.trend]),
    ]


TREND = ["Month", "Files", "Rows", "To quarantine", "Half within"]


def _trend_row(one: Month) -> list[str]:
    sent = one.accepted + one.held + one.refused
    return [
        one.month,
        str(sent),
        f"{one.rows:,}",
        f"{one.faulty_share:.1%}" if one.rows else "",
        weeks(one.median_weeks),
    ]


def weeks(number: int | None) -> str:
    """Whole weeks as people read them: a count of weeks begun, for a birth of the first days counts as one."""
    if number is None:
        return ""
    return f"{number + 1} week{'' if number == 0 else 's'}"


def per_hundred(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def title(found: Quality, names: dict[str, str]) -> str:
    supplier, council = (names.get(code, code) for code in (found.supplier, found.council))
    return f"{supplier} to {council}, {found.month.month}"


def as_pdf(found: Quality, names: dict[str, str]) -> bytes:
    """Tagged PDF (PDF/UA-1): the same tables, headings and all."""
    told = {
        "title": f"Quality report: {title(found, names)}",
        "lead": "Counts of what was handed over in this month, and nothing about anybody.",
        "parts": [dict(zip(("title", "headings", "rows"), part, strict=True)) for part in parts(found)],
    }
    return tagged_pdf("intake", "quality", told)
