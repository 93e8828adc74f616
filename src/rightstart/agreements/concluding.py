"""Hides how an instrument between parties that are one hand comes into force at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rightstart.agreements.entries import approvers, locked
from rightstart.agreements.reminding import hush
from rightstart.agreements.sign import NotChanged, NotSigned, approve, propose, sign
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.terms import Actor


@transaction.atomic
def conclude(
    *, reference: str, version: int, signers: Mapping[str, RoleKind], by: Actor, at: datetime
) -> NotChanged | NotSigned | None:
    """Propose, approve where that is needed, and sign for each of these at once; what stopped it, or None.

    For parties that are one hand: a demonstration, canaries, trials. People sign one by one.
    """
    proposer = next(iter(signers))
    proposed = propose(reference=reference, version=version, party_code=proposer, by=by, at=at)
    if isinstance(proposed, NotChanged):
        return proposed
    one = next(entry for entry in locked(reference) if entry.version.version == version)
    told: dict[str, Any] = {
        "reference": reference,
        "version": version,
        "document": one.history.document,
        "by": by,
        "at": at,
    }
    guardians = people.named(approvers(one)).values()
    answers = [approve(**told, party_code=each.code, role=RoleKind.CALDICOTT_GUARDIAN) for each in guardians]
    answers += [sign(**told, party_code=code, role=role) for code, role in signers.items()]
    hush(one, at=at)
    return next((one for one in answers if isinstance(one, NotSigned)), None)
