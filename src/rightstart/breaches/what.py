"""Hides how it is drawn from the records and the ledger what an entry is about: files, disclosures, call-backs, how many people.

By references, organisations and counts; nobody is named, and of a birth nothing is said but that it went out, when and which items.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rightstart.breaches.codes import Sort
from rightstart.engine.bulk import ask, named
from rightstart.engine.isolation import Viewer, proven
from rightstart.terms import BirthId, FamilyId, Item, OrganisationId


@dataclass(frozen=True, slots=True)
class File:
    """A consignment, by its reference; `areas`: rows of other councils' residents, by the council they are of."""

    reference: str
    supplier: str
    received_at: datetime
    areas: Mapping[str, int]
    whole: bool

    @property
    def others(self) -> int:
        return sum(self.areas.values())


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One line that a centre was sent. `birth`: the council's reference, `reference`: the centre's; `entry`: in the ledger."""

    birth: str
    centre: str
    reference: str
    sent_at: datetime
    items: tuple[Item, ...]
    agreement: str
    version: int
    entry: int | None
    seen_at: datetime | None
    called_back_at: datetime | None
    destroyed_at: datetime | None
    birth_id: BirthId
    family_id: FamilyId
    centre_id: OrganisationId
    contacted: bool
    written_to: bool


@dataclass(frozen=True, slots=True)
class What:
    """All that an entry is about."""

    files: tuple[File, ...]
    disclosures: tuple[Disclosure, ...]

    @property
    def others(self) -> int:
        """Rows of other councils' residents, for which a file is in the log."""
        return sum(one.others for one in self.files if not one.whole)

    @property
    def babies(self) -> int:
        return len({one.birth_id for one in self.disclosures})

    @property
    def families(self) -> int:
        return len({one.family_id for one in self.disclosures})

    @property
    def centres(self) -> tuple[str, ...]:
        return tuple(sorted({one.centre for one in self.disclosures}))

    @property
    def items(self) -> tuple[Item, ...]:
        """What of people went out, in the order of the list."""
        told = {item for one in self.disclosures for item in one.items}
        return tuple(item for item in Item if item in told)

    @property
    def called_back(self) -> int:
        return sum(one.called_back_at is not None for one in self.disclosures)

    @property
    def unanswered(self) -> int:
        """Call-backs of which no centre has confirmed yet that its copies are destroyed."""
        return sum(one.called_back_at is not None and one.destroyed_at is None for one in self.disclosures)


def what(viewer: Viewer, reference: str) -> What:
    """What an entry of the viewer's own council is about; nothing where there is no such entry."""
    asked = {"breach": reference, "council": proven(viewer, "council")}
    files = [_file(*row) for row in ask(named("breaches", "consignments"), asked)]
    lines = [_disclosure(row) for row in ask(named("breaches", "disclosures"), asked)]
    return What(tuple(files), tuple(lines))


def _file(reference: str, supplier: str, received_at: datetime, areas: Mapping[str, int], sort: str) -> File:
    return File(reference, supplier, received_at, areas, Sort(sort) is Sort.CONSIGNMENT)


def _disclosure(row: Sequence[object]) -> Disclosure:
    told = dict(zip(_COLUMNS, row, strict=True))
    listed = told["items"]
    assert isinstance(listed, list)
    return Disclosure(**(told | {"items": tuple(item for item in Item if item.value in listed)}))  # type: ignore[arg-type]


_COLUMNS = (
    *("birth", "birth_id", "family_id", "centre_id", "centre", "reference", "sent_at", "items", "agreement", "version"),
    *("entry", "seen_at", "called_back_at", "destroyed_at", "contacted", "written_to"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """Where the council's own office for data protection is reached; never a person's name or own number."""

    officer: bool
    email: str
    telephone: str


def offices(viewer: Viewer) -> list[Office]:
    """The data protection officer's office first, then the lead's, each as the newest agreement gives it."""
    latest: dict[str, Office] = {}
    for role, email, telephone in ask(named("breaches", "offices"), {"council": proven(viewer, "council")}):
        latest.setdefault(role, Office(role == "data-protection-officer", email or "", telephone or ""))
    return sorted(latest.values(), key=lambda one: not one.officer)
