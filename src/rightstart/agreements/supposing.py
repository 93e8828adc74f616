"""Hides how a version is supposed to be in force, or an agreement ended: what the rules would then read. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from rightstart.agreements.entries import Entry, entries, with_ends
from rightstart.agreements.models import Agreement, Version
from rightstart.agreements.refused import refused_from
from rightstart.agreements.register import ByParty, by_hop
from rightstart.agreements.rules import Hop, Instrument, InstrumentKind, in_force
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import Item, OrganisationId


class NotSupposed(StrEnum):
    """Why it cannot be supposed that a version is in force."""

    UNKNOWN = "unknown"
    UNKNOWN_VERSION = "unknown-version"
    REPLACED = "replaced"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Supposed:
    """What the rules read of a council's agreements as things are (`now`), and as they would be (`then`), by hop and party."""

    hop: Hop
    kind: InstrumentKind
    giver: OrganisationId
    now: Mapping[Hop, ByParty]
    then: Mapping[Hop, ByParty]

    def items(self, agreed: Mapping[Hop, ByParty], on: date) -> frozenset[Item] | None:
        """What may be told over the flow into the council; None where nothing may."""
        found = [one for one in agreed[self.hop].get(self.giver, ()) if one.kind is self.kind]
        standing = in_force(found, on)
        return standing.items if isinstance(standing, Instrument) else None


def council_of(reference: str) -> OrganisationId | None:
    """The council that a real agreement is of; for the command line, whose user has the whole installation in hand."""
    real = Agreement.objects.filter(reference=reference, council__canary=False)
    found = real.values_list("council_id", flat=True).first()
    return None if found is None else OrganisationId(found)


def suppose(viewer: Viewer, reference: str, version: int | None, *, on: date) -> Supposed | NotSupposed:
    """An agreement of the council's own as if this version were complete, signed and begun; None: as if it ended today."""
    with seen_by(viewer) as using:
        found = entries(Version.objects.using(using).filter(agreement__council=viewer.organisation), using)
        refused = refused_from(viewer.organisation, using)
    versions = [one for one in found if one.instrument.reference == reference]
    if not versions:
        return NotSupposed.UNKNOWN
    if version is not None and (why := _unsupposable(versions, version, on)):
        return why
    changed = [_ended(one, on) if version is None else _begun(one, version, on) for one in versions]
    others = [one for one in found if one.instrument.reference != reference]
    agreement = versions[0].version.agreement
    return Supposed(
        hop=Hop(agreement.hop),
        kind=versions[0].instrument.kind,
        giver=OrganisationId(agreement.giver_id),
        now=by_hop(found, refused),
        then=by_hop([*others, *_following(versions, changed)], refused),
    )


def _unsupposable(versions: Sequence[Entry], version: int, on: date) -> NotSupposed | None:
    """What is replaced or has ended comes back as a next version only."""
    one = next((each for each in versions if each.version.version == version), None)
    if one is None:
        return NotSupposed.UNKNOWN_VERSION
    newer = [each.instrument for each in versions if each.version.version > version]
    if any(each.signed and each.from_on <= on for each in newer):
        return NotSupposed.REPLACED
    over = min(one.version.ends_on, one.history.ended_on or one.version.ends_on)
    return NotSupposed.ENDED if over <= on else None


def _ended(one: Entry, on: date) -> Instrument:
    return msgspec.structs.replace(one.instrument, ended_on=min(on, one.instrument.ended_on or on))


def _begun(one: Entry, version: int, on: date) -> Instrument:
    said = one.instrument
    if said.version != version:
        return said
    return msgspec.structs.replace(said, signed=True, suspended=False, blank=frozenset(), from_on=min(on, said.from_on))


def _following(versions: Sequence[Entry], changed: Sequence[Instrument]) -> Iterable[Entry]:
    """The versions as changed, each older one ended where a newer one now begins."""
    pairs = zip(versions, with_ends(changed), strict=True)
    return [replace(one, instrument=instrument) for one, instrument in pairs]
