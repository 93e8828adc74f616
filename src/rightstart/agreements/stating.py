"""Hides how a version in the register is told as the one statement that papers are drawn from and that parties sign."""

from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.models import Version
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import Named, Statement
from rightstart.directory import people
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import OrganisationId


def statement(one: Entry) -> Statement:
    """All that a version says, with the names of its parties as they are today."""
    agreement = one.version.agreement
    known = people.named([agreement.giver_id, agreement.council_id, *one.recipients])
    names = {pk: Named(row.code, row.name) for pk, row in known.items()}
    takers = sorted((names[OrganisationId(pk)] for pk in one.recipients), key=lambda named: (named.name, named.code))
    return Statement(
        reference=agreement.reference,
        version=one.version.version,
        hop=Hop(agreement.hop),
        kind=InstrumentKind(agreement.kind),
        giver=names[OrganisationId(agreement.giver_id)],
        council=names[OrganisationId(agreement.council_id)],
        takers=tuple(takers),
        terms=one.terms,
    )


def statements(viewer: Viewer, reference: str) -> list[Statement]:
    """Every version of one agreement, oldest first, as far as the viewer is a party; none where it is not."""
    with seen_by(viewer) as using:
        found = entries(Version.objects.using(using).filter(agreement__reference=reference), using)
    return [statement(one) for one in found]
