"""Hides how it is kept who saw which family, when, and on which page; written for every page at its door, by none of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.engine.looking import Opened
from rightstart.intake.sealed import ROOM
from rightstart.terms import OrganisationId

ROWS_KEPT: Final = timedelta(days=365)  # of quarantine: as long as the row itself at most

WRITE: Final = """
INSERT INTO release_sight (person_id, organisation_id, council_id, page, key, row_number, at, hour)
SELECT %(person)s::bigint, %(organisation)s::bigint, %(council)s::bigint, %(page)s::text, seen.key, seen.row_number,
       %(at)s::timestamptz, date_trunc('hour', %(at)s::timestamptz)
FROM (
    SELECT unnest(%(keys)s::bigint[]) AS key, NULL::bigint AS row_number
    UNION
    SELECT n.key, NULL FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
    WHERE i.birth_id = ANY(%(births)s::bigint[]) AND n.sealed IS NOT NULL
    UNION ALL
    SELECT NULL, unnest(%(rows)s::bigint[])
) seen
ON CONFLICT DO NOTHING RETURNING id
"""
ERASE: Final = "DELETE FROM release_sight WHERE key = ANY(%(keys)s::bigint[]) RETURNING id"
FORGET: Final = "DELETE FROM release_sight WHERE row_number IS NOT NULL AND at < %(before)s::timestamptz RETURNING id"


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looked: a person at work for an organisation; `council`: that council itself, or the council of that centre."""

    person: int
    organisation: OrganisationId
    council: OrganisationId | None


def record(opened: Opened, *, by: Looker, page: str, at: datetime) -> None:
    """Keep that somebody saw what a page opened; the same page again within the hour adds nothing."""
    keys = sorted(opened.slots.get(ROOM, ()))
    if not (keys or opened.births or opened.rows):
        return
    of = {"keys": keys, "births": sorted(opened.births), "rows": sorted(opened.rows)}
    who = {"person": by.person, "organisation": by.organisation, "council": by.council}
    ask(WRITE, of | who | {"page": page, "at": at})


def erase(keys: Collection[int]) -> None:
    """Families are forgotten with these keys, in the caller's transaction: who saw them goes too."""
    if keys:
        ask(ERASE, {"keys": sorted(keys)})


def forget(*, at: datetime) -> None:
    """Who saw rows in quarantine is kept no longer than such a row could be."""
    ask(FORGET, {"before": at - ROWS_KEPT})
