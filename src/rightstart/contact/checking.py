"""Hides how a council's data steward says that they have looked at the worklists of its centres."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.contact.models import WorklistCheck
from rightstart.directory import people
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.release.rules import OutcomeKind
from rightstart.terms import Actor, OrganisationId

STANDING: Final = """
SELECT count(*) FILTER (WHERE d.outcome = %(listed)s), count(*) FILTER (WHERE d.outcome <> %(listed)s)
FROM release_decision d WHERE d.council_id = %(council)s::bigint AND d.superseded_at IS NULL
"""


class NotChecked(StrEnum):
    """Why there is nothing to say. NOTHING: no birth of this council has been judged."""

    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class WorklistsChecked:
    """How many births stood on a worklist when somebody looked, and how many on none."""

    on_a_worklist: int
    not_on_one: int


@transaction.atomic
def check_worklists(*, council: OrganisationId, by: Actor, at: datetime) -> WorklistsChecked | NotChecked:
    """A person has looked at where the births of a council stand, and says so; the numbers are those of this moment."""
    [(listed, others)] = ask(STANDING, {"council": council, "listed": OutcomeKind.DISCLOSE.value})
    if not listed + others:
        return NotChecked.NOTHING
    code = people.named([council])[council].code
    [leaf] = append([{"act": "worklists.checked", "council": code, "by": str(by)}], at=at)
    WorklistCheck.objects.create(
        council_id=council, on_a_worklist=listed, not_on_one=others, at=at, by=str(by), leaf_hash=leaf
    )
    return WorklistsChecked(listed, others)
