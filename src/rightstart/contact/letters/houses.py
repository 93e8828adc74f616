"""Hides how a centre shows itself in its letters: its address, the number to ring, its welcome and its services."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rightstart.contact.models import CentreWords
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import Office, whom_to_ring
from rightstart.listings.reading import offered
from rightstart.listings.rules import Told
from rightstart.terms import OrganisationId


def welcome_of(centre: OrganisationId) -> str:
    """A centre's welcome in its own words, in paragraphs; empty where it has none of its own."""
    return CentreWords.objects.filter(centre_id=centre).values_list("welcome", flat=True).first() or ""


def keep_welcome(*, centre: OrganisationId, welcome: str) -> None:
    """What the centre says of itself from the next printing on; letters on paper stay as they are."""
    CentreWords.objects.update_or_create(centre_id=centre, defaults={"welcome": welcome.strip()})


@dataclass(frozen=True, slots=True)
class House:
    """A centre as its letters show it. `phone`: its own, else its council's; empty where nobody can be rung."""

    code: str
    name: str
    address: tuple[str, ...]
    council: str
    phone: str
    hours: str
    welcome: tuple[str, ...]
    services: tuple[str, ...]


def houses(centres: Iterable[OrganisationId], *, on: date) -> dict[OrganisationId, House]:
    """Each of these centres as its letters of a day show it."""
    rows = people.named(centres)
    councils = people.named({row.council_id for row in rows.values() if row.council_id is not None})
    rings, services = rung(rows.values()), offered(rows, on)
    return {one: _house(row, councils, rings[one], services[one]) for one, row in rows.items()}


def _house(
    row: OrganisationRow,
    councils: Mapping[OrganisationId, OrganisationRow],
    office: Office | None,
    services: Sequence[Told],
) -> House:
    assert row.council_id is not None  # the database lets no centre be without its council
    return House(
        code=row.code,
        name=row.name,
        address=address_of(row),
        council=councils[row.council_id].name,
        phone=office.number if office else "",
        hours=office.hours if office else "",
        welcome=tuple(one.strip() for one in welcome_of(row.id).split("\n\n") if one.strip()),
        services=tuple(one.line for one in services if one.in_letters),
    )


def address_of(row: OrganisationRow) -> tuple[str, ...]:
    """Where a centre is, line by line."""
    return tuple(one.strip() for one in (*row.address.split(","), row.postcode) if one.strip())


def all_rung(centres: Iterable[OrganisationId]) -> bool:
    """Whether a letter of each of these centres has a number to ring."""
    return all(rung(people.named(centres).values()).values())


def rung(centres: Iterable[OrganisationRow]) -> dict[OrganisationId, Office | None]:
    """Whom the families of each centre ring: the centre itself, else its council; None where neither number is known."""
    rows = list(centres)
    own = whom_to_ring((row.id for row in rows), [RoleKind.CENTRE_WORKER])
    councils = whom_to_ring((row.council_id for row in rows if row.council_id is not None), [RoleKind.DATA_STEWARD])
    found = {row.id: (own[row.id], councils[row.council_id] if row.council_id is not None else None) for row in rows}
    return {
        one: next((office for office in offices if isinstance(office, Office)), None) for one, offices in found.items()
    }
