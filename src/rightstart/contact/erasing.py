"""Hides how is erased what workers wrote about a family, who took care of it, and what its letters and address are known by."""

from typing import Final

from rightstart.contact.letters import codes
from rightstart.engine.bulk import ask
from rightstart.terms import FamilyId

ERASE: Final = """
WITH words AS (
    DELETE FROM contact_attemptnote n USING contact_attempt a WHERE a.id = n.attempt_id AND a.family_id = %(family)s::bigint
), spoken AS (
    UPDATE contact_attempt SET language = NULL, interpreter = NULL
    WHERE family_id = %(family)s::bigint AND (language IS NOT NULL OR interpreter IS NOT NULL)
), referrals AS (
    DELETE FROM contact_referral r WHERE r.family_id = %(family)s::bigint
), carers AS (
    DELETE FROM contact_assignment s WHERE s.family_id = %(family)s::bigint
), letters AS (
    UPDATE contact_letter SET home = NULL WHERE family_id = %(family)s::bigint AND home IS NOT NULL
)
UPDATE contact_retrace SET home = ''::bytea, record_key = ''::bytea WHERE family_id = %(family)s::bigint RETURNING id
"""


def erase(family: FamilyId) -> None:
    """In the caller's transaction, once nothing leads to the family's records any more: then its codes mean nobody."""
    ask(ERASE, {"family": family})
    codes.forget()
