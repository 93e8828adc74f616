"""Hides how what a person types (a reference, a code) becomes the birth or the organisation it stands for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from rightstart.cli.sentences import ORGANISATIONS
from rightstart.cli.telling import Declined
from rightstart.directory.people import OrganisationRow, find
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import isolation
from rightstart.engine.isolation import Viewer
from rightstart.handover.finding import KnownBirth, by_record, by_reference

SUPPLIER: Final = click.option("--from", "supplier", metavar="ODS", help="BIRTH is this supplier's own record id.")


def birth(asked: str, *, supplier: str | None, as_json: bool) -> KnownBirth:
    """The birth with a reference; where a supplier is named, the one it knows under this record id. Raises Declined."""
    if supplier is None:
        found = by_reference(asked)
    else:
        told = organisation(supplier, OrganisationKind.SUPPLIER, as_json=as_json)
        found = by_record(told.code, asked)
    if not found:
        raise Declined("unknown-birth", "No council here has such a birth.", as_json=as_json)
    if len(found) > 1:
        known = ", ".join(f"{one.reference} at {one.council}" for one in found)
        raise Declined("several", f"Several councils know this record. Give one's reference: {known}.", as_json=as_json)
    return found[0]


def organisation(code: str, *kinds: OrganisationKind, as_json: bool) -> OrganisationRow:
    """The organisation of one of these kinds with this code. Raises Declined."""
    found = find(code)
    if found is None or found.kind not in kinds or found.canary:
        named = " or ".join(ORGANISATIONS[kind] for kind in kinds)
        raise Declined(
            f"unknown-{kinds[0]}",
            f"There is no {named} {code} here. See `rightstart people list --organisations`.",
            as_json=as_json,
        )
    return found


@contextmanager
def viewing(organisation: OrganisationRow) -> Iterator[Viewer]:
    """Look as an organisation itself would, for as long as one command takes."""
    with isolation.viewing(organisation.kind.value, [organisation.id]) as viewers:
        yield viewers[organisation.id]
