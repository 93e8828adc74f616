"""Hides how a centre shows itself in its letters: its address, the number to ring, its welcome and its services."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rightstart.contact.models import CentreWords
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import NoNumber, whom_to_ring
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

    name: str
    address: tuple[str, ...]
    council: str
    phone: str
    hours: str
    welcome: tuple[str, ...]
    services: tuple[str, ...]


def houses(centres: Iterable[OrganisationId], *, on: date) -> dict[OrganisationId, House]:
    """Each of these centres as its letters of a day show it."""
    wanted = sorted(set(centres))
    rows = people.named(wanted)
    councils = people.named({row.council_id for row in rows.values() if row.council_id is not None})
    services = offered(wanted, on)
    return {one: _house(one, rows[one], councils, services[one]) for one in wanted}


def _house(
    centre: OrganisationId,
    row: people.OrganisationRow,
    councils: Mapping[OrganisationId, people.OrganisationRow],
    services: Sequence[Told],
) -> House:
    assert row.council_id is not None  # the database lets no centre be without its council
    phone, hours = _rung(centre, row.council_id)
    return House(
        name=row.name,
        address=tuple(one.strip() for one in (*row.address.split(","), row.postcode) if one.strip()),
        council=councils[row.council_id].name,
        phone=phone,
        hours=hours,
        welcome=tuple(one.strip() for one in welcome_of(centre).split("\n\n") if one.strip()),
        services=tuple(one.line for one in services if one.in_letters),
    )


def all_rung(centres: Iterable[OrganisationId]) -> bool:
    """Whether a letter of each of these centres has a number to ring."""
    rows = people.named(centres)
    return all(row.council_id is not None and _rung(centre, row.council_id)[0] for centre, row in rows.items())


def _rung(centre: OrganisationId, council: OrganisationId) -> tuple[str, str]:
    """The centre's own number with its hours, else its council's; empty where neither is known."""
    for office, role in ((centre, RoleKind.CENTRE_WORKER), (council, RoleKind.DATA_STEWARD)):
        found = whom_to_ring([office], [role])[office]
        if not isinstance(found, NoNumber):
            return found.number, found.hours
    return "", ""
